"""axe on every page and every error page, at phone and desk width, in light and dark; and what axe cannot see."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from quizapp.model.people import Role
from quizapp.services.authoring.publishing import publish
from quizapp.services.site import accounts
from quizapp.services.site.site import Site
from quizapp.services.taking import story_start
from quizapp.store.people import people
from quizapp.web import create_app
from tests.amounts import LONG
from tests.browser.mail_states import MAIL_STATES
from tests.browser.manager_states import MANAGER_STATES
from tests.browser.module_states import MODULE_STATES
from tests.browser.people_states import PEOPLE_STATES
from tests.browser.playing import (
    MODULE,
    SCENARIOS,
    attempt_of,
    begin,
    fill_in_password,
    sign_in,
    sign_in_with_password,
    take,
    with_password,
)
from tests.browser.practice_states import PRACTICE_STATES
from tests.browser.quiz_states import QUIZ_STATES, Reach
from tests.browser.retired_states import RETIRED_STATES
from tests.browser.taking import let_in
from tests.services.quiz_files import quiz_files

pytestmark = pytest.mark.browser

WIDTHS = (320, 1280)
LOOKS = tuple((width, scheme) for width in WIDTHS for scheme in ("light", "dark"))
ERRORS = (400, 403, 404, 405, 409, 413, 429, 500, 503)
NOT_PAGES = {
    "static",
    "about.health",
    "about.ready",
    "about.robots",
    "accounts.home",
    "records.team_as_csv",
    "figures.table_as_csv",
    "matrix.as_csv",
    "matrix.as_xlsx",
    "attempts.here",
    "certificates.pdf",
    "copies.as_json",
    "copies.as_page",
    "logo.picture",
    "people_import.empty_file",
}  # no HTML of their own
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def at(path: str, role: str | None = None) -> Reach:
    def go(page: Page, _: Site) -> None:
        if role:
            sign_in(page, role)
        page.goto(path)

    return go


def with_link(page: Page, site: Site) -> None:
    email = f"{page.context.pages.index(page)}-{site.now().timestamp()}@example.org"
    token = accounts.add_person(site, name="New", email=email, roles=frozenset({Role.STAFF})).token
    page.goto(f"/set-password/{token}")


def used_link(page: Page, _: Site) -> None:
    page.goto(f"/set-password/{'x' * 43}")


def refused_sign_in(page: Page, _: Site) -> None:
    page.goto("/sign-in")
    page.locator("input[type=email], input[name=email]").fill("nobody@example.org")
    page.locator("input[type=password]").fill("not the password")
    page.locator("main form button").first.click()
    page.wait_for_load_state()


def first_passage(page: Page, _: Site) -> None:
    sign_in(page)
    begin(page, "just-a-phase")


def after_a_choice(page: Page, site: Site) -> None:
    first_passage(page, site)
    if page.locator("input[type=radio]").count():
        take(page, 0)


def nothing_chosen(page: Page, site: Site) -> None:
    first_passage(page, site)
    page.evaluate("document.querySelector('form.step').noValidate = true")
    page.evaluate("document.querySelectorAll('form.step input[required]').forEach(i => i.required = false)")
    page.locator("form.step button.govuk-button").first.click()
    page.wait_for_load_state()


def looking_back_at_a_step(page: Page, site: Site) -> None:
    after_a_choice(page, site)
    page.goto(f"{attempt_of(page)}/steps/0")


def another_answer(page: Page, _: Site) -> None:
    """Two tabs: the one in front answers after the other has."""
    sign_in(page, "Trainer")
    begin(page, "third-letter")
    number = int(page.url.rsplit("/", 1)[1])
    other = page.context.new_page()
    other.goto(page.url)
    take(other, number % 2)
    other.close()
    page.locator("form.step label").nth(2).click()
    page.locator("form.step button.govuk-button").first.click()
    expect(page.locator("main")).to_contain_text("This answer was not saved: one is recorded already")


def after_the_session(page: Page, site: Site, email: str = "") -> None:
    sign_in_with_password(page, email or with_password(site, "Wren"))
    begin(page, "third-letter")
    page.context.clear_cookies()
    if page.locator("form.step label").count():
        page.locator("form.step label").first.click()
    page.locator("form.step button.govuk-button").first.click()
    page.wait_for_load_state()


def confirming(page: Page, site: Site) -> None:
    email = with_password(site, "Wren")
    after_the_session(page, site, email)
    fill_in_password(page, email)
    expect(page.locator("main")).to_contain_text("not saved yet")


def held_for_another(page: Page, site: Site) -> None:
    after_the_session(page, site)
    fill_in_password(page, with_password(site, "Lark"))


def finished(page: Page, site: Site) -> str:
    """A finished attempt's address, of somebody with a history in the demo."""
    with site.database.read() as connection:
        staff = people.people_with_role(connection, Role.STAFF)
    for person in staff:
        for scenario in SCENARIOS:
            start = story_start.start_page(site, person, MODULE, scenario)
            done = [a for a in start.attempts if a.finished] if start else []
            if done:
                let_in(page, site, person)
                return f"/attempts/{done[0].public_id}"
    raise AssertionError("nobody in the demo has finished anything")


