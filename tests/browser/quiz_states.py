"""Every state of the pages of question sets, and how to come to see it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from quizapp.model.people import Person
from quizapp.model.play import Given
from quizapp.model.questions import Question, QuestionKind
from quizapp.services.site.site import Site
from quizapp.services.taking import learning
from quizapp.store.people import people
from tests.browser.playing import fill_in_password, sign_in_with_password, with_password
from tests.browser.taking import (
    answer_until,
    begin_set,
    given,
    never,
    newcomer,
    play_scenario,
    take_set,
    waiting,
)
from tests.services.quiz_files import MODULE, SCENARIO, SET, kinds_asked

Reach = Callable[[Page, Site], object]
REAL = "child-mental-health"
START = f"/questions/{MODULE}/{SET}"


def by_somebody_new(address: str) -> Reach:
    def go(page: Page, site: Site) -> None:
        newcomer(page, site)
        page.goto(address)

    return go


def standing(prepare: Callable[[Site, Person], object], address: str = START) -> Reach:
    """A page for somebody who did this before."""

    def go(page: Page, site: Site) -> None:
        prepare(site, newcomer(page, site))
        page.goto(address)

    return go


def failed(times: int) -> Callable[[Site, Person], str]:
    def prepare(site: Site, person: Person) -> str:
        return [take_set(site, person, MODULE, SET, never) for _ in range(times)][-1]

    return prepare


def played_after_failing(site: Site, person: Person) -> None:
    failed(2)(site, person)
    play_scenario(site, person, MODULE, SCENARIO)


def waiting_a_day(site: Site, person: Person) -> str:
    """No live scenario trains what is missing, so that a further attempt opens by itself."""

    def well(question: Question) -> bool:
        return "capacity-revisited" not in question.points

    return [take_set(site, person, MODULE, SET, well) for _ in range(2)][-1]


def passed(site: Site, person: Person) -> str:
    return take_set(site, person, MODULE, SET)


def begun(site: Site, person: Person) -> str:
    return begin_set(site, person, MODULE, SET)


def practising(site: Site, person: Person) -> str:
    passed(site, person)
    return begin_set(site, person, MODULE, SET, practice=True)


def practised(site: Site, person: Person) -> str:
    passed(site, person)
    return take_set(site, person, MODULE, SET, never, practice=True)


def of_attempt(prepare: Callable[[Site, Person], str], part: str) -> Reach:
    """A part of the attempt that this makes."""

    def go(page: Page, site: Site) -> None:
        page.goto(f"/attempts/{prepare(site, newcomer(page, site))}{part}")

    return go


# One question, of each kind


def at_question(page: Page, site: Site, kind: QuestionKind, person: Person | None = None) -> tuple[Person, str, int]:
    """On the page of a question of this kind: whose attempt, which, and the step."""
    person = person or newcomer(page, site)
    attempt = begun(site, person)
    number = answer_until(site, person, attempt, kind)
    page.goto(f"/attempts/{attempt}/steps/{number}")
    return person, attempt, number


def asked(kind: QuestionKind) -> Reach:
    return lambda page, site: at_question(page, site, kind)


def not_filled_in(kind: QuestionKind) -> Reach:
    def go(page: Page, site: Site) -> None:
        at_question(page, site, kind)
        send(page)
        expect(page.locator(".govuk-error-summary")).to_be_visible()

    return go


def same_place_twice(page: Page, site: Site) -> None:
    at_question(page, site, QuestionKind.ORDER)
    for select in page.locator("form.step select").all():
        select.select_option(index=1)
    page.locator("input[name=certainty]").first.check()
    send(page)
    expect(page.locator(".govuk-error-summary")).to_contain_text("different place")


def answered(kind: QuestionKind, part: str = "", well: bool = True) -> Reach:
    def go(page: Page, site: Site) -> None:
        person, attempt, number = at_question(page, site, kind)
        _, question, order = waiting(site, person, attempt)
        learning.answer(site, person, attempt, number, given(question, order, well))
        page.goto(f"/attempts/{attempt}/steps/{number}{part}")

    return go


def send(page: Page) -> None:
    page.locator("form.step button.govuk-button").click()
    page.wait_for_load_state()


def fill_in(page: Page, filled: Given) -> None:
    """Fill in a question's form with the mouse, as these positions."""
    for position in filled.positions:
        page.locator(f"label[for=answer-{position}]").click()
    for index, place in enumerate(filled.places):
        assert place is not None
        page.locator(f"select[name=place-{index}]").select_option(index=place + 1)  # after "Choose"
    if filled.text:
        page.locator("[name=text]").fill(filled.text)
    if filled.certainty:
        page.locator(f"label:has-text('{filled.certainty.capitalize()}')").first.click()


