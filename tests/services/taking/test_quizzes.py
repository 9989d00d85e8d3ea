"""A question set from its start page to its result: asked, answered once, told, scored and kept apart."""

from collections.abc import Callable
from typing import Any

import pytest

from quizapp.model.pages import Answered, AnswerWord
from quizapp.model.people import Group, Person
from quizapp.model.play import Answer, Given, NotAnswered, NotPossible
from quizapp.model.problems import Code, Problem
from quizapp.model.quizzes import Certainty, Knowing, RetakeWord
from quizapp.model.scenario import Word
from quizapp.model.things import question_set
from quizapp.services.authoring.publishing import publish
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.site.site import Site
from quizapp.services.taking import learning, set_pages
from quizapp.store.records import completions
from tests.databases import Files
from tests.services.quiz_files import BRIEFING_PATH, DRAWING_SET, MODULE, OTHER_SET, SET, changed, quiz_files
from tests.services.taking import (
    asked,
    at_once,
    begin,
    feedback_told,
    give,
    plant,
    rows,
    run_of,
    take,
)


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


def test_a_set_that_is_not_live_has_no_page_and_no_attempt(site: Site, alice: Person):
    assert set_pages.start_page(site, alice, MODULE, "nothing") is None
    assert set_pages.start(site, alice, MODULE, "nothing") is None


def test_the_start_page_says_what_is_asked(site: Site, alice: Person):
    page = set_pages.start_page(site, alice, MODULE, SET)
    assert page is not None
    assert (page.questions, page.pass_percent, page.attempts_allowed, page.minutes) == (7, 80, 2, 6)
    assert (page.asks_certainty, page.tells_each, page.draws, page.group) == (True, True, False, "education")
    assert (page.retake.word, page.retake.left, page.open_attempt, page.attempts) == (RetakeWord.FIRST, 2, None, ())
    assert "<strong>one child</strong>" in page.introduction_html


def test_the_start_page_says_just_how_many_questions_the_draw_then_asks(site: Site, join: Callable[..., Person]):
    told = []
    for name in "ABCDEFGHIJKL":
        person = join(name)
        page = set_pages.start_page(site, person, MODULE, DRAWING_SET)
        assert page is not None
        told.append(page.questions)
        attempt = set_pages.start(site, person, MODULE, DRAWING_SET)
        assert attempt is not None and len(asked(site, person, attempt)) == page.questions
        again = set_pages.start_page(site, person, MODULE, DRAWING_SET)
        assert again is not None and again.questions == page.questions
    assert len(set(told)) > 1, "by chance it is not the same for all"


def test_starting_twice_goes_on_with_the_same_attempt(site: Site, alice: Person):
    attempt = begin(site, alice)
    assert begin(site, alice) == attempt
    page = set_pages.start_page(site, alice, MODULE, SET)
    assert page is not None and page.open_attempt == attempt and not page.open_is_practice


def test_twenty_starts_at_once_give_one_attempt(site: Site, alice: Person):
    assert len(set(at_once(20, lambda _: begin(site, alice)))) == 1
    assert rows(site, "SELECT count(*) FROM attempt") == [(1,)]
    assert rows(site, "SELECT count(*) FROM drawn") == [(7,)]


def test_each_type_is_asked_and_answered_and_the_last_answer_finishes(site: Site, alice: Person):
    attempt = begin(site, alice)
    kinds = []
    for number in range(7):
        page = learning.passage_page(site, alice, attempt, None)
        assert page is not None and (page.number, page.ordinal, page.of) == (number, number + 1, 7)
        assert not page.answered and page.question.asks_certainty is (number < 6)
        kinds.append(page.question.kind.value)
        assert set_pages.result(site, alice, attempt) is None
        answered = give(site, alice, attempt, True)
        assert answered == Answered(AnswerWord.STORED, number + 1, tells=True, ends=number == 6)
    assert kinds == [
        "one answer",
        "several answers",
        "true or false",
        "put in order",
        "match",
        "short answer",
        "reflection",
    ]
    page = result(site, alice, attempt)
    assert (page.percent, page.passed, page.attempt_number) == (100, True, 1)
    assert len(page.answers) == 7 and all(answer.word is Word.MET for answer in page.answers[:6])
    with pytest.raises(NotPossible):
        learning.answer(site, alice, attempt, 7, Given())


