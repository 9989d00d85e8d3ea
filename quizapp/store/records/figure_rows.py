"""The sums of a module's figures, team by team, and the tree of teams: what pages of figures are made of."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.engine import Connection

from quizapp.model.scenario import Word
from quizapp.store.tables import choice_total, point_total, team, thing, version

_SIX = (
    point_total.c.people,
    point_total.c.met,
    point_total.c.partly,
    point_total.c.missed,
    point_total.c.not_reached,
    point_total.c.sure_wrong,
)

Six = tuple[int, ...]
"""People, and of them: met, partly, missed, not reached; and sure and wrong."""


class Node(NamedTuple):
    """A team in the tree."""

    id: int
    parent: int | None
    name: str


class ChoiceSum(NamedTuple):
    """What so many people of a team chose at a decision of a version, and what it was worth."""

    team: int
    version: str
    path: str
    place: str
    choice: int
    word: Word
    n: int


def tree(connection: Connection) -> tuple[Node, ...]:
    """All teams, by id."""
    rows = connection.execute(select(team.c.id, team.c.parent, team.c.name).order_by(team.c.id))
    return tuple(Node(*row) for row in rows)


def of_module(connection: Connection, module: str) -> Mapping[str, Mapping[int, Six]]:
    """Point → team → the sums of its own people; teams of nobody who counts are left out."""
    found: dict[str, dict[int, Six]] = {}
    rows = select(point_total.c.point, point_total.c.team, *_SIX).where(
        point_total.c.module == module, point_total.c.people != 0
    )
    for point, of_team, *six in connection.execute(rows):
        found.setdefault(point, {})[of_team] = tuple(six)
    return found


def chosen(connection: Connection, module: str, point: str) -> tuple[ChoiceSum, ...]:
    """What was chosen where people earned their first mark of this point, team by team."""
    named = choice_total.join(version, version.c.id == choice_total.c.version).join(
        thing, thing.c.id == version.c.thing
    )
    rows = select(
        choice_total.c.team,
        choice_total.c.version,
        thing.c.path,
        choice_total.c.place,
        choice_total.c.choice,
        choice_total.c.word,
        choice_total.c.n,
    ).select_from(named)
    wanted = rows.where(choice_total.c.module == module, choice_total.c.point == point, choice_total.c.n != 0)
    return tuple(ChoiceSum(*row[:5], Word(row.word), row.n) for row in connection.execute(wanted))
