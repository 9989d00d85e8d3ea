"""What is required of somebody, as they see it themselves: by when, and until when what they completed counts."""

from collections.abc import Mapping

from quizapp.model.people import Person
from quizapp.model.requirements import ModuleStanding, Status
from quizapp.services.site.site import Site
from quizapp.store.records import standings

NOTHING = frozenset({Status.NOT_REQUIRED, Status.EXEMPT})


def required_of(site: Site, person: Person) -> Mapping[str, tuple[Status, ModuleStanding]]:
    """How the person stands today with each module that is required of them, by module."""
    today = site.today()
    with site.database.read() as connection:
        kept = standings.of_people(connection, [person.id])
    found = {module: (one.status(today), one) for (_, module), one in kept.items()}
    return {module: (status, one) for module, (status, one) in found.items() if status not in NOTHING}
