"""The organisation's settings, as an administrator sees and changes them."""

import re
from urllib.parse import urlencode

import pytest
from flask import Flask

from quizapp.model.people import Role
from quizapp.services.authoring.publishing import publish
from quizapp.services.site import organisation_settings
from quizapp.services.site.site import Site
from quizapp.web import create_app
from tests.services.example_site import MODULE, SCENARIO
from tests.services.site.test_declared_inserts import with_a_nurse
from tests.web.browser import Browser, Page
from tests.web.conftest import SETTINGS, Clock, Join
from tests.web.contents import contents

LEAD = "insert-safeguarding-lead"
GROUPS = ("organisation", "words", "support", "inserts")


@pytest.fixture
def vera(app: Flask, join: Join) -> Browser:
    return Browser(app, join("Vera", Role.ADMINISTRATOR)[1])


def test_a_change_is_shown_with_who_and_when_and_stands_on_every_page(vera: Browser, alice: Browser) -> None:
    assert vera.get("/training").all("a", href="/settings")
    form = vera.get("/settings/organisation")
    sent = vera.send(form, "/settings/organisation", 303, name="Harbour Trust", zone="Pacific/Auckland")
    assert sent.headers["Location"] == "/settings?saved=organisation"
    assert "Name and time zone: saved." in vera.get(sent.headers["Location"]).text
    page = vera.get("/settings")
    history = page.text[page.text.index("History") :]
    assert "24 November 2026, 03:32" in history  # in the time zone that was just chosen
    assert "Vera" in history and "Harbour Trust" in history and "Pacific/Auckland" in history
    for browser in (vera, alice):
        assert "Harbour Trust" in browser.get("/training").text


def test_a_second_click_counts_once(vera: Browser, site: Site) -> None:
    form = vera.get("/settings/inserts")
    vera.send(form, "/settings/inserts", 303, **{LEAD: "Kim, room 12"})
    before = contents(site)
    vera.send(form, "/settings/inserts", 303, **{LEAD: "Kim, room 12"})
    assert contents(site) == before


def test_getting_the_pages_changes_nothing(vera: Browser, site: Site) -> None:
    before = contents(site)
    for path in ("", *(f"/{group}" for group in GROUPS), "/inserts?team=Team+A"):
        vera.get(f"/settings{path}")
    assert contents(site) == before


def test_whoever_is_not_signed_in_signs_in_first_and_anybody_else_is_refused(
    app: Flask, alice: Browser, site: Site, join: Join
) -> None:
    nobody = Browser(app, None)
    before = contents(site)
    others = (alice, *(Browser(app, join(name, role)[1]) for name, role in (("T", Role.TRAINER),)))
    before = contents(site)
    for path in ("/settings", *(f"/settings/{group}" for group in GROUPS)):
        assert nobody.client.get(path).headers["Location"].startswith("/sign-in")
        for browser in others:
            browser.get(path, 403)
            data = {"csrf_token": browser.token(), "name": "Mine", "zone": "UTC", LEAD: "Me"}
            if path != "/settings":
                assert browser.client.post(path, data=data).status_code == 403
    assert contents(site) == before


def test_an_error_leads_to_its_field_and_what_was_written_stands_there(vera: Browser, site: Site) -> None:
    before = contents(site)
    for group, field, text in (
        ("organisation", "name", "x" * 101),
        ("words", "word-manager", "y" * 41),
        ("support", "support", "[" * 200),
        ("inserts", LEAD, "z" * 301),
    ):
        address = f"/settings/{group}"
        vera.send(vera.get(address), address, 400, **{field: text}, zone="UTC")
        data = {**vera.get(address).form(address), field: text}
        html = vera.client.post(address, data=data).text
        assert f'href="#{field}"' in html and f'id="{field}"' in html and f'id="{field}-error"' in html
        assert re.search(rf'aria-describedby="{field}-hint {field}-error"', html)
        assert text in html and "<title>Error: " in html
    assert contents(site) == before


