"""The moves that a preview makes for its author: the same as before in a file that changed, or those to some place."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from quizapp.engine import asking, moves
from quizapp.model.attempts import Run
from quizapp.model.people import Person
from quizapp.model.play import Given, NotPossible, Reply, Step, StepKind
from quizapp.model.questions import Question
from quizapp.model.quizzes import Certainty
from quizapp.model.things import Thing
from quizapp.services.site.site import Quiz, Site
from quizapp.services.taking import learning, set_pages, sets
from quizapp.store.database import Connection
from quizapp.store.taking import attempts

NextStep = Callable[[Connection, Run], Step | None]
"""The step that somebody is to take who has come so far, or None where they are to stop."""


def as_taken(steps: Sequence[Step]) -> NextStep:
    """These steps, one after the other."""
    return lambda _, run: steps[len(run.steps)] if len(run.steps) < len(steps) else None


def up_to(site: Site, wanted: str) -> NextStep:
    """Through a set, answering as well as can be, until the question with this id is asked.

    Nowhere, where it was not drawn this time.
    """

    def step(connection: Connection, run: Run) -> Step | None:
        quiz = site.quiz(run.attempt.version, connection)
        question = _asked_now(quiz, run)
        if question.id == wanted or all(drawn.question != wanted for drawn in sets.drawn(run)):
            return None
        sure = Certainty.SURE if quiz.compiled.set.asks_certainty(question) else None
        answer = replace(asking.best_answer(question), certainty=sure)
        return Step(len(run.steps), StepKind.ANSWER, question.id, answer=answer)

    return step


def play(site: Site, person: Person, thing: Thing, next_step: NextStep) -> str | None:
    """A new attempt of this person with these steps taken, as far as they can be; None where the thing is not live."""
    begin = set_pages.start if thing.is_set else learning.start
    attempt = begin(site, person, thing.module, thing.name)
    while attempt is not None:
        with site.database.read() as connection:
            run = attempts.load(connection, attempt, person.id)
            try:
                reply = None if run is None else _reply(site, connection, run, next_step)
            except NotPossible:
                return attempt
        if run is None or isinstance(reply, _Stop):
            return attempt
        try:
            learning.answer(site, person, attempt, len(run.steps), reply)
        except NotPossible:
            return attempt
    return None


class _Stop:
    """In place of a reply: here the moves end."""


def _reply(site: Site, connection: Connection, run: Run, next_step: NextStep) -> Reply | _Stop:
    """What somebody sends who makes the next step in the file as it is now; NotPossible where it is not there."""
    step = next_step(connection, run)
    if step is None:
        return _Stop()
    if run.attempt.thing.is_set:
        quiz = site.quiz(run.attempt.version, connection)
        return _same_answer(_asked_now(quiz, run), step, sets.drawn(run)[len(run.steps)].order)
    story = site.playable(run.attempt.version, connection).story
    place = moves.replay(story, run.steps)[-1]
    question = moves.waiting(story, place)
    if question is not None:
        return _same_answer(question, step, asking.shown_order(question, run.attempt.seed, False))
    offered = moves.offered(story, place)
    if place.passage != step.passage or (step.choice is not None and step.choice not in offered):
        raise NotPossible("the story goes another way now")
    return offered.index(step.choice) if step.choice is not None else None


def _asked_now(quiz: Quiz, run: Run) -> Question:
    asked = sets.drawn(run)
    if len(run.steps) >= len(asked):
        raise NotPossible("nothing more is asked now")
    return quiz.questions[asked[len(run.steps)].question]


def _same_answer(question: Question, step: Step, order: tuple[int, ...]) -> Given:
    if step.passage != question.id or step.answer is None:
        raise NotPossible("another question is asked here now")
    return asking.given_of(question, step.answer, order)
