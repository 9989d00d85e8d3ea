"""A question set taken in the browser, with the real services behind it: answers, tabs, sign-in, result (DESIGN §4)."""

from collections.abc import Callable

import pytest
from flask import Flask

from quizapp.model.published import SourceFile
from quizapp.services.authoring.publishing import publish
from quizapp.services.site.site import Site
from tests.clock import Clock
from tests.databases import Files
from tests.services import quiz_files
from tests.services.example_site import MODULE, PATH, SCENARIO, example_files, whole_example
from tests.web import taking
from tests.web.browser import Browser, Page
from tests.web.conftest import PASSWORD
from tests.web.growing import counted

Count = Callable[[str], int]
SET = f"/questions/{MODULE}/listening"
RIGHT = (("1",), ("1", "3"), ("2",))  # positions of the right answers, question by question; then a reflection


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (whole_example, quiz_files.quiz_files)


@pytest.fixture
def begun(alice: Browser) -> str:
    """The address of Alice's open attempt at the example's question set."""
    return alice.send(alice.get(SET), f"{SET}/start").headers["Location"]


def answer(browser: Browser, step: str, *positions: str, status: int = 303, **fields: str) -> str:
    """Answer a question; where that leads, or the page that comes instead."""
    form = browser.get(step).form(step) | {"certainty": "sure"} | fields
    sent = {name: value for name, value in (form | {"answer": list(positions)}).items() if value}
    came = browser.post(step, sent, status)
    return came.headers.get("Location") or came.text


def taken(browser: Browser, attempt: str, answers: tuple[tuple[str, ...], ...] = RIGHT) -> Page:
    """The result, after these answers and some words for the reflection."""
    for number, positions in enumerate(answers):
        answer(browser, f"{attempt}/steps/{number}", *positions)
    answer(browser, f"{attempt}/steps/{len(answers)}", text="The library, before lunch", certainty="")
    return browser.get(f"{attempt}/result")


def test_where_an_answer_leads_is_known_without_reading_the_attempt_again(alice: Browser, begun: str) -> None:
    form = alice.get(f"{begun}/steps/0").form(f"{begun}/steps/0") | {"certainty": "sure", "answer": "0"}
    with counted() as asked:
        came = alice.post(f"{begun}/steps/0", form, 303)
    assert came.headers["Location"] == f"{begun}/steps/0/feedback"
    assert [statement.split()[0] for statement in asked] == ["SELECT", "INSERT", "INSERT"]


def test_an_answer_leads_to_what_is_told_about_it_and_then_to_the_next_question(
    alice: Browser, begun: str, steps: Count
) -> None:
    assert alice.client.get(begun).headers["Location"] == f"{begun}/steps/0"
    assert answer(alice, f"{begun}/steps/0", "0") == f"{begun}/steps/0/feedback"
    assert steps(begun) == 1
    told = alice.get(f"{begun}/steps/0/feedback")
    assert told.title.startswith("Not right: The register says fine")
    assert "asked where thirty others can hear" in told.text and "worth talking about" in told.text
    assert told.all("a", href=f"{begun}/steps/1")


def test_nothing_is_told_before_the_answer_is_stored(alice: Browser, begun: str) -> None:
    for path in (SET, f"{begun}/steps/0", f"{begun}/pause"):
        assert "thirty others" not in alice.get(path).html
    alice.get(f"{begun}/steps/0/feedback", 404)
    assert alice.client.get(f"{begun}/result").headers["Location"] == begun


def test_a_form_that_is_not_filled_in_names_what_is_missing_and_keeps_the_rest(
    alice: Browser, begun: str, steps: Count
) -> None:
    page = Page(answer(alice, f"{begun}/steps/0", "2", status=400, certainty=""))
    assert page.title.startswith("Error: choose how sure you are")
    assert page.all("a", href="#certainty-0")
    assert [a["value"] for a in page.all("input", name="answer") if "checked" in a] == ["2"]
    page = Page(answer(alice, f"{begun}/steps/0", status=400))
    assert page.title.startswith("Error: choose an answer") and page.all("a", href="#answer-0")
    assert [a["value"] for a in page.all("input", name="certainty") if "checked" in a] == ["sure"]
    assert steps(begun) == 0


@pytest.mark.parametrize(
    "sent", [{"answer": "9"}, {"answer": "one"}, {"answer": "0", "certainty": "very"}, {"place-0": "x"}]
)
def test_what_no_form_of_ours_can_send_is_refused(
    alice: Browser, begun: str, steps: Count, sent: dict[str, str]
) -> None:
    form = alice.get(f"{begun}/steps/0").form(f"{begun}/steps/0") | {"certainty": "sure"}
    refused = alice.post(f"{begun}/steps/0", form | sent, 409)
    assert "not saved" in refused.text
    assert steps(begun) == 0