def test_an_unknown_group_or_team_is_not_there(vera: Browser) -> None:
    vera.get("/settings/nothing", 404)
    vera.get("/settings/inserts?team=Nobody", 404)
    vera.get("/settings/support?team=Team+A", 404)
    form = vera.get("/settings/inserts")
    vera.send(form, "/settings/inserts", 404, team="Nobody", **{LEAD: "Kim"})


def test_what_an_administrator_writes_cannot_hurt_a_page(vera: Browser) -> None:
    hostile = "</dd><script>alert(1)</script> <img src=x onerror=alert(1)>"
    led_away = vera.send(
        vera.get("/settings/support"), "/settings/support", 400, support=f"{hostile} [x](javascript:alert(1))"
    )
    assert 'href="javascript:' not in led_away.text and "<script>alert" not in led_away.text
    assert "would lead nowhere" in Page(led_away.text).text
    vera.send(vera.get("/settings/support"), "/settings/support", 303, support=hostile)
    vera.send(vera.get("/settings/inserts"), "/settings/inserts", 303, **{LEAD: hostile})
    vera.send(vera.get("/settings/organisation"), "/settings/organisation", 303, name=hostile, zone="UTC")
    for path in ("/settings", "/support", "/settings/support", "/training"):
        html = vera.get(path).html
        assert "<script>alert" not in html and "<img src=x" not in html and 'href="javascript:' not in html


def test_words_for_roles_stand_on_the_demos_door(demo_app: Flask, join: Join) -> None:
    vera = Browser(demo_app, join("Vera", Role.ADMINISTRATOR)[1])
    vera.send(vera.get("/settings/words"), "/settings/words", 303, **{"word-administrator": "Practice lead"})
    text = vera.get("/demo").text
    assert "Practice lead" in text and "Administrator" not in text


def test_a_team_sees_its_own_words_and_every_other_team_the_organisations(
    app: Flask, vera: Browser, join: Join
) -> None:
    zed, ann = Browser(app, join("Zed", team="Team Z")[1]), Browser(app, join("Ann", team="Team A")[1])
    vera.send(vera.get("/settings/inserts"), "/settings/inserts", 303, **{LEAD: "Kim at the office"})
    address = "/settings/inserts?team=Team+Z"
    vera.send(vera.get(address), "/settings/inserts", 303, **{LEAD: "Zoe next door"})
    assert "Team Z" in vera.get("/settings").text
    for browser, sees, never in ((zed, "Zoe next door", "Kim at"), (ann, "Kim at the office", "Zoe next")):
        start = f"/training/{MODULE}/{SCENARIO}"
        begun = browser.send(browser.get(start), f"{start}/start").headers["Location"]
        for path in ("/support", begun + "/steps/0", begun + "/pause"):
            text = browser.get(path).text
            assert sees in text and never not in text, path


def test_a_second_web_process_sees_a_change_without_a_restart(
    app: Flask, site: Site, clock: Clock, join: Join, vera: Browser
) -> None:
    second = create_app(Site(SETTINGS, site.database, {"safeguarding-lead": "Kim"}, "<p>Support</p>", clock))
    token = join("Ann")[1]
    there = Browser(second, token)
    start = f"/training/{MODULE}/{SCENARIO}"
    begun = there.send(there.get(start), f"{start}/start").headers["Location"]
    assert "Kim" in there.get(f"{begun}/steps/0").text
    vera.send(vera.get("/settings/inserts"), "/settings/inserts", 303, **{LEAD: "Room 12"})
    vera.send(vera.get("/settings/support"), "/settings/support", 303, support="Call Joe.")
    clock.later(seconds=2)
    text = there.get(f"{begun}/steps/0").text
    assert "Room 12" in text and "Call Joe." in text and "Kim" not in text


