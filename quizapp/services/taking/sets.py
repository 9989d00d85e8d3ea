"""One question of a set, its answer, and the feedback on it (FORMAT §4). `taking.learning` opens transactions."""

from collections.abc import Sequence
from datetime import datetime

from quizapp.engine import asking
from quizapp.model.attempts import Run
from quizapp.model.feedback import AnswerFeedback
from quizapp.model.kinds import rules_of
from quizapp.model.pages import Answered, AnswerWord
from quizapp.model.play import Answer, Given, NotPossible, Reply, Step, StepKind
from quizapp.model.prose import Feedback
from quizapp.model.questions import Question, QuestionKind
from quizapp.model.quiz_pages import FeedbackPage, QuestionPage, QuestionShown
from quizapp.model.quizzes import DrawnQuestion
from quizapp.services.site.site import Quiz, Site
from quizapp.services.site.storable import storable
from quizapp.services.taking import answering, finishing, putting_aside, question_parts
from quizapp.store.database import Connection
from quizapp.store.taking import attempts, reflections

LONGEST_REFLECTION = 4000  # characters kept of one reflection
NOTHING_ASKED = QuestionShown(title="", kind=QuestionKind.REFLECTION, stem_html="")


def drawn(run: Run) -> tuple[DrawnQuestion, ...]:
    """The questions of an attempt at a set, in the order in which they are asked."""
    return run.drawing.questions if run.drawing is not None else ()


def page(site: Site, connection: Connection, run: Run, number: int | None) -> QuestionPage:
    """The question of step `number`; None, or beyond: where the person is. Of a finished attempt, its last one."""
    quiz = site.quiz(run.attempt.version, connection)
    questions, current = drawn(run), len(run.steps)
    at = max(0, min(current if number is None else number, current, len(questions) - 1))
    taken = run.steps[at] if at < current else None
    shown, recorded = NOTHING_ASKED, None
    if questions:
        question, order = quiz.questions[questions[at].question], questions[at].order
        shown = question_parts.asked(quiz.html, question, order, quiz.compiled.set.asks_certainty(question))
        if taken is not None and taken.answer is not None:
            recorded = asking.given_of(question, taken.answer, order)
            if rules_of(question).is_private:
                recorded = Given(text=reflections.of_attempt(connection, run.attempt.id).get(at, ""))
    the_set = quiz.compiled.set
    return QuestionPage(
        attempt=run.attempt.public_id,
        number=at,
        current=current,
        module=the_set.module,
        thing=the_set.id,
        thing_title=the_set.title,
        nation=quiz.compiled.briefing.nation,
        question=shown,
        ordinal=at + 1,
        of=len(questions),
        answered=taken is not None,
        recorded=recorded,
        saved_at=run.steps[-1].at if run.steps else None,
        practice=run.attempt.practice,
        tells_each=the_set.feedback is Feedback.EACH,
        unsent=putting_aside.of_step(connection, run) if taken is None else (),
    )


def feedback(site: Site, connection: Connection, run: Run, number: int) -> FeedbackPage | None:
    """The feedback on the answer of step `number`; None where it is not given yet, or waits for the end."""
    quiz = site.quiz(run.attempt.version, connection)
    the_set, questions, current = quiz.compiled.set, drawn(run), len(run.steps)
    finished = current == len(questions)
    if number >= current or (the_set.feedback is not Feedback.EACH and not finished):
        return None
    return FeedbackPage(
        attempt=run.attempt.public_id,
        number=number,
        current=None if finished else current,
        module=the_set.module,
        set=the_set.id,
        set_title=the_set.title,
        nation=quiz.compiled.briefing.nation,
        ordinal=number + 1,
        of=len(questions),
        answer=answer_feedbacks(connection, quiz, run, (run.steps[number],))[0],
        practice=run.attempt.practice,
    )


