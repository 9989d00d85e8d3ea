"""Completing a module: when, by what, once only; its certificate; and the task list on the way there."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from quizapp.model.briefing import ConditionKind
from quizapp.model.completion import Certificate, Completion, CompletionSource, Done
from quizapp.model.module_pages import ModulePage, TaskState
from quizapp.model.people import Person, Role
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.records import another_way, completing
from quizapp.services.site.site import Site
from quizapp.services.taking import learning, modules
from quizapp.store.records import certificates, completions
from quizapp.store.taking import attempts, histories
from tests.clock import Clock
from tests.databases import PUBLISHED, Files
from tests.services.quiz_files import MODULE, OTHER_SET, SCENARIO, SET, SET_PATH, quiz_files
from tests.services.taking import BEST_WAY, at_once, begin, give, play, rows, run_of, take

CODE = re.compile(r"[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}")


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


def completion(site: Site, person: Person) -> tuple[Completion, tuple[Done, ...], Certificate] | None:
    with site.database.read() as connection:
        found = completions.find(connection, person.id, MODULE)
        if found is None:
            return None
        certificate = certificates.of_completion(connection, found.id)
        assert certificate is not None
        return found, completions.evidence(connection, found.id, site.counts_from), certificate


def times_of(site: Site, person: Person, attempt: str) -> tuple[datetime, ...]:
    number = run_of(site, person, attempt).attempt.id
    with site.database.read() as connection:
        return histories.times(connection, [number])[number]


def completed(site: Site, person: Person) -> tuple[Completion, tuple[Done, ...], Certificate]:
    found = completion(site, person)
    assert found is not None
    return found


def page_of(site: Site, person: Person) -> ModulePage:
    page = modules.module_page(site, person, MODULE)
    assert page is not None
    return page


def test_the_last_part_that_is_passed_completes_the_module_with_its_certificate(
    site: Site, alice: Person, bob: Person, clock: Clock
):
    take(site, alice, wrong=("who-does-what",))
    play(site, alice, 1)
    story = play(site, alice, *BEST_WAY)
    clock.later(days=1)
    assert completion(site, alice) is None
    quiz = take(site, alice)
    found, evidence, certificate = completed(site, alice)
    assert (found.on, found.source) == (clock.now.date(), CompletionSource.EARNED)
    assert [(d.thing.name, d.attempt) for d in evidence] == [
        (SCENARIO, run_of(site, alice, story).attempt.id),
        (SET, run_of(site, alice, quiz).attempt.id),
    ]
    assert CODE.fullmatch(certificate.code) and certificate.person == alice.id
    assert (certificate.printed.name, certificate.printed.module_title) == ("Alice", "Minds")
    assert certificate.printed.version == found.briefing
    assert certificate.printed.topics == ("Listening",)
    assert certificate.printed.issuer == site.organisation.name
    assert certificate.printed.published_on == PUBLISHED.date()
    assert completion(site, bob) is None
    assert ("module-complete",) in rows(site, "SELECT action FROM audit")
    assert check_invariants(site) == ()


def test_what_is_done_after_the_completion_changes_nothing_of_it(site: Site, alice: Person, clock: Clock):
    play(site, alice, *BEST_WAY)
    take(site, alice)
    before = completed(site, alice)
    clock.later(days=3)
    play(site, alice, *BEST_WAY)
    take(site, alice, OTHER_SET)
    take(site, alice, practice=True)
    assert completed(site, alice) == before


def test_a_failure_while_completing_keeps_the_last_answer_back_too(
    site: Site, alice: Person, monkeypatch: pytest.MonkeyPatch
):
    play(site, alice, *BEST_WAY)
    attempt = begin(site, alice)
    for _ in range(6):
        give(site, alice, attempt, True)

    def broken(*_: object, **__: object) -> None:
        raise OSError("the disk went away")

    monkeypatch.setattr(certificates, "issue_all", broken)
    with pytest.raises(OSError, match="disk"):
        give(site, alice, attempt, True)
    monkeypatch.undo()
    assert len(run_of(site, alice, attempt).steps) == 6 and completion(site, alice) is None
    give(site, alice, attempt, True)
    assert completed(site, alice)


def test_ten_last_answers_at_once_give_one_completion(site: Site, alice: Person):
    play(site, alice, *BEST_WAY)
    attempt = begin(site, alice)
    for _ in range(6):
        give(site, alice, attempt, True)
    at_once(10, lambda _: give(site, alice, attempt, True, number=6))
    assert rows(site, "SELECT count(*) FROM completion") == rows(site, "SELECT count(*) FROM certificate") == [(1,)]


def test_two_last_parts_at_the_same_time_give_one_completion(site: Site, join: Callable[..., Person]):
    for number in range(5):
        person = join(f"Sam {number}")
        story = play(site, person, *BEST_WAY[:-1])
        quiz = begin(site, person)
        for _ in range(6):
            give(site, person, quiz, True)

        def last(index: int, who: Person = person, story: str = story, quiz: str = quiz) -> Any:
            return learning.answer(site, who, story, 3, 0) if index else give(site, who, quiz, True)

        at_once(2, last)
        assert len(completed(site, person)[1]) == 2
    assert check_invariants(site) == ()


def test_minutes_taken_leave_pauses_out_beyond_ten_minutes(site: Site, alice: Person, clock: Clock):
    story = play(site, alice)
    for way, minutes in zip(BEST_WAY, (2, 25, 1, 3), strict=True):  # 2 + 10 + 1 + 3 = 16
        clock.later(minutes=minutes)
        play(site, alice, way, attempt=story)
    clock.later(hours=5)
    quiz = begin(site, alice)
    for _ in range(7):  # 7
        clock.later(minutes=1)
        give(site, alice, quiz, True)
    assert completing.time_taken(times_of(site, alice, story)) == timedelta(minutes=16)
    printed = completed(site, alice)[2].printed
    assert (printed.minutes_taken, printed.minutes_nominal) == (23, 10)


def test_a_clock_that_goes_back_takes_away_no_more_than_what_it_hides(site: Site, alice: Person, clock: Clock):
    story = play(site, alice)
    for way, minutes in zip(BEST_WAY, (2, -60, 1, 3), strict=True):
        clock.later(minutes=minutes)
        play(site, alice, way, attempt=story)
    # What is stored goes on when the clock is where it was: the four minutes in between are not seen.
    assert completing.time_taken(times_of(site, alice, story)) == timedelta(minutes=2)


def test_another_way_counts_the_same(site: Site, alice: Person, join: Callable[..., Person], clock: Clock):
    robin = join("Robin", Role.MANAGER, manages=("Team A",))
    story = play(site, alice)
    for way in BEST_WAY:
        clock.later(minutes=2)
        play(site, alice, way, attempt=story)
    clock.later(days=1)
    done = another_way.record_for(site, robin, alice.public_id, SET_PATH, clock.now.date())
    assert done and done.is_new
    found, evidence, certificate = completed(site, alice)
    assert found.source is CompletionSource.ANOTHER_WAY
    assert [(d.thing.name, d.attempt is None, d.otherwise is None) for d in evidence] == [
        (SCENARIO, False, True),
        (SET, True, False),
    ]
    # 8 minutes at the story; the set, done another way, took as long as it says: 6
    assert (certificate.printed.minutes_taken, certificate.printed.minutes_nominal) == (14, 10)
    assert page_of(site, alice).sets[2].state is TaskState.DONE
    assert check_invariants(site) == ()


def test_codes_have_80_bits_and_no_sign_that_is_misread():
    codes = {completing.new_code() for _ in range(2000)}
    assert len(codes) == 2000 and all(CODE.fullmatch(code) for code in codes)
    assert len({sign for code in codes for sign in code} - {"-"}) == 32


def states(page: ModulePage) -> list[list[str]]:
    return [[task.state.value for task in tasks] for tasks in (page.scenarios, page.sets)]


def test_the_task_list_through_a_whole_history(site: Site, alice: Person):
    page = page_of(site, alice)
    assert [task.title for task in page.sets] == ["Acting on it", "Final check", "Listening"]
    assert states(page) == [["next"], ["optional", "optional", "to do"]]
    assert (page.is_begun, page.choose, page.completed_by, page.to_reflect) == (False, 1, ("Listening",), "")
    assert (page.minutes, page.minutes_left) == (10, 10)
    assert [(c.kind, c.title, c.done, c.needed) for c in page.conditions] == [
        (ConditionKind.SCENARIOS, "", 0, 1),
        (ConditionKind.SET, "Listening", 0, 1),
    ]
    story = play(site, alice, 1)  # finished, not passed
    page = page_of(site, alice)
    assert states(page) == [["next"], ["optional", "optional", "to do"]]
    assert (page.to_reflect, page.is_begun) == (story, True)
    story = play(site, alice, 0)
    page = page_of(site, alice)
    assert states(page) == [["in progress"], ["optional", "optional", "to do"]]
    assert (page.scenarios[0].attempt, page.minutes_left) == (story, 10)
    play(site, alice, *BEST_WAY[1:], attempt=story)
    page = page_of(site, alice)
    assert states(page) == [["done"], ["optional", "optional", "next"]]
    assert page.minutes_left == 6 and page.conditions[0].is_met
    take(site, alice, wrong=("who-does-what",))
    page = page_of(site, alice)
    assert states(page)[1] == ["optional", "optional", "next"] and page.minutes_left == 6
    attempt = begin(site, alice)
    page = page_of(site, alice)
    assert states(page)[1] == ["optional", "optional", "in progress"]
    assert page.sets[2].attempt == attempt
    give(site, alice, attempt, True)
    page = page_of(site, alice)
    assert states(page) == [["done"], ["optional", "optional", "done"]]
    assert (page.minutes_left, page.completed_on) == (0, site.now().date())
    assert page.certificate == completed(site, alice)[2].code and all(c.is_met for c in page.conditions)
    begin(site, alice, OTHER_SET)
    assert states(page_of(site, alice))[1] == ["in progress", "optional", "done"]
    (card,) = modules.my_modules(site, alice)
    assert (card.certificate, card.completed_on, card.minutes_left) == (page.certificate, page.completed_on, 0)


def test_the_first_attempt_that_passed_is_the_evidence(site: Site, alice: Person, clock: Clock):
    first = play(site, alice, *BEST_WAY)
    clock.later(days=1)
    play(site, alice, *BEST_WAY)
    clock.later(days=1)
    take(site, alice)
    with site.database.read() as connection:
        run = attempts.load(connection, first, alice.id)
    assert run is not None and completed(site, alice)[1][0].attempt == run.attempt.id


def test_what_was_finished_and_not_passed_never_reads_as_still_to_be_begun(site: Site, alice: Person):
    for _ in range(2):
        take(site, alice, wrong=("who-does-what",))
    states = {task.thing.name: task.state for task in page_of(site, alice).sets}
    assert states[SET] is TaskState.TRIED
    assert states[OTHER_SET] is not TaskState.TRIED
