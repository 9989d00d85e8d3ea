"""Attempts and runs out of their rows: the columns that a query asks for, and what is made of them."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import exists, select
from sqlalchemy.engine import Connection

from quizapp.model.attempts import Attempt, AttemptState, Run
from quizapp.model.play import Answer, Step, StepKind
from quizapp.model.quizzes import Certainty
from quizapp.model.things import thing_at
from quizapp.store.columns import indices
from quizapp.store.tables import answer, attempt, thing, unsent
from quizapp.store.tables import step as step_table
from quizapp.store.taking import drawings

# Hardly ever true, and asked with the attempt itself, so that a page asks for nothing more where nothing waits.
_HAS_UNSENT = exists().where(unsent.c.attempt == attempt.c.id, unsent.c.number >= 0).correlate(attempt)
ATTEMPT_COLUMNS = (
    attempt.c.id,
    attempt.c.public_id,
    attempt.c.person,
    thing.c.path,
    attempt.c.version,
    attempt.c.scorer,
    attempt.c.number,
    attempt.c.seed,
    attempt.c.state,
    attempt.c.started,
    attempt.c.finished,
    attempt.c.ending,
    attempt.c.practice,
    _HAS_UNSENT.label("has_unsent"),
)
STEP_COLUMNS = (
    step_table.c.number,
    step_table.c.kind,
    step_table.c.place,
    step_table.c.choice,
    step_table.c.at,
    sa.type_coerce(answer.c.chosen, sa.Text),  # most steps are no answers: only theirs is read as JSON
    answer.c.text,
    answer.c.matched,
    answer.c.certainty,
)
UNTIMED_STEP_COLUMNS = tuple(sa.null() if column is step_table.c.at else column for column in STEP_COLUMNS)
OF_STEP = sa.and_(answer.c.attempt == step_table.c.attempt, answer.c.number == step_table.c.number)
RUN_COLUMNS = (*ATTEMPT_COLUMNS, *STEP_COLUMNS)
_WIDTH = len(ATTEMPT_COLUMNS)
RUNS = select(*RUN_COLUMNS).select_from(
    attempt.join(thing, thing.c.id == attempt.c.thing)
    .outerjoin(step_table, step_table.c.attempt == attempt.c.id)
    .outerjoin(answer, OF_STEP)
)
_STATES = {str(state): state for state in AttemptState}  # calling the enumeration costs more, and this is the hot path
_KINDS = {str(kind): kind for kind in StepKind}
_CERTAINTIES: dict[str | None, Certainty | None] = {
    None: None,
    **{str(certainty): certainty for certainty in Certainty},
}


def run_of(connection: Connection, rows: Sequence[Sequence[Any]]) -> Run:
    """An attempt out of its rows, one a step, or a single row without a step; they begin with RUN_COLUMNS."""
    return drawings.whole(connection, [bare_run(rows)])[0]


def bare_run(rows: Sequence[Sequence[Any]]) -> Run:
    """The same without its drawing, and so without a query."""
    taken = rows if rows[0][_WIDTH] is not None else ()
    return Run(attempt_of(rows[0]), tuple(step_of(row[_WIDTH:]) for row in taken))


def attempt_of(row: Sequence[Any]) -> Attempt:
    """An attempt out of a row that begins with ATTEMPT_COLUMNS."""
    state, thing = _STATES[row[8]], thing_at(row[3])
    return Attempt(
        row[0],
        row[1],
        row[2],
        thing,
        row[4],
        row[5],
        row[6],
        row[7],
        state,
        row[9],
        row[10],
        row[11],
        row[12],
        bool(row[13]),
    )


def step_of(row: Sequence[Any]) -> Step:
    """A step out of a row of STEP_COLUMNS, with its answer where it is one."""
    kind = _KINDS[row[1]]
    if kind is not StepKind.ANSWER:
        return Step(row[0], kind, row[2], row[3], row[4])
    return Step(row[0], kind, row[2], row[3], row[4], _answer_of(row[5:]))


def _answer_of(row: Sequence[Any]) -> Answer | None:
    chosen = indices(row[0])
    return Answer(chosen, row[1] or "", row[2], _CERTAINTIES[row[3]]) if chosen is not None else None
