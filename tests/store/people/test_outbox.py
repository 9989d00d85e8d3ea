"""What waits to be sent: each letter for one reason, with one sender at a time, and never lost."""

import secrets
import threading
from datetime import timedelta
from typing import Any

import pytest

from quizapp.model.letters import Claimed, DueLine, Hitch, LetterKind, LetterState, Rung
from quizapp.store.database import Connection, Database
from quizapp.store.people import directory, outbox, people, reminded
from tests.store.stories import AT, MONDAY, add

LEASE = timedelta(minutes=5)


def wait(connection: Connection, person: int, reason: str = "", **other: Any) -> bool:
    public_id = secrets.token_urlsafe(16)
    said = {"reason_key": reason or public_id, "kind": LetterKind.REMINDER, "made_at": AT, "send_after": AT, **other}
    return outbox.add(connection, public_id=public_id, person=person, **said)


def claim(database: Database, at: Any = AT) -> Claimed | None:
    with database.write() as connection:
        return outbox.claim(connection, at, at + LEASE)


@pytest.fixture
def ada(database: Database) -> int:
    with database.write() as connection:
        return add(connection, "Ada").id


def test_nobody_is_written_to_twice_for_one_reason(database: Database, ada: int):
    with database.write() as connection:
        assert wait(connection, ada, "due|m|2026-12-01")
        assert not wait(connection, ada, "due|m|2026-12-01")
        assert wait(connection, ada, "due|m|2027-12-01")
        assert outbox.counts(connection) == {LetterState.WAITING: 2, LetterState.FAILED: 0}


def test_what_somebody_was_reminded_of_is_known_whatever_came_of_the_letter(database: Database, ada: int):
    before, after = DueLine("m", MONDAY, Rung.BEFORE, step=-7), DueLine("m", MONDAY, Rung.AFTER, step=1)
    with database.write() as connection:
        bob = add(connection, "Bob").id
        wait(connection, ada, lines=(before,))
        wait(connection, ada, lines=(after,), kind=LetterKind.DIGEST)
        wait(connection, ada, lines=(DueLine("n", MONDAY, Rung.AFTER, 3),), kind=LetterKind.TEAM)
        assert reminded.lines_of(connection, [ada, bob]) == {ada: {before, after}}


def test_a_letter_is_gone_with_the_transaction_that_it_was_written_in(database: Database, ada: int):
    with pytest.raises(RuntimeError), database.write() as connection:
        wait(connection, ada)
        raise RuntimeError
    assert claim(database) is None


def test_a_letter_is_one_senders_until_its_lease_ends_and_free_again_then(database: Database, ada: int):
    lines = (DueLine("child-mental-health", MONDAY, Rung.BEFORE), DueLine("other", MONDAY, Rung.AFTER, 3))
    with database.write() as connection:
        wait(connection, ada, lines=lines, send_after=AT + timedelta(hours=1))
        assert not outbox.any_due(connection, AT)
    assert claim(database) is None
    later = AT + timedelta(hours=1)
    first = claim(database, later)
    assert first is not None and (first.person, first.lines, first.tries) == (ada, lines, 1)
    assert claim(database, later + LEASE - timedelta(seconds=1)) is None
    again = claim(database, later + LEASE)
    assert again is not None and (again.id, again.tries) == (first.id, 2)
    with database.write() as connection:  # whose lease is over puts nothing off that another is at
        outbox.put_off(connection, first, later + timedelta(days=9), Hitch.SLOW, "")
        outbox.give_up(connection, first, later, Hitch.REFUSED, "")
        outbox.put_off(connection, again, later + timedelta(hours=1), Hitch.DROPPED, "x" * 999)
        (row,), _ = outbox.newest(connection, 5)
    assert (row.state, row.at, row.hitch, row.said) == (
        LetterState.WAITING,
        later + timedelta(hours=1),
        Hitch.DROPPED,
        "x" * 300,
    )


def test_what_was_sent_stays_sent_whoever_says_so(database: Database, ada: int):
    with database.write() as connection:
        wait(connection, ada)
    slow = claim(database)
    second = claim(database, AT + LEASE)
    assert slow is not None and second is not None
    with database.write() as connection:
        outbox.sent(connection, slow.id, AT + LEASE)
        outbox.give_up(connection, second, AT + LEASE, Hitch.REFUSED, "")
        (row,), _ = outbox.newest(connection, 5)
        assert row.state is LetterState.SENT
        assert outbox.again(connection, row.public_id, AT) is None and outbox.give_up_all(connection, AT) == 0


def test_several_senders_at_once_share_the_letters_out(database: Database, ada: int):
    with database.write() as connection:
        for _ in range(12):
            wait(connection, ada)
    taken: list[int] = []
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        while (claimed := claim(database)) is not None:
            taken.append(claimed.id)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(taken) == 12 and len(set(taken)) == 12


def test_letters_are_listed_by_state_newest_first_and_page_by_page(database: Database, ada: int):
    with database.write() as connection:
        for _ in range(5):
            wait(connection, ada)
        claimed = outbox.claim(connection, AT, AT + LEASE)
        assert claimed is not None
        outbox.give_up(connection, claimed, AT, Hitch.RECIPIENT, "550")
    with database.read() as connection:
        first, before = outbox.newest(connection, 3, LetterState.WAITING)
        rest, end = outbox.newest(connection, 3, LetterState.WAITING, before)
        assert (len(first), len(rest), end) == (3, 1, None) and first[0].name == "Ada"
        (failed,), _ = outbox.newest(connection, 3, LetterState.FAILED)
        assert (failed.hitch, failed.said, failed.tries) == (Hitch.RECIPIENT, "550", 1)
        assert outbox.newest(connection, 3, LetterState.SENT) == ((), None)
    with database.write() as connection:
        assert outbox.again(connection, failed.public_id, AT) == (claimed.id, ada)
        assert outbox.claim(connection, AT, AT + LEASE) is not None
        assert outbox.again(connection, "unknown", AT) is None


def test_a_letter_goes_to_whoever_is_here_and_has_an_address(database: Database, ada: int):
    with database.write() as connection:
        name, email = outbox.recipient(connection, ada) or ("", "")
        assert name == "Ada" and "@" in email
        people.set_state(connection, ada, directory.LEFT)
        assert outbox.recipient(connection, ada) is None


def ask(connection: Connection, email: str = "", number: str = "", most: int = 3) -> int | None:
    return outbox.ask_for_password(
        connection,
        email_key=email,
        staff_number=number,
        public_id=secrets.token_urlsafe(16),
        now=AT,
        since=AT - timedelta(days=1),
        most=most,
    )


def test_a_password_is_asked_for_by_address_or_number_and_one_letter_waits(database: Database, ada: int):
    with database.write() as connection:
        email = people.email_of(connection, ada) or ""
        people.set_staff_number(connection, ada, "AB 7")
        assert ask(connection, email="nobody@example.org") is None and ask(connection) is None
        assert ask(connection, number="AB 7") == ada
        assert ask(connection, email=email) is None, "one waits already"
        claimed = outbox.claim(connection, AT, AT + LEASE)
        assert claimed is not None and claimed.kind is LetterKind.PASSWORD
        outbox.sent(connection, claimed.id, AT)
        assert ask(connection, email=email, most=1) is None, "they had enough for a day"
        assert ask(connection, email=email) == ada
        people.set_state(connection, ada, directory.LEFT)
        outbox.give_up_all(connection, AT)
        assert ask(connection, email=email) is None, "they have left"
