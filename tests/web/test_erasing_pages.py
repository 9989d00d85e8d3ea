"""Erasing a record by an administrator: what goes is seen first, the name is typed, and nothing is lost on the way."""

import pytest
from flask import Flask
from sqlalchemy import text

from quizapp.model.people import Role
from quizapp.services.site.site import Site
from tests.clock import Clock
from tests.web.browser import Browser, Page
from tests.web.conftest import PASSWORD, Join

AT = "/settings/erasing"
WHY = "They have left and asked for it."


@pytest.fixture
def vera(app: Flask, join: Join) -> Browser:
    return Browser(app, join("Vera", Role.ADMINISTRATOR)[1])


def sure(vera: Browser) -> Page:
    """The page that asks whether it is to be done."""
    return Page(vera.send(vera.get(AT), AT, 200, who="Alice@example.org").text)


def names(site: Site) -> list[str]:
    with site.database.read() as connection:
        return [*connection.execute(text("SELECT name FROM person ORDER BY name")).scalars()]


def test_what_goes_and_stays_is_seen_and_the_name_is_typed(vera: Browser, alice: Browser, finished: str, site: Site):
    asks = sure(vera)
    assert "Erase the record of Alice?" in asks.text and "choices and scores: 1" in asks.text
    wrong = vera.send(asks, AT, 400, reason=WHY, name="Alison")
    assert "This is not their name" in wrong.text and WHY in wrong.text and names(site) == ["Alice", "Vera"]
    done = vera.lands(vera.send(Page(wrong.text), AT, 303, reason=WHY, name="alice"))
    assert "The record was erased." in done.text and names(site) == ["#2", "Vera"]
    assert alice.client.get("/training").headers["Location"].startswith("/sign-in"), "they are signed out"
    again = vera.send(asks, AT, 400, reason=WHY, name="alice")
    assert "They may have been erased already" in again.text


def test_nobody_is_erased_by_oversight(vera: Browser, alice: Browser, site: Site):
    for who, said in (("", "Nobody has this"), ("x" * 400, "Nobody has this"), ("vera@example.org", "This is you")):
        told = vera.post(AT, vera.get(AT).form(AT) | {"who": who}, 400)
        assert said in told.text
    assert names(site) == ["Alice", "Vera"]


def test_what_was_typed_comes_back_after_signing_in(vera: Browser, alice: Browser, site: Site, clock: Clock):
    asks = sure(vera)
    clock.later(days=2)
    door = Page(vera.send(asks, AT, 200, reason=WHY, name="Alice").text)
    back = Page(vera.send(door, "/sign-in", 200, email="vera@example.org", password=PASSWORD).text)
    assert back.sends(AT)["reason"] == [WHY] and "not saved yet" in back.text and "Alice" in names(site)
