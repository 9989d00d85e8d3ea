"""What staff do: see their training, start, answer, and come back. One answer is DESIGN §4, in `answer`."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from quizapp.engine import moves
from quizapp.engine.scoring import SCORER, score
from quizapp.model.attempts import AttemptState, Run, StoredResult
from quizapp.model.pages import Answered, AnswerWord, PassagePage
from quizapp.model.people import Person
from quizapp.model.play import NotPossible, Place, Step
from quizapp.model.score import Score
from quizapp.services import showing
from quizapp.services.accounts import digest
from quizapp.services.listing import my_training, start_page
from quizapp.services.looking_back import debrief, map_page
from quizapp.services.site import Playable, Site
from quizapp.services.text import storable
from quizapp.store import attempts, audit, reflections, versions, visits
from quizapp.store.database import Connection

__all__ = [
    "answer",
    "answer_for",
    "debrief",
    "map_page",
    "my_training",
    "passage_for",
    "passage_page",
    "save_reflections",
    "start",
    "start_page",
]

LONGEST_REFLECTION = 4000  # characters kept of one reflection


def start(site: Site, person: Person, module: str, scenario: str) -> str | None:
    """The public id of the person's open attempt, begun now if there was none; None where nothing such is live."""
    path = f"scenarios/{module}/{scenario}.md"
    now = site.now()
    with site.database.write() as connection:
        live = versions.live(connection, path)
        if live is None:
            return None
        public_id = secrets.token_urlsafe(16)
        attempt = attempts.start(
            connection,
            public_id=public_id,
            person=person.id,
            path=path,
            version=live.version,
            scorer=SCORER,
            seed=secrets.randbits(31),
            at=now,
        )
        if attempt.public_id == public_id:
            audit.record(connection, at=now, actor=person.id, action="attempt-start", object=public_id)
        return attempt.public_id


def passage_page(site: Site, person: Person, attempt: str, number: int | None) -> PassagePage | None:
    """The page before step `number` (None, or beyond: where the person is); None if the attempt is not theirs."""
    with site.database.read() as connection:
        return _passage_page(site, connection, attempts.load(connection, attempt, person.id), number)


def passage_for(site: Site, token: str, attempt: str, number: int) -> tuple[Person | None, PassagePage | None]:
    """Whoever is signed in with this token, and their page: `accounts.signed_in` and `passage_page` in one query."""
    with site.database.read() as connection:
        person, run = visits.load(connection, digest(token), site.now(), attempt)
        return person, _passage_page(site, connection, run, number)


def _passage_page(site: Site, connection: Connection, run: Run | None, number: int | None) -> PassagePage | None:
    if run is None:
        return None
    playable = site.playable(run.attempt.version, connection)
    current = len(run.steps)
    places = playable.places(run.steps)
    return _page(playable, run, places, current if number is None else min(number, current))


def _page(playable: Playable, run: Run, places: tuple[Place, ...], at: int) -> PassagePage:
    place, story = places[at], playable.story
    passage, scenario = story.passages[place.passage], playable.compiled.scenario
    offered = moves.offered(story, place)
    taken = run.steps[at] if at < len(run.steps) else None
    return PassagePage(
        attempt=run.attempt.public_id,
        number=at,
        current=len(run.steps),
        module=scenario.module,
        scenario=scenario.id,
        scenario_title=scenario.title,
        content_note=scenario.content_note,
        passage_title=passage.title,
        blocks_html=tuple(playable.html[b.prose.slot] for b in moves.blocks(story, place)),
        choices=showing.choices(playable, passage, offered),
        continue_html=playable.html[passage.way_on.label.slot] if passage.way_on else "",
        outcome=passage.outcome,
        explanation=showing.explanation(playable, run.steps[at - 1]) if at else None,
        answered=taken is not None,
        recorded=offered.index(taken.choice) if taken is not None and taken.choice is not None else None,
        saved_at=run.steps[-1].at if run.steps else None,
    )


def answer(site: Site, person: Person, attempt: str, number: int, position: int | None) -> Answered | None:
    """Store the answer to step `number`, exactly once; None if the attempt is not theirs; NotPossible if forbidden.

    `position` is the choice as shown, from 0; None is the way on of a passage without choices. The attempt is
    locked before its steps are read, so that of two answers to one step the second always sees the first.
    """
    now = site.now()
    with site.database.write() as connection:
        held = attempts.lock(connection, attempt, person.id)
        run = Run(held, attempts.steps(connection, held.id)) if held is not None else None
        return _answer(site, connection, now, run, number, position)


def answer_for(
    site: Site, token: str, attempt: str, number: int, position: int | None
) -> tuple[Person | None, Answered | None]:
    """Whoever is signed in with this token, and what became of their answer: all in the answer's own transaction."""
    if not token:
        return None, None  # nobody: not worth a turn in the writers' queue
    now = site.now()
    with site.database.write() as connection:
        person, run = visits.lock(connection, digest(token), now, attempt)
        return person, _answer(site, connection, now, run, number, position)


def _answer(
    site: Site, connection: Connection, now: datetime, run: Run | None, number: int, position: int | None
) -> Answered | None:
    if run is None:
        return None
    held, steps = run.attempt, run.steps
    playable = site.playable(held.version, connection)
    story = playable.story
    places = playable.places(steps)
    if number < len(steps):
        return _again(playable, places[number], steps, number, position)
    if number > len(steps):
        raise NotPossible("that step has not been reached yet")
    step = moves.make_step(story, places[-1], number, position, now)
    reached = moves.move(story, places[-1], step.choice)
    attempts.append(connection, held.id, step)
    if moves.at_ending(story, reached):
        result = stored(score(story, (*steps, step)))
        attempts.finish(connection, held.id, ending=reached.passage, at=now, result=result)
        audit.record(connection, at=now, actor=held.person, action="attempt-finish", object=held.public_id)
    return Answered(AnswerWord.STORED, number + 1)


def _again(playable: Playable, place: Place, steps: tuple[Step, ...], number: int, position: int | None) -> Answered:
    """What a second answer to a step that is already taken came to: nothing is stored either way."""
    kept = steps[number]
    try:
        same = moves.make_step(playable.story, place, number, position, kept.at) == kept
    except NotPossible:
        same = False
    return Answered(AnswerWord.ALREADY if same else AnswerWord.OTHER, len(steps))


def stored(result: Score) -> StoredResult:
    """A score as the database keeps it: exact fractions, learning points and practices alike."""
    return StoredResult(
        num=result.value.numerator,
        den=result.value.denominator,
        passed=result.passed,
        points=tuple(
            (
                p.point,
                p.value.numerator if p.value is not None else None,
                p.value.denominator if p.value is not None else None,
                p.word.value,
            )
            for p in (*result.points, *result.practices)
        ),
    )


def save_reflections(site: Site, person: Person, attempt: str, texts: Mapping[int, str]) -> bool:
    """Keep the person's private words, by prompt; an empty text clears one. False if it is open, or not theirs."""
    with site.database.write() as connection:
        run = attempts.load(connection, attempt, person.id)
        if run is None or run.attempt.state is not AttemptState.FINISHED:
            return False
        prompts = len(site.playable(run.attempt.version, connection).compiled.scenario.debrief)
        for prompt, text in sorted(texts.items()):
            if 0 <= prompt < prompts:
                reflections.save(connection, run.attempt.id, prompt, storable(text).strip()[:LONGEST_REFLECTION])
    return True
