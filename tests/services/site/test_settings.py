"""A bad setting is refused by its name."""

from pathlib import Path

import pytest

from quizapp.services.site.settings import BadSetting, require_secret, settings_from
from quizapp.services.site.site import read_inserts


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
    ],
)
def test_a_bad_setting_is_named(name: str, value: str):
    with pytest.raises(BadSetting) as refused:
        settings_from({name: value})
    assert refused.value.name == name and refused.value.problem


@pytest.mark.parametrize("prefix", ["", "/training", "/learning/Safe_guarding-2"])
def test_a_prefix_is_a_path_without_a_slash_at_its_end(prefix: str):
    assert settings_from({"QUIZAPP_PREFIX": prefix}).prefix == prefix


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
