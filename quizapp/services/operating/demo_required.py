"""What is required of the demo's people, so that somebody among them stands in every way there is."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final

from quizapp.model.people import Person
from quizapp.model.requirements import RequirementRule, Who
from quizapp.services.site import standings
from quizapp.services.site.site import Site
from quizapp.store.database import Connection
from quizapp.store.records import requirements

FIRST_DAYS, SECOND_DAYS = 240, 120  # after joining; one of the two has gone by
DUE_IN: Final = timedelta(days=20)  # after today
AWAY_SINCE: Final = timedelta(days=10)  # before today


def rules(joined: date, today: date, first: Who, second: Who, third: Who) -> tuple[RequirementRule, ...]:
    """Three ways to ask for a module, each of other people: once, again and again, and by a day that is near."""
    return (
        RequirementRule(1, joined, "Within eight months of joining", (first,), due_days=FIRST_DAYS),
        RequirementRule(
            1,
            joined,
            "Every two months, while the improvement plan runs",
            (second,),
            due_days=SECOND_DAYS,
            renew_months=2,
            window_days=21,
        ),
        RequirementRule(1, joined, "Before the winter term", (third,), due_by=today + DUE_IN),
    )


def require(
    site: Site,
    connection: Connection,
    asked: Collection[RequirementRule],
    modules: Collection[str],
    by: Person,
    at: datetime,
    away: Person,
) -> None:
    """Ask this for each of these modules; one of the people is away, and exempt from everything."""
    since = site.today() - AWAY_SINCE
    for number, (module, rule) in enumerate((module, rule) for module in sorted(modules) for rule in asked):
        made = requirements.add(
            connection, public_id=f"demo-requirement-{number}", module=module, rule=rule, by=by.id, at=at
        )
        requirements.exempt(
            connection,
            public_id=f"demo-exemption-{number}",
            requirement=made,
            person=away.id,
            from_on=since,
            to_on=None,
            reason="On long leave; looked at again when they are back.",
            by=by.id,
            at=site.now() - AWAY_SINCE,
        )


def work_out(site: Site, connection: Connection, people: Collection[Person]) -> None:
    """Work out how all of these stand."""
    standings.refresh(site, connection, [one.id for one in people])
