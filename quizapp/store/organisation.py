"""The organisation's settings: what is set now, and every change. Rows are appended and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.engine import Connection

from quizapp.model.organisation import SettingChange
from quizapp.store.refusals import Refused, refused
from quizapp.store.tables import person_table, setting_change, team

__all__ = ["Refused", "SetNow"]

_REVISION = select(sa.func.coalesce(sa.func.max(setting_change.c.seq), 0))
_NEWEST = select(sa.func.max(setting_change.c.seq)).group_by(setting_change.c.setting, setting_change.c.team)
_NOW = (
    select(setting_change.c.seq, setting_change.c.setting, setting_change.c.text, team.c.name)
    .select_from(setting_change.outerjoin(team, team.c.id == setting_change.c.team))
    .where(setting_change.c.seq.in_(_NEWEST))
)
_BEFORE = setting_change.alias("before")
_HISTORY = (
    select(
        setting_change.c.setting,
        setting_change.c.text,
        setting_change.c.at,
        _BEFORE.c.text.label("before"),
        team.c.name.label("team"),
        person_table.c.name.label("by"),
    )
    .select_from(
        setting_change.outerjoin(_BEFORE, _BEFORE.c.seq == setting_change.c.previous)
        .outerjoin(team, team.c.id == setting_change.c.team)
        .outerjoin(person_table, person_table.c.id == setting_change.c.by)
    )
    .order_by(setting_change.c.seq.desc())
)


@dataclass(frozen=True, slots=True)
class SetNow:
    """What is set now, by setting and team ("" for the whole organisation): its text, and the row that set it."""

    revision: int
    texts: Mapping[tuple[str, str], str]
    rows: Mapping[tuple[str, str], int]


def revision(connection: Connection) -> int:
    """The number of the newest change, 0 before the first: it rises with every change, and never falls."""
    return int(connection.execute(_REVISION).scalar_one())


def set_now(connection: Connection) -> SetNow:
    """Everything that is set now."""
    found = connection.execute(_NOW).all()
    key = {row.seq: (row.setting, row.name or "") for row in found}
    return SetNow(
        max(key, default=0), {key[row.seq]: row.text for row in found}, {key[row.seq]: row.seq for row in found}
    )


def append(
    connection: Connection,
    *,
    setting: str,
    team: int | None,
    text: str,
    previous: int | None,
    by: int | None,
    at: datetime,
) -> int:
    """Set a setting, after the row that set it before; the new row's number.

    Raises Refused where another change follows that row already, for a text that is far too long, and for a team or
    a person who is not there.
    """
    row = {"setting": setting, "team": team, "text": text, "previous": previous, "by": by, "at": at}
    try:
        return int(connection.execute(setting_change.insert().returning(setting_change.c.seq), row).scalar_one())
    except sa.exc.IntegrityError as error:
        raise refused(error) from error


def history(connection: Connection, most: int) -> tuple[SettingChange, ...]:
    """The newest changes, at most so many, newest first."""
    return tuple(
        SettingChange(row.setting, row.team or "", row.before or "", row.text, row.at, row.by or "")
        for row in connection.execute(_HISTORY.limit(most))
    )
