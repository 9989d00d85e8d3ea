"""The pages for looking after people: the list, one person, and what is changed about them."""

import re

import pytest
from flask import Flask

from quizapp.model.people import Role
from quizapp.services.site import accounts, people
from quizapp.services.site.site import Site
from quizapp.services.taking import learning
from tests.services.example_site import MODULE, SCENARIO
from tests.services.taking import rows
from tests.web.browser import Browser, Page
from tests.web.conftest import Join


@pytest.fixture
def vera(app: Flask, join: Join) -> Browser:
    """An administrator."""
    return Browser(app, join("Vera", Role.ADMINISTRATOR)[1])


@pytest.fixture
def zoe(join: Join) -> str:
    """The page of somebody of Team A."""
    return f"/people/{join('Zoë Day')[0].public_id}"


def filled(page: Page, action: str, **more: str) -> dict[str, str]:
    return {name: texts[0] for name, texts in page.sends(action).items()} | more


def save(browser: Browser, action: str, status: int = 303, **more: str) -> Page:
    """Fill in a form as it stands, with what is given, and go where that leads."""
    came = browser.post(action, filled(browser.get(action), action, **more), status)
    return browser.lands(came) if status == 303 else Page(came.text)


def names(page: Page) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*><a[^>]*>([^<]+)</a>', page.html)


def test_people_are_found_by_name_address_or_number_without_accents(vera: Browser, zoe: str, site: Site) -> None:
    assert names(vera.get("/people")) == ["Vera", "Zoë Day"]
    with site.database.write() as connection:
        connection.exec_driver_sql("UPDATE person SET staff_no = 'K 9' WHERE name = 'Vera'")
    for asked, found in (("ZOE", ["Zoë Day"]), ("day zo", ["Zoë Day"]), ("k 9", ["Vera"]), ("vera@ex", ["Vera"])):
        assert names(vera.get(f"/people?words={asked}")) == found, asked
    assert names(vera.get("/people?role=administrator")) == ["Vera"]
    assert names(vera.get("/people?team=Team A&state=all")) == ["Vera", "Zoë Day"]
    assert "Nobody is there like that" in vera.get("/people?state=left").text
    assert names(vera.get("/people?role=x&state=x&team=x&after=x")) == []


def test_a_long_list_is_turned_page_by_page(vera: Browser, site: Site, join: Join) -> None:
    for number in range(60):
        join(f"Person {number}")
    first = vera.get("/people")
    assert names(first)[:3] == ["Person 0", "Person 1", "Person 2"] and "People 1 to 50 of 61" in first.text
    (after,) = first.all("a", rel="next")
    second = vera.get(after["href"] or "")
    assert names(second)[-2:] == ["Person 59", "Vera"] and "People 51 to 61 of 61" in second.text
    (back,) = second.all("a", rel="prev")
    assert names(vera.get(back["href"] or "")) == names(first)


def test_somebody_is_added_and_their_link_is_shown_once(vera: Browser, zoe: str, site: Site) -> None:
    fields = {"name": " Jo  Ray", "staff_number": "k 7", "team": "Team A", "works_as": "bank", "holds-trainer": "yes"}
    shown = Page(vera.post("/people/add", filled(vera.get("/people/add"), "/people/add", **fields), 200).text)
    token = shown.text.split("/set-password/")[1].split()[0]
    assert accounts.holder_of_link(site, token) == ("Jo Ray", "K 7")
    jo = vera.get("/people?words=jo")
    assert names(jo) == ["Jo Ray"] and "Trainer" in jo.text and "No password yet" in jo.text
    again = save(vera, "/people/add", 400, **fields | {"name": ""})
    assert "Enter their name" in again.text and again.sends("/people/add")["staff_number"] == ["k 7"]
    taken = save(vera, "/people/add", 400, **fields | {"email": "x", "team": "Nowhere"})
    assert "Choose a team from the list" in taken.text


def test_details_are_changed_together_with_who_did_it_on_record(vera: Browser, zoe: str, site: Site) -> None:
    page = save(vera, f"{zoe}/details", name="Zoë Ray", email="", staff_number="8", group="health", works_as="agency")
    assert "Their details were changed" in page.text
    for text in ("Zoë Ray", "None: they sign in with their staff number", "8", "Health", "Agency"):
        assert text in page.text
    assert rows(site, "SELECT p.name FROM audit JOIN person p ON p.id = actor WHERE action = 'person-change'") == [
        ("Vera",)
    ]
    wrong = save(vera, f"{zoe}/details", 400, joined="2/3/26", email="nobody", staff_number="")
    assert "with its year in full" in wrong.text and "e-mail address in full" in wrong.text
    assert wrong.sends(f"{zoe}/details")["joined"] == ["2/3/26"]


