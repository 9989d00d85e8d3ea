"""A day on which something was done is one on which it can have been: after joining and publication, up to today."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from quizapp.model.another_way_pages import Attendee
from quizapp.model.people import Person, Role
from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.authoring.publishing import publish
from quizapp.services.records import another_way, took_part
from quizapp.services.site import people
from quizapp.services.site.site import Site
from tests.clock import Clock
from tests.services.quiz_files import SCENARIO_PATH, SET_PATH, quiz_files
from tests.services.taking import rows

LATE_IN_JUNE = datetime(2026, 6, 10, 23, 20, tzinfo=UTC)  # twenty past midnight on the 11th in the UK
LIVE, JOINED, DAY = date(2026, 6, 11), date(2026, 7, 1), timedelta(days=1)
IN_AUTUMN = datetime(2026, 10, 1, 12, tzinfo=UTC)
ALICE, BOB = "alice@example.org", "bob@example.org"


@pytest.fixture
def live() -> tuple[()]:
    return ()  # it is published when the test says


@pytest.fixture
def published(site: Site, clock: Clock, alice: Person) -> None:
    """What is live was published in a summer night, and Alice was there long before."""
    clock.now = LATE_IN_JUNE
    assert publish(site, quiz_files()).publications
    clock.now = IN_AUTUMN


def told(site: Site, robin: Person, alice: Person, on: date) -> Problems:
    """What the manager's form says of that day, which is what the confirmation says, too."""
    asked = another_way.to_confirm(site, robin, alice.public_id, SET_PATH, on)
    done = another_way.record_for(site, robin, alice.public_id, SET_PATH, on)
    assert asked is not None and done is not None and asked.problems == done.problems
    return done.problems


@pytest.mark.usefixtures("published")
def test_nothing_is_done_before_the_day_of_its_first_publication_in_the_organisations_time(
    site: Site, alice: Person, robin: Person
):
    assert told(site, robin, alice, LIVE - DAY) == (Problem("on", Code.NOT_LIVE, day=LIVE),)
    assert rows(site, "SELECT id FROM otherwise") == []
    assert told(site, robin, alice, LIVE) == ()


@pytest.mark.usefixtures("published")
def test_nothing_is_done_before_the_day_on_which_somebody_joined(site: Site, alice: Person, robin: Person):
    assert people.joined(site, ALICE, JOINED).problems == ()
    assert told(site, robin, alice, JOINED - DAY) == (Problem("on", Code.NOT_JOINED, day=JOINED),)
    assert told(site, robin, alice, LIVE - DAY) == (Problem("on", Code.NOT_JOINED, day=JOINED),), "the later of the two"
    assert rows(site, "SELECT id FROM otherwise") == []
    assert told(site, robin, alice, JOINED) == ()


@pytest.mark.usefixtures("published")
def test_a_year_that_was_half_typed_is_no_day_on_which_anything_was_done(site: Site, alice: Person, robin: Person):
    assert [one.code for one in told(site, robin, alice, date(26, 6, 11))] == [Code.NOT_LIVE]


@pytest.mark.usefixtures("published")
def test_a_part_that_is_not_there_and_a_day_before_joining_are_both_named(site: Site, alice: Person, robin: Person):
    people.joined(site, ALICE, JOINED)
    done = another_way.record_for(site, robin, alice.public_id, "", JOINED - DAY)
    assert done is not None
    assert done.problems == (Problem("part", Code.UNKNOWN), Problem("on", Code.NOT_JOINED, day=JOINED))


@pytest.mark.usefixtures("published")
def test_a_session_was_not_held_before_its_scenario_was_there(site: Site, alice: Person, join: Callable[..., Person]):
    tess = join("Tess", Role.TRAINER, team=None)
    done = took_part.record(site, tess, SCENARIO_PATH, ALICE, LIVE - DAY)
    assert done.problems == (Problem("on", Code.NOT_LIVE, day=LIVE),)
    assert rows(site, "SELECT id FROM otherwise") == []
    assert took_part.record(site, tess, SCENARIO_PATH, ALICE, LIVE).recorded == (Attendee(ALICE, "Alice"),)


@pytest.mark.usefixtures("published")
def test_of_a_list_those_who_joined_later_are_left_and_the_others_are_recorded(
    site: Site, alice: Person, bob: Person, join: Callable[..., Person]
):
    tess = join("Tess", Role.TRAINER, team=None)
    people.joined(site, ALICE, JOINED)
    listed = f"{ALICE} bob@example.org ALICE@example.org"
    done = took_part.record(site, tess, SCENARIO_PATH, listed, JOINED - DAY)
    assert (done.problems, done.recorded, done.later) == ((), (Attendee(BOB, "Bob"),), (Attendee(ALICE),))
    assert rows(site, "SELECT person FROM otherwise") == [(bob.id,)]
    again = took_part.record(site, tess, SCENARIO_PATH, listed, JOINED)
    assert (again.recorded, again.already, again.later) == ((Attendee(ALICE, "Alice"),), (Attendee(BOB),), ())


def test_a_joining_day_is_kept_once_it_is_one_and_is_on_record(site: Site, alice: Person, clock: Clock):
    clock.now = LATE_IN_JUNE
    joined = "SELECT CAST(joined_on AS TEXT) FROM person"
    for on, code in ((None, Code.NO_DAY), (LIVE + DAY, Code.TO_COME)):
        assert people.joined(site, ALICE, on).problems == (Problem("joined", code),)
    assert people.joined(site, "nobody@example.org", LIVE).problems == (Problem("email", Code.UNKNOWN),)
    assert rows(site, joined) == [("2026-01-05",)]
    assert people.joined(site, " Alice@Example.org", LIVE).person == alice
    assert rows(site, joined) == [("2026-06-11",)]
    assert rows(site, "SELECT subject FROM audit WHERE action = 'person-joined'") == [(alice.id,)]
    assert people.leave(site, ALICE).problems == ()
    assert people.joined(site, ALICE, LIVE - DAY).problems == (), "also of one who has left"
