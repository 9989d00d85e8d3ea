"""Every state of the pages about what became of training in practice, and how to come to see it."""

from playwright.sync_api import Page

from quizapp.model.people import Role
from quizapp.services.records import in_practice
from quizapp.services.site.site import Site
from tests.browser.module_states import completed
from tests.browser.quiz_states import Reach
from tests.browser.taking import join, let_in, newcomer
from tests.services.quiz_files import MODULE


def looking_back_at_practice(page: Page, site: Site) -> None:
    completed(site, newcomer(page, site))
    page.goto(f"/modules/{MODULE}/since")


def practice_kept(page: Page, site: Site) -> None:
    looking_back_at_practice(page, site)
    page.locator("main textarea").fill("I ring on the same day.")
    page.locator("main form button").click()
    page.wait_for_load_state()


def practice_that_cannot_be(page: Page, site: Site) -> None:
    looking_back_at_practice(page, site)
    page.locator("input[name=shared]").check(force=True)
    page.locator("main form button").click()
    page.wait_for_load_state()


def a_teams_practice(page: Page, site: Site) -> None:
    person = join(site, "Robin")
    completed(site, person)
    in_practice.keep(site, person, MODULE, "I ring on the same day.", is_shared=True, in_supervision=True)
    let_in(page, site, join(site, "Mona", Role.MANAGER, manages=("Team Q", "Team M")))
    page.goto("/team/practice?team=Team+Q")


def what_a_team_agreed(page: Page, site: Site) -> None:
    a_teams_practice(page, site)
    page.locator("textarea[name=what]").fill("We ring the family on the day.")
    page.locator("main form button").last.click()
    page.wait_for_load_state()


def nothing_agreed(page: Page, site: Site) -> None:
    a_teams_practice(page, site)
    page.locator("main form button").last.click()
    page.wait_for_load_state()


def how_it_ended(page: Page, site: Site) -> None:
    what_a_team_agreed(page, site)
    page.goto(str(page.locator("main li a[href^='/team/practice/']").first.get_attribute("href")))


def how_it_ended_missing(page: Page, site: Site) -> None:
    how_it_ended(page, site)
    page.locator("main form button").click()
    page.wait_for_load_state()


PRACTICE_STATES: dict[str, list[tuple[str, Reach]]] = {
    "in_practice.page": [
        ("plain", looking_back_at_practice),
        ("kept", practice_kept),
        ("error", practice_that_cannot_be),
    ],
    "team_practice.page": [
        ("filled", a_teams_practice),
        ("agreed", what_a_team_agreed),
        ("error", nothing_agreed),
    ],
    "team_practice.ask": [("plain", how_it_ended), ("error", how_it_ended_missing)],
}
