"""The organisation's settings are a history: the newest row of a setting counts, and none is ever changed."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from quizapp.model.organisation import SettingChange
from quizapp.store import organisation
from quizapp.store.database import Connection, Database
from quizapp.store.invariants import violations
from quizapp.store.organisation import Refused
from quizapp.store.people import people
from tests.store.stories import AT, add

HOUR = timedelta(hours=1)


def put(connection: Connection, text: str, previous: int | None = None, **other: int | str | None) -> int:
    row = {"setting": "name", "team": None, "by": None, **other}
    return organisation.append(connection, text=text, previous=previous, at=AT, **row)  # type: ignore[arg-type]  # by name


def test_nothing_is_set_before_the_first_change(database: Database):
    with database.read() as connection:
        assert organisation.revision(connection) == 0
        found = organisation.set_now(connection)
        assert (found.revision, found.texts, found.rows) == (0, {}, {})
        assert organisation.history(connection, 10) == ()


def test_the_newest_change_of_a_setting_counts_for_each_team_by_itself(database: Database):
    with database.write() as connection:
        north, ada = people.add_team(connection, "North"), add(connection, "Ada")
        first = put(connection, "Harbour")
        team = put(connection, "Kim", setting="insert:escalation", team=north)
        second = put(connection, "Harbour Trust", first, by=ada.id)
        assert organisation.revision(connection) == second
        found = organisation.set_now(connection)
        assert found.texts == {("name", ""): "Harbour Trust", ("insert:escalation", "North"): "Kim"}
        assert found.rows == {("name", ""): second, ("insert:escalation", "North"): team}
        newest = SettingChange("name", "", "Harbour", "Harbour Trust", AT, "Ada")
        assert organisation.history(connection, 1) == (newest,)
        assert [change.after for change in organisation.history(connection, 9)] == ["Harbour Trust", "Kim", "Harbour"]
        assert violations(connection) == ()


def test_of_two_changes_that_follow_the_same_one_the_second_is_refused(database: Database):
    with database.write() as connection:
        first = put(connection, "One")
    with database.write() as connection:
        put(connection, "Two", first)
    with pytest.raises(Refused), database.write() as connection:
        put(connection, "Three", first)
    with database.read() as connection:
        assert organisation.set_now(connection).texts == {("name", ""): "Two"}


@pytest.mark.parametrize(("text", "other"), [("One", {"team": 99}), ("One", {"by": 99}), ("x" * 10_001, {})])
def test_what_cannot_be_is_refused(database: Database, text: str, other: dict[str, int]):
    with pytest.raises(Refused), database.write() as connection:
        put(connection, text, **other)


@pytest.mark.parametrize("statement", ["UPDATE setting_change SET text = 'other'", "DELETE FROM setting_change"])
def test_a_change_stays_as_it_is(database: Database, statement: str):
    with database.write() as connection:
        put(connection, "One")
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        connection.exec_driver_sql(statement)
