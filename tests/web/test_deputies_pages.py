"""Deputies whom a manager names: for a team of their own, until a day, on record, and no further than that."""

from dataclasses import dataclass

import pytest
from flask import Flask

from quizapp.model.people import Person, Role
from quizapp.services.site.site import Site
from tests.clock import Clock
from tests.services.managed import my_team
from tests.services.taking import rows
from tests.web.browser import Browser, Page
from tests.web.conftest import Join

ADDRESS = "/team/deputies"


@dataclass(frozen=True, slots=True)
class Cast:
    """Mona manages Team A, in which Zoe is; Dee is the deputy to be, and Otto manages another team."""

    mona: Browser
    dee: Person
    deputy: Browser
    otto: Browser


@pytest.fixture
def cast(app: Flask, join: Join) -> Cast:
    join("Zoe")
    dee, token = join("Dee", Role.MANAGER, team="Team B")
    mona, otto = join("Mona", manages=("Team A",))[1], join("Otto", team="Team C", manages=("Team C",))[1]
    return Cast(Browser(app, mona), dee, Browser(app, token), Browser(app, otto))


def name(browser: Browser, status: int = 303, **written: str) -> Page:
    fields = {"who": "dee@example.org", "team": "Team A", "until": "2026-12-24"} | written
    came = browser.send(browser.get(ADDRESS), ADDRESS, status, **fields)
    return browser.lands(came) if status == 303 else Page(came.text)


def seen(site: Site, person: Person) -> list[str]:
    return [row.who.name for table in my_team(site, person) for row in table.rows]


def test_a_deputy_sees_the_team_until_the_end_of_the_last_day(cast: Cast, site: Site, clock: Clock) -> None:
    page = name(cast.mona)
    assert "Dee for Team A, until the end of 24 December 2026; given by Mona" in page.text
    assert "Zoe" in seen(site, cast.dee)
    assert rows(site, "SELECT p.name FROM audit JOIN person p ON p.id = actor WHERE action = 'person-deputy'") == [
        ("Mona",)
    ]
    clock.later(days=31)
    assert "Zoe" in seen(site, cast.dee), "on the last day"
    clock.later(days=1)
    assert seen(site, cast.dee) == []


def test_it_can_be_ended_before_and_given_again(cast: Cast, site: Site) -> None:
    for _ in range(2):
        page = name(cast.mona)
        ends = {"csrf_token": cast.mona.token(), "ends": cast.dee.public_id, "team": "Team A"}
        cast.otto.post(ADDRESS, ends | {"csrf_token": cast.otto.token()}, 404)
        assert "do not stand in" in cast.mona.lands(cast.mona.post(ADDRESS, ends)).text
        assert seen(site, cast.dee) == []
        cast.mona.post(ADDRESS, ends, 404)
        assert page


def test_nobody_gives_what_they_have_not_or_have_for_a_while_only(cast: Cast) -> None:
    assert "one of your teams" in name(cast.otto, 400).text
    name(cast.mona)
    assert "You manage no team for good" in cast.deputy.get(ADDRESS).text
    fields = {"who": "zoe@example.org", "team": "Team A", "until": "2026-12-24", "csrf_token": cast.deputy.token()}
    assert cast.deputy.post(ADDRESS, fields, 400)


def test_what_is_wrong_is_said_at_its_field(cast: Cast) -> None:
    for written, said in (
        ({"who": ""}, "Enter an e-mail address"),
        ({"who": "nobody@example.org"}, "Nobody who is here"),
        ({"who": "mona@example.org"}, "That is you"),
        ({"until": "24/12/26"}, "its year in full"),
        ({"until": "2026-11-01"}, "today or later"),
        ({"until": "2028-01-01"}, "until 24 November 2027"),
    ):
        wrong = name(cast.mona, 400, **written)
        assert said in wrong.text, written
        assert [wrong.sends(ADDRESS)[field][0] for field in written] == list(written.values())
