"""The facilitator's pack, for trainers: the story to read aloud, without its marks, and who took part."""

import pytest
from flask import Flask, render_template_string

from quizapp.model.pack import PackTerm, PlanLine, PlanPart
from quizapp.model.people import Role
from quizapp.services.records.took_part import MOST_PEOPLE
from quizapp.services.site.site import Site
from tests.services.quiz_files import MODULE, SCENARIO, SCENARIO_PATH, SET_PATH, quiz_files
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
    told = Page(trainer.send(page, TOOK_PART, 200, people=people, on="2026-11-20", sure="yes").text)
    done, unknown = told.text.split("Not recorded")
    assert "Ann" in done and done.count("Zoe") == 1, "an address that is written twice is one"
    assert "Nobody here has these addresses: nobody@example.org" in unknown
    assert "Tom@example.org is your own address" in unknown
    before = contents(site)
    again = Page(trainer.send(page, TOOK_PART, 200, people=people, on="2026-11-21", sure="yes").text)
    assert "Nobody new was recorded" in again.text
    assert contents(site) == before


def test_a_list_is_confirmed_first_by_address_and_can_be_changed(trainer: Browser, site: Site, join: Join) -> None:
    join("Zoe")
    join("Ann", team=None)
    people, before = 'Z <zoe@example.org>;\r\n"Lee, A" <ann@example.org>; no@example.org', contents(site)
    asked = Page(trainer.send(trainer.get(TOOK_PART), TOOK_PART, 200, people=people, on="20/11/2026").text)
    for said in ("Is this right?", "Nothing is recorded yet", "First day", "Minds", "20 November 2026", "2 people"):
        assert said in asked.text
    done, left = asked.text.split("These will not be recorded")
    assert "zoe@example.org ann@example.org" in done and "no@example.org" in left, "in the order of the list"
    assert "sign-in sheet" in done and "Zoe" not in asked.text and "Ann" not in asked.text
    assert contents(site) == before
    back = Page(trainer.send(asked, TOOK_PART, 200, sure="no").text)
    assert back.title.startswith("Who took part") and back.all("input", name="on", value="20/11/2026")
    assert people.replace("\r\n", " ") in " ".join("".join(back.words).split()) and contents(site) == before
    told = Page(trainer.send(asked, TOOK_PART, 200, sure="yes").text)
    assert "These people have now done" in told.text and "Zoe" in told.text and "Ann" in told.text


def test_a_manager_who_trains_is_told_the_names_of_their_own_people_before(
    app: Flask, site: Site, minds: None, join: Join
) -> None:
    zoe = join("Zoe")[0]
    join("Ann", team="Team B")
    both = Browser(app, join("Mona", Role.TRAINER, Role.MANAGER, team=None, manages=("Team A",))[1])
    sent = {"people": "zoe@example.org ann@example.org", "on": "2026-11-20"}
    asked = Page(both.send(both.get(TOOK_PART), TOOK_PART, 200, **sent).text)
    assert "Zoe zoe@example.org ann@example.org" in asked.text and "Ann" not in asked.text
    one = Page(both.send(both.get(TOOK_PART), TOOK_PART, 200, **sent | {"people": "zoe@example.org"}).text)
    assert "1 person Zoe zoe@example.org" in one.text and "sign-in sheet" not in one.text
    assert one.all("h1", tabindex="-1"), "reading begins there"
    form = f"/team/people/{zoe.public_id}/another-way"
    both.send(both.get(form), form, part=SET_PATH, on="2026-11-20", sure="yes")
    done = Page(both.send(one, TOOK_PART, 200, **sent, sure="yes").text)
    assert done.all("h1", tabindex="-1") and "Zoe zoe@example.org : has completed the module with this" in done.text
    assert done.text.count("has completed the module") == 1


def test_what_is_said_of_taking_back_and_of_other_pages_is_true(trainer: Browser, join: Join) -> None:
    join("Zoe")
    form = trainer.get(TOOK_PART)
    assert "other pages say that it was done, and on which day" in form.text and "reads the same" not in form.text
    sent = {"people": "zoe@example.org", "on": "2026-11-20"}
    asked = Page(trainer.send(form, TOOK_PART, 200, **sent).text)
    assert "Check the list before you record." in asked.text
    done = Page(trainer.send(asked, TOOK_PART, 200, sure="yes").text)
    for page in (asked, done):
        assert "manages their own team, nobody can yet" in page.text, "nobody else may take a record back"


def test_a_list_with_nobody_to_record_is_given_back_at_once(trainer: Browser, site: Site) -> None:
    before = contents(site)
    told = Page(trainer.send(trainer.get(TOOK_PART), TOOK_PART, 200, people="no@example.org", on="2026-11-20").text)
    assert "Nobody new was recorded" in told.text and told.all("textarea", name="people")
    assert contents(site) == before


def test_one_wrong_address_drops_nobody_and_all_that_was_typed_stays_to_be_mended(
    trainer: Browser, site: Site, join: Join
) -> None:
    join("Zoe")
    join("Ann", team=None)
    people = '"Zed, Zoe" <zoe@example.org>; nobody@example.org; Ann Lee <Ann@example.org>; bo@'
    told = Page(trainer.send(trainer.get(TOOK_PART), TOOK_PART, 200, people=people, on="2026-11-20", sure="yes").text)
    assert told.title.startswith("Not all recorded")
    done, left = told.text.split("Not recorded")
    assert "Ann" in done and "Zoe" in done
    assert "nobody@example.org" in left and "bo@" in left
    assert people in "".join(told.words), "the whole list, in the form's field"
    assert told.all("input", name="on", value="2026-11-20")
    before = contents(site)
    again = Page(trainer.send(told, TOOK_PART, 200, people=people, on="2026-11-20", sure="yes").text)
    assert "Nobody new was recorded" in again.text
    assert contents(site) == before


def test_somebody_who_took_part_has_done_it(app: Flask, trainer: Browser, join: Join) -> None:
    zoe = Browser(app, join("Zoe")[1])
    trainer.send(trainer.get(TOOK_PART), TOOK_PART, 200, people="Zoe@example.org", on="23/11/2026", sure="yes")
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


def test_only_the_demo_says_which_addresses_can_be_tried(demo_app: Flask, minds: None, join: Join) -> None:
    trainer = Browser(demo_app, join("Tom", Role.TRAINER)[1])
    assert "try bethan.price@example.org" in trainer.get(TOOK_PART).text


def test_nowhere_else_does_the_form_speak_of_a_demo(trainer: Browser) -> None:
    assert "demo" not in trainer.get(TOOK_PART).text
