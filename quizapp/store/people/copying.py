"""Everything that is stored about one person, table by table, as the register of personal columns says.

Other people in it are told by their roles and never by name. What a key refers to is told by what people call it.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.engine import Connection

from quizapp.model.copies import Cell, CopiedPerson, CopiedTable
from quizapp.model.people import Role
from quizapp.model.register import copied
from quizapp.store.tables import metadata, person_table, role, team, thing

# Whose a row is, where no column `person` says it: that of the row to which this column refers, in this table.
_BELONGS_TO = {
    "step": ("attempt", "attempt"),
    "answer": ("attempt", "attempt"),
    "drawn": ("attempt", "attempt"),
    "carried": ("attempt", "attempt"),
    "reflection": ("attempt", "attempt"),
    "intention": ("attempt", "attempt"),
    "unsent": ("attempt", "attempt"),
    "result": ("attempt", "attempt"),
    "result_point": ("result", "result"),
    "completion_evidence": ("completion", "completion"),
    "completion_end": ("completion", "completion"),
    "certificate": ("completion", "completion"),
    "certificate_current": ("completion", "completion"),
    "certificate_end": ("code", "certificate"),
    "otherwise_end": ("otherwise", "otherwise"),
    "exemption_end": ("exemption", "exemption"),
    "in_practice": ("completion", "completion"),
}
# What somebody did: the columns that say who, and of whom, where it is about somebody.
_DONE_BY = {
    "audit": ("actor", "subject"),
    "version": ("by",),
    "publication": ("by",),
    "retirement": ("by",),
    "setting_change": ("by",),
    "requirement": ("by",),
    "requirement_rule": ("by",),
    "team_action": ("by",),
    "team_action_end": ("by",),
}
_Name = Callable[[Any], Cell]


def whose(table: sa.Table, of: int) -> sa.ColumnElement[bool]:
    """That a row of this table is about the person with this id. LookupError for a table of which nobody said that."""
    if table is person_table:
        return table.c.id == of
    if "person" in table.c:
        return table.c.person == of
    if table.name in _DONE_BY:
        return sa.or_(*(table.c[column] == of for column in _DONE_BY[table.name]))
    if table.name not in _BELONGS_TO:
        raise LookupError(f"say in store/people/copying.py whose the rows of the table {table.name} are")
    column, owner = _BELONGS_TO[table.name]
    parent = metadata.tables[owner]
    key = parent.c.code if owner == "certificate" else parent.c.id
    return table.c[column].in_(select(key).where(whose(parent, of)))


def everything(connection: Connection, of: int) -> tuple[CopiedTable, ...]:
    """Every row that is about this person, in the columns that a copy has, table by table; empty tables left out."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for column in sorted(copied()):
        name, _, own = column.partition(".")
        wanted[name].append(own)
    names = _names(connection, of)
    return tuple(
        found
        for table in metadata.sorted_tables
        if table.name in wanted and (found := _copied(connection, table, wanted[table.name], of, names)).rows
    )


def _copied(
    connection: Connection, table: sa.Table, wanted: list[str], of: int, names: Mapping[str, _Name]
) -> CopiedTable:
    columns = [column for column in table.columns if column.name in wanted]
    said = [
        next((names[key.column.table.name] for key in c.foreign_keys if key.column.table.name in names), _as_it_is)
        for c in columns
    ]
    rows = connection.execute(select(*columns).where(whose(table, of)).order_by(*table.primary_key.columns))
    return CopiedTable(
        table.name,
        tuple(column.name for column in columns),
        tuple(tuple(say(value) for say, value in zip(said, row, strict=True)) for row in rows),
    )


def _names(connection: Connection, of: int) -> Mapping[str, _Name]:
    """How the rows of these tables are called in a copy, by their ids."""
    roles: dict[int, list[Role]] = defaultdict(list)
    for row in connection.execute(select(role.c.person, role.c.role).order_by(role.c.person, role.c.role)):
        roles[row.person].append(Role(row.role))
    paths = {row.id: row.path for row in connection.execute(select(thing.c.id, thing.c.path))}
    teams = {row.id: row.name for row in connection.execute(select(team.c.id, team.c.name))}

    def whom(found: int | None) -> Cell:
        return None if found is None else CopiedPerson(found == of, tuple(roles[found]) if found != of else ())

    return {"person": whom, "thing": paths.get, "team": teams.get}


def _as_it_is(value: Any) -> Cell:
    found: Cell = value
    return found
