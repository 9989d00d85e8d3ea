"""A manager records that one of their people did a part another way; no reason is asked."""

import pytest
from flask import Flask

from quizapp.model.people import Person, Role
from quizapp.services.site.site import Site
from tests.clock import Clock
from tests.services.quiz_files import MODULE, OTHER_SET, OTHER_SET_PATH, SCENARIO, SCENARIO_PATH, SET, SET_PATH
from tests.services.taking import take as answer
from tests.web import taking
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
    assert "Zoe: zoe@example.org" in page.text and "Don’t write or ask why" in page.text
    assert page.all("optgroup", label="Minds")
    assert not page.all("textarea") and len(page.all("input", name="on")) == 1
    there = manager.send(page, form, part=SCENARIO_PATH, on="2026-11-20", sure="yes").headers["Location"]
    told = manager.get(there)
    assert "Zoe has done “First day” on 20 November 2026" in told.text and "zoe@example.org" in told.text
    assert told.all("a", href="/teams") and "Take this back" in told.text
    hers = Browser(app, zoe[1]).get(f"/modules/{MODULE}")
    assert "Pass 1 scenario: done" in hers.text
    assert hers.text.split("First day")[1].split("Questions")[0].strip().endswith("Done")


def test_the_last_part_completes_the_module_and_the_certificate_does_not_tell(
    app: Flask, manager: Browser, zoe: tuple[Person, str], form: str
) -> None:
    completes = "This completes the module “Minds”, and Zoe has a certificate for it"
    for part in (SCENARIO_PATH, SET_PATH, OTHER_SET_PATH):
        sent = manager.send(manager.get(form), form, part=part, on="20/11/2026", sure="yes")
        told = manager.get(sent.headers["Location"]).text
        assert "Recorded. Zoe has done" in told and (completes in told) == (part == SET_PATH)
    assert completes not in manager.get(f"{form}/records").text
    hers = Browser(app, zoe[1])
    links = {a["href"] or "" for a in hers.get(f"/modules/{MODULE}").all("a")}
    (certificate,) = {link for link in links if link.startswith("/certificates/")}
    page = hers.get(certificate)
    assert "Zoe" in page.text and "another way" not in page.text.lower()
    assert "Completed" in manager.get("/team").text


def test_what_taking_a_record_back_came_to_is_told_on_the_page_after_it(
    app: Flask, site: Site, manager: Browser, zoe: tuple[Person, str], form: str, clock: Clock
) -> None:
    for part in (SCENARIO_PATH, SET_PATH):
        manager.send(manager.get(form), form, part=part, on="20/11/2026", sure="yes")
    page = manager.get(f"{form}/records")
    links = [a["href"] or "" for a in page.all("a") if "take-back" in (a["href"] or "")]
    for link, ends in zip(links, (True, False), strict=True):
        clock.later(minutes=1)
        sent = manager.send(manager.get(link), link, why="It was somebody else")
        there = sent.headers["Location"]
        told = manager.get(there).text
        assert "Taken back. That Zoe did" in told and ("ended, and so did its certificate" in told) is ends
        assert ("The module is open again for Zoe" in told) is ends
        assert "another certificate" not in told
    assert "Taken back. That" not in manager.get(f"{form}/records").text
    manager.send(manager.get(form), form, part=SCENARIO_PATH, on="20/11/2026", sure="yes")
    taking.take(site, Browser(app, zoe[1]), SET)
    taking.take(site, Browser(app, zoe[1]), SCENARIO)
    (link,) = (a["href"] or "" for a in manager.get(f"{form}/records").all("a") if "take-back" in (a["href"] or ""))
    told = manager.get(manager.send(manager.get(link), link, why="It was not Zoe").headers["Location"]).text
    assert "What else Zoe has done completes the module, with another certificate" in told


def test_each_part_has_its_state_in_words_whichever_way_it_was_done(
    app: Flask, site: Site, manager: Browser, zoe: tuple[Person, str], form: str
) -> None:
    manager.send(manager.get(form), form, part=SCENARIO_PATH, on="20/11/2026", sure="yes")
    taking.take(site, Browser(app, zoe[1]), OTHER_SET)
    page = manager.get(form)
    for said in ("First day – done on 20 November 2026", "Acting on it – done on 23 November 2026"):
        assert said in page.text
    assert "Listening – not done yet" in page.text and "so are those that complete a module" in page.text


