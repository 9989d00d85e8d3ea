"""What forms say of a day on which something cannot have been done: which day it could be, why, and who helps."""

from datetime import date

import pytest
from flask import Flask

from quizapp.model.people import Person, Role
from quizapp.services.site import people
from quizapp.services.site.site import Site
from tests.services.quiz_files import MODULE, SCENARIO, SCENARIO_PATH
from tests.web.browser import Browser, Page
from tests.web.conftest import Join
from tests.web.contents import contents

JOINED = date(2026, 3, 3)
ODD = "Kim {day} }{ <Lee>"  # signs that a message may have of its own


@pytest.fixture
def manager(app: Flask, join: Join, minds: None) -> Browser:
    return Browser(app, join("Mina", Role.MANAGER, manages=("Team A",))[1])


@pytest.fixture
def kim(site: Site, join: Join) -> Person:
    kim, _ = join("Kim")
    assert people.joined(site, "kim@example.org", JOINED).problems == ()
    return kim


@pytest.mark.parametrize("name", ["Kim", ODD])
@pytest.mark.parametrize("sure", ["", "yes"])
def test_a_day_before_somebody_joined_says_when_that_was_and_who_can_put_it_right(
    site: Site, manager: Browser, kim: Person, name: str, sure: str
) -> None:
    people.rename(site, "kim@example.org", name=name)
    form, before = f"/team/people/{kim.public_id}/another-way", contents(site)
    sent = {"part": SCENARIO_PATH, "on": "2026-03-02", "sure": sure}
    page = Page(manager.send(manager.get(form), form, 400, **sent).text)
    said = (
        f"{name} joined on 3 March 2026: enter that day or a later one. "
        "If they joined before it, whoever runs the site can put that right (quizapp people joined)"
    )
    assert page.text.count(said) == 2, "in the summary, and at the field"
    assert page.title.startswith("Error: ") and page.all("a", href="#on")
    assert page.all("input", id="on", type="text", value="2026-03-02", **{"aria-describedby": "on-error"})
    assert page.all("option", value=SCENARIO_PATH)[0].get("selected", "no") != "no"
    assert contents(site) == before
    assert "Is this right?" in Page(manager.send(page, form, 200, part=SCENARIO_PATH, on="03/03/2026").text).text


def test_a_day_before_the_first_publication_says_which_that_was(site: Site, manager: Browser, join: Join) -> None:
    zoe, _ = join("Zoe")
    assert people.joined(site, "zoe@example.org", date(2025, 12, 1)).problems == ()
    form, before = f"/team/people/{zoe.public_id}/another-way", contents(site)
    page = Page(manager.send(manager.get(form), form, 400, part=SCENARIO_PATH, on="2026-01-04").text)
    said = "This part was first published here on 5 January 2026: enter that day or a later one"
    assert page.text.count(said) == 2 and page.all("input", name="on", value="2026-01-04")
    assert contents(site) == before
    assert "Is this right?" in Page(manager.send(page, form, 200, part=SCENARIO_PATH, on="2026-01-05").text).text


def test_a_session_before_the_first_publication_is_refused_at_its_field_with_the_list_kept(
    app: Flask, site: Site, join: Join, kim: Person, minds: None
) -> None:
    trainer, form = Browser(app, join("Tom", Role.TRAINER)[1]), f"/packs/{MODULE}/{SCENARIO}/took-part"
    before = contents(site)
    for sure in ("", "yes"):
        sent = {"people": "kim@example.org", "on": "2026-01-04", "sure": sure}
        page = Page(trainer.send(trainer.get(form), form, 400, **sent).text)
        said = "This scenario was first published here on 5 January 2026: enter that day or a later one"
        assert page.text.count(said) == 2 and page.all("input", name="on", value="2026-01-04")
        assert "kim@example.org" in "".join(page.words)
    assert contents(site) == before


def test_whoever_joined_after_a_session_is_given_back_by_address_with_who_can_put_it_right(
    app: Flask, site: Site, join: Join, kim: Person, minds: None
) -> None:
    join("Zoe")
    trainer, form = Browser(app, join("Tom", Role.TRAINER)[1]), f"/packs/{MODULE}/{SCENARIO}/took-part"
    sent = {"people": "kim@example.org zoe@example.org", "on": "2026-03-02"}
    for sure, heading in (("", "These will not be recorded"), ("yes", "Not recorded")):
        page = Page(trainer.send(trainer.get(form), form, 200, **sent, sure=sure).text)
        done, left = page.text.split(heading)
        assert "kim@example.org" not in done and "zoe@example.org" in done
        assert "joined after that day" in left and "quizapp people joined" in left and "kim@example.org" in left
        assert "Kim" not in page.text, "a trainer is told no name that this did not record"
