"""From a module's first page to its certificate by keyboard alone; and question sets as they are taken in real life."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from quizapp.model.people import Person, Role
from quizapp.model.play import Given
from quizapp.services.site.site import Site
from quizapp.services.taking import set_pages
from quizapp.store.people import people
from tests.browser.playing import MODULE, SCENARIOS, press_on, press_until
from tests.browser.quiz_states import fill_in, send
from tests.browser.taking import (
    begin_set,
    best_reply,
    given,
    join,
    let_in,
    never,
    newcomer,
    take_set,
    waiting,
)
from tests.services.taking import certificate_of

pytestmark = pytest.mark.browser


def attempt_id(page: Page) -> str:
    return page.url.split("/attempts/")[1].split("/")[0]


def choose(page: Page, name: str, position: int) -> None:
    """One of a group of radios: Tab comes to the first, arrows to the others."""
    press_until(page, f"input[type=radio][name={name}]")
    page.keyboard.press("Space" if position == 0 else "ArrowDown")
    for _ in range(position - 1):
        page.keyboard.press("ArrowDown")
    expect(page.locator(f"#{name}-{position}")).to_be_checked()


def fill_in_by_keyboard(page: Page, filled: Given) -> None:
    """Tab, arrows, Space and typing, as the form's fields need."""
    if page.locator("input[type=checkbox]").count():
        for position in filled.positions:
            press_until(page, f"#answer-{position}")
            page.keyboard.press("Space")
    elif filled.positions:
        choose(page, "answer", filled.positions[0])
    for index, place in enumerate(filled.places):
        assert place is not None
        press_until(page, f"select[name=place-{index}]")
        in_order = page.locator("#order-hint").count()
        page.keyboard.type(str(place + 1) if in_order else chr(ord("A") + place))
        expect(page.locator(f"select[name=place-{index}]")).to_have_value(str(place))
    if filled.text:
        press_until(page, "[name=text]")
        page.keyboard.type(filled.text)
    if filled.certainty:
        choose(page, "certainty", ("sure", "fairly sure", "not sure").index(filled.certainty))


def play_by_keyboard(page: Page, site: Site, person: Person, scenario: str) -> None:
    """From the task list, a scenario by its best choices to its debrief."""
    press_on(page, f"main a[href$='/{scenario}']")
    press_on(page, "form[action$='/start'] button")
    attempt = attempt_id(page)
    while True:
        try:
            reply = best_reply(site, person, attempt)
        except LookupError:
            break
        expect(page.locator("h1")).to_be_focused()
        if isinstance(reply, Given):
            fill_in_by_keyboard(page, reply)
        elif reply is not None:
            choose(page, "choice", reply)
        press_on(page, "form.step button.govuk-button")
    press_on(page, "main a.govuk-button", "See your debrief")
    expect(page.locator("main")).to_contain_text("100%")


def answer_all_by_keyboard(page: Page, site: Site, person: Person) -> None:
    """Every question of the set whose first question this is, to its result."""
    attempt = attempt_id(page)
    while set_pages.result(site, person, attempt) is None:
        expect(page.locator("h1")).to_be_focused()
        _, question, order = waiting(site, person, attempt)
        fill_in_by_keyboard(page, given(question, order))
        press_on(page, "form.step button.govuk-button")


@pytest.mark.long
def test_a_module_from_its_first_page_to_its_certificate_by_keyboard_alone(
    context: BrowserContext, chromium: Browser, address: str, demo_site: Site, tmp_path: Path
):
    page = context.new_page()
    page.goto("/demo")
    press_on(page, "button.door", "Member of staff")
    with demo_site.database.read() as connection:
        person = people.people_with_role(connection, Role.STAFF)[0]
    press_on(page, "main a", "Start here")
    press_on(page, "main a", "Child mental health")
    for scenario in SCENARIOS[:3]:
        play_by_keyboard(page, demo_site, person, scenario)
        press_on(page, "nav a", "My training")
        press_on(page, "main a", "All tasks")
    assert certificate_of(demo_site, person, MODULE) == ""
    press_on(page, "main a[href$='/assessment']")
    press_on(page, "form[action$='/start'] button")
    answer_all_by_keyboard(page, demo_site, person)
    expect(page.locator("h1")).to_have_text("Your result")
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator(".score__figure")).to_have_text("100% Passed")
    press_on(page, "main a.govuk-button", "See your certificate")
    expect(page.locator(".certificate__name")).to_have_text(person.name)
    press_until(page, "main a", says="Download it as a PDF")
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    coming.value.save_as(tmp_path / "certificate.pdf")
    assert (tmp_path / "certificate.pdf").read_bytes().startswith(b"%PDF-")
    stranger = chromium.new_context(base_url=address)
    check = stranger.new_page()
    check.goto("/certificates")
    press_until(check, "#code")
    check.keyboard.type(certificate_of(demo_site, person, MODULE).lower())
    check.keyboard.press("Enter")
    expect(check.locator(".certificate__name")).to_have_text(person.name)
    expect(check.locator("main")).to_contain_text("it stands")
    expect(check.locator("main")).not_to_contain_text("Download")
    stranger.close()