def answer_feedbacks(connection: Connection, quiz: Quiz, run: Run, steps: Sequence[Step]) -> tuple[AnswerFeedback, ...]:
    """The feedback on these stored answers of an attempt at a set: at most one query, however many they are."""
    asked = (_asked(quiz, run, step.number) for step in steps)
    is_private = any(rules_of(question).is_private for question in asked)
    words = reflections.of_attempt(connection, run.attempt.id) if is_private else {}
    return tuple(_feedback(quiz, run, step, words.get(step.number, "")) for step in steps)


def _feedback(quiz: Quiz, run: Run, step: Step, words: str) -> AnswerFeedback:
    asked, question = drawn(run)[step.number], _asked(quiz, run, step.number)
    marked = (*asked.points, *(p for p in question.points if p in quiz.compiled.set.practices))
    briefing, scorer = quiz.compiled.briefing, run.attempt.scorer
    return question_parts.feedback(quiz.html, briefing, question, step, asked.order, marked, scorer, words)


def answer(site: Site, connection: Connection, now: datetime, run: Run, number: int, reply: Reply) -> Answered:
    """Store the answer to step `number` of a locked attempt, exactly once.

    NotAnswered where the form is not filled in, NotPossible if the answer is forbidden. The last answer finishes the
    attempt in the same transaction. A reflection's words are kept apart from the steps, and may be empty.
    """
    locked, steps, questions = run.attempt, run.steps, drawn(run)
    quiz = site.quiz(locked.version, connection)
    if number < len(steps):
        return _again(connection, quiz, run, number, reply)
    if number > len(steps) or number >= len(questions):
        raise NotPossible("that step has not been reached yet")
    question, given = _asked(quiz, run, number), _given(reply)
    answered = _read(quiz, run, number, given)
    step = Step(number, StepKind.ANSWER, question.id, None, now, answered)
    attempts.append(connection, locked.id, step)
    if rules_of(question).is_private and (words := _words(given)):
        reflections.save(connection, locked.id, number, words)
    if number + 1 == len(questions):
        finishing.finish(site, connection, now, Run(locked, (*steps, step), run.drawing))
    return _answered(quiz, run, AnswerWord.STORED, number, number + 1)


def _asked(quiz: Quiz, run: Run, number: int) -> Question:
    return quiz.questions[drawn(run)[number].question]


def _read(quiz: Quiz, run: Run, number: int, given: Given) -> Answer:
    """The answer that a form gives to the question of step `number`, as it is stored."""
    question, order = _asked(quiz, run, number), drawn(run)[number].order
    return answering.read(question, given, order, quiz.compiled.set.asks_certainty(question), run.attempt.scorer)


def _given(reply: Reply) -> Given:
    if isinstance(reply, int):
        raise NotPossible("that is no answer to this question")
    return reply or Given()


def _words(given: Given) -> str:
    return storable(given.text).strip()[:LONGEST_REFLECTION]


def _again(connection: Connection, quiz: Quiz, run: Run, number: int, reply: Reply) -> Answered:
    """The outcome of a second answer to a step that is already taken: nothing is stored either way."""
    question, recorded = _asked(quiz, run, number), run.steps[number].answer
    try:
        given = _given(reply)
        same = _read(quiz, run, number, given) == recorded
        if rules_of(question).is_private:
            same = _words(given) == reflections.of_attempt(connection, run.attempt.id).get(number, "")
    except NotPossible:
        same = False
    return _answered(quiz, run, AnswerWord.ALREADY if same else AnswerWord.OTHER, number, len(run.steps))


def _answered(quiz: Quiz, run: Run, word: AnswerWord, number: int, current: int) -> Answered:
    """What became of the answer to step `number`, and what comes after it where it is the latest."""
    if current != number + 1:
        return Answered(word, current)
    tells = quiz.compiled.set.feedback is Feedback.EACH
    return Answered(word, current, tells=tells, ends=current == len(drawn(run)))
