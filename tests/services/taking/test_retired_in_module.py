"""A module's page and *My training* have what the person began or did of it that is offered no longer."""

from collections.abc import Callable

import pytest

from quizapp.model.module_pages import ModuleCard, ModulePage, TaskState
from quizapp.model.people import Person, Role
from quizapp.model.published import SourceFile
from quizapp.services.authoring.publishing import publish
from quizapp.services.authoring.retiring import retire
from quizapp.services.records import another_way
from quizapp.services.site.site import Site
from quizapp.services.taking import debriefing, learning
from quizapp.services.taking.modules import module_page, my_modules
from tests.clock import Clock
from tests.databases import MONDAY, Files
from tests.services.quiz_files import (
    BRIEFING_PATH,
    MODULE,
    OTHER_SET,
    SCENARIO,
    SCENARIO_PATH,
    changed,
)
from tests.services.taking import BEST_WAY, begin, play, take


def loose() -> tuple[SourceFile, ...]:
    """The module, which asks for one set alone."""
    return changed(BRIEFING_PATH, "1 scenario passed; set", "set")


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (loose,)


def seen(site: Site, person: Person) -> tuple[ModulePage, ModuleCard]:
    page, (card,) = module_page(site, person, MODULE), my_modules(site, person)
    assert page is not None
    return page, card


def test_an_open_attempt_is_on_the_page_and_is_what_to_go_on_with(site: Site, alice: Person, bob: Person, clock: Clock):
    attempt = play(site, alice, *BEST_WAY[:-1])
    clock.later(days=1)
    assert retire(site, SCENARIO_PATH, "old").ended
    page, card = seen(site, alice)
    (task,) = page.retired
    assert (task.thing.name, task.title, task.attempt, task.state) == (
        *(SCENARIO, "First day", attempt, TaskState.IN_PROGRESS),
    )
    assert task.retired_at == site.now()
    assert page.go_on == card.go_on == task
    assert not page.scenarios and all(one.state is not TaskState.NEXT for one in page.sets), "one thing is next"
    others, other = seen(site, bob)
    assert others.retired == () and other.go_on is not None and other.go_on.thing.is_set
    play(site, alice, BEST_WAY[-1], attempt=attempt)
    (task,) = seen(site, alice)[0].retired
    assert (task.state, task.attempt) == (TaskState.DONE, "")


def test_it_is_gone_on_with_when_the_module_is_completed_too_and_after_what_is_open_and_live(site: Site, alice: Person):
    attempt = learning.start(site, alice, MODULE, SCENARIO)
    take(site, alice)
    assert retire(site, SCENARIO_PATH, "old").ended
    page, card = seen(site, alice)
    assert page.completed_on and page.go_on and card.go_on and page.go_on.attempt == card.go_on.attempt == attempt
    live = begin(site, alice, OTHER_SET)
    assert [one.go_on.attempt for one in seen(site, alice) if one.go_on] == [live, live]


def test_a_debrief_leads_to_it(site: Site, alice: Person):
    other = f"scenarios/{MODULE}/day-one.md"
    (story,) = (f for f in loose() if f.path == SCENARIO_PATH)
    assert publish(site, (*loose(), SourceFile(other, story.content))).publications
    done, attempt = play(site, alice, *BEST_WAY), learning.start(site, alice, MODULE, "day-one")
    assert retire(site, other, "old").ended
    page = debriefing.debrief(site, alice, done)
    assert page is not None and page.next.task is not None and page.next.task.attempt == attempt


def test_what_was_done_played_or_another_way_is_on_the_page_and_what_was_not_passed(
    site: Site, alice: Person, bob: Person, join: Callable[..., Person]
):
    robin = join("Robin", Role.MANAGER, manages=("Team A",))
    another_way.record_for(site, robin, alice.public_id, SCENARIO_PATH, MONDAY.date())
    play(site, bob, 1)
    assert retire(site, SCENARIO_PATH, "old").ended
    states = {person.name: [one.state for one in seen(site, person)[0].retired] for person in (alice, bob)}
    assert states == {"Alice": [TaskState.DONE], "Bob": [TaskState.TRIED]}
    assert all(card.go_on and card.go_on.retired_at is None for _, card in (seen(site, alice), seen(site, bob)))
