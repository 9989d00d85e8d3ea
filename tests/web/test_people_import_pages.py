"""Bringing in a list of people on the page: shown first, done whole, and never where it has come to something else."""

from io import BytesIO

import pytest
from flask import Flask

from quizapp.exchange.people_csv import read_people
from quizapp.model.people import Role
from quizapp.services.site import people
from quizapp.services.site.site import Site
from tests.services.taking import rows
from tests.web.browser import Browser, Page
from tests.web.conftest import Join

LISTED = "name,email,staff number,team,roles,works as\nKit Ashe,kit@example.org,77,North / Desk,trainer,bank\n"
ADDRESS = "/people/import"


@pytest.fixture
def vera(app: Flask, join: Join) -> Browser:
    """An administrator."""
    return Browser(app, join("Vera", Role.ADMINISTRATOR)[1])


def choose(browser: Browser, content: bytes, status: int = 200) -> Page:
    fields = browser.get(ADDRESS).form(ADDRESS) | {"list": (BytesIO(content), "people.csv")}
    answer = browser.client.post(ADDRESS, data=fields, content_type="multipart/form-data")
    assert answer.status_code == status, answer.text
    page = Page(answer.text)
    page.check()
    return page


def test_a_list_is_shown_first_and_brought_in_with_one_click(vera: Browser, site: Site) -> None:
    shown = choose(vera, LISTED.encode())
    for words in ("Kit Ashe", "Added", "Desk, in North", "Trainer", "Bank staff", "Nothing was changed yet"):
        assert words in shown.text, words
    assert rows(site, "SELECT count(*) FROM person WHERE name = 'Kit Ashe'") == [(0,)]
    assert "was brought in" in vera.lands(vera.send(shown, ADDRESS)).text
    assert rows(site, "SELECT works_as FROM person WHERE name = 'Kit Ashe'") == [("bank",)]
    assert "Nothing is to be changed" in choose(vera, LISTED.encode()).text


def test_each_mistake_is_shown_with_its_line_and_nothing_is_stored(vera: Browser, site: Site) -> None:
    shown = choose(vera, f"{LISTED}Jo,,,,trainor,\n".encode(), 400)
    assert "3 There is no “trainor” (roles). Did you mean “trainer”?" in shown.text
    assert "3 Jo has neither an e-mail address nor a staff number" in shown.text
    assert "in UTF-16" in choose(vera, LISTED.encode("utf-16"), 400).text
    assert "parted by semicolons" in choose(vera, LISTED.replace(",", ";").encode(), 400).text
    assert "Choose a file" in choose(vera, b"", 400).text
    assert rows(site, "SELECT count(*) FROM person") == [(1,)]


def test_what_came_to_something_else_meanwhile_is_shown_anew(vera: Browser, site: Site, join: Join) -> None:
    join("Kit")
    shown = choose(vera, LISTED.encode())
    assert people.rename(site, "kit@example.org", name="Kit Fay").person
    again = Page(vera.send(shown, ADDRESS, 400).text)
    assert "Somebody changed people or teams" in again.text and "Kit Fay" in again.text
    assert "was brought in" in vera.lands(vera.send(again, ADDRESS)).text


def test_what_is_packed_is_never_trusted(vera: Browser) -> None:
    shown = choose(vera, LISTED.encode())
    for packed in ("x", "eJw=", shown.form(ADDRESS)["packed"][:-8], "é"):
        vera.send(shown, ADDRESS, 400, packed=packed)


def test_the_empty_file_has_the_columns(vera: Browser) -> None:
    answer = vera.client.get(f"{ADDRESS}/template.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="people.csv"'
    assert [mistake.line for mistake in read_people(answer.data).mistakes] == [1]
