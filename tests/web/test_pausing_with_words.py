"""Pausing loses nothing that stands in a form: it is kept, or it goes with the person and comes back with them."""

from collections.abc import Callable

import pytest

from tests.clock import Clock
from tests.databases import Files
from tests.services import quiz_files
from tests.services.example_site import MODULE, whole_example
from tests.web.browser import Browser, Page
from tests.web.conftest import PASSWORD

Count = Callable[[str], int]
SET = f"/questions/{MODULE}/listening"
RIGHT = (("1",), ("1", "3"), ("2",))
WORDS = "The library, before lunch; ਮੈਂ ਪੁੱਛਾਂਗਾ"


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (whole_example, quiz_files.quiz_files)


@pytest.fixture
def at_set(alice: Browser) -> str:
    """The address of Alice's open attempt at the example's question set."""
    return alice.send(alice.get(SET), f"{SET}/start").headers["Location"]


def at_its_reflection(alice: Browser, attempt: str) -> str:
    """The address of its last question, which is a reflection."""
    for number, positions in enumerate(RIGHT):
        step = f"{attempt}/steps/{number}"
        alice.post(step, alice.get(step).form(step) | {"certainty": "sure", "answer": list(positions)})
    return f"{attempt}/steps/{len(RIGHT)}"


def test_a_reflection_that_was_being_typed_is_saved_and_the_pause_comes(
    alice: Browser, at_set: str, steps: Count
) -> None:
    step = at_its_reflection(alice, at_set)
    came = alice.send(alice.get(step), step, 303, then="pause", text=WORDS)
    assert came.headers["Location"] == f"{at_set}/pause"
    assert "Your place is kept" in alice.get(f"{at_set}/pause").text
    assert WORDS in alice.get(step).text


def test_a_reflection_with_nothing_in_it_is_not_passed_over(alice: Browser, at_set: str, steps: Count) -> None:
    step = at_its_reflection(alice, at_set)
    alice.send(alice.get(step), step, 303, then="pause", text=" ")
    assert steps(at_set) == len(RIGHT)
    assert alice.get(step).all("textarea", id="text")


def test_a_given_answer_goes_to_the_pause_and_back_into_its_form(alice: Browser, at_set: str, steps: Count) -> None:
    step = f"{at_set}/steps/1"
    first = f"{at_set}/steps/0"
    alice.post(first, alice.get(first).form(first) | {"certainty": "sure", "answer": "1"})
    paused = Page(alice.post(step, alice.get(step).form(step) | {"then": "pause", "answer": ["1", "3"]}, 200).text)
    assert "Your place is kept" in paused.text and "Your answer here is not saved yet" in paused.text
    hidden = [a["value"] for a in paused.all("input", type="hidden", name="answer")]
    assert hidden == ["1", "3"]
    back = Page(alice.post(step, paused.form(step) | {"then": "back", "answer": hidden}, 200).text)
    ticked = [a["value"] for a in back.all("input", type="checkbox") if "checked" in a]
    assert ticked == ["1", "3"]
    assert steps(at_set) == 1, "nothing is answered before Continue"


def test_pausing_with_nothing_given_or_at_an_answered_question_just_pauses(
    alice: Browser, at_set: str, steps: Count
) -> None:
    step = f"{at_set}/steps/0"
    page = alice.get(step)
    assert alice.send(page, step, 303, then="pause").headers["Location"] == f"{at_set}/pause"
    alice.post(step, page.form(step) | {"certainty": "sure", "answer": "1"})
    came = alice.post(step, page.form(step) | {"then": "pause", "answer": "0"})
    assert came.headers["Location"] == f"{at_set}/pause"
    assert steps(at_set) == 1


def test_words_sent_to_pause_after_the_session_ended_come_back_through_sign_in(
    alice: Browser, at_set: str, clock: Clock
) -> None:
    step = at_its_reflection(alice, at_set)
    page = alice.get(step)
    clock.later(days=2)
    door = Page(alice.send(page, step, 200, then="pause", text=WORDS).text)
    kept = Page(alice.send(door, "/sign-in", 200, email="Alice@example.org", password=PASSWORD).text)
    assert WORDS in kept.text
    assert alice.send(kept, step, then="pause").headers["Location"] == f"{at_set}/pause"
    assert WORDS in alice.get(step).text


def test_questions_for_you_alone_are_saved_and_then_paused(alice: Browser, finished: str) -> None:
    action = f"{finished}/reflections"
    page = alice.get(action)
    assert page.all("button", form="words", name="then", value="pause")
    came = alice.send(page, action, 303, then="pause", **{"reflection-1": WORDS})
    assert came.headers["Location"] == f"{finished}/pause"
    assert WORDS in alice.get(action).text


def test_one_thing_is_kept_and_then_paused_and_what_cannot_be_kept_stays_in_its_form(
    alice: Browser, finished: str
) -> None:
    action = f"{finished}/one-thing"
    page = alice.get(action)
    assert page.all("button", form="one-thing-form", name="then", value="pause")
    assert alice.send(page, action, 303, then="pause", will=WORDS).headers["Location"] == f"{finished}/pause"
    assert WORDS in alice.get(action).text
    told = Page(alice.send(page, action, 400, then="pause", will=WORDS, on="soon").text)
    assert WORDS in told.text
