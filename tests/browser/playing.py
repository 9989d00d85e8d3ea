"""What a person does on the story's pages, for the browser's tests."""

import secrets

from playwright.sync_api import Page, expect

from quizapp.engine.story import Story
from quizapp.model.people import Role
from quizapp.services.site import accounts
from quizapp.services.site.site import Site
from quizapp.store.published import versions

MODULE = "child-mental-health"
SCENARIOS = (
    "just-a-phase",
    "third-letter",
    "in-her-own-hands",
    "here-we-go-again",
    "after-the-trial",
    "better-off-at-home",
    "eighteen-in-june",
)


def story_of(site: Site, scenario: str) -> Story:
    """The live story, to know what to expect on each page."""
    with site.database.read() as connection:
        live = versions.live(connection, f"scenarios/{MODULE}/{scenario}.md")
        assert live is not None
        return site.playable(live.version, connection).story


def sign_in(page: Page, role: str = "Member of staff") -> None:
    """Through the demo's door, as somebody of this role."""
    page.goto("/demo")
    page.get_by_role("button", name=role).click()
    expect(page.locator("h1")).to_be_visible()


PASSWORD = "three kind words"


def with_password(site: Site, name: str) -> str:
    """The e-mail address of a new person, who has set PASSWORD."""
    email = f"{name.lower()}-{secrets.token_hex(4)}@example.org"
    link = accounts.add_person(site, name=name, email=email, roles=frozenset({Role.STAFF})).token
    assert accounts.set_password(site, link, PASSWORD).token
    return email


def sign_in_with_password(page: Page, email: str) -> None:
    """Through the sign-in page, as everybody does outside the demo."""
    page.goto("/sign-in")
    fill_in_password(page, email)


def fill_in_password(page: Page, email: str) -> None:
    """Fill in the sign-in form that is shown, and send it."""
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form:has(input[name=password]) button[type=submit]").click()
    page.wait_for_load_state()


def begin(page: Page, scenario: str) -> None:
    """From the start page into the story."""
    page.goto(f"/training/{MODULE}/{scenario}")
    page.locator("form[action$='/start'] button").first.click()
    page.wait_for_url("**/attempts/*/steps/*")


def take(page: Page, position: int | None) -> None:
    """Click a choice's label (None: there is only one way on), then Continue; on to the next page."""
    if position is not None:
        choice = page.locator(f"input[type=radio][name=choice][value='{position}']")
        page.locator(f"label[for='{choice.get_attribute('id')}']").click()
    before = page.url
    page.locator("form.step button[type=submit], form.step button:not([type])").first.click()
    page.wait_for_url(lambda url: url != before)


def attempt_of(page: Page) -> str:
    """The attempt's address, without what comes after it."""
    return page.url.split("/steps/")[0]


def press_until(page: Page, selector: str, most: int = 60, says: str = "") -> None:
    """Tab until the first thing that fits, and says this, has the focus; without it, a keyboard cannot reach it."""
    fits = "([s, t]) => document.activeElement.matches(s) && document.activeElement.textContent.includes(t)"
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(fits, [selector, says]):
            return
    raise AssertionError(f"{selector} {says} was not reached with {most} tabs")


def press_on(page: Page, selector: str, says: str = "") -> None:
    """Tab to a link or button, press Enter, and wait for the page that it leads to."""
    press_until(page, selector, says=says)
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)
    page.wait_for_load_state()
