"""A manager records that one of their people did a part another way; no reason is asked."""

import pytest
from flask import Flask

from quizapp.model.people import Person, Role
from quizapp.services.site.site import Site
from tests.services.quiz_files import MODULE, SCENARIO_PATH, SET_PATH
from tests.web.browser import Browser, Page
from tests.web.conftest import Join
from tests.web.contents import contents


@pytest.fixture
def manager(app: Flask, join: Join) -> Browser:
    return Browser(app, join("Mina", Role.MANAGER, manages=("Team A",))[1])


@pytest.fixture
def zoe(join: Join, minds: None) -> tuple[Person, str]:
    return join("Zoe")


@pytest.fixture
def form(zoe: tuple[Person, str]) -> str:
    """The address of the form for Zoe."""
    return f"/team/people/{zoe[0].public_id}/another-way"


def test_it_is_recorded_and_reads_the_same_as_played(
    app: Flask, manager: Browser, zoe: tuple[Person, str], form: str
) -> None:
    assert manager.get("/team").all("a", href=form)
    page = manager.get(form)
    assert "Zoe" in page.text and "Don’t write or ask why" in page.text
    assert not page.all("textarea") and len(page.all("input", name="on")) == 1
    told = Page(manager.send(page, form, 200, part=SCENARIO_PATH, on="2026-11-20").text)
    assert "Zoe has done “First day”" in told.text
    hers = Browser(app, zoe[1]).get(f"/modules/{MODULE}")
    assert "Pass 1 scenario: done" in hers.text
    assert hers.text.split("First day")[1].split("Questions")[0].strip().endswith("Done")


def test_the_last_part_completes_the_module_and_the_certificate_does_not_tell(
    app: Flask, manager: Browser, zoe: tuple[Person, str], form: str
) -> None:
    for part in (SCENARIO_PATH, SET_PATH):
        manager.send(manager.get(form), form, 200, part=part, on="20/11/2026")
    hers = Browser(app, zoe[1])
    links = {a["href"] or "" for a in hers.get(f"/modules/{MODULE}").all("a")}
    (certificate,) = {link for link in links if link.startswith("/certificates/")}
    page = hers.get(certificate)
    assert "Zoe" in page.text and "another way" not in page.text.lower()
    assert "Completed" in manager.get("/team").text


def test_a_second_click_records_nothing_more(manager: Browser, site: Site, form: str) -> None:
    page = manager.get(form)
    manager.send(page, form, 200, part=SCENARIO_PATH, on="2026-11-20")
    before = contents(site)
    for day in ("2026-11-20", "2026-11-19"):
        again = Page(manager.send(page, form, 200, part=SCENARIO_PATH, on=day).text)
        assert "This was recorded before" in again.text and "Nothing was changed" in again.text
    assert contents(site) == before


@pytest.mark.parametrize("part", ["", "scenarios/minds/nothing.md", "scenarios/minds/briefing.md", "../x"])
def test_a_part_that_is_none_is_named_at_its_field_and_the_day_is_kept(
    manager: Browser, site: Site, form: str, part: str
) -> None:
    before = contents(site)
    page = Page(manager.send(manager.get(form), form, 400, part=part, on="2026-11-02").text)
    assert page.title.startswith("Error: ")
    assert page.all("a", href="#part")
    assert page.all("select", id="part", **{"aria-describedby": "part-error"})
    assert page.all("input", name="on", value="2026-11-02")
    assert contents(site) == before


HALF_TYPED = ("20/11/26", "0026-11-20", "20/11/0026", "1/1/99999999999999999999", "20/11/" + "9" * 5000)


@pytest.mark.parametrize(
    "day", ["", "2026-11-24", "2027-01-01", "yesterday", "31/02/2026", "1/1/99999", "٣/1/x", "//", *HALF_TYPED]
)
def test_a_day_that_is_none_or_still_to_come_is_named_at_its_field_and_the_part_is_kept(
    manager: Browser, site: Site, form: str, day: str
) -> None:
    before = contents(site)
    page = Page(manager.send(manager.get(form), form, 400, part=SET_PATH, on=day).text)
    assert page.title.startswith("Error: ")
    assert page.all("a", href="#on")
    assert page.all("input", id="on", **{"aria-describedby": "on-error"})
    assert page.all("option", value=SET_PATH)[0].get("selected", "no") != "no"
    assert contents(site) == before


def test_only_their_own_manager_records_for_somebody(
    app: Flask, site: Site, zoe: tuple[Person, str], form: str, join: Join
) -> None:
    refused = {
        Browser(app, zoe[1]): 403,
        Browser(app, join("Tom", Role.TRAINER, Role.ADMINISTRATOR)[1]): 403,
        Browser(app, join("Max", Role.MANAGER, manages=("Team B",))[1]): 404,
        Browser(app, join("Una", Role.MANAGER)[1]): 404,
    }
    before = contents(site)
    for browser, status in refused.items():
        browser.get(form, status)
        sent = {"csrf_token": browser.token(), "part": SCENARIO_PATH, "on": "2026-11-20"}
        browser.post(form, sent, status)
    assert contents(site) == before


def test_nobody_records_for_themselves(app: Flask, site: Site, join: Join, minds: None) -> None:
    boss, token = join("Boss", Role.MANAGER, manages=("Team A",))
    browser, before = Browser(app, token), contents(site)
    sent = {"csrf_token": browser.token(), "part": SCENARIO_PATH, "on": "2026-11-20"}
    came = browser.client.post(f"/team/people/{boss.public_id}/another-way", data=sent)
    assert came.status_code in (404, 409)
    assert contents(site) == before


def test_it_needs_sign_in_and_looking_changes_nothing(app: Flask, manager: Browser, site: Site, form: str) -> None:
    nobody = Browser(app)
    assert nobody.client.get(form).headers["Location"].startswith("/sign-in")
    assert nobody.post(form, {"csrf_token": nobody.token()}).headers["Location"] == "/sign-in"
    before = contents(site)
    manager.get(form)
    assert contents(site) == before


def test_a_person_who_is_not_there_is_not_found(manager: Browser, minds: None) -> None:
    manager.get("/team/people/nobody/another-way", 404)
