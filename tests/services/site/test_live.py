"""What is live, asked in one way: `site.live`, `site.all_live` and the modules that they make."""

import pytest

from quizapp.model.things import question_set, scenario, thing_at
from quizapp.services.site.site import Site
from quizapp.store.published import retirements
from tests.databases import Files
from tests.services.quiz_files import DRAWING_SET, MODULE, PATHS, SCENARIO, SET, SET_PATH, quiz_files


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


@pytest.fixture
def quizzes(site: Site) -> Site:
    return site


def test_a_live_thing_says_its_title_minutes_points_and_briefing(quizzes: Site):
    with quizzes.database.read() as connection:
        story, quiz = (quizzes.live(thing, connection) for thing in (scenario(MODULE, SCENARIO), thing_at(SET_PATH)))
        assert story and quiz
        compiled = quizzes.playable(story.version, connection).compiled.scenario
        the_set = quizzes.quiz(quiz.version, connection).compiled.set
    assert (story.title, story.minutes, story.points) == ("First day", compiled.minutes, compiled.learning_points)
    assert (quiz.title, quiz.minutes, quiz.points) == ("Listening", the_set.minutes, the_set.learning_points)
    assert story.points and quiz.points and story.briefing == quiz.briefing
    assert (quiz.thing, quiz.publication.path) == (question_set(MODULE, SET), SET_PATH)


def test_what_is_not_live_is_none(quizzes: Site):
    with quizzes.database.read() as connection:
        assert quizzes.live(question_set(MODULE, SCENARIO), connection) is None  # a scenario of this name, and no set
        assert quizzes.live(scenario("nowhere", SCENARIO), connection) is None
        assert quizzes.live_module("nowhere", connection) is None


def test_all_that_is_live_is_in_its_module(quizzes: Site):
    with quizzes.database.read() as connection:
        assert tuple(live.thing.path for live in quizzes.all_live(connection)) == PATHS
        (module,) = quizzes.live_modules(connection)
        assert quizzes.live_module(MODULE, connection) == module
    assert (module.id, tuple(part.thing.path for part in module.parts)) == (MODULE, PATHS)
    assert [live.thing for live in module.scenarios()] == [scenario(MODULE, SCENARIO)]
    assert module.get(question_set(MODULE, DRAWING_SET)) in module.parts
    assert module.get(question_set(MODULE, "nothing")) is None


def test_a_modules_briefing_is_the_one_that_was_published_last(quizzes: Site):
    with quizzes.database.read() as connection:
        module = quizzes.live_module(MODULE, connection)
        assert module
    assert module.latest.publication.seq == max(part.publication.seq for part in module.parts)
    assert module.briefing is module.latest.briefing


def test_what_is_retired_is_live_no_longer(quizzes: Site):
    with quizzes.database.write() as connection:
        retirements.retire(connection, SET_PATH, by=None, at=quizzes.now(), why="no longer so")
    with quizzes.database.read() as connection:
        assert quizzes.live(thing_at(SET_PATH), connection) is None
        assert [live.thing.path for live in quizzes.all_live(connection)] == [p for p in PATHS if p != SET_PATH]
