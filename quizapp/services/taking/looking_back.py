"""After the story: the map with the person's own route on it."""

import textwrap
from collections.abc import Iterable

from quizapp.engine import moves
from quizapp.model.attempts import AttemptState
from quizapp.model.layout import Box
from quizapp.model.map_pages import BoxShown, LineShown, MapPage
from quizapp.model.people import Person
from quizapp.model.play import Step
from quizapp.services.site.site import Playable, Site
from quizapp.services.taking.ways import best_beside, route_step, ways
from quizapp.store.taking import attempts

LABEL_WIDTH = 20  # characters in one line of a box on the map
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
    taken, best = _ways_on(run.steps), best_beside(playable, run)
    on_best_way = _ways_on(best[0]) if best else set()
    best_boxes = {passage for passage, _ in on_best_way} | ({best[1].passage} if best else set())
    boxes = tuple(
        _box(
            playable,
            box,
            visited=box.anchor in seen,
            best=box.anchor in best_boxes,
            here=box.anchor == places[-1].passage,
        )
        for box in drawn.boxes
        if finished or box.anchor in seen
    )
    lines = tuple(
        LineShown(line.path, line.arrow, way in taken, way in on_best_way)
        for line in drawn.lines
        for way in [(line.source, line.choice)]
        if finished or way in taken
    )
    ending = playable.story.passages.get(run.attempt.ending or "")
    return MapPage(
        attempt=attempt,
        module=scenario.module,
        scenario=scenario.id,
        scenario_title=scenario.title,
        content_note=scenario.content_note,
        nation=scenario.nation,
        finished=finished,
        width=drawn.width,
        height=drawn.height,
        boxes=boxes,
        lines=lines,
        route=tuple(route_step(playable, step) for step in run.steps),
        ways=ways(playable, run, best) if best else None,
        ending_title=ending.title if ending else "",
        passages_total=len(scenario.passages),
        passages_seen=len(seen),
    )


def _ways_on(steps: Iterable[Step]) -> set[tuple[str, int | None]]:
    return {(step.passage, step.choice) for step in steps}


def _box(playable: Playable, box: Box, *, visited: bool, best: bool, here: bool) -> BoxShown:
    passage = playable.story.passages[box.anchor]
    lines = textwrap.wrap(passage.title, LABEL_WIDTH, max_lines=LABEL_LINES, placeholder="…")
    return BoxShown(
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        lines=tuple(lines),
        title=passage.title,
        visited=visited,
        best=best,
        here=here,
        outcome=passage.outcome,
    )
