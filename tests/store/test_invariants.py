"""The doctor's eye: whole rows break nothing, and each break that SQL can show is found under its number."""

import pytest
import sqlalchemy as sa

from quizapp.model.completion import CompletionSource
from quizapp.store import audit
from quizapp.store.database import Connection, Database
from quizapp.store.invariants import violations
from quizapp.store.people import people
from quizapp.store.records import certificates, completions, otherwise
from quizapp.store.taking import attempts
from tests.store import quizzes
from tests.store.records.test_completions import PRINTED
from tests.store.stories import AT, BRIEFING, MODULE, MONDAY, PATH, RESULT, add, begin, choice, counts_from, publish

NOBODY = "0" * 64
UNSENT = "INSERT INTO unsent (attempt, number, fields, at) VALUES ({attempt}, {number}, '[]', '2026-11-23 09:00:00')"
SECOND = "INSERT INTO certificate (code, completion, printed, issued_at, replaces) VALUES"


def history(connection: Connection) -> None:
    """Two people, two versions, three attempts, of which one is finished."""
    team = people.add_team(connection, "Team")
    ada, bob = add(connection, "Ada", team=team), add(connection, "Bob", team=team)
    version = publish(connection, "# One\n")
    for person in (ada, bob):
        made = begin(connection, person, version, f"{person.name}-1")
        for number in range(3):
            attempts.append(connection, made.id, choice(number))
    first = attempts.find(connection, "Ada-1", ada.id)
    assert first is not None
    attempts.finish(connection, first.id, ending="end", at=AT, result=RESULT)
    begin(connection, ada, publish(connection, "# Two\n"), "Ada-2")
    for _ in range(3):
        audit.record(connection, at=AT, actor=ada.id, action="sign-in")


def training(connection: Connection) -> None:
    """Ada's module: a set that was not passed, one with a point carried, practice, another way, and a certificate."""
    ada, bob, boss = add(connection, "Ada"), add(connection, "Bob"), add(connection, "Boss")
    quiz, story = publish(connection, "# Set\n", quizzes.SET), publish(connection)
    failed = quizzes.begin(connection, ada, quiz)
    quizzes.finish(connection, failed, quizzes.HALF)
    quizzes.finish(connection, quizzes.begin(connection, ada, quiz, "q2", 2, drawing=quizzes.carrying(failed)))
    quizzes.finish(connection, quizzes.begin(connection, ada, quiz, "q3", 3, practice=True), quizzes.HALF)
    opened = quizzes.begin(connection, bob, quiz, "b1")
    attempts.append(connection, opened.id, quizzes.answer(0))
    begin(connection, bob, story, "b2")
    otherwise.add(connection, person=ada.id, path=PATH, on=MONDAY, by=boss.id, at=AT)
    sha = connection.execute(sa.text("SELECT sha FROM version_part WHERE path = :path"), {"path": BRIEFING})
    made = completions.add(
        connection,
        person=ada.id,
        module=MODULE,
        on=MONDAY,
        briefing=sha.scalars().all()[0],
        source=CompletionSource.ANOTHER_WAY,
        evidence=completions.done(connection, ada.id, MODULE, counts_from),
        at=AT,
    )
    certificates.issue(connection, code="one", completion=made.id, printed=PRINTED, at=AT)