def another_answer(page: Page, site: Site) -> None:
    """Somebody answers in one tab after they answered in another."""
    person, attempt, number = at_question(page, site, QuestionKind.ORDER)
    _, question, order = waiting(site, person, attempt)
    learning.answer(site, person, attempt, number, given(question, order))
    fill_in(page, given(question, order, well=False))
    send(page)
    expect(page.locator("main")).to_contain_text("This answer was not saved: one is recorded already")


def confirming(page: Page, site: Site) -> None:
    """The session ended over a question; its owner is back."""
    email, person = somebody_with_password(site, "Wren")
    sign_in_with_password(page, email)
    attempt = at_question(page, site, QuestionKind.MATCH, person)[1]
    _, question, order = waiting(site, person, attempt)
    fill_in(page, given(question, order))
    page.context.clear_cookies()
    send(page)
    fill_in_password(page, email)
    expect(page.locator("main")).to_contain_text("not saved yet")


def put_aside(kind: QuestionKind, part: str = "") -> Reach:
    """Somebody filled a question in and paused; the pause's page, or the question when they are back."""

    def go(page: Page, site: Site) -> None:
        person, attempt, _ = at_question(page, site, kind)
        _, question, order = waiting(site, person, attempt)
        fill_in(page, given(question, order))
        page.locator("form.step button.pause").click()
        page.wait_for_url("**/pause")
        if not part:
            page.goto(f"/attempts/{attempt}")
            expect(page.locator("main")).to_contain_text("not saved yet")

    return go


def somebody_with_password(site: Site, name: str) -> tuple[str, Person]:
    """Somebody new who can sign in with PASSWORD: their address, and they."""
    email = with_password(site, name)
    with site.database.read() as connection:
        person = people.by_email(connection, email)
    assert person is not None
    return email, person


# A question inside a scenario


def in_scenario(answers: int) -> Reach:
    """At the passage that asks two questions, after so many of them."""

    def go(page: Page, site: Site) -> None:
        person = newcomer(page, site)
        attempt = learning.start(site, person, MODULE, SCENARIO)
        assert attempt is not None
        learning.answer(site, person, attempt, 0, 0)
        for number in range(answers):
            learning.answer(site, person, attempt, 1 + number, Given(positions=(0,)))
        page.goto(f"/attempts/{attempt}")

    return go


def in_scenario_not_filled_in(page: Page, site: Site) -> None:
    in_scenario(1)(page, site)
    send(page)


def in_scenario_looking_back(page: Page, site: Site) -> None:
    in_scenario(2)(page, site)
    page.goto(f"{page.url.rsplit('/', 1)[0]}/1")


NAMES = {kind: kind.value.replace(" ", "-") for kind in kinds_asked()}

QUIZ_STATES: dict[str, list[tuple[str, Reach]]] = {
    "attempts.step": [
        *((f"{NAMES[kind]}-asked", asked(kind)) for kind in NAMES),
        *((f"{NAMES[kind]}-error", not_filled_in(kind)) for kind in NAMES if kind != QuestionKind.REFLECTION),
        *((f"{NAMES[kind]}-answered", answered(kind)) for kind in NAMES),
        ("put-in-order-same-place", same_place_twice),
        ("question-another-answer", another_answer),
        ("question-confirming", confirming),
        ("short-answer-put-aside", put_aside(QuestionKind.SHORT)),
        ("in-scenario-asked", in_scenario(0)),
        ("in-scenario-second", in_scenario(1)),
        ("in-scenario-error", in_scenario_not_filled_in),
        ("in-scenario-choices", in_scenario(2)),
        ("in-scenario-looking-back", in_scenario_looking_back),
        ("practice", of_attempt(practising, "")),
    ],
    "attempts.pause": [
        ("question", of_attempt(begun, "/pause")),
        ("question-put-aside", put_aside(QuestionKind.SEVERAL, "/pause")),
        ("set-finished", of_attempt(passed, "/pause")),
    ],
    "questions.start_page": [
        ("first", by_somebody_new(START)),
        ("again", standing(failed(1))),
        ("used-up", standing(failed(2))),
        ("used-up-waits", standing(waiting_a_day)),
        ("further", standing(played_after_failing)),
        ("passed", standing(passed)),
        ("open", standing(begun)),
        ("practice-open", standing(practising)),
        ("real", by_somebody_new(f"/questions/{REAL}/assessment")),
    ],
    "questions.feedback": [
        *((f"{NAMES[kind]}-right", answered(kind, "/feedback")) for kind in NAMES),
        *(
            (f"{NAMES[kind]}-not-right", answered(kind, "/feedback", well=False))
            for kind in NAMES
            if kind != QuestionKind.REFLECTION
        ),
    ],
    "questions.result": [
        ("passed", of_attempt(passed, "/result")),
        ("not-passed", of_attempt(failed(1), "/result")),
        ("used-up", of_attempt(failed(2), "/result")),
        ("used-up-waits", of_attempt(waiting_a_day, "/result")),
        ("practice", of_attempt(practised, "/result")),
    ],
}
