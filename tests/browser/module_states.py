"""Every state of the pages of modules, certificates, other ways, packs and teams, and how to come to see it."""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page

from quizapp.model import team_pages
from quizapp.model.people import Person, Role
from quizapp.services.records import another_way, certificates, corrections, reissuing
from quizapp.services.records import took_part as sessions
from quizapp.services.site import accounts
from quizapp.services.site.people import everybody as listed
from quizapp.services.site.site import Site
from quizapp.store.people import directory, people
from tests.browser.playing import sign_in, with_password
from tests.browser.quiz_states import REAL, Reach, by_somebody_new, passed, standing
from tests.browser.requirement_states import REQUIREMENT_STATES
from tests.browser.taking import begin_set, join, let_in, never, newcomer, play_scenario, take_set
from tests.pictures import png
from tests.services.quiz_files import MODULE, SCENARIO, SCENARIO_PATH
from tests.services.taking import certificate_of


def completed(site: Site, person: Person) -> str:
    play_scenario(site, person, MODULE, SCENARIO)
    passed(site, person)
    return certificate_of(site, person, MODULE)


def under_way(site: Site, person: Person) -> None:
    play_scenario(site, person, REAL, "third-letter")
    take_set(site, person, REAL, "listening", never)
    begin_set(site, person, REAL, "engaging")


def put_right(site: Site, person: Person) -> None:
    """Completed with a part that was recorded for them, and then taken back."""
    passed(site, person)
    manager = join(site, "Mona", Role.MANAGER, manages=("Team Q",))
    another_way.record_for(site, manager, person.public_id, SCENARIO_PATH, site.today())
    listed = corrections.records_page(site, manager, person.public_id)
    assert listed
    corrections.take_back(site, manager, person.public_id, listed.records[-1][1].public_id, "It was another Robin.")


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


def another_name(issued: str, *, holder: bool = True) -> Reach:
    """A certificate whose holder has another name now; or, once it was issued again, the new one or the old."""

    def go(page: Page, site: Site) -> None:
        person = join(site, "Robin")
        old = completed(site, person)
        with site.database.write() as connection:
            directory.rename(connection, person.id, name="Robyn", email=None)
        new = reissuing.reissue(site, person, old) if issued else ""
        if holder:
            let_in(page, site, person)
        page.goto(f"/certificates/{new if issued == 'new' else old}")

    return go


def withdrawing(page: Page, site: Site) -> None:
    sign_in(page, "Administrator")
    page.goto(f"/certificates/{completed(site, join(site, 'Robin'))}/withdraw")


def settings(address: str) -> Reach:
    def go(page: Page, _: Site) -> None:
        sign_in(page, "Administrator")
        page.goto(f"/settings{address}")

    return go


def to_erase(page: Page, site: Site) -> None:
    """What erasing somebody would come to, who is staff and no more."""
    of = next(one for one in listed(site) if one.person.roles == {Role.STAFF} and one.email)
    _ask_to_erase(page, site, of.email)


def to_erase_nobody(page: Page, site: Site) -> None:
    _ask_to_erase(page, site, "nobody@example.org")


def _ask_to_erase(page: Page, site: Site, who: str) -> None:
    settings("/erasing")(page, site)
    page.locator("#who").fill(who)
    page.locator("main form button").click()
    page.wait_for_load_state()


def without_a_number(address: str) -> Reach:
    """The support contacts have no number to call, while this page is asked for."""

    def write(page: Page, text: str) -> None:
        page.goto("/settings/support")
        page.locator("#support").fill(text)
        page.locator("main form button").click()
        page.wait_for_url("**/settings?saved=support")

    def go(page: Page, site: Site) -> None:
        settings("")(page, site)
        write(page, "Talk.\n\n## Scotland\n\nKim\n\n## Northern Ireland\n\nJo\n\n## Wales\n\n0800 1111")
        page.goto(f"/settings{address}")
        assert "under Scotland and under Northern Ireland" in page.locator("main").inner_text()
        beside = page.context.new_page()
        write(beside, "")
        beside.close()

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


def another_way_to_confirm(page: Page, site: Site, part: int = 2) -> None:
    for_one_of_the_team(page, site)
    page.locator("select[name=part]").select_option(index=part)
    page.locator("main form button").click()
    page.wait_for_load_state()


def another_way_recorded(page: Page, site: Site) -> None:
    another_way_to_confirm(page, site, 1)
    if page.locator("main form button").count():  # another state may have recorded it: then there is nothing to confirm
        page.locator("main form button").click()
    page.wait_for_load_state()


def records_of_one(page: Page, site: Site) -> None:
    for_one_of_the_team(page, site)
    page.goto(f"{page.url}/records")


def records_filled(page: Page, site: Site) -> None:
    another_way_recorded(page, site)
    page.goto(f"{page.url}/records")


def taking_back(page: Page, site: Site) -> None:
    records_filled(page, site)
    page.goto(str(page.locator("a[href$='/take-back']").first.get_attribute("href")))


def taking_back_without_a_reason(page: Page, site: Site) -> None:
    taking_back(page, site)
    page.locator("main form button").click()
    page.wait_for_load_state()


