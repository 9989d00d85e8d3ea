"""A database of the release before, with people in the middle of stories, comes to this release whole or not at all."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command

from quizapp.store import audit, schema
from quizapp.store.columns import Moment
from quizapp.store.database import Connection, Database
from quizapp.store.invariants import violations
from quizapp.store.taking import attempts, histories
from quizapp.store.taking.attempts import Refused
from tests.amounts import LONG
from tests.killed import killed_at
from tests.store import quizzes
from tests.store.stories import AT, PATH, RESULT, add, choice, keep, publish
from tests.store.test_schema import tables

QUESTIONS = "0004"  # the revision before there were any questions
MOMENT = "2026-11-23 09:00:00.000000"
# In words of that release, for the code of this one names columns that were not there.
BEGIN = sa.text(
    "INSERT INTO attempt (public_id, person, thing, version, scorer, number, seed, state, started)"
    " SELECT :public_id, :person, thing, id, 1, :number, 7, 'open', :at FROM version"
)
FINISH = (
    "UPDATE attempt SET state = 'finished', finished = :at, ending = 'end' WHERE public_id = :public_id",
    "INSERT INTO result (attempt, num, den, passed, at)"
    " SELECT id, :num, :den, :passed, :at FROM attempt WHERE public_id = :public_id",
    "INSERT INTO result_point (result, point, ordinal, num, den, word)"
    " SELECT max(id), 'L1', 0, 1, 2, 'partly' FROM result",
    "INSERT INTO first_attempt (person, thing, attempt) SELECT person, thing, id FROM attempt"
    " WHERE public_id = :public_id AND number = 1",
)


def story(connection: Connection, person: int, number: int, public_id: str, steps: int, *, ends: bool) -> None:
    at = sa.bindparam("at", MOMENT if connection.dialect.name == "sqlite" else AT)
    words = {"public_id": public_id, "person": person, "number": number}
    connection.execute(BEGIN.bindparams(at), words)
    last = connection.exec_driver_sql("SELECT max(id) FROM attempt").scalar_one()
    for n in range(steps):
        attempts.append(connection, last, choice(n, n % 3))
    told = {"public_id": public_id, "num": RESULT.num, "den": RESULT.den, "passed": RESULT.passed}
    for statement in FINISH if ends else ():
        made = sa.text(statement)
        made = made.bindparams(at) if ":at" in statement else made
        connection.execute(made, {name: value for name, value in told.items() if f":{name}" in statement})


def published(connection: Connection) -> None:
    """Keep a version and make it live, in words that every release knew."""
    version = keep(connection)
    connection.exec_driver_sql(f"INSERT INTO live (thing, version) VALUES (1, '{version}')")
    row = sa.text(
        "INSERT INTO publication (thing, version, previous, \"by\", at, why) VALUES (1, :of, NULL, NULL, :at, 'test')"
    )
    connection.execute(row.bindparams(sa.bindparam("at", type_=Moment)), {"of": version, "at": AT})


@pytest.fixture
def before(empty: Database) -> Database:
    """Three people of the release before: stories finished, begun and just opened."""
    with empty.write() as connection:
        command.upgrade(schema.config(connection), QUESTIONS)
    with empty.write() as connection:
        published(connection)
        ada, bob, cat = (add(connection, name).id for name in ("Ada", "Bob", "Cat"))
        story(connection, ada, 1, "a1", 5, ends=True)
        story(connection, ada, 2, "a2", 3, ends=False)
        story(connection, bob, 1, "b1", 0, ends=False)
        for number in range(1, 4):
            story(connection, cat, number, f"c{number}", number, ends=True)
    return empty


def rows(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table but the revision's own, in some fixed order."""
    found = {}
    for name in sorted(tables(connection) - {"alembic_version"}):
        read = connection.exec_driver_sql(f"SELECT * FROM {name}").mappings()
        found[name] = sorted((dict(row) for row in read), key=str)
    return found


def triggers(connection: Connection) -> set[tuple[str, str]]:
    query = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        if connection.dialect.name == "sqlite"
        else "SELECT t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t WHERE NOT t.tgisinternal"
    )
    return {(row[0], row[1]) for row in connection.exec_driver_sql(query)}


