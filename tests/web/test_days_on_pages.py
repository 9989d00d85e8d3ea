"""The pages of one evening name one day: result, debrief, certificate, task list, team, and what a form takes."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from quizapp.model.people import Role
from quizapp.services.site.site import Site
from tests.clock import Clock
from tests.services.example_site import MODULE, SCENARIO
from tests.services.quiz_files import MODULE as MINDS
from tests.services.quiz_files import SCENARIO as STORY
from tests.services.quiz_files import SCENARIO_PATH, SET
from tests.web import taking
from tests.web.browser import Browser
from tests.web.conftest import Join

LATE = datetime(2026, 6, 10, 23, 20, tzinfo=UTC)  # twenty past midnight on the 11th in the UK
CHANGES = [
    (LATE, "11 June 2026, 00:20"),
    (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), "29 March 2026, 00:30"),
    (datetime(2026, 3, 29, 23, 30, tzinfo=UTC), "30 March 2026, 00:30"),
    (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), "25 October 2026, 00:30"),
    (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), "25 October 2026, 23:30"),
]


@pytest.mark.parametrize(("moment", "written"), CHANGES)
def test_result_debrief_certificate_and_team_name_one_day(
    app: Flask, site: Site, clock: Clock, join: Join, minds: None, moment: datetime, written: str
) -> None:
    clock.now = moment
    alice = Browser(app, join("Alice")[1])
    manager = Browser(app, join("Manager", Role.MANAGER, manages=("Team A",))[1])
    story, quiz = taking.take(site, alice, STORY), taking.take(site, alice, SET)
    day = written.split(",", maxsplit=1)[0]
    assert f"finished {written}" in alice.get(f"{quiz}/result").text
    assert f"finished {written}" in alice.get(f"{story}/debrief").text
    tasks = alice.get(f"/modules/{MINDS}")
    assert f"You completed this module on {day}" in tasks.text
    (certificate,) = {a["href"] or "" for a in tasks.all("a") if (a["href"] or "").startswith("/certificates/")}
    assert day in alice.get(certificate).text
    number, month, year = day.split()
    assert f"Completed{number} {month[:3]} {year}" in manager.get("/team").text.replace("Completed ", "Completed")
    iso = datetime.strptime(day, "%d %B %Y").date().isoformat()
    assert f",Minds,module,Minds,completed,here,,,{iso}," in manager.client.get("/team.csv").text


def test_in_the_first_hour_of_a_summer_day_a_form_takes_today(
    app: Flask, clock: Clock, join: Join, minds: None
) -> None:
    clock.now = LATE
    zoe, _ = join("Zoe")
    manager = Browser(app, join("Mina", Role.MANAGER, manages=("Team A",))[1])
    address = f"/team/people/{zoe.public_id}/another-way"
    page = manager.get(address)
    (field,) = page.all("input", name="on")
    assert (field["value"], field["max"]) == ("2026-06-11", "2026-06-11")
    manager.send(page, address, 400, part=SCENARIO_PATH, on="2026-06-12")
    manager.send(page, address, part=SCENARIO_PATH, on="2026-06-11", sure="yes")
    assert "11 Jun 2026" in manager.get("/team").text


def test_a_session_of_today_is_recorded_in_its_first_hour(app: Flask, clock: Clock, join: Join) -> None:
    clock.now = LATE
    join("Zoe")
    trainer = Browser(app, join("Tess", Role.TRAINER)[1])
    address = f"/packs/{MODULE}/{SCENARIO}/took-part"
    page = trainer.get(address)
    (field,) = page.all("input", name="on")
    assert (field["value"], field["max"]) == ("2026-06-11", "2026-06-11")
    trainer.send(page, address, 400, people="zoe@example.org", on="2026-06-12")
    sent = {"people": "zoe@example.org", "on": "2026-06-11"}
    assert "11 June 2026" in trainer.send(page, address, 200, **sent).text, "to confirm"
    assert "Zoe" in trainer.send(page, address, 200, **sent, sure="yes").text
