"""Of whom a change is, and who makes it: a command names an address or a staff number, a page a public id.

A page's change names, too, what its form showed: where somebody else has changed the record since, nothing is changed
unseen. `Problem("seen", CHANGED)` says so.
"""

from dataclasses import dataclass

from quizapp.model.acts import Act, must
from quizapp.model.people import Person
from quizapp.services.site.person_texts import tidy
from quizapp.store.database import Connection
from quizapp.store.people import directory, person_record
from quizapp.store.people.directory import Found


@dataclass(frozen=True, slots=True)
class Whom:
    """The person with a public id, whom `by` changes; `seen` is the seal of the record as they saw it, or empty."""

    public_id: str
    by: Person
    seen: str = ""


def may_change(whom: Whom | str) -> None:
    """Go on only if whoever changes somebody may; a command may. NotAllowed otherwise."""
    if isinstance(whom, Whom):
        must(whom.by, Act.LOOK_AFTER_PEOPLE)


def find(connection: Connection, whom: Whom | str) -> Found | None:
    """Whom it is of, be it somebody who has left; None if there is nobody like that."""
    if isinstance(whom, Whom):
        return directory.by_public_id(connection, whom.public_id)
    typed = tidy(whom)
    return directory.by_address(connection, typed) or directory.by_staff_number(connection, typed)


def actor_of(whom: Whom | str) -> int | None:
    """Who changes it, for the audit trail; None for whoever runs the site."""
    return whom.by.id if isinstance(whom, Whom) else None


def has_changed(connection: Connection, whom: Whom | str) -> bool:
    """Whether the record is another than the one that was seen."""
    if not isinstance(whom, Whom) or not whom.seen:
        return False
    now = person_record.read(connection, whom.public_id)
    return now is not None and now.seal != whom.seen
