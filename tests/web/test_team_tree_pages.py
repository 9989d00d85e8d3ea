"""Teams as a tree: made, renamed, put elsewhere, closed and open again, and nothing of it unseen."""

from dataclasses import replace

import pytest
from flask import Flask

from quizapp.model.people import Role
from quizapp.services.site import organisation_settings, people
from quizapp.services.site.organisation import LOOK_EVERY
from quizapp.services.site.site import Site
from tests.clock import Clock
from tests.services.managed import my_team
from tests.services.taking import rows
from tests.web.browser import Browser, Page
from tests.web.conftest import Join


@pytest.fixture
def vera(app: Flask, join: Join) -> Browser:
    """An administrator in no team."""
    return Browser(app, join("Vera", Role.ADMINISTRATOR, team=None)[1])


def save(browser: Browser, status: int = 303, **fields: str) -> Page:
    came = browser.post("/people/teams", {"csrf_token": browser.token(), **fields}, status)
    return browser.lands(came) if status == 303 else Page(came.text)


def parents(site: Site) -> dict[str, str | None]:
    found = rows(site, "SELECT t.name, p.name FROM team t LEFT JOIN team p ON p.id = t.parent")
    return {str(row[0]): str(row[1]) if row[1] else None for row in found}


def test_teams_are_made_put_into_others_and_shown_with_their_people(vera: Browser, site: Site, join: Join) -> None:
    join("Zoe")
    mona, _ = join("Mona", team="Team B", manages=("Team B",))
    assert "The team was made" in save(vera, change="add", new=" North  Branch").text
    assert "was put there" in save(vera, change="move", team="Team A", parent="North Branch", was="").text
    page = save(vera, change="move", team="North Branch", parent="Team B", was="")
    assert "Nobody, 1 with the teams inside; nobody manages it" in page.text
    assert parents(site) == {"Team A": "North Branch", "North Branch": "Team B", "Team B": None}
    page = vera.get("/people/teams")
    assert "Team B 1 person, 2 with the teams inside; managed by Mona" in page.text
    assert [row.who.name for table in my_team(site, mona) for row in table.rows] == ["Zoe", "Mona"]
    assert rows(site, "SELECT count(*) FROM audit WHERE action = 'team-move'") == [(2,)]
    vera.get("/people/teams?team=Nowhere", 404)


def test_no_team_comes_to_be_inside_itself(vera: Browser, site: Site, join: Join) -> None:
    join("Zoe")
    save(vera, change="add", new="Inner", parent="Team A")
    for parent in ("Team A", "Inner"):
        assert "cannot be inside itself" in save(vera, 400, change="move", team="Team A", parent=parent, was="").text
    assert "from the list" in save(vera, 400, change="move", team="Inner", parent="Nowhere", was="Team A").text
    assert parents(site) == {"Team A": None, "Inner": "Team A"}


def test_what_somebody_else_changed_meanwhile_is_shown_and_not_overwritten(
    vera: Browser, site: Site, join: Join
) -> None:
    join("Zoe")
    for name in ("North", "South"):
        save(vera, change="add", new=name)
    save(vera, change="move", team="Team A", parent="North", was="")
    told = save(vera, 400, change="move", team="Team A", parent="South", was="")
    assert "Somebody else put this team elsewhere" in told.text and "It is in North now" in told.text
    assert told.html.count('value="South" selected') == 1 and parents(site)["Team A"] == "North"
    save(vera, change="rename", team="Team A", new="Team Z")
    assert "no team of that name any more" in save(vera, 400, change="rename", team="Team A", new="Team Y").text


def test_a_name_is_one_teams_whatever_the_case(vera: Browser, site: Site, join: Join) -> None:
    join("Zoe")
    for change in ("add", "rename"):
        save(vera, change="add", new=f"For {change}")
        wrong = save(vera, 400, change=change, team=f"For {change}", new=" team  a")
        assert "There is a team of that name already" in wrong.text
        assert "Enter the name" in save(vera, 400, change=change, team="For add", new=" ").text
    assert save(vera, change="rename", team="Team A", new="TEAM A").text.count("TEAM A")


def test_a_renamed_team_keeps_its_own_inserts_in_every_process(
    vera: Browser, site: Site, join: Join, clock: Clock
) -> None:
    admin, _ = join("Ada", Role.ADMINISTRATOR)
    texts = {"insert:safeguarding-lead": "Team A’s own Kim"}
    assert organisation_settings.change(site, admin, "inserts", "Team A", texts) == ()
    other = Site(replace(site.settings), site.database, {}, "", clock)
    other.refresh(at_once=True)
    save(vera, change="rename", team="Team A", new="Team Z")
    clock.later(seconds=LOOK_EVERY.total_seconds())
    other.refresh()
    for one in (site, other):
        assert one.organisation.local("Team Z").inserts["safeguarding-lead"] == "Team A’s own Kim"


def test_an_empty_team_is_closed_and_open_again_when_somebody_comes(vera: Browser, site: Site, join: Join) -> None:
    join("Zoe")
    assert "Move them first" in save(vera, 400, change="close", team="Team A").text
    save(vera, change="add", new="Spare")
    page = save(vera, change="close", team="Spare")
    assert "Spare, closed on 23 November 2026" in page.text and "Spare" not in people.team_names(site)
    assert "Spare" not in vera.get("/people/add").text
    assert people.move(site, "zoe@example.org", "spare").person
    assert "Spare" in people.team_names(site)
    save(vera, change="move", team="Spare", parent="Team A", was="")
    assert "Move them first" in save(vera, 400, change="close", team="Team A").text, "a team is inside it"
