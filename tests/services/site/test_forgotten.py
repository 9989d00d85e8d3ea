"""Whoever asks for a link learns nothing of who has a place here: not by words, not by work, and not by how often."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from quizapp.model.letters import LetterKind, LetterState
from quizapp.model.people import Person
from quizapp.model.problems import Code, Problem
from quizapp.services.site import forgotten, people, sending, throttle
from quizapp.services.site.site import Site
from quizapp.services.site.throttle import TooManyTries
from quizapp.store.people import outbox
from tests.clock import Clock
from tests.mail_server import MailServer
from tests.web.growing import counted

HERE = "10.0.0.1"


@pytest.fixture
def posting(site: Site) -> Site:
    """The site, with mail set up; what is sent is not asked here."""
    site.settings = replace(site.settings, mail=MailServer.settings_at("smtp://127.0.0.1:25"))
    return site


def waiting(site: Site) -> int:
    with site.database.read() as connection:
        return outbox.counts(connection)[LetterState.WAITING]


def test_a_link_is_sent_to_whoever_is_here_by_their_address_or_number(posting: Site, alice: Person, bob: Person):
    assert not people.give_staff_number(posting, "bob@example.org", "AB 007").problems
    for typed in (" Alice@Example.org ", "ab  007", "nobody@example.org", "007", "AB 8"):
        assert forgotten.ask(posting, typed, HERE) == ()
    found = [sending.claim(posting), sending.claim(posting)]
    assert {one.person for one in found if one} == {alice.id, bob.id} and sending.claim(posting) is None
    assert {one.kind for one in found if one} == {LetterKind.PASSWORD}


def test_who_has_left_gets_none_and_a_second_click_sends_no_second_letter(posting: Site, alice: Person, bob: Person):
    assert not people.leave(posting, "bob@example.org").problems
    for email in ("bob@example.org", "alice@example.org", "alice@example.org"):
        assert forgotten.ask(posting, email, HERE) == ()
    assert waiting(posting) == 1


def test_the_database_is_asked_the_same_for_somebody_and_for_nobody(posting: Site, alice: Person):
    asked = {}
    for email in ("warm@example.org", "alice@example.org", "nobody@example.org"):
        with counted() as statements:
            forgotten.ask(posting, email, HERE)
        asked[email] = statements
    assert asked["alice@example.org"] == asked["nobody@example.org"] and len(asked["nobody@example.org"]) > 3


@pytest.mark.parametrize("email", ["alice@example.org", "nobody@example.org"])
def test_somebody_and_nobody_are_asked_for_as_often(posting: Site, alice: Person, clock: Clock, email: str):
    for _ in range(throttle.FOR_A_LETTER):
        assert forgotten.ask(posting, email, HERE) == ()
    with pytest.raises(TooManyTries):
        forgotten.ask(posting, email.upper(), "10.0.0.2")
    clock.later(minutes=15)
    assert forgotten.ask(posting, email, HERE) == ()


def test_nobody_can_fill_somebodys_mailbox(posting: Site, alice: Person, clock: Clock):
    sent = 0
    for _ in range(12):
        clock.later(minutes=16)
        forgotten.ask(posting, "alice@example.org", HERE)
        if (claimed := sending.claim(posting)) is not None:
            sending.sent(posting, claimed)
            sent += 1
    assert sent == forgotten.MOST_A_DAY


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", Code.MISSING),
        (" \u200b ", Code.MISSING),
        ("a@b", Code.NO_ADDRESS),
        ("a@example.org\r\nBcc: b@example.org", Code.NO_ADDRESS),
        ("n" * 300, Code.TOO_LONG),
    ],
)
def test_what_can_be_nobodys_is_said_at_the_field(posting: Site, typed: str, code: Code):
    (problem,) = forgotten.ask(posting, typed, HERE)
    assert problem == Problem("email", code, problem.limit)


def test_without_mail_nothing_waits(site: Site, alice: Person, join: Callable[..., Person]):
    assert forgotten.ask(site, "alice@example.org", HERE) == () and waiting(site) == 0
    assert people.new_link(site, "alice@example.org", sends=True).problems == (Problem("sends", Code.NOT_SET_UP),)
    assert waiting(site) == 0