def test_the_start_page_of_a_part_that_was_done_another_way_says_so_and_on_which_day(
    app: Flask, site: Site, manager: Browser, zoe: tuple[Person, str], form: str
) -> None:
    hers, said = Browser(app, zoe[1]), "You have done this, on 20 November 2026, and that stays."
    for _ in range(2):
        failed = answer(site, zoe[0], SET, wrong="*")
    assert "Your attempts are used up" in hers.get(taking.start_address(SET)).text
    for part in (SCENARIO_PATH, SET_PATH, OTHER_SET_PATH):
        manager.send(manager.get(form), form, part=part, on="2026-11-20", sure="yes")
    for name in (SCENARIO, SET, OTHER_SET):
        assert said in hers.get(taking.start_address(name)).text
    taking.take(site, hers, SCENARIO, choice="1")
    story = hers.get(taking.start_address(SCENARIO)).text
    assert said in story and "not passed it yet" not in story
    for address in (taking.start_address(SET), f"/attempts/{failed}/result"):
        page = hers.get(address).text
        assert said in page and "used up" not in page and "talk it through" not in page


def test_the_form_says_truly_what_other_pages_tell(manager: Browser, form: str) -> None:
    page = manager.get(form).text
    assert "other pages say that it was done, and on which day; where it was recorded later, when" in page
    assert "reads the same" not in page


def test_a_second_click_records_nothing_more(manager: Browser, site: Site, form: str) -> None:
    page = manager.get(form)
    manager.send(page, form, part=SCENARIO_PATH, on="2026-11-20", sure="yes")
    before = contents(site)
    for day in ("2026-11-20", "2026-11-19"):
        again = Page(manager.send(page, form, 200, part=SCENARIO_PATH, on=day, sure="yes").text)
        assert "This was recorded before" in again.text and "Nothing was changed" in again.text
        assert again.all("h1", tabindex="-1"), "reading begins there"
    assert contents(site) == before


@pytest.mark.parametrize("part", ["", "scenarios/minds/nothing.md", "scenarios/minds/briefing.md", "../x"])
def test_a_part_that_is_none_is_named_at_its_field_and_the_day_is_kept(
    manager: Browser, site: Site, form: str, part: str
) -> None:
    before = contents(site)
    page = Page(manager.send(manager.get(form), form, 400, part=part, on="2026-11-02").text)
    assert page.title.startswith("Error: ")
    assert page.all("a", href="#part")
    assert page.all("select", id="part", **{"aria-describedby": "part-hint part-error"})
    assert page.all("input", name="on", value="2026-11-02")
    assert contents(site) == before


def test_it_is_confirmed_first_with_whose_it_is_and_what_it_completes(
    app: Flask, manager: Browser, site: Site, zoe: tuple[Person, str], form: str
) -> None:
    assert "Record another way… for Zoe" in manager.get("/team").text
    before = contents(site)
    asked = Page(manager.send(manager.get(form), form, 200, part=SCENARIO_PATH, on="20/11/2026").text)
    for said in (
        "Is this right?",
        "Zoe",
        "zoe@example.org",
        "First day",
        "Minds",
        "20 November 2026",
        "This part only",
    ):
        assert said in asked.text
    assert asked.all("h1", tabindex="-1"), "reading begins there"
    assert contents(site) == before
    back = manager.get(f"{form}?part={SCENARIO_PATH}&on=2026-11-20")
    assert back.all("input", name="on", value="2026-11-20")
    assert back.all("option", value=SCENARIO_PATH)[0].get("selected", "no") != "no"
    sure = {"part": SCENARIO_PATH, "on": "2026-11-20", "sure": "yes"}
    assert asked.all("input", name="sure", value="yes") and asked.all("input", name="part", value=SCENARIO_PATH)
    manager.send(asked, form, 400, **sure | {"on": "2027-11-20"})
    assert "Zoe has done “First day”" in manager.get(manager.send(asked, form, **sure).headers["Location"]).text
    twice = Page(manager.send(asked, form, 200, **sure).text)
    assert "This was recorded before" in twice.text and twice.all("a", href=f"{form}/records")
    last = Page(manager.send(manager.get(form), form, 200, part=SET_PATH, on="2026-11-20").text)
    assert "The whole module “Minds”, with a certificate for Zoe" in last.text


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
    sent, own = {"csrf_token": browser.token(), "part": SCENARIO_PATH, "on": "2026-11-20"}, boss.public_id
    for address in (f"/team/people/{own}/another-way", f"/team/people/{own}/another-way/records"):
        browser.get(address, 404)
    browser.post(f"/team/people/{own}/another-way", sent, 404)
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
