"""An answer that comes after its session ended (DESIGN §4, reliability B10)."""

from collections.abc import Callable

from flask import Flask

from tests.clock import Clock
from tests.web.browser import Browser, Page
from tests.web.conftest import MODULE, PASSWORD, SCENARIO, Join

Count = Callable[[str], int]


def sign_in(browser: Browser, page: Page, name: str) -> Page:
    """The page to which signing in leads."""
    who = {"email": f"{name}@example.org", "password": PASSWORD}
    return browser.lands(browser.send(page, "/sign-in", 303, **who))


def chosen(page: Page) -> list[str | None]:
    return [a["value"] for a in page.all("input", name="choice") if "checked" in a]


def after_the_session(alice: Browser, clock: Clock, begun: str) -> Page:
    """What Alice sees when she answers two days later."""
    page = alice.get(f"{begun}/steps/0")
    clock.later(days=2)
    return Page(alice.send(page, f"{begun}/steps/0", 200, choice="1").text)


def test_the_same_person_signs_in_confirms_and_has_one_step(
    alice: Browser, begun: str, clock: Clock, steps: Count
) -> None:
    door = after_the_session(alice, clock, begun)
    assert door.title.startswith("Sign in to save what you sent")
    page = sign_in(alice, door, "Alice")
    assert "Your answer is here, and not saved yet" in page.text
    assert chosen(page) == ["1"], "one click from being saved, and it can be changed"
    assert steps(begun) == 0, "nothing is stored before the click"
    for _ in range(2):
        alice.post(f"{begun}/steps/0", page.sends(f"{begun}/steps/0"))
    assert steps(begun) == 1


def test_a_wrong_password_keeps_the_answer(alice: Browser, begun: str, clock: Clock, steps: Count) -> None:
    door = after_the_session(alice, clock, begun)
    wrong = alice.send(door, "/sign-in", 400, email="Alice@example.org", password="not this one")
    assert chosen(sign_in(alice, Page(wrong.text), "Alice")) == ["1"]
    assert steps(begun) == 0


def test_another_persons_answer_is_dropped_and_they_are_told(
    alice: Browser, begun: str, clock: Clock, join: Join, steps: Count
) -> None:
    join("Bob")
    door = after_the_session(alice, clock, begun)
    told = Page(alice.send(door, "/sign-in", 200, email="Bob@example.org", password=PASSWORD).text)
    assert "That answer was somebody else’s" in told.text
    assert "five minutes" not in told.text
    assert steps(begun) == 0


def test_a_lost_cookie_keeps_the_answer_too(alice: Browser, begun: str, app: Flask, steps: Count) -> None:
    fields = alice.get(f"{begun}/steps/0").form(f"{begun}/steps/0") | {"choice": "1"}
    door = Page(Browser(app).post(f"{begun}/steps/0", fields, 200).text)
    assert door.title.startswith("Sign in to save what you sent")
    assert steps(begun) == 0


def test_a_stale_token_in_a_good_session_leads_straight_back_with_the_answer(
    alice: Browser, begun: str, steps: Count
) -> None:
    fields = alice.get(f"{begun}/steps/0").form(f"{begun}/steps/0") | {"choice": "1", "csrf_token": "stale"}
    page = alice.lands(alice.post(f"{begun}/steps/0", fields))
    assert chosen(page) == ["1"]
    assert steps(begun) == 0
    alice.post(f"{begun}/steps/0", page.sends(f"{begun}/steps/0"))
    assert steps(begun) == 1


def test_a_carry_that_is_forged_or_for_another_step_carries_nothing(
    alice: Browser, bob: Browser, begun: str, app: Flask, steps: Count
) -> None:
    carry = alice.get(f"{begun}/steps/0").form(f"{begun}/steps/0")["carry"]
    for number, text in ((0, "forged"), (0, carry[:-2] + "AA"), (1, carry), (0, "")):
        Browser(app).post(f"{begun}/steps/{number}", {"carry": text, "choice": "1"}, 400)
    told = Page(bob.post(f"{begun}/steps/0", {"carry": carry, "choice": "1"}, 200).text)
    assert "That answer was somebody else’s" in told.text
    assert steps(begun) == 0