def of_a_finished_attempt(part: str) -> Reach:
    def go(page: Page, site: Site) -> None:
        page.goto(finished(page, site) + part)

    return go


def ending(page: Page, site: Site) -> None:
    page.goto(f"{finished(page, site)}/steps/99999")


# Every GET route's endpoint, with each state that a person can see it in.
STATES: dict[str, list[tuple[str, Reach]]] = {
    "about.support": [("plain", at("/support"))],
    "about.privacy": [("plain", at("/privacy"))],
    "about.accessibility": [("plain", at("/accessibility"))],
    "copies.ask": [("plain", at("/my-record/export", "Member of staff"))],
    "accounts.sign_in": [
        ("empty", at("/sign-in")),
        ("signed-out", at("/sign-in?out=yes")),
        ("refused", refused_sign_in),
        ("saving", after_the_session),
    ],
    "accounts.set_password": [("new", with_link), ("used", used_link)],
    "forgotten.form": [("plain", at("/forgotten-password"))],
    "forgotten.asked": [("plain", at("/forgotten-password/asked"))],
    "demo.door": [("plain", at("/demo"))],
    "training.mine": [("new", at("/training", "Member of staff"))],
    "training.start_page": [("new", at(f"/training/{MODULE}/third-letter", "Member of staff"))],
    "attempts.step": [
        ("first", first_passage),
        ("explained", after_a_choice),
        ("nothing-chosen", nothing_chosen),
        ("looking-back", looking_back_at_a_step),
        ("another-answer", another_answer),
        ("confirming", confirming),
        ("held-for-another", held_for_another),
        ("ending", ending),
    ],
    "attempts.pause": [("plain", of_a_finished_attempt("/pause"))],
    "looking_back.debrief": [("plain", of_a_finished_attempt("/debrief"))],
    "looking_back.map_page": [("plain", of_a_finished_attempt("/map"))],
    "looking_back.reflections": [("plain", of_a_finished_attempt("/reflections"))],
    "looking_back.one_thing": [("plain", of_a_finished_attempt("/one-thing"))],
    "records.team": [("plain", at("/team", "Manager"))],
    "figures.table": [
        ("manager", at("/learning-points", "Manager")),
        ("everybody", at("/learning-points", "Trainer")),
    ],
    "figures.point": [("everybody", at(f"/learning-points/{MODULE}/talk-directly", "Trainer"))],
    "records.publish_state": [("plain", at("/publish-state", "Trainer"))],
    "raise_error": [(str(status), at(f"/raise/{status}", "Member of staff")) for status in ERRORS],
}
OTHERS = (QUIZ_STATES, MODULE_STATES, RETIRED_STATES, PRACTICE_STATES, PEOPLE_STATES, MAIL_STATES, MANAGER_STATES)
for added, more in (row for states in OTHERS for row in states.items()):
    STATES[added] = STATES.get(added, []) + more
ALL = [(endpoint, name, reach) for endpoint, states in STATES.items() for name, reach in states]
IDS = [f"{endpoint}-{name}" for endpoint, name, _ in ALL]
FIRST = {endpoint: name for endpoint, name, _ in reversed(ALL)}
PAGES = list(STATES)
EACH = [  # one state of every twenty-fourth page in make test, and all others in make test-long
    pytest.param(
        number,
        reach,
        id=IDS[number],
        marks=() if FIRST[endpoint] == name and PAGES.index(endpoint) % 24 == 20 else LONG,
    )
    for number, (endpoint, name, reach) in enumerate(ALL)
]


