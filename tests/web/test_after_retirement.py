"""What was retired stays on record: where managers, trainers and those who did it find it, and in what words."""

import pytest
from flask import Flask

from quizapp.model.people import Person, Role
from quizapp.model.published import SourceFile
from quizapp.services.authoring.retiring import retire
from quizapp.services.site.site import Site
from tests.clock import Clock
from tests.services.quiz_files import (
    BRIEFING_PATH,
    DRAWING_SET_PATH,
    MODULE,
    OTHER_SET,
    OTHER_SET_PATH,
    SCENARIO,
    SCENARIO_PATH,
    changed,
)
from tests.web import taking
from tests.web.browser import Browser, Page
from tests.web.conftest import Join
from tests.web.contents import contents


def asking_for_a_set() -> tuple[SourceFile, ...]:
    """The module, which asks for one set alone, so that its scenario can go."""
    return changed(BRIEFING_PATH, "1 scenario passed; set", "set")


@pytest.fixture
def manager(app: Flask, join: Join) -> Browser:
    return Browser(app, join("Mina", Role.MANAGER, manages=("Team A",))[1])


@pytest.fixture
def zoe(join: Join, minds: None) -> tuple[Person, str]:
    return join("Zoe")


@pytest.fixture
def without(site: Site, minds: None) -> None:
    """The set that draws from all others is retired, so that others can be."""
    assert retire(site, DRAWING_SET_PATH, "not used").ended


def test_a_manager_reads_in_the_head_of_the_column_that_it_is_retired(
    site: Site, manager: Browser, alice: Browser, without: None, zoe: tuple[Person, str]
) -> None:
    taking.take(site, alice, OTHER_SET)
    assert "not offered any more" not in manager.get("/team").text
    assert retire(site, OTHER_SET_PATH, "asks about an old law").ended
    page = manager.get("/team")
    assert "Acting on it Retired on 23 Nov 2026: not offered any more" in page.text
    assert "Final check" not in page.text, "nobody here has a record of it"
    assert page.text.count("Not done") == 2, "of Mina and Zoe, to whom nobody offers it"
    rows = manager.client.get("/team.csv").text.splitlines()
    (row,) = (row for row in rows if "Acting on it" in row)
    assert row.startswith("Team A,Alice,") and row.endswith("passed,here,1,2026-11-23,2026-11-23,,,2026-11-23")


@pytest.fixture
def retired_yesterday(site: Site, clock: Clock, without: None) -> None:
    """The whole module is retired, and it is the day after."""
    assert retire(site, MODULE, "another has it all").ended
    clock.later(hours=20)


LATER = "2026-11-24"


def test_a_manager_records_what_was_retired_for_a_day_until_then_and_is_told_which_days_those_are(
    site: Site, join: Join, app: Flask, zoe: tuple[Person, str], retired_yesterday: None
) -> None:
    manager = Browser(app, join("Mona", Role.MANAGER, manages=("Team A",))[1])
    form, before = f"/team/people/{zoe[0].public_id}/another-way", contents(site)
    page = manager.get(form)
    assert page.all("optgroup", label="Minds") and "What was retired is in it, too" in page.text
    assert "First day – not done yet – retired on 23 November 2026" in page.text
    refused = Page(manager.send(page, form, 400, part=SCENARIO_PATH, on=LATER).text)
    said = "This part was retired on 23 November 2026: enter that day or an earlier one"
    assert refused.text.count(said) == 2 and refused.all("input", name="on", value=LATER)
    assert contents(site) == before
    asked = Page(manager.send(refused, form, 200, part=SCENARIO_PATH, on="23/11/2026").text)
    assert "Is this right?" in asked.text and "This part only" in asked.text
    there = manager.send(asked, form, part=SCENARIO_PATH, on="2026-11-23", sure="yes").headers["Location"]
    told = manager.get(there).text
    assert "Zoe has done “First day” on 23 November 2026" in told
    assert "It was retired on 23 November 2026, and is not offered any more" in told


def test_a_trainer_finds_the_way_to_record_a_session_of_what_was_retired(
    site: Site, join: Join, app: Flask, zoe: tuple[Person, str], retired_yesterday: None
) -> None:
    trainer, form = Browser(app, join("Tom", Role.TRAINER)[1]), f"/packs/{MODULE}/{SCENARIO}/took-part"
    for path in (f"/training/{MODULE}/{SCENARIO}", "/publish-state"):
        assert trainer.get(path).all("a", href=form), path
    page = trainer.get(form)
    assert "A session can be recorded if it was on that day or before" in page.text
    assert page.all("input", name="on", value="2026-11-23", max="2026-11-23")
    assert page.all("a", href=f"/training/{MODULE}/{SCENARIO}") and not page.all(
        "a", href=f"/packs/{MODULE}/{SCENARIO}"
    )
    refused = Page(trainer.send(page, form, 400, people="zoe@example.org", on=LATER).text)
    assert refused.text.count("This scenario was retired on 23 November 2026: enter that day or an earlier one") == 2
    asked = Page(trainer.send(refused, form, 200, people="zoe@example.org", on="2026-11-23").text)
    assert "Is this right?" in asked.text and "gets a certificate" not in asked.text, "nobody completes it any more"
    told = Page(trainer.send(asked, form, 200, people="zoe@example.org", on="2026-11-23", sure="yes").text)
    assert "These people have now done “First day”" in told.text and "Zoe" in told.text
    assert told.all("a", href="/publish-state")


