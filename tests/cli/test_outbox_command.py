"""`quizapp outbox`, and links that are sent instead of printed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.cli.mail_text import HITCHES, KINDS
from quizapp.model.letters import Hitch, LetterKind
from tests.bench.serving import free_port
from tests.cli.conftest import Command
from tests.mail_server import REFUSED, MailServer, listening

SAM = ("people", "add", "--name", "Sam", "--email", "sam@example.org", "--send")


@pytest.fixture
def server(published: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    with listening() as made:
        monkeypatch.setenv("QUIZAPP_MAIL", f"smtp://127.0.0.1:{made.port}")
        monkeypatch.setenv("QUIZAPP_MAIL_FROM", "Training <training@example.org>")
        yield made


def test_without_mail_nobody_is_added_whose_link_could_not_be_sent(quizapp: Command, published: Path):
    said = quizapp(*SAM)
    assert said.status == 1 and "QUIZAPP_MAIL" in said.err and "--send" in said.err
    assert quizapp("people", "list", "sam").out == "Nobody is there like that.\n"
    assert quizapp("outbox").status == 2 and "no mail is set up" in quizapp("outbox").err


def test_a_link_is_sent_and_not_printed(quizapp: Command, server: MailServer):
    said = quizapp(*SAM)
    assert said.status == 0 and "set-password" not in said.out and "A letter with a link waits" in said.out
    assert quizapp("outbox", "--list").out.startswith("Sam: link to begin, to be tried")
    assert quizapp("outbox").out == "Letters sent: 1.\n" and quizapp("outbox").out == "Letters sent: 0.\n"
    said = quizapp("people", "link", "sam@example.org", "--send")
    assert said.status == 0 and "set-password" not in said.out
    assert quizapp("outbox").status == 0
    links = [re.findall(r"/set-password/(\S+)", one.get_body(("plain",)).get_content())[0] for one in server.taken]
    assert len(set(links)) == 2 and server.recipients == ["sam@example.org"] * 2


def test_what_could_not_be_sent_is_said_with_why(quizapp: Command, server: MailServer):
    quizapp("people", "add", "--name", "Nobody", "--email", f"{REFUSED}@example.org", "--send")
    said = quizapp("outbox")
    assert (said.status, said.out) == (1, "Letters sent: 0; tries that failed: 1 (quizapp outbox --list).\n")
    listed = quizapp("outbox", "--list").out
    assert "Nobody: link to begin, given up" in listed and "there is nobody of that name" in listed
    quizapp(*SAM)
    server.drops = "MAIL"
    said = quizapp("outbox")
    assert said.status == 1 and "The rest waits: the mail server ended the connection in the middle." in said.out


def test_a_letter_to_try_is_sent_at_once_or_says_what_is_wrong(
    quizapp: Command, server: MailServer, monkeypatch: pytest.MonkeyPatch
):
    assert quizapp("outbox", "--test", "me@example.org").status == 0
    assert server.taken[0]["Subject"] == "Mail from the training site arrives"
    monkeypatch.setenv("QUIZAPP_MAIL", f"smtp://127.0.0.1:{free_port()}")
    said = quizapp("outbox", "--test", "me@example.org")
    assert said.status == 1 and "cannot be reached" in said.err
    assert "does not take the address" in quizapp("outbox", "--test", "nonsense").err


def test_there_is_a_word_for_every_kind_of_letter_and_every_hitch():
    assert set(KINDS) == set(LetterKind) and set(HITCHES) == set(Hitch)


def test_reminders_wait_only_where_mail_is_set_up(quizapp: Command, published: Path, monkeypatch: pytest.MonkeyPatch):
    assert quizapp("remind").status == 2 and "no mail is set up" in quizapp("remind").err
    assert quizapp("remind", "--dry-run").out == "Letters that would wait: 0.\n"
    monkeypatch.setenv("QUIZAPP_MAIL", f"folder:{published.parent}")
    monkeypatch.setenv("QUIZAPP_MAIL_FROM", "Training <training@example.org>")
    assert quizapp("remind").out == "Letters that wait now: 0.\n"
