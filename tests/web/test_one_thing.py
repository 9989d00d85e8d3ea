"""One thing that I will do: its form, its day, My training, sign-in in between, and who never sees it."""

import pytest
from flask import Flask

from quizapp.model.people import Role
from quizapp.services.site.site import Site, StoreUnavailable
from tests.clock import Clock
from tests.web.browser import Browser, Page
from tests.web.conftest import PASSWORD, Join

WORDS = "Ask Noor & Sam on Friday, plainly"


def keep(browser: Browser, finished: str, on: str, status: int = 303, will: str = WORDS) -> Page:
    action = f"{finished}/one-thing"
    came = browser.send(browser.get(f"{finished}/debrief"), action, status, will=will, on=on)
    return browser.get(came.headers["Location"]) if status == 303 else Page(came.text)


def test_it_is_kept_from_the_debrief_and_is_not_on_my_training_before_its_day(alice: Browser, finished: str) -> None:
    assert "From 25 November 2026 you will see it" in keep(alice, finished, "25/11/2026").text
    assert WORDS in alice.get(f"{finished}/debrief").text
    assert WORDS not in alice.get("/training").text


def test_a_day_that_cannot_be_is_said_kindly_and_nothing_typed_is_lost(alice: Browser, finished: str) -> None:
    for on, said in (
        ("next Friday", "Enter a day with its year in full, such as 27/11/2026, or leave it empty"),
        ("22/11/2026", "Enter today or a later day"),
        ("2062-11-23", "Enter a day within the next year"),
    ):
        page = keep(alice, finished, on, 400)
        assert page.title.startswith("Error") and said in page.text
        assert page.all("input", id="on")[0]["value"] == on
        assert WORDS in "".join(page.words)
    page = keep(alice, finished, "2026-11-24", 400, will="")
    assert "Write what you will do" in page.text
    assert page.all("input", id="on")[0]["value"] == "2026-11-24"


def test_it_waits_on_my_training_and_can_be_done_or_taken_away_there(alice: Browser, finished: str) -> None:
    for over, left in (("done", True), ("away", False)):
        keep(alice, finished, "2026-11-23", will=f"{WORDS} ({over})")
        mine = alice.get("/training")
        assert WORDS in mine.text and "23 November 2026" in mine.text
        came = alice.send(mine, f"{finished}/one-thing/over", over=over)
        assert came.headers["Location"] == "/training"
        assert WORDS not in alice.get("/training").text
        assert (WORDS in alice.get(f"{finished}/debrief").text) == left


def test_words_typed_after_the_session_ended_come_back_to_the_letter_with_their_day(
    alice: Browser, finished: str, clock: Clock
) -> None:
    page, action = alice.get(f"{finished}/one-thing"), f"{finished}/one-thing"
    clock.later(days=2)
    door = Page(alice.send(page, action, 200, will=WORDS, on="next Friday").text)
    who = {"email": "Alice@example.org", "password": PASSWORD}
    kept = alice.lands(alice.send(door, "/sign-in", **who))
    assert "not saved yet" in kept.text and WORDS in "".join(kept.words)
    assert kept.all("input", id="on")[0]["value"] == "next Friday"
    assert "not saved yet" in alice.get(action).text, "nothing is saved before the click"
    saved = alice.lands(alice.send(kept, action, will=WORDS, on="2026-11-25"))
    assert WORDS in "".join(saved.words) and "not saved yet" not in saved.text


def test_it_stays_on_the_page_while_the_database_is_away(
    alice: Browser, finished: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise StoreUnavailable("away")

    page, action = alice.get(f"{finished}/one-thing"), f"{finished}/one-thing"
    with monkeypatch.context() as broken:
        broken.setattr(site.database, "write", away)
        told = Page(alice.send(page, action, 503, will=WORDS, on="2026-11-25").text)
    assert told.form(action)["will"] == WORDS and told.form(action)["on"] == "2026-11-25"
    alice.send(told, action)
    assert WORDS in "".join(alice.get(action).words)


def test_nobody_else_ever_sees_it(app: Flask, alice: Browser, bob: Browser, finished: str, join: Join) -> None:
    keep(alice, finished, "2026-11-23")
    action = f"{finished}/one-thing"
    for method, path in (("get", action), ("post", action), ("post", f"{action}/over")):
        fields = {"csrf_token": bob.token(), "will": "x", "on": "", "over": "away"}
        bob.get(path, 404) if method == "get" else bob.post(path, fields, 404)
    roles = (Role.MANAGER, Role.TRAINER, Role.ADMINISTRATOR)
    other = Browser(app, join("Manager", *roles, manages=("Team A",))[1])
    for path in ("/team", "/team.csv", "/publish-state", "/coverage", "/settings", "/training"):
        sent = other.client.get(path)
        assert sent.status_code == 200 and WORDS.split(" &", maxsplit=1)[0] not in sent.text, path
    assert WORDS in alice.get("/training").text
