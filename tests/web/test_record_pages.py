"""*My team* and the publish state."""

import gc
from tempfile import SpooledTemporaryFile
from typing import Any

import pytest
from flask import Flask

from quizapp.model import team_pages
from quizapp.model.people import Role, TeamTable
from quizapp.services.records import teams
from quizapp.services.site import people
from quizapp.services.site.site import Site, StoreUnavailable
from quizapp.store import audit
from quizapp.store.records import team_tables
from quizapp.web import whole_files
from tests.services.quiz_files import SCENARIO
from tests.web import taking
from tests.web.browser import Browser
from tests.web.conftest import Join


def test_a_manager_sees_status_and_never_a_score_an_answer_or_a_reflection(
    app: Flask, alice: Browser, finished: str, join: Join
) -> None:
    secret = "a private thought"
    alice.send(alice.get(f"{finished}/reflections"), f"{finished}/reflections", **{"reflection-0": secret})
    join("Zoe", team="Team B")
    manager = Browser(app, join("Manager", Role.MANAGER, manages=("Team A",))[1])
    page = manager.get("/team")
    assert "Alice" in page.text and "Passed" in page.text and "23 Nov 2026" in page.text
    csv = manager.client.get("/team.csv")
    assert csv.mimetype == "text/csv" and "my-team.csv" in csv.headers["Content-Disposition"]
    for sent in (page.text, csv.text):
        assert "Alice" in sent and "Zoe" not in sent
        for hidden in (secret, "75", "half an eye", "Heard and shared"):
            assert hidden not in sent


def test_a_trainer_sees_each_file_and_nothing_about_people(app: Flask, finished: str, join: Join) -> None:
    page = Browser(app, join("Trainer", Role.TRAINER)[1]).get("/publish-state")
    assert "scenarios/child-mental-health/just-a-phase.md" in page.text and "Live" in page.text
    assert "Alice" not in page.text


def test_a_manager_sees_who_has_completed_what_and_a_spreadsheet_says_the_same(
    app: Flask, bob: Browser, certificate: str, join: Join
) -> None:
    manager = Browser(app, join("Manager", Role.MANAGER, manages=("Team A",))[1])
    page = manager.get("/team")
    headings = [heading["scope"] for heading in page.all("th")]
    assert headings and set(headings) <= {"col", "row"}
    for said in ("Module: Minds", "Listening", "Completed 23 Nov 2026", "Not yet"):
        assert said in page.text
    rows = manager.client.get("/team.csv").text.splitlines()
    code = certificate.rsplit("/", 1)[1]
    assert f"Team A,Alice,,alice@example.org,Minds,module,Minds,completed,here,,,2026-11-23,{code},," in rows
    assert "Team A,Bob,,bob@example.org,Minds,module,Minds,not completed,,,,,,," in rows
    assert code not in page.html
    for sent in (page.text, "\n".join(rows)):
        for hidden in ("100", "Find somewhere quiet", "DSL"):
            assert hidden not in sent


def test_a_team_says_how_many_columns_there_are_to_scroll_to(
    app: Flask, finished: str, minds: None, join: Join
) -> None:
    page = Browser(app, join("Manager", Role.MANAGER, manages=("Team A",))[1]).get("/team")
    columns = page.html.count('<th scope="col">') - 1
    assert columns > 2 and f"{columns} columns beside the names." in page.text
    assert f"{columns} columns beside the names" in (page.all("div", role="region")[0]["aria-label"] or "")


def test_two_of_one_name_are_told_apart_beside_their_names_and_in_the_words_of_the_link(
    app: Flask, site: Site, join: Join
) -> None:
    manager = Browser(app, join("Manager", Role.MANAGER, manages=("Team A",))[1])
    for name in ("First", "Second", "Third"):
        join(name)
    for address, name in (("first", "Maya Patel"), ("second", "maya  patel")):
        assert people.rename(site, f"{address}@example.org", name=name).problems == ()
    page = manager.get("/team")
    for said in ("first@example.org", "Record another way… for Maya Patel, first@example.org", "second@example.org"):
        assert said in page.text
    assert "third@example.org" not in page.text and "manager@example.org" not in page.text


def test_attempts_are_counted_where_there_is_more_than_one(
    app: Flask, site: Site, alice: Browser, minds: None, join: Join
) -> None:
    manager = Browser(app, join("Manager", Role.MANAGER, manages=("Team A",))[1])
    taking.take(site, alice, SCENARIO, choice="1")
    page = manager.get("/team")
    assert "Finished 23 Nov 2026" in page.text and "attempt" not in page.text
    taking.begin(alice, SCENARIO)
    assert "23 Nov 2026 2 attempts" in manager.get("/team").text


