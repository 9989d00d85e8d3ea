"""*My team* and the publish state."""

from flask import Flask

from quizapp.model.people import Role
from quizapp.services.site import people
from quizapp.services.site.site import Site
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