@pytest.fixture(scope="module")
def site(demo_site: Site) -> Site:
    """The demo, and beside its module a small one that has a set with a question of each kind."""
    done = publish(demo_site, quiz_files())
    assert done.publications, done.diagnostics
    return demo_site


def test_every_page_of_the_site_is_in_the_list(demo_site: Site):
    routes = {r.endpoint for r in create_app(demo_site).url_map.iter_rules() if "GET" in (r.methods or ())}
    assert routes - NOT_PAGES == STATES.keys() - {"raise_error"}


def test_every_error_that_has_a_page_is_in_the_list():
    folder = Path(__file__).parents[2] / "templates" / "errors"
    assert {int(f.stem) for f in folder.glob("[0-9]*.html")} == set(ERRORS)


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    opened = context.new_page()
    yield opened
    opened.close()


def axe_finds_nothing(page: Page, width: int, scheme: str, picture: Path | None) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour half way
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    assert found.violations_count == 0, found.generate_report()
    if picture:
        page.screenshot(path=picture.with_name(f"{picture.name}-{width}-{scheme}.png"), full_page=True)


@pytest.mark.parametrize(("number", "reach"), EACH)
def test_every_state_fits_and_axe_finds_nothing(
    page: Page, site: Site, number: int, reach: Reach, pictures: Path | None
):
    """Axe in one of the four ways to look at it, another from state to state; the next test has the other three."""
    reach(page, site)
    assert page.locator("h1").count() == 1
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"the page scrolls sideways by {wide} px at {width} px"
    assert small_targets(page) == []
    assert beyond_the_keyboard(page) == []
    axe_finds_nothing(page, *LOOKS[number % len(LOOKS)], pictures and pictures / IDS[number])


@pytest.mark.long
@pytest.mark.parametrize(("number", "reach"), list(enumerate(one for *_, one in ALL)), ids=IDS)
def test_axe_finds_nothing_at_any_width_in_any_scheme(
    page: Page, site: Site, number: int, reach: Reach, pictures: Path | None
):
    """In the three looks that the test before has not; of a page's further states, in the one that differs in both."""
    reach(page, site)
    looks = [*LOOKS[number % len(LOOKS) :], *LOOKS[: number % len(LOOKS)]]
    endpoint, name, _ = ALL[number]
    for look in looks[1:] if FIRST[endpoint] == name else looks[2:3]:
        axe_finds_nothing(page, *look, pictures and pictures / IDS[number])


def small_targets(page: Page) -> list[str]:
    """Buttons, radios' labels and text boxes less than 24 px high or wide (WCAG 2.2, 2.5.8)."""
    return page.evaluate(
        """() => [...document.querySelectorAll('button, .govuk-button, form.step label, input:not([type=hidden])'
        + ':not([type=radio]):not([type=checkbox]), select, textarea, summary')].filter(e => e.getClientRects().length)
        .filter(e => { const r = e.getBoundingClientRect(); return r.width < 24 || r.height < 24 })
        .map(e => e.outerHTML.slice(0, 120))"""
    )


def beyond_the_keyboard(page: Page) -> list[str]:
    """Links, buttons, fields and scrolling regions that Tab alone never comes to. A group of radios is one stop."""
    controls: list[str] = page.evaluate(
        """() => { const open = e => { const from = e.tagName === 'SUMMARY' ? e.parentElement.parentElement : e;
        return !from.closest('details:not([open])') };
        const found = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea,'
        + ' summary, [tabindex="0"]')].filter(e => e.getClientRects().length && open(e));
        const name = (e, n) => e.type === 'radio' ? 'radios ' + e.name : n + e.outerHTML.slice(0, 80);
        found.forEach((e, n) => { e.dataset.stop = name(e, n) });
        return [...new Set(found.map(e => e.dataset.stop))] }"""
    )
    left = set(controls)
    for _ in range(2 * len(controls) + 10):  # round the page, past the browser's own buttons, and once more
        if not left:
            break
        page.keyboard.press("Tab")
        left.discard(page.evaluate("document.activeElement.dataset.stop || ''"))
    return sorted(left)
