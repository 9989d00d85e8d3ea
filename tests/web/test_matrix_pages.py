"""*My teams*, the matrix, a person's record and who looked at it, as pages: words, links and what was typed."""

import io
import re
import zipfile

import pytest
from flask import Flask

from quizapp.model import matrix_pages
from quizapp.model.people import Person, Role
from quizapp.services.site import standings
from quizapp.services.site.site import Site
from quizapp.store.people import people
from tests.databases import PUBLISHED
from tests.services.asked_of import require
from tests.services.quiz_files import MODULE
from tests.web.browser import Browser
from tests.web.conftest import Join

pytestmark = pytest.mark.usefixtures("certificate")  # Alice has completed the module


@pytest.fixture
def mona(join: Join) -> tuple[Person, str]:
    join("Łukasz")
    join("Zoe", team="Team B")
    return join("Mona", Role.MANAGER, team=None, manages=("Team A", "Team B"))


@pytest.fixture
def manager(app: Flask, mona: tuple[Person, str]) -> Browser:
    return Browser(app, mona[1])


@pytest.fixture
def asked(site: Site, mona: tuple[Person, str]) -> None:
    """The module is required of everybody, and was to be completed in February."""
    require(site, mona[0], MODULE, from_on=PUBLISHED.date(), days=30)


def test_without_requirements_my_teams_says_so_kindly_and_shows_what_was_completed(manager: Browser) -> None:
    page = manager.get("/teams")
    assert "Nothing is required of your people yet." in page.text and "To chase" not in page.text
    assert [a["href"] for a in page.all("a") if "optional" in (a["href"] or "")] == [
        f"/matrix?module={MODULE}&status=optional"
    ]


@pytest.mark.usefixtures("asked")
def test_every_number_of_my_teams_leads_to_as_many_people(manager: Browser) -> None:
    page = manager.get("/teams")
    assert "Something is required of 3 of your 3 people" in page.text
    numbers = re.findall(r'<a href="(/matrix\?[^"]*|/matrix)">([0-9]+)<', page.html.replace("&amp;", "&"))
    assert len(numbers) >= 8
    for path, number in numbers:
        assert manager.get(path).html.count('<th scope="row">') == int(number), path
    assert "Overdue was due by 4 Feb 2026" in page.text


@pytest.mark.usefixtures("asked")
def test_a_cell_leads_to_a_record_that_goes_down_to_attempts_and_has_no_score(
    app: Flask, manager: Browser, alice: Browser, certificate: str
) -> None:
    matrix = manager.get("/matrix?name=alice")
    assert "Person 1 of 1 you asked for" in matrix.text and "Up to date" in matrix.text
    (cell,) = [a["href"] for a in matrix.all("a", **{"class": "cell"}) if f"#{MODULE}" in (a["href"] or "")]
    record = manager.get((cell or "").split("#")[0])
    for said in ("Completed on 23 November 2026", "Passed on 23 November 2026", "It rests on: ", "In Team A since"):
        assert said.strip() in record.text, said
    assert record.all("a", href=certificate)
    for hidden in ("100", "Find somewhere quiet", "DSL", "%"):
        assert hidden not in record.text
    looks = alice.get("/who-looked")
    assert "Mona" in looks.text and "23 November 2026, 14:32" in looks.text
    assert alice.get("/training").all("a", href="/who-looked")


@pytest.mark.usefixtures("asked")
def test_a_day_that_is_none_is_told_and_what_was_typed_stays(manager: Browser) -> None:
    wrong = manager.get("/matrix?on=3.2.26&name=zoe", 400)
    assert "Enter a day with its year in full" in wrong.text and wrong.title.startswith("Error: ")
    assert [field["value"] for field in wrong.all("input", id="on")] == ["3.2.26"]
    assert [field["value"] for field in wrong.all("input", id="name")] == ["zoe"]
    past = manager.get("/matrix?on=2026-02-01&status=late")
    assert "as of 1 February 2026" in past.text and "by what is known today" in past.text
    assert "Overdue" not in past.text.split("Sorted by")[1] and "by 4 Feb 2026" in past.text


def test_what_is_not_there_is_not_found(manager: Browser) -> None:
    for path in ("/matrix?team=Team+Z", "/matrix?status=x", "/matrix?module=x", "/matrix?group=x", "/matrix/nope"):
        manager.get(path, 404)
    manager.get("/team/people/nobody", 404)
    for odd in ("after=nobody", "sort=x", "inside=yes", f"name={'x' * 3000}", "page=9999"):
        assert manager.get(f"/matrix?{odd}").title.startswith("Training matrix"), odd
        manager.get(f"/teams/chase?{odd}")
        manager.get(f"/who-looked?{odd}")


