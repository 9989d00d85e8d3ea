"""No page has a sentence that ends in an insert which nobody has filled in; administrators are told of it."""

import re

import pytest
from flask import Flask

from quizapp.model.people import Role
from quizapp.services.authoring.publishing import publish
from quizapp.services.site.folders import shipped_folder
from quizapp.services.site.site import Site
from quizapp.store.database import Database
from tests.clock import Clock
from tests.services.example_site import MODULE, SCENARIO
from tests.services.site.test_declared_inserts import with_a_nurse
from tests.web.browser import Browser
from tests.web.conftest import PASSWORD, SETTINGS, Join

TOLD = "nobody has filled it in yet"
OPEN_END = "not filled in yet"


@pytest.fixture
def site(database: Database, clock: Clock) -> Site:
    """A first `serve`: nothing is set."""
    return Site(SETTINGS, database, {}, "<p>Support: call Sam.</p>", clock)


@pytest.fixture
def vera(app: Flask, join: Join) -> Browser:
    join("Vera", Role.ADMINISTRATOR)
    return Browser(app)


def sign_in(browser: Browser, next: str = "") -> str:
    form = browser.get("/sign-in").form("/sign-in")
    fields = form | {"email": "vera@example.org", "password": PASSWORD, "next": next}
    return browser.post("/sign-in", fields).headers["Location"]


def test_the_care_box_says_whom_to_tell_in_a_whole_sentence(alice: Browser, begun: str):
    page = alice.get(f"{begun}/steps/0").text
    care = page[page.index("Does this remind you of a real child?") : page.index("Nobody reads what you write here")]
    assert OPEN_END not in care
    assert "Otherwise tell your safeguarding lead today. Ask your manager who that is." in care


@pytest.mark.parametrize("path", [f"/modules/{MODULE}/start-here", "/support", f"/training/{MODULE}/{SCENARIO}"])
def test_no_other_page_says_whom_to_tell_in_a_sentence_without_an_end(alice: Browser, path: str):
    page = alice.get(path).text
    assert "tell your safeguarding lead today. Ask your manager" in page
    assert f"today: ({OPEN_END}" not in page


def test_the_pack_says_it_in_a_whole_sentence_too(app: Flask, join: Join):
    tara = Browser(app, join("Tara", Role.TRAINER)[1])
    page = tara.get(f"/packs/{MODULE}/{SCENARIO}").text
    assert "otherwise tell your safeguarding lead today. Ask your manager who that is." in page


def test_an_administrator_is_told_on_the_first_page_and_on_my_training_until_it_is_filled_in(
    vera: Browser, alice: Browser, site: Site
):
    assert publish(site, with_a_nurse()).publications
    assert sign_in(vera, "/support") == "/support"
    first = vera.get("/support")
    assert TOLD in first.text and first.all("a", href="/settings/inserts")
    assert "Safeguarding lead: whom to tell today" in first.text and "School nurse: “" in first.text
    assert TOLD not in vera.get("/support").text
    assert TOLD in vera.get("/training").text
    assert TOLD not in alice.get("/training").text
    form = vera.get("/settings/inserts")
    names = [a["name"] or "" for a in form.all("textarea")]
    vera.send(form, "/settings/inserts", 303, **dict.fromkeys(names, "Kim"))
    assert TOLD not in vera.get("/training").text


def test_an_administrator_who_lacks_nothing_is_told_nothing(vera: Browser, site: Site):
    sign_in(vera)
    form = vera.get("/settings/inserts")
    vera.send(form, "/settings/inserts", 303, **{a["name"] or "": "Kim" for a in form.all("textarea")})
    vera.send(vera.get("/training"), "/sign-out", 303)
    assert sign_in(vera) == "/training"
    assert TOLD not in vera.get("/training").text


def test_no_template_shows_the_lead_without_asking_whether_there_is_one():
    for template in (shipped_folder() / "templates").rglob("*.html"):
        for line in template.read_text(encoding="utf-8").splitlines():
            asked = re.search(r"{% if safeguarding_lead_html %}[^%]*{{ safeguarding_lead_html", line)
            assert asked or "{{ safeguarding_lead_html" not in line, template
