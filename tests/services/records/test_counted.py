"""What people count as in figures of teams: their first mark of each point, in the team that is their home now."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from quizapp.model.people import Person
from quizapp.services.operating import counting
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.site.site import Site
from quizapp.services.taking import learning
from quizapp.store.people import directory, people
from tests.clock import Clock
from tests.databases import Files
from tests.services.example_site import MODULE, SCENARIO, example_files
from tests.services.quiz_files import MODULE as MINDS
from tests.services.quiz_files import OTHER_SET, SET, quiz_files
from tests.services.taking import play as play_minds
from tests.services.taking import take

Figures = dict[tuple[str, str], tuple[int, ...]]
LATE, BEST, PROMISE = (0, 1, 1), (1, 1), (1, 0)  # nothing said, then told and stayed; asked and stayed; promised
POINTS = "SELECT t.name, p.point, people, met, partly, missed, not_reached, sure_wrong FROM point_total p"
CHOICES = "SELECT point, place, choice, word, n FROM choice_total WHERE n <> 0 ORDER BY point, place, choice, word"


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (example_files, quiz_files)


def points(site: Site, module: str = MODULE) -> Figures:
    """Team and point → people, met, partly, missed, not reached, sure and wrong; without what came down to nobody."""
    with site.database.read() as connection:
        rows = connection.execute(
            text(f"{POINTS} JOIN team t ON t.id = p.team WHERE people <> 0 AND module = :module"), {"module": module}
        )
        return {(row[0], row[1]): tuple(row[2:]) for row in rows}


def choices(site: Site) -> list[tuple[object, ...]]:
    with site.database.read() as connection:
        return [tuple(row) for row in connection.execute(text(CHOICES))]


def play(site: Site, person: Person, ways: tuple[int, ...]) -> None:
    attempt = learning.start(site, person, MODULE, SCENARIO)
    assert attempt is not None
    for number, way in enumerate(ways):
        learning.answer(site, person, attempt, number, way)


def move(site: Site, person: Person, name: str) -> None:
    with site.database.write() as connection:
        team = people.team_id(connection, name) or people.add_team(connection, name)
        people.move_home(connection, person.id, team, site.today())


def test_the_first_mark_of_the_first_attempt_counts(site: Site, alice: Person, bob: Person, clock: Clock):
    play(site, alice, LATE)
    play(site, bob, PROMISE)
    first = points(site)
    assert first["Team A", "talk-directly"] == (2, 1, 0, 1, 0, 0)
    assert first["Team A", "safe-to-talk"] == (2, 1, 0, 1, 0, 0)
    assert ("talk-directly", "monday-registration", 0, "missed", 1) in choices(site)
    clock.later(days=1)
    play(site, alice, BEST)
    play(site, bob, BEST)
    assert points(site) == first
    assert check_invariants(site) == ()


def test_a_point_that_was_not_reached_counts_once_another_first_attempt_reaches_it(site: Site, alice: Person):
    play_minds(site, alice, 0, "right", "wrong", 0)
    before = points(site, MINDS)
    take(site, alice, SET, wrong="*")
    take(site, alice, OTHER_SET)
    after = points(site, MINDS)
    assert all(figures[0] == 1 == sum(figures[1:5]) for figures in after.values())
    assert all(after[key] == figures for key, figures in before.items() if not figures[4])
    assert any(figures[5] for figures in after.values())  # sure, and worth talking about
    assert check_invariants(site) == ()


def test_who_moves_takes_it_along_and_who_leaves_counts_no_more(site: Site, alice: Person, bob: Person):
    play(site, alice, LATE)
    play(site, bob, BEST)
    both = points(site)
    of_bob = choices(site)
    move(site, alice, "Team B")
    moved = points(site)
    assert {key[0] for key in moved} == {"Team A", "Team B"}
    assert moved["Team B", "talk-directly"] == (1, 0, 0, 1, 0, 0)
    assert check_invariants(site) == ()
    with site.database.write() as connection:
        directory.leave_home(connection, alice.id, site.today())
    assert {key[0] for key in points(site)} == {"Team A"}
    assert check_invariants(site) == ()
    move(site, alice, "Team A")
    assert (points(site), choices(site)) == (both, of_bob)
    assert check_invariants(site) == ()


def test_who_has_no_team_counts_once_they_have_one(site: Site, join: Callable[..., Person]):
    carol = join("Carol", team=None)
    play(site, carol, BEST)
    assert points(site) == {}
    move(site, carol, "Team B")
    assert points(site)["Team B", "talk-directly"] == (1, 1, 0, 0, 0, 0)


def test_all_is_counted_from_attempts_of_before_once(site: Site, alice: Person, bob: Person):
    play(site, alice, LATE)
    play_minds(site, bob, 0, "right", "wrong", 0)
    take(site, bob, SET, wrong="*")
    counted = points(site), points(site, MINDS), choices(site)
    with site.database.write() as connection:
        for table in ("point_total", "choice_total", "first_mark"):
            connection.execute(text(f"DELETE FROM {table}"))
    assert counting.fill(site) == 3
    assert (points(site), points(site, MINDS), choices(site)) == counted
    assert counting.fill(site) == 0


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE point_total SET missed = missed + 1",
        "UPDATE choice_total SET n = 0",
        "DELETE FROM point_total",
        "UPDATE first_mark SET choice = 2 WHERE place <> ''",
        "DELETE FROM first_mark WHERE point = 'talk-directly'",
    ],
)
def test_the_doctor_finds_what_is_counted_wrong(site: Site, alice: Person, change: str):
    play(site, alice, LATE)
    with site.database.write() as connection:
        connection.execute(text(change))
    assert {one.invariant for one in check_invariants(site)} == {4}