def test_nobody_else_is_offered_to_record_a_session_of_what_was_retired(
    app: Flask, zoe: tuple[Person, str], retired_yesterday: None, join: Join
) -> None:
    browser, form = Browser(app, join("Ann")[1]), f"/packs/{MODULE}/{SCENARIO}/took-part"
    assert not browser.get(f"/training/{MODULE}/{SCENARIO}").all("a", href=form)
    browser.get(form, 403)


def test_a_pause_in_what_is_retired_promises_only_what_can_be_recorded(site: Site, alice: Browser, minds: None) -> None:
    attempt = taking.begin(alice, SCENARIO)
    promise = "you can talk it through with your manager or trainer, or choose another one"
    assert promise in alice.get(f"{attempt}/pause").text
    assert retire(site, MODULE, "another has it all").ended
    page = alice.get(f"{attempt}/pause")
    assert promise not in page.text
    for said in (
        "You don’t have to finish this scenario, and nobody will ask why.",
        "If you talked it through with your manager or trainer on 23 November 2026 or before, they can still record",
        "a later day can’t be recorded",
        "you can go on to the end, and it is kept on your record",
    ):
        assert said in page.text


def test_the_page_of_a_module_that_is_over_says_that_a_completion_and_its_certificate_stand(
    site: Site, alice: Browser, bob: Browser, certificate: str
) -> None:
    assert retire(site, MODULE, "another has it all").ended
    page = alice.get(f"/modules/{MODULE}")
    for said in (
        "You completed this module on 23 November 2026",
        "The module has ended; your record of it and your certificate stay.",
    ):
        assert said in page.text and said not in bob.get(f"/modules/{MODULE}").text
    assert page.all("a", href=certificate)
    assert "You completed it on 23 November 2026, and that stays." in alice.get("/training").text
    assert "What you did is kept" not in bob.get(f"/modules/{MODULE}").text


def test_where_the_certificate_of_a_module_that_is_over_was_withdrawn_that_is_said(
    app: Flask, site: Site, join: Join, alice: Browser, certificate: str
) -> None:
    assert retire(site, MODULE, "another has it all").ended
    ada = Browser(app, join("Ada", Role.ADMINISTRATOR)[1])
    ada.send(ada.get(f"{certificate}/withdraw"), f"{certificate}/withdraw", why="It was a mistake of ours.")
    page = alice.get(f"/modules/{MODULE}")
    assert "Its certificate was withdrawn" in page.text and "your certificate stay" not in page.text
    assert "Its certificate was withdrawn" in alice.get("/training").text
    for path in (f"/modules/{MODULE}", "/training"):
        assert alice.get(path).all("a", href=certificate) and "See your certificate" not in alice.get(path).text


def test_a_module_that_is_over_leads_back_to_what_is_open(site: Site, alice: Browser, minds: None) -> None:
    attempt = taking.begin(alice, SCENARIO)
    assert retire(site, MODULE, "another has it all").ended
    page = alice.get(f"/modules/{MODULE}")
    assert page.all("a", href=attempt, **{"class": "govuk-button"}) and "Go on: First day" in page.text
    assert "it is kept on your record" in alice.get(f"/training/{MODULE}/{SCENARIO}").text


def test_whoever_did_what_is_retired_another_way_is_told_so_and_finds_it(
    site: Site, app: Flask, join: Join, manager: Browser, zoe: tuple[Person, str]
) -> None:
    form = f"/team/people/{zoe[0].public_id}/another-way"
    manager.send(manager.get(form), form, part=SCENARIO_PATH, on="2026-11-20", sure="yes")
    assert retire(site, MODULE, "another has it all").ended
    hers, story = Browser(app, zoe[1]), f"/training/{MODULE}/{SCENARIO}"
    page = hers.get(story)
    assert "You did it on 20 November 2026. That is kept, and it counts as before." in page.text
    assert "You have not begun it" not in page.text and "another way" not in page.text
    for path in ("/training", f"/modules/{MODULE}"):
        assert hers.get(path).all("a", href=story), path


@pytest.mark.parametrize("live", [(asking_for_a_set,)])
def test_no_reflection_is_promised_after_a_first_scenario_where_none_is_left(
    site: Site, alice: Browser, bob: Browser
) -> None:
    promised = "Opens after your first scenario"
    attempt = taking.begin(alice, SCENARIO)
    assert promised in bob.get(f"/modules/{MODULE}").text
    assert retire(site, SCENARIO_PATH, "there are only questions now").ended
    assert promised not in bob.get(f"/modules/{MODULE}").text
    assert promised in alice.get(f"/modules/{MODULE}").text, "who is in the middle of one"
    while taking.step(site, alice, attempt):
        pass
    assert alice.get(f"/modules/{MODULE}").all("a", href=f"{attempt}/reflections")
