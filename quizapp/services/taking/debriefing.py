"""After the story: the debrief, with what was chosen for each learning point."""

from collections.abc import Sequence

from quizapp.engine import moves, shown
from quizapp.model.attempts import AttemptState, Run
from quizapp.model.debrief_pages import (
    AnswerShown,
    Better,
    CriticalShown,
    DebriefPage,
    PathFactShown,
    PointShown,
    ReflectionShown,
)
from quizapp.model.pages import Chosen
from quizapp.model.people import Person
from quizapp.model.play import Place
from quizapp.model.scenario import Choice, Word
from quizapp.model.score import CountedMark, PointResult, Score
from quizapp.services.site.site import Playable, Site
from quizapp.services.taking import intentions, modules, question_parts, results, story_parts
from quizapp.services.taking.ways import best_beside, ways
from quizapp.store.published import retirements
from quizapp.store.taking import attempts, reflections
from quizapp.store.taking import intentions as written_intentions


def debrief(site: Site, person: Person, attempt: str) -> DebriefPage | None:
    """The debrief of a finished attempt; None while it is open, or if it is not theirs."""
    with site.database.read() as connection:
        run = attempts.load(connection, attempt, person.id)
        if run is None or run.attempt.state is not AttemptState.FINISHED or not run.attempt.thing.is_scenario:
            return None
        playable = site.playable(run.attempt.version, connection)
        result = results.shown(site, connection, run, attempts.result(connection, run.attempt.id))
        written = reflections.of_attempt(connection, run.attempt.id)
        one_thing = intentions.shown(
            site, connection, run.attempt, written_intentions.of_attempt(connection, run.attempt.id)
        )
        live_module = site.live_module(run.attempt.thing.module, connection)
        next_up = modules.what_next(site, connection, person, live_module)
        is_live = live_module is not None and live_module.get(run.attempt.thing) is not None
        ended = None if is_live else retirements.find(connection, run.attempt.path)
    scenario, briefing = playable.compiled.scenario, playable.compiled.briefing
    places = moves.replay(playable.story, run.steps)
    best = best_beside(playable, run)
    ending = playable.story.passages[run.attempt.ending or ""]
    if ending.outcome is None or run.attempt.finished is None:
        raise AssertionError(f"attempt {attempt} is finished without an ending")
    return DebriefPage(
        attempt=attempt,
        module=scenario.module,
        scenario=scenario.id,
        scenario_title=scenario.title,
        content_note=scenario.content_note,
        nation=scenario.nation,
        attempt_number=run.attempt.number,
        finished=run.attempt.finished,
        ending_title=ending.title,
        outcome=ending.outcome,
        percent=result.percent,
        pass_percent=result.pass_percent,
        passed=result.passed,
        points=tuple(_point(playable, run, places, p, result) for p in result.points),
        practices=tuple(_point(playable, run, places, p, result) for p in result.practices),
        critical=_critical(playable, result),
        source=briefing.source,
        publisher=briefing.publisher,
        published=briefing.published,
        source_url=briefing.source_url,
        key_agreed=scenario.reviewed_by,
        reflections=tuple(
            ReflectionShown(number, playable.html[prompt.slot], written.get(number, ""))
            for number, prompt in enumerate(scenario.debrief)
        ),
        next=next_up,
        one_thing=one_thing,
        fact=_fact(playable, result),
        ways=ways(playable, run, best) if best else None,
        retired_at=ended.at if ended else None,
    )


def _fact(playable: Playable, result: Score) -> PathFactShown | None:
    fact = shown.path_fact(result.points, playable.compiled.scenario.critical)
    if fact is None:
        return None
    text, last = _text(playable, fact.point), _title(playable, fact.last)
    return PathFactShown(fact.decisions, text, fact.places, fact.shown, last)


def _title(playable: Playable, mark: CountedMark) -> str:
    """The title of the decision that a mark was earned at."""
    story = playable.story
    return (story.questions if mark.choice is None else story.passages)[mark.passage].title


def _text(playable: Playable, point_id: str) -> str:
    point = playable.compiled.briefing.get(point_id)
    return point.text if point else point_id


def _critical(playable: Playable, score: Score) -> tuple[CriticalShown, ...]:
    found = {result.point: result for result in (*score.points, *score.practices)}
    return tuple(
        CriticalShown(
            _text(playable, failure.point),
            found[failure.point].word if failure.point in found else failure.last,
            _decided_at(playable, found[failure.point], score) if failure.point in found else "",
        )
        for failure in score.critical_failures
    )


def _decided_at(playable: Playable, result: PointResult, score: Score) -> str:
    mark = shown.decided_at(result, score.critical_failures)
    return _title(playable, mark) if mark is not None else ""


def _point(playable: Playable, run: Run, places: Sequence[Place], result: PointResult, score: Score) -> PointShown:
    point = playable.compiled.briefing.get(result.point)
    can_be = () if result.marks else shown.places_to_show(playable.story).get(result.point, ())
    return PointShown(
        id=result.point,
        text=_text(playable, result.point),
        word=result.word,
        where=point.where if point else (),
        answers=tuple(_answer(playable, run, places, result.point, mark) for mark in result.marks),
        critical=result.point in playable.compiled.scenario.critical,
        shown_at=can_be,
        decided_at=_decided_at(playable, result, score),
    )


def _answer(playable: Playable, run: Run, places: Sequence[Place], point: str, mark: CountedMark) -> AnswerShown:
    if mark.choice is None:
        question, step = playable.story.questions[mark.passage], run.steps[mark.step]
        return question_parts.answer_shown(playable.html, question, step, mark.word)
    passage = playable.story.passages[mark.passage]
    choice = passage.choices[mark.choice]
    return AnswerShown(
        step=mark.step,
        passage_title=passage.title,
        chosen=Chosen((playable.html[choice.label.slot],)),
        word=mark.word,
        why_html=_why_html(playable, choice),
        risks=story_parts.risks(playable, choice),
        then_html=story_parts.then_html(playable, run.steps[mark.step]),
        better=() if mark.word is Word.MET else _better(playable, places[mark.step], point, mark),
    )


def _better(playable: Playable, place: Place, point: str, mark: CountedMark) -> tuple[Better, ...]:
    choices = playable.story.passages[mark.passage].choices
    return tuple(
        Better(Chosen((playable.html[choices[index].label.slot],)), _why_html(playable, choices[index]))
        for index in shown.better_choices(playable.story, place, point)
    )


def _why_html(playable: Playable, choice: Choice) -> str:
    return playable.html[choice.why.slot] if choice.why else ""