def test_the_same_answer_twice_is_stored_once_and_another_shows_both(alice: Browser, begun: str, steps: Count) -> None:
    step = f"{begun}/steps/0"
    form = alice.get(step).form(step) | {"certainty": "sure"}
    for _ in range(2):
        assert alice.post(step, form | {"answer": "1"}).headers["Location"] == f"{step}/feedback"
    refused = Page(alice.post(step, form | {"answer": "0"}, 409).text)
    sent, kept = refused.text.split("You sent just now")[1].split("Your answer, recorded")
    assert "look again next half term" in sent and "Find somewhere quiet" in kept
    assert refused.all("a", href=f"{begun}/steps/1")
    assert steps(begun) == 1


def test_an_answered_question_is_read_only_and_leads_to_what_was_told(alice: Browser, begun: str) -> None:
    answer(alice, f"{begun}/steps/0", "1")
    back = alice.get(f"{begun}/steps/0")
    assert not back.all("input", type="radio") and "Find somewhere quiet" in back.text
    assert back.all("a", href=f"{begun}/steps/0/feedback")


def test_a_whole_set_leads_to_its_result_and_every_way_back_does(alice: Browser, begun: str) -> None:
    page = taken(alice, begun)
    assert page.title.startswith("Passed: your result")
    for said in ("100%", "Knew it", "Every question again", "The library, before lunch", "Practise again"):
        assert said in page.text
    for path in ("", "/steps/4", "/steps/99"):
        assert alice.client.get(begun + path).headers["Location"] == f"{begun}/result"
    assert "your result stays here" in alice.get(f"{begun}/pause").text
    assert alice.get(f"{begun}/steps/3/feedback").all("a", href=f"{begun}/result")


def test_a_further_attempt_asks_only_for_what_is_not_shown_and_keeps_the_rest(alice: Browser, begun: str) -> None:
    page = taken(alice, begun, (("0",), *RIGHT[1:]))
    assert "Not passed this time" in page.text and "Not shown yet" in page.text
    again = alice.send(page, f"{SET}/start").headers["Location"]
    assert "Question 1 of" in alice.get(f"{again}/steps/0").text
    answer(alice, f"{again}/steps/0", "1")
    while (here := alice.client.get(again).headers["Location"]) != f"{again}/result":
        answer(alice, here, text="Words", certainty="")
    assert "Kept from your attempt of" in alice.get(here).text


def test_practice_is_offered_after_a_pass_and_not_before(alice: Browser, begun: str) -> None:
    start = alice.get(SET).form(f"{SET}/start")
    assert alice.post(f"{SET}/start", start).headers["Location"] == begun, "an open attempt is gone on with"
    page = taken(alice, begun)
    alice.post(f"{SET}/start", start, 409)
    practice = alice.send(page, f"{SET}/start").headers["Location"]
    assert practice != begun
    assert "This was practice. It changes no record" in taken(alice, practice).text


def test_nobody_else_sees_a_question_an_answer_or_a_result(alice: Browser, bob: Browser, begun: str) -> None:
    taken(alice, begun)
    for path in ("", "/steps/0", "/steps/0/feedback", "/result"):
        bob.get(begun + path, 404)


def sign_in(browser: Browser, door: Page, name: str) -> Page:
    who = {"email": f"{name}@example.org", "password": PASSWORD}
    return browser.lands(browser.send(door, "/sign-in", **who))


def test_an_answer_after_the_session_ended_is_carried_and_confirmed_with_one_click(
    alice: Browser, begun: str, clock: Clock, steps: Count
) -> None:
    answer(alice, f"{begun}/steps/0", "1")
    step = f"{begun}/steps/1"
    form = alice.get(step).form(step) | {"answer": ["1", "3"], "certainty": "not sure"}
    clock.later(days=2)
    door = Page(alice.post(step, form, 200).text)
    assert door.title.startswith("Sign in to save what you sent")
    held = sign_in(alice, door, "Alice").sends(step)
    assert (held["answer"], held["certainty"]) == (["1", "3"], ["not sure"])
    assert steps(begun) == 1, "nothing is stored before the click"
    assert alice.post(step, held).headers["Location"] == f"{step}/feedback"
    assert alice.get(f"{step}/feedback").title.startswith("Right: ")


def test_an_answer_of_somebody_else_is_dropped(alice: Browser, bob: Browser, begun: str, steps: Count) -> None:
    step = f"{begun}/steps/0"
    carry = alice.get(step).form(step)["carry"]
    told = Page(bob.post(step, {"carry": carry, "question": "1", "answer": "0"}, 200).text)
    assert "That answer was somebody else’s" in told.text
    assert steps(begun) == 0


def test_a_stranger_is_sent_to_sign_in(app: Flask, begun: str) -> None:
    nobody = Browser(app)
    token = nobody.token()
    for path in (SET, f"{begun}/steps/0", f"{begun}/steps/0/feedback", f"{begun}/result"):
        assert nobody.client.get(path).headers["Location"].startswith("/sign-in")
    sent = {"csrf_token": token, "question": "1", "answer": "x"}
    assert nobody.post(f"{begun}/steps/0", sent).headers["Location"].startswith("/sign-in")


