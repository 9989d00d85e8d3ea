"""Every state of the pages of modules, certificates, other ways, packs and teams, and how to come to see it."""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page

from quizapp.model.people import Person, Role
from quizapp.services.records import another_way, certificates
from quizapp.services.site.site import Site
from quizapp.store.people import people
from tests.browser.playing import sign_in, with_password
from tests.browser.quiz_states import REAL, Reach, by_somebody_new, passed, standing
from tests.browser.taking import begin_set, certificate_of, join, let_in, never, newcomer, play_scenario, take_set
from tests.pictures import png
from tests.services.quiz_files import MODULE, SCENARIO, SCENARIO_PATH


def completed(site: Site, person: Person) -> str:
    play_scenario(site, person, MODULE, SCENARIO)
    passed(site, person)
    return certificate_of(site, person, MODULE)


def under_way(site: Site, person: Person) -> None:
    play_scenario(site, person, REAL, "third-letter")
    take_set(site, person, REAL, "listening", never)
    begin_set(site, person, REAL, "engaging")


def mine(page: Page, site: Site) -> None:
    page.goto(f"/certificates/{completed(site, newcomer(page, site))}")


def public(page: Page, site: Site) -> None:
    page.goto(f"/certificates/{completed(site, join(site, 'Robin'))}")


def withdrawn(holder: bool) -> Reach:
    def go(page: Page, site: Site) -> None:
        person = newcomer(page, site)
        code = completed(site, person)
        with site.database.read() as connection:
            administrator = people.people_with_role(connection, Role.ADMINISTRATOR)[0]
        assert certificates.withdraw(site, administrator, code, "It was issued to the wrong Robin.") == ()
        if not holder:
            page.context.clear_cookies()
        page.goto(f"/certificates/{code}")

    return go


def withdrawing(page: Page, site: Site) -> None:
    sign_in(page, "Administrator")
    page.goto(f"/certificates/{completed(site, join(site, 'Robin'))}/withdraw")


def settings(address: str) -> Reach:
    def go(page: Page, _: Site) -> None:
        sign_in(page, "Administrator")
        page.goto(f"/settings{address}")

    return go


def settings_that_cannot_be(page: Page, site: Site) -> None:
    settings("/words")(page, site)
    page.locator("#word-manager").fill("x" * 41)
    page.locator("main form button").click()
    page.wait_for_load_state()


def a_logo_that_is_none(page: Page, site: Site) -> None:
    settings("/logo")(page, site)
    page.locator("main form button").click()
    page.wait_for_load_state()


def with_a_logo(address: str) -> Reach:
    """The site has a logo from here on: a wide one, which narrow screens must take, too."""

    def go(page: Page, site: Site) -> None:
        settings("/logo")(page, site)
        page.locator("#picture").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": png(1200, 60)})
        page.locator("main form button").click()
        page.wait_for_url("**/settings?saved=logo")
        page.goto(address)

    return go


def withdrawing_without_a_reason(page: Page, site: Site) -> None:
    withdrawing(page, site)
    page.locator("main form button").click()
    page.wait_for_load_state()


# Another way, and the pack


def for_one_of_the_team(page: Page, site: Site) -> None:
    sign_in(page, "Manager")
    page.goto("/team")
    page.goto(str(page.locator("a[href$='/another-way']").first.get_attribute("href")))


def another_way_missing(page: Page, site: Site) -> None:
    for_one_of_the_team(page, site)
    page.locator("main form button").click()
    page.wait_for_load_state()


def another_way_recorded(page: Page, site: Site) -> None:
    for_one_of_the_team(page, site)
    page.locator("select[name=part]").select_option(index=1)
    page.locator("main form button").click()
    page.wait_for_load_state()


def by_a_trainer(address: str) -> Reach:
    def go(page: Page, _: Site) -> None:
        sign_in(page, "Trainer")
        page.goto(address)

    return go


def took_part(listed: Callable[[Site], str]) -> Reach:
    def go(page: Page, site: Site) -> None:
        sign_in(page, "Trainer")
        page.goto(f"/packs/{MODULE}/{SCENARIO}/took-part")
        page.locator("textarea").fill(listed(site))
        page.locator("main form button").click()
        page.wait_for_load_state()

    return go


def some_people(site: Site) -> str:
    """One who is recorded, one who was before, and an address that nobody has."""
    new, before = with_password(site, "Wren"), with_password(site, "Lark")
    with site.database.read() as connection:
        trainer = people.people_with_role(connection, Role.TRAINER)[0]
    another_way.record_session(site, trainer, SCENARIO_PATH, before, date(2026, 1, 6))
    return f"{new}\n{before}\nnobody@example.org"


def a_team_with_completions(page: Page, site: Site) -> None:
    completed(site, join(site, "Robin"))
    let_in(page, site, join(site, "Mona", Role.MANAGER, manages=("Team Q",)))
    page.goto("/team")


MODULE_STATES: dict[str, list[tuple[str, Reach]]] = {
    "training.mine": [("completed", standing(completed, "/training")), ("under-way", standing(under_way, "/training"))],
    "modules.tasks": [
        ("new", by_somebody_new(f"/modules/{REAL}")),
        ("under-way", standing(under_way, f"/modules/{REAL}")),
        ("completed", standing(completed, f"/modules/{MODULE}")),
    ],
    "modules.start_here": [("plain", by_somebody_new(f"/modules/{REAL}/start-here"))],
    "modules.picture": [
        ("empty", by_somebody_new(f"/modules/{REAL}/picture")),
        ("filled", standing(under_way, f"/modules/{REAL}/picture")),
    ],
    "certificates.check": [
        ("empty", lambda page, _: page.goto("/certificates")),
        ("unknown", lambda page, _: page.goto("/certificates?code=7KQ2-M9XD-AAAA-BBBB")),
    ],
    "certificates.certificate": [
        ("mine", mine),
        ("public", public),
        ("withdrawn", withdrawn(holder=False)),
        ("withdrawn-mine", withdrawn(holder=True)),
        ("unknown", lambda page, _: page.goto("/certificates/7KQ2-M9XD-AAAA-BBBB")),
    ],
    "certificates.ask_to_withdraw": [("plain", withdrawing), ("error", withdrawing_without_a_reason)],
    "another_way.ask": [
        ("plain", for_one_of_the_team),
        ("error", another_way_missing),
        ("recorded", another_way_recorded),
    ],
    "packs.pack": [
        ("plain", by_a_trainer(f"/packs/{REAL}/third-letter")),
        ("asks", by_a_trainer(f"/packs/{MODULE}/{SCENARIO}")),
    ],
    "packs.ask": [
        ("plain", by_a_trainer(f"/packs/{REAL}/third-letter/took-part")),
        ("error", took_part(lambda _: "")),
        ("recorded", took_part(some_people)),
    ],
    "settings.overview": [("plain", settings("")), ("with-a-logo", with_a_logo("/settings"))],
    "settings.form": [
        ("organisation", settings("/organisation")),
        ("words", settings("/words")),
        ("support", settings("/support")),
        ("inserts", settings("/inserts")),
        ("error", settings_that_cannot_be),
    ],
    "logo.form": [
        ("plain", settings("/logo")),
        ("error", a_logo_that_is_none),
        ("set", with_a_logo("/settings/logo")),
    ],
    "coverage.page": [("plain", by_a_trainer("/coverage"))],
    "records.team": [("completions", a_team_with_completions)],
}
