"""The table of learning points × teams: whose figures somebody sees, what is hidden, and what lies behind a cell."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from quizapp.exchange.figures_csv import figures_csv
from quizapp.model.figure_pages import FiguresAsked, FiguresPage, PointPage, TeamFigures, TeamGroup, Warmth
from quizapp.model.people import Person, Role
from quizapp.model.play import NotAllowed
from quizapp.services.records import counted_once
from quizapp.services.records.figures import figures_page, point_page
from quizapp.services.site.site import Site
from quizapp.services.taking import learning
from quizapp.store.people import people
from tests.clock import Clock
from tests.services.example_site import MODULE, SCENARIO

POINT = "talk-directly"
BEST, MISSED = (1, 1), (0, 1, 1)


def play(site: Site, person: Person, ways: tuple[int, ...]) -> None:
    attempt = learning.start(site, person, MODULE, SCENARIO)
    assert attempt is not None
    for number, way in enumerate(ways):
        learning.answer(site, person, attempt, number, way)


@pytest.fixture
def branch(site: Site, join: Callable[..., Person]) -> Person:
    """The manager of South: Elm has 6 people of whom 4 missed it, Oak 5 who all met it, Ash 2. North has 5."""
    with site.database.write() as connection:
        south = people.add_team(connection, "South")
        for name in ("Elm", "Oak", "Ash"):
            people.add_team(connection, name, south)
    for team, met, missed in (("Elm", 2, 4), ("Oak", 5, 0), ("Ash", 1, 1), ("North", 5, 0)):
        for number in range(met + missed):
            play(site, join(f"{team} {number}", team=team), BEST if number < met else MISSED)
    return join("Mona", team=None, manages=("South",))


def table(site: Site, viewer: Person, asked: FiguresAsked = FiguresAsked()) -> FiguresPage:  # noqa: B008 (frozen)
    page = figures_page(site, viewer, asked)
    assert page is not None
    return page


def cells(page: FiguresPage, point: str = POINT) -> dict[str, TeamFigures | None]:
    (row,) = [row for row in page.rows if row.point == point]
    names = [f"{group.team} itself" if group.own else group.team for group in page.columns]
    return dict(zip(names, row.cells, strict=True))


def cell(site: Site, viewer: Person, team: str, *, own: bool = False) -> PointPage | None:
    return point_page(site, viewer, FiguresAsked(MODULE, team, own), POINT)


def test_a_manager_sees_their_branch_with_small_teams_hidden_and_another_with_them(site: Site, branch: Person):
    found = cells(table(site, branch))
    assert list(found) == ["South", "South itself", "Ash", "Elm", "Oak"]
    assert found["Ash"] is None
    assert found["Oak"] is None  # South, Elm and South itself would tell of Ash
    assert found["Elm"] == TeamFigures(6, 2, 0, 4, 0, 0)
    assert found["Elm"].warmth is Warmth.TALK
    assert found["South"] == TeamFigures(13, 8, 0, 5, 0, 0)
    assert found["South itself"] == TeamFigures(0, 0, 0, 0, 0, 0)


def test_what_is_hidden_is_the_same_for_everybody_and_by_any_filter(
    site: Site, branch: Person, join: Callable[..., Person]
):
    author, leader = join("Tess", Role.TRAINER), join("Lee", team=None, manages=("Oak",))
    everybody = cells(table(site, author))
    assert list(everybody) == ["", "North", "South", "Team A"]
    assert everybody[""] == TeamFigures(18, 13, 0, 5, 0, 0)
    for viewer in (author, leader):
        assert cells(table(site, viewer, FiguresAsked(MODULE, "Oak")))["Oak"] is None
    assert cells(table(site, leader)) == {"Oak": None}
    assert cells(table(site, author, FiguresAsked(MODULE, "South"))) == cells(table(site, branch))


def test_other_teams_and_modules_are_not_there(site: Site, branch: Person, alice: Person):
    for asked in (FiguresAsked(MODULE, "North"), FiguresAsked("other"), FiguresAsked(MODULE, "Nowhere")):
        assert figures_page(site, branch, asked) is None
    assert cell(site, branch, "North") is None
    assert cell(site, branch, "") is None
    assert cell(site, branch, "Elm", own=True) is None
    assert point_page(site, branch, FiguresAsked(MODULE, "Elm"), "typical-teenager") is None  # a risk factor
    with pytest.raises(NotAllowed):
        figures_page(site, alice, FiguresAsked())
    with pytest.raises(NotAllowed):
        cell(site, alice, "Elm")


def test_a_cell_says_what_was_chosen_what_trains_it_and_what_to_talk_about(site: Site, branch: Person):
    page = cell(site, branch, "Elm")
    assert page is not None and page.figures is not None
    (decision,) = page.decisions
    assert page.chosen_by == page.group == TeamGroup("Elm")
    assert decision.decision == "Monday registration"
    assert [(choice.n, choice.word.name) for choice in decision.choices] == [(4, "MISSED"), (2, "MET")]
    assert "keep half an eye on her" in decision.choices[0].html
    assert [thing.name for thing, _ in page.trains] == [SCENARIO]
    assert page.questions


def test_what_a_hidden_team_chose_is_shown_of_the_branch_around_it(site: Site, branch: Person):
    page = cell(site, branch, "Ash")
    assert page is not None
    assert (page.figures, page.chosen_by) == (None, TeamGroup("South", opens=True))
    assert sum(choice.n for choice in page.decisions[0].choices) == 13


def test_looking_is_noted_once_a_day_and_taking_a_file_each_time(site: Site, branch: Person):
    for _ in range(2):
        table(site, branch)
        cell(site, branch, "Elm")
        assert figures_page(site, branch, FiguresAsked(), export=True) is not None
    with site.database.read() as connection:
        noted = connection.execute(text("SELECT action FROM audit WHERE action LIKE 'figures%' ORDER BY seq"))
        assert sorted(noted.scalars()) == ["figures-export", "figures-export", "figures-view"]


def test_the_file_hides_what_the_page_hides_and_says_of_what_it_is(site: Site, branch: Person):
    lines = figures_csv(table(site, branch), site.zone).decode("utf-8-sig").split("\r\n")
    assert lines[1] == "Team,South"
    assert lines[2].startswith("Counted on,")
    of_point = [line for line in lines if f",{POINT}," in line]
    assert [line.split(f",{POINT},")[1] for line in of_point] == [
        "South,13,8,0,5,0,0",
        "South (own people only),0,0,0,0,0,0",
        "Ash,hidden,hidden,hidden,hidden,hidden,hidden",
        "Elm,6,2,0,4,0,0",
        "Oak,hidden,hidden,hidden,hidden,hidden,hidden",
    ]


def test_a_manager_without_a_team_sees_none(site: Site, join: Callable[..., Person]):
    page = table(site, join("Mo", Role.MANAGER))
    assert (page.columns, page.rows, page.teams) == ((), (), ())


def test_many_figures_are_counted_once_a_minute_and_say_when(
    site: Site, branch: Person, join: Callable[..., Person], clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(counted_once, "MANY", 1)
    before = table(site, branch)
    play(site, join("Late", team="Elm"), BEST)
    clock.later(seconds=59)
    assert table(site, branch) == before
    clock.later(seconds=1)
    after = table(site, branch)
    assert (after.at, cells(after)["Elm"]) == (site.now(), TeamFigures(7, 3, 0, 4, 0, 0))