def test_every_row_and_every_guard_comes_through(before: Database):
    with before.read() as connection:
        old, guards = rows(connection), triggers(connection)
    before.upgrade()
    with before.snapshot() as connection:
        new = rows(connection)
        assert all(row.pop("once") is None for row in new["audit"])
        assert all(row.pop("practice") in (False, 0) for row in new["attempt"])
        assert all(row.pop("critical") is None for row in new["result"])
        assert all(row.pop("works_as") is row.pop("merged_into") is None for row in new["person"])
        assert all(row.pop("closed_on") is None for row in new["team"])
        assert {name: new[name] for name in old} == old
        assert {row["kind"] for row in new.pop("belonging")} == {"everybody", "role"}
        assert all(not new[name] for name in set(new) - set(old))
        changed = {name for name, _ in guards - triggers(connection)}
        assert changed == ({"attempt_pinned", "result_pinned"} if before.dialect == "sqlite" else set())
        assert {name for name, _ in guards} <= {name for name, _ in triggers(connection)}
        assert violations(connection) == ()


def test_stories_go_on_where_they_were(before: Database):
    before.upgrade()
    with before.write() as connection:
        ada = 1
        run = attempts.load(connection, "a2", ada)
        assert run is not None
        assert (run.attempt.practice, run.drawing, len(run.steps)) == (False, None, 3)
        assert run.steps == tuple(choice(n, n % 3) for n in range(3))
        attempts.append(connection, run.attempt.id, choice(3))
        attempts.finish(connection, run.attempt.id, ending="end", at=AT + timedelta(hours=1), result=RESULT)
        quiz = quizzes.begin(connection, add(connection, "Dan"), publish(connection, "# Set\n", quizzes.SET))
        quizzes.finish(connection, quiz)
    with before.snapshot() as connection:
        assert violations(connection) == ()
        assert [len(found.steps) for found in histories.runs(connection, 0, 100)] == [5, 4, 0, 1, 2, 3, 3]


FORBIDDEN = (
    "UPDATE step SET choice = 1",
    "DELETE FROM step WHERE attempt = 2",
    "INSERT INTO step (attempt, number, kind, place, choice, at) VALUES (1, 5, 'choice', 'p', 0, '{at}')",
    "INSERT INTO step (attempt, number, kind, place, choice, at) VALUES (2, 4, 'choice', 'p', 0, '{at}')",
    "INSERT INTO step (attempt, number, kind, place, choice, at) VALUES (2, 3, 'other', 'p', NULL, '{at}')",
    "INSERT INTO step (attempt, number, kind, place, choice, at) VALUES (2, 3, 'answer', 'p', 0, '{at}')",
    "INSERT INTO step (attempt, number, kind, place, choice, at) VALUES (2, 2, 'choice', 'p', 0, '{at}')",
    "INSERT INTO step (attempt, number, kind, place, choice, at) VALUES (99, 0, 'choice', 'p', 0, '{at}')",
    "UPDATE attempt SET ending = 'other' WHERE id = 1",
    "UPDATE attempt SET seed = 8 WHERE id = 2",
    "UPDATE attempt SET practice = true WHERE id = 2",
    "DELETE FROM attempt WHERE id = 3",
)


def test_what_was_held_is_held_afterwards(before: Database):
    before.upgrade()
    for statement in FORBIDDEN:
        with pytest.raises(sa.exc.IntegrityError), before.write() as connection:
            connection.exec_driver_sql(statement.format(at=MOMENT))
            pytest.fail(statement)


def test_an_attempt_that_was_finished_takes_no_step(before: Database):
    before.upgrade()
    with pytest.raises(Refused, match="finished"), before.write() as connection:
        attempts.append(connection, 1, choice(5))


