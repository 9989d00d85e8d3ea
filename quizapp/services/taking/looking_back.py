"""After the story: the debrief, and the map with the person's own route on it."""

import textwrap

from quizapp.engine import moves
from quizapp.model.attempts import AttemptState, Run
from quizapp.model.pages import (
    AnswerShown,
    BoxShown,
    Chosen,
    CriticalShown,
    DebriefPage,
    LineShown,
    MapPage,
    PointShown,
    ReflectionShown,
    RouteStep,
)
from quizapp.model.people import Person
from quizapp.model.play import Step, StepKind
from quizapp.model.score import CountedMark, PointResult
from quizapp.services.site.site import Playable, Site
from quizapp.services.taking import question_parts, results, story_parts
from quizapp.store.taking import attempts, reflections

LABEL_WIDTH = 22  # characters in one line of a box on the map
LABEL_LINES = 2


def debrief(site: Site, person: Person, attempt: str) -> DebriefPage | None:
    """The debrief of a finished attempt; None while it is open, or if it is not theirs."""
    with site.database.read() as connection:
        run = attempts.load(connection, attempt, person.id)
        if run is None or run.attempt.state is not AttemptState.FINISHED or not _is_story(run):
            return None
        playable = site.playable(run.attempt.version, connection)
        result = results.shown(site, connection, run, attempts.result(connection, run.attempt.id))
        written = reflections.of_attempt(connection, run.attempt.id)
    scenario, briefing = playable.compiled.scenario, playable.compiled.briefing
    ending = playable.story.passages[run.attempt.ending or ""]
    if ending.outcome is None or run.attempt.finished is None:
        raise AssertionError(f"attempt {attempt} is finished without an ending")
    return DebriefPage(
        attempt=attempt,
        module=scenario.module,
        scenario=scenario.id,
        scenario_title=scenario.title,
        content_note=scenario.content_note,
        attempt_number=run.attempt.number,
        finished=run.attempt.finished,
        ending_title=ending.title,
        outcome=ending.outcome,
        percent=result.percent,
        pass_percent=result.pass_percent,
        passed=result.passed,
        points=tuple(_point(playable, run, p) for p in result.points),
        practices=tuple(_point(playable, run, p) for p in result.practices),
        critical=tuple(CriticalShown(_text(playable, f.point), f.last) for f in result.critical_failures),
        source=briefing.source,
        publisher=briefing.publisher,
        published=briefing.published,
        source_url=briefing.source_url,
        key_agreed=scenario.reviewed_by,
        reflections=tuple(
            ReflectionShown(number, playable.html[prompt.slot], written.get(number, ""))
            for number, prompt in enumerate(scenario.debrief)
        ),
    )


def _text(playable: Playable, point_id: str) -> str:
    point = playable.compiled.briefing.get(point_id)
    return point.text if point else point_id


def _is_story(run: Run) -> bool:
    return run.attempt.thing.is_scenario


def _point(playable: Playable, run: Run, result: PointResult) -> PointShown:
    point = playable.compiled.briefing.get(result.point)
    return PointShown(
        id=result.point,
        text=_text(playable, result.point),
        word=result.word,
        where=point.where if point else (),
        answers=tuple(_answer(playable, run, mark) for mark in result.marks),
        critical=result.point in playable.compiled.scenario.critical,
    )


def _answer(playable: Playable, run: Run, mark: CountedMark) -> AnswerShown:
    if mark.choice is None:
        question, step = playable.story.questions[mark.passage], run.steps[mark.step]
        return AnswerShown(
            step=mark.step,
            passage_title=question.title,
            chosen=question_parts.chosen(playable.html, question, step),
            word=mark.word,
            why_html=question_parts.why_html(playable.html, question, step),
            risks=(),
        )
    passage = playable.story.passages[mark.passage]
    choice = passage.choices[mark.choice]
    return AnswerShown(
        step=mark.step,
        passage_title=passage.title,
        chosen=Chosen((playable.html[choice.label.slot],)),
        word=mark.word,
        why_html=playable.html[choice.why.slot] if choice.why else "",
        risks=story_parts.risks(playable, choice),
        then_html=story_parts.then_html(playable, run.steps[mark.step]),
    )


def map_page(site: Site, person: Person, attempt: str) -> MapPage | None:
    """The map with the person's route; None if the attempt is not theirs.

    While the attempt is open only the passages already seen are named, so that the map gives nothing away.
    """
    with site.database.read() as connection:
        run = attempts.load(connection, attempt, person.id)
        if run is None or not _is_story(run):
            return None
        playable = site.playable(run.attempt.version, connection)
    scenario, drawn = playable.compiled.scenario, playable.compiled.map
    finished = run.attempt.state is AttemptState.FINISHED
    places = moves.replay(playable.story, run.steps)
    seen = {place.passage for place in places}
    taken = _ways_taken(run)
    boxes = tuple(
        _box(playable, box.anchor, (box.x, box.y, box.width, box.height), seen, places[-1].passage, finished)
        for box in drawn.boxes
        if finished or box.anchor in seen
    )
    lines = tuple(
        LineShown(line.path, line.arrow, (line.source, line.choice) in taken)
        for line in drawn.lines
        if finished or (line.source, line.choice) in taken
    )
    ending = playable.story.passages.get(run.attempt.ending or "")
    return MapPage(
        attempt=attempt,
        module=scenario.module,
        scenario=scenario.id,
        scenario_title=scenario.title,
        content_note=scenario.content_note,
        finished=finished,
        width=drawn.width,
        height=drawn.height,
        boxes=boxes,
        lines=lines,
        route=tuple(_route_step(playable, step) for step in run.steps),
        ending_title=ending.title if ending else "",
        passages_total=len(scenario.passages),
        passages_seen=len(seen),
    )


def _ways_taken(run: Run) -> set[tuple[str, int | None]]:
    return {(step.passage, step.choice) for step in run.steps}


def _box(
    playable: Playable,
    anchor: str,
    box: tuple[float, float, float, float],
    seen: set[str],
    here: str,
    finished: bool,
) -> BoxShown:
    passage = playable.story.passages[anchor]
    title = passage.title
    lines = textwrap.wrap(title, LABEL_WIDTH, max_lines=LABEL_LINES, placeholder="…")
    x, y, width, height = box
    return BoxShown(
        x=x,
        y=y,
        width=width,
        height=height,
        lines=tuple(lines),
        title=title,
        visited=anchor in seen,
        here=anchor == here,
        outcome=passage.outcome if finished or anchor in seen else None,
    )


def _route_step(playable: Playable, step: Step) -> RouteStep:
    if step.kind is StepKind.ANSWER:
        question = playable.story.questions[step.passage]
        return RouteStep(step.number, question.title, question_parts.chosen(playable.html, question, step))
    passage = playable.story.passages[step.passage]
    chosen = None
    if step.choice is not None:
        chosen = Chosen((playable.html[passage.choices[step.choice].label.slot],))
    return RouteStep(step.number, passage.title, chosen, story_parts.then_html(playable, step))
