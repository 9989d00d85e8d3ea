"""The facilitator's pack, for trainers: the story to read aloud, without its marks, and who took part."""

import pytest
from flask import Flask, render_template_string

from quizapp.model.pack import PackTerm, PlanLine, PlanPart
from quizapp.model.people import Role
from quizapp.services.records.another_way import MOST_PEOPLE
from quizapp.services.site.site import Site
from tests.services.quiz_files import MODULE, SCENARIO, SCENARIO_PATH, quiz_files
from tests.web.browser import Browser, Page
from tests.web.conftest import Join
from tests.web.contents import contents

PACK = f"/packs/{MODULE}/{SCENARIO}"
TOOK_PART = f"{PACK}/took-part"


@pytest.fixture
def trainer(app: Flask, minds: None, join: Join) -> Browser:
    return Browser(app, join("Tom", Role.TRAINER)[1])


def test_the_whole_story_is_on_one_page_with_plans_and_a_sheet(trainer: Browser) -> None:
    page = trainer.get(PACK)
    for said in (
        "A plan for 30 minutes",
        "A plan for 60 minutes",
        "If somebody is distressed",
        "Sami says \u201cfine\u201d",
        "Stop beside him after the bell",
        "Ask the room: The register",
        "Find somewhere quiet and tell him what you have noticed",
        "He tells you about the nights.",
        "What made it hard to ask?",
        "Sign-in sheet",
        "Support: call Sam.",
    ):
        assert said in page.text.replace('"', "\u201c", 1).replace('"', "\u201d", 1), said
    anchors = {a.get("id") for _, a in page.tags}
    inside = [a["href"] or "" for a in page.all("a") if (a["href"] or "").startswith("#")]
    assert inside and all(link[1:] in anchors for link in inside)
    assert page.all("a", href=TOOK_PART)


def test_it_has_no_marks_and_no_whys(trainer: Browser) -> None:
    page = trainer.get(PACK)
    told = next(f for f in quiz_files() if f.path == SCENARIO_PATH).content.decode()
    whys = [line.split("Why: ")[1] for line in told.splitlines() if "Why: " in line]
    assert whys and not [why for why in whys if why in page.text]
    assert "Naming what you see" not in page.text
    assert not page.all("strong", **{"class": "govuk-tag tag--met"})


def test_who_took_part_is_recorded_once_and_unknown_addresses_are_told_back(
    trainer: Browser, site: Site, join: Join
) -> None:
    join("Zoe")
    join("Ann", team=None)
    page = trainer.get(TOOK_PART)
    people = "zoe@example.org, Ann@example.org\r\nnobody@example.org\nZOE@example.org Tom@example.org"
    told = Page(trainer.send(page, TOOK_PART, 200, people=people, on="2026-11-20").text)
    done, unknown = told.text.split("Not recorded")
    assert "Ann" in done and done.count("Zoe") == 1, "an address that is written twice is one"
    assert "nobody@example.org" in unknown and "Tom@example.org" in unknown
    before = contents(site)
    again = Page(trainer.send(page, TOOK_PART, 200, people=people, on="2026-11-21").text)
    assert "Nobody new was recorded" in again.text
    assert contents(site) == before


def test_one_wrong_address_drops_nobody_and_all_that_was_typed_stays_to_be_mended(
    trainer: Browser, site: Site, join: Join
) -> None:
    join("Zoe")
    join("Ann", team=None)
    people = '"Zed, Zoe" <zoe@example.org>; nobody@example.org; Ann Lee <Ann@example.org>; bo@'
    told = Page(trainer.send(trainer.get(TOOK_PART), TOOK_PART, 200, people=people, on="2026-11-20").text)
    assert told.title.startswith("Not all recorded")
    done, left = told.text.split("Not recorded")
    assert "Ann" in done and "Zoe" in done
    assert "nobody@example.org" in left and "bo@" in left
    assert people in "".join(told.words), "the whole list, in the form's field"
    assert told.all("input", name="on", value="2026-11-20")
    before = contents(site)
    again = Page(trainer.send(told, TOOK_PART, 200, people=people, on="2026-11-20").text)
    assert "Nobody new was recorded" in again.text
    assert contents(site) == before


