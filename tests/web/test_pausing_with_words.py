"""Pausing loses nothing that stands in a form, and answers nothing: it is kept in the form until it is sent."""

from collections.abc import Callable

import pytest
from flask import Flask

from quizapp.model.people import Role
from tests.clock import Clock
from tests.databases import Files
from tests.services import quiz_files
from tests.services.example_site import MODULE, whole_example
from tests.web.browser import Browser, Page
from tests.web.conftest import PASSWORD, Join

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


def test_a_reflection_that_was_being_typed_is_kept_in_its_form_and_not_answered(
    alice: Browser, at_set: str, steps: Count
) -> None:
    step = at_its_reflection(alice, at_set)
    came = alice.send(alice.get(step), step, 303, then="pause", text=WORDS)
    assert came.headers["Location"] == f"{at_set}/pause", "so that Back and reload send nothing again"
    paused = alice.lands(came)
    assert "Your place is kept" in paused.text and WORDS in paused.text
    page = alice.get(step)
    assert page.sends(step)["text"] == [WORDS] and "not saved yet" in page.text
    assert "Before this: saved" in page.text, "or the page says of one answer that it is saved and is not"
    assert steps(at_set) == len(RIGHT)
    alice.post(step, page.sends(step) | {"text": f"{WORDS}, and more"})
    assert steps(at_set) == len(RIGHT) + 1
    answered = alice.get(step)
    assert f"{WORDS}, and more" in answered.text and "not saved yet" not in answered.text


def test_a_reflection_with_nothing_in_it_is_not_passed_over(alice: Browser, at_set: str, steps: Count) -> None:
    step = at_its_reflection(alice, at_set)
    alice.send(alice.get(step), step, 303, then="pause", text=" ")
    assert steps(at_set) == len(RIGHT)
    assert alice.get(step).all("textarea", id="text")


def test_a_given_answer_is_kept_on_any_device_until_it_is_sent(
    alice: Browser, at_set: str, steps: Count, app: Flask, alice_token: str
) -> None:
    step = f"{at_set}/steps/1"
    first = f"{at_set}/steps/0"
    alice.post(first, alice.get(first).form(first) | {"certainty": "sure", "answer": "1"})
    paused = alice.lands(alice.post(step, alice.get(step).form(step) | {"then": "pause", "answer": ["1", "3"]}))
    assert "This answer is kept, and not sent yet" in paused.text
    assert "Every answer that you sent is saved, the last one on" in paused.text
    phone = Browser(app, alice_token)
    assert phone.get(step).sends(step)["answer"] == ["1", "3"]
    assert steps(at_set) == 1, "nothing is answered before Continue"


def test_a_choice_of_a_story_is_kept_too_and_can_be_another(alice: Browser, begun: str, steps: Count) -> None:
    step = f"{begun}/steps/0"
    paused = alice.lands(alice.send(alice.get(step), step, then="pause", choice="1"))
    assert "Ask Maya for five minutes after the bell" in paused.text and "kept, and not sent" in paused.text
    assert "is saved" not in paused.text, "nothing was sent yet"
    page = alice.get(step)
    assert page.sends(step)["choice"] == ["1"] and steps(begun) == 0
    alice.post(step, page.sends(step) | {"choice": "0"})
    assert steps(begun) == 1
    for path in (f"{begun}/steps/1", f"{begun}/pause"):
        assert "not s" not in alice.get(path).text.replace("not sure", ""), "nothing is left of it"


def test_what_was_taken_out_is_gone_and_another_tab_with_nothing_in_it_takes_nothing_away(
    alice: Browser, at_set: str
) -> None:
    step = at_its_reflection(alice, at_set)
    opened_before = alice.get(step)
    alice.send(opened_before, step, then="pause", text=WORDS)
    alice.send(opened_before, step, then="pause", text="")
    page = alice.get(step)
    assert page.sends(step)["text"] == [WORDS]
    alice.post(step, page.sends(step) | {"then": "pause", "text": ""})
    assert alice.get(step).sends(step)["text"] == [""]


def test_what_was_not_filled_in_whole_is_still_there_after_going_away(alice: Browser, at_set: str) -> None:
    step = f"{at_set}/steps/0"
    told = Page(alice.send(alice.get(step), step, 400, answer="1").text)
    assert "There is a problem" in told.text
    assert alice.get(step).sends(step)["answer"] == ["1"]


def test_pausing_with_nothing_given_or_with_what_is_recorded_just_pauses(
    alice: Browser, at_set: str, steps: Count
) -> None:
    step = f"{at_set}/steps/0"
    page = alice.get(step)
    assert alice.send(page, step, 303, then="pause").headers["Location"] == f"{at_set}/pause"
    given = page.form(step) | {"certainty": "sure", "answer": "1"}
    alice.post(step, given)
    assert alice.post(step, given | {"then": "pause"}).headers["Location"] == f"{at_set}/pause"
    assert steps(at_set) == 1


def test_pausing_with_words_where_others_are_recorded_shows_both(alice: Browser, at_set: str) -> None:
    step = at_its_reflection(alice, at_set)
    page = alice.get(step)
    alice.send(page, step, text="Said before")
    told = Page(alice.send(page, step, 409, then="pause", text=WORDS).text)
    assert "one is recorded already" in told.text and "Said before" in told.text
    (to_copy,) = told.all("textarea", id="sent")
    assert "readonly" in to_copy and WORDS in told.text


def test_what_is_put_aside_is_its_owners_alone(
    app: Flask, alice: Browser, bob: Browser, at_set: str, join: Join
) -> None:
    step = at_its_reflection(alice, at_set)
    sent = alice.get(step).form(step) | {"then": "pause", "text": WORDS}
    alice.post(step, sent)
    bob.get(step, 404)
    bob.get(f"{at_set}/pause", 404)
    bob.post(step, sent | {"csrf_token": bob.token(), "text": "Mine"}, 404)
    roles = (Role.MANAGER, Role.TRAINER, Role.ADMINISTRATOR)
    other = Browser(app, join("Manager", *roles, manages=("Team A",))[1])
    for path in ("/team", "/team.csv", "/publish-state", "/coverage", "/settings", "/training"):
        sent_back = other.client.get(path)
        assert sent_back.status_code == 200 and "The library" not in sent_back.text, path
    assert alice.get(step).sends(step)["text"] == [WORDS]


def test_words_sent_to_pause_after_the_session_ended_come_back_through_sign_in(
    alice: Browser, at_set: str, clock: Clock
) -> None:
    step = at_its_reflection(alice, at_set)
    page = alice.get(step)
    clock.later(days=2)
    door = Page(alice.send(page, step, 200, then="pause", text=WORDS).text)
    came = alice.send(door, "/sign-in", 303, email="Alice@example.org", password=PASSWORD)
    assert came.headers["Location"] == f"{at_set}/pause"
    assert WORDS in alice.lands(came).text
    assert alice.get(step).sends(step)["text"] == [WORDS]


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
    for then, status in ({"then": "pause"}, 303), ({}, 400):
        alice.send(page, action, status, will="Another thing", on="soon", **then)
        assert alice.get(action).sends(action)["will"] == ["Another thing"]
        assert alice.get(action).sends(action)["on"] == ["soon"] and "not saved yet" in alice.get(action).text
        assert "One thing that I will do" in alice.get(f"{finished}/pause").text
        alice.send(page, action, will=WORDS)
        assert "not saved yet" not in alice.get(action).text