def test_what_is_not_set_says_so_or_what_is_used_instead(vera: Browser) -> None:
    page = vera.get("/settings")
    assert "Nothing " not in page.text.replace("Nothing has been changed yet.", "")
    assert "Safeguarding lead Not set" in page.text and "Name of the organisation Not set" in page.text
    for setting, word in (("a member of staff", "Member of staff"), ("an administrator", "Administrator")):
        assert f"Word for {setting} {word}, as it comes" in page.text


def test_contacts_stand_on_the_page_as_they_look_and_in_the_history_without_marks(vera: Browser) -> None:
    vera.send(vera.get("/settings/support"), "/settings/support", 303, support="**Call** [Sam](tel:1) & Kim.")
    page = vera.get("/settings")
    assert "<strong>Call</strong>" in page.html and "**" not in page.text
    history = page.text[page.text.index("History") :]
    assert "The UK contacts, as they come Call Sam & Kim." in history


def test_of_two_tabs_the_second_is_told_and_keeps_what_was_written(vera: Browser) -> None:
    first, second = vera.get("/settings/inserts"), vera.get("/settings/inserts")
    vera.send(first, "/settings/inserts", 303, **{LEAD: "Robin, room 3"})
    sent = vera.send(second, "/settings/inserts", 400, **{LEAD: "Kim, room 12", "insert-escalation": "Tell Sam"})
    page = Page(sent.text)
    page.check()
    assert (
        "“Safeguarding lead” was changed since you opened this page" in page.text
        and "Now set: Robin, room 3" in page.text
    )
    assert "Kim, room 12" in page.html and "Tell Sam" in page.html
    assert page.all("textarea", id=LEAD)[0]["aria-describedby"] == f"{LEAD}-hint {LEAD}-error {LEAD}-now"
    vera.send(page, "/settings/inserts", 303, **{LEAD: "Kim, room 12", "insert-escalation": "Tell Sam"})
    shown = vera.get("/settings").text
    assert "Safeguarding lead Kim, room 12" in shown and "Escalation Tell Sam" in shown


def test_what_a_form_does_not_send_is_not_emptied(vera: Browser, site: Site) -> None:
    vera.send(vera.get("/settings/inserts"), "/settings/inserts", 303, **{LEAD: "Kim"})
    before = contents(site)
    vera.post("/settings/inserts", {"csrf_token": vera.token(), "team": ""}, 303)
    assert contents(site) == before


@pytest.mark.parametrize("seen", ["", "x", "-1", "٣", "9" * 40])
def test_a_form_that_does_not_say_what_it_showed_is_taken_for_an_old_one(vera: Browser, seen: str) -> None:
    vera.send(vera.get("/settings/inserts"), "/settings/inserts", 303, **{LEAD: "Robin"})
    sent = vera.send(vera.get("/settings/inserts"), "/settings/inserts", 400, seen=seen, **{LEAD: "Kim"})
    assert "Now set: Robin" in Page(sent.text).text


@pytest.mark.parametrize(("team", "status"), [("Team A\0", 400), ("\0", 400), ("x" * 9000, 404)])
def test_a_team_that_no_database_can_be_asked_for_is_not_there(vera: Browser, team: str, status: int) -> None:
    vera.get(f"/settings/inserts?{urlencode({'team': team})}", status)
    vera.post("/settings/inserts", {"csrf_token": vera.token(), "team": team, LEAD: "Kim"}, status)


def test_a_teams_form_shows_what_the_organisation_has(vera: Browser) -> None:
    vera.send(vera.get("/settings/inserts"), "/settings/inserts", 303, **{LEAD: "Kim, room 12"})
    page = vera.get("/settings/inserts?team=Team+A")
    assert "The organisation’s: Kim, room 12" in page.text
    (field,) = page.all("textarea", id=LEAD)
    assert field["aria-describedby"] == f"{LEAD}-hint {LEAD}-fallback"
    assert "The organisation’s:" not in vera.get("/settings/inserts").text


