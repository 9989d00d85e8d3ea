"""What has changed since a module was completed, and what a team agreed to do: their pages and forms."""

import pytest
from flask import Flask

from quizapp.model.people import Role
from tests.clock import Clock
from tests.services.quiz_files import MODULE
from tests.web.browser import Browser, Page
from tests.web.conftest import PASSWORD, Join

WORDS = "I ring <the family> on the same day & say why"
SINCE = f"/modules/{MODULE}/since"
TEAM = "/team/practice"


@pytest.fixture
def manager(app: Flask, join: Join) -> Browser:
    return Browser(app, join("Mina", Role.MANAGER, manages=("Team A",))[1])


def test_it_is_kept_shared_and_taken_away_again(alice: Browser, certificate: str, manager: Browser) -> None:
    assert alice.get(f"/modules/{MODULE}").all("a", href=SINCE)
    page = alice.get(SINCE)
    came = alice.send(page, SINCE, did=WORDS, supervision="yes")
    told = alice.get(came.headers["Location"]).text
    assert "Only you can read your words" in told and WORDS in told
    seen = manager.get(TEAM).text
    assert "Shown from five people on" in seen and WORDS not in seen and "Nobody has shared any words yet" in seen
    alice.send(alice.get(SINCE), SINCE, did=WORDS, shared="yes")
    seen = manager.get(TEAM).text
    assert WORDS in seen and "Alice" in seen
    told = alice.get(alice.send(alice.get(SINCE), SINCE, did="").headers["Location"]).text
    assert "It is gone" in told and WORDS not in manager.get(TEAM).text


def test_what_cannot_be_kept_stays_in_the_form(alice: Browser, certificate: str) -> None:
    page = Page(alice.send(alice.get(SINCE), SINCE, 400, did="x" * 1001, supervision="yes").text)
    assert "Use 1,000 characters or fewer" in page.text and "x" * 1001 in page.text
    assert "checked" in page.all("input", id="supervision")[0]
    page = Page(alice.send(alice.get(SINCE), SINCE, 400, did=" ", shared="yes").text)
    assert "take the tick away" in page.text and "checked" in page.all("input", id="shared")[0]


def test_what_was_written_comes_back_after_signing_in_and_is_saved_when_it_is_sent_again(
    alice: Browser, certificate: str, clock: Clock
) -> None:
    page = alice.get(SINCE)
    clock.later(days=2)
    door = Page(alice.send(page, SINCE, 200, did=WORDS, supervision="yes").text)
    back = Page(alice.send(door, "/sign-in", 200, email="Alice@example.org", password=PASSWORD).text)
    assert "not saved yet" in back.text and WORDS in back.text
    assert "checked" in back.all("input", id="supervision")[0] and "checked" not in back.all("input", id="shared")[0]
    assert "Saved" in alice.get(alice.send(back, SINCE, did=WORDS).headers["Location"]).text


def test_what_a_team_agreed_is_logged_ended_and_read_by_its_people(alice: Browser, manager: Browser) -> None:
    page = manager.get(TEAM)
    refused = Page(manager.send(page, TEAM, 400, what=WORDS, on="yesterday", due="1/1/26").text)
    assert WORDS in refused.text and refused.all("input", id="due")[0]["value"] == "1/1/26"
    assert "Enter the day on which it was agreed, with its year" in refused.text
    came = manager.send(refused, TEAM, what=WORDS, on="20/11/2026", due="2026-12-01")
    logged = manager.get(came.headers["Location"])
    assert WORDS in logged.text and "by 1 December 2026" in logged.text
    assert WORDS in alice.get("/training").text
    (link,) = [a["href"] or "" for a in logged.all("a") if (a["href"] or "").startswith(f"{TEAM}/")]
    refused = Page(manager.send(manager.get(link), link, 400, how="dropped", note="").text)
    assert "Say in a sentence why it was dropped" in refused.text
    refused = Page(manager.send(manager.get(link), link, 400, note=WORDS).text)
    assert "Choose how it ended" in refused.text and WORDS in refused.text
    told = manager.get(manager.send(refused, link, how="done", note="It is our way now").headers["Location"])
    assert "Done on 23 November 2026, says Mina: It is our way now" in told.text
    assert WORDS not in alice.get("/training").text
    assert "It was logged before as done" in manager.get(link).text
