"""Taking a question set again: what is carried, what opens a further attempt, and practice after a pass."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from quizapp.model.people import Person, Role
from quizapp.model.play import NotPossible
from quizapp.model.quizzes import RetakeWord
from quizapp.services.authoring.publishing import publish
from quizapp.services.authoring.retiring import retire
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.records import another_way
from quizapp.services.site.site import Site
from quizapp.services.taking import set_pages
from quizapp.services.taking.modules import module_page
from quizapp.services.taking.picturing import picture
from quizapp.store.records import completions
from tests.clock import Clock
from tests.databases import Files
from tests.services.managed import my_team
from tests.services.quiz_files import BRIEFING_PATH, MODULE, SCENARIO, SCENARIO_PATH, SET, changed, quiz_files
from tests.services.taking import (
    BEST_WAY,
    asked,
    begin,
    give,
    play,
    rows,
    run_of,
    take,
)

TALK_WRONG = ("asking-plainly", "passing-it-on")  # talk-directly is then 1/3, and the rest is whole: 7/9
CAPACITY_WRONG = ("who-does-what",)


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


def where(site: Site, person: Person, name: str = SET) -> Any:
    page = set_pages.start_page(site, person, MODULE, name)
    assert page is not None
    return page.retake


def result(site: Site, person: Person, attempt: str) -> Any:
    page = set_pages.result(site, person, attempt)
    assert page is not None
    return page


def test_a_retake_asks_only_what_is_missing_and_carries_the_rest(site: Site, alice: Person, clock: Clock):
    first = take(site, alice, wrong=CAPACITY_WRONG)
    assert (result(site, alice, first).percent, where(site, alice).word) == (66, RetakeWord.AGAIN)
    assert where(site, alice).missing == ("Look again at whether a young person can decide, as things change.",)
    finished = clock.now
    clock.later(hours=1)
    second = begin(site, alice)
    run = run_of(site, alice, second)
    assert run.drawing is not None and asked(site, alice, second) == [f"{SET}#who-does-what"]
    first_id = run_of(site, alice, first).attempt.id
    assert [(c.point, c.value, c.attempt) for c in run.drawing.carried] == [
        ("talk-directly", 1, first_id),
        ("safe-to-talk", 1, first_id),
    ]
    give(site, alice, second, True)
    page = result(site, alice, second)
    assert (page.percent, page.passed, page.attempt_number) == (100, True, 2)
    assert [(p.id, p.carried_from, tuple(a.step for a in p.answers)) for p in page.points] == [
        ("talk-directly", finished, ()),
        ("safe-to-talk", finished, ()),
        ("capacity-revisited", None, (0,)),
    ]
    assert check_invariants(site) == ()


def used_up(site: Site, person: Person, wrong: tuple[str, ...]) -> None:
    for _ in range(2):
        take(site, person, wrong=wrong)
    assert where(site, person).word is RetakeWord.USED_UP
    with pytest.raises(NotPossible):
        set_pages.start(site, person, MODULE, SET)


def test_attempts_that_are_used_up_name_scenarios_and_each_finished_later_opens_a_further_one(
    site: Site, alice: Person, clock: Clock
):
    play(site, alice, *BEST_WAY)
    clock.later(hours=1)
    used_up(site, alice, TALK_WRONG)  # the story that was finished before opens nothing
    found = where(site, alice)
    assert (found.can_start, found.left, found.opens_at) == (False, 0, None)
    assert found.missing == ("Ask the child directly how they are.",)
    assert found.ways == ((MODULE, SCENARIO, "First day"),)
    for _ in range(2):
        clock.later(hours=30)
        assert where(site, alice).word is RetakeWord.USED_UP  # time alone opens nothing
        play(site, alice, 1)  # finished, and not passed
        assert where(site, alice).word is RetakeWord.FURTHER
        clock.later(minutes=5)
        attempt = take(site, alice, wrong=TALK_WRONG)
        assert asked(site, alice, attempt) == [f"{SET}#the-register", f"{SET}#passing-it-on", f"{SET}#asking-plainly"]
        assert where(site, alice).word is RetakeWord.USED_UP


@pytest.mark.parametrize("days", [0, 2])
def test_a_scenario_done_another_way_opens_a_further_attempt(
    site: Site, alice: Person, join: Callable[..., Person], clock: Clock, days: int
):
    robin = join("Robin", Role.MANAGER, manages=("Team A",))
    clock.later(hours=5)  # in the afternoon: of another way only the day is known
    used_up(site, alice, TALK_WRONG)
    clock.later(days=days, hours=1)
    done = another_way.record_for(site, robin, alice.public_id, SCENARIO_PATH, clock.now.date())
    assert done and done.is_new
    assert where(site, alice).word is RetakeWord.FURTHER
    clock.later(minutes=1)
    take(site, alice, wrong=TALK_WRONG)
    assert where(site, alice).word is RetakeWord.USED_UP  # it opened one, and no more


def test_another_way_opens_a_further_attempt_for_somebody_who_had_passed_the_scenario_before(
    site: Site, alice: Person, join: Callable[..., Person], clock: Clock
):
    robin = join("Robin", Role.MANAGER, manages=("Team A",))
    play(site, alice, *BEST_WAY)
    clock.later(hours=1)
    used_up(site, alice, TALK_WRONG)
    clock.later(hours=1)
    done = another_way.record_for(site, robin, alice.public_id, SCENARIO_PATH, clock.now.date())
    assert done and done.is_new
    assert where(site, alice).word is RetakeWord.FURTHER


def test_a_scenario_done_another_way_on_a_day_before_opens_nothing(
    site: Site, alice: Person, join: Callable[..., Person], clock: Clock
):
    robin = join("Robin", Role.MANAGER, manages=("Team A",))
    used_up(site, alice, TALK_WRONG)
    yesterday = (clock.now - timedelta(days=1)).date()
    done = another_way.record_for(site, robin, alice.public_id, SCENARIO_PATH, yesterday)
    assert done and done.is_new
    assert where(site, alice).word is RetakeWord.USED_UP


def test_where_no_scenario_trains_what_is_missing_a_further_attempt_opens_after_a_day(
    site: Site, alice: Person, clock: Clock
):
    used_up(site, alice, CAPACITY_WRONG)
    found = where(site, alice)
    assert (found.ways, found.opens_at) == ((), clock.now + timedelta(hours=24))
    clock.later(hours=23, minutes=59)
    with pytest.raises(NotPossible):
        set_pages.start(site, alice, MODULE, SET)
    clock.later(minutes=1)
    assert where(site, alice).word is RetakeWord.FURTHER
    assert asked(site, alice, begin(site, alice)) == [f"{SET}#who-does-what"]


def test_there_is_no_practice_before_a_pass(site: Site, alice: Person):
    with pytest.raises(NotPossible):
        set_pages.start(site, alice, MODULE, SET, practice=True)
    take(site, alice, wrong=CAPACITY_WRONG)
    with pytest.raises(NotPossible):
        set_pages.start(site, alice, MODULE, SET, practice=True)


def test_after_a_pass_there_is_only_practice_and_it_changes_no_record(
    site: Site, alice: Person, join: Callable[..., Person], clock: Clock
):
    robin = join("Robin", Role.MANAGER, manages=("Team A",))
    play(site, alice, *BEST_WAY)
    take(site, alice)
    with pytest.raises(NotPossible):
        set_pages.start(site, alice, MODULE, SET)

    def records() -> list[Any]:
        with site.database.read() as connection:
            done = completions.done(connection, alice.id, MODULE, site.counts_from)
            found = completions.find(connection, alice.id, MODULE)
        assert found is not None
        page = module_page(site, alice, MODULE)
        assert page is not None
        counted = [
            "SELECT * FROM first_attempt ORDER BY person, thing",
            "SELECT * FROM completion_evidence ORDER BY ordinal",
            "SELECT code, printed FROM certificate",
        ]
        return [
            *(rows(site, query) for query in counted),
            done,
            found,
            picture(site, alice, MODULE),
            my_team(site, robin),
            page.minutes_left,
            page.conditions,
        ]

    before = records()
    clock.later(hours=1)
    attempt = take(site, alice, wrong=("*",), practice=True)
    page = result(site, alice, attempt)
    assert (page.practice, page.passed, page.percent) == (True, False, 0)
    assert asked(site, alice, attempt) == asked(site, alice, take(site, alice, practice=True))
    assert records() == before
    shown = set_pages.start_page(site, alice, MODULE, SET)
    assert shown is not None and (len(shown.attempts), shown.practised) == (1, 2)
    assert shown.retake.word is RetakeWord.PASSED
    assert check_invariants(site) == ()


def test_what_a_scenario_opened_stays_open_after_it_is_retired_and_its_open_attempts_open_it_too(
    site: Site, alice: Person, bob: Person, join: Callable[..., Person], clock: Clock
):
    carol = join("Carol")
    assert publish(site, changed(BRIEFING_PATH, "1 scenario passed; set", "set")).publications
    for person in (alice, bob, carol):
        used_up(site, person, TALK_WRONG)
    clock.later(hours=1)
    play(site, alice, *BEST_WAY)
    going = play(site, bob, *BEST_WAY[:-1])
    assert retire(site, SCENARIO_PATH, "there are only questions now").ended
    assert [where(site, person).word for person in (alice, bob, carol)] == [
        *(RetakeWord.FURTHER, RetakeWord.USED_UP, RetakeWord.USED_UP),
    ]
    assert all(where(site, person).ways == () for person in (alice, bob, carol)), "nobody is sent to what is gone"
    play(site, bob, BEST_WAY[-1], attempt=going)
    for person in (alice, bob):
        assert begin(site, person)
    assert where(site, carol).opens_at is not None, "a day is enough where no way is left"
