"""The page that tells trainers and administrators what of the briefing is still untrained."""

import pytest
from flask import Flask

from quizapp.model.form import Tell
from quizapp.model.people import Role
from quizapp.model.published import SourceFile
from quizapp.services.authoring.publishing import publish
from quizapp.services.site.site import Site
from tests.content.form_files import ASKS, BRIEFING, scenario_file
from tests.services.example_site import MODULE, SCENARIO, example_files
from tests.web.browser import Browser, Page
from tests.web.conftest import Join


@pytest.fixture
def page(app: Flask, join: Join) -> Page:
    return Browser(app, join("Trainer", Role.TRAINER)[1]).get("/coverage")


def test_it_says_first_what_is_missing_and_what_is_enough(site: Site, app: Flask, join: Join) -> None:
    asks = (b"\ncomplete: ", b"\ncoverage: 2 scenarios, 4 questions\ncomplete: ")
    done = publish(site, tuple(SourceFile(f.path, f.content.replace(*asks)) for f in example_files()))
    assert done.publications, done.diagnostics
    words = Browser(app, join("Trainer", Role.TRAINER)[1]).get("/coverage").text
    assert (
        "Enough is 2 scenarios and 4 questions for each learning point, and 1 scenario for each risk factor." in words
    )
    holes = words.index("learning points not trained enough yet"), words.index("risk factors not trained enough yet")
    assert holes[0] < holes[1] < words.index("Learning point Scenarios Questions Enough?")
    assert "1 more scenario and 4 more questions" in words


def test_it_says_so_where_the_briefing_asks_for_nothing(page: Page) -> None:
    words = page.text
    assert "The briefing does not say how much is enough for a learning point." in words
    assert "learning points not trained enough yet" not in words


def test_its_tables_have_captions_and_every_heading_has_a_scope(page: Page) -> None:
    tables = page.all("table")
    assert len(tables) == len(page.all("caption")) == 3
    assert all(heading.get("scope") in ("col", "row") for heading in page.all("th"))
    regions = page.all("div", role="region")
    assert len(regions) == 3
    assert all(region["aria-label"] and region["tabindex"] == "0" for region in regions)


def test_its_tables_are_folded_so_that_a_telephone_shows_first_what_is_missing(page: Page) -> None:
    folds = page.html.split('<details class="fold">')[1:]
    assert len(folds) >= 3 and "<table" not in page.html.split('<details class="fold">')[0]
    assert not [attributes for tag, attributes in page.tags if tag == "details" and "open" in attributes]


def test_each_point_leads_to_the_scenarios_that_train_it(app: Flask, join: Join) -> None:
    trainer = Browser(app, join("Trainer", Role.TRAINER)[1])
    page = trainer.get("/coverage")
    address = f"/training/{MODULE}/{SCENARIO}"
    assert page.all("a", href=address)
    assert trainer.get(address).title.startswith("Just a phase?")


def test_it_says_what_the_wording_gives_away_with_the_worst_decisions_first(site: Site, app: Flask, join: Join) -> None:
    done = publish(site, (BRIEFING, scenario_file("a", *ASKS), scenario_file("b", *ASKS)))
    assert done.publications, done.diagnostics
    page = Browser(app, join("Trainer", Role.TRAINER)[1]).get("/coverage")
    words = page.text
    assert "24 decisions. Picking any option is right in 33% of them." in words
    assert "the one that asks most 100% 33% 67 points Too far" in words
    assert "Where to begin P0 : the first, the one that asks most, " in words and "scenarios/m/a.md , line 11" in words
    tables = page.all("table")
    assert len(tables) == len(page.all("caption"))
    # Of each file, too, in words of its own.
    assert any("What picks the best option in T" in region["aria-label"] for region in page.all("div", role="region"))


def test_it_has_words_for_every_way_of_picking(app: Flask) -> None:
    tells = app.jinja_env.get_template("coverage/_form.html").module.TELLS
    assert set(tells) == {tell.name for tell in Tell}
    assert len(set(tells.values())) == len(tells)


def test_of_a_few_decisions_it_says_nothing(page: Page) -> None:
    assert "decisions: too few to say anything." in page.text


def test_an_administrator_sees_it_and_finds_it_in_the_menu(app: Flask, join: Join) -> None:
    administrator = Browser(app, join("Admin", Role.ADMINISTRATOR)[1])
    (link,) = administrator.get("/support").all("a", href="/coverage")
    assert "aria-current" not in link
    (link,) = administrator.get("/coverage").all("a", href="/coverage")
    assert link["aria-current"] == "page"


def test_it_needs_somebody_who_is_signed_in(app: Flask) -> None:
    answer = app.test_client().get("/coverage")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in?next=/coverage")


@pytest.mark.parametrize("roles", [(), (Role.MANAGER,)], ids=["staff", "manager"])
def test_staff_and_managers_are_refused_and_are_not_led_there(app: Flask, join: Join, roles: tuple[Role, ...]) -> None:
    browser = Browser(app, join("Somebody", *roles)[1])
    assert browser.client.get("/coverage").status_code == 403
    assert not browser.get("/support").all("a", href="/coverage")