def unguard(connection: Connection) -> None:
    """Do what no code may: take the triggers, indexes and key checks away, to plant a break."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for name in ("uq_attempt_open", "uq_result_current"):
            connection.exec_driver_sql(f"DROP INDEX {name}")
        for name in ("ck_attempt_finished", "uq_attempt_person_thing_number"):
            connection.exec_driver_sql(f"ALTER TABLE attempt DROP CONSTRAINT {name}")
        return
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
    for name in names:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    for name in ("uq_attempt_open", "uq_result_current"):
        connection.exec_driver_sql(f"DROP INDEX {name}")


def plant(database: Database, statement: str) -> None:
    with database.read() as connection:
        off = connection.dialect.name == "sqlite"
    if off:
        with database.read() as connection:  # keys and checks can be switched off outside a transaction only
            driver = connection.connection.dbapi_connection
            assert driver is not None
            driver.rollback()
            for pragma in ("foreign_keys=OFF", "ignore_check_constraints=ON"):
                driver.execute(f"PRAGMA {pragma}")
    with database.write() as connection:
        unguard(connection)
        for one in statement.split("; "):
            connection.execute(sa.text(one))


def test_an_empty_database_is_whole(database: Database):
    with database.snapshot() as connection:
        assert violations(connection) == ()


def test_a_history_is_whole(database: Database):
    with database.write() as connection:
        history(connection)
    with database.snapshot() as connection:
        assert violations(connection) == ()


def test_a_module_that_was_completed_is_whole(database: Database):
    with database.write() as connection:
        training(connection)
    with database.snapshot() as connection:
        assert violations(connection) == ()


@pytest.mark.parametrize(
    ("invariant", "text", "statement"),
    [
        (2, "without a gap", "DELETE FROM step WHERE number = 1 AND attempt = 1"),
        (2, "without a gap", "DELETE FROM step WHERE number = 0 AND attempt = 2"),
        (5, "its bytes", "UPDATE blob SET bytes = CAST('other' AS {bytes})"),
        (5, "another id", "UPDATE version_part SET path = 'elsewhere' WHERE path LIKE '%briefing.md'"),
        (5, "another id", "DELETE FROM version_part"),
        (5, "own file", "UPDATE version SET own_sha = (SELECT min(sha256) FROM blob WHERE sha256 <> own_sha)"),
        (7, "more than one open", "UPDATE attempt SET state = 'open', finished = NULL, ending = NULL WHERE id = 1"),
        (7, "numbered from 1", "UPDATE attempt SET number = 7 WHERE public_id = 'Ada-2'"),
        (7, "a later one", "UPDATE attempt SET number = 3 - number WHERE person = 1"),
        (8, "otherwise", "UPDATE attempt SET finished = NULL WHERE id = 1"),
        (8, "0 current results", "UPDATE result SET current = false"),
        (8, "put aside, and it is of no step", UNSENT.format(attempt=1, number=0)),
        (8, "put aside, and it is of no step", UNSENT.format(attempt=2, number=2)),
        (8, "put aside, and it is of no step", UNSENT.format(attempt=2, number=-1)),
        (10, "by a person who is erased", f"UPDATE person SET state = 'erased'; {UNSENT.format(attempt=2, number=3)}"),
        (10, "first attempt", "UPDATE first_attempt SET attempt = 2"),
        (10, "no first attempt", "DELETE FROM first_attempt"),
        (10, "published last", "UPDATE live SET version = (SELECT min(version) FROM attempt WHERE number = 1)"),
        (
            10,
            "team 1: is inside itself",
            "INSERT INTO team (name, parent) VALUES ('B', 1); UPDATE team SET parent = 2 WHERE id = 1",
        ),
        (10, "the same as another", "UPDATE person SET merged_into = 2 WHERE id = 1"),
        (11, "numbers were given out", "UPDATE audit SET seq = 1000 WHERE seq = 3"),
    ],
)
def test_each_break_is_found_under_its_number(database: Database, invariant: int, text: str, statement: str):
    with database.write() as connection:
        history(connection)
    if database.dialect == "sqlite" and "3 - number" in statement:
        statement = "UPDATE attempt SET number = 3 WHERE id = 1"  # its unique key is part of the table, and stays
        text = "a later one|numbered from 1"
    plant(database, statement.format(bytes="BLOB" if database.dialect == "sqlite" else "BYTEA"))
    with database.snapshot() as connection:
        found = violations(connection)
    assert any(v.invariant == invariant and any(part in v.text for part in text.split("|")) for v in found), found


@pytest.mark.parametrize(
    ("invariant", "text", "statement"),
    [
        (4, "carries late", "UPDATE result_point SET num = 0 WHERE result = 1 AND point = 'late'"),
        (4, "carries late", "DELETE FROM result_point WHERE result = 1 AND point = 'late'"),
        (4, "carries late", "UPDATE attempt SET practice = true WHERE id = 1"),
        (4, "carries late", "UPDATE attempt SET practice = true WHERE id = 2"),
        (4, "carries late", "UPDATE attempt SET person = 3 WHERE id = 1"),
        (4, "carries other", "UPDATE carried SET point = 'other'"),
        (6, "is an answer and has none", "DELETE FROM answer WHERE attempt = 2 AND number = 0"),
        (6, "has one and is none", "UPDATE step SET kind = 'continue' WHERE attempt = 2 AND number = 0"),
        (6, "another question than its answer", "UPDATE answer SET question = 'x#y' WHERE attempt = 2 AND number = 0"),
        (6, "was drawn", "UPDATE drawn SET question = 'x#y' WHERE attempt = 2 AND ordinal = 1"),
        (6, "2 steps for 1 drawn", "DELETE FROM drawn WHERE attempt = 2 AND ordinal = 1"),
        (6, "2 steps for 3 drawn", "UPDATE drawn SET attempt = 2 WHERE attempt = 1 AND ordinal = 2"),
        (6, "is open, with 1 steps for 1", "DELETE FROM drawn WHERE attempt = 4 AND ordinal > 0"),
        (6, "drawn for it are not numbered", "DELETE FROM drawn WHERE attempt = 4 AND ordinal = 1"),
        (6, "of no set", "UPDATE drawn SET attempt = 5 WHERE attempt = 1"),
        (6, "of no set", "UPDATE carried SET attempt = 5"),
        (9, "missing", "DELETE FROM completion_evidence"),
        (9, "without a gap", "DELETE FROM completion_evidence WHERE ordinal = 0"),
        (9, "no pass", "UPDATE completion_evidence SET attempt = 1 WHERE attempt = 2"),
        (9, "no pass", "UPDATE completion_evidence SET attempt = 3 WHERE attempt = 2"),
        (9, "no pass", "UPDATE completion_evidence SET attempt = 4 WHERE attempt = 2"),
        (9, "no pass", "UPDATE completion SET person = 2"),
        (9, "no pass", "UPDATE completion SET module = 'other-module'"),
        (9, "no pass", "UPDATE otherwise SET person = 2"),
        (9, "no pass", "UPDATE result SET passed = false"),
        (9, "says otherwise", "UPDATE completion SET source = 'earned'"),
        (9, "is not there", "UPDATE certificate SET completion = 9"),
        (9, "was taken back", "INSERT INTO otherwise_end (otherwise, at, \"by\", why) VALUES (1, '{at}', 3, 'x')"),
        (
            9,
            "certificate stands",
            "INSERT INTO completion_end (completion, at, \"by\", why) VALUES (1, '{at}', 3, 'x')",
        ),
        (9, "no other", "INSERT INTO certificate_end (code, kind, at, why) VALUES ('one', 'replaced', '{at}', 'x')"),
        (9, "that was not replaced", "{second} ('two', 1, '[]', '{at}', 'one')"),
        (9, "otherwise 1: what stands", "DELETE FROM otherwise_current"),
        (9, "completion 1: what stands", "DELETE FROM completion_current"),
        (9, "certificate 1: what stands", "DELETE FROM certificate_current"),
        (9, "completion 1: what stands", "UPDATE completion_current SET person = 2"),
        (10, "or is practice", "UPDATE first_attempt SET attempt = 3"),
        (10, "no first attempt", "DELETE FROM first_attempt"),
    ],
)
def test_each_break_of_a_quiz_or_a_proof_is_found_under_its_number(
    database: Database, invariant: int, text: str, statement: str
):
    with database.write() as connection:
        training(connection)
    plant(database, statement.format(at="2026-11-23 09:00:00.000000", second=SECOND))
    with database.snapshot() as connection:
        found = violations(connection)
    assert any(v.invariant == invariant and text in v.text for v in found), found


def test_an_orphan_is_found(sqlite_database: Database):
    database = sqlite_database  # PostgreSQL cannot hold one
    with database.write() as connection:
        history(connection)
    plant(database, "DELETE FROM person WHERE id = 2")
    with database.snapshot() as connection:
        found = violations(connection)
    assert {v.invariant for v in found} == {10}


def test_an_audit_row_that_was_taken_away_is_missed(sqlite_database: Database):
    database = sqlite_database  # PostgreSQL's numbers may have gaps, wherever a transaction was rolled back
    with database.write() as connection:
        history(connection)
    plant(database, "DELETE FROM audit WHERE seq = 2")
    with database.snapshot() as connection:
        assert [v.invariant for v in violations(connection)] == [11]
