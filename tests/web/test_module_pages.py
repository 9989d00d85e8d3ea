"""A module's pages: its tasks in order, where to start, a picture of oneself, and completing it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask, g, render_template, render_template_string

from quizapp.model.module_pages import PicturePage, PointSeen, Showing, Task, TaskState, WhatNext
from quizapp.model.published import SourceFile
from quizapp.model.things import question_set, scenario
from quizapp.services.authoring.publishing import publish
from quizapp.services.site.site import Site
from tests.services.quiz_files import MODULE, OTHER_SET, SCENARIO, SET, quiz_files
from tests.services.taking import take as answer
from tests.web import taking
from tests.web.browser import Browser
from tests.web.conftest import Join
from tests.web.contents import contents

HOME = f"/modules/{MODULE}"
PAGES = (HOME, f"{HOME}/start-here", f"{HOME}/picture")


def test_start_here_leads_a_beginner_straight_into_a_story_and_says_where_more_is_told(
    alice: Browser, minds: None
) -> None:
    mine = alice.get("/training")
    assert mine.all("a", href=HOME) and mine.all("a", href=f"{HOME}/start-here")
    assert f'href="{taking.start_address(SCENARIO)}">Start here' in mine.html
    assert "It begins with “First day”" in mine.text


def test_a_beginner_finds_the_story_before_the_questions(alice: Browser, minds: None) -> None:
    page = alice.get(HOME)
    tasks = page.text.split("New here?")[1]
    places = [tasks.index(said) for said in ("what is recorded", "First day", "Listening", "Questions for you alone")]
    assert places == sorted(places)
    assert "Choose any" not in page.text, "there is one to choose of"
    assert page.text.count("Next") == 1 and page.all("a", href=f"{HOME}/start-here")
    assert "Opens after your first scenario" in page.text
    assert page.all("a", href=taking.start_address(SCENARIO)) and page.all("a", href=taking.start_address(SET))
    for condition in ("Pass 1 scenario", "Pass the questions “Listening”"):
        assert f"{condition}: not yet" in page.text
    assert "About 10 minutes left" in page.text


def test_each_task_has_its_state_beside_it(alice: Browser, minds: None) -> None:
    for link in alice.get(HOME).all("a", **{"class": "govuk-task-list__link"}):
        assert link["aria-describedby"]
    begun = taking.begin(alice, SCENARIO)
    page = alice.get(HOME)
    assert "In progress" in page.text
    assert page.all("a", href=begun), "a task that is open leads on from where it was left"
    assert alice.get("/training").all("a", href=begun)


def test_the_essentials_stand_folded_on_the_start_page_of_a_first_story_and_no_longer_after(
    alice: Browser, minds: None
) -> None:
    page = alice.get(taking.start_address(SCENARIO))
    assert "New here?" in page.text and "Nobody is blamed here." in page.text
    assert page.all("a", href=f"{HOME}/start-here")
    assert not [attributes for tag, attributes in page.tags if tag == "details" and "open" in attributes]
    taking.begin(alice, SET)
    assert "New here?" not in alice.get(taking.start_address(SCENARIO)).text


def test_what_was_finished_and_not_passed_is_offered_again_in_words_that_say_so(
    site: Site, alice: Browser, minds: None
) -> None:
    taking.take(site, alice, SCENARIO, choice="1")
    page = alice.get("/training")
    assert "You have finished “First day”, and not passed it yet." in page.text
    assert "Play again: First day" in page.text and "Go on:" not in page.text
    assert "finished, and not passed yet" in alice.get(HOME).text
    assert "Play again: First day" in alice.get(f"{HOME}/start-here").text
    assert "You have finished this scenario, and not passed it yet." in alice.get(taking.start_address(SCENARIO)).text
    assert ", not passed" in alice.get(taking.start_address(SCENARIO)).text
    taking.begin(alice, SCENARIO)
    page = alice.get("/training")
    assert "Go on: First day" in page.text and "not passed" not in page.text


def test_a_set_whose_attempts_are_used_up_is_not_offered_to_be_tried_again(
    app: Flask, site: Site, join: Join, minds: None
) -> None:
    person, token = join("Uma")
    hers = Browser(app, token)
    taking.take(site, hers, SCENARIO)
    set_page = taking.start_address(SET)
    answer(site, person, SET, wrong="*")
    assert "you can try again" in hers.get("/training").text, "one attempt is left"
    begun = taking.begin(hers, SET)
    for path in (set_page, f"{begun}/pause"):
        assert "the page of these questions says how you can try again" in hers.get(path).text
    answer(site, person, SET, wrong="*")
    mine, start = hers.get("/training"), hers.get(f"{HOME}/start-here")
    assert "your attempts are used up for now, and there is a way to another one" in mine.text
    for page in (mine, start):
        assert "See what opens another attempt: Listening" in page.text and page.all("a", href=set_page)
        assert "Try again" not in page.text and "you can try again" not in page.text
    assert "What opens a further attempt" in hers.get(set_page).text


def test_what_trainers_see_of_people_is_said_truly_and_alike(alice: Browser, minds: None) -> None:
    said = (
        "Trainers see who took part in a session, where they record it. They see nothing of what you do here yourself."
    )
    for path in (f"{HOME}/start-here", taking.start_address(SCENARIO), taking.start_address(SET)):
        assert said in alice.get(path).text
    assert "A trainer sees it of those whom they record." in alice.get("/privacy").text


def test_what_comes_next_and_was_not_passed_is_never_gone_on_with_in_silence(app: Flask) -> None:
    macro = "{% from 'looking_back/_next.html' import main_step %}{{ main_step(next, 'm', 'elsewhere') }}"
    with app.test_request_context():
        for name, said in ((scenario("m", "s"), "Play again: First"), (question_set("m", "s"), "Try again: First")):
            task = Task(name, "First", TaskState.NEXT, 10, tried=True)
            shown = render_template_string(macro, next=WhatNext(task, ""))
            assert said in shown and "You have finished it, and not passed it yet" in shown
        shown = render_template_string(macro, next=WhatNext(replace(task, used_up=True), ""))
        assert "See what opens another attempt: First" in shown and "Try again" not in shown


def test_an_old_attempt_that_was_not_passed_congratulates_nobody_once_the_module_is_completed(
    site: Site, alice: Browser, minds: None
) -> None:
    failed = taking.take(site, alice, SCENARIO, choice="1")
    certificate = taking.complete(site, alice)
    page = alice.get(f"{failed}/debrief")
    assert "Not passed this time" in page.text and "This attempt was not passed, and stays as it is." in page.text
    assert "Thank you" not in page.text and "See your certificate" not in page.text
    assert page.all("a", href=certificate)


def test_how_often_is_said_alike_on_every_page(alice: Browser, minds: None) -> None:
    for path in (*PAGES, "/training", taking.start_address(SET)):
        said = alice.get(path).text.replace("practise again as often as you like", "")
        assert "as often as you like" not in said.replace("play a scenario as often as you like", "")


def test_a_point_that_nothing_asks_is_not_left_waiting_to_be_met(app: Flask) -> None:
    point = PointSeen("a", "Ask.", "Listening", (), Showing.NOT_TESTED, 0, (), ())
    page = PicturePage("m", "M", (point,), (), "S", "P", "2026")
    with app.test_request_context():
        g.person = None
        words = render_template("modules/picture.html", page=page)
    assert "<strong>0</strong> not met yet" in words and "<strong>1</strong> not asked here" in words


@pytest.mark.parametrize("name", [SCENARIO, SET])
def test_where_people_look_for_a_way_to_start_over_it_says_kindly_that_there_is_none(
    alice: Browser, minds: None, name: str
) -> None:
    said = "You can’t start over in the middle"
    assert said not in alice.get(taking.start_address(name)).text
    attempt = taking.begin(alice, name)
    for path in (taking.start_address(name), f"{attempt}/pause"):
        assert said in alice.get(path).text
    assert "Each attempt is kept as it is, the first one too." in alice.get(taking.start_address(name)).text


def test_the_start_page_of_what_nothing_asks_for_says_that_it_is_optional(alice: Browser, minds: None) -> None:
    said = "Optional. It is here for you, if you like"
    assert said in alice.get(taking.start_address(OTHER_SET)).text
    for name in (SCENARIO, SET):
        assert said not in alice.get(taking.start_address(name)).text


def test_covers_stand_on_quiet_pages_unread_and_never_in_a_story(alice: Browser, minds: None) -> None:
    attempt = taking.begin(alice, SCENARIO)
    things = ("/training", HOME, taking.start_address(SCENARIO), taking.start_address(SET))
    for path in things:
        covers = [a for tag, a in alice.get(path).tags if tag == "svg" and "cover" in (a.get("class") or "")]
        assert covers and all(cover.get("aria-hidden") == "true" for cover in covers)
    assert 'class="cover' not in alice.get(f"{attempt}/steps/0").html


def test_start_here_says_what_completes_it_and_who_sees_what(alice: Browser, minds: None) -> None:
    page = alice.get(f"{HOME}/start-here")
    for said in (
        "A made-up review for tests",
        "Pass 1 scenario",
        "about 10 minutes",
        "No reason is asked, stored or shown",
        "Never your score, your answers or your reflections",
        "999",
        "Support: call Sam.",
    ):
        assert said in page.text
    assert page.all("a", href=HOME)


def test_a_picture_shows_each_point_what_was_shown_and_what_to_play_next(
    site: Site, alice: Browser, minds: None
) -> None:
    blank = alice.get(f"{HOME}/picture")
    assert "Ask the child directly how they are." in blank.text
    assert "1 not met yet" in blank.text, "two of the points are for groups that she is not in"
    assert "What to play next" in blank.text
    assert blank.all("a", href=taking.start_address(SCENARIO))
    attempt = taking.take(site, alice, SET)
    page = alice.get(f"{HOME}/picture")
    assert "1 shown twice" in page.text and "What I showed, and when" in page.text
    assert "23 November 2026" in page.text
    links = {a["href"] or "" for a in page.all("a") if (a["href"] or "").startswith(attempt)}
    assert links
    for link in links:
        assert alice.get(link).title
    assert len(links) > 1 and all(link.endswith("/feedback") for link in links)


def test_a_picture_says_how_often_the_same_was_shown_and_links_to_the_newest(
    site: Site, alice: Browser, minds: None
) -> None:
    sizes = []
    for said in ("", "and once before", "and 2 times before"):
        attempt = taking.take(site, alice, SCENARIO)
        page = alice.get(f"{HOME}/picture")
        assert said in page.text and ("before" in page.text) == bool(said)
        sizes.append(len({a["href"] for a in page.all("a") if "/attempts/" in (a["href"] or "")}))
        assert all(attempt in (a["href"] or "") for a in page.all("a") if "/attempts/" in (a["href"] or ""))
    assert len(set(sizes)) == 1 and sizes[0] > 0


def test_a_picture_counts_what_is_finished_and_no_practice(site: Site, alice: Browser, minds: None) -> None:
    start = f"{taking.start_address(OTHER_SET)}/start"
    taking.take(site, alice, OTHER_SET)
    before = alice.get(f"{HOME}/picture").text
    practice = alice.post(start, {"csrf_token": alice.token(), "practice": "1"}).headers["Location"]
    while taking.step(site, alice, practice):
        pass
    assert "This was practice" in alice.get(f"{practice}/result").text
    assert alice.get(f"{HOME}/picture").text == before


def test_the_last_part_completes_the_module_and_leads_to_the_certificate(
    site: Site, alice: Browser, certificate: str
) -> None:
    page = alice.get(HOME)
    assert "You completed this module on 23 November 2026" in page.text
    assert page.all("a", href=certificate)
    assert alice.get("/training").all("a", href=certificate)
    assert page.all("a", href=taking.start_address(OTHER_SET)), "everything stays open"
    reflections = [a["href"] or "" for a in page.all("a") if "/reflections" in (a["href"] or "")]
    assert reflections and alice.get(reflections[0]).title


def easier(text: str) -> str:
    return text.replace("complete: 1 scenario passed; set listening passed", "complete: set acting passed")


def test_whoever_has_done_all_that_an_easier_rule_asks_reads_that_it_is_completed_and_nobody_else_does(
    site: Site, alice: Browser, bob: Browser, minds: None
) -> None:
    taking.take(site, alice, OTHER_SET)
    files = tuple(SourceFile(f.path, easier(f.content.decode()).encode()) for f in quiz_files())
    assert publish(site, files).publications
    page = alice.get(HOME)
    assert "You completed this module on 23 November 2026" in page.text
    (link,) = (a["href"] or "" for a in page.all("a") if (a["href"] or "").startswith("/certificates/"))
    assert "This certificate was issued here" in bob.get(link).text
    assert "You completed this module" not in bob.get(HOME).text


@pytest.mark.parametrize("path", PAGES)
def test_a_module_page_needs_sign_in_and_looking_changes_nothing(
    app: Flask, site: Site, alice: Browser, minds: None, path: str
) -> None:
    assert Browser(app).client.get(path).headers["Location"] == f"/sign-in?next={path}"
    before = contents(site, without=frozenset())
    alice.get(path)
    assert contents(site, without=frozenset()) == before


@pytest.mark.parametrize("page", ["", "/start-here", "/picture"])
def test_a_module_that_is_not_live_is_not_found(alice: Browser, page: str) -> None:
    alice.get(f"/modules/nothing{page}", 404)


def test_what_one_person_does_is_in_nobody_elses_picture(
    site: Site, alice: Browser, bob: Browser, minds: None, steps: Callable[[str], int]
) -> None:
    blank = bob.get(f"{HOME}/picture").text
    attempt = taking.take(site, alice, OTHER_SET)
    assert steps(attempt) == 3
    assert bob.get(f"{HOME}/picture").text == blank
