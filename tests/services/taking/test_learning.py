"""One answer, and everything that may happen to it."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from quizapp.engine import scorers
from quizapp.model.attempts import AttemptState
from quizapp.model.module_pages import TaskState
from quizapp.model.pages import Answered, AnswerWord
from quizapp.model.people import Person
from quizapp.model.play import NotPossible
from quizapp.model.things import scenario
from quizapp.services.authoring.publishing import publish
from quizapp.services.site.accounts import digest
from quizapp.services.site.site import Site
from quizapp.services.taking import debriefing, learning, looking_back, modules, story_start
from quizapp.store.people import accounts as store_accounts
from quizapp.store.taking import attempts
from tests.clock import Clock
from tests.services.example_site import MODULE, SCENARIO, edited

BEST = (1, 1)  # ask Maya after the bell; stay calm and go with her


def begin(site: Site, person: Person) -> str:
    attempt = learning.start(site, person, MODULE, SCENARIO)
    assert attempt is not None
    return attempt


def stored_choices(site: Site, person: Person, attempt: str) -> list[int | None]:
    with site.database.read() as connection:
        run = attempts.load(connection, attempt, person.id)
    assert run is not None
    return [step.choice for step in run.steps]


def finish(site: Site, person: Person, positions: tuple[int | None, ...] = BEST) -> str:
    attempt = begin(site, person)
    for number, position in enumerate(positions):
        learning.answer(site, person, attempt, number, position)
    return attempt


def test_the_best_path_is_scored_and_finished(site: Site, alice: Person):
    attempt = finish(site, alice)
    page = debriefing.debrief(site, alice, attempt)
    assert page is not None
    assert (page.percent, page.passed, page.outcome) == (100, True, "safer")
    assert page.ending_title == "Ending: Heard and shared" or page.ending_title == "Heard and shared"


def test_starting_twice_goes_on_with_the_same_attempt(site: Site, alice: Person):
    assert begin(site, alice) == begin(site, alice)


def test_the_same_answer_again_changes_nothing_and_leads_to_the_same_place(site: Site, alice: Person):
    attempt = begin(site, alice)
    first = learning.answer(site, alice, attempt, 0, 1)
    again = learning.answer(site, alice, attempt, 0, 1)
    assert first is not None and again is not None
    assert (first.word, again.word) == (AnswerWord.STORED, AnswerWord.ALREADY)
    assert first.current == again.current == 1
    assert stored_choices(site, alice, attempt) == [1]


def test_another_answer_to_a_taken_step_is_refused_and_the_first_is_kept(site: Site, alice: Person):
    attempt = begin(site, alice)
    learning.answer(site, alice, attempt, 0, 1)
    other = learning.answer(site, alice, attempt, 0, 0)
    assert other is not None and other.word is AnswerWord.OTHER
    assert stored_choices(site, alice, attempt) == [1]
    page = learning.passage_page(site, alice, attempt, 0)
    assert page is not None and page.answered and page.recorded == 1


@pytest.mark.parametrize(("number", "position"), [(1, 0), (7, 0), (0, 3), (0, -1), (0, 10**18), (0, None)])
def test_a_move_that_is_not_offered_stores_nothing(site: Site, alice: Person, number: int, position: int | None):
    attempt = begin(site, alice)
    with pytest.raises(NotPossible):
        learning.answer(site, alice, attempt, number, position)
    assert stored_choices(site, alice, attempt) == []


def test_a_finished_attempt_takes_no_more_answers(site: Site, alice: Person):
    attempt = finish(site, alice)
    with pytest.raises(NotPossible):
        learning.answer(site, alice, attempt, 2, 0)
    assert stored_choices(site, alice, attempt) == [1, 1]


def test_somebody_elses_attempt_is_not_there(site: Site, alice: Person, bob: Person):
    attempt = finish(site, alice, (1,))
    assert learning.answer(site, bob, attempt, 1, 1) is None
    assert learning.passage_page(site, bob, attempt, None) is None
    assert debriefing.debrief(site, bob, attempt) is None
    assert looking_back.map_page(site, bob, attempt) is None
    assert learning.save_reflections(site, bob, attempt, {0: "mine"}) is False
    assert stored_choices(site, alice, attempt) == [1]


def test_an_attempt_keeps_the_version_it_began_with(site: Site, alice: Person, bob: Person):
    attempt = finish(site, alice, (1,))
    new = edited("- [Stay calm, thank her, ask if she is safe now", "- [Keep calm, thank her, ask if she is safe now")
    assert publish(site, new).publications
    page = learning.passage_page(site, alice, attempt, None)
    assert page is not None and any("Stay calm" in c.html for c in page.choices)
    fresh = finish(site, bob, (1,))
    page = learning.passage_page(site, bob, fresh, None)
    assert page is not None and any("Keep calm" in c.html for c in page.choices)


def test_playing_again_keeps_the_first_attempt(site: Site, alice: Person, clock: Clock):
    first = finish(site, alice, (1, 0))
    clock.later(hours=1)
    second = finish(site, alice)
    assert first != second
    shown = story_start.start_page(site, alice, MODULE, SCENARIO)
    assert shown is not None and shown.open_attempt is None
    assert [(a.number, a.passed) for a in shown.attempts] == [(2, True), (1, False)]
    with site.database.read() as connection:
        kept = connection.exec_driver_sql("SELECT a.public_id FROM attempt a JOIN first_attempt f ON f.attempt = a.id")
        assert kept.scalars().all() == [first]


def test_my_training_tells_where_to_go_on(site: Site, alice: Person):
    (card,) = modules.my_modules(site, alice)
    assert (card.id, card.is_begun, card.completed_on, card.certificate) == (MODULE, False, None, "")
    assert card.go_on is not None and card.go_on.thing == scenario(MODULE, SCENARIO) and not card.go_on.attempt
    attempt = finish(site, alice, (1,))
    (card,) = modules.my_modules(site, alice)
    assert card.go_on is not None and (card.go_on.attempt, card.is_begun) == (attempt, True)
    page = modules.module_page(site, alice, MODULE)
    assert page is not None
    (task,) = page.scenarios
    assert task == card.go_on and task.state is TaskState.IN_PROGRESS


def sign_in(site: Site, person: Person) -> str:
    """A session for this person; its token."""
    token = f"token of {person.name}"
    with site.database.write() as connection:
        store_accounts.open_session(connection, digest(token), person.id, site.now() + timedelta(hours=1))
    return token


def test_a_token_answers_and_reads_as_its_person_does_and_for_nobody_else(site: Site, alice: Person, bob: Person):
    attempt, mine, other = begin(site, alice), sign_in(site, alice), sign_in(site, bob)
    assert learning.answer_for(site, other, attempt, 0, 1) == (bob, None)
    assert learning.passage_for(site, other, attempt, 0) == (bob, None)
    for nobody in ("unknown", ""):
        assert learning.answer_for(site, nobody, attempt, 0, 1) == (None, None)
    assert stored_choices(site, alice, attempt) == []
    person, came = learning.answer_for(site, mine, attempt, 0, 1)
    assert person == alice and came is not None and came.word is AnswerWord.STORED
    assert learning.passage_for(site, mine, attempt, 1) == (alice, learning.passage_page(site, alice, attempt, 1))


@pytest.mark.parametrize("by_token", [False, True], ids=["by person", "by token"])
def test_twenty_answers_at_once_give_one_step(site: Site, alice: Person, by_token: bool):
    token = sign_in(site, alice)

    def answer(attempt: str, number: int, position: int) -> Answered | None:
        if by_token:
            return learning.answer_for(site, token, attempt, number, position)[1]
        return learning.answer(site, alice, attempt, number, position)

    for _ in range(5):
        attempt = begin(site, alice)
        number = len(stored_choices(site, alice, attempt))
        words = at_once(20, lambda i, a=attempt, n=number: answer(a, n, i % 2))
        assert [w.word for w in words if w].count(AnswerWord.STORED) == 1
        assert len(stored_choices(site, alice, attempt)) == number + 1
        learning.answer(site, alice, attempt, number + 1, 0)


def test_ten_starts_at_once_give_one_attempt(site: Site, alice: Person):
    for _ in range(5):
        found = at_once(10, lambda _: begin(site, alice))
        assert len(set(found)) == 1
        for number, position in enumerate(BEST):
            learning.answer(site, alice, found[0], number, position)


def at_once(threads: int, act: Callable[[int], Any]) -> list[Any]:
    """What each thread got, all let go at one barrier; an exception in any of them is raised here."""
    barrier = threading.Barrier(threads)

    def run(index: int) -> Any:
        barrier.wait(30)
        return act(index)

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(threads)))


def test_an_answer_that_is_confirmed_is_seen_from_a_new_connection(site: Site, alice: Person):
    """Without the commit this fails: the confirmation would be of nothing."""
    attempt = begin(site, alice)
    answered = learning.answer(site, alice, attempt, 0, 1)
    assert answered is not None and answered.word is AnswerWord.STORED
    site.database.dispose()
    assert stored_choices(site, alice, attempt) == [1]


def test_a_failure_inside_the_transaction_stores_nothing(site: Site, alice: Person, monkeypatch: pytest.MonkeyPatch):
    attempt = finish(site, alice, (1,))

    def broken(*_: object, **__: object) -> None:
        raise OSError("the disk went away")

    monkeypatch.setattr(attempts, "finish", broken)
    with pytest.raises(OSError, match="disk"):
        learning.answer(site, alice, attempt, 1, 1)
    assert stored_choices(site, alice, attempt) == [1]


def test_reflections_are_kept_word_for_word_and_only_for_their_writer(site: Site, alice: Person):
    attempt = finish(site, alice)
    words = "I would have said “she's fine”.\n\nNext time: ask. 🌱"
    assert learning.save_reflections(site, alice, attempt, {0: words, 99: "no such prompt"})
    page = debriefing.debrief(site, alice, attempt)
    assert page is not None and [r.text for r in page.reflections] == [words, "", ""]


def test_the_map_names_nothing_unseen_until_the_end(site: Site, alice: Person):
    attempt = finish(site, alice, (1,))
    page = looking_back.map_page(site, alice, attempt)
    assert page is not None and not page.finished
    assert {b.title for b in page.boxes} == {"Monday registration", "Five minutes"}
    assert all(line.taken for line in page.lines)
    learning.answer(site, alice, attempt, 1, 1)
    page = looking_back.map_page(site, alice, attempt)
    assert page is not None and page.finished and len(page.boxes) == page.passages_total


def test_a_finished_attempt_pins_its_scorer(site: Site, alice: Person):
    attempt = finish(site, alice)
    with site.database.read() as connection:
        found = attempts.find(connection, attempt, alice.id)
    assert found is not None and (found.scorer, found.state) == (scorers.CURRENT, AttemptState.FINISHED)
