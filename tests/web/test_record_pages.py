"""*My team* and the publish state."""

from flask import Flask

from quizapp.model.people import Role
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
    assert "Alice" in page.text and "Passed" in page.text and "23 November 2026" in page.text
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
    for said in ("Module: Minds", "Listening", "Completed 23 November 2026", "Not yet"):
        assert said in page.text
    rows = manager.client.get("/team.csv").text.splitlines()
    assert "Team A,Alice,minds,Minds,completed,,,2026-11-23" in rows
    assert "Team A,Bob,minds,Minds,not completed,,," in rows
    assert certificate.rsplit("/", 1)[1] not in page.html
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
