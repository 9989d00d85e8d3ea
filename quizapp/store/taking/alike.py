"""What somebody answered over all their attempts, each different answer once: no more rows than answers to give.

Nothing is replayed for it, however often they played. The first answer to a decision or a question counts, as it does
for every scorer, and the database leaves later ones out.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.attempts import Alike, AttemptState
from quizapp.model.play import Answer, Step, StepKind
from quizapp.model.things import Thing, thing_at
from quizapp.store.tables import answer, attempt, drawn, thing
from quizapp.store.tables import step as step_table

_COUNTS = (
    attempt.c.person == bindparam("owner"),
    thing.c.module == bindparam("module"),
    attempt.c.state == AttemptState.FINISHED,
    sa.not_(attempt.c.practice),
)
_THINGS = select(thing.c.path).join_from(attempt, thing, thing.c.id == attempt.c.thing).where(*_COUNTS).distinct()
_VERSION = (thing.c.path, attempt.c.version, attempt.c.scorer)


def _is_first(table: sa.Table, place: str) -> sa.ColumnElement[bool]:
    """Whether nothing was answered at the same place earlier in the attempt."""
    earlier = table.alias("earlier")
    same = (earlier.c.attempt == table.c.attempt, earlier.c[place] == table.c[place])
    return sa.not_(sa.exists().where(*same, earlier.c.number < table.c.number))


def _newest(given: sa.Select[*tuple[Any, ...]], answers: tuple[sa.ColumnElement[Any], ...]) -> sa.Select[Any]:
    """These answers, alike ones together, each with how often it was given, and the step of the newest attempt."""
    times, last = sa.func.count().label("times"), sa.func.max(attempt.c.id).label("last")
    alike = given.add_columns(times, last).where(*_COUNTS).group_by(*_VERSION, *answers).subquery("alike")
    taken = sa.and_(step_table.c.attempt == alike.c.last, step_table.c.place == alike.c.place)
    return (
        select(*alike.c, attempt.c.public_id, step_table.c.number, step_table.c.at)
        .select_from(alike.join(attempt, attempt.c.id == alike.c.last).join(step_table, taken))
        .where(_is_first(step_table, "place"))
    )


_CHOSEN = (step_table.c.place, step_table.c.choice)
_CHOICES = _newest(
    select(*_VERSION, *_CHOSEN)
    .select_from(
        attempt.join(thing, thing.c.id == attempt.c.thing).join(step_table, step_table.c.attempt == attempt.c.id)
    )
    .where(step_table.c.kind == StepKind.CHOICE, _is_first(step_table, "place")),
    _CHOSEN,
)
_ANSWERED = (answer.c.question.label("place"), answer.c.chosen, answer.c.text, answer.c.matched, drawn.c.points)
_ANSWERS = _newest(
    select(*_VERSION, *_ANSWERED)
    .select_from(
        attempt.join(thing, thing.c.id == attempt.c.thing)
        .join(answer, answer.c.attempt == attempt.c.id)
        .outerjoin(drawn, sa.and_(drawn.c.attempt == attempt.c.id, drawn.c.question == answer.c.question))
    )
    .where(_is_first(answer, "question")),
    _ANSWERED,
)


def finished_things(connection: Connection, person: int, module: str) -> frozenset[Thing]:
    """The scenarios and sets of a module at which the person finished an attempt that was no practice."""
    return frozenset(map(thing_at, connection.scalars(_THINGS, {"owner": person, "module": module})))


def answers(connection: Connection, person: int, module: str) -> tuple[Alike, ...]:
    """What the person answered in their finished attempts in a module, without practice, each different answer once."""
    known = {"owner": person, "module": module}
    choices = (
        _alike(row, Step(row.number, StepKind.CHOICE, row.place, row.choice, row.at), ())
        for row in connection.execute(_CHOICES, known)
    )
    answers = (
        _alike(row, Step(row.number, StepKind.ANSWER, row.place, None, row.at, _answer(row)), row.points or ())
        for row in connection.execute(_ANSWERS, known)
    )
    return (*choices, *answers)


def _alike(row: sa.Row[Any], step: Step, points: tuple[str, ...]) -> Alike:
    return Alike(thing_at(row.path), row.version, row.scorer, step, row.at, points, row.public_id, row.times)


def _answer(row: sa.Row[Any]) -> Answer:
    """What was answered; how sure somebody was of it marks nothing."""
    return Answer(chosen=row.chosen, text=row.text or "", matched=row.matched)
