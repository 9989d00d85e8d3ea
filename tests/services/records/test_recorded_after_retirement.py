"""A part that was retired can still be recorded as done another way, for the days on which it was offered."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from quizapp.model.another_way_pages import Attendee, SessionPage
from quizapp.model.people import Person
from quizapp.model.play import NotAllowed, NotPossible
from quizapp.model.problems import Code, Problem
from quizapp.model.published import SourceFile
from quizapp.services.authoring.retiring import retire
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.records import another_way, took_part
from quizapp.services.site import people
from quizapp.services.site.site import Site
from tests.clock import Clock
from tests.databases import MONDAY, Files
from tests.services.quiz_files import MODULE, SCENARIO, SCENARIO_PATH, SET_PATH, quiz_files
from tests.services.taking import certificate_of, recorded_another_way, take

DAY = timedelta(days=1)
RETIRED = MONDAY.date()
LATER = RETIRED + DAY
SECOND = f"scenarios/{MODULE}/second-day.md"


def two_stories() -> tuple[SourceFile, ...]:
    """The module with a second scenario, so that one can go."""
    (story,) = (f for f in quiz_files() if f.path == SCENARIO_PATH)
    return tuple(sorted((*quiz_files(), SourceFile(SECOND, story.content)), key=lambda f: f.path))


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (two_stories,)


@pytest.fixture
def ended(site: Site, clock: Clock) -> None:
    """The scenario was retired on Monday, and it is Wednesday."""
    assert retire(site, SCENARIO_PATH, "there is another").ended
    clock.later(days=2)


def listed(site: Site, robin: Person, person: Person) -> dict[str, date | None]:
    form = another_way.page(site, robin, person.public_id)
    assert form is not None
    return {part.path: part.retired_on for _, parts in form.modules for part in parts}


@pytest.mark.usefixtures("ended")
def test_a_manager_records_it_for_a_day_until_its_retirement_and_for_none_later(
    site: Site, robin: Person, alice: Person
):
    assert listed(site, robin, alice)[SCENARIO_PATH] == RETIRED
    assert listed(site, robin, alice)[SECOND] is None
    for act in (another_way.to_confirm, another_way.record_for):
        done = act(site, robin, alice.public_id, SCENARIO_PATH, LATER)
        assert done is not None and done.problems == (Problem("on", Code.RETIRED, day=RETIRED),)
    assert recorded_another_way(site) == []
    asked = another_way.to_confirm(site, robin, alice.public_id, SCENARIO_PATH, RETIRED)
    assert asked is not None and (asked.title, asked.is_new, asked.module) == ("First day", True, "Minds")
    done = another_way.record_for(site, robin, alice.public_id, SCENARIO_PATH, RETIRED)
    assert done is not None and (done.problems, done.is_new) == ((), True)
    assert recorded_another_way(site) == [(alice.id, SCENARIO_PATH)]
    assert check_invariants(site) == ()


@pytest.mark.usefixtures("ended")
def test_it_completes_the_module_as_it_would_have_and_the_confirmation_says_so(
    site: Site, robin: Person, alice: Person
):
    take(site, alice)
    asked = another_way.to_confirm(site, robin, alice.public_id, SCENARIO_PATH, RETIRED - DAY)
    assert asked is not None and asked.completes
    another_way.record_for(site, robin, alice.public_id, SCENARIO_PATH, RETIRED - DAY)
    assert certificate_of(site, alice)
    assert check_invariants(site) == ()


def test_of_a_module_that_is_over_the_part_is_recorded_and_nothing_is_completed(
    site: Site, robin: Person, alice: Person, clock: Clock
):
    another_way.record_for(site, robin, alice.public_id, SCENARIO_PATH, RETIRED)
    assert retire(site, MODULE, "another has it all").ended
    clock.later(days=1)
    asked = another_way.to_confirm(site, robin, alice.public_id, SET_PATH, RETIRED)
    assert asked is not None and (asked.problems, asked.completes, asked.module) == ((), False, "Minds")
    assert another_way.record_for(site, robin, alice.public_id, SET_PATH, RETIRED) is not None
    assert recorded_another_way(site) == [(alice.id, SET_PATH), (alice.id, SCENARIO_PATH)]
    assert check_invariants(site) == ()


@pytest.mark.usefixtures("ended")
def test_whoever_joined_after_it_was_retired_is_not_offered_it(site: Site, robin: Person, alice: Person):
    assert people.joined(site, "alice@example.org", LATER).problems == ()
    assert SCENARIO_PATH not in listed(site, robin, alice) and SECOND in listed(site, robin, alice)
    assert people.joined(site, "alice@example.org", RETIRED).problems == ()
    assert SCENARIO_PATH in listed(site, robin, alice)


@pytest.mark.usefixtures("ended")
def test_a_trainer_records_a_session_that_was_held_until_then(site: Site, tess: Person, alice: Person, bob: Person):
    page = took_part.session_page(site, tess, MODULE, SCENARIO)
    assert page == SessionPage(MODULE, "Minds", SCENARIO, "First day", RETIRED)
    for act in (took_part.to_confirm, took_part.record):
        told = act(site, tess, SCENARIO_PATH, "alice@example.org", LATER)
        assert told.problems == (Problem("on", Code.RETIRED, day=RETIRED),)
    told = took_part.record(site, tess, SCENARIO_PATH, "alice@example.org", RETIRED)
    assert told.recorded == (Attendee("alice@example.org", "Alice"),)
    assert recorded_another_way(site) == [(alice.id, SCENARIO_PATH)]


def test_a_session_is_about_what_was_live_once_and_for_trainers(
    site: Site, tess: Person, alice: Person, join: Callable[..., Person]
):
    assert took_part.session_page(site, tess, MODULE, "nothing") is None
    with pytest.raises(NotPossible):
        took_part.record(site, tess, "scenarios/minds/nothing.md", "alice@example.org", RETIRED)
    with pytest.raises(NotAllowed):
        took_part.session_page(site, alice, MODULE, SCENARIO)
    assert retire(site, MODULE, "another has it all").ended
    page = took_part.session_page(site, tess, MODULE, SCENARIO)
    assert page is not None and page.module_is_over and page.retired_on == RETIRED
