"""What waits is sent, once, whatever the mail server does; a link is made as its letter leaves, and kept nowhere."""

import re
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from quizapp.exchange.posting import Posted, send_due, watch
from quizapp.model.letters import Hitch, LetterKind, LetterState, OutboxRow
from quizapp.model.people import Person, Role
from quizapp.services.site import accounts, outbox, people, sending
from quizapp.services.site.sending import LEASE, PAUSES
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import Site
from quizapp.store.database import Database
from tests.clock import Clock
from tests.mail_server import REFUSED, MailServer, listening
from tests.web.contents import contents

VERA = Person(1, "vera", "Vera", frozenset({Role.ADMINISTRATOR}))
SAM, MONA = "sam@example.org", "mona@example.org"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with listening() as made:
        yield made


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site(sqlite_database: Database, server: MailServer, clock: Clock) -> Site:
    settings = Settings(secret_key="k" * 40, url="https://training.example.org", mail=server.settings)
    return Site(settings, sqlite_database, {}, "", clock)


def add(site: Site, email: str) -> None:
    added = accounts.add_person(site, name=email, email=email, roles=frozenset({Role.STAFF}), sends=True)
    assert not added.problems and not added.token


def rows(site: Site) -> tuple[OutboxRow, ...]:
    return outbox.page(site, VERA).rows


def links(server: MailServer) -> list[str]:
    texts = [part.get_content() for one in server.taken if (part := one.get_body(("plain",))) is not None]
    return [link for text in texts for link in re.findall(r"/set-password/(\S+)", text)]


def test_who_is_added_gets_a_link_that_works_once_and_stands_nowhere_else(site: Site, server: MailServer):
    add(site, SAM)
    add(site, MONA)
    assert send_due(site) == Posted(sent=2) and send_due(site) == Posted()
    assert server.recipients == [SAM, MONA] and server.connections == 1
    sam, mona = links(server)
    assert accounts.holder_of_link(site, sam) == (SAM, SAM) and accounts.holder_of_link(site, mona) == (MONA, MONA)
    assert sam not in repr(contents(site, frozenset())) and [row.state for row in rows(site)] == [LetterState.SENT] * 2
    assert accounts.set_password(site, sam, "three kind words").token
    assert accounts.holder_of_link(site, sam) is None


def test_a_new_link_that_is_sent_ends_the_one_from_before_and_a_second_click_sends_no_second_letter(
    site: Site, server: MailServer
):
    add(site, SAM)
    send_due(site)
    for _ in range(2):
        assert not people.new_link(site, SAM, sends=True).problems
    assert send_due(site) == Posted(sent=1)
    first, second = links(server)
    assert accounts.holder_of_link(site, first) is None and accounts.holder_of_link(site, second) is not None


def test_while_no_mail_can_be_sent_it_waits_longer_and_longer_and_is_given_up_in_the_end(
    site: Site, server: MailServer, clock: Clock
):
    add(site, SAM)
    add(site, MONA)
    server.drops = "EHLO"
    began = clock.now
    posted = send_due(site)
    assert posted.failed == 1 and posted.stopped is not None and posted.stopped.hitch is Hitch.DROPPED
    waits = {row.tries: row for row in rows(site)}
    assert set(waits) == {0, 1} and waits[1].at == began + PAUSES[0], "a server that is down is asked for one letter"
    for _ in range(40):
        clock.now = min(row.at for row in rows(site) if row.state is LetterState.WAITING)
        send_due(site)
        if all(row.state is LetterState.FAILED for row in rows(site)):
            break
    assert {(row.state, row.hitch, row.tries) for row in rows(site)} == {
        (LetterState.FAILED, Hitch.DROPPED, len(PAUSES) + 1)
    }
    assert 2 <= (clock.now - began).days <= 4
    server.drops = ""
    assert send_due(site) == Posted()
    assert all(outbox.send_again(site, VERA, row.public_id) for row in rows(site))
    assert not outbox.send_again(site, VERA, "unknown")
    assert send_due(site) == Posted(sent=2)
    assert not outbox.send_again(site, VERA, rows(site)[0].public_id), "what was sent is not sent again"


def test_one_who_is_refused_and_one_who_left_hold_nobody_up(site: Site, server: MailServer):
    add(site, f"{REFUSED}@example.org")
    add(site, MONA)
    assert not people.leave(site, MONA).problems
    add(site, SAM)
    assert send_due(site) == Posted(sent=1, failed=2)
    assert server.recipients == [SAM]
    found = {row.name: (row.state, row.hitch) for row in rows(site)}
    assert found[MONA] == (LetterState.FAILED, Hitch.NO_ADDRESS)
    assert found[f"{REFUSED}@example.org"] == (LetterState.FAILED, Hitch.RECIPIENT)


def test_what_was_taken_before_the_line_went_dead_comes_again_as_the_same_letter_and_either_link_works(
    site: Site, server: MailServer, clock: Clock
):
    add(site, SAM)
    server.drops, server.after = "DATA", True  # it took the letter, and nobody heard so
    assert send_due(site).failed == 1
    server.drops = ""
    clock.later(minutes=1)
    assert send_due(site) == Posted(sent=1)
    first, second = server.taken
    assert first["Message-ID"] == second["Message-ID"]
    assert all(accounts.holder_of_link(site, link) for link in links(server))
    assert accounts.set_password(site, links(server)[0], "three kind words").token
    assert not any(accounts.holder_of_link(site, link) for link in links(server))


def test_whoever_dies_with_a_letter_in_hand_loses_nothing(site: Site, server: MailServer, clock: Clock):
    add(site, SAM)
    assert sending.claim(site) is not None  # and no more was heard of that sender
    assert send_due(site) == Posted()
    clock.now += LEASE
    assert send_due(site) == Posted(sent=1)
    assert server.recipients == [SAM]


def test_a_letter_that_waited_too_long_to_be_true_is_not_sent(site: Site, server: MailServer, clock: Clock):
    add(site, SAM)
    clock.later(days=8)
    assert send_due(site) == Posted(failed=1)
    assert (rows(site)[0].state, rows(site)[0].hitch) == (LetterState.FAILED, Hitch.LATE) and not server.taken


def test_several_senders_at_one_moment_send_each_letter_once(site: Site, server: MailServer):
    for number in range(8):
        add(site, f"sam{number}@example.org")
    threads = [threading.Thread(target=send_due, args=(site,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(server.recipients) == [f"sam{number}@example.org" for number in range(8)]


def test_who_watches_sends_what_comes_and_stops_when_told(site: Site, server: MailServer):
    stop, heard, said = threading.Event(), threading.Event(), list[Posted]()

    def say(posted: Posted) -> None:
        said.append(posted)
        heard.set()

    site.settings = replace(site.settings, demo=True)  # which looks every second
    thread = threading.Thread(target=watch, args=(site, stop, say))
    thread.start()
    add(site, SAM)
    heard.wait(10)
    stop.set()
    thread.join(10)
    assert not thread.is_alive() and said == [Posted(sent=1)] and server.recipients == [SAM]


def test_a_letter_is_for_one_of_the_kinds_that_have_a_link(site: Site):
    assert {kind for kind in LetterKind if kind.has_link} == {LetterKind.INVITATION, LetterKind.PASSWORD}
