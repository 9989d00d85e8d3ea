"""The pages for looking after people in each of their states, and how to come to them."""

from playwright.sync_api import Page

from quizapp.services.site.site import Site
from tests.browser.playing import sign_in
from tests.browser.quiz_states import Reach

GOOD_LIST = """name,email,staff number,team,roles,group,works as,joined
Kit Ashe,kit@example.org,77,North / Reception,trainer,health,bank,2026-01-05

Tom Ellery-Day,tom.ellery@example.org,78,,,education,,
"""
BAD_LIST = "name,email,roles\nKit,kit@example.org,trainor\nJo,,\nKit,kit@example.org,\n"


def of_somebody(change: str = "", *, send: bool = False, **filled: str) -> Reach:
    """The page of somebody of the demo, or a form about them; filled in, and sent, if that is asked for."""

    def go(page: Page, site: Site) -> None:
        sign_in(page, "Administrator")
        page.goto("/people?role=manager")
        page.goto(page.locator("th[scope=row] a").first.get_attribute("href") or "")
        if change:
            page.goto(f"{page.url}/{change}")
        send_it(page, send=send, **filled)

    return go


def looking(address: str, *, send: bool = False, **filled: str) -> Reach:
    def go(page: Page, _: Site) -> None:
        sign_in(page, "Administrator")
        page.goto(address)
        send_it(page, send=send, **filled)

    return go


def of_a_manager(*, send: bool = False) -> Reach:
    def go(page: Page, _: Site) -> None:
        sign_in(page, "Manager")
        page.goto("/team/deputies")
        send_it(page, send=send)

    return go


def send_it(page: Page, *, send: bool, **filled: str) -> None:
    for field, text in filled.items():
        if page.locator(f"#{field}").evaluate("one => one.tagName") == "SELECT":
            page.select_option(f"#{field}", text)
        else:
            page.locator(f"#{field}").fill(text)
    if send:
        page.locator("main form:not([role=search]) button").first.click()
        page.wait_for_load_state()


def changed_meanwhile(page: Page, site: Site) -> None:
    of_somebody("details")(page, site)
    page.locator("[name=seen]").evaluate("one => { one.value = 'x' }")
    send_it(page, send=True)


def chosen(content: str) -> Reach:
    """A file was chosen, and what it would change is shown."""

    def go(page: Page, site: Site) -> None:
        looking("/people/import")(page, site)
        file = {"name": "people.csv", "mimeType": "text/csv", "buffer": content.encode()}
        page.set_input_files("#list", files=[file])  # type: ignore[list-item]  # a TypedDict of the library's own
        send_it(page, send=True)

    return go


PEOPLE_STATES: dict[str, list[tuple[str, Reach]]] = {
    "people.listed": [("plain", looking("/people")), ("nobody", looking("/people?words=nobody-like-that"))],
    "people_import.form": [
        ("plain", looking("/people/import")),
        ("error", looking("/people/import", send=True)),
        ("to-do", chosen(GOOD_LIST)),
        ("mistakes", chosen(BAD_LIST)),
    ],
    "team_tree.tree": [
        ("plain", looking("/people/teams")),
        ("error", looking("/people/teams", send=True)),
        ("one", looking("/people/teams?team=Harbour CAMHS")),
        ("one-error", looking("/people/teams?team=Harbour CAMHS", send=True, new="Family Help North")),
    ],
    "deputies.page": [("plain", of_a_manager()), ("error", of_a_manager(send=True))],
    "people.add_form": [("plain", looking("/people/add")), ("error", looking("/people/add", send=True))],
    "people.person": [("plain", of_somebody())],
    "people.form": [
        *(
            (change, of_somebody(change))
            for change in ("details", "team", "roles", "manages", "leave", "link", "merge")
        ),
        ("changed", changed_meanwhile),
        ("error", of_somebody("merge", send=True, other="nobody@example.org")),
        ("link-made", of_somebody("link", send=True)),
    ],
}
