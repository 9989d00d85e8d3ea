"""A form of one's work that is sent after its session ended, or without its token, comes back with what was written."""

from pathlib import Path

import pytest
from flask import Flask

from quizapp.model.people import Role
from quizapp.services.site.site import Site, StoreUnavailable
from tests.clock import Clock
from tests.services.quiz_files import MODULE, SCENARIO, SCENARIO_PATH
from tests.web.browser import Browser, Page
from tests.web.conftest import PASSWORD, Join
from tests.web.contents import contents
from tests.web.recorded import agreed, another_way_record

ROLES = (Role.MANAGER, Role.TRAINER, Role.ADMINISTRATOR)
LIST = "ann@example.org; “Bo, Jr” <bo@example.org>\nਮੈਂ@example.org"

TEMPLATES = Path(__file__).parents[2] / "templates"
NOT_HELD = {"errors/503.html"}  # shows again what was sent, whose form it is among it

Form = tuple[str, dict[str, str]]


@pytest.fixture
def mina(app: Flask, join: Join, minds: None) -> Browser:
    """Somebody who may do everything."""
    return Browser(app, join("Mina", *ROLES, manages=("Team A",))[1])


@pytest.fixture
def forms(site: Site, mina: Browser, join: Join, certificate: str) -> tuple[Form, ...]:
    """The form at each of these addresses, filled in."""
    zoe, boss = join("Zoe")[0], join("Boss", Role.MANAGER)[0]
    record = another_way_record(site, zoe.id, boss.id)
    return (
        (f"/packs/{MODULE}/{SCENARIO}/took-part", {"people": LIST, "on": "20/11/2026"}),
        (f"/team/people/{zoe.public_id}/another-way", {"part": SCENARIO_PATH, "on": "2026-11-20"}),
        (f"/team/people/{zoe.public_id}/another-way/{record}/take-back", {"why": "It was another Zoe."}),
        ("/team/practice", {"what": "Ring the family", "on": "20/11/2026", "due": "2026-12-01"}),
        (f"/team/practice/{agreed(site)}", {"note": "It is our way now."}),
        ("/team/deputies", {"who": "zoe@example.org", "team": "Team A", "until": "1/12/2026"}),
        ("/people/teams", {"new": "Crèche", "parent": "Team A"}),
        ("/people/add", {"name": "Zoë", "email": "z@example.org", "staff_number": "7", "team": "Team A"}),
        (f"/people/{zoe.public_id}/details", {"name": "Zoë Day", "email": "z@example.org", "joined": "20/11/2026"}),
        ("/settings/support", {"support": "Call Sam on 116 123."}),
        ("/mail-and-me", {"how": "weekly"}),
        (f"{certificate}/withdraw", {"why": "The name on it is somebody else’s."}),
    )


def sign_in(browser: Browser, door: Page, name: str, status: int = 200) -> Page:
    who = {"email": f"{name}@example.org", "password": PASSWORD}
    return Page(browser.send(door, "/sign-in", status, **who).text)


def in_its_form(page: Page, form: Form) -> bool:
    action, filled = form
    sends = page.sends(action)
    return "not saved yet" in page.text and all(sends[name] == [text] for name, text in filled.items())


def test_what_was_written_is_in_its_form_after_signing_in_and_nothing_is_saved_before_it_is_sent_again(
    mina: Browser, forms: tuple[Form, ...], clock: Clock, site: Site
) -> None:
    pages = [mina.get(action) for action, _ in forms]
    clock.later(days=2)
    doors = [mina.send(page, *(form[0], 200), **form[1]) for page, form in zip(pages, forms, strict=True)]
    before = contents(site, frozenset({"audit", "throttle", "session", "known_browser"}))
    for door, form in zip(doors, forms, strict=True):
        assert "not saved yet" in door.text
        wrong = Page(mina.send(Page(door.text), "/sign-in", 400, email="mina@example.org", password="no, not").text)
        assert in_its_form(sign_in(mina, wrong, "Mina"), form), form[0]
        mina.client.delete_cookie("quizapp")
    assert contents(site, frozenset({"audit", "throttle", "session", "known_browser"})) == before


def test_it_is_nobody_elses_not_even_of_somebody_who_may_use_the_form(
    app: Flask, mina: Browser, forms: tuple[Form, ...], clock: Clock, join: Join
) -> None:
    join("Otto", *ROLES, manages=("Team A",))
    action, filled = forms[0]
    page = mina.get(action)
    clock.later(days=2)
    door = Page(mina.send(page, action, 200, **filled).text)
    told = sign_in(mina, door, "Otto")
    assert "somebody else’s" in told.text and "ann@example.org" not in told.html


def test_without_a_good_token_it_is_in_its_form_at_once(mina: Browser, forms: tuple[Form, ...]) -> None:
    for form in forms:
        action, filled = form
        sent = mina.get(action).form(action) | filled | {"csrf_token": "an old one"}
        assert in_its_form(Page(mina.post(action, sent, 400).text), form), action


def test_what_we_did_not_give_or_sign_is_held_for_nobody(app: Flask, mina: Browser, forms: tuple[Form, ...]) -> None:
    action, filled = forms[0]
    nobody = Browser(app)
    for carry in ("", "forged", mina.get(action).form(action)["carry"][:-2] + "AA"):
        sent = filled | {"csrf_token": nobody.token(), "carry": carry}
        assert nobody.post(action, sent).headers["Location"].startswith("/sign-in")
    page = nobody.get("/sign-in")
    who = {"email": "Mina@example.org", "password": PASSWORD, "held": "forged"}
    assert nobody.send(page, "/sign-in", 303, **who).headers["Location"] == "/training"


def test_it_stays_on_the_page_while_the_database_is_away(
    mina: Browser, forms: tuple[Form, ...], site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise StoreUnavailable("away")

    action, filled = forms[0]
    page = mina.get(action)
    with monkeypatch.context() as broken:
        broken.setattr(site.database, "write", away)
        told = Page(mina.send(page, action, 503, **filled, sure="yes").text)
    assert {name: told.form(action)[name] for name in filled} == filled


def test_every_form_that_people_write_in_is_carried_through_an_ended_session() -> None:
    """A template with room for words says whose form it is, or is a part of one that carries an answer."""
    found = {path.relative_to(TEMPLATES).as_posix(): path.read_text() for path in TEMPLATES.rglob("*.html")}
    forms = {name: text for name, text in found.items() if "<textarea" in text and 'method="post"' in text}
    assert {name for name, text in forms.items() if "_whose_form.html" not in text and "carry" not in text} == NOT_HELD
