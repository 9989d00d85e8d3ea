"""After the story: the map with the person's own route on it."""

import textwrap

from quizapp.engine import moves
from quizapp.model.attempts import AttemptState, Run
from quizapp.model.pages import BoxShown, Chosen, LineShown, MapPage, RouteStep
from quizapp.model.people import Person
from quizapp.model.play import Step, StepKind
from quizapp.services.site.site import Playable, Site
from quizapp.services.taking import question_parts, story_parts
from quizapp.store.taking import attempts

LABEL_WIDTH = 22  # characters in one line of a box on the map
LABEL_LINES = 2


def map_page(site: Site, person: Person, attempt: str) -> MapPage | None:
    """The map with the person's route; None if the attempt is not theirs.

    While the attempt is open only the passages already seen are named, so that the map gives nothing away.
    """
    with site.database.read() as connection:
        run = attempts.load(connection, attempt, person.id)
        if run is None or not run.attempt.thing.is_scenario:
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
