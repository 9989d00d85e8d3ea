"""A link to what is retired explains that it is, says what is kept, and leads on; it is nowhere offered."""

import pytest
from flask import Flask

from quizapp.model.people import Role
from quizapp.services.authoring.publishing import publish
from quizapp.services.authoring.retiring import retire
from quizapp.services.site.site import Site
from tests.services.quiz_files import (
    DRAWING_SET_PATH,
    MODULE,
    OTHER_SET,
    OTHER_SET_PATH,
    SCENARIO,
    quiz_files,
)
from tests.web import taking
from tests.web.browser import Browser
from tests.web.conftest import Join

HOME = f"/modules/{MODULE}"
STORY = f"/training/{MODULE}/{SCENARIO}"
SET = f"/questions/{MODULE}/{OTHER_SET}"


@pytest.fixture
def without(site: Site, minds: None) -> None:
    """The set that draws from all others is retired, so that others can be."""
    assert retire(site, DRAWING_SET_PATH, "not used").ended


def test_a_link_to_a_retired_set_says_so_with_what_is_kept_and_a_way_on(
    site: Site, alice: Browser, bob: Browser, without: None
) -> None:
    result = taking.take(site, alice, OTHER_SET)
    assert retire(site, OTHER_SET_PATH, "asks about an old law").ended
    page = alice.get(SET)
    assert "This set of questions was retired on 23 November 2026" in page.text
    assert "What you did is kept" in page.text and "old law" not in page.text
    assert page.all("a", href=HOME) and page.all("a", href=f"{result}/result")
    assert alice.get(f"{result}/result").title
    page = bob.get(SET)
    assert "You have not begun it" in page.text and not page.all("form", action=f"{SET}/start")
    assert bob.post(f"{SET}/start", {"csrf_token": bob.token()}, 303).headers["Location"] == SET
    for path in (HOME, "/training"):
        assert not bob.get(path).all("a", href=SET)
    assert alice.get("/training").all("a", href=SET), "what Alice did is found again"
    assert publish(site, quiz_files()).publications
    assert bob.get(SET).all("form", action=f"{SET}/start")


def test_whoever_is_in_the_middle_finds_the_way_on_from_my_training(site: Site, alice: Browser, minds: None) -> None:
    attempt = taking.begin(alice, OTHER_SET)
    assert retire(site, MODULE, "another has it all").ended
    page = alice.get("/training")
    assert "No longer offered" in page.text and "This module was retired on 23 November 2026" in page.text
    assert page.all("a", href=attempt)
    assert alice.get(SET).all("a", href=attempt)


@pytest.mark.parametrize("page", ["", "/start-here", "/picture"])
def test_a_retired_module_says_so(site: Site, alice: Browser, certificate: str, page: str) -> None:
    assert retire(site, MODULE, "another has it all").ended
    shown = alice.get(f"{HOME}{page}")
    assert "This module was retired on 23 November 2026" in shown.text
    assert shown.all("a", href=certificate) and shown.all("a", href=STORY)
    assert "This certificate was issued here" in Browser(alice.client.application).get(certificate).text


def test_a_trainer_who_opens_the_pack_of_a_retired_scenario_comes_to_its_page(
    app: Flask, site: Site, join: Join, minds: None
) -> None:
    tess = Browser(app, join("Tess", Role.TRAINER)[1])
    assert retire(site, MODULE, "an old law").ended
    answer = tess.client.get(f"/packs/{MODULE}/{SCENARIO}")
    assert (answer.status_code, answer.headers["Location"]) == (303, STORY)
    page = tess.get(STORY)
    assert page.all("a", href="/publish-state")
    assert "an old law" in tess.get("/publish-state").text


def test_what_was_never_live_is_not_found(alice: Browser, minds: None) -> None:
    for path in (f"/training/{MODULE}/nothing", f"/questions/{MODULE}/nothing", "/modules/nothing"):
        alice.get(path, 404)
    alice.post(f"/training/{MODULE}/nothing/start", {"csrf_token": alice.token()}, 404)


def test_what_is_retired_is_not_offered_again_on_its_result_and_its_debrief(
    site: Site, alice: Browser, bob: Browser, without: None
) -> None:
    result, story = taking.take(site, alice, OTHER_SET), taking.take(site, alice, SCENARIO, choice="1")
    failed = f"{taking.take(site, bob, SCENARIO, choice='1')}/debrief"
    assert alice.get(f"{result}/result").all("form", action=f"{SET}/start")
    assert "Play it again" in alice.get(f"{story}/debrief").text
    assert retire(site, OTHER_SET_PATH, "asks about an old law").ended
    page = alice.get(f"{result}/result")
    assert "This set of questions was retired on 23 November 2026: it is not offered any more" in page.text
    assert not page.all("form", action=f"{SET}/start")
    assert retire(site, MODULE, "another has it all").ended
    for path, browser in ((f"{result}/result", alice), (f"{story}/debrief", alice), (failed, bob)):
        page = browser.get(path)
        for word in ("play it again", "play again", "try again", "practise again"):
            assert word not in page.text.lower(), path
        assert "was retired on 23 November 2026: it is not offered any more" in page.text
        assert "Go to My training" in page.text
    assert publish(site, quiz_files()).publications
    page = alice.get(f"{story}/debrief")
    assert "retired" not in page.text and "Play it again" in page.text


@pytest.mark.parametrize("name", [SCENARIO, OTHER_SET])
def test_whoever_pauses_in_what_is_retired_is_promised_no_other_try(
    site: Site, alice: Browser, minds: None, name: str
) -> None:
    attempt = taking.begin(alice, name)
    assert "Once this attempt is finished, " in alice.get(f"{attempt}/pause").text
    assert retire(site, MODULE, "another has it all").ended
    page = alice.get(f"{attempt}/pause")
    assert "Once this attempt is finished" not in page.text
    assert "It was retired on 23 November 2026 and is not offered any more, but you can go on to the end" in page.text


def test_an_open_attempt_at_what_is_retired_is_on_the_modules_page_and_my_training_goes_on_with_it(
    site: Site, alice: Browser, bob: Browser, without: None
) -> None:
    attempt = taking.begin(alice, OTHER_SET)
    for path, said in ((HOME, "No longer offered"), ("/training", "You are in the middle of “Acting on it”")):
        assert said not in alice.get(path).text
    assert retire(site, OTHER_SET_PATH, "asks about an old law").ended
    page = alice.get(HOME)
    assert page.all("a", href=attempt)
    for said in (
        "No longer offered",
        "Acting on it Retired on 23 November 2026",
        "You can go on with what you have begun",
    ):
        assert said in page.text
    page = alice.get("/training")
    assert "You are in the middle of “Acting on it”. It was retired on 23 November 2026" in page.text
    assert page.all("a", href=attempt, **{"class": "govuk-button"}) and "Go on: Acting on it" in page.text
    assert "No longer offered" not in bob.get(HOME).text
    while taking.step(site, alice, attempt):
        pass
    page = alice.get(HOME)
    assert page.all("a", href=SET) and "What you did is kept, and it counts as before" in page.text
    assert "You can go on" not in page.text