@pytest.mark.usefixtures("asked")
def test_pages_of_the_matrix_and_of_whom_to_chase_turn_with_what_was_asked(
    manager: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matrix_pages, "PAGE", 1)
    first = manager.get("/matrix?status=late&sort=name")
    assert "Person 1 of 2 you asked for" in first.text and "Łukasz" in first.text
    (onward,) = first.all("a", rel="next")
    second = manager.get(onward["href"] or "")
    assert "Person 2 of 2" in second.text and "Zoe" in second.text and second.all("a", rel="prev")
    chase = manager.get("/teams/chase")
    (onward,) = chase.all("a", rel="next")
    assert "Zoe" in manager.get(onward["href"] or "").text and "2 things are late or due soon" in chase.text


def test_a_module_has_a_table_of_its_own(manager: Browser) -> None:
    page = manager.get(f"/matrix/{MODULE}?name=alice")
    assert page.title.startswith("My teams: Minds") and "Module: Minds" in page.text and "Passed" in page.text
    assert "Just a phase" not in page.text and "Just a phase" in manager.get("/team").text


@pytest.mark.usefixtures("asked")
def test_the_file_has_the_people_of_the_page_and_says_what_was_asked_and_when(
    site: Site, manager: Browser, join: Join
) -> None:
    found = join("=1+1")[0]
    with site.database.write() as connection:
        people.set_staff_number(connection, found.id, "007")
        standings.refresh(site, connection, [found.id])
    path = f"?status=late&module={MODULE}&sort=name&name=1"
    page = manager.get(f"/matrix{path}")
    (link,) = [a["href"] for a in page.all("a") if (a["href"] or "").startswith("/matrix.csv")]
    before = exports(site)
    sent = manager.client.get(link or "")
    assert sent.mimetype == "text/csv" and "training-matrix-2026-11-23.csv" in sent.headers["Content-Disposition"]
    assert sent.data.startswith(b"\xef\xbb\xbf")
    lines = sent.data.decode("utf-8-sig").splitlines()
    assert lines[:2] == ["Training matrix,as of 23 November 2026", 'Made,"on 23 November 2026, 14:32"']
    assert "Who is,late (overdue or expired)" in lines and "Name has,1" in lines and "Module,Minds" in lines
    assert lines[-2].startswith("Team,Name,Staff number,E-mail address,Minds: status,")
    assert lines[-1] == "Team A,'=1+1,'007,'=1+1@example.org,overdue,2026-02-04,"
    assert exports(site) == before + 1
    for wrong in ("?team=Team+Z", "?on=soon"):
        assert manager.client.get(f"/matrix.csv{wrong}").status_code == 404


def exports(site: Site) -> int:
    """How many files of the matrix are in the audit trail."""
    with site.database.read() as connection:
        asked = "SELECT count(*) FROM audit WHERE action = 'matrix-export'"
        return int(connection.exec_driver_sql(asked).scalar_one())


@pytest.mark.usefixtures("asked")
def test_the_file_for_excel_says_the_same_and_runs_nothing(site: Site, manager: Browser, join: Join) -> None:
    found = join("=1+1 Café")[0]
    with site.database.write() as connection:
        people.set_staff_number(connection, found.id, "007")
        standings.refresh(site, connection, [found.id])
    (link,) = [
        a["href"] for a in manager.get("/matrix?name=1").all("a") if (a["href"] or "").startswith("/matrix.xlsx")
    ]
    before = exports(site)
    got = manager.client.get(link)
    assert exports(site) == before + 1 and got.headers["Content-Disposition"].endswith('.xlsx"')
    with zipfile.ZipFile(io.BytesIO(got.data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    cells = re.findall(r'<c r="([A-Z]+\d+)"[^>]*?(?: t="(\w+)")?>(.*?)</c>', sheet)
    texts = [(kind, re.sub("<[^>]+>", "", inside)) for _, kind, inside in cells]
    assert "<f>" not in sheet and ("inlineStr", "=1+1 Café") in texts and ("inlineStr", "007") in texts
    assert ("inlineStr", "Name has") in texts and any(kind != "inlineStr" for kind, _ in texts), "days are days"
