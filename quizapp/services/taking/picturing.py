"""A picture of myself: over scenarios and quizzes, each learning point, what I showed, and what to play next."""

from dataclasses import dataclass, field

from quizapp.engine.picture import showing
from quizapp.model.attempts import Run, StoredResult
from quizapp.model.briefing import Point, PointKind
from quizapp.model.groups import is_for
from quizapp.model.module_pages import AnswerSeen, PicturePage, PointSeen, Showing
from quizapp.model.people import Person
from quizapp.model.scenario import Word
from quizapp.model.score import PointResult
from quizapp.model.things import Thing
from quizapp.services.site.site import Site
from quizapp.services.taking import results
from quizapp.store.database import Connection
from quizapp.store.taking import attempts, histories

MOST_NEXT = 3


@dataclass(slots=True)
class _Gathered:
    """What was answered about one point: as shown, and as the rule wants it (decision, word)."""

    answers: list[AnswerSeen] = field(default_factory=list)
    words: list[tuple[str, Word]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Way:
    """A live scenario or set: what it tests, and whether the person has finished it."""

    title: str
    thing: Thing
    points: frozenset[str]
    is_finished: bool


def picture(site: Site, person: Person, module: str) -> PicturePage | None:
    """Each learning point that is for this person, over their finished attempts (no practice); None: nothing live."""
    with site.database.read() as connection:
        now = site.live_now(connection)
        live = now.module(module)
        if live is None:
            return None
        gathered: dict[str, _Gathered] = {}
        runs = histories.finished(connection, person.id, module)
        kept = attempts.results(connection, [run.attempt.id for run in runs])
        finished = {run.attempt.thing for run in runs}
        site.prepare((run.attempt for run in runs), connection)
        for run in runs:
            _gather(site, connection, run, kept.get(run.attempt.id), gathered)
        ways = tuple(
            _Way(live.titles[part.thing.path], part.thing, frozenset(part.points), part.thing in finished)
            for part in live.offered()
        )
    briefing = live.briefing
    points = [p for p in briefing.of_kind(PointKind.LEARNING) if is_for(p, person.group)]
    seen = tuple(_point(point, gathered.get(point.id, _Gathered()), ways) for point in points)
    return PicturePage(
        module=module,
        module_title=now.titles[module],
        points=seen,
        next=_next(seen, ways),
        source=briefing.source,
        publisher=briefing.publisher,
        published=briefing.published,
        source_url=briefing.source_url,
    )


def _gather(
    site: Site, connection: Connection, run: Run, kept: StoredResult | None, into: dict[str, _Gathered]
) -> None:
    """Add what one finished attempt showed of the points of its stored result, mark by mark."""
    attempt, points = run.attempt, results.shown(site, connection, run, kept).points
    if attempt.thing.is_set:
        quiz = site.quiz(attempt.version, connection)
        titles = {q.id: q.title for q in quiz.questions.values()}
        _add(points, titles, "", quiz.compiled.set.title, run, into)
    else:
        playable = site.playable(attempt.version, connection)
        titles = {p.anchor: p.title for p in playable.story.passages.values()}
        titles |= {q.id: q.title for q in playable.story.questions.values()}
        _add(points, titles, attempt.path, playable.compiled.scenario.title, run, into)


def _add(
    points: tuple[PointResult, ...],
    titles: dict[str, str],
    path: str,
    thing_title: str,
    run: Run,
    into: dict[str, _Gathered],
) -> None:
    for result in points:
        seen = into.setdefault(result.point, _Gathered())
        for mark in result.marks:
            # A passage is known by its file and anchor, a question by its id wherever it is asked.
            decision = mark.passage if mark.choice is None else f"{path}#{mark.passage}"
            answer = AnswerSeen(
                at=run.steps[mark.step].at or run.attempt.started,
                thing=run.attempt.thing,
                thing_title=thing_title,
                title=titles[mark.passage],
                word=mark.word,
                attempt=run.attempt.public_id,
                step=mark.step,
            )
            seen.answers.append(answer)
            seen.words.append((decision, mark.word))


def _point(point: Point, gathered: _Gathered, ways: tuple[_Way, ...]) -> PointSeen:
    word = showing(gathered.words)
    useful = sorted((w for w in ways if point.id in w.points), key=lambda w: w.is_finished)
    return PointSeen(
        id=point.id,
        text=point.text,
        theme=point.theme,
        where=point.where,
        showing=word,
        tested=len(gathered.answers),
        answers=tuple(sorted(gathered.answers, key=lambda a: a.at, reverse=True)),
        ways=() if word is Showing.TWICE else tuple((w.title, w.thing) for w in useful),
    )


def _next(seen: tuple[PointSeen, ...], ways: tuple[_Way, ...]) -> tuple[tuple[str, Thing, int], ...]:
    """What tests most of the points that are not shown twice yet: what was never finished first, else as offered."""
    wanted = {point.id for point in seen if point.showing is not Showing.TWICE}
    ranked = sorted(ways, key=lambda w: (w.is_finished, -len(w.points & wanted)))
    return tuple((w.title, w.thing, len(w.points & wanted)) for w in ranked if w.points & wanted)[:MOST_NEXT]
