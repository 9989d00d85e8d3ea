"""What teams agreed to do stays as it was logged, and ends once."""

from datetime import date

import pytest
import sqlalchemy as sa

from quizapp.model.people import Role
from quizapp.model.practice import ActionEnd
from quizapp.store.database import Database
from quizapp.store.people import people
from quizapp.store.records import team_actions
from quizapp.store.refusals import Refused
from tests.databases import MONDAY

ON = date(2026, 11, 20)


@pytest.fixture
def action(database: Database) -> tuple[int, str]:
    """The id of whoever logged something, and its public id."""
    with database.write() as connection:
        team = people.add_team(connection, "Team A")
        who = people.add_person(
            connection,
            public_id="p",
            name="Mina",
            email=None,
            roles={Role.MANAGER},
            group=None,
            team=team,
            joined_on=ON,
        )
        made = team_actions.add(connection, team=team, text="Ring", on=ON, due=None, by=who.id, at=MONDAY)
    return who.id, made


def test_it_ends_once(database: Database, action: tuple[int, str]) -> None:
    who, public_id = action
    with database.write() as connection:
        found = team_actions.find(connection, public_id)
        assert found is not None and found.action.ended is None
        team_actions.end(connection, found.id, kind=ActionEnd.DONE, on=ON, note="", by=who, at=MONDAY)
    with pytest.raises(Refused), database.write() as connection:
        team_actions.end(connection, found.id, kind=ActionEnd.DROPPED, on=ON, note="No", by=who, at=MONDAY)
    with database.read() as connection:
        assert team_actions.open_of_team(connection, "Team A", 5) == ()
        (kept,) = team_actions.of_team(connection, found.team)
    assert kept.ended is not None and kept.ended.kind is ActionEnd.DONE and kept.ended.by == "Mina"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE team_action SET text = 'Other'",
        "DELETE FROM team_action",
        "UPDATE team_action_end SET note = 'Other'",
        "DELETE FROM team_action_end",
    ],
)
def test_the_database_lets_nobody_change_it(database: Database, action: tuple[int, str], change: str) -> None:
    who, public_id = action
    with database.write() as connection:
        found = team_actions.find(connection, public_id)
        assert found is not None
        team_actions.end(connection, found.id, kind=ActionEnd.DONE, on=ON, note="", by=who, at=MONDAY)
    with pytest.raises(sa.exc.DBAPIError), database.write() as connection:
        connection.execute(sa.text(change))
