"""Who may see whom: one function, for lists, details, counts, exports and charts alike (DESIGN §3)."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy import Select, select

from quizapp.model.people import Person
from quizapp.store.tables import management, membership, person_table, team


def visible_people(viewer: Person, today: date) -> Select[int, int]:
    """Rows of (person, team): the active people whose home today is a team that the viewer manages today.

    A manager, or a deputy, of a team sees the teams inside it too, however deep. A first day counts, a last one
    (`to_on`) does not. Whoever has left is not seen, and whoever has left sees nobody.
    """
    managed = managed_teams(viewer, today)
    return (
        select(membership.c.person.label("person"), membership.c.team.label("team"))
        .join(person_table, person_table.c.id == membership.c.person)
        .where(
            membership.c.team.in_(managed),
            membership.c.home,
            membership.c.from_on <= today,
            sa.or_(membership.c.to_on.is_(None), membership.c.to_on > today),
            person_table.c.state == "active",
        )
    )


def managed_teams(viewer: Person, today: date, *, as_deputy: bool = True) -> Select[int]:
    """The ids of the teams that the viewer manages today, and of all teams inside them; those of a deputy, too."""
    kinds = ("manager", "deputy") if as_deputy else ("manager",)
    managed = (
        select(management.c.team.label("team"))
        .join(person_table, person_table.c.id == management.c.person)
        .where(
            management.c.person == viewer.id,
            management.c.kind.in_(kinds),
            management.c.from_on <= today,
            sa.or_(management.c.to_on.is_(None), management.c.to_on > today),
            person_table.c.state == "active",
        )
        .cte("managed", recursive=True)
    )
    # UNION and not UNION ALL, so that it comes to an end even if teams were put inside each other in a ring.
    managed = managed.union(select(team.c.id).join(managed, team.c.parent == managed.c.team))
    return select(managed.c.team)
