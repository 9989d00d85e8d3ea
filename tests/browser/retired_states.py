"""The pages of what is offered no longer, in every state: a module of their own is published and retired for each."""

from collections.abc import Callable

from playwright.sync_api import Page

from quizapp.model.people import Person, Role
from quizapp.model.published import SourceFile
from quizapp.services.authoring.publishing import publish
from quizapp.services.authoring.retiring import retire
from quizapp.services.site.site import Site
from quizapp.services.taking import learning
from tests.browser.quiz_states import Reach
from tests.browser.taking import begin_set, join, let_in, never, newcomer, play_scenario, take_set
from tests.services.quiz_files import MODULE, OTHER_SET, SCENARIO, SET, quiz_files
from tests.services.taking import certificate_of

GONE = "bygone"
STORY = f"/training/{GONE}/{SCENARIO}"
QUESTIONS = f"/questions/{GONE}/{OTHER_SET}"
SOME = (f"questions/{GONE}/final-check.md", f"questions/{GONE}/{OTHER_SET}.md")  # the first draws from the second


def bygone_files() -> tuple[SourceFile, ...]:
    """The small module under another name and title."""
    renamed = ((f"/{MODULE}/", f"/{GONE}/"), ("# Minds", "# Bygone minds"))
    return tuple(SourceFile(_put(f.path, renamed), _put(f.content.decode(), renamed).encode()) for f in quiz_files())


def _put(text: str, renamed: tuple[tuple[str, str], ...]) -> str:
    for old, new in renamed:
        text = text.replace(old, new)
    return text


def retired(prepare: Callable[[Site, Person], str], *roles: Role, what: tuple[str, ...] = (GONE,)) -> Reach:
    """The page at the address that `prepare` gives, once the module is offered no more, or these parts of it."""

    def go(page: Page, site: Site) -> None:
        person = newcomer(page, site, "Robin", *roles)
        publish_it(site)
        address = prepare(site, person)
        for one in what:
            assert retire(site, one, "The law that it taught has changed.").ended
        page.goto(address)

    return go


def publish_it(site: Site) -> None:
    done = publish(site, bygone_files())
    assert done.publications, done.diagnostics


def a_team_with_what_is_retired(page: Page, site: Site) -> None:
    publish_it(site)
    play_scenario(site, join(site, "Robin"), GONE, SCENARIO)
    assert retire(site, GONE, "The law that it taught has changed.").ended
    let_in(page, site, join(site, "Mona", Role.MANAGER, manages=("Team Q",)))
    page.goto("/team")


def never_begun(address: str) -> Callable[[Site, Person], str]:
    return lambda _site, _person: address


def story_begun(then: str) -> Callable[[Site, Person], str]:
    def prepare(site: Site, person: Person) -> str:
        attempt = learning.start(site, person, GONE, SCENARIO)
        return then.format(attempt=attempt)

    return prepare


def story_done(then: str) -> Callable[[Site, Person], str]:
    return lambda site, person: then.format(attempt=play_scenario(site, person, GONE, SCENARIO))


def set_begun(then: str) -> Callable[[Site, Person], str]:
    return lambda site, person: then.format(attempt=begin_set(site, person, GONE, OTHER_SET))


def set_failed(then: str) -> Callable[[Site, Person], str]:
    return lambda site, person: then.format(attempt=take_set(site, person, GONE, OTHER_SET, never))


def completed(then: str) -> Callable[[Site, Person], str]:
    def prepare(site: Site, person: Person) -> str:
        play_scenario(site, person, GONE, SCENARIO)
        take_set(site, person, GONE, SET)
        assert certificate_of(site, person, GONE)
        return then

    return prepare


RETIRED_STATES: dict[str, list[tuple[str, Reach]]] = {
    "training.mine": [
        ("retired-begun", retired(story_begun("/training"))),
        ("retired-completed", retired(completed("/training"))),
        ("retired-part-begun", retired(set_begun("/training"), what=SOME)),
    ],
    "training.start_page": [
        ("retired-new", retired(never_begun(STORY), Role.TRAINER)),
        ("retired-begun", retired(story_begun(STORY))),
        ("retired-done", retired(story_done(STORY))),
    ],
    "questions.start_page": [
        ("retired-new", retired(never_begun(QUESTIONS))),
        ("retired-begun", retired(set_begun(QUESTIONS))),
        ("retired-failed", retired(set_failed(QUESTIONS))),
    ],
    "questions.result": [("retired", retired(set_failed("/attempts/{attempt}/result")))],
    "looking_back.debrief": [("retired", retired(story_done("/attempts/{attempt}/debrief")))],
    "attempts.pause": [
        ("retired-story", retired(story_begun("/attempts/{attempt}/pause"))),
        ("retired-set", retired(set_begun("/attempts/{attempt}/pause"))),
    ],
    "modules.tasks": [
        ("retired-new", retired(never_begun(f"/modules/{GONE}"))),
        ("retired-begun", retired(story_begun(f"/modules/{GONE}"))),
        ("retired-completed", retired(completed(f"/modules/{GONE}"))),
        ("retired-part-begun", retired(set_begun(f"/modules/{GONE}"), what=SOME)),
        ("retired-part-failed", retired(set_failed(f"/modules/{GONE}"), what=SOME)),
    ],
    "packs.ask": [("retired", retired(never_begun(f"/packs/{GONE}/{SCENARIO}/took-part"), Role.TRAINER))],
    "records.team": [("retired", a_team_with_what_is_retired)],
    "records.publish_state": [("retired", retired(never_begun("/publish-state"), Role.TRAINER))],
}