def test_an_answer_that_was_given_elsewhere_meanwhile_is_said_and_the_typed_one_is_shown(
    alice: Browser, begun: str, clock: Clock, app: Flask, steps: Count
) -> None:
    door = after_the_session(alice, clock, begun)
    phone = Browser(app)
    sign_in(phone, phone.get("/sign-in?next=/training"), "Alice")
    phone.send(phone.get(f"{begun}/steps/0"), f"{begun}/steps/0", choice="0")
    who = {"email": "Alice@example.org", "password": PASSWORD}
    told = Page(alice.send(door, "/sign-in", 409, **who).text)
    assert "one is recorded already" in told.text and "Your answer, recorded" in told.text
    assert "You sent just now: Ask Maya for five minutes after the bell" in told.text
    assert steps(begun) == 1


def test_the_very_answer_that_was_given_elsewhere_meanwhile_leads_on(
    alice: Browser, begun: str, clock: Clock, app: Flask
) -> None:
    door = after_the_session(alice, clock, begun)
    phone = Browser(app)
    sign_in(phone, phone.get("/sign-in?next=/training"), "Alice")
    phone.send(phone.get(f"{begun}/steps/0"), f"{begun}/steps/0", choice="1")
    assert "Your answer, recorded" in sign_in(alice, door, "Alice").text


def test_a_forged_held_answer_is_ignored(alice: Browser, app: Flask, clock: Clock) -> None:
    browser = Browser(app)
    page = browser.get("/sign-in")
    who = {"email": "Alice@example.org", "password": PASSWORD, "held": "forged"}
    assert browser.send(page, "/sign-in", 303, **who).headers["Location"] == "/training"


def test_words_typed_after_the_session_ended_come_back_to_the_letter(
    alice: Browser, finished: str, clock: Clock
) -> None:
    action, written = f"{finished}/reflections", "I would stop & ask.\n\nOne minute — enough? 🙂"
    page = alice.get(action)
    clock.later(days=2)
    door = Page(alice.send(page, action, 200, **{"reflection-1": written}).text)
    for private in ("I would stop", "One minute"):
        assert private not in "".join(door.words), "nobody knows who looks at this screen"
    assert "not shown before you have signed in" in door.text
    kept = sign_in(alice, door, "Alice")
    assert "not saved yet" in kept.text
    assert written in "".join(kept.words)
    alice.send(kept, action, **{"reflection-1": written})
    assert written in "".join(alice.get(action).words)


def test_the_demos_one_click_sign_in_carries_an_answer_too(demo_app: Flask, join: Join) -> None:
    person, token = join("Carol")
    carol = Browser(demo_app, token)
    start = f"/training/{MODULE}/{SCENARIO}"
    begun = carol.send(carol.get(start), f"{start}/start", 303).headers["Location"]
    page = carol.get(f"{begun}/steps/0")
    carol.send(carol.get("/training"), "/sign-out", 303)
    door = Page(carol.send(page, f"{begun}/steps/0", 200, choice="1").text)
    doors = Page(carol.send(door, "/demo", 200).text)
    assert "not saved yet" in doors.text
    back = carol.lands(carol.send(doors, "/demo/sign-in", 303, person=person.public_id))
    assert chosen(back) == ["1"]
    carol.post(f"{begun}/steps/0", back.sends(f"{begun}/steps/0"))
    assert "Saved" in carol.get(f"{begun}/steps/1").text


def test_the_demos_door_leads_back_to_where_one_was(demo_app: Flask, join: Join) -> None:
    person, _ = join("Carol")
    browser = Browser(demo_app)
    sign_in_page = browser.get("/sign-in?next=/support")
    way = next(a["href"] for a in sign_in_page.all("a") if (a["href"] or "").startswith("/demo"))
    doors = browser.get(str(way))
    assert browser.send(doors, "/demo/sign-in", 303, person=person.public_id).headers["Location"] == "/support"
    crooked = browser.get("/demo?next=//elsewhere.example")
    assert browser.send(crooked, "/demo/sign-in", 303, person=person.public_id).headers["Location"] == "/training"
