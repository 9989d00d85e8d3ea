"""The audit trail, and private reflections."""

import pytest
import sqlalchemy as sa

from quizapp.store import audit
from quizapp.store.database import Database
from quizapp.store.invariants import violations
from quizapp.store.taking import attempts, reflections
from tests.store.stories import AT, RESULT, add, begin, publish


def test_what_is_recorded_is_there_and_counted(database: Database):
    with database.write() as connection:
        ada = add(connection, "Ada")
        audit.record(connection, at=AT, actor=ada.id, action="sign-in")
        audit.record(connection, at=AT, actor=None, action="publish", object="v1", details={"b": 1, "a": "x"})
        assert audit.count(connection) == 2
        rows = connection.exec_driver_sql("SELECT seq, actor, action, object, details FROM audit ORDER BY seq").all()
    assert [tuple(row) for row in rows] == [
        (1, ada.id, "sign-in", "", "{}"),
        (2, None, "publish", "v1", '{"a": "x", "b": 1}'),
    ]


@pytest.mark.parametrize(
    "statement", ["UPDATE audit SET action = 'other'", "DELETE FROM audit", "DELETE FROM audit WHERE seq = 1"]
)
def test_the_trail_is_only_appended_to(database: Database, statement: str):
    with database.write() as connection:
        audit.record(connection, at=AT, actor=None, action="publish")
    with pytest.raises(sa.exc.IntegrityError, match="stay as they are"), database.write() as connection:
        connection.exec_driver_sql(statement)


def test_no_way_around_the_triggers(database: Database):
    with database.write() as connection:
        audit.record(connection, at=AT, actor=None, action="publish")
    around = (
        "INSERT OR REPLACE INTO audit (seq, at, action) VALUES (1, '2026-01-01', 'other')"
        if database.dialect == "sqlite"
        else "TRUNCATE audit"
    )
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        connection.exec_driver_sql(around)


def test_a_row_is_stored_with_what_it_tells_of_or_not_at_all(database: Database):
    with pytest.raises(ZeroDivisionError), database.write() as connection:
        audit.record(connection, at=AT, actor=None, action="publish")
        raise ZeroDivisionError
    with database.read() as connection:
        assert audit.count(connection) == 0


def test_reflections_are_saved_changed_and_deleted_after_the_end(database: Database):
    with database.write() as connection:
        made = begin(connection, add(connection, "Ada"), publish(connection))
        attempts.finish(connection, made.id, ending="end", at=AT, result=RESULT)
    with database.write() as connection:
        reflections.save(connection, made.id, 1, "Zwei “Fragen” 🧡")
        reflections.save(connection, made.id, 0, "first")
        reflections.save(connection, made.id, 0, "second")
        reflections.save(connection, made.id, 2, "gone")
        reflections.save(connection, made.id, 2, "")
        reflections.save(connection, made.id, 3, "")
    with database.read() as connection:
        assert reflections.of_attempt(connection, made.id) == {0: "second", 1: "Zwei “Fragen” 🧡"}
        assert reflections.of_attempt(connection, made.id + 1) == {}


def test_what_is_once_is_one_row_and_uses_up_no_number(database: Database):
    once = audit.once_a_day(AT.date(), None, "look", "list")
    with database.write() as connection:
        for _ in range(3):
            audit.record_once(connection, once=once, at=AT, actor=None, action="look", object="list")
        audit.record(connection, at=AT, actor=None, action="publish")
        assert audit.is_there(connection, once)
        assert not audit.is_there(connection, audit.once_a_day(AT.date(), None, "look", "other"))
    with database.snapshot() as connection:
        rows = connection.exec_driver_sql("SELECT seq, action FROM audit ORDER BY seq").all()
        assert [tuple(row) for row in rows] == [(1, "look"), (2, "publish")]
        assert violations(connection) == ()


def test_no_second_row_has_the_name_of_one_that_is_there(database: Database):
    statement = "INSERT INTO audit (at, action, once) VALUES ('2026-01-01 00:00:00', 'look', 'x')"
    with database.write() as connection:
        connection.exec_driver_sql(statement)
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        connection.exec_driver_sql(statement)
