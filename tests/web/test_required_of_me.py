"""What is required of somebody is told to them, in the words of the day."""

from flask import Flask

from quizapp.model.people import Role
from quizapp.services.site.site import Site
from tests.clock import Clock
from tests.services.quiz_files import MODULE
from tests.services.requiring import required
from tests.web.browser import Browser
from tests.web.conftest import PASSWORD, Join


def test_they_read_by_when_and_that_it_can_still_be_done(
    app: Flask, site: Site, alice: Browser, minds: None, join: Join, clock: Clock
) -> None:
    assert "asked to complete" not in alice.get("/training").text
    required(site, join("Ada", Role.ADMINISTRATOR, team="Office")[0], module=MODULE)
    assert "You are asked to complete this by 7 December 2026." in alice.get("/training").text
    clock.later(days=15)
    door = alice.get("/sign-in")
    alice.send(door, "/sign-in", email="alice@example.org", password=PASSWORD)
    told = alice.get("/training").text
    assert "You were asked to complete this by 7 December 2026. You can still do it, and it counts." in told


def test_who_has_completed_it_reads_until_when_it_counts(
    site: Site, alice: Browser, certificate: str, join: Join
) -> None:
    assert certificate
    required(site, join("Ada", Role.ADMINISTRATOR, team="Office")[0], module=MODULE)
    assert "What you completed counts until 23 November 2027." in alice.get("/training").text
