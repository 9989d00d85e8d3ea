"""A trainer's list of who took part in a session: what it would come to, and who is recorded; no name too early."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from quizapp.model.another_way_pages import Attendee, TookPart
from quizapp.model.people import Person, Role
from quizapp.model.play import NotPossible
from quizapp.model.problems import Code, Problem
from quizapp.services.records import another_way, corrections, took_part
from quizapp.services.site import people
from quizapp.services.site.site import Site
from tests.databases import MONDAY, Files
from tests.services.quiz_files import SCENARIO_PATH, SET_PATH, quiz_files
from tests.services.taking import at_once, certificate_of, recorded_another_way, rows

TODAY = MONDAY.date()
ALICE, BOB = Attendee("alice@example.org", "Alice"), Attendee("bob@example.org", "Bob")
LISTED = "zed@example.org, alice@example.org, late@example.org, bob@example.org"


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


def test_a_trainers_list_is_told_back_as_recorded_already_and_unknown(
    site: Site, tess: Person, alice: Person, bob: Person
):
    first = took_part.record(site, tess, SCENARIO_PATH, "alice@example.org", TODAY)
    assert (first.recorded, first.already, first.unknown) == ((ALICE,), (), ())
    listed = " bob@example.org ,ALICE@example.org\r\n\r\nwho@example.org tess@example.org, bob@example.org,"
    second = took_part.record(site, tess, SCENARIO_PATH, listed, TODAY)
    assert second.recorded == (BOB,) and second.already == (Attendee("alice@example.org"),)
    assert (second.unknown, second.own) == (("who@example.org",), "tess@example.org")
    assert recorded_another_way(site) == [(alice.id, SCENARIO_PATH), (bob.id, SCENARIO_PATH)]


def test_one_person_under_two_spellings_is_recorded_once(site: Site, tess: Person, alice: Person):
    told = took_part.record(site, tess, SCENARIO_PATH, "alice@example.org Alice@Example.org", TODAY)
    assert (told.recorded, told.already) == ((ALICE,), ())


@pytest.mark.parametrize(
    ("listed", "on", "problems"),
    [
        ("", TODAY, [Problem("people", Code.MISSING)]),
        (" ,\n, ", TODAY, [Problem("people", Code.MISSING)]),
        ("\n".join(f"{n}@example.org" for n in range(61)), TODAY, [Problem("people", Code.TOO_MANY, 60)]),
        ("alice@example.org", TODAY + timedelta(days=1), [Problem("on", Code.TO_COME)]),
        ("alice@example.org", None, [Problem("on", Code.NO_DAY)]),
        ("", None, [Problem("on", Code.NO_DAY), Problem("people", Code.MISSING)]),
    ],
)
def test_a_list_with_problems_records_nobody(
    site: Site, tess: Person, alice: Person, listed: str, on: date | None, problems: list[Problem]
):
    for act in (took_part.to_confirm, took_part.record):
        assert act(site, tess, SCENARIO_PATH, listed, on) == TookPart(tuple(problems))
    assert recorded_another_way(site) == []


def test_a_session_about_what_is_not_live_is_not_possible(site: Site, tess: Person, alice: Person):
    with pytest.raises(NotPossible):
        took_part.record(site, tess, "scenarios/minds/nothing.md", "alice@example.org", TODAY)
    assert recorded_another_way(site) == []


def test_two_lists_at_once_in_opposite_orders_record_everybody_once(
    site: Site, tess: Person, join: Callable[..., Person]
):
    emails = [f"{join(f'p{n}').name}@example.org" for n in range(8)]
    told = at_once(
        4,
        lambda i: took_part.record(site, tess, SCENARIO_PATH, " ".join(emails[:: -1 if i % 2 else 1]), TODAY),
    )
    assert sum(len(one.recorded) for one in told) == 8 and len(recorded_another_way(site)) == 8


@pytest.fixture
def list_of_all(site: Site, alice: Person, bob: Person, join: Callable[..., Person]) -> None:
    """Zed and one who joined late are in another team than Alice and Bob; Bob has it already."""
    join("Zed", team="Team Z")
    join("Late", team="Team Z")
    people.joined(site, "late@example.org", TODAY)
    took_part.record(site, join("Tom", Role.TRAINER, team=None), SCENARIO_PATH, "bob@example.org", TODAY)


YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.usefixtures("list_of_all")
def test_before_it_is_recorded_nobody_outside_a_trainers_teams_is_named_and_nothing_is_stored(site: Site, tess: Person):
    before = recorded_another_way(site)
    asked = took_part.to_confirm(site, tess, SCENARIO_PATH, f"{LISTED} nobody@example.org bo@", YESTERDAY)
    assert asked == TookPart(
        recorded=(Attendee("zed@example.org"), Attendee("alice@example.org")),
        already=(Attendee("bob@example.org"),),
        later=(Attendee("late@example.org"),),
        unknown=("nobody@example.org",),
        unread=("bo@",),
    )
    assert asked.names_hidden and recorded_another_way(site) == before
    done = took_part.record(site, tess, SCENARIO_PATH, LISTED, YESTERDAY)
    assert done.recorded == (ALICE, Attendee("zed@example.org", "Zed"))
    assert (done.already, done.later) == (asked.already, asked.later), "nobody is named whom this did not record"


@pytest.mark.usefixtures("list_of_all")
def test_a_trainer_who_manages_somebodys_team_is_told_who_it_is_and_what_it_completes(
    site: Site, alice: Person, join: Callable[..., Person]
):
    both = join("Mona", Role.TRAINER, Role.MANAGER, team=None, manages=("Team A",))
    another_way.record_for(site, both, alice.public_id, SET_PATH, TODAY)
    people.joined(site, "bob@example.org", TODAY)
    asked = took_part.to_confirm(site, both, SCENARIO_PATH, LISTED, YESTERDAY)
    assert asked.recorded == (Attendee("zed@example.org"), Attendee("alice@example.org", "Alice", completes=True))
    assert asked.later == (Attendee("late@example.org"), Attendee("bob@example.org", "Bob", joined_on=TODAY))
    today = took_part.to_confirm(site, both, SCENARIO_PATH, "bob@example.org", TODAY)
    assert (today.already, today.recorded, today.names_hidden) == ((BOB,), (), False)
    done = took_part.record(site, both, SCENARIO_PATH, "alice@example.org", YESTERDAY)
    assert done.recorded == (Attendee("alice@example.org", "Alice", completes=True),)
    assert certificate_of(site, alice)
    assert people.manage(site, "mona@example.org", "Team A", ends=True).problems == ()
    assert took_part.to_confirm(site, both, SCENARIO_PATH, "zed@example.org", TODAY).recorded == (
        Attendee("zed@example.org"),
    )


def test_what_was_taken_back_can_be_recorded_again_and_the_confirmation_says_so(
    site: Site, tess: Person, alice: Person, robin: Person
):
    took_part.record(site, tess, SCENARIO_PATH, "alice@example.org", TODAY)
    again = took_part.to_confirm(site, tess, SCENARIO_PATH, "alice@example.org", TODAY)
    assert (len(again.recorded), len(again.already)) == (0, 1)
    (record,) = rows(site, "SELECT public_id FROM otherwise")
    corrections.take_back(site, robin, alice.public_id, str(record[0]), "It was the wrong day.")
    again = took_part.to_confirm(site, tess, SCENARIO_PATH, "alice@example.org", TODAY)
    assert (len(again.recorded), len(again.already)) == (1, 0)


def test_only_trainers_are_told_what_a_list_would_come_to(site: Site, robin: Person, bob: Person, alice: Person):
    for viewer in (bob, robin):
        with pytest.raises(NotPossible):
            took_part.to_confirm(site, viewer, SCENARIO_PATH, "alice@example.org", TODAY)
