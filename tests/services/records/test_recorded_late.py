"""What is recorded days after it was done is of the day on which it was done, and pages say when it was recorded."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest

from quizapp.model.people import Person
from quizapp.services.records import another_way, certificates
from quizapp.services.site.site import Site
from quizapp.services.taking import modules
from tests.clock import Clock
from tests.databases import Files
from tests.services.managed import my_team, text_of
from tests.services.quiz_files import MODULE, SCENARIO_PATH, SET_PATH, quiz_files
from tests.services.taking import BEST_WAY, play, take

DONE = date(2026, 11, 24)
RECORDED = datetime(2026, 12, 3, 10, 0, tzinfo=UTC)


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


def seen(site: Site, alice: Person, robin: Person) -> tuple[object, ...]:
    """The day of the completion and of its recording: of the module's page, the certificate, and the team."""
    page = modules.module_page(site, alice, MODULE)
    (card,) = modules.my_modules(site, alice)
    assert page is not None and page.certificate == card.certificate
    found = certificates.certificate_page(site, page.certificate, None)
    assert found is not None
    (table,) = my_team(site, robin)
    hers = next(row for row in table.rows if row.who.name == "Alice")
    (proof,) = hers.proofs
    assert hers.completed == (page.completed_on,) and proof and proof.recorded == page.recorded
    return (
        page.completed_on,
        page.recorded,
        card.completed_on,
        card.recorded,
        found.printed.on,
        found.printed.recorded_on,
    )


def test_it_is_dated_when_the_last_part_was_done(site: Site, alice: Person, robin: Person, clock: Clock):
    clock.now = RECORDED
    for path, day in ((SCENARIO_PATH, DONE), (SET_PATH, DONE - timedelta(days=1))):
        done = another_way.record_for(site, robin, alice.public_id, path, day)
        assert done and done.is_new
    late = RECORDED.date()
    assert seen(site, alice, robin) == (DONE, RECORDED, DONE, RECORDED, DONE, late)
    (table,) = my_team(site, robin)
    rows = csv.DictReader(io.StringIO(text_of(table, site=site)))
    assert {(row["Finished"], row["Recorded"]) for row in rows if row["Name"] == "Alice"} == {
        ("", ""),
        ("2026-11-23", "2026-12-03"),
        ("2026-11-24", "2026-12-03"),
    }


def test_a_part_recorded_late_that_was_not_the_last_changes_no_day(
    site: Site, alice: Person, robin: Person, clock: Clock
):
    clock.now = RECORDED - timedelta(days=1)
    take(site, alice)
    finished = clock.now.date()
    clock.now = RECORDED
    done = another_way.record_for(site, robin, alice.public_id, SCENARIO_PATH, DONE)
    assert done and done.is_new
    assert seen(site, alice, robin) == (finished, RECORDED, finished, RECORDED, finished, RECORDED.date())


def test_what_is_recorded_as_it_is_done_has_one_day(site: Site, alice: Person, robin: Person, clock: Clock):
    clock.now = RECORDED
    play(site, alice, *BEST_WAY)
    take(site, alice)
    today = RECORDED.date()
    assert seen(site, alice, robin) == (today, RECORDED, today, RECORDED, today, None)