def test_the_figures_of_a_result_are_those_worked_out_by_hand(site: Site, alice: Person):
    attempt = begin(site, alice)
    give(site, alice, attempt, Answer((2,)), Certainty.SURE)  # acceptable: 1/2
    give(site, alice, attempt, Answer((0, 1, 2)), Certainty.FAIRLY_SURE)  # two right, one wrong, of two: 1/2
    give(site, alice, attempt, Answer((1,)), Certainty.SURE)  # 1
    give(site, alice, attempt, Answer((0, 1, 3, 2)), Certainty.NOT_SURE)  # one of three neighbours: 1/3
    give(site, alice, attempt, Answer((0, 2, 1)), Certainty.SURE)  # one row of three: 1/3
    give(site, alice, attempt, Answer(text="D.S.L.", matched=1), Certainty.NOT_SURE)  # 1
    give(site, alice, attempt, Answer())
    page = result(site, alice, attempt)
    # talk: (1/2 + 1/2 + 1) / 3 = 2/3; safe: (1/2 + 1/3 + 1) / 3 = 11/18; capacity: 1/3; together 29/54
    assert [(p.id, p.percent, p.word, p.shown, tuple(a.step for a in p.answers)) for p in page.points] == [
        ("talk-directly", 66, Word.PARTLY, False, (0, 1, 2)),
        ("safe-to-talk", 61, Word.PARTLY, False, (0, 3, 5)),
        ("capacity-revisited", 33, Word.PARTLY, False, (4,)),
    ]
    assert [(p.id, p.percent) for p in page.practices] == [("tell-safeguarding-lead", 50)]
    assert (page.percent, page.passed) == (53, False)
    assert page.certainties == (
        (Knowing.TALK, (0, 4)),
        (Knowing.KNEW, (2,)),
        (Knowing.UNSURE_RIGHT, (5,)),
        (Knowing.UNSURE, (1, 3)),
    )
    assert [answer.percent for answer in page.answers] == [50, 50, 100, 33, 33, 100, 0]
    assert page.answers[5].matched and page.answers[5].given_text == "D.S.L."


@pytest.mark.parametrize(
    ("group", "points"),
    [
        (Group.EDUCATION, {"talk-directly", "safe-to-talk"}),
        (Group.SOCIAL_CARE, {"talk-directly", "capacity-revisited"}),
        (None, {"talk-directly"}),
    ],
)
def test_the_group_decides_what_is_drawn(
    site: Site, join: Callable[..., Person], group: Group | None, points: set[str]
):
    person = join("Sam", group=group)
    attempt = begin(site, person, DRAWING_SET)
    drawing = run_of(site, person, attempt).drawing
    assert drawing is not None
    counts: dict[str, int] = {}
    for one in drawing.questions:
        for point in one.points:
            counts[point] = counts.get(point, 0) + 1
    assert set(counts) == points and counts["talk-directly"] >= 2
    page = set_pages.start_page(site, person, MODULE, DRAWING_SET)
    assert page is not None and page.questions == len(drawing.questions) and page.draws


def test_a_set_that_asks_this_person_nothing_is_finished_and_passed_at_once(site: Site, join: Callable[..., Person]):
    only = "    - Where: Learning > Listening > 1\n- **safe"
    files = changed(BRIEFING_PATH, only, only.replace("1\n-", "1\n    - For: health\n-"))
    assert publish(site, files).publications
    person = join("Sam", group=None)
    attempt = begin(site, person, DRAWING_SET)
    page = result(site, person, attempt)
    assert (page.percent, page.passed, page.points, page.answers) == (100, True, (), ())
    assert where(site, person, DRAWING_SET).word is RetakeWord.PASSED
    shown = learning.passage_page(site, person, attempt, None)
    assert shown is not None and (shown.of, shown.current) == (0, 0)
    with pytest.raises(NotPossible):
        learning.answer(site, person, attempt, 0, Given())
    assert check_invariants(site) == ()


def test_feedback_is_told_once_the_answer_is_stored_and_not_before(site: Site, alice: Person):
    attempt = begin(site, alice)
    assert feedback_told(site, alice, attempt, 0) is None
    give(site, alice, attempt, True)
    page = feedback_told(site, alice, attempt, 0)
    assert page is not None and (page.answer.word, page.current, page.ordinal, page.of) == (Word.MET, 1, 1, 7)
    assert all(option.why_html for option in page.answer.options)
    assert feedback_told(site, alice, attempt, 1) is None


def test_with_feedback_at_the_end_nothing_is_told_before(site: Site, alice: Person):
    attempt = begin(site, alice, DRAWING_SET)
    number = len(asked(site, alice, attempt))
    for step in range(number):
        assert all(feedback_told(site, alice, attempt, n) is None for n in range(step + 1))
        give(site, alice, attempt, True)
    told = [feedback_told(site, alice, attempt, n) for n in range(number)]
    assert all(page is not None and page.current is None for page in told)


def test_a_form_that_is_not_filled_in_stores_nothing(site: Site, alice: Person):
    attempt = begin(site, alice)
    with pytest.raises(NotAnswered) as found:
        learning.answer(site, alice, attempt, 0, Given(positions=(0,)))
    assert found.value.problems == (Problem("certainty", Code.MISSING),)
    with pytest.raises(NotAnswered):
        learning.answer(site, alice, attempt, 0, None)
    for impossible in (0, Given(positions=(9,), certainty="sure"), Given(positions=(0,), certainty="very")):
        with pytest.raises(NotPossible):
            learning.answer(site, alice, attempt, 0, impossible)
    with pytest.raises(NotPossible):
        give(site, alice, attempt, True, number=2)
    assert run_of(site, alice, attempt).steps == ()


