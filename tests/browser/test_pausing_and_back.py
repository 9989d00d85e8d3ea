"""Pausing in a browser: after Back, and reload, what was typed or chosen is there, and nothing is sent twice."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from quizapp.model.questions import QuestionKind
from quizapp.services.authoring.publishing import publish
from quizapp.services.site.site import Site
from tests.amounts import LONG
from tests.browser.playing import begin, sign_in
from tests.browser.quiz_states import at_question
from tests.services.quiz_files import quiz_files

pytestmark = pytest.mark.browser

WORDS = "Whoever is on duty; ਮੈਂ ਪੁੱਛਾਂਗਾ"


@pytest.fixture(scope="module")
def site(demo_site: Site) -> Site:
    """The demo, and beside its module a small one that has a set with a question of each kind."""
    assert publish(demo_site, quiz_files()).publications
    return demo_site


def pause(page: Page) -> None:
    page.locator("form.step button.pause").click()
    page.wait_for_url("**/pause")


@pytest.mark.parametrize("kind", [QuestionKind.SHORT, pytest.param(QuestionKind.REFLECTION, marks=LONG)])
def test_after_any_back_what_was_typed_is_there(context: BrowserContext, site: Site, kind: QuestionKind) -> None:
    page = context.new_page()
    at_question(page, site, kind)
    step, field = page.url, page.locator("[name=text]")
    field.fill(WORDS)
    pause(page)
    expect(page.locator("main")).to_contain_text(WORDS)
    page.reload()
    page.go_back()
    assert page.url == step
    expect(field).to_have_value(WORDS)
    field.fill(f"{WORDS}, and more")
    pause(page)
    page.goto("/training")
    page.go_back()
    expect(page.locator("main")).to_contain_text(f"{WORDS}, and more")
    page.go_back()
    expect(field).to_have_value(f"{WORDS}, and more")


@pytest.mark.long
def test_the_heading_has_the_focus_after_pausing_and_after_signing_out(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    focused = page.locator("h1:focus")
    at_question(page, site, QuestionKind.SHORT)
    pause(page)
    expect(focused).to_have_text("Your place is kept")
    begin(page, "just-a-phase")
    pause(page)
    expect(focused).to_have_text("Your place is kept")
    page.get_by_role("button", name="Sign out").click()
    expect(focused).to_have_text("You are signed out")
    page.goto("/sign-in")
    expect(focused).to_have_count(0)


@pytest.mark.long
def test_after_back_the_radio_of_a_story_is_chosen(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    sign_in(page, "Administrator")
    begin(page, "just-a-phase")
    page.locator("form.step label").nth(1).click()
    pause(page)
    page.go_back()
    expect(page.locator("#choice-1")).to_be_checked()
    expect(page.locator(".notice:not([hidden])")).to_be_focused()
