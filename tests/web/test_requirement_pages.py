"""Requirements, as an administrator sees and changes them."""

import pytest
from flask import Flask

from quizapp.model.people import Role
from quizapp.services.site.site import Site
from quizapp.store.records import requirements
from tests.services.requiring import KEY, required
from tests.web.browser import Browser, Page
from tests.web.conftest import Join
from tests.web.contents import contents

NEW = "/requirements/new"
CHANGE, EXEMPT = f"/requirements/{KEY}/change", f"/requirements/{KEY}/exempt"


@pytest.fixture
def vera(app: Flask, join: Join) -> Browser:
    return Browser(app, join("Vera", Role.ADMINISTRATOR)[1])


def wholly(page: Page, action: str, **filled: str) -> dict[str, str]:
    """What the form that posts there sends as it stands, and what is filled in."""
    return {name: values[0] for name, values in page.sends(action).items()} | filled


def test_a_requirement_is_looked_over_with_its_example_and_saved_once(vera: Browser, site: Site, join: Join) -> None:
    join("Bob")
    assert "Nothing is required yet" in vera.get("/requirements").text
    filled = wholly(
        vera.get(NEW), NEW, name="Every three years", module="child-mental-health", renew_months="36", window_days="61"
    )
    before = contents(site)
    over = Page(vera.client.post(NEW, data=filled | {"who:everybody:": "yes"}).text)
    assert "Completed 23 November 2026: renew between 23 September and 23 November 2029." in over.text
    assert "Asked from 23 November 2026 on: complete it by 23 December 2026." in over.text
    assert "2 people: it is asked of them from then on" in over.text and "Nothing is saved yet" in over.text
    assert contents(site) == before
    confirmed = wholly(over, NEW, sure="yes")
    for _ in range(2):
        answer = vera.client.post(NEW, data=confirmed)
        assert answer.status_code == 303
    page = vera.get(answer.headers["Location"])
    assert "Saved." in page.text and "Every three years" in page.text and "Everybody" in page.text
    with site.database.read() as connection:
        assert len(requirements.everything(connection)) == 1


def test_going_back_keeps_what_was_written_and_problems_are_at_their_fields(vera: Browser) -> None:
    filled = wholly(vera.get(NEW), NEW, name="Mine", module="child-mental-health", due_days="soon")
    wrong = Page(vera.client.post(NEW, data=filled).text)
    assert "Enter a whole number, such as 30" in wrong.text and "Choose who must complete it" in wrong.text
    assert wrong.all("input", id="due_days")[0]["value"] == "soon"
    sent = wholly(wrong, NEW, due_days="20") | {"who:role:staff": "yes"}
    over = Page(vera.client.post(NEW, data=sent).text)
    back = Page(vera.client.post(NEW, data=wholly(over, NEW, back="yes")).text)
    assert "checked" in back.all("input", name="who:role:staff")[0]
    assert back.all("input", id="name")[0]["value"] == "Mine"


def test_whoever_comes_second_sees_what_the_other_saved(vera: Browser, site: Site, join: Join) -> None:
    required(site, join("Una", Role.ADMINISTRATOR)[0])
    stale = vera.get(CHANGE)
    over = Page(vera.client.post(CHANGE, data=wholly(vera.get(CHANGE), CHANGE, due_days="77")).text)
    assert vera.client.post(CHANGE, data=wholly(over, CHANGE, sure="yes")).status_code == 303
    answer = vera.client.post(CHANGE, data=wholly(stale, CHANGE, due_days="5"))
    page = Page(answer.text)
    assert answer.status_code == 400 and "Somebody else has changed this requirement" in page.text
    assert "Within 77 days" in page.text and page.all("input", id="due_days")[0]["value"] == "5"
    over = Page(vera.client.post(CHANGE, data=wholly(page, CHANGE)).text)
    assert "Within 5 days" in over.text


def test_somebody_is_exempt_with_a_reason_that_only_administrators_read(
    vera: Browser, alice: Browser, site: Site, join: Join
) -> None:
    required(site, join("Una", Role.ADMINISTRATOR)[0])
    form = vera.get(EXEMPT)
    wrong = Page(vera.client.post(EXEMPT, data=wholly(form, EXEMPT, who="nobody")).text)
    assert "This is nobody’s e-mail address or staff number" in wrong.text and "Write a short reason" in wrong.text
    filled = wholly(form, EXEMPT, who="Alice@example.org", reason="Away", until="2026-12-31")
    for _ in range(2):
        assert vera.client.post(EXEMPT, data=filled).status_code == 303
    page = vera.get(f"/requirements/{KEY}")
    assert page.text.count("Recorded by Vera") == 1 and "until the day before 1 January 2027" in page.text
    assert alice.client.get(f"/requirements/{KEY}").status_code == 403
