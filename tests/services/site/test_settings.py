"""A bad setting is refused by its name."""

from pathlib import Path

import pytest

from quizapp.services.site.settings import BadSetting, require_secret, settings_from
from quizapp.services.site.start_files import read_inserts


def test_nothing_set_gives_the_defaults():
    settings = settings_from({})
    assert (settings.port, settings.host, settings.secure_cookies, settings.demo) == (8000, "127.0.0.1", True, False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://here"),
        ("QUIZAPP_PORT", "eighty"),
        ("QUIZAPP_PORT", "70000"),
        ("QUIZAPP_PORT", "٣"),
        ("QUIZAPP_WORKERS", "0"),
        ("QUIZAPP_THREADS", "-1"),
        ("QUIZAPP_SESSION_HOURS", "1e3"),
        ("QUIZAPP_SECURE_COOKIES", "perhaps"),
        ("QUIZAPP_SUPPORT", "no/such/file.md"),
        ("QUIZAPP_INSERTS", "no/such/file.txt"),
        ("QUIZAPP_FOLDER", "no/such/folder"),
        ("QUIZAPP_DEMO", "yes"),
        ("QUIZAPP_PREFIX", "training"),
        ("QUIZAPP_PREFIX", "/training/"),
        ("QUIZAPP_PREFIX", "/"),
        ("QUIZAPP_PREFIX", "//evil.test"),
        ("QUIZAPP_PREFIX", "/../up"),
        ("QUIZAPP_PREFIX", "/tr aining"),
        ("QUIZAPP_MAIL", "mail.example.org"),
        ("QUIZAPP_MAIL", "http://mail.example.org"),
        ("QUIZAPP_MAIL", "smtp://"),
        ("QUIZAPP_MAIL", "smtp://mail.example.org:99999"),
        ("QUIZAPP_MAIL", "smtp://sam@mail.example.org"),
        ("QUIZAPP_MAIL", "smtp://mail.example.org/box"),
        ("QUIZAPP_MAIL", "smtp://s:p%0Ax@mail.example.org"),
        ("QUIZAPP_MAIL", "folder:no/such/folder"),
        ("QUIZAPP_MAIL_FROM", "training"),
        ("QUIZAPP_MAIL_FROM", "Training <training@example.org"),
        ("QUIZAPP_MAIL_FROM", "a@example.org\nBcc: b@example.org"),
        ("QUIZAPP_URL", "training.example.org"),
        ("QUIZAPP_URL", "http://training.example.org"),
        ("QUIZAPP_URL", "javascript://training.example.org"),
        ("QUIZAPP_URL", "https://"),
        ("QUIZAPP_URL", "https://training.example.org/elsewhere"),
        ("QUIZAPP_URL", "https://training.example.org/?a=b"),
        ("QUIZAPP_URL", "https://training.example.org#here"),
        ("QUIZAPP_URL", "https://somebody@training.example.org"),
        ("QUIZAPP_URL", "https://training.example.org:99999"),
        ("QUIZAPP_URL", "https://tr aining.example.org"),
        ("QUIZAPP_URL", "https://training_.example.org\\@evil.test"),
        ("QUIZAPP_URL", "https://training.example.org\nSet-Cookie: a"),
        ("QUIZAPP_URL", "https://[::1"),
    ],
)
def test_a_bad_setting_is_named(name: str, value: str):
    with pytest.raises(BadSetting) as refused:
        settings_from({name: value})
    assert refused.value.name == name and refused.value.problem


@pytest.mark.parametrize("prefix", ["", "/training", "/learning/Safe_guarding-2"])
def test_a_prefix_is_a_path_without_a_slash_at_its_end(prefix: str):
    assert settings_from({"QUIZAPP_PREFIX": prefix}).prefix == prefix


