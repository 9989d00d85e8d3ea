"""What a page offers is what works: each link in the menu opens, and what is refused is offered to nobody."""

import re
from itertools import combinations

import pytest
from flask import Flask

from quizapp.model.people import Role
from tests.web.browser import Browser
from tests.web.conftest import Join

PAGES = ("/training", "/teams", "/learning-points", "/publish-state", "/coverage", "/people", "/requirements")
PAGES += ("/settings", "/support")
EXTRA = (Role.TRAINER, Role.MANAGER, Role.ADMINISTRATOR)


def offered(browser: Browser) -> set[str]:
    """The addresses in the menu of a page that everybody may see."""
    html = browser.get("/support").html.split('<ul class="nav__list">')[1].split("</ul>")[0]
    return set(re.findall(r'href="([^"]+)"', html))


def test_the_menu_offers_just_the_pages_that_open(app: Flask, join: Join) -> None:
    for count in range(len(EXTRA) + 1):  # one after another, so that no remembered piece answers for somebody else
        for roles in combinations(EXTRA, count):
            browser = Browser(app, join("-".join(("staff", *roles)), *roles)[1])
            opens = {path for path in PAGES if browser.client.get(path).status_code == 200}
            assert offered(browser) == opens, roles
            assert browser.client.get("/teams").status_code == (200 if Role.MANAGER in roles else 403)
    assert offered(Browser(app)) == {"/sign-in", "/support"}


@pytest.mark.parametrize("manages", [(), ("Team A",)], ids=["by-role", "by-team"])
def test_a_manager_has_the_page_for_managers_with_a_team_or_before_it(
    app: Flask, join: Join, manages: tuple[str, ...]
) -> None:
    roles = () if manages else (Role.MANAGER,)
    page = Browser(app, join("Mona", *roles, manages=manages)[1]).get("/teams")
    assert ("You do not manage a team here yet" in page.text) == (not manages)
    assert ("Team A" in page.text) == bool(manages)


def test_nobody_is_offered_to_record_another_way_for_themselves(app: Flask, join: Join) -> None:
    mona, token = join("Mona", manages=("Team A",))
    zoe, _ = join("Zoe")
    links = {a["href"] for a in Browser(app, token).get("/team").all("a")}
    assert f"/team/people/{zoe.public_id}/another-way" in links
    assert f"/team/people/{mona.public_id}/another-way" not in links
