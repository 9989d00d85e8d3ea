"""Recording what was done another way: by whom, for whom, once, and never for a day to come."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from quizapp.model.people import Person, Role
from quizapp.model.play import NotPossible
from quizapp.services.records import another_way
from quizapp.services.site.site import Site
from tests.databases import Files
from tests.services.conftest import MONDAY
from tests.services.quiz_files import PATHS, SCENARIO_PATH, SET_PATH, quiz_files
from tests.services.taking import at_once, rows

TODAY = MONDAY.date()


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
    assert another_way.record_for(site, robin, alice.public_id, SET_PATH, TODAY) is True
    assert another_way.record_for(site, robin, alice.public_id, SET_PATH, TODAY) is False
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


def test_no_day_to_come_and_nothing_that_is_not_live(site: Site, robin: Person, alice: Person):
    with pytest.raises(NotPossible):
        another_way.record_for(site, robin, alice.public_id, SET_PATH, TODAY + timedelta(days=1))
    for path in ("questions/minds/nothing.md", "", "scenarios/minds/briefing.md"):
        with pytest.raises(NotPossible):
            another_way.record_for(site, robin, alice.public_id, path, TODAY)
    assert recorded(site) == []


def test_only_managers_and_trainers_record(site: Site, robin: Person, tess: Person, alice: Person, bob: Person):
    for viewer in (bob, tess):
        with pytest.raises(NotPossible):
            another_way.page(site, viewer, alice.public_id)
        with pytest.raises(NotPossible):
            another_way.record_for(site, viewer, alice.public_id, SET_PATH, TODAY)
    for viewer in (bob, robin):
        with pytest.raises(NotPossible):
            another_way.record_session(site, viewer, SCENARIO_PATH, [alice.name], TODAY)


def test_a_trainers_list_is_told_back_as_recorded_already_and_unknown(
    site: Site, tess: Person, alice: Person, bob: Person
):
    first = another_way.record_session(site, tess, SCENARIO_PATH, ["alice@example.org"], TODAY)
    assert (first.recorded, first.already, first.unknown) == (("Alice",), (), ())
    listed = [" bob@example.org ", "ALICE@example.org", "", "who@example.org", "tess@example.org", "bob@example.org"]
    second = another_way.record_session(site, tess, SCENARIO_PATH, listed, TODAY)
    assert second.recorded == ("Bob",) and second.already == ("Alice",)
    assert second.unknown == ("who@example.org", "tess@example.org")
    assert recorded(site) == [(alice.id, SCENARIO_PATH), (bob.id, SCENARIO_PATH)]


def test_one_person_under_two_spellings_is_recorded_once(site: Site, tess: Person, alice: Person):
    told = another_way.record_session(site, tess, SCENARIO_PATH, ["alice@example.org", "Alice@Example.org"], TODAY)
    assert (told.recorded, told.already) == (("Alice",), ())


def test_a_list_that_cannot_be_records_nobody(site: Site, tess: Person, alice: Person):
    nobody = ["who@example.org"]
    cases = (
        ([], SCENARIO_PATH, TODAY),
        (["  "], SCENARIO_PATH, TODAY),
        ([f"{n}@example.org" for n in range(61)], SCENARIO_PATH, TODAY),
        (nobody, SCENARIO_PATH, TODAY + timedelta(days=1)),
        (nobody, "scenarios/minds/nothing.md", TODAY),
    )
    for emails, path, on in cases:
        with pytest.raises(NotPossible):
            another_way.record_session(site, tess, path, emails, on)
    assert recorded(site) == []


def test_two_lists_at_once_in_opposite_orders_record_everybody_once(
    site: Site, tess: Person, join: Callable[..., Person]
):
    emails = [f"{join(f'p{n}').name}@example.org" for n in range(8)]
    told = at_once(
        4, lambda i: another_way.record_session(site, tess, SCENARIO_PATH, emails[:: -1 if i % 2 else 1], TODAY)
    )
    assert sum(len(one.recorded) for one in told) == 8 and len(recorded(site)) == 8
