"""Who may see whom: nested teams, deputies, leavers, and the tables that managers get."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from quizapp.model.attempts import StoredResult
from quizapp.model.people import Person, Progress, Role, TeamScenario, TeamTable
from quizapp.model.things import ThingKind
from quizapp.store.database import Connection, Database
from quizapp.store.people import people
from quizapp.store.people.scope import visible_people
from quizapp.store.records import teams
from quizapp.store.records.team_tables import team_tables
from quizapp.store.taking import attempts
from tests.store import quizzes
from tests.store.stories import AT, MODULE, MONDAY, PATH, RESULT, add, begin, counts_from, publish

PASSED = StoredResult(1, 1, True, ())
COLUMN = TeamScenario(MODULE, "just-a-phase", "Just a phase", ThingKind.SCENARIO)
SCENARIOS = [(PATH, COLUMN)]
DAY = timedelta(days=1)


def seen(connection: Connection, viewer: Person, today: date = MONDAY) -> set[tuple[int, int]]:
    return {(row.person, row.team) for row in connection.execute(visible_people(viewer, today))}


def manage(connection: Connection, person: Person, team: int, *, deputy: bool = False) -> None:
    people.add_management(connection, person.id, team, date(2026, 1, 1), None, deputy=deputy)


def tables_of(
    connection: Connection, viewer: Person, columns: Sequence[tuple[str, TeamScenario]]
) -> tuple[TeamTable, ...]:
    """How far everybody is whom the viewer manages."""
    scope = teams.everybody(connection, viewer, MONDAY)
    people = [(members.team, [*map(scope.managed, members.people)]) for members in scope.teams]
    return team_tables(connection, people, counts_from, columns)


def test_a_manager_sees_their_team_and_the_teams_inside_it_and_no_other(database: Database):
    with database.write() as connection:
        north = people.add_team(connection, "North")
        school = people.add_team(connection, "School", north)
        year = people.add_team(connection, "Year 9", school)
        south = people.add_team(connection, "South")
        head, mid = add(connection, "Head", Role.MANAGER), add(connection, "Mid", Role.MANAGER, team=north)
        ada, bob = add(connection, "Ada", team=school), add(connection, "Bob", team=year)
        cat = add(connection, "Cat", team=south)
        manage(connection, head, north)
        manage(connection, mid, school)
    with database.read() as connection:
        assert seen(connection, head) == {(mid.id, north), (ada.id, school), (bob.id, year)}
        assert seen(connection, mid) == {(ada.id, school), (bob.id, year)}
        assert seen(connection, cat) == set()
        assert teams.teams(connection, head, MONDAY) == ((north, "North"), (school, "School"), (year, "Year 9"))
        assert teams.teams(connection, cat, MONDAY) == ()


def test_a_deputy_sees_what_the_manager_sees(database: Database):
    with database.write() as connection:
        team = people.add_team(connection, "Team")
        ada, deputy = add(connection, "Ada", team=team), add(connection, "Deputy")
        manage(connection, deputy, team, deputy=True)
        assert seen(connection, deputy) == {(ada.id, team)}


def test_who_has_left_is_not_seen_and_who_has_moved_is_seen_where_they_are(database: Database):
    with database.write() as connection:
        first, second = people.add_team(connection, "First"), people.add_team(connection, "Second")
        ada, bob = add(connection, "Ada", team=first), add(connection, "Bob", team=first)
        one, two = add(connection, "One"), add(connection, "Two")
        manage(connection, one, first)
        manage(connection, two, second)
        people.set_state(connection, bob.id, "left")
        people.move_home(connection, ada.id, second, MONDAY)
        assert seen(connection, one) == set()
        assert seen(connection, one, MONDAY - DAY) == {(ada.id, first)}
        assert seen(connection, two) == {(ada.id, second)}
        assert seen(connection, two, MONDAY - DAY) == set()


def test_a_manager_who_has_left_or_was_stood_down_sees_nobody(database: Database):
    with database.write() as connection:
        team = people.add_team(connection, "Team")
        add(connection, "Ada", team=team)
        left, down, later = add(connection, "Left"), add(connection, "Down"), add(connection, "Later")
        for person in (left, down):
            manage(connection, person, team)
        people.add_management(connection, later.id, team, MONDAY + DAY, None)
        people.set_state(connection, left.id, "left")
        people.end_management(connection, down.id, team, MONDAY)
        assert seen(connection, left) == set() == seen(connection, down) == seen(connection, later)
        assert len(seen(connection, down, MONDAY - DAY)) == 1
        assert len(seen(connection, later, MONDAY + DAY)) == 1
        assert tables_of(connection, left, SCENARIOS) == ()


def test_teams_put_inside_each_other_in_a_ring_come_to_an_end(database: Database):
    with database.write() as connection:
        first = people.add_team(connection, "First")
        second = people.add_team(connection, "Second", first)
        connection.exec_driver_sql(f"UPDATE team SET parent = {second} WHERE id = {first}")
        ada, boss = add(connection, "Ada", team=first), add(connection, "Boss")
        manage(connection, boss, second)
        assert seen(connection, boss) == {(ada.id, first)}


@pytest.mark.parametrize("seed", range(5))
def test_in_any_organisation_a_manager_sees_exactly_their_own_people(database: Database, seed: int):
    chance = random.Random(seed)
    with database.write() as connection:
        parents: dict[int, int | None] = {}
        for n in range(12):
            parent = chance.choice([None, *parents])
            parents[people.add_team(connection, f"Team {n}", parent)] = parent
        homes = {}
        for n in range(25):
            team = chance.choice(list(parents))
            homes[add(connection, f"P{n}", team=team).id] = team
        for n in range(6):
            boss = add(connection, f"Boss {n}", Role.MANAGER)
            managed = set(chance.sample(list(parents), chance.randint(0, 3)))
            for team in managed:
                manage(connection, boss, team)

            def inside(team: int | None, managed: set[int] = managed) -> bool:
                return team is not None and (team in managed or inside(parents[team]))

            expected = {(person, team) for person, team in homes.items() if inside(team)}
            assert seen(connection, boss) == expected
            tables = tables_of(connection, boss, SCENARIOS)
            assert sum(len(table.rows) for table in tables) == len(expected)
            assert len(tables) == len(teams.teams(connection, boss, MONDAY)) == sum(map(inside, parents))


def test_the_table_says_how_far_each_person_is_with_each_scenario(database: Database):
    other = f"scenarios/{MODULE}/other.md"
    second = TeamScenario(MODULE, "other", "Other", ThingKind.SCENARIO)
    with database.write() as connection:
        team = people.add_team(connection, "Team")
        boss = add(connection, "boss", Role.MANAGER)
        manage(connection, boss, team)
        version, another = publish(connection), publish(connection, "# Other\n", other)
        dan, cat, bob, ada = (add(connection, name, team=team) for name in ("dan", "Cat", "bob", "Ada"))
        begin(connection, bob, version, "b1")
        failed = begin(connection, cat, version, "c1")
        attempts.finish(connection, failed.id, ending="end", at=AT + DAY, result=RESULT)
        begin(connection, cat, version, "c2")
        for n, result in enumerate((RESULT, PASSED, RESULT)):
            tried = begin(connection, dan, version, f"d{n}")
            attempts.finish(connection, tried.id, ending="end", at=AT + n * DAY, result=result)
        begin(connection, dan, another, "d9", other)
        (table,) = tables_of(connection, boss, [*SCENARIOS, (other, second)])
    assert (table.team, table.scenarios) == ("Team", (COLUMN, second))
    assert [row.who.name for row in table.rows] == ["Ada", "bob", "Cat", "dan"]
    assert [row.who.public_id for row in table.rows] == [p.public_id for p in (ada, bob, cat, dan)]
    first = [row.standings[0] for row in table.rows]
    assert [(s.progress, s.attempts, s.started, s.finished) for s in first] == [
        (Progress.NOT_STARTED, 0, None, None),
        (Progress.IN_PROGRESS, 1, AT, None),
        (Progress.FINISHED, 2, AT, AT + DAY),
        (Progress.PASSED, 3, AT, AT + DAY),
    ]
    assert [row.standings[1].progress for row in table.rows] == [*[Progress.NOT_STARTED] * 3, Progress.IN_PROGRESS]


def test_a_team_without_people_and_a_table_without_scenarios_are_there_and_empty(database: Database):
    with database.write() as connection:
        boss, team = add(connection, "Boss"), people.add_team(connection, "Empty")
        manage(connection, boss, team)
        (table,) = tables_of(connection, boss, SCENARIOS)
        assert (table.team, table.rows) == ("Empty", ())
        add(connection, "Ada", team=team)
        (table,) = tables_of(connection, boss, [])
        assert [(row.who.name, row.standings) for row in table.rows] == [("Ada", ())]


def test_a_set_has_a_column_like_a_scenario_and_practice_does_not_count(database: Database):
    column = TeamScenario(MODULE, "listening", "Listening to children", ThingKind.SET)
    with database.write() as connection:
        team = people.add_team(connection, "Team")
        boss = add(connection, "Boss", Role.MANAGER)
        manage(connection, boss, team)
        version = publish(connection, "# Set\n", quizzes.SET)
        ada, bob = add(connection, "Ada", team=team), add(connection, "Bob", team=team)
        quizzes.finish(connection, quizzes.begin(connection, ada, version))
        quizzes.begin(connection, ada, version, "q2", 2, practice=True, at=AT + DAY)
        quizzes.finish(connection, quizzes.begin(connection, bob, version, "b1", practice=True))
        (table,) = tables_of(connection, boss, [*SCENARIOS, (quizzes.SET, column)])
    assert table.scenarios == (COLUMN, column)
    assert [[(s.progress, s.attempts) for s in row.standings] for row in table.rows] == [
        [(Progress.NOT_STARTED, 0), (Progress.PASSED, 1)],
        [(Progress.NOT_STARTED, 0), (Progress.NOT_STARTED, 0)],
    ]
