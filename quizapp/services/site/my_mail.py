"""One's own mail: which letters were sent to one, and whether reminders come one by one or once a week."""

from typing import Final

from quizapp.model.letters import MyMail
from quizapp.model.people import Person
from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.site.site import Site
from quizapp.store import audit
from quizapp.store.people import outbox, people, reminded

MOST: Final = 50  # letters that are listed
AS_THEY_COME, WEEKLY = "as-they-come", "weekly"


def page(site: Site, person: Person) -> MyMail:
    """What the person chose, and the newest letters to them."""
    with site.database.read() as connection:
        rows, older = outbox.newest(connection, MOST, person=person.id)
        return MyMail(
            address=people.email_of(connection, person.id) or "",
            weekly=reminded.is_weekly(connection, person.id),
            letters=rows,
            has_older=older is not None,
        )


def choose(site: Site, person: Person, how: str) -> Problems:
    """Keep how reminders are to come: AS_THEY_COME or WEEKLY. Problem of `how`: it is neither (`UNKNOWN`)."""
    if how not in (AS_THEY_COME, WEEKLY):
        return (Problem("how", Code.UNKNOWN),)
    now, weekly = site.now(), how == WEEKLY
    with site.database.write() as connection:
        if reminded.is_weekly(connection, person.id) is not weekly:
            reminded.choose(connection, person.id, weekly=weekly, at=now)
            audit.record(connection, at=now, actor=person.id, action="letters-choose", subject=person.id)
    return ()
