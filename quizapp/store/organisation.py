"""The organisation's settings: what is set now, and every change. Rows are appended and never changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.engine import Connection

from quizapp.model.names import labelled, told_apart
from quizapp.model.organisation import SettingChange
from quizapp.store.refusals import Refused, refused
from quizapp.store.tables import person_table, setting_change, team

__all__ = ["Refused", "SetNow"]

_REVISION = select(sa.func.coalesce(sa.func.max(setting_change.c.seq), 0))
_NEWEST = select(sa.func.max(setting_change.c.seq)).group_by(setting_change.c.setting, setting_change.c.team)
_NEWEST_THEN = _NEWEST.where(setting_change.c.seq <= sa.bindparam("revision"))
_SET = select(setting_change.c.seq, setting_change.c.setting, setting_change.c.text, team.c.name).select_from(
    setting_change.outerjoin(team, team.c.id == setting_change.c.team)
)
_NOW = _SET.where(setting_change.c.seq.in_(_NEWEST))
_THEN = _SET.where(setting_change.c.seq.in_(_NEWEST_THEN))
_BEFORE = setting_change.alias("before")
_HISTORY = (
    select(
        setting_change.c.setting,
        setting_change.c.text,
        setting_change.c.at,
        _BEFORE.c.text.label("before"),
        team.c.name.label("team"),
        person_table.c.name.label("by"),
        person_table.c.id.label("person"),
        person_table.c.staff_no,
        person_table.c.email_key,
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
    """What is set at a moment, by setting and team ("" for the whole organisation): its text, and the row that set it.

    `revision` is the number of the newest change by then.
    """

    revision: int
    texts: Mapping[tuple[str, str], str]
    rows: Mapping[tuple[str, str], int]


def revision(connection: Connection) -> int:
    """The number of the newest change, 0 before the first: it rises with every change, and never falls."""
    return int(connection.execute(_REVISION).scalar_one())


def set_now(connection: Connection) -> SetNow:
    """Everything that is set now."""
    return _set(connection.execute(_NOW))


def set_then(connection: Connection, revision: int) -> SetNow:
    """Everything that was set when the newest change had this number."""
    return _set(connection.execute(_THEN, {"revision": revision}))


def lock(connection: Connection) -> None:
    """Let nobody else change a setting until this transaction ends.

    What is read of them now stays true, and their numbers rise in the order in which they are committed, by which
    other processes see that there is a newer one. On SQLite a writing transaction does that by itself.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("LOCK TABLE setting_change IN SHARE ROW EXCLUSIVE MODE"))


def _set(rows: Iterable[sa.Row[Any]]) -> SetNow:
    found = tuple(rows)
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
    """The newest changes, at most so many, newest first; of people of one name with what tells them apart."""
    rows = connection.execute(_HISTORY.limit(most)).all()
    who = tuple({row.person: row for row in rows if row.person is not None}.values())
    apart = told_apart([r.by for r in who], [r.staff_no or "" for r in who], [r.email_key or "" for r in who])
    by = {row.person: labelled(row.by, text) for row, text in zip(who, apart, strict=True)}
    return tuple(
        SettingChange(row.setting, row.team or "", row.before or "", row.text, row.at, by.get(row.person, ""))
        for row in rows
    )
