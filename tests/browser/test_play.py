"""Playing in a real browser: every choice and every ending, by keyboard alone, and without JavaScript."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from quizapp.engine import moves
from quizapp.engine.story import Story
from quizapp.services.publishing import versions
from quizapp.services.site import Site
from tests.browser.routes import Way, covering_routes, ways

MODULE = "child-mental-health"
SCENARIOS = ("just-a-phase", "third-letter")


def story_of(site: Site, scenario: str) -> Story:
    with site.database.read() as connection:
        live = versions.live(connection, f"scenarios/{MODULE}/{scenario}.md")
        assert live is not None
        return site.playable(live.version, connection).story


def sign_in(page: Page, role: str = "staff") -> None:
    page.goto("/demo")
    page.get_by_role("button", name=role).first.click()
    expect(page.locator("h1")).to_be_visible()


def begin(page: Page, scenario: str) -> None:
    page.goto(f"/training/{MODULE}/{scenario}")
    page.locator("form[action$='/start'] button").click()
    page.wait_for_url("**/attempts/*/steps/*")


def take(page: Page, story: Story, way: Way, shown: tuple[int, ...]) -> None:
    """Answer as a person does: click the label, then Continue."""
    _, choice = way
    if choice is not None:
        page.locator(f"label[for='{radio_id(page, shown.index(choice))}']").click()
    page.locator("main form button[type=submit], main form button:not([type])").first.click()


def radio_id(page: Page, position: int) -> str:
    found = page.locator(f"input[type=radio][name=choice][value='{position}']").get_attribute("id")
    assert found
    return found


@pytest.mark.browser
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_choice_can_be_taken_and_every_ending_reached(
    context: BrowserContext, demo_site: Site, scenario: str
) -> None:
    story = story_of(demo_site, scenario)
    routes = covering_routes(story)
    assert {way for route in routes for way in route} == ways(story)
    page = context.new_page()
    sign_in(page)
    reached = set()
    for route in routes:
        begin(page, scenario)
        place = moves.start(story)
        for way in route:
            expect(page.locator("h1")).to_contain_text(story.passages[place.passage].title)
            take(page, story, way, moves.offered(story, place))
            place = moves.move(story, place, way[1])
            page.wait_for_load_state()
        ending = story.passages[place.passage]
        expect(page.locator("main")).to_contain_text(ending.title.removeprefix("Ending: "))
        reached.add(ending.anchor)
        page.get_by_role("link", name="debrief").or_(page.get_by_role("button", name="debrief")).first.click()
        expect(page.locator("h1")).to_be_visible()
        assert "/debrief" in page.url
    assert reached == {p.anchor for p in story.scenario.passages if p.is_ending}
    page.close()
