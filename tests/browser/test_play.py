"""Playing in a real browser: every choice and every ending, by keyboard alone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from quizapp.engine import moves
from quizapp.engine.story import Story
from quizapp.model.prose import Prose
from quizapp.services.site.site import Site
from tests.browser.playing import (
    MODULE,
    SCENARIOS,
    attempt_of,
    begin,
    fill_in_password,
    press_until,
    sign_in,
    sign_in_with_password,
    story_of,
    take,
    with_password,
)
from tests.browser.routes import covering_routes, ways

pytestmark = pytest.mark.browser


@pytest.mark.long
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_choice_can_be_taken_and_every_ending_reached(context: BrowserContext, demo_site: Site, scenario: str):
    story = story_of(demo_site, scenario)
    routes = covering_routes(story)
    assert {way for route in routes for way in route} == ways(story)
    page = context.new_page()
    sign_in(page)
    reached = set()
    for route in routes:
        begin(page, scenario)
        place, then = moves.start(story), None
        for passage, choice in route:
            expect_scene(page, story.passages[passage].title, then)
            offered = moves.offered(story, place)
            assert page.locator("input[type=radio]").count() == len(offered)
            take(page, offered.index(choice) if choice is not None else None)
            place = moves.move(story, place, choice)
            then = story.passages[passage].choices[choice].then if choice is not None else None
        expect_scene(page, story.passages[place.passage].title, then)
        reached.add(place.passage)
        page.get_by_role("link", name="See your debrief").click()
        expect(page.locator("h1")).to_have_text(story.passages[place.passage].title)
    endings = {p.anchor for p in story.scenario.passages if p.is_ending}
    assert reached == endings


def expect_scene(page: Page, title: str, then: Prose | None) -> None:
    """A passage's page: its title comes first, or second where what the last choice brought is told before it."""
    expect(page.locator("h1")).to_have_text(title if then is None else "What happened")
    expect(page.get_by_role("heading", name=title, exact=True, level=1 if then is None else 2)).to_be_visible()


def best_positions(story: Story) -> list[int | None]:
    """The positions of a path of best choices, from start to ending."""
    place, positions = moves.start(story), []
    while not moves.at_ending(story, place):
        offered = moves.offered(story, place)
        best = [choice for choice in story.passages[place.passage].best_choices if choice in offered]
        choice = (best or list(offered) or [None])[0]  # where nothing is marked, the first of what is offered
        positions.append(offered.index(choice) if choice is not None else None)
        place = moves.move(story, place, choice)
    return positions


@pytest.mark.long
def test_a_whole_play_by_keyboard_alone(context: BrowserContext, demo_site: Site):
    page = context.new_page()
    page.goto("/demo")
    press_until(page, "button.door")
    page.keyboard.press("Enter")
    page.wait_for_url("**/training")
    page.goto(f"/training/{MODULE}/third-letter")
    press_until(page, "form[action$='/start'] button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/steps/*")
    for position in best_positions(story_of(demo_site, "third-letter")):
        before = page.url
        expect(page.locator("h1")).to_be_focused()
        if position is not None:
            press_until(page, "input[type=radio]")
            for _ in range(position):
                page.keyboard.press("ArrowDown")
            if position == 0:
                page.keyboard.press("Space")
            expect(page.locator(f"input[type=radio][value='{position}']")).to_be_checked()
        press_until(page, "form.step button.govuk-button")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, before=before: url != before)
    press_until(page, "main a.govuk-button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/debrief")
    expect(page.locator("main")).to_contain_text("100%")


@pytest.mark.long
def test_a_whole_play_without_javascript(chromium: Browser, address: str, demo_site: Site):
    plain = chromium.new_context(base_url=address, java_script_enabled=False)
    page = plain.new_page()
    sign_in(page, "Trainer")
    begin(page, "just-a-phase")
    for position in best_positions(story_of(demo_site, "just-a-phase")):
        take(page, position)
    page.get_by_role("link", name="See your debrief").click()
    expect(page.locator("main")).to_contain_text("100%")
    page.goto(attempt_of(page).replace("/debrief", "") + "/reflections")
    page.locator("textarea").first.fill("I would ask sooner.")
    page.locator("main form button").first.click()
    expect(page.locator("textarea").first).to_have_value("I would ask sooner.")
    plain.close()


@pytest.mark.long
def test_stopping_half_way_and_coming_back_on_another_device(chromium: Browser, address: str, demo_site: Site):
    first = chromium.new_context(base_url=address)
    page = first.new_page()
    sign_in(page, "Manager")
    begin(page, "third-letter")
    take(page, 0)
    page.get_by_role("button", name=re.compile("Pause")).or_(page.get_by_role("link", name="Pause")).first.click()
    expect(page.locator("main")).to_contain_text("place is kept")
    at = demo_site.database
    at.dispose()
    first.close()
    second = chromium.new_context(base_url=address, viewport={"width": 320, "height": 640})
    page = second.new_page()
    sign_in(page, "Manager")
    page.goto("/training")
    page.get_by_role("link", name=re.compile("Go on|Carry on|Continue")).or_(
        page.get_by_role("button", name=re.compile("Go on|Carry on|Continue"))
    ).first.click()
    page.wait_for_url("**/steps/1")
    second.close()


@pytest.mark.long
def test_the_back_button_and_a_second_answer_keep_the_first(context: BrowserContext):
    page = context.new_page()
    sign_in(page, "Administrator")
    begin(page, "third-letter")
    take(page, 0)
    reached = page.url
    page.go_back()
    if page.locator("form.step").count():
        take_again(page, 1)
    expect(page.locator("main")).to_contain_text(re.compile("recorded", re.I))
    page.get_by_role("link", name=re.compile("Go on")).first.click()
    assert page.url == reached
    page.reload()
    assert page.url == reached


def take_again(page: Page, position: int) -> None:
    choice = page.locator(f"input[type=radio][name=choice][value='{position}']")
    page.locator(f"label[for='{choice.get_attribute('id')}']").click()
    page.locator("form.step button.govuk-button").first.click()
    page.wait_for_load_state()


@pytest.mark.long
def test_a_double_click_on_continue_is_one_answer(context: BrowserContext):
    page = context.new_page()
    sign_in(page, "Administrator")
    begin(page, "just-a-phase")
    number = int(page.url.rsplit("/", 1)[1])
    page.locator("label.govuk-radios__label, form.step label").first.click()
    page.locator("form.step button.govuk-button").first.dblclick()
    page.wait_for_url(f"**/steps/{number + 1}")
    page.goto(attempt_of(page))
    assert page.url.endswith(f"/steps/{number + 1}")


def test_an_answer_after_the_session_ended_is_kept_through_sign_in(context: BrowserContext, demo_site: Site):
    email = with_password(demo_site, "Wren")
    page = context.new_page()
    sign_in_with_password(page, email)
    begin(page, "third-letter")
    page.locator("form.step label").nth(1).click()
    context.clear_cookies()
    page.locator("form.step button.govuk-button").first.click()
    page.wait_for_load_state()
    fill_in_password(page, email)
    page.locator("form.step button.govuk-button").click()
    page.wait_for_url("**/steps/1")
    page.goto(f"{attempt_of(page)}/steps/0")
    expect(page.locator(".recorded__choice--yours")).to_have_count(1)
