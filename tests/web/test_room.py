"""Every form takes all of its fields at their limits, in any script, and through a session that has ended."""

import random

import pytest
from flask import Flask

from quizapp.model.people import Role
from quizapp.services.records.took_part import LONGEST_LIST
from quizapp.services.site.setting_texts import LONGEST
from quizapp.services.site.site import Site
from quizapp.services.taking import intentions
from quizapp.web import room
from quizapp.web.carrying import LONGEST_TEXT, MOST_TEXTS
from tests.clock import Clock
from tests.services.quiz_files import MODULE, SCENARIO
from tests.web.browser import Browser, Page
from tests.web.conftest import PASSWORD, Join

PUNJABI = "".join(chr(code) for code in range(0x0A05, 0x0A3A) if chr(code).isalpha())
SCRIPTS = {"Punjabi": PUNJABI, "emoji": "".join(chr(code) for code in range(0x1F600, 0x1F640))}

scripts = pytest.mark.parametrize("script", SCRIPTS)


def words(script: str, length: int) -> str:
    """So many letters, mixed so well that they cannot be packed any smaller."""
    return "".join(random.Random(length).choices(SCRIPTS[script], k=length))


@scripts
def test_reflections_at_their_limit_are_kept(alice: Browser, finished: str, script: str) -> None:
    action, longest = f"{finished}/reflections", words(script, LONGEST_TEXT)
    page = alice.get(action)
    alice.send(page, action, 303, **{f"reflection-{n}": longest for n in range(MOST_TEXTS)})
    assert longest in "".join(alice.get(action).words)


@scripts
def test_and_through_sign_in_a_wrong_password_included(
    alice: Browser, finished: str, clock: Clock, script: str
) -> None:
    action, longest = f"{finished}/reflections", words(script, LONGEST_TEXT)
    page = alice.get(action)
    clock.later(days=2)
    door = Page(alice.send(page, action, 200, **{f"reflection-{n}": longest for n in range(MOST_TEXTS)}).text)
    wrong = Page(alice.send(door, "/sign-in", 400, email="Alice@example.org", password="not this one").text)
    kept = alice.lands(alice.send(wrong, "/sign-in", email="Alice@example.org", password=PASSWORD))
    assert "not saved yet" in kept.text
    assert longest in "".join(kept.words)


@scripts
def test_the_demos_doors_take_them_too(demo_app: Flask, alice: Browser, finished: str, script: str) -> None:
    action, longest, browser = f"{finished}/reflections", words(script, LONGEST_TEXT), Browser(demo_app)
    sent = {f"reflection-{n}": longest for n in range(MOST_TEXTS)} | alice.get(action).form(action)
    door = Page(browser.post(action, sent, 200).text)
    doors = Page(browser.send(door, "/demo", 200).text)
    person = str(doors.all("button", name="person")[0]["value"])  # the only one that there is
    kept = browser.lands(browser.send(doors, "/demo/sign-in", person=person))
    assert longest in "".join(kept.words)


def test_each_form_with_room_is_there_and_no_other_page_takes_more(demo_app: Flask, alice: Browser) -> None:
    assert {rule.endpoint for rule in demo_app.url_map.iter_rules()} >= room.WRITTEN
    sent = {"csrf_token": alice.token(), "more": "x" * room.ORDINARY}
    assert alice.client.post("/sign-out", data=sent).status_code == 413


@scripts
def test_one_thing_takes_its_longest_and_says_what_is_too_long(alice: Browser, finished: str, script: str) -> None:
    will = words(script, intentions.LONGEST)
    alice.send(alice.get(f"{finished}/debrief"), f"{finished}/one-thing", will=will, on="2026-11-25")
    assert will in "".join(alice.get(f"{finished}/one-thing").words)
    told = alice.send(alice.get(f"{finished}/debrief"), f"{finished}/one-thing", 400, will=words(script, 9_000))
    assert f"Use {intentions.LONGEST:,} characters or fewer" in told.text


@scripts
def test_contacts_and_inserts_at_their_limit_are_saved(app: Flask, join: Join, script: str) -> None:
    vera = Browser(app, join("Vera", Role.ADMINISTRATOR)[1])
    support = words(script, LONGEST["support"])
    vera.send(vera.get("/settings/support"), "/settings/support", support=support)
    assert support in "".join(vera.get("/settings/support").words)
    form = vera.get("/settings/inserts")
    inserts = {str(a["name"]): words(script, LONGEST["insert:"]) for a in form.all("textarea")}
    assert len(inserts) > 5
    vera.send(form, "/settings/inserts", 303, **inserts)


@scripts
def test_a_list_of_who_took_part_at_its_limit_is_read(
    app: Flask, site: Site, minds: None, join: Join, script: str
) -> None:
    trainer, address = Browser(app, join("Tom", Role.TRAINER)[1]), f"/packs/{MODULE}/{SCENARIO}/took-part"
    join("Zoe")
    people = f'"{words(script, 200)}" <zoe@example.org>; {words(script, LONGEST_LIST - 300)}'
    told = trainer.send(trainer.get(address), address, 200, people=people, on="2026-11-20", sure="yes").text
    assert "These people have now done" in told and people in "".join(Page(told).words)


@scripts
def test_a_questions_text_at_its_limit_is_read(alice: Browser, begun: str, script: str) -> None:
    sent = alice.get(f"{begun}/steps/0").form(f"{begun}/steps/0") | {
        "question": "1",
        "text": words(script, LONGEST_TEXT),
    }
    alice.post(f"{begun}/steps/0", sent, 409)  # there is a choice on this page, and no question; but it was read
