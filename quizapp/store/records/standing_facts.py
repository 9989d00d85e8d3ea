"""All that people's standings with modules follow from, for many people at once: as many queries for one as for all."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.requirements import Belonging, Facts, Requirement
from quizapp.store.people import belongings
from quizapp.store.records import requirements
from quizapp.store.tables import attempt, completion, completion_end, standing, thing

_OF: sa.BindParameter[list[int]] = bindparam("of", expanding=True)
_COMPLETED = (
    select(completion.c.person, completion.c.module, completion.c.on_date)
    .outerjoin(completion_end, completion_end.c.completion == completion.c.id)
    .where(completion.c.person.in_(_OF), completion_end.c.completion.is_(None))
    .order_by(completion.c.on_date)
)
_BEGUN = (
    select(attempt.c.person, thing.c.module, sa.func.min(attempt.c.started, type_=attempt.c.started.type).label("at"))
    .join(thing, thing.c.id == attempt.c.thing)
    .where(attempt.c.person.in_(_OF))
    .group_by(attempt.c.person, thing.c.module)
)
_WITH_ROW = select(standing.c.person, standing.c.module).where(standing.c.person.in_(_OF))

TeamsAround = Callable[[Sequence[Belonging], Mapping[int, int | None]], tuple[Belonging, ...]]


def load(
    connection: Connection,
    people: Collection[int],
    modules: Collection[str] | None,
    day_of: Callable[[datetime], date],
    teams_around: TeamsAround,
    instead: Sequence[Requirement] = (),
) -> tuple[Facts, ...]:
    """The facts of each of these people and modules; no modules: all that anything requires.

    `teams_around` gives home teams with those around them (`engine.stretches`). Requirements `instead` take the place
    of those of their ids, or are among them: to see what they would change.
    """
    of = {one.id: one for one in (*requirements.everything(connection, modules), *instead)}
    asking: dict[str, list[Requirement]] = defaultdict(list)
    for one in of.values():
        asking[one.module].append(one)
    parents = belongings.parents(connection) if of else {}
    found: list[Facts] = []
    for page in belongings.in_pages(people):
        been, homes = belongings.of_people(connection, page), belongings.homes(connection, page)
        exemptions = requirements.exemptions(connection, page)
        done: dict[tuple[int, str], list[date]] = defaultdict(list)
        for row in connection.execute(_COMPLETED, {"of": page}):
            done[row.person, row.module].append(row.on_date)
        begun = {(row.person, row.module): day_of(row.at) for row in connection.execute(_BEGUN, {"of": page})}
        if modules is None:
            own = {(row.person, row.module) for row in connection.execute(_WITH_ROW, {"of": page})}
            own |= {(person, module) for person in page for module in asking}
        else:
            own = {(person, module) for person in page for module in modules}
        around = {person: teams_around(theirs, parents) for person, theirs in homes.items()}
        found += [
            Facts(
                person=person,
                module=module,
                requirements=tuple(asking.get(module, ())),
                belongings=(*been.get(person, ()), *around.get(person, ())),
                homes=homes.get(person, ()),
                exemptions=exemptions.get(person, ()),
                completions=tuple(done.get((person, module), ())),
                begun=begun.get((person, module)),
            )
            for person, module in sorted(own)
        ]
    return tuple(found)