@pytest.mark.parametrize(
    ("others", "url", "address"),
    [
        ({}, "https://training.example.org", "https://training.example.org"),
        ({}, "https://training.example.org:8443/", "https://training.example.org:8443"),
        ({"QUIZAPP_PREFIX": "/safe"}, "https://example.org/safe", "https://example.org/safe"),
        ({"QUIZAPP_SECURE_COOKIES": "no"}, "http://10.0.0.7:8000", "http://10.0.0.7:8000"),
        ({"QUIZAPP_SECURE_COOKIES": "no"}, "http://[::1]:8000", "http://[::1]:8000"),
        ({"QUIZAPP_TRUSTED_HOSTS": "a.test, .example.org"}, "https://b.example.org", "https://b.example.org"),
        ({"QUIZAPP_TRUSTED_HOSTS": ".example.org, a.test"}, "", "https://a.test"),
        ({"QUIZAPP_TRUSTED_HOSTS": ".example.org"}, "", "http://127.0.0.1:8000"),
        ({"QUIZAPP_HOST": "::1", "QUIZAPP_PORT": "80", "QUIZAPP_PREFIX": "/safe"}, "", "http://[::1]:80/safe"),
    ],
)
def test_the_sites_address_is_what_is_set_or_the_best_guess(others: dict[str, str], url: str, address: str):
    assert settings_from({**others, "QUIZAPP_URL": url}).address == address


@pytest.mark.parametrize("host", ["evil.test", "example.org.evil.test", "evilexample.org"])
def test_an_address_whose_host_is_not_answered_to_is_refused(host: str):
    with pytest.raises(BadSetting, match="QUIZAPP_TRUSTED_HOSTS"):
        settings_from({"QUIZAPP_TRUSTED_HOSTS": "a.test,.example.org", "QUIZAPP_URL": f"https://{host}"})


@pytest.mark.parametrize("secret", ["", "short"])
def test_a_secret_key_is_needed_and_must_be_long(secret: str):
    with pytest.raises(BadSetting, match="SECRET_KEY"):
        require_secret(settings_from({"SECRET_KEY": secret}))


def test_inserts_are_read_and_a_wrong_name_is_told_by_its_line(tmp_path: Path):
    file = tmp_path / "inserts.txt"
    file.write_text("# ours\n\nsafeguarding-lead: Kim: room 12\n", encoding="utf-8")
    assert read_inserts(file) == {"safeguarding-lead": "Kim: room 12"}
    file.write_text("safeguardinglead: Kim\n", encoding="utf-8")
    with pytest.raises(BadSetting, match="line 1"):
        read_inserts(file)


def test_mail_is_set_up_by_an_address_and_a_sender_and_no_password_is_ever_told(tmp_path: Path):
    mail = {"QUIZAPP_MAIL": "smtp://training%40example.org:sec%3Aret@mail.example.org", "QUIZAPP_MAIL_FROM": "a@b.org"}
    found = settings_from(mail).mail
    assert (found.host, found.port, found.user, found.password) == (
        *("mail.example.org", 587),
        *("training@example.org", "sec:ret"),
    )
    assert "sec:ret" not in repr(settings_from(mail)) and found.is_set_up
    for address, port in (("smtp://mail", 25), ("smtps://mail", 465), ("smtps://mail:2465", 2465)):
        assert settings_from(mail | {"QUIZAPP_MAIL": address}).mail.port == port
    assert settings_from(mail | {"QUIZAPP_MAIL": f"folder:{tmp_path}"}).mail.folder == tmp_path
    assert not settings_from({"QUIZAPP_MAIL": "none"}).mail.is_set_up
    with pytest.raises(BadSetting, match="QUIZAPP_MAIL_FROM: is not set") as refused:
        settings_from({"QUIZAPP_MAIL": mail["QUIZAPP_MAIL"]})
    assert "sec" not in str(refused.value)
    with pytest.raises(BadSetting) as refused:
        settings_from({"QUIZAPP_MAIL": "smtp:/training:secret@mail", "QUIZAPP_MAIL_FROM": "a@b.org"})
    assert "secret" not in str(refused.value)
