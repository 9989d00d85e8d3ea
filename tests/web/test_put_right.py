"""Whoever had a part recorded, and taken back, reads on their own pages that it was, and what is left to do."""

import pytest
from flask import Flask

from quizapp.model.people import Person, Role
from quizapp.services.authoring.retiring import retire
from quizapp.services.records import another_way, corrections
from quizapp.services.site.site import Site
from tests.clock import Clock
from tests.services.quiz_files import DRAWING_SET_PATH, MODULE, OTHER_SET_PATH, SCENARIO, SCENARIO_PATH, SET, SET_PATH
from tests.web import taking
from tests.web.browser import Browser
from tests.web.conftest import Join

HOME = f"/modules/{MODULE}"
WHY = "It was somebody else of the same name"
PUT_RIGHT = "Your record was put right"


@pytest.fixture
def mina(join: Join, minds: None) -> Person:
    return join("Mina", Role.MANAGER, manages=("Team A",))[0]


@pytest.fixture
def zoe(app: Flask, join: Join) -> tuple[Person, Browser]:
    person, token = join("Zoe")
    return person, Browser(app, token)


def record(site: Site, mina: Person, person: Person, *paths: str) -> None:
    for path in paths:
        done = another_way.record_for(site, mina, person.public_id, path, site.today())
        assert done and done.is_new


def take_back(site: Site, mina: Person, person: Person, path: str) -> None:
    page = corrections.records_page(site, mina, person.public_id)
    assert page is not None
    found = next(one for _, one in page.records if one.thing.path == path and one.taken_back is None)
    assert corrections.take_back(site, mina, person.public_id, found.public_id, WHY)


def test_that_a_record_was_taken_back_is_told_with_its_day_until_the_part_is_done(
    site: Site, mina: Person, zoe: tuple[Person, Browser], clock: Clock
) -> None:
    person, browser = zoe
    record(site, mina, person, SCENARIO_PATH, OTHER_SET_PATH)
    assert PUT_RIGHT not in browser.get(HOME).text
    clock.later(hours=12)
    take_back(site, mina, person, SCENARIO_PATH)
    page = browser.get(HOME)
    assert PUT_RIGHT in page.text
    assert "you had done “First day”. That was taken back on 24 November 2026" in page.text
    assert "completion" not in page.text and "another way" not in page.text.replace("done another way, and nobody", "")
    for said in (WHY, "Mina"):
        assert said not in page.text, "the module’s page blames nobody"
    assert PUT_RIGHT not in browser.get("/training").text
    taking.take(site, browser, SCENARIO)
    assert PUT_RIGHT not in browser.get(HOME).text


def test_that_a_completion_ended_with_it_is_told_with_what_is_left_and_where_it_says_why(
    site: Site, mina: Person, zoe: tuple[Person, Browser], clock: Clock
) -> None:
    person, browser = zoe
    record(site, mina, person, SCENARIO_PATH, SET_PATH)
    (old,) = (a["href"] for a in browser.get(HOME).all("a") if (a["href"] or "").startswith("/certificates/"))
    clock.later(hours=12)
    take_back(site, mina, person, SCENARIO_PATH)
    page = browser.get(HOME)
    ended = "Your completion of 23 November 2026 ended with it on 24 November 2026"
    assert ended in page.text and "what is left stands below, about 4 minutes" in page.text
    assert page.all("a", href=old) and WHY in browser.get(old or "").text
    mine = browser.get("/training")
    assert "Your completion of 23 November 2026 ended on 24 November 2026" in mine.text
    assert "what is left to do" in mine.text
    clock.later(hours=2)
    taking.take(site, browser, SCENARIO)
    page = browser.get(HOME)
    assert "You completed this module" in page.text and PUT_RIGHT not in page.text


def test_where_another_completion_took_its_place_both_are_told(
    site: Site, mina: Person, zoe: tuple[Person, Browser], clock: Clock
) -> None:
    person, browser = zoe
    record(site, mina, person, SCENARIO_PATH)
    taking.take(site, browser, SET)
    clock.later(hours=12)
    taking.take(site, browser, SCENARIO)
    clock.later(hours=2)
    take_back(site, mina, person, SCENARIO_PATH)
    page = browser.get(HOME)
    assert "You completed this module on 24 November 2026" in page.text
    assert "your completion of 23 November 2026 ended with it" in page.text and "another took its place" in page.text
    assert "That was taken back" not in page.text, "the part is done"
    assert "ended on" not in browser.get("/training").text


def test_a_record_of_what_is_retired_keeps_its_title(site: Site, mina: Person, zoe: tuple[Person, Browser]) -> None:
    record(site, mina, zoe[0], SCENARIO_PATH)
    assert retire(site, MODULE, "There is a better one").ended
    page = corrections.records_page(site, mina, zoe[0].public_id)
    assert page is not None and [title for title, _ in page.records] == ["First day"]
    assert page.retired_at[page.records[0][1].thing] == site.now()


def test_that_a_record_of_what_is_retired_was_taken_back_is_told_and_nothing_is_left_to_do_of_it(
    site: Site, mina: Person, zoe: tuple[Person, Browser], clock: Clock
) -> None:
    person, browser = zoe
    record(site, mina, person, OTHER_SET_PATH, SCENARIO_PATH)
    for path in (DRAWING_SET_PATH, OTHER_SET_PATH):
        assert retire(site, path, "asks about an old law").ended
    clock.later(hours=12)
    take_back(site, mina, person, OTHER_SET_PATH)
    page = browser.get(HOME)
    assert (
        "you had done “Acting on it”. That was taken back on 24 November 2026. It is not offered any more" in page.text
    )
    assert "open to you as before" not in page.text
    take_back(site, mina, person, SCENARIO_PATH)
    assert "“First day”. That was taken back on 24 November 2026, and it is open to you" in browser.get(HOME).text


def test_that_a_completion_of_a_module_that_is_over_ended_is_told_with_where_it_says_why(
    site: Site, mina: Person, zoe: tuple[Person, Browser], clock: Clock
) -> None:
    person, browser = zoe
    record(site, mina, person, SCENARIO_PATH, SET_PATH)
    (old,) = (a["href"] for a in browser.get(HOME).all("a") if (a["href"] or "").startswith("/certificates/"))
    assert retire(site, MODULE, "There is a better one").ended
    for part in (SCENARIO_PATH, SET_PATH):
        assert PUT_RIGHT not in browser.get(HOME).text or part == SET_PATH
        clock.later(hours=2)
        take_back(site, mina, person, part)
    page = browser.get(HOME)
    assert PUT_RIGHT in page.text and page.all("a", href=old)
    assert "Your completion of 23 November 2026 ended with it on 23 November 2026" in page.text
    assert "The module has ended and cannot be completed again" in page.text and "You completed" not in page.text
    mine = browser.get("/training")
    assert "Your completion of 23 November 2026 ended on 23 November 2026" in mine.text
    assert mine.all("a", href=HOME)
