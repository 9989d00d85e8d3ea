"""Recording what was done another way: by whom, for whom, once, and never for a day to come."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from quizapp.model.module_pages import RecordedAnotherWay, TookPart
from quizapp.model.people import Person, Role
from quizapp.model.play import NotPossible
from quizapp.model.problems import Code, Problem
from quizapp.services.records import another_way
from quizapp.services.site.site import Site
from tests.databases import MONDAY, Files
from tests.services.quiz_files import PATHS, SCENARIO_PATH, SET_PATH, quiz_files
from tests.services.taking import at_once, rows

TODAY = MONDAY.date()
TITLE = "Listening"  # of SET_PATH


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


@pytest.fixture
def robin(join: Callable[..., Person]) -> Person:
    return join("Robin", Role.MANAGER, manages=("Team A",))


@pytest.fixture
def tess(join: Callable[..., Person]) -> Person:
    return join("Tess", Role.TRAINER, team=None)


def recorded(site: Site) -> list[tuple[object, ...]]:
    return rows(site, "SELECT o.person, t.path FROM otherwise o JOIN thing t ON t.id = o.thing ORDER BY 1, 2")


def test_a_manager_records_for_their_own_people_once(site: Site, robin: Person, alice: Person):
    page = another_way.page(site, robin, alice.public_id)
    assert page is not None and page.person == "Alice" and {path for path, _ in page.parts} == set(PATHS)
    assert another_way.record_for(site, robin, alice.public_id, SET_PATH, TODAY) == RecordedAnotherWay((), TITLE, True)
    assert another_way.record_for(site, robin, alice.public_id, SET_PATH, TODAY) == RecordedAnotherWay((), TITLE, False)
    assert recorded(site) == [(alice.id, SET_PATH)]
    assert rows(site, "SELECT actor, subject, object FROM audit WHERE action = 'another-way'") == [
        (robin.id, alice.id, SET_PATH)
    ]


def test_somebody_outside_the_managers_teams_is_not_there(site: Site, robin: Person, join: Callable[..., Person]):
    zed = join("Zed", team="Team Z")
    for public_id in (zed.public_id, "nobody"):
        assert another_way.page(site, robin, public_id) is None
        assert another_way.record_for(site, robin, public_id, SET_PATH, TODAY) is None
    assert recorded(site) == []


def test_nobody_records_for_themselves(site: Site, robin: Person):
    with pytest.raises(NotPossible):
        another_way.record_for(site, robin, robin.public_id, SET_PATH, TODAY)


@pytest.mark.parametrize("part", ["questions/minds/nothing.md", "", "scenarios/minds/briefing.md"])
@pytest.mark.parametrize(("on", "code"), [(None, Code.NO_DAY), (TODAY + timedelta(days=1), Code.TO_COME)])
def test_a_form_with_problems_records_nothing_and_names_each(
    site: Site, robin: Person, alice: Person, part: str, on: date | None, code: Code
):
    part_problem, day_problem = Problem("part", Code.UNKNOWN), Problem("on", code)
    for asked, day, problems in (
        (part, TODAY, (part_problem,)),
        (SET_PATH, on, (day_problem,)),
        (part, on, (part_problem, day_problem)),
    ):
        done = another_way.record_for(site, robin, alice.public_id, asked, day)
        assert done == RecordedAnotherWay(problems)
    assert recorded(site) == []


def test_only_managers_and_trainers_record(site: Site, robin: Person, tess: Person, alice: Person, bob: Person):
    for viewer in (bob, tess):
        with pytest.raises(NotPossible):
            another_way.page(site, viewer, alice.public_id)
        with pytest.raises(NotPossible):
            another_way.record_for(site, viewer, alice.public_id, SET_PATH, TODAY)
    for viewer in (bob, robin):
        with pytest.raises(NotPossible):
            another_way.record_session(site, viewer, SCENARIO_PATH, alice.name, TODAY)


def test_a_trainers_list_is_told_back_as_recorded_already_and_unknown(
    site: Site, tess: Person, alice: Person, bob: Person
):
    first = another_way.record_session(site, tess, SCENARIO_PATH, "alice@example.org", TODAY)
    assert (first.recorded, first.already, first.unknown) == (("Alice",), (), ())
    listed = " bob@example.org ,ALICE@example.org\r\n\r\nwho@example.org tess@example.org, bob@example.org,"
    second = another_way.record_session(site, tess, SCENARIO_PATH, listed, TODAY)
    assert second.recorded == ("Bob",) and second.already == ("Alice",)
    assert second.unknown == ("who@example.org", "tess@example.org")
    assert recorded(site) == [(alice.id, SCENARIO_PATH), (bob.id, SCENARIO_PATH)]


def test_one_person_under_two_spellings_is_recorded_once(site: Site, tess: Person, alice: Person):
    told = another_way.record_session(site, tess, SCENARIO_PATH, "alice@example.org Alice@Example.org", TODAY)
    assert (told.recorded, told.already) == (("Alice",), ())


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
    assert another_way.record_session(site, tess, SCENARIO_PATH, listed, on) == TookPart(tuple(problems))
    assert recorded(site) == []


def test_a_session_about_what_is_not_live_is_not_possible(site: Site, tess: Person, alice: Person):
    with pytest.raises(NotPossible):
        another_way.record_session(site, tess, "scenarios/minds/nothing.md", "alice@example.org", TODAY)
    assert recorded(site) == []


def test_two_lists_at_once_in_opposite_orders_record_everybody_once(
    site: Site, tess: Person, join: Callable[..., Person]
):
    emails = [f"{join(f'p{n}').name}@example.org" for n in range(8)]
    told = at_once(
        4,
        lambda i: another_way.record_session(site, tess, SCENARIO_PATH, " ".join(emails[:: -1 if i % 2 else 1]), TODAY),
    )
    assert sum(len(one.recorded) for one in told) == 8 and len(recorded(site)) == 8
