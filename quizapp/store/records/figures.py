"""What team figures are made of and their sums, as they change when an attempt is finished; and all of them anew."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from quizapp.model.attempts import Attempt
from quizapp.model.first_marks import FirstMark
from quizapp.model.scenario import Word
from quizapp.store.tables import attempt, choice_total, first_attempt, first_mark, membership, point_total

# A row for each point that the person counts for in the module, or a single one without; none where it is no first.
_STANDING = (
    select(membership.c.team, first_mark.c.point, first_mark.c.word)
    .select_from(
        first_attempt.outerjoin(
            membership,
            sa.and_(membership.c.person == first_attempt.c.person, membership.c.home, membership.c.to_on.is_(None)),
        ).outerjoin(
            first_mark,
            sa.and_(first_mark.c.person == first_attempt.c.person, first_mark.c.module == bindparam("of_module")),
        )
    )
    .where(first_attempt.c.attempt == bindparam("of"))
)
_ADD = first_mark.insert()
_REACHED = (
    first_mark.update()
    .where(
        first_mark.c.person == bindparam("of_person"),
        first_mark.c.module == bindparam("of_module"),
        first_mark.c.point == bindparam("of_point"),
    )
    .values(
        {
            name: bindparam(f"now_{name}", type_=first_mark.c[name].type)
            for name in ("attempt", "word", "place", "choice", "sure_wrong")
        }
    )
)
_COUNTED = ("people", "met", "partly", "missed", "not_reached", "sure_wrong")
_COLUMNS = {Word.MET: "met", Word.PARTLY: "partly", Word.MISSED: "missed", Word.NOT_REACHED: "not_reached"}


def _summing(table: sa.Table, counted: Sequence[str], dialect: str) -> sa.Insert:
    insert = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    added = {name: table.c[name] + insert.excluded[name] for name in counted}
    return insert.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=added)


_SUM = {
    dialect: (_summing(point_total, _COUNTED, dialect), _summing(choice_total, ("n",), dialect))
    for dialect in ("sqlite", "postgresql")
}


def hold_homes(connection: Connection) -> None:
    """Let a list of people that is brought in wait until this transaction ends. Taken before any lock on a person.

    Such a list moves many at once, and holds the table of memberships; on SQLite a writing transaction does.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("LOCK TABLE membership IN ROW EXCLUSIVE MODE"))


def add(connection: Connection, of: Attempt, marks: Sequence[FirstMark]) -> None:
    """Let a finished attempt count, if it is the person's first at its scenario or set; else change nothing.

    Of each point the first mark of all first attempts counts, so one that had a mark before is left as it is. The
    person is locked already. `marks` are sorted by point.
    """
    if not marks:
        return
    standing = connection.execute(_STANDING, {"of": of.id, "of_module": of.thing.module}).all()
    if not standing:
        return
    team, known = standing[0].team, {row.point: row.word for row in standing if row.point is not None}
    new = [mark for mark in marks if mark.point not in known]
    reached = [
        mark for mark in marks if known.get(mark.point) == Word.NOT_REACHED and mark.word is not Word.NOT_REACHED
    ]
    if new:
        who = {"person": of.person, "module": of.thing.module, "attempt": of.id}
        connection.execute(_ADD, [{**who, "point": mark.point, **_values(mark)} for mark in new])
    if reached:
        connection.execute(
            _REACHED,
            [
                {"of_person": of.person, "of_module": of.thing.module, "of_point": mark.point, "now_attempt": of.id}
                | {f"now_{name}": value for name, value in _values(mark).items()}
                for mark in reached
            ],
        )
    if team is not None and (new or reached):
        _sum_up(connection, of, team, new, reached)


def _values(mark: FirstMark) -> dict[str, object]:
    return {"word": mark.word, "place": mark.place, "choice": mark.choice, "sure_wrong": mark.sure_wrong}


def _sum_up(
    connection: Connection, of: Attempt, team: int, new: Sequence[FirstMark], reached: Sequence[FirstMark]
) -> None:
    """Add them to the team's sums, in the order of their keys, so that no two who finish wait for each other."""
    points, choices = _SUM[connection.dialect.name]
    is_new = {mark.point for mark in new}
    counted = sorted((*new, *reached), key=lambda mark: mark.point)
    rows = []
    for mark in counted:
        row = {"module": of.thing.module, "team": team, "point": mark.point, **dict.fromkeys(_COUNTED, 0)}
        row[_COLUMNS[mark.word]] = 1
        row["sure_wrong"] = int(mark.sure_wrong)
        row["people" if mark.point in is_new else "not_reached"] = 1 if mark.point in is_new else -1
        rows.append(row)
    connection.execute(points, rows)
    where = {"module": of.thing.module, "team": team, "version": of.version, "n": 1}
    made = [
        {**where, "point": mark.point, "place": mark.place, "choice": mark.choice, "word": mark.word}
        for mark in counted
        if mark.place
    ]
    if made:
        connection.execute(choices, made)


def are_to_be_filled(connection: Connection) -> bool:
    """Whether people had first attempts before anything was counted, as after the migration that made the tables."""
    counted = connection.execute(select(first_mark.c.person).limit(1)).first()
    return counted is None and connection.execute(select(first_attempt.c.person).limit(1)).first() is not None


def first_attempts(connection: Connection, attempts: Sequence[int]) -> frozenset[int]:
    """Those of these attempts that are their person's first."""
    return frozenset(connection.scalars(select(first_attempt.c.attempt).where(first_attempt.c.attempt.in_(attempts))))


def in_order(connection: Connection) -> tuple[int, ...]:
    """The ids of all first attempts, in the order in which they were finished."""
    found = select(first_attempt.c.attempt).join(attempt, attempt.c.id == first_attempt.c.attempt)
    return tuple(connection.scalars(found.order_by(attempt.c.finished, attempt.c.id)))


def counted(connection: Connection, people: Sequence[int], module: str) -> dict[int, dict[str, tuple[int, FirstMark]]]:
    """What these people count as in a module: person → point → the attempt whose mark it is, and the mark."""
    found: dict[int, dict[str, tuple[int, FirstMark]]] = {}
    rows = select(first_mark).where(first_mark.c.person.in_(people), first_mark.c.module == module)
    for row in connection.execute(rows):
        mark = FirstMark(row.point, Word(row.word), row.place, row.choice, row.sure_wrong)
        found.setdefault(row.person, {})[row.point] = (row.attempt, mark)
    return found