def test_somebody_who_took_part_has_done_it(app: Flask, trainer: Browser, join: Join) -> None:
    zoe = Browser(app, join("Zoe")[1])
    trainer.send(trainer.get(TOOK_PART), TOOK_PART, 200, people="Zoe@example.org", on="23/11/2026")
    assert "Pass 1 scenario: done" in zoe.get(f"/modules/{MODULE}").text


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"people": "", "on": "2026-11-20"}, "people"),
        ({"people": " ,\r\n, ", "on": "2026-11-20"}, "people"),
        ({"people": "\n".join(f"p{n}@x.org" for n in range(MOST_PEOPLE + 1)), "on": "2026-11-20"}, "people"),
        ({"people": "zoe@example.org " * 1251, "on": "2026-11-20"}, "people"),
        ({"people": "zoe@example.org", "on": "2026-11-24"}, "on"),
        ({"people": "zoe@example.org", "on": "soon"}, "on"),
        ({"people": "zoe@example.org", "on": ""}, "on"),
    ],
)
def test_what_is_wrong_is_named_at_its_field_and_the_rest_is_kept(
    trainer: Browser, site: Site, sent: dict[str, str], field: str
) -> None:
    page, before = trainer.get(TOOK_PART), contents(site)
    again = Page(trainer.send(page, TOOK_PART, 400, **sent).text)
    assert again.title.startswith("Error: ")
    assert again.all("a", href=f"#{field}")
    (at,) = [a for _, a in again.tags if a.get("id") == field]
    assert f"{field}-error" in (at["aria-describedby"] or "")
    assert field == "people" or "zoe@example.org" in again.html
    assert field == "on" or again.all("input", name="on", value="2026-11-20")
    assert field == "people" or not sent["on"] or again.all("input", name="on", type="text", value=sent["on"])
    assert sent["people"] in again.html.replace("&#13;", "\r")
    assert contents(site) == before


def test_only_trainers_see_it(app: Flask, site: Site, minds: None, join: Join) -> None:
    others = [
        Browser(app, join("Zoe")[1]),
        Browser(app, join("Mina", Role.MANAGER, Role.ADMINISTRATOR, manages=("Team A",))[1]),
    ]
    before = contents(site)
    for browser in others:
        for path in (PACK, TOOK_PART):
            browser.get(path, 403)
        sent = {"csrf_token": browser.token(), "people": "Zoe@example.org", "on": "2026-11-20"}
        browser.post(TOOK_PART, sent, 403)
        assert not browser.get("/training").all("a", href=PACK)
    nobody = Browser(app)
    for path in (PACK, TOOK_PART):
        assert nobody.client.get(path).headers["Location"] == f"/sign-in?next={path}"
    assert contents(site) == before


def test_a_pack_of_what_is_not_live_is_not_found_and_looking_changes_nothing(trainer: Browser, site: Site) -> None:
    before = contents(site)
    for path in (PACK, TOOK_PART):
        trainer.get(path)
    for path in (f"/packs/{MODULE}/nothing", f"/packs/nothing/{SCENARIO}/took-part"):
        trainer.get(path, 404)
    trainer.post(f"/packs/{MODULE}/nothing/took-part", {"csrf_token": trainer.token()}, 404)
    assert contents(site) == before


def test_conditions_counters_and_plans_are_in_words(app: Flask) -> None:
    group = (PackTerm(page=4), PackTerm(page=2, negated=True))
    counted = tuple(
        (PackTerm(counter="trust", operator=operator, number=2),) for operator in (">=", "<=", ">", "<", "=")
    )
    say = '{% from "packs/_words.html" import changes, only_if, plan_line %}'
    with app.test_request_context():
        assert render_template_string(say + "{{ only_if(it) }}", it=(group, *counted)) == (
            "the group came by page 4 and the group did not come by page 2, or trust is 2 or more, "
            "or trust is 2 or less, or trust is more than 2, or trust is less than 2, or trust is exactly 2"
        )
        moved = render_template_string(say + "{{ changes(it) }}", it=(("trust", 1), ("time", -1)))
        assert moved == "trust goes up by 1, time goes down by 1"
        lines = [PlanLine(4, part, 1, 7, "After the bell") for part in PlanPart]
        words = [render_template_string(say + "{{ plan_line(it) }}", it=line) for line in lines]
    assert len(set(words)) == len(PlanPart)
    assert words[1] == "Read on to page 7, “After the bell”. Stop 1: talk, then choose"
