"""A finished way beside the way with the best choices, as a list and on the map."""

import pytest

from quizapp.model.map_pages import MapPage, RouteStep, Ways
from quizapp.model.people import Person
from quizapp.services.authoring.publishing import publish
from quizapp.services.site.site import Site
from quizapp.services.taking import learning, looking_back
from tests.services.example_site import MODULE, SCENARIO
from tests.services.quiz_files import SCENARIO_PATH, changed, quiz_files
from tests.services.taking import BEST_WAY, WORST_WAY, play


def after(site: Site, person: Person, *positions: int | None) -> MapPage:
    attempt = learning.start(site, person, MODULE, SCENARIO)
    assert attempt is not None
    for number, position in enumerate(positions):
        assert learning.answer(site, person, attempt, number, position)
    return page_of(site, person, attempt)


def page_of(site: Site, person: Person, attempt: str) -> MapPage:
    page = looking_back.map_page(site, person, attempt)
    assert page is not None
    return page


def ways_of(page: MapPage) -> Ways:
    assert page.ways is not None
    return page.ways


def told(steps: tuple[RouteStep, ...]) -> list[str]:
    return [step.title for step in steps]


def words(step: RouteStep) -> str:
    assert step.chosen is not None
    return step.chosen.parts_html[0]


def test_where_both_ways_share_a_page_it_is_one_row_with_what_was_chosen_and_what_is_best(site: Site, alice: Person):
    ways = ways_of(after(site, alice, 0, 1, 1))
    assert [(told(row.own), told(row.best), row.together) for row in ways.rows] == [
        (["Monday registration"], ["Monday registration"], True),
        (["Nothing said"], [], False),
        (["Five minutes"], ["Five minutes"], True),
        (["Heard and shared"], ["Heard and shared"], True),
    ]
    first, aside, met, end = (row.own[0] for row in ways.rows)
    best = ways.rows[0].best[0]
    assert not first.is_best and first.better == best.chosen and best.is_best and words(first) != words(best)
    assert aside.is_best and aside.number == 1 and met.is_best and met.better is None
    assert end.ends and end.number is None and end.chosen is None and not met.ends
    assert not ways.is_best


def test_whoever_took_the_best_way_is_told_so_and_finds_every_page_in_both(site: Site, alice: Person):
    page = after(site, alice, 1, 1)
    ways = ways_of(page)
    assert ways.is_best and all(row.together and row.own[0].title == row.best[0].title for row in ways.rows)
    assert {line.best for line in page.lines if line.taken} == {True}
    assert not any(line.best for line in page.lines if not line.taken)


def test_two_endings_stand_beside_each_other(site: Site, alice: Person):
    last = ways_of(after(site, alice, 1, 0)).rows[-1]
    assert (told(last.own), told(last.best), last.together) == (["A promise"], ["Heard and shared"], False)
    assert last.own[0].ends and last.best[0].ends


def test_the_map_draws_both_ways(site: Site, alice: Person):
    page = after(site, alice, 0, 1, 1)
    assert {box.title for box in page.boxes if box.best} == {"Monday registration", "Five minutes", "Heard and shared"}
    assert {box.title for box in page.boxes if box.visited and not box.best} == {"Nothing said"}
    drawn = [(line.taken, line.best) for line in page.lines]
    assert [drawn.count(kind) for kind in ((True, False), (False, True), (True, True))] == [2, 1, 1]


@pytest.mark.parametrize("positions", [(), (0,), (1,), (0, 1)])
def test_nothing_of_the_best_way_is_told_while_the_attempt_is_open(
    site: Site, alice: Person, positions: tuple[int, ...]
):
    page = after(site, alice, *positions)
    assert page.ways is None and not page.finished
    assert not any(thing.best for thing in (*page.boxes, *page.lines))
    assert all(step.better is None and not step.is_best for step in page.route)


def test_a_question_on_the_way_has_its_right_answer_beside_a_wrong_one(site: Site, alice: Person):
    assert publish(site, quiz_files()).publications
    rows = ways_of(page_of(site, alice, play(site, alice, 0, "wrong", "right", 0))).rows
    wrong, right = rows[1], rows[2]
    assert wrong.own[0].title == "The register" and wrong.together
    assert not wrong.own[0].is_best and wrong.own[0].better == wrong.best[0].chosen != wrong.own[0].chosen
    assert right.own[0].is_best and right.own[0].better is None
    assert ways_of(page_of(site, alice, play(site, alice, *BEST_WAY))).is_best


def test_a_story_whose_best_choices_go_round_in_a_circle_has_no_best_way_to_show(site: Site, alice: Person):
    heard = "- [Ask him how the days have been](#ending-heard)"
    marks = "    - talk-directly: missed\n    - safe-to-talk: missed\n    - Why: He is still not asked."
    round_again = f"- [Leave it](#ending-heard)\n{marks}\n{heard.replace('ending-heard', 'registration')}"
    done = publish(site, changed(SCENARIO_PATH, heard, round_again))
    assert done.publications, done.diagnostics
    page = page_of(site, alice, play(site, alice, *WORST_WAY))
    assert page.finished and page.ways is None and not any(box.best for box in page.boxes)