@pytest.fixture
def manager(app: Flask, join: Join, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """A manager of six people in two teams, who has five of them on a page."""
    for name in ("Ann", "Łukasz", "Cleo", "Dan"):
        join(name)
    join("Zoe", team="Team B")
    monkeypatch.setattr(team_pages, "PAGE", 5)
    return Browser(app, join("Manager", Role.MANAGER, manages=("Team A", "Team B"))[1])


def test_a_manager_of_many_turns_pages_and_back(manager: Browser) -> None:
    first = manager.get("/team")
    assert "People 1 to 5 of 6 whom you manage." in first.text and "Zoe" not in first.text
    assert "Download everybody as a spreadsheet" in first.text and "Printing prints only who is on" in first.text
    assert "Next person" in first.text and not first.all("a", rel="prev")
    (onward,) = first.all("a", rel="next")
    second = manager.get(onward["href"] or "")
    assert "Person 6 of 6 whom you manage." in second.text and "Zoe" in second.text and "Cleo" not in second.text
    assert not second.all("a", rel="next")
    (back,) = second.all("a", rel="prev")
    assert back["href"] == "/team" and "Previous 5 people" in second.text


def test_a_manager_of_many_finds_somebody_by_name_and_team(manager: Browser) -> None:
    found = manager.get("/team?team=&name=lukasz")
    assert "Person 1 of 1 whom you manage with “lukasz” in their name." in found.text and "Łukasz" in found.text
    assert [field["value"] for field in found.all("input", id="name")] == ["lukasz"]
    of_team = manager.get("/team?team=Team+B&name=")
    assert "Person 1 of 1 in Team B." in of_team.text and of_team.all("option", value="Team B")[0].keys() >= {
        "selected"
    }
    nobody = manager.get("/team?name=%3Cb%3Enobody")
    assert "Nobody whom you manage has “<b>nobody” in their name." in nobody.text
    assert nobody.all("a", href="/team") and "<table" not in nobody.html
    manager.get("/team?team=Team+Z", 404)
    for odd in ("after=nobody", "after=%F0%9F%99%82", "team=&after=", f"name={'x' * 3000}", "after[]=1&team="):
        assert manager.get(f"/team?{odd}").title.startswith("My team"), odd


def test_a_manager_of_few_has_nothing_to_search_and_to_turn(app: Flask, alice: Browser, join: Join) -> None:
    page = Browser(app, join("Manager", Role.MANAGER, manages=("Team A",))[1]).get("/team")
    assert not page.all("form", role="search") and not page.all("a", rel="next")
    assert "Download this as a spreadsheet" in page.text and "Printing" not in page.text and "People 1" not in page.text


def test_a_large_spreadsheet_is_the_same_and_waits_on_the_disk(
    manager: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_disk = []

    class Watched(SpooledTemporaryFile[bytes]):
        def write(self, piece: Any) -> int:
            written = super().write(piece)
            on_disk.append(self._rolled)  # type: ignore[attr-defined]  # the only sign of it
            return written

    small = manager.client.get("/team.csv").data
    monkeypatch.setattr(whole_files, "SpooledTemporaryFile", Watched)
    monkeypatch.setattr(whole_files, "IN_MEMORY", 300)
    monkeypatch.setattr(whole_files, "PIECE", 64)
    response = manager.client.get("/team.csv")
    assert response.headers["Content-Length"] == str(len(small))
    assert max(map(len, response.iter_encoded())) <= 64
    response.close()
    assert manager.client.get("/team.csv", buffered=True).data == small
    head = manager.client.head("/team.csv", buffered=True)
    assert (head.status_code, head.data) == (200, b"")
    assert on_disk[:3] == [False, True, True], "it goes there as soon as it is large, and not at its end"
    gc.collect()  # a file that stayed open would be told of here


@pytest.mark.parametrize("failure", [StoreUnavailable("gone"), OSError(28, "No space left on device")])
def test_a_spreadsheet_that_fails_half_way_is_an_error_page_and_no_short_file(
    manager: Browser, site: Site, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    read, asked = team_tables.team_tables, []

    def fail(*arguments: Any) -> tuple[TeamTable, ...]:
        asked.append(1)
        if len(asked) == 3:
            raise failure
        return read(*arguments)

    monkeypatch.setattr(teams, "AT_ONCE", 2)
    monkeypatch.setattr(team_tables, "team_tables", fail)
    with site.database.read() as connection:
        before = audit.count(connection)
    response = manager.client.get("/team.csv")
    assert (response.status_code, response.mimetype) == (503, "text/html") and len(asked) == 3
    assert "Content-Disposition" not in response.headers and "Ann" not in response.text
    with site.database.read() as connection:
        assert audit.count(connection) == before
