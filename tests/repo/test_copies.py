"""Copies of a template: each has what was published into it once, and nothing that happened to another copy."""

from collections.abc import Callable

from quizapp.store.people import people
from quizapp.store.published import versions
from tests.databases import opened
from tests.services.example_site import PATH, example_files


def test_a_copy_has_what_is_live_and_nothing_of_another(fresh: Callable[..., str]) -> None:
    first, second = fresh(example_files), fresh(example_files)
    with opened(first) as one, opened(second) as other:
        with one.write() as connection:
            people.add_team(connection, "Only here")
        for database, teams in ((one, True), (other, False)):
            with database.read() as connection:
                assert [p.path for p in versions.all_live(connection)] == [PATH]
                assert (people.team_id(connection, "Only here") is not None) is teams
        with one.read() as connection, other.read() as beside:
            assert versions.all_live(connection) == versions.all_live(beside), "both are of one publishing"


def test_a_fresh_database_has_nothing_live(fresh: Callable[..., str]) -> None:
    with opened(fresh()) as database, database.read() as connection:
        assert tuple(versions.all_live(connection)) == ()
