"""What letters say, in plain text and as HTML; nothing in a name becomes a header, or a tag."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest
from flask import Flask

from quizapp.exchange.letters import compose, environment
from quizapp.model.letters import Hitch, Letter, LetterKind, LetterLine, Rung, Undelivered
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import Site
from quizapp.store.database import Database
from quizapp.web import create_app

SENDER = Address("Training", addr_spec="training@example.org")
WITH_LINES = (LetterKind.REMINDER, LetterKind.DIGEST, LetterKind.TEAM)
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LETTER = Letter(
    LetterKind.INVITATION,
    "abc",
    "sam@example.org",
    "Sam Reed",
    "Harbour & Co",
    "https://training.example.org",
    token="t0ken",
    days=7,
    lines=tuple(LetterLine(f"Module {n}", date(2026, 12, 1), rung, n) for n, rung in enumerate(Rung, start=1)),
)


def read(letter: Letter) -> EmailMessage:
    """The message as whoever gets it has it, from its bytes."""
    sent = compose(letter, SENDER, AT).as_bytes()
    return cast(EmailMessage, message_from_bytes(sent, policy=default))


def parts(message: EmailMessage) -> tuple[str, str]:
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None and html is not None
    return text.get_content(), html.get_content()


@pytest.mark.parametrize("kind", LetterKind)
def test_each_kind_of_letter_says_the_same_in_text_and_in_html(kind: LetterKind):
    message = read(replace(LETTER, kind=kind))
    text, html = parts(message)
    assert message["Subject"] and "\n" not in message["Subject"] and message["Subject"] not in text
    seen = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html.split("<body>")[1]))
    for words in ("Hello Sam Reed,", "call 999", "Nobody reads answers to it"):
        assert words in text and words in seen
    assert "Harbour & Co" in text and "Harbour &amp; Co" in html
    assert set(re.findall(r"https://training\.example\.org/[^\s\"<>]+", text)) == set(
        re.findall(r'href="([^"]+)"', html)
    )
    assert ("t0ken" in text) == kind.has_link
    lines = [line.title for line in LETTER.lines]
    assert all((title in text) == (title in seen) == (kind in WITH_LINES) for title in lines)
    assert not re.search(r"\{\{|\{%|None|\n\n\n\n", text)


def test_what_a_machine_reads_of_a_letter():
    message = read(LETTER)
    assert message["Message-ID"] == "<abc@training.example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["From"] == "Training <training@example.org>" and message["To"] == "Sam Reed <sam@example.org>"
    assert message["Date"] == "Mon, 23 Nov 2026 09:00:00 +0000"


def test_a_name_makes_no_header_and_no_tag():
    odd = replace(LETTER, name="Sam\r\nBcc: all@example.org\r\n\r\n<b>", organisation="A\nSubject: b <i>")
    message = read(odd)
    assert message["Bcc"] is None and message.get_all("Subject") == [message["Subject"]]
    (to,) = message["To"].addresses
    assert to.addr_spec == "sam@example.org"
    _, html = parts(message)
    assert "<b>" not in html and "&lt;b&gt;" in html


def test_accents_and_domains_in_other_letters_arrive():
    message = read(replace(LETTER, name="Zoë Łukasz, “Zo”", to="zoe@köln.example"))
    assert message["To"].addresses[0].display_name == "Zoë Łukasz, “Zo”"
    assert message["To"].addresses[0].addr_spec == "zoe@xn--kln-sna.example"


@pytest.mark.parametrize("to", ["", "sam", "@example.org", "sam@", "sam@a..b", "sam@é..b", "a b@example.org"])
def test_an_address_that_is_none_is_given_up(to: str):
    with pytest.raises(Undelivered) as found:
        compose(replace(LETTER, to=to), SENDER, AT).as_bytes()
    assert found.value.hitch is Hitch.RECIPIENT and found.value.for_good


@pytest.fixture
def app(sqlite_database: Database) -> Flask:
    return create_app(Site(Settings(secret_key="k" * 40), sqlite_database, {}, "", lambda: AT))


def test_each_address_in_a_letter_is_one_of_our_pages(app: Flask):
    module = environment().get_template("_links.txt").make_module()
    names = [name for name in dir(module) if not name.startswith("_")]
    assert len(names) > 3
    for name in names:
        path = getattr(module, name)(LETTER).removeprefix(LETTER.address)
        app.url_map.bind("localhost").match(path, "GET")
