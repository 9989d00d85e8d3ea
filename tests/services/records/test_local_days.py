"""What is recorded around midnight and the changes of the clock is of the organisation's day, everywhere the same."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from quizapp.model.another_way_pages import RecordedAnotherWay
from quizapp.model.people import Person, Role
from quizapp.model.problems import Code, Problem
from quizapp.services.records import another_way, certificates
from quizapp.services.site import accounts, organisation_settings
from quizapp.services.site.site import Site
from quizapp.services.taking import modules
from quizapp.store.records import completions
from quizapp.store.taking import past_sets
from tests.clock import Clock
from tests.databases import Files
from tests.services.managed import my_team, text_of
from tests.services.quiz_files import MODULE, OTHER_SET_PATH, SCENARIO_PATH, SET_PATH, quiz_files
from tests.services.taking import BEST_WAY, play, rows, take

LATE_IN_JUNE = datetime(2026, 6, 10, 23, 20, tzinfo=UTC)  # twenty past midnight on the 11th in the UK
AROUND_THE_CHANGES = [
    (datetime(2026, 3, 28, 23, 59, tzinfo=UTC), date(2026, 3, 28)),
    (datetime(2026, 3, 29, 0, 0, tzinfo=UTC), date(2026, 3, 29)),
    (datetime(2026, 3, 29, 22, 59, tzinfo=UTC), date(2026, 3, 29)),
    (datetime(2026, 3, 29, 23, 0, tzinfo=UTC), date(2026, 3, 30)),
    (LATE_IN_JUNE, date(2026, 6, 11)),
    (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), date(2026, 10, 25)),
    (datetime(2026, 10, 25, 23, 59, tzinfo=UTC), date(2026, 10, 25)),
    (datetime(2026, 10, 26, 0, 0, tzinfo=UTC), date(2026, 10, 26)),
]


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


@pytest.mark.parametrize(("moment", "day"), AROUND_THE_CHANGES)
def test_completion_certificate_team_and_spreadsheet_name_the_same_day(
    site: Site, alice: Person, robin: Person, clock: Clock, moment: datetime, day: date
):
    clock.now = moment
    play(site, alice, *BEST_WAY)
    take(site, alice)
    page = modules.module_page(site, alice, MODULE)
    assert page is not None and page.completed_on == day
    certificate = certificates.certificate_page(site, page.certificate, None)
    assert certificate is not None and certificate.printed.on == day
    (table,) = my_team(site, robin)
    hers = next(row for row in table.rows if row.who.name == "Alice")
    assert day in hers.completed
    text = text_of(table, site=site)
    ended = {row["Finished"] for row in csv.DictReader(io.StringIO(text)) if row["Name"] == "Alice"}
    assert ended - {""} == {day.isoformat()}


@pytest.mark.parametrize(("moment", "day"), AROUND_THE_CHANGES)
def test_a_manager_may_record_today_and_not_tomorrow(
    site: Site, alice: Person, robin: Person, clock: Clock, moment: datetime, day: date
):
    clock.now = moment
    tomorrow = another_way.record_for(site, robin, alice.public_id, SCENARIO_PATH, day + timedelta(days=1))
    assert tomorrow == RecordedAnotherWay((Problem("on", Code.TO_COME),))
    done = another_way.record_for(site, robin, alice.public_id, SCENARIO_PATH, day)
    assert done and done.is_new
    assert [row[0] for row in rows(site, "SELECT CAST(on_date AS TEXT) FROM otherwise")] == [day.isoformat()]


@pytest.mark.parametrize("late", [timedelta(), timedelta(hours=9), timedelta(days=3)])
def test_another_way_counts_from_one_moment_for_completion_records_and_sets(
    site: Site, alice: Person, robin: Person, clock: Clock, late: timedelta
):
    day = date(2026, 6, 10)
    clock.now = datetime(2026, 6, 10, 8, 0, tzinfo=UTC) + late
    for path in (SCENARIO_PATH, SET_PATH, OTHER_SET_PATH):
        done = another_way.record_for(site, robin, alice.public_id, path, day)
        assert done and done.is_new
    expected = min(datetime(2026, 6, 10, 22, 59, 59, 999999, tzinfo=UTC), clock.now)
    with site.database.read() as connection:
        done = completions.done(connection, alice.id, MODULE, site.counts_from)
        found = completions.find(connection, alice.id, MODULE)
        assert found is not None
        evidence = completions.evidence(connection, found.id, site.counts_from)
        finished = past_sets.last_finished(connection, alice.id, MODULE, site.counts_from)
    (table,) = my_team(site, robin)
    standings = next(row for row in table.rows if row.who.name == "Alice").standings
    moments = {
        *(part.at for part in done),
        *(part.at for part in evidence),
        *finished.values(),
        *(standing.finished for standing in standings if standing.finished),
    }
    assert moments == {expected}
    assert site.day_of(expected) == day


def test_the_day_follows_the_zone_of_the_organisation(
    site: Site, alice: Person, robin: Person, join: Callable[..., Person], clock: Clock
):
    clock.now = datetime(2026, 6, 10, 13, 0, tzinfo=UTC)
    admin = join("Vera", Role.ADMINISTRATOR)
    set_to = {"name": "", "zone": "Pacific/Auckland"}
    assert organisation_settings.change(site, admin, "organisation", "", set_to) == ()
    assert site.today() == date(2026, 6, 11)
    done = another_way.record_for(site, robin, alice.public_id, SCENARIO_PATH, date(2026, 6, 11))
    assert done and done.is_new
    play(site, alice, *BEST_WAY)
    take(site, alice)
    page = modules.module_page(site, alice, MODULE)
    assert page is not None and page.completed_on == date(2026, 6, 11)


def test_somebody_who_is_added_after_midnight_joined_and_manages_that_day(site: Site, clock: Clock):
    clock.now = LATE_IN_JUNE
    accounts.add_person(
        site, name="New", email="new@example.org", roles=frozenset({Role.MANAGER}), team="Team A", manages=("Team A",)
    )
    for column, table in (("joined_on", "person"), ("from_on", "membership"), ("from_on", "management")):
        assert rows(site, f"SELECT CAST({column} AS TEXT) FROM {table}") == [("2026-06-11",)], table