def test_a_form_without_a_good_token_comes_back_with_what_was_written_and_is_not_saved(
    vera: Browser, alice: Browser, site: Site
) -> None:
    form = vera.get("/settings/support").form("/settings/support") | {"support": "Call Sam on 116 123."}
    before = contents(site)
    sent = Page(vera.post("/settings/support", form | {"csrf_token": "an old one"}, 400).text)
    assert "not saved yet" in sent.text and "Call Sam on 116 123." in sent.html
    refused = alice.post("/settings/support", form | {"csrf_token": "an old one"}, 400)
    assert "Call Sam" not in refused.text
    vera.post("/settings/nothing", form | {"csrf_token": "an old one"}, 400)
    assert contents(site) == before
    vera.send(sent, "/settings/support", 303, support="Call Sam on 116 123.")
    assert "Call Sam on 116 123." in vera.get("/support").text


def test_a_form_that_comes_back_without_a_good_token_writes_over_nothing_unseen(vera: Browser) -> None:
    form = vera.get("/settings/inserts").form("/settings/inserts") | {LEAD: "Kim", "insert-escalation": ""}
    theirs = {LEAD: "Robin", "insert-escalation": "Tell Sam"}
    vera.send(vera.get("/settings/inserts"), "/settings/inserts", 303, **theirs)
    sent = Page(vera.post("/settings/inserts", form | {"csrf_token": "an old one"}, 400).text)
    assert "Kim" in sent.html and "Tell Sam" in sent.html
    again = vera.send(sent, "/settings/inserts", 400, **{LEAD: "Kim", "insert-escalation": "Tell Sam"})
    assert "“Safeguarding lead” was changed since" in Page(again.text).text
    assert "“Escalation” was changed since" not in Page(again.text).text


def test_only_what_can_be_saved_is_said_to_be(vera: Browser) -> None:
    for saved in ("", "?saved=", "?saved=nothing", "?saved=<b>"):
        assert "saved." not in vera.get(f"/settings{saved}").text
    for saved in ("logo", *GROUPS):
        page = vera.get(f"/settings?saved={saved}")
        assert ": saved." in page.text and page.all("a", href=f"#{saved}") and page.all("h2", id=saved)


def test_the_history_says_where_it_leaves_off(vera: Browser, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(organisation_settings, "MOST_SHOWN", 2)
    for number, older in ((1, False), (2, False), (3, True)):
        vera.send(vera.get("/settings/words"), "/settings/words", 303, **{"word-staff": f"Carer {number}"})
        assert ("These are the newest 2 changes." in vera.get("/settings").text) is older


def test_an_insert_that_a_module_declares_has_a_field_and_words_of_its_own(vera: Browser, site: Site) -> None:
    assert publish(site, with_a_nurse()).publications
    form = vera.get("/settings/inserts")
    assert "School nurse" in form.text and "in place of “school-nurse”" in form.text
    vera.send(form, "/settings/inserts", 303, **{"insert-school-nurse": "Jo, room 3"})
    page = vera.get("/settings")
    assert page.text.count("School nurse") >= 2 and "Jo, room 3" in page.text


NEEDED = "Somebody in danger needs a number to call."


def test_contacts_without_a_number_to_call_are_saved_and_said_on_both_pages_until_there_is_one(vera: Browser) -> None:
    for text, said in (
        ("Talk to Kim, room 204.", "There is no phone number in these contacts. "),
        ("Talk.\n\n## Scotland\n\nKim\n\n## Wales\n\n0800 1111", "There is no phone number under Scotland. "),
        ("Call Kim: 01632 960 100.", ""),
        ("", ""),
    ):
        sent = vera.send(vera.get("/settings/support"), "/settings/support", 303, support=text)
        overview, form = vera.get(sent.headers["Location"]), vera.get("/settings/support")
        for page in (overview, form):
            assert (f"{said}{NEEDED}" in page.text) == bool(said) and (NEEDED in page.text) == bool(said)
        links = len(overview.all("a", href="/settings/support"))
        assert links == (2 if said else 1)
    assert NEEDED not in vera.get("/settings/inserts").text