def test_the_same_answer_again_is_already_stored_and_another_is_refused(site: Site, alice: Person):
    attempt = begin(site, alice)
    give(site, alice, attempt, True)
    kept = run_of(site, alice, attempt).steps
    same = give(site, alice, attempt, True, number=0)
    other = give(site, alice, attempt, False, number=0)
    less_sure = give(site, alice, attempt, True, Certainty.NOT_SURE, number=0)
    empty = learning.answer(site, alice, attempt, 0, Given())
    assert [a and (a.word, a.current) for a in (same, other, less_sure, empty)] == [
        (AnswerWord.ALREADY, 1),
        (AnswerWord.OTHER, 1),
        (AnswerWord.OTHER, 1),
        (AnswerWord.OTHER, 1),
    ]
    assert run_of(site, alice, attempt).steps == kept
    page = learning.passage_page(site, alice, attempt, 0)
    assert page is not None and page.answered and page.recorded is not None and page.recorded.certainty == "sure"


def test_twenty_answers_at_once_give_one_step(site: Site, alice: Person):
    attempt = begin(site, alice)
    for number in range(3):
        words = at_once(20, lambda i, n=number: give(site, alice, attempt, i % 2 == 0, number=n))
        assert [w.word for w in words].count(AnswerWord.STORED) == 1
        assert len(run_of(site, alice, attempt).steps) == number + 1


def test_a_reflections_words_are_kept_apart_and_never_in_a_step(site: Site, alice: Person):
    attempt = begin(site, alice)
    for _ in range(6):
        give(site, alice, attempt, True)
    words = "The room by the library.\n\nOn Mondays. 🌱"
    first = learning.answer(site, alice, attempt, 6, Given(text=words))
    again = learning.answer(site, alice, attempt, 6, Given(text=words))
    other = learning.answer(site, alice, attempt, 6, Given(text="Nowhere"))
    assert [a and a.word for a in (first, again, other)] == [AnswerWord.STORED, AnswerWord.ALREADY, AnswerWord.OTHER]
    assert run_of(site, alice, attempt).steps[6].answer == Answer()
    assert all("library" not in str(row) for row in rows(site, "SELECT * FROM answer"))
    assert result(site, alice, attempt).answers[6].given_text == words
    page = learning.passage_page(site, alice, attempt, 6)
    assert page is not None and page.recorded is not None and page.recorded.text == words
    feedback = feedback_told(site, alice, attempt, 6)
    assert feedback is not None and feedback.answer.given_text == words
    assert learning.save_reflections(site, alice, attempt, {6: "over it"}) is False


def test_a_reflection_may_be_left_empty(site: Site, alice: Person):
    attempt = take(site, alice)
    assert result(site, alice, attempt).answers[6].given_text == ""
    assert rows(site, "SELECT count(*) FROM reflection") == [(0,)]


def test_somebody_elses_attempt_is_not_there(site: Site, alice: Person, bob: Person):
    attempt = begin(site, alice)
    give(site, alice, attempt, True)
    assert learning.passage_page(site, bob, attempt, None) is None
    assert feedback_told(site, bob, attempt, 0) is None
    assert learning.answer(site, bob, attempt, 1, Given()) is None
    for _ in range(6):
        give(site, alice, attempt, True)
    assert set_pages.result(site, bob, attempt) is None and set_pages.result(site, alice, attempt) is not None


def test_an_attempt_keeps_the_version_it_began_with(site: Site, alice: Person, bob: Person):
    attempt = begin(site, alice, OTHER_SET)
    assert publish(site, changed(f"questions/{MODULE}/{OTHER_SET}.md", "pass: 60", "pass: 100")).publications
    assert result(site, alice, take(site, alice, OTHER_SET)).pass_percent == 60
    assert run_of(site, alice, attempt).attempt.finished is not None
    assert result(site, bob, take(site, bob, OTHER_SET)).pass_percent == 100


def test_the_doctor_finds_an_answer_that_is_none_to_its_question(site: Site, alice: Person):
    take(site, alice)
    assert check_invariants(site) == ()
    plant(site, "UPDATE answer SET chosen = '[0, 1, 2]' WHERE number = 0")
    assert [found.invariant for found in check_invariants(site)] == [6]


def test_the_doctor_finds_a_result_that_the_answers_do_not_score(site: Site, alice: Person):
    take(site, alice)
    plant(site, "UPDATE answer SET chosen = '[0]' WHERE number = 0")
    assert {found.invariant for found in check_invariants(site)} == {4}, "its score, and what figures count of it"


def test_what_is_finished_is_done(site: Site, alice: Person):
    take(site, alice)
    with site.database.read() as connection:
        done = completions.done(connection, alice.id, MODULE, site.counts_from)
    assert [d.thing for d in done] == [question_set(MODULE, SET)]
