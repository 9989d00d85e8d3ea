"""The pages of requirements in each of their states, for the tests that look at every page."""

import secrets
from datetime import timedelta

from playwright.sync_api import Page

from quizapp.model.people import Role
from quizapp.services.records import exempting, requiring
from quizapp.services.site.site import Site
from quizapp.store.people import people
from tests.browser.playing import sign_in
from tests.browser.quiz_states import Reach
from tests.browser.taking import join
from tests.services.requiring import form


def requirement(site: Site, *, exempt: bool = False) -> str:
    """One that asks of nobody but one person, so that it changes nothing for the others on this site; its id."""
    vera, ada = join(site, "Vera", Role.ADMINISTRATOR), join(site, "Ada")
    key = secrets.token_urlsafe(16)
    with site.database.read() as connection:
        address = people.email_of(connection, ada.id) or ""
    assert requiring.add(site, vera, key, form(site, people=address), (), sure=True).public_id
    later = form(site, people=address, renew_months="36", from_on=(site.today() + timedelta(days=30)).isoformat())
    done = requiring.change(site, vera, key, later, (), 1, sure=True)
    assert done is not None and done.public_id
    if exempt:
        given = {"who": address, "from_on": site.today().isoformat(), "reason": "Away until the summer"}
        assert exempting.exempt(site, vera, key, secrets.token_urlsafe(16), given)
    return key


def of_one(address: str = "", *, exempt: bool = False) -> Reach:
    def go(page: Page, site: Site) -> None:
        sign_in(page, "Administrator")
        page.goto(f"/requirements/{requirement(site, exempt=exempt)}{address}")

    return go


def sent(address: str, *, new: bool = False) -> Reach:
    """The form as it stands, sent on."""

    def go(page: Page, site: Site) -> None:
        if new:
            sign_in(page, "Administrator")
            page.goto(f"/requirements{address}")
        else:
            of_one(address)(page, site)
        page.locator("main form button").last.click()
        page.wait_for_load_state()

    return go


def looked_over(page: Page, site: Site) -> None:
    """A new one, of everybody, which is not saved."""
    sign_in(page, "Administrator")
    page.goto("/requirements/new")
    page.locator("#name").fill("Every year")
    page.locator("#module").select_option(index=1)
    page.locator("#who-everybody").check()
    page.locator("#renew_months").fill("12")
    page.locator("main form button").click()
    page.wait_for_selector("#touched")


def overview(page: Page, site: Site) -> None:
    of_one()(page, site)
    page.goto("/requirements")


def new(page: Page, _: Site) -> None:
    sign_in(page, "Administrator")
    page.goto("/requirements/new")


REQUIREMENT_STATES: dict[str, list[tuple[str, Reach]]] = {
    "requirements.overview": [("filled", overview)],
    "requirements.ask": [("plain", new), ("error", sent("/new", new=True)), ("look-over", looked_over)],
    "requirements.one": [("plain", of_one()), ("exempt", of_one(exempt=True))],
    "requirements.ask_to_change": [("plain", of_one("/change")), ("look-over", sent("/change"))],
    "requirements.ask_to_end": [("plain", of_one("/end")), ("look-over", sent("/end"))],
    "requirements.ask_to_exempt": [("plain", of_one("/exempt")), ("error", sent("/exempt"))],
}
