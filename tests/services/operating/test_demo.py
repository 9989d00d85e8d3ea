"""The demo's history: everything that a person can come to is in it, by the rules that hold for everybody."""

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from quizapp.content.library import read_folder
from quizapp.model.people import Role
from quizapp.model.requirements import Status
from quizapp.model.urgency import Urgency
from quizapp.services.authoring.publishing import publish
from quizapp.services.operating import demo
from quizapp.services.operating.demo_site import prepare
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.records import took_part
from quizapp.services.records.my_teams import teams_page
from quizapp.services.site import accounts
from quizapp.services.site.folders import shipped_folder
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import Site, open_site
from quizapp.store.people import people
from quizapp.store.records.standings import seen_by
from tests.services.example_site import FOLDER

HINT = Path(__file__).parents[3] / "templates" / "packs" / "_who.html"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ATTEMPTS = """SELECT a.public_id, p.name, t.kind, t.path, a.state, a.practice, a.started, a.finished, r.passed, r.num,
    r.den FROM attempt a JOIN person p ON p.id = a.person JOIN thing t ON t.id = a.thing
    LEFT JOIN result r ON r.attempt = a.id ORDER BY a.id"""
COMPLETIONS = """SELECT p.name, c.source, c.on_date, g.completion FROM completion c JOIN person p ON p.id = c.person
    LEFT JOIN certificate g ON g.completion = c.id"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with what is shipped live in it, and nobody there."""
    file = tmp_path_factory.mktemp("demo") / "published.db"
    site = _site(file)
    site.database.upgrade()
    publish(site, read_folder(shipped_folder()).files, why="the demo")
    site.database.dispose()
    return file


@pytest.fixture(scope="module")
def filled(published: Path) -> Iterator[Site]:
    site = _filled(published, "filled")
    yield site
    site.database.dispose()


def _filled(published: Path, name: str) -> Site:
    file = published.with_name(f"{name}.db")
    shutil.copy(published, file)
    site = _site(file)
    assert demo.fill(site)
    return site


def _site(file: Path) -> Site:
    return open_site(Settings(database_url=f"sqlite:///{file}"), lambda: NOW)


def _rows(site: Site, query: str) -> list[sa.Row[Any]]:
    with site.database.read() as connection:
        return list(connection.execute(sa.text(query)).all())


def test_the_doctor_finds_nothing_wrong_with_it(filled: Site) -> None:
    assert check_invariants(filled) == ()


def test_it_is_made_once(filled: Site) -> None:
    assert not demo.fill(filled)


def test_it_comes_out_the_same_again_but_for_the_codes_of_certificates(filled: Site, published: Path) -> None:
    again = _filled(published, "again")
    for query in (ATTEMPTS, COMPLETIONS, "SELECT * FROM step", "SELECT * FROM answer", "SELECT * FROM drawn"):
        assert _rows(again, query) == _rows(filled, query)
    again.database.dispose()


def test_sets_are_passed_and_not_used_up_left_half_way_and_practised_again(filled: Site) -> None:
    taken = defaultdict(list)
    for row in _rows(filled, ATTEMPTS):
        if row.kind == "set":
            taken[row.name, row.path].append("practice" if row.practice else {1: "pass", 0: "fail"}.get(row.passed, ""))
    came_to = set(map(tuple, taken.values()))
    assert ("fail",) * 3 in came_to  # of three attempts
    assert any(one[-1] == "" for one in came_to)
    assert any(one[-2:] == ("pass", "practice") for one in came_to)
    assert any(one[:2] == ("fail", "pass") for one in came_to)
    assert _rows(filled, "SELECT 1 FROM carried")


def test_those_who_are_right_are_surer_than_those_who_are_not(filled: Site) -> None:
    sure = {
        row.certainty: row.number for row in _rows(filled, "SELECT certainty, count(*) number FROM answer GROUP BY 1")
    }
    assert sure["sure"] > sure["not sure"] > 0


def test_modules_are_completed_on_the_day_of_the_last_part_with_a_certificate(filled: Site) -> None:
    completions = _rows(filled, COMPLETIONS)
    assert len(completions) >= 4
    assert {row.source for row in completions} == {"earned", "another-way"}
    assert all(row.completion is not None for row in completions)
    # In the organisation's time: an answer at 23:30 UTC in summer is of the day after.
    finished = {
        (row.name, str(filled.day_of(datetime.fromisoformat(row.finished).replace(tzinfo=UTC))))
        for row in _rows(filled, ATTEMPTS)
        if row.passed
    }
    assert {(row.name, str(row.on_date)) for row in completions} <= finished