def asking(files: tuple[SourceFile, ...]) -> tuple[SourceFile, ...]:
    """The example's files, with a question asked in the first passage of the scenario."""
    way_on = b"- [Agree, and keep half an eye"
    question = b"[First, a question](../../questions/child-mental-health/listening.md#the-register-says-fine)\n\n"
    return tuple(
        SourceFile(f.path, f.content.replace(way_on, question + way_on) if f.path == PATH else f.content) for f in files
    )


@pytest.mark.parametrize("live", [(example_files,)], ids=["example"])
def test_a_question_in_a_scenario_is_asked_first_and_told_before_the_choices(
    site: Site, alice: Browser, steps: Count
) -> None:
    done = publish(site, asking(whole_example()))
    assert len(done.publications) == 2, done.diagnostics
    start = f"/training/{MODULE}/{SCENARIO}"
    story = alice.send(alice.get(start), f"{start}/start").headers["Location"]
    page = alice.get(f"{story}/steps/0")
    places = [page.text.index(text) for text in ("third week", "Sami, 11", "Choose one answer")]
    assert places == sorted(places)
    assert not page.all("input", name="choice") and not page.all("input", name="certainty")
    empty = Page(alice.send(page, f"{story}/steps/0", 400).text)
    assert empty.title.startswith("Error: choose an answer")
    alice.send(page, f"{story}/steps/0", answer="0")
    after = alice.get(f"{story}/steps/1")
    places = [after.text.index(text) for text in ("About your last answer", "third week", "keep half an eye on her")]
    assert places == sorted(places) and "thirty others" in after.text
    assert alice.client.get(f"{story}/steps/0/feedback").status_code == 404
    assert "Note that he says he is fine" in alice.get(f"{story}/steps/0").text.split("Your answer, recorded")[1]
    alice.send(after, f"{story}/steps/1", choice="1")
    assert steps(story) == 2
    assert "About your choice" in alice.get(f"{story}/steps/2").text


def test_each_type_of_question_is_asked_refused_told_and_kept(site: Site, alice: Browser, minds: None) -> None:
    attempt = taking.begin(alice, quiz_files.SET)
    for number in range(7):
        step = f"{attempt}/steps/{number}"
        page = alice.get(step)
        fields = [f for tag in ("input", "select", "textarea") for f in page.all(tag) if f.get("type") != "hidden"]
        assert sorted(f["id"] or "" for f in fields) == sorted(label["for"] or "" for label in page.all("label"))
        if number < 6:
            again = Page(alice.send(page, step, 400).text)
            assert again.title.startswith("Error: ")
            links = [a["href"] or "" for a in again.all("a") if (a["href"] or "").startswith("#")]
            targets = {a.get("id") for _, a in again.tags}
            assert {"#main", "#certainty-0"} < set(links) and all(link[1:] in targets for link in links)
        form = page.form(step) | taking.fields_for(site, attempt, page)
        assert alice.post(step, form).headers["Location"] == f"{step}/feedback"
        told = alice.get(f"{step}/feedback")
        assert told.title.startswith("Right: ") or number == 6
        back = alice.get(step)
        assert "Your answer, recorded" in back.text and not back.all("form", action=step)
    page = alice.get(f"{attempt}/result")
    assert page.title.startswith("Passed: your result") and "100%" in page.text
    assert len(page.all("article", **{"class": "again"})) == 7


def test_a_set_with_feedback_at_the_end_tells_nothing_before_it(site: Site, alice: Browser, minds: None) -> None:
    attempt = taking.begin(alice, quiz_files.DRAWING_SET)
    assert taking.step(site, alice, attempt)
    assert alice.client.get(attempt).headers["Location"] == f"{attempt}/steps/1", "on to the next question at once"
    alice.get(f"{attempt}/steps/0/feedback", 404)
    assert not alice.get(f"{attempt}/steps/0").all("a", href=f"{attempt}/steps/0/feedback")
    assert taking.step(site, alice, attempt)
    assert alice.client.get(attempt).headers["Location"] == f"{attempt}/result"
    assert alice.get(f"{attempt}/steps/0").all("a", href=f"{attempt}/steps/0/feedback")
    assert alice.get(f"{attempt}/steps/0/feedback").title


def test_an_answer_of_each_type_comes_through_sign_in_as_it_was(
    app: Flask, site: Site, alice: Browser, minds: None
) -> None:
    attempt = taking.begin(alice, quiz_files.SET)
    for number in range(7):
        step = f"{attempt}/steps/{number}"
        page = alice.get(step)
        form = (
            page.form(step) | taking.fields_for(site, attempt, page) | ({"text": ["Own words"]} if number == 6 else {})
        )
        late = Browser(app)
        door = Page(late.post(step, {**form, "csrf_token": late.token()}, 200).text)
        held = sign_in(late, door, "Alice").sends(step)
        assert late.post(step, held).headers["Location"] == f"{step}/feedback"
        assert alice.post(step, form).headers["Location"] == f"{step}/feedback", "it is the same answer"
