"""The states of a manager's pages, for the list that every page is in: with requirements, and on days gone by."""

from datetime import timedelta

from playwright.sync_api import Page

from quizapp.model.people import Role
from quizapp.services.site import accounts
from quizapp.services.site.site import Site
from tests.browser.playing import MODULE, sign_in
from tests.browser.quiz_states import Reach
from tests.browser.taking import let_in
from tests.databases import PUBLISHED
from tests.services.asked_of import require


def at(path: str) -> Reach:
    """A page as the demo's manager sees it."""

    def go(page: Page, _: Site) -> None:
        sign_in(page, "Manager")
        page.goto(path)

    return go


def asked(path: str) -> Reach:
    """The same for a manager of two teams, one inside the other, of whose people something is required."""

    def go(page: Page, site: Site) -> None:
        with site.database.write() as connection:
            held = frozenset({Role.STAFF, Role.MANAGER})
            name = f"Mona {site.now():%H%M%S%f}"
            teams = (f"Branch of {name}", f"Inside {name}")
            mona = accounts.place_person(connection, PUBLISHED.date(), name, None, held, None, None, teams)
            for team in teams:
                for n in range(3):
                    of_team = f"Person {n} of {team}"
                    joined = site.today() - timedelta(days=20 * n)
                    staff = frozenset({Role.STAFF})
                    accounts.place_person(connection, joined, of_team, None, staff, team, None, ())
        require(site, mona, MODULE, from_on=PUBLISHED.date(), days=25)
        let_in(page, site, mona)
        page.goto(path)

    return go


def record(page: Page, site: Site) -> None:
    asked("/matrix")(page, site)
    page.locator("tbody th a").last.click()
    page.wait_for_load_state()


MANAGER_STATES: dict[str, list[tuple[str, Reach]]] = {
    "teams.overview": [("asked", asked("/teams")), ("plain", at("/teams"))],
    "teams.chase": [("asked", asked("/teams/chase")), ("none", at("/teams/chase"))],
    "matrix.page": [
        ("asked", asked("/matrix?sort=status")),
        ("past", asked("/matrix?on=2026-10-01&status=late")),
        ("no-day", at("/matrix?on=soon")),
        ("nobody", at("/matrix?name=nobody")),
    ],
    "matrix.module": [("plain", at(f"/matrix/{MODULE}"))],
    "person_records.page": [("asked", record)],
    "person_records.who_looked": [("none", at("/who-looked"))],
}
