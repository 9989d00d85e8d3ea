"""What the driver is given says just what its Core expression says, on both databases; and errors are as ever."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import bindparam, select

from quizapp.model.play import Answer
from quizapp.store.database import Connection, Database, StoreUnavailable
from quizapp.store.direct import Direct
from quizapp.store.people import accounts
from quizapp.store.refusals import is_repeat
from quizapp.store.tables import answer, attempt, step
from quizapp.store.taking import attempts, visits
from tests.databases import PostgresServer, opened
from tests.store import quizzes
from tests.store.quizzes import SET
from tests.store.stories import PATH, add, choice, publish

NOW = datetime(2026, 11, 23, 9, 0, 0, 5, tzinfo=UTC)  # a moment with microseconds, of which SQLite stores a text
ASKED = {"token": "ada", "now": NOW, "latest": NOW + timedelta(days=30), "first": 0}


@pytest.fixture
def played(database: Database) -> Database:
    """Ada has a session, two steps of a story (`a1`), and two answers in a set (`q1`)."""
    with database.write() as connection:
        ada, version = add(connection, "Ada"), publish(connection)
        accounts.open_session(connection, "ada", ada.id, NOW + timedelta(hours=1))
        begun = attempts.start(
            connection, public_id="a1", person=ada.id, path=PATH, version=version, scorer=1, seed=1, at=NOW
        )
        for number in (0, 1):
            attempts.append(connection, begun.id, choice(number))
        asked = quizzes.begin(connection, ada, publish(connection, "# Set\n", SET))
        attempts.append(connection, asked.id, quizzes.answer(0))
        attempts.append(
            connection, asked.id, quizzes.answer(1, given=Answer(chosen=(), text="“Ja” 🧡 100 %", matched=0))
        )
    return database


def read(connection: Connection, direct: Direct, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in direct.rows(connection, given)]


def by_core(connection: Connection, direct: Direct, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(direct.core, given)]


@pytest.mark.parametrize("public_id", ["a1", "q1", "none"])
@pytest.mark.parametrize("direct", [visits._LOAD, visits._LOCK], ids=["load", "lock"])
def test_whose_attempt_it_is_comes_as_core_has_it(played: Database, direct: Direct, public_id: str):
    given = {**ASKED, "public": public_id}
    with played.write() as connection:
        found, wanted = read(connection, direct, given), by_core(connection, direct, given)
    assert found == wanted
    assert [[type(value) for value in row] for row in found] == [[type(value) for value in row] for row in wanted]
    assert found or (direct, public_id) == (visits._LOCK, "none")


def test_steps_and_answers_come_as_core_has_them(played: Database):
    with played.read() as connection:
        ids = connection.execute(select(attempt.c.id).order_by(attempt.c.id)).scalars().all()
        for given in [{"of": one, "first": first} for one in ids for first in (0, 1, 2)]:
            found, wanted = read(connection, attempts._STEPS, given), by_core(connection, attempts._STEPS, given)
            assert found == wanted
            assert len(found) == 2 - given["first"]
            assert [type(value) for row in found for value in row] == [type(value) for row in wanted for value in row]


def test_what_is_stored_is_the_same_to_the_letter(played: Database):
    asked = {"question": "q", "chosen": (1, 0), "text": "“Ja” 🧡 100 %", "matched": None, "certainty": "sure"}
    with played.write() as connection:
        of = connection.execute(select(attempt.c.id).where(attempt.c.public_id == "q1")).scalar_one()
        for number in (2, 3):
            taken = {"attempt": of, "number": number, "kind": "answer", "place": "q", "choice": None, "at": NOW}
            answered = {"attempt": of, "number": number, **asked}
            if number == 2:
                assert (
                    *attempts._APPEND.rows(connection, taken),
                    *attempts._ADD_ANSWER.rows(connection, answered),
                ) == ()
            else:
                connection.execute(step.insert(), taken)
                connection.execute(answer.insert(), answered)
        stored = [
            [tuple(row) for row in connection.exec_driver_sql(f"SELECT {names} FROM {table} WHERE number = {number}")]
            for table, names in (("step", "kind, place, choice, at"), ("answer", "question, chosen, text, matched"))
            for number in (2, 3)
        ]
    assert stored[0] == stored[1] and stored[2] == stored[3] and all(stored)


def test_who_listens_hears_of_it(played: Database):
    heard = []
    with played.read() as connection:
        sa.event.listen(connection, "before_cursor_execute", lambda *given: heard.append(given[2]))
        attempts.steps(connection, 1)
    assert len(heard) == 1 and heard[0].startswith("SELECT step.number")


def test_what_the_database_refuses_is_the_error_that_core_raises(played: Database):
    taken = {"attempt": 1, "number": 0, "kind": "choice", "place": "secret", "choice": 0, "at": NOW}
    errors = []
    for by_driver in (True, False):
        with pytest.raises(sa.exc.IntegrityError) as raised, played.write() as connection:
            attempts._APPEND.rows(connection, taken) if by_driver else connection.execute(step.insert(), taken)
        errors.append(raised.value)
    assert [is_repeat(error) for error in errors] == [True, True]
    assert str(errors[0].orig) == str(errors[1].orig)
    assert not any("secret" in str(error) for error in errors)


def test_a_time_without_a_zone_is_refused_and_nothing_is_sent(played: Database):
    with played.write() as connection, pytest.raises(ValueError, match="zone"):
        visits._LOAD.rows(connection, {**ASKED, "public": "a1", "now": datetime(2026, 11, 23)})


def test_a_statement_that_is_another_one_for_each_list_is_refused(database: Database):
    listed = Direct(select(step.c.number).where(step.c.attempt.in_(bindparam("of", expanding=True))))
    with database.read() as connection, pytest.raises(ValueError, match="list"):
        listed.rows(connection, {"of": [1]})


@pytest.mark.postgres
def test_after_the_server_has_gone_the_next_one_works(postgres: PostgresServer):
    url = postgres.copy()
    with opened(url) as database, opened(url) as other:
        for open_connection in (database.read, database.write):
            with pytest.raises(StoreUnavailable), open_connection() as connection:
                assert attempts.steps(connection, 1) == ()
                with other.read() as killer:
                    killer.exec_driver_sql(
                        "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity"
                        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    )
                attempts.steps(connection, 1)
            with open_connection() as connection:
                assert attempts.steps(connection, 1) == ()
    postgres.drop(url)