def begin_by_hand(page: Page, name: str = "listening") -> str:
    """Into a set from its start page; the attempt's id."""
    page.goto(f"/questions/{MODULE}/{name}")
    page.locator("form[action$='/start'] button").click()
    page.wait_for_url("**/attempts/*/steps/0")
    return attempt_id(page)


@pytest.mark.long
def test_a_set_without_javascript(chromium: Browser, address: str, demo_site: Site):
    plain = chromium.new_context(base_url=address, java_script_enabled=False)
    page = plain.new_page()
    person = newcomer(page, demo_site)
    attempt = begin_by_hand(page)
    while set_pages.result(demo_site, person, attempt) is None:
        number, question, order = waiting(demo_site, person, attempt)
        assert page.url.endswith(f"/steps/{number}")
        expect(page.locator("h1")).to_have_text(question.title)
        fill_in(page, given(question, order))
        send(page)
        expect(page.locator("#about-answer")).to_be_visible()
        page.locator(".way-on a.govuk-button").click()
        page.wait_for_load_state()
    expect(page.locator(".score__figure")).to_have_text("100% Passed")
    plain.close()


@pytest.mark.long
def test_stopping_half_way_through_a_set_and_coming_back_on_another_device(
    chromium: Browser, address: str, demo_site: Site
):
    person = join(demo_site, "Robin")
    first = chromium.new_context(base_url=address)
    page = first.new_page()
    let_in(page, demo_site, person)
    attempt = begin_by_hand(page)
    answer_one(page, demo_site, person, attempt)
    page.get_by_role("link", name=re.compile("Pause")).first.click()
    expect(page.locator("main")).to_contain_text("place is kept")
    first.close()
    second = chromium.new_context(base_url=address, viewport={"width": 320, "height": 640})
    page = second.new_page()
    let_in(page, demo_site, person)
    page.goto("/training")
    page.get_by_role("link", name=re.compile("Go on: Listening to children")).click()
    page.get_by_role("button", name="Go on from where you stopped").or_(
        page.locator("form.step button.govuk-button")
    ).first.click()
    page.wait_for_load_state()
    assert page.url.endswith(f"/attempts/{attempt}/steps/1")
    second.close()


def answer_one(page: Page, site: Site, person: Person, attempt: str) -> Given:
    _, question, order = waiting(site, person, attempt)
    filled = given(question, order)
    fill_in(page, filled)
    send(page)
    return filled


def test_the_back_button_and_a_second_answer_keep_the_first_answer_to_a_question(
    context: BrowserContext, demo_site: Site
):
    page = context.new_page()
    person = newcomer(page, demo_site)
    attempt = begin_by_hand(page)
    _, question, order = waiting(demo_site, person, attempt)
    answer_one(page, demo_site, person, attempt)
    page.go_back()
    if page.locator("form.step").count():
        fill_in(page, given(question, order, well=False))
        send(page)
    expect(page.locator("main")).to_contain_text(re.compile("recorded|looking back", re.I))
    page.get_by_role("link", name="Go on from where you are").first.click()
    assert page.url.endswith("/steps/1")
    page.goto(f"/attempts/{attempt}/steps/0/feedback")
    expect(page.locator("h1")).to_contain_text("Right")


def test_a_double_click_on_continue_answers_one_question(context: BrowserContext, demo_site: Site):
    page = context.new_page()
    person = newcomer(page, demo_site)
    attempt = begin_set(demo_site, person, MODULE, "listening")
    page.goto(f"/attempts/{attempt}")
    _, question, order = waiting(demo_site, person, attempt)
    fill_in(page, given(question, order))
    page.locator("form.step button.govuk-button").dblclick()
    page.wait_for_url("**/steps/0/feedback")
    assert waiting(demo_site, person, attempt)[0] == 1


@pytest.mark.long
def test_a_link_from_the_result_opens_the_answer_that_it_leads_to(context: BrowserContext, demo_site: Site):
    page = context.new_page()
    person = newcomer(page, demo_site)
    page.goto(f"/attempts/{take_set(demo_site, person, MODULE, 'listening', never)}/result")
    link = page.locator(".knowing__where a").last
    answer = page.locator(str(link.get_attribute("href")))
    expect(answer.locator("details")).not_to_have_attribute("open", "")
    page.locator(".certainties summary").click()
    link.click()
    expect(answer.locator("details")).to_have_attribute("open", "")