def test_what_somebody_else_changed_meanwhile_is_shown_and_not_overwritten_unseen(
    vera: Browser, zoe: str, site: Site
) -> None:
    mine = vera.get(f"{zoe}/details")
    assert people.rename(site, "zoë day@example.org", name="Zoë Fay").person
    action = f"{zoe}/details"
    wrong = Page(vera.post(action, filled(mine, action, name=""), 400).text)
    told = Page(vera.post(action, filled(wrong, action, name="Zoë Ray", email="z@example.org"), 400).text)
    assert "Somebody else changed this record" in told.text and "Zoë Fay" in told.text
    assert told.sends(action)["name"] == ["Zoë Ray"], "what was written is kept"
    assert "Zoë Fay" in vera.get(zoe).text, "and nothing was overwritten"
    vera.post(action, filled(told, action))
    assert "Zoë Ray" in vera.get(zoe).text


def test_somebody_is_moved_given_a_team_as_deputy_and_it_is_ended(
    vera: Browser, zoe: str, site: Site, join: Join
) -> None:
    join("Bo", team="Team B")
    assert "Team B" in save(vera, f"{zoe}/team", team="Team B").text
    page = save(vera, f"{zoe}/manages", team="Team A", how="deputy", until="2026-12-24")
    assert "Team A, as deputy from 23 November 2026 until the end of 24 December 2026, granted by Vera" in page.text
    assert "Manager" in page.text
    for until, said in (
        ("24/12/26", "its year in full"),
        ("2026-11-01", "today or later"),
        ("2030-01-01", "a year at"),
    ):
        assert said in save(vera, f"{zoe}/manages", 400, team="Team A", how="deputy", until=until).text
    action = f"{zoe}/manages"
    vera.post(action, filled(vera.get(f"{action}?ends=Team A"), action))
    page = vera.get(zoe)
    assert "No team." in page.text and "Managed Team A as deputy, from 23 November 2026" in page.text


def test_taking_a_role_is_asked_about_first(vera: Browser, zoe: str, site: Site) -> None:
    save(vera, f"{zoe}/roles", **{"holds-trainer": "yes"})
    action = f"{zoe}/roles"
    fields = filled(vera.get(action), action)
    del fields["holds-trainer"]
    asked = Page(vera.post(action, fields, 400).text)
    assert "tick the box if you are sure" in asked.text and "Trainer" in vera.get(zoe).text
    vera.post(action, filled(asked, action, sure="yes"))
    assert "Trainer" not in vera.get(zoe).text


def test_the_only_administrator_stays_one(vera: Browser, site: Site) -> None:
    ((public_id,),) = rows(site, "SELECT public_id FROM person WHERE name = 'Vera'")
    assert "only administrator" in save(vera, f"/people/{public_id}/leave", 400).text
    action = f"/people/{public_id}/roles"
    fields = filled(vera.get(action), action, sure="yes")
    del fields["holds-administrator"]
    assert "only administrator" in Page(vera.post(action, fields, 400).text).text


def test_whoever_leaves_comes_back_with_a_link(vera: Browser, zoe: str) -> None:
    assert "Has left" in save(vera, f"{zoe}/leave").text
    vera.get(f"{zoe}/team", 404)
    assert "/set-password/" in save(vera, f"{zoe}/return", 200).text
    assert "/set-password/" in save(vera, f"{zoe}/link", 200).text
    assert "Team A" in vera.get(zoe).text


def test_two_records_become_one_where_one_has_nothing_in_it(vera: Browser, zoe: str, site: Site, join: Join) -> None:
    bo, _ = join("Bo")
    twin = accounts.add_person(site, name="Zoe D", email="", staff_number="99", roles=frozenset({Role.STAFF}))
    assert twin.token
    asked = save(vera, f"{zoe}/merge", 400, other="99")
    assert "Zoe D" in asked.text and "cannot be undone" in asked.text
    vera.post(f"{zoe}/merge", filled(asked, f"{zoe}/merge", sure="yes"))
    assert "99" in vera.get(zoe).text and names(vera.get("/people?state=all&words=zoe")) == ["Zoë Day"]
    assert accounts.holder_of_link(site, twin.token) is None
    assert learning.start(site, bo, MODULE, SCENARIO)
    assert "fold this one into it" in save(vera, f"{zoe}/merge", 400, other="bo@example.org", sure="yes").text
    for wrong, said in (("99", "That is this record"), ("nobody", "Nobody has that"), ("", "Enter the address")):
        assert said in save(vera, f"{zoe}/merge", 400, other=wrong).text
