"""What teams agreed to do, and how it ended; appended to and never changed."""

import secrets
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.practice import ActionEnd, EndedAction, TeamAction
from quizapp.store.refusals import refused
from quizapp.store.tables import person_table, team_action, team_action_end
from quizapp.store.tables import team as team_table

_by, _ended_by = person_table.alias("logger"), person_table.alias("ender")
_ALL = (
    select(
        team_action.c.id,
        team_action.c.team,
        team_action.c.public_id,
        team_action.c.text,
        team_action.c.on_date,
        team_action.c.due_on,
        _by.c.name.label("by_name"),
        team_action.c.at,
        team_action_end.c.kind,
        team_action_end.c.on_date.label("ended_on"),
        team_action_end.c.note,
        _ended_by.c.name.label("ended_by"),
    )
    .select_from(
        team_action.join(_by, _by.c.id == team_action.c.by)
        .outerjoin(team_action_end, team_action_end.c.action == team_action.c.id)
        .outerjoin(_ended_by, _ended_by.c.id == team_action_end.c.by)
    )
    .order_by(team_action.c.on_date.desc(), team_action.c.id.desc())
)
_OF_TEAM = _ALL.where(team_action.c.team == bindparam("of"))
_FIND = _ALL.where(team_action.c.public_id == bindparam("public_id"))
_LOCK = select(team_action.c.id).where(team_action.c.public_id == bindparam("public_id")).with_for_update()
_OPEN = _ALL.join(team_table, team_table.c.id == team_action.c.team).where(
    team_table.c.name == bindparam("of"), team_action_end.c.action.is_(None)
)


class KeptAction(NamedTuple):
    """An action, with its id in the store and that of its team."""

    id: int
    team: int
    action: TeamAction


def of_team(connection: Connection, team: int) -> tuple[TeamAction, ...]:
    """All that a team agreed to do, newest first."""
    return tuple(_action(row) for row in connection.execute(_OF_TEAM, {"of": team}))


def open_of_team(connection: Connection, team: str, most: int) -> tuple[TeamAction, ...]:
    """What a team (its name) agreed to do and has not ended, newest first, at most so much of it."""
    return tuple(_action(row) for row in connection.execute(_OPEN.limit(most), {"of": team}))


def find(connection: Connection, public_id: str) -> KeptAction | None:
    """One action; None if there is none of this name. Whose it is, whoever asks looks at."""
    row = connection.execute(_FIND, {"public_id": public_id}).one_or_none()
    return KeptAction(row.id, row.team, _action(row)) if row is not None else None


def add(connection: Connection, *, team: int, text: str, on: date, due: date | None, by: int, at: datetime) -> str:
    """Log an action; its public id."""
    public_id = secrets.token_urlsafe(16)
    row = {"team": team, "text": text, "on_date": on, "due_on": due, "by": by, "at": at}
    connection.execute(team_action.insert(), {"public_id": public_id, **row})
    return public_id


def lock(connection: Connection, public_id: str) -> None:
    """Let nobody else who says this of the same action go on before this transaction ends."""
    connection.execute(_LOCK, {"public_id": public_id})


def end(connection: Connection, action: int, *, kind: ActionEnd, on: date, note: str, by: int, at: datetime) -> None:
    """Log how an action ended. Raises Refused where it had ended before: `lock` it first, and look."""
    row = {"action": action, "kind": kind, "on_date": on, "note": note, "by": by, "at": at}
    try:
        connection.execute(team_action_end.insert(), row)
    except sa.exc.IntegrityError as error:
        raise refused(error) from error


def _action(row: sa.Row[*tuple[Any, ...]]) -> TeamAction:
    ended = EndedAction(ActionEnd(row.kind), row.ended_on, row.note, row.ended_by) if row.kind is not None else None
    return TeamAction(row.public_id, row.text, row.on_date, row.due_on, row.by_name, row.at, ended)