def taken_back(page: Page, site: Site) -> None:
    taking_back(page, site)
    page.locator("main textarea").fill("It was somebody else of the same name")
    page.locator("main form button").click()
    page.wait_for_load_state()


def by_a_trainer(address: str) -> Reach:
    def go(page: Page, _: Site) -> None:
        sign_in(page, "Trainer")
        page.goto(address)

    return go


def took_part(listed: Callable[[Site], str], *, sure: bool = False) -> Reach:
    def go(page: Page, site: Site) -> None:
        sign_in(page, "Trainer")
        page.goto(f"/packs/{MODULE}/{SCENARIO}/took-part")
        page.locator("textarea").fill(listed(site))
        page.locator("main form button").click()
        page.wait_for_load_state()
        if sure:
            page.locator("main form button[value=yes]").click()
            page.wait_for_load_state()

    return go


def some_people(site: Site) -> str:
    """One who is recorded, one who was before, and an address that nobody has."""
    new, before = with_password(site, "Wren"), with_password(site, "Lark")
    with site.database.read() as connection:
        trainer = people.people_with_role(connection, Role.TRAINER)[0]
    sessions.record(site, trainer, SCENARIO_PATH, before, site.today())
    return f"{new}\n{before}\nnobody@example.org"


def a_team_with_completions(page: Page, site: Site) -> None:
    completed(site, join(site, "Robin"))
    let_in(page, site, join(site, "Mona", Role.MANAGER, manages=("Team Q",)))
    page.goto("/team")


def a_team_of_many(page: Page, site: Site) -> None:
    with site.database.write() as connection:
        for number in range(2 * team_pages.PAGE + 1):
            name, held = f"Somebody Number-{number}", frozenset({Role.STAFF})
            accounts.place_person(connection, date(2026, 1, 5), name, None, held, "Team M", None, ())
    let_in(page, site, join(site, "Mona", Role.MANAGER, manages=("Team M", "Team Q")))
    page.goto("/team?name=number")
    page.get_by_role("link", name="Next 50 people").click()


MODULE_STATES: dict[str, list[tuple[str, Reach]]] = {
    "training.mine": [
        ("completed", standing(completed, "/training")),
        ("under-way", standing(under_way, "/training")),
        ("put-right", standing(put_right, "/training")),
    ],
    "modules.tasks": [
        ("new", by_somebody_new(f"/modules/{REAL}")),
        ("under-way", standing(under_way, f"/modules/{REAL}")),
        ("completed", standing(completed, f"/modules/{MODULE}")),
        ("put-right", standing(put_right, f"/modules/{MODULE}")),
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
        ("another-name", another_name("")),
        ("reissued", another_name("new")),
        ("replaced", another_name("old", holder=False)),
        ("replaced-mine", another_name("old")),
        ("withdrawn", withdrawn(holder=False)),
        ("withdrawn-mine", withdrawn(holder=True)),
        ("unknown", lambda page, _: page.goto("/certificates/7KQ2-M9XD-AAAA-BBBB")),
    ],
    "certificates.ask_to_withdraw": [("plain", withdrawing), ("error", withdrawing_without_a_reason)],
    "another_way.ask": [
        ("plain", for_one_of_the_team),
        ("error", another_way_missing),
        ("to confirm", another_way_to_confirm),
        ("recorded", another_way_recorded),
    ],
    "another_way.records": [("empty", records_of_one), ("filled", records_filled), ("taken-back", taken_back)],
    "another_way.ask_to_take_back": [("plain", taking_back), ("error", taking_back_without_a_reason)],
    "packs.pack": [
        ("plain", by_a_trainer(f"/packs/{REAL}/third-letter")),
        ("asks", by_a_trainer(f"/packs/{MODULE}/{SCENARIO}")),
    ],
    "packs.ask": [
        ("plain", by_a_trainer(f"/packs/{REAL}/third-letter/took-part")),
        ("error", took_part(lambda _: "")),
        ("to confirm", took_part(some_people)),
        ("recorded", took_part(some_people, sure=True)),
    ],
    "settings.overview": [
        ("plain", settings("")),
        ("with-a-logo", with_a_logo("/settings")),
        ("no-number", without_a_number("")),
    ],
    "settings.form": [
        ("organisation", settings("/organisation")),
        ("words", settings("/words")),
        ("support", settings("/support")),
        ("reminders", settings("/reminders")),
        ("no-number", without_a_number("/support")),
        ("inserts", settings("/inserts")),
        ("error", settings_that_cannot_be),
    ],
    **REQUIREMENT_STATES,
    "erasing.ask": [("plain", settings("/erasing")), ("sure", to_erase), ("error", to_erase_nobody)],
    "logo.form": [
        ("plain", settings("/logo")),
        ("error", a_logo_that_is_none),
        ("set", with_a_logo("/settings/logo")),
    ],
    "coverage.page": [("plain", by_a_trainer("/coverage"))],
    "records.team": [("completions", a_team_with_completions), ("of-many", a_team_of_many)],
}
