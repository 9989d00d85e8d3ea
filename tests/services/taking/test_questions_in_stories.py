"""Questions that a passage of a story asks: where they come, what is told, and what they count."""

import pytest

from quizapp.model.pages import AnswerWord, PassagePage
from quizapp.model.people import Person
from quizapp.model.play import Answer, Given, NotAnswered, NotPossible
from quizapp.model.quiz_pages import QuestionPage
from quizapp.model.scenario import Word
from quizapp.services.authoring.publishing import publish
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.site.site import Site
from quizapp.services.taking import debriefing, learning, looking_back
from tests.databases import Files
from tests.services.quiz_files import ASKED, SCENARIO_PATH, changed, quiz_files
from tests.services.taking import BEST_WAY, play, run_of


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


def question_page(site: Site, person: Person, attempt: str, number: int | None = None) -> QuestionPage:
    page = learning.passage_page(site, person, attempt, number)
    assert isinstance(page, QuestionPage)
    return page


def test_a_passages_questions_come_before_its_choices_one_to_a_page(site: Site, alice: Person):
    attempt = play(site, alice, 0)
    first = question_page(site, alice, attempt)
    assert (first.question.title, first.ordinal, first.of, first.in_scenario) == ("The register", 1, 2, True)
    assert (first.passage_title, first.thing_title) == ("The corridor", "First day")
    assert "He walks beside you" in first.blocks_html[0] and not first.question.asks_certainty
    assert first.explanation is not None and first.explanation.passage_title == "Registration"
    assert first.last_answer is None
    play(site, alice, "right", attempt=attempt)
    second = question_page(site, alice, attempt)
    assert (second.question.title, second.ordinal, second.explanation) == ("Passing it on", 2, None)
    assert second.last_answer is not None and second.last_answer.word is Word.MET
    assert second.last_answer.title == "The register" and second.last_answer.options[1].why_html
    play(site, alice, "wrong", attempt=attempt)
    page = learning.passage_page(site, alice, attempt, None)
    assert isinstance(page, PassagePage) and len(page.choices) == 2 and page.explanation is None
    assert page.last_answer is not None and page.last_answer.word is Word.MISSED
    play(site, alice, 0, attempt=attempt)
    page = learning.passage_page(site, alice, attempt, None)
    assert isinstance(page, PassagePage) and page.last_answer is None and page.explanation is not None


def test_a_choice_is_not_possible_while_a_question_waits_and_the_other_way_round(site: Site, alice: Person):
    attempt = play(site, alice, 0)
    with pytest.raises(NotPossible):
        learning.answer(site, alice, attempt, 1, 0)
    with pytest.raises(NotAnswered):
        learning.answer(site, alice, attempt, 1, None)
    with pytest.raises(NotAnswered):
        learning.answer(site, alice, attempt, 1, Given())
    play(site, alice, "right", "right", attempt=attempt)
    with pytest.raises(NotPossible):
        learning.answer(site, alice, attempt, 3, Given(positions=(0,)))
    assert [step.passage for step in run_of(site, alice, attempt).steps] == ["registration", *ASKED]


def test_the_same_answer_again_is_already_stored_and_another_is_refused(site: Site, alice: Person):
    attempt = play(site, alice, 0)
    replies = (Given(positions=(1,)), Given(positions=(1,)), Given(positions=(0,)), Given(), 1)
    words = [learning.answer(site, alice, attempt, 1, reply) for reply in replies]
    assert [w and (w.word, w.current) for w in words] == [
        (AnswerWord.STORED, 2),
        (AnswerWord.ALREADY, 2),
        (AnswerWord.OTHER, 2),
        (AnswerWord.OTHER, 2),
        (AnswerWord.OTHER, 2),
    ]
    page = question_page(site, alice, attempt, 1)
    assert page.answered and page.recorded == Given(positions=(1,)) and page.current == 2


def test_the_score_with_questions_is_the_one_worked_out_by_hand(site: Site, alice: Person):
    # Registration met; the register acceptable, 1/2; one of two right told, 1/2; then partly on both.
    attempt = play(site, alice, 0, Answer((2,)), Answer((0,)), 1)
    page = debriefing.debrief(site, alice, attempt)
    assert page is not None
    # talk-directly: (1 + 1/2 + 1/2 + 1/2) / 4 = 5/8; safe-to-talk: (1/2 + 1/2) / 2 = 1/2; together 9/16
    assert (page.percent, page.passed) == (56, False)
    talk, safe = page.points
    assert [(a.step, a.passage_title, a.word) for a in talk.answers] == [
        (0, "Registration", Word.MET),
        (1, "The register", Word.PARTLY),
        (2, "Passing it on", Word.PARTLY),
        (3, "The corridor", Word.PARTLY),
    ]
    assert [a.step for a in safe.answers] == [1, 3]
    asked = talk.answers[1]
    assert asked.chosen is not None and "Ask his father" in asked.chosen.parts_html[0]
    assert "Useful, and soon" in asked.why_html
    (practice,) = page.practices
    assert (practice.id, practice.word) == ("tell-safeguarding-lead", Word.PARTLY)


def test_a_later_visit_asks_again_and_counts_nothing(site: Site, alice: Person):
    back = "- [Tell him that he can always come to you](#ending-waiting)"
    files = changed(SCENARIO_PATH, back, back.replace("ending-waiting", "registration"))
    assert publish(site, files).publications
    attempt = play(site, alice, 0, "right", "right", 1, 0)
    page = question_page(site, alice, attempt)
    assert (page.question.title, page.ordinal, page.number) == ("The register", 1, 5)
    play(site, alice, "wrong", "wrong", 0, attempt=attempt)
    found = debriefing.debrief(site, alice, attempt)
    assert found is not None
    # talk-directly: (1 + 1 + 1 + 1/2) / 4 = 7/8; safe-to-talk: (1 + 1/2) / 2 = 3/4; together 13/16
    assert (found.percent, found.passed) == (81, True)
    assert [a.step for a in found.points[0].answers] == [0, 1, 2, 3]
    assert check_invariants(site) == ()


def test_the_map_and_the_route_show_questions_where_they_were_asked(site: Site, alice: Person):
    attempt = play(site, alice, *BEST_WAY)
    page = looking_back.map_page(site, alice, attempt)
    assert page is not None and page.finished
    assert [(r.number, r.title) for r in page.route] == [
        (0, "Registration"),
        (1, "The register"),
        (2, "Passing it on"),
        (3, "The corridor"),
    ]
    chosen = page.route[2].chosen
    assert chosen is not None and "Tell the safeguarding lead now" in chosen.parts_html[0]
    visited = {box.title for box in page.boxes if box.visited}
    assert visited == {"Registration", "The corridor", "Heard"}
    assert sum(line.taken for line in page.lines) == 2


def test_words_that_no_database_can_keep_are_stored_in_a_story_as_in_a_set(site: Site, alice: Person):
    assert publish(site, changed(SCENARIO_PATH, "listening.md#the-register", "listening.md#who-is-told")).publications
    attempt = play(site, alice, 0)
    sent = Given(text="was not brought\ud800\0")
    for word in (AnswerWord.STORED, AnswerWord.ALREADY):
        answered = learning.answer(site, alice, attempt, 1, sent)
        assert answered is not None
        assert answered.word is word
    kept = run_of(site, alice, attempt).steps[1].answer
    assert kept is not None
    assert kept.text == "was not brought?"
