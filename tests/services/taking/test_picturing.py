"""A picture of oneself: what is shown twice, once, not yet, and what to play next."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from quizapp.model.module_pages import PicturePage, PointSeen, Showing
from quizapp.model.people import Group, Person
from quizapp.model.scenario import Word
from quizapp.model.things import question_set, scenario
from quizapp.services.site.site import Site
from quizapp.services.taking.picturing import picture
from tests.clock import Clock
from tests.databases import Files
from tests.services.quiz_files import MODULE, OTHER_SET, quiz_files
from tests.services.taking import BEST_WAY, WORST_WAY, begin, feedback_told, give, play, take

ONE_MET = (0, "wrong", "wrong", 1)  # of talk-directly, only the first decision is met


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


def page_of(site: Site, person: Person) -> PicturePage:
    page = picture(site, person, MODULE)
    assert page is not None
    return page


def point(site: Site, person: Person, name: str = "talk-directly") -> PointSeen:
    return next(p for p in page_of(site, person).points if p.id == name)


def test_nothing_live_has_no_picture(site: Site, alice: Person):
    assert picture(site, alice, "nothing") is None


def test_nothing_is_tested_before_something_is_finished(site: Site, alice: Person):
    begin(site, alice)
    give(site, alice, begin(site, alice), True)
    page = page_of(site, alice)
    assert [(p.id, p.showing, p.tested) for p in page.points] == [
        ("talk-directly", Showing.NOT_TESTED, 0),
        ("safe-to-talk", Showing.NOT_TESTED, 0),
    ]
    assert {title for title, _, _ in page.next} <= {"First day", "Listening", "Acting on it", "Final check"}
    assert len(page.next) == 3 and all(number == 2 for _, _, number in page.next)


def test_a_point_that_was_missed_is_not_shown_yet_and_has_ways(site: Site, alice: Person):
    play(site, alice, *WORST_WAY)
    found = point(site, alice)
    assert (found.showing, found.tested, found.answers[0].word) == (Showing.NOT_YET, 1, Word.MISSED)
    assert found.ways[-1] == ("First day", scenario(MODULE, "first-day"))  # what was finished before comes last


def test_the_same_decision_met_again_is_not_shown_twice(site: Site, alice: Person, clock: Clock):
    play(site, alice, *ONE_MET)
    assert point(site, alice).showing is Showing.ONCE
    clock.later(hours=1)
    newest = play(site, alice, *ONE_MET)
    found = point(site, alice)
    assert (found.showing, found.tested) == (Showing.ONCE, 8)
    assert [(a.times, a.at, a.attempt) for a in found.answers] == [(2, site.now(), newest)] * 4, "each once, the newest"
    clock.later(hours=1)
    quiz = take(site, alice, OTHER_SET)
    found = point(site, alice)
    assert (found.showing, found.ways) == (Showing.TWICE, ())
    newest = found.answers[0]
    assert (newest.title, newest.thing_title) == ("The empty chair", "Acting on it")
    assert (newest.thing, newest.attempt, newest.step) == (question_set(MODULE, OTHER_SET), quiz, 1)
    assert feedback_told(site, alice, quiz, 1) is not None


def test_a_question_is_the_same_one_in_a_story_and_in_its_set(site: Site, alice: Person):
    play(site, alice, 0, "right", "wrong", 1)
    assert point(site, alice).showing is Showing.TWICE  # registration, and the register
    bob_like = point(site, alice, "safe-to-talk")
    assert (bob_like.showing, bob_like.tested) == (Showing.ONCE, 2)  # the register met, the corridor partly
    take(site, alice, wrong=("a-first-conversation", "who-is-told"))  # the register met again, nothing else
    assert point(site, alice, "safe-to-talk").showing is Showing.ONCE


def test_two_decisions_of_one_story_show_a_point_twice(site: Site, alice: Person):
    play(site, alice, *BEST_WAY)
    page = page_of(site, alice)
    assert [p.showing for p in page.points] == [Showing.TWICE, Showing.TWICE] and page.next == ()


def test_practice_is_left_out(site: Site, alice: Person):
    take(site, alice, OTHER_SET)
    before = page_of(site, alice)
    take(site, alice, OTHER_SET, practice=True)
    take(site, alice, OTHER_SET, wrong=("*",), practice=True)
    assert page_of(site, alice) == before


def test_what_is_carried_is_no_answer_of_its_own(site: Site, alice: Person):
    take(site, alice, wrong=("who-does-what",))
    before = point(site, alice)
    take(site, alice)
    assert point(site, alice) == before


def test_the_picture_has_the_points_of_ones_own_group_and_only_ones_own_answers(
    site: Site, alice: Person, join: Callable[..., Person]
):
    sam, pat = join("Sam", group=Group.SOCIAL_CARE), join("Pat", group=None)
    play(site, alice, *BEST_WAY)
    assert [(p.id, p.tested) for p in page_of(site, sam).points] == [("talk-directly", 0), ("capacity-revisited", 0)]
    assert [p.id for p in page_of(site, pat).points] == ["talk-directly"]
    take(site, sam, OTHER_SET)
    assert [p.showing for p in page_of(site, sam).points] == [Showing.ONCE, Showing.ONCE]


def queries(site: Site, person: Person) -> int:
    """How often the database is asked for one picture, once everything that was published is in memory."""
    page_of(site, person)
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        page_of(site, person)
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
    return sum("SELECT" in statement for statement in asked)


def test_a_picture_of_many_attempts_asks_the_database_as_often_as_one_of_two(site: Site, alice: Person, clock: Clock):
    play(site, alice, *WORST_WAY)
    take(site, alice, wrong=("*",))
    few = queries(site, alice)
    for _ in range(6):
        clock.later(hours=1)
        play(site, alice, *ONE_MET)
    take(site, alice)
    take(site, alice, OTHER_SET)
    assert sum(p.tested for p in page_of(site, alice).points) > 40
    assert queries(site, alice) == few <= 8