def test_another_way_was_recorded_by_the_manager_of_the_team(filled: Site) -> None:
    recorded = _rows(
        filled,
        """SELECT p.name, m.name manager FROM otherwise o JOIN person p ON p.id = o.person
        JOIN person m ON m.id = o."by" """,
    )
    managers = {team: name for name, _, team in demo.LEADERS if team}
    teams = {name: team for team, _, names in demo.STAFF for name in names}
    assert recorded
    assert all(managers[teams[row.name]] == row.manager for row in recorded)


def test_the_manager_whom_a_click_signs_in_sees_a_branch_with_somebody_in_every_status(filled: Site) -> None:
    with filled.database.read() as connection:
        robin = people.people_with_role(connection, Role.MANAGER)[0]
        standings = seen_by(connection, robin, filled.today())
    assert {one.status(filled.today()) for one in standings.values()} == set(Status) - {Status.NOT_REQUIRED}
    page = teams_page(filled, robin)
    assert (page.teams[0].team, page.teams[0].is_branch, len(page.teams)) == (demo.BRANCH, True, 4)
    assert all(page.total.counts.of(one) for one in Urgency) and page.total.tried


def test_whom_the_door_signs_in_has_everything_to_do_yet(filled: Site) -> None:
    first = demo.STAFF[0][2][0]
    names = {row.name for row in _rows(filled, ATTEMPTS)}
    assert first not in names
    assert len(names) == sum(len(one[2]) for one in demo.STAFF) - 2  # and one other


def test_everybody_has_an_address_of_their_own_that_no_post_reaches_and_no_password(filled: Site) -> None:
    found = {row.name: row for row in _rows(filled, "SELECT name, email_key, password_hash FROM person")}
    names = {name for _, _, names in demo.STAFF for name in names} | {name for name, _, _ in demo.LEADERS}
    assert found.keys() == names
    assert all(row.email_key == demo.address_of(name) for name, row in found.items())
    assert len({row.email_key for row in found.values()}) == len(names)
    assert all(row.email_key.endswith("@example.org") and row.password_hash is None for row in found.values())


def test_the_door_offers_whom_it_did_and_a_click_is_all_that_it_takes(filled: Site) -> None:
    door = Site(replace(filled.settings, demo=True), filled.database, {}, "", lambda: NOW)
    offered = accounts.demo_people(door)
    assert [person.name for _, person in offered] == ["Alex Morgan", "Una Fitzgerald", "Robin Hale", "Vera Lindqvist"]
    for _, person in offered:
        token = accounts.demo_sign_in(door, person.public_id)
        assert token and accounts.signed_in(door, token) == person


def test_a_trainer_s_list_of_addresses_can_be_tried(filled: Site, published: Path) -> None:
    site = _filled(published, "took-part")
    with site.database.read() as connection:
        (trainer,) = people.people_with_role(connection, Role.TRAINER)
    shown = re.findall(r"[a-z.]+@example\.org", HINT.read_text(encoding="utf-8"))
    path = next(row.path for row in _rows(site, "SELECT path FROM thing WHERE kind = 'scenario' ORDER BY path"))
    done = took_part.record(site, trainer, path, "\n".join(shown), NOW.date())
    site.database.dispose()
    assert len(shown) == 3
    assert (done.problems, done.unknown, done.unread) == ((), (), ())
    assert {one.email for one in (*done.recorded, *done.already)} == set(shown)


def test_nothing_happens_in_the_time_to_come(filled: Site) -> None:
    assert all(str(row.at) < NOW.isoformat(" ") for row in _rows(filled, "SELECT at FROM step"))


def test_its_history_is_younger_than_what_is_published_and_made_once(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'demo.db'}", folder=FOLDER)
    first = prepare(settings)
    assert first.is_filled and first.published
    site = open_site(settings)
    (published,) = _rows(site, "SELECT min(at) first, max(at) last FROM publication")
    (began,) = _rows(site, "SELECT min(started) at FROM attempt")
    site.database.dispose()
    assert published.last < began.at, "nobody did what was not there yet"
    again = prepare(settings)
    assert not again.is_filled and not again.published
