"""A picture of myself: over scenarios and quizzes, each learning point, what I showed, and what to play next."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from quizapp.engine.picture import showing
from quizapp.model.attempts import Alike
from quizapp.model.briefing import Point, PointKind
from quizapp.model.groups import is_for
from quizapp.model.module_pages import AnswerSeen, PicturePage, PointSeen, Showing
from quizapp.model.people import Person
from quizapp.model.scenario import Word
from quizapp.model.things import Thing
from quizapp.services.site.site import Site
from quizapp.services.taking import results
from quizapp.store.database import Connection
from quizapp.store.taking import alike

MOST_NEXT = 3


_Same = tuple[Thing, str, Word]  # of what, which decision or question, and how it was marked


@dataclass(slots=True)
class _Gathered:
    """What was answered about one point, alike answers together: as shown, and by decision as the rule wants it."""

    answers: dict[_Same, AnswerSeen] = field(default_factory=dict)

    def add(self, decision: str, seen: AnswerSeen) -> None:
        """Add answers that were all marked alike."""
        same = (seen.thing, decision, seen.word)
        known = self.answers.get(same, seen)
        newest = seen if seen.at >= known.at else known
        times = seen.times if known is seen else known.times + seen.times
        self.answers[same] = replace(newest, times=times)

    def words(self) -> Iterator[tuple[str, Word]]:
        """Each decision or question with a word that it was marked with."""
        return ((decision, word) for _, decision, word in self.answers)


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
        gathered: dict[str, _Gathered] = defaultdict(_Gathered)
        finished = alike.finished_things(connection, person.id, module)
        answers = alike.answers(connection, person.id, module)
        site.prepare(answers, connection)
        for one in answers:
            _gather(site, connection, one, gathered)
        ways = tuple(
            _Way(live.titles[part.thing.path], part.thing, frozenset(part.points), part.thing in finished)
            for part in live.offered()
        )
    briefing = live.briefing
    points = [p for p in briefing.of_kind(PointKind.LEARNING) if is_for(p, person.group)]
    seen = tuple(_point(point, gathered[point.id], ways) for point in points)
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


def _gather(site: Site, connection: Connection, one: Alike, into: dict[str, _Gathered]) -> None:
    """Add what one answer, however often it was given, showed of learning points."""
    points = [(result.point, mark) for result in results.alone(site, connection, one).points for mark in result.marks]
    if not points:
        return
    place, title, thing_title = one.step.passage, *_titles(site, connection, one)
    # A passage is known by its file and anchor, a question by its id wherever it is asked.
    decision = place if one.step.choice is None else f"{one.thing.path}#{place}"
    for point, mark in points:
        seen = AnswerSeen(
            at=one.at,
            thing=one.thing,
            thing_title=thing_title,
            title=title,
            word=mark.word,
            attempt=one.attempt,
            step=one.step.number,
            times=one.times,
        )
        into[point].add(decision, seen)


def _titles(site: Site, connection: Connection, one: Alike) -> tuple[str, str]:
    """That of the passage or question which was answered, and that of what it is in."""
    place = one.step.passage
    if one.thing.is_set:
        quiz = site.quiz(one.version, connection)
        return quiz.questions[place].title, quiz.compiled.set.title
    story = site.playable(one.version, connection).story
    asked = story.passages if one.step.choice is not None else story.questions
    return asked[place].title, story.scenario.title


def _point(point: Point, gathered: _Gathered, ways: tuple[_Way, ...]) -> PointSeen:
    word = showing(gathered.words())
    in_order = sorted(gathered.answers.values(), key=lambda a: (a.thing, a.step, a.word))
    useful = sorted((w for w in ways if point.id in w.points), key=lambda w: w.is_finished)
    return PointSeen(
        id=point.id,
        text=point.text,
        theme=point.theme,
        where=point.where,
        showing=word,
        tested=sum(answer.times for answer in in_order),
        answers=tuple(sorted(in_order, key=lambda a: a.at, reverse=True)),
        ways=() if word is Showing.TWICE else tuple((w.title, w.thing) for w in useful),
    )


def _next(seen: tuple[PointSeen, ...], ways: tuple[_Way, ...]) -> tuple[tuple[str, Thing, int], ...]:
    """What tests most of the points that are not shown twice yet: what was never finished first, else as offered."""
    wanted = {point.id for point in seen if point.showing is not Showing.TWICE}
    ranked = sorted(ways, key=lambda w: (w.is_finished, -len(w.points & wanted)))
    return tuple((w.title, w.thing, len(w.points & wanted)) for w in ranked if w.points & wanted)[:MOST_NEXT]
