"""What was recorded ends by a row of its own, and one of each stands at a time: the database holds both."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from quizapp.model.completion import Certificate, CertificateEnd, Completion, CompletionSource, Done, HowItEnded
from quizapp.model.people import Person
from quizapp.store.database import Connection, Database
from quizapp.store.invariants import violations
from quizapp.store.records import certificates, completions, otherwise
from quizapp.store.refusals import Refused
from quizapp.store.taking import past_sets
from tests.store.records.test_completions import PRINTED, briefing_sha
from tests.store.stories import AT, MODULE, MONDAY, PATH, add, counts_from, publish

LATER = AT + timedelta(days=1)
WHY = "It was somebody else of the same name"


def recorded(connection: Connection, person: Person, boss: Person) -> tuple[Done, Completion]:
    """The person's story, done in another way, and the completion that it gave, with its certificate."""
    assert otherwise.add(connection, person=person.id, path=PATH, on=MONDAY, by=boss.id, at=AT)
    (part,) = completions.done(connection, person.id, MODULE, counts_from)
    made = completions.add(
        connection,
        person=person.id,
        module=MODULE,
        on=MONDAY,
        briefing=briefing_sha(connection),
        source=CompletionSource.ANOTHER_WAY,
        evidence=(part,),
        at=AT,
    )
    certificates.issue(connection, code=f"of-{made.id}", completion=made.id, printed=PRINTED, at=AT)
    return part, made


def take_back(connection: Connection, part: Done, made: Completion, boss: Person) -> None:
    assert part.otherwise is not None
    otherwise.end(connection, part.otherwise, at=LATER, by=boss.id, why=WHY)
    completions.end(connection, made.id, at=LATER, by=boss.id, why=WHY)
    code, kind = f"of-{made.id}", CertificateEnd.WITHDRAWN
    assert certificates.end(connection, code, kind, at=LATER, by=boss.id, why=WHY)


def test_what_was_taken_back_counts_for_nothing_and_can_be_recorded_again(database: Database):
    with database.write() as connection:
        ada, boss = add(connection, "Ada"), add(connection, "Boss")
        publish(connection)
        part, made = recorded(connection, ada, boss)
        assert past_sets.last_finished(connection, ada.id, MODULE, counts_from)
        take_back(connection, part, made, boss)
        assert completions.done(connection, ada.id, MODULE, counts_from) == ()
        assert completions.done_everywhere(connection, ada.id, counts_from) == {}
        assert past_sets.last_finished(connection, ada.id, MODULE, counts_from) == {}
        assert completions.find(connection, ada.id, MODULE) is None
        assert completions.of_person(connection, ada.id) == {}
        assert completions.ended(connection, ada.id) == {MODULE: (made, HowItEnded(LATER, WHY, boss.id))}
        again, second = recorded(connection, ada, boss)
        assert again.otherwise != part.otherwise and second.id != made.id
        assert completions.find(connection, ada.id, MODULE) == second
    with database.snapshot() as connection:
        assert violations(connection) == ()
        first, last = otherwise.of_person(connection, ada.id)
        assert (first.thing, first.on, first.by) == (last.thing, last.on, last.by) == (part.thing, MONDAY, "Boss")
        assert first.taken_back is not None and last.taken_back is None
        assert (first.taken_back.at, first.taken_back.by, first.taken_back.why) == (LATER, "Boss", WHY)
        assert otherwise.taken_back(connection, ada.id) == (first,)
        assert otherwise.find(connection, ada.id, last.public_id) == last
        assert otherwise.find(connection, boss.id, last.public_id) is None


def test_nothing_ends_twice_or_without_a_reason(database: Database):
    with database.write() as connection:
        ada, boss = add(connection, "Ada"), add(connection, "Boss")
        publish(connection)
        part, made = recorded(connection, ada, boss)
        assert part.otherwise is not None
        for why in ("", "x" * 2001):
            with pytest.raises(Refused), connection.begin_nested():
                otherwise.end(connection, part.otherwise, at=LATER, by=boss.id, why=why)
            with pytest.raises(Refused), connection.begin_nested():
                completions.end(connection, made.id, at=LATER, by=boss.id, why=why)
        take_back(connection, part, made, boss)
        with pytest.raises(Refused), connection.begin_nested():
            otherwise.end(connection, part.otherwise, at=LATER, by=boss.id, why=WHY)
        with pytest.raises(Refused), connection.begin_nested():
            completions.end(connection, made.id, at=LATER, by=boss.id, why=WHY)


def test_a_certificate_is_replaced_by_one_that_names_it_and_one_stands(database: Database):
    with database.write() as connection:
        ada, boss = add(connection, "Ada"), add(connection, "Boss")
        publish(connection)
        _, made = recorded(connection, ada, boss)
        old = f"of-{made.id}"
        with pytest.raises(Refused), connection.begin_nested():
            certificates.issue(connection, code="new", completion=made.id, printed=PRINTED, at=LATER, replaces=old)
        assert certificates.end(connection, old, CertificateEnd.REPLACED, at=LATER, by=None, why=WHY)
        certificates.issue(connection, code="new", completion=made.id, printed=PRINTED, at=LATER, replaces=old)
        new = Certificate("new", made.id, ada.id, PRINTED, LATER, replaces=old)
        assert certificates.of_completion(connection, made.id) == new and new.stands
        found = certificates.find(connection, old)
        assert found is not None and (found.kind, found.stands) == (CertificateEnd.REPLACED, False)
        assert certificates.end(connection, "new", CertificateEnd.WITHDRAWN, at=LATER, by=boss.id, why=WHY)
        assert certificates.find(connection, "new") == certificates.of_completion(connection, made.id)
    with database.snapshot() as connection:
        assert violations(connection) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE otherwise_end SET why = 'y'",
        "DELETE FROM otherwise_end",
        'UPDATE completion_end SET "by" = 1',
        "DELETE FROM completion_end",
        "UPDATE certificate_end SET kind = 'replaced'",
        "DELETE FROM certificate_end",
        "INSERT INTO otherwise_current (person, thing, otherwise) VALUES (1, 2, 1)",
        "INSERT INTO completion_current (person, module, completion) VALUES (1, 'child-mental-health', 1)",
        "INSERT INTO certificate_current (completion, code) VALUES (1, 'of-1')",
        "UPDATE completion_current SET module = 'other'",
        "DELETE FROM otherwise_current",
        "DELETE FROM completion_current",
        "DELETE FROM certificate_current",
        "{again}",
    ],
)
def test_an_end_stays_and_what_stands_follows_from_it(database: Database, statement: str):
    again = "INSERT INTO completion (person, module, on_date, briefing_sha, source, at) SELECT person, module, on_date,"
    again += " briefing_sha, source, at FROM completion WHERE id = 2"
    if database.dialect == "sqlite":
        again = again.replace("INSERT", "INSERT OR REPLACE", 1)
    with database.write() as connection:
        ada, boss = add(connection, "Ada"), add(connection, "Boss")
        publish(connection)
        take_back(connection, *recorded(connection, ada, boss), boss)
        recorded(connection, ada, boss)
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        connection.exec_driver_sql(statement.format(again=again))
