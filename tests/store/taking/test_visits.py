"""The hot path's one query says what its two parts say one after the other, on both databases."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from quizapp.model.attempts import Run
from quizapp.model.people import Role
from quizapp.model.play import Step, StepKind
from quizapp.store.database import Database
from quizapp.store.people import accounts, people
from quizapp.store.taking import attempts, drawings, visits
from tests.store.stories import PATH, add, publish

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def played(database: Database) -> Database:
    """Ada has two roles, a session `ada`, and an attempt `a1` with two steps; Bob has a session `bob`."""
    with database.write() as connection:
        version = publish(connection)
        team = people.add_team(connection, "Team")
        ada = add(connection, "Ada", Role.STAFF, Role.MANAGER, team=team)
        bob = add(connection, "Bob", Role.STAFF, team=team)
        for name, person in (("ada", ada), ("bob", bob)):
            accounts.open_session(connection, name, person.id, NOW + timedelta(hours=1))
        begun = attempts.start(
            connection, public_id="a1", person=ada.id, path=PATH, version=version, scorer=1, seed=1, at=NOW
        )
        for number in (0, 1):
            attempts.append(connection, begun.id, Step(number, StepKind.CHOICE, f"p{number}", number, NOW))
    return database


@pytest.mark.parametrize("token", ["ada", "bob", "nobody"])
@pytest.mark.parametrize("public_id", ["a1", "none"])
@pytest.mark.parametrize("hours", [0, 2])
def test_one_query_says_what_two_say(played: Database, token: str, public_id: str, hours: int):
    now = NOW + timedelta(hours=hours)
    with played.write() as connection:
        live = accounts.signed_in(connection, token, now)
        person = live.person if live else None
        run = attempts.load(connection, public_id, person.id) if person else None
        assert visits.load(connection, token, now, public_id, drawings.KeptDrawings()) == (person, run)
        assert visits.lock(connection, token, now, public_id, drawings.KeptDrawings()) == (person, run)


@pytest.mark.parametrize("first", [0, 1, 2])
def test_only_the_steps_from_a_number_on_are_loaded(played: Database, first: int):
    with played.write() as connection:
        _, whole = visits.load(connection, "ada", NOW, "a1", drawings.KeptDrawings())
        assert whole is not None and whole.count == 2
        for read in (visits.load, visits.lock):
            _, run = read(connection, "ada", NOW, "a1", drawings.KeptDrawings(), first)
            assert run == Run(whole.attempt, whole.steps[first:], first=first)
            assert (run.count, run.step(2)) == (2, None)
            assert [run.step(number) for number in range(first, 2)] == list(whole.steps[first:])
            for number in range(first):
                with pytest.raises(AssertionError):
                    run.step(number)


def test_a_revoked_session_and_a_leaver_see_nothing(played: Database):
    with played.write() as connection:
        accounts.revoke_session(connection, "ada", NOW)
        assert visits.lock(connection, "ada", NOW, "a1", drawings.KeptDrawings()) == (None, None)
        accounts.open_session(connection, "again", 1, NOW + timedelta(hours=1))
        assert visits.load(connection, "again", NOW, "a1", drawings.KeptDrawings())[1] is not None
        people.set_state(connection, 1, "left")
        assert visits.load(connection, "again", NOW, "a1", drawings.KeptDrawings()) == (None, None)


@pytest.mark.parametrize("query", [visits._LOAD.core, visits._LOCK.core], ids=["load", "lock"])
def test_nothing_is_written_into_the_statement_when_it_is_executed(database: Database, query: sa.Select[Any]):
    with database.read() as connection:
        assert "POSTCOMPILE" not in str(query.compile(connection))
