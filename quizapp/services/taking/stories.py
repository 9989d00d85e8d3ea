"""One page of a story, and one move in it (DESIGN §4). `taking.learning` opens the transactions around these."""

from dataclasses import replace
from datetime import datetime

from quizapp.engine import asking, moves
from quizapp.model.attempts import Run
from quizapp.model.feedback import AnswerFeedback
from quizapp.model.pages import Answered, AnswerWord, PassagePage
from quizapp.model.play import Given, NotPossible, Place, Reply, Step, StepKind
from quizapp.model.prose import Feedback
from quizapp.model.questions import Question
from quizapp.model.quiz_pages import QuestionPage
from quizapp.services.site.site import Playable, Site
from quizapp.services.taking import answering, finishing, putting_aside, question_parts, story_parts, walking
from quizapp.store.database import Connection
from quizapp.store.taking import attempts


def page(site: Site, connection: Connection, run: Run, number: int | None) -> PassagePage | QuestionPage:
    """The page before step `number`; None, or beyond: where the person is. `run` as `walking.stand` takes it."""
    playable = site.playable(run.attempt.version, connection)
    stood = walking.stand(site, connection, playable, run, number)
    run, at, place, left = stood.run, stood.at, stood.place, stood.left
    question = moves.waiting(playable.story, place)
    shown: PassagePage | QuestionPage = (
        _passage(playable, run, place, at, left)
        if question is None
        else _question(playable, run, place, at, question, left)
    )
    unsent = putting_aside.of_step(connection, run) if at == run.count else ()
    return replace(shown, unsent=unsent) if unsent else shown


def _passage(playable: Playable, run: Run, place: Place, at: int, left: int | None) -> PassagePage:
    story = playable.story
    passage, scenario = story.passages[place.passage], playable.compiled.scenario
    offered = moves.offered(story, place)
    taken = run.step(at)
    before = run.step(at - 1) if at else None
    blocks, asked = _blocks(playable, place), ""
    if offered and taken is None:
        blocks, asked = story_parts.scene_and_question(blocks)
    return PassagePage(
        attempt=run.attempt.public_id,
        number=at,
        current=run.count,
        module=scenario.module,
        scenario=scenario.id,
        scenario_title=scenario.title,
        content_note=scenario.content_note,
        nation=scenario.nation,
        passage_title=passage.title,
        blocks_html=blocks,
        choices=story_parts.choices(playable, passage, offered),
        continue_html=playable.html[passage.way_on.label.slot] if passage.way_on else "",
        outcome=passage.outcome,
        explanation=story_parts.explanation(playable, before) if before else None,
        answered=taken is not None,
        recorded=offered.index(taken.choice) if taken is not None and taken.choice is not None else None,
        saved_at=run.steps[-1].at if run.steps else None,
        last_answer=_last_answer(playable, run, before),
        then_html=story_parts.then_html(playable, before) if before else "",
        is_hardest=scenario.hardest == passage.anchor,
        asked_html=asked,
        minutes_left=left,
    )


def _question(
    playable: Playable, run: Run, place: Place, at: int, question: Question, left: int | None
) -> QuestionPage:
    passage, scenario = playable.story.passages[place.passage], playable.compiled.scenario
    taken = run.step(at)
    before = run.step(at - 1) if at else None
    order = _order(run, question)
    return QuestionPage(
        attempt=run.attempt.public_id,
        number=at,
        current=run.count,
        module=scenario.module,
        thing=scenario.id,
        thing_title=scenario.title,
        question=question_parts.asked(playable.html, question, order, asks_certainty=False),
        ordinal=place.asked + 1,
        of=len(passage.questions),
        answered=taken is not None,
        recorded=asking.given_of(question, taken.answer, order) if taken is not None and taken.answer else None,
        saved_at=run.steps[-1].at if run.steps else None,
        in_scenario=True,
        content_note=scenario.content_note,
        nation=scenario.nation,
        passage_title=passage.title,
        blocks_html=_blocks(playable, place),
        explanation=story_parts.explanation(playable, before) if before and not place.asked else None,
        last_answer=_last_answer(playable, run, before),
        tells_each=scenario.feedback is Feedback.EACH,
        then_html=story_parts.then_html(playable, before) if before and not place.asked else "",
        is_hardest=scenario.hardest == passage.anchor,
        minutes_left=left,
    )


def _blocks(playable: Playable, place: Place) -> tuple[str, ...]:
    return tuple(playable.html[b.prose.slot] for b in moves.blocks(playable.story, place))


def _order(run: Run, question: Question) -> tuple[int, ...]:
    """How a question asked in a story is shown: worked out each time from the attempt's seed."""
    return asking.shown_order(question, run.attempt.seed, False)


def _last_answer(playable: Playable, run: Run, before: Step | None) -> AnswerFeedback | None:
    tells_each = playable.compiled.scenario.feedback is Feedback.EACH
    if before is None or before.kind is not StepKind.ANSWER or not tells_each:
        return None
    question = playable.story.questions[before.passage]
    order = _order(run, question)
    briefing, scorer = playable.compiled.briefing, run.attempt.scorer
    return question_parts.feedback(playable.html, briefing, question, before, order, question.points, scorer)


def answer(site: Site, connection: Connection, now: datetime, run: Run, number: int, reply: Reply) -> Answered:
    """Store the reply to step `number` of a locked attempt, exactly once; NotPossible if it is forbidden.

    `run` as `walking.stand` takes it.
    """
    locked = run.attempt
    playable = site.playable(locked.version, connection)
    stood = walking.stand(site, connection, playable, run, number)
    run, place = stood.run, stood.place
    if number > run.count:
        raise NotPossible("that step has not been reached yet")
    taken = run.step(number)
    if taken is not None:
        return _again(playable, run, place, taken, reply)
    at = run.no_earlier(now)
    step, reached = _step(playable, run, place, number, reply, at)
    attempts.append(connection, locked.id, step)
    if moves.at_ending(playable.story, reached):
        whole = walking.whole(site, connection, playable, run, step, reached)
        finishing.finish(site, connection, at, whole, ending=reached.passage)
    return Answered(AnswerWord.STORED, number + 1)


def _step(
    playable: Playable, run: Run, place: Place, number: int, reply: Reply, at: datetime | None
) -> tuple[Step, Place]:
    """The step that a reply makes where the person stands, and where it leads."""
    story = playable.story
    question = moves.waiting(story, place)
    if question is None:
        if isinstance(reply, Given):
            raise NotPossible("there is no question to answer here")
        return moves.make_step(story, place, number, reply, at)
    if isinstance(reply, int):
        raise NotPossible("a question is to be answered first")
    given = answering.read(question, reply or Given(), _order(run, question), False, run.attempt.scorer)
    return moves.answer_step(story, place, number, given, at)


def _again(playable: Playable, run: Run, place: Place, recorded: Step, reply: Reply) -> Answered:
    """The outcome of a second answer to a step that is already taken: nothing is stored either way."""
    try:
        same = _step(playable, run, place, recorded.number, reply, recorded.at)[0] == recorded
    except NotPossible:
        same = False
    return Answered(AnswerWord.ALREADY if same else AnswerWord.OTHER, run.count)
