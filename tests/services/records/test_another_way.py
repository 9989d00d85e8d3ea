"""Recording what was done another way: by whom, for whom, once, and never for a day to come."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from quizapp.model.another_way_pages import RecordedAnotherWay
from quizapp.model.people import Person
from quizapp.model.play import NotPossible
from quizapp.model.problems import Code, Problem
from quizapp.services.records import another_way, took_part
from quizapp.services.site.site import Site
from tests.databases import MONDAY, Files
from tests.services.quiz_files import PATHS, SCENARIO_PATH, SET_PATH, quiz_files
from tests.services.taking import recorded_another_way, rows

TODAY = MONDAY.date()
TITLE = "Listening"  # of SET_PATH
ALICE = ("Alice", "alice@example.org")


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


def test_a_manager_records_for_their_own_people_once(site: Site, robin: Person, alice: Person):
    page = another_way.page(site, robin, alice.public_id)
    assert page is not None and (page.person, page.email) == ALICE
    assert {part.path for _, parts in page.modules for part in parts} == set(PATHS)
    assert another_way.record_for(site, robin, alice.public_id, SET_PATH, TODAY) == RecordedAnotherWay((), TITLE, True)
    assert another_way.record_for(site, robin, alice.public_id, SET_PATH, TODAY) == RecordedAnotherWay((), TITLE, False)
    assert recorded_another_way(site) == [(alice.id, SET_PATH)]
    assert rows(site, "SELECT actor, subject, object FROM audit WHERE action = 'another-way'") == [
        (robin.id, alice.id, SET_PATH)
    ]


def test_somebody_outside_the_managers_teams_is_not_there(site: Site, robin: Person, join: Callable[..., Person]):
    zed = join("Zed", team="Team Z")
    for public_id in (zed.public_id, "nobody"):
        assert another_way.page(site, robin, public_id) is None
        assert another_way.record_for(site, robin, public_id, SET_PATH, TODAY) is None
    assert recorded_another_way(site) == []


def test_nobody_records_for_themselves(site: Site, robin: Person):
    assert another_way.page(site, robin, robin.public_id) is None
    assert another_way.record_for(site, robin, robin.public_id, SET_PATH, TODAY) is None
    assert recorded_another_way(site) == []


@pytest.mark.parametrize("part", ["questions/minds/nothing.md", "", "scenarios/minds/briefing.md"])
@pytest.mark.parametrize(("on", "code"), [(None, Code.NO_DAY), (TODAY + timedelta(days=1), Code.TO_COME)])
def test_a_form_with_problems_records_nothing_and_names_each(
    site: Site, robin: Person, alice: Person, part: str, on: date | None, code: Code
):
    part_problem, day_problem = Problem("part", Code.UNKNOWN), Problem("on", code)
    for asked, day, problems in (
        (part, TODAY, (part_problem,)),
        (SET_PATH, on, (day_problem,)),
        (part, on, (part_problem, day_problem)),
    ):
        done = another_way.record_for(site, robin, alice.public_id, asked, day)
        assert done == RecordedAnotherWay(problems)
    assert recorded_another_way(site) == []


def test_only_managers_and_trainers_record(site: Site, robin: Person, tess: Person, alice: Person, bob: Person):
    for viewer in (bob, tess):
        with pytest.raises(NotPossible):
            another_way.page(site, viewer, alice.public_id)
        with pytest.raises(NotPossible):
            another_way.record_for(site, viewer, alice.public_id, SET_PATH, TODAY)
    for viewer in (bob, robin):
        with pytest.raises(NotPossible):
            took_part.record(site, viewer, SCENARIO_PATH, alice.name, TODAY)