def test_an_upgrade_that_fails_at_any_statement_leaves_everything_as_it_was(before: Database):
    with before.read() as connection:
        old, guards = rows(connection), triggers(connection)
    for stop in (3, 5, 6, 7, 8, 11, 16, 21, 26, 31):
        seen = 0

        def fail(*_: object, stop: int = stop) -> None:
            nonlocal seen
            seen += 1
            if seen == stop:
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError), before.write() as connection:
            sa.event.listen(connection, "before_cursor_execute", fail)
            schema.upgrade(connection)
        with before.read() as connection:
            assert rows(connection) == old, stop
            assert triggers(connection) == guards, stop
    before.upgrade()
    assert before.is_current()


@pytest.mark.parametrize("stop", [9, *(pytest.param(stop, marks=LONG) for stop in (7, 30))])
def test_an_upgrade_killed_half_way_leaves_everything_as_it_was(before: Database, stop: int):
    with before.read() as connection:
        old, guards = rows(connection), triggers(connection)

    assert killed_at(stop, before.upgrade)
    with before.read() as connection:
        assert rows(connection) == old
        assert triggers(connection) == guards
    before.upgrade()
    with before.snapshot() as connection:
        assert violations(connection) == ()
        assert attempts.load(connection, "a2", 1) is not None
        assert connection.execute(sa.text("SELECT path FROM thing")).scalars().all() == [PATH]


ENDINGS = "0012"  # the revision before anything that was recorded could end
OLD = (
    "INSERT INTO otherwise (person, thing, on_date, \"by\", at) VALUES (1, 1, '2026-11-20', 2, '{at}'),"
    " (3, 1, '2026-11-20', 2, '{at}')",
    "INSERT INTO completion (person, module, on_date, briefing_sha, source, at)"
    " SELECT p.id, 'child-mental-health', '2026-11-20', (SELECT max(sha256) FROM blob), 'another-way', '{at}'"
    " FROM person p WHERE p.id <> 2",
    "INSERT INTO completion_evidence (completion, ordinal, otherwise) VALUES (1, 0, 1), (2, 0, 2)",
    "INSERT INTO certificate (code, completion, printed, issued_at, revoked_at, why) VALUES"
    " ('one', 1, '{{}}', '{at}', NULL, NULL), ('two', 2, '{{}}', '{at}', '{at}', 'Not theirs')",
)


@pytest.mark.parametrize("audited", [True, False])
def test_what_was_recorded_and_withdrawn_comes_through_with_who_withdrew_it(empty: Database, audited: bool):
    with empty.write() as connection:
        command.upgrade(schema.config(connection), ENDINGS)
    with empty.write() as connection:
        published(connection)
        for name in ("Ada", "Boss", "Cat"):
            add(connection, name)
        for statement in OLD:
            connection.exec_driver_sql(statement.format(at=MOMENT))
        if audited:
            action = "certificate-withdraw"
            audit.record(connection, at=AT, actor=2, action=action, subject=3, object="child-mental-health")
    with empty.read() as connection:
        old = rows(connection)
    empty.upgrade()
    with empty.snapshot() as connection:
        new = rows(connection)
        names = [row.pop("public_id") for row in new["otherwise"]]
        assert len(set(names)) == 2 and all(len(name) == 32 for name in names)
        assert all(row.pop("replaces") is None for row in new["certificate"])
        assert all(row.pop("works_as") is row.pop("merged_into") is None for row in new["person"])
        assert all(row.pop("closed_on") is None for row in new["team"])
        assert all(row.pop("once") is None for row in new["audit"])
        gone = [(row.pop("revoked_at"), row.pop("why"), row["code"]) for row in old["certificate"]]
        assert {name: new[name] for name in old} == old
        (ended,) = new["certificate_end"]
        assert (ended["at"], ended["why"], ended["code"]) == next(each for each in gone if each[0])
        assert (ended["kind"], ended["by"]) == ("withdrawn", 2 if audited else None)
        assert {row["completion"] for row in new["completion_current"]} == {1, 2}
        assert [row["code"] for row in new["certificate_current"]] == ["one"]
        assert violations(connection) == ()
    for table in ("otherwise", "completion", "completion_evidence", "certificate"):
        with pytest.raises(sa.exc.IntegrityError), empty.write() as connection:
            connection.exec_driver_sql(f"DELETE FROM {table}")
