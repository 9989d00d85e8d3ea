"""A requirement since a day gone by, with everybody's standing worked out: no form takes such a day."""

import secrets
from collections.abc import Iterable
from datetime import date

from quizapp.model.people import Person
from quizapp.model.requirements import EVERYBODY, RequirementRule, Who
from quizapp.services.site import standings
from quizapp.services.site.site import Site
from quizapp.store.records import requirements
from quizapp.store.records import standings as stored


def require(
    site: Site,
    by: Person,
    module: str,
    who: Iterable[Who] = (EVERYBODY,),
    *,
    from_on: date,
    days: int | None = 14,
    renew: int | None = None,
    window: int = 0,
) -> int:
    """A new requirement, by its id, with everybody's standing worked out."""
    rule = RequirementRule(
        number=1,
        from_on=from_on,
        name="Yearly",
        who=tuple(who),
        due_days=days,
        renew_months=renew,
        window_days=window,
    )
    with site.database.write() as connection:
        made = requirements.add(
            connection, public_id=secrets.token_urlsafe(16), module=module, rule=rule, by=by.id, at=site.now()
        )
        standings.refresh(site, connection, stored.everybody(connection, 0, 10_000))
    return made
