"""A form that is put aside with something in it: kept with the person's place, and theirs alone, until they send it.

Nothing is answered by it. What stands in a step's form goes when that step is stored, and a form after a story keeps
its own until it is saved.
"""

from quizapp.model.attempts import AttemptState, Run
from quizapp.model.people import Person
from quizapp.model.play import Fields
from quizapp.services.site.site import Site
from quizapp.services.site.storable import storable
from quizapp.store.database import Connection
from quizapp.store.taking import attempts, unsent


def keep(site: Site, person: Person, attempt: str, number: int, fields: Fields) -> bool:
    """Keep what stands in a form in place of what was kept of it before; nothing in it deletes that.

    `number` is that of the step that the form is for, or below 0 for a form after a story. False where no such form
    waits: the step is answered already, the story is open, or the attempt is not theirs.
    """
    now = site.now()
    with site.database.write() as connection:
        locked = attempts.lock(connection, attempt, person.id)
        run = attempts.load(connection, attempt, person.id) if locked is not None else None
        if run is None or not _waits(run, number):
            return False
        if fields:
            texts = tuple((name, storable(text)) for name, text in fields)
            unsent.save(connection, run.attempt.id, number, texts, now)
        else:
            unsent.forget(connection, run.attempt.id, number)
    return True


def of_form(site: Site, person: Person, attempt: str, number: int) -> Fields:
    """What was put aside of a form; nothing where none was, or the attempt is not theirs."""
    with site.database.read() as connection:
        found = attempts.find(connection, attempt, person.id)
        return unsent.of_form(connection, found.id, number) if found is not None else ()


def of_step(connection: Connection, run: Run) -> Fields:
    """What was put aside of the form of the step that waits. No query where nothing was."""
    if not run.attempt.has_unsent:
        return ()
    return unsent.of_form(connection, run.attempt.id, run.count)


def _waits(run: Run, number: int) -> bool:
    if number < 0:
        return run.attempt.state is AttemptState.FINISHED and run.attempt.thing.is_scenario
    return run.attempt.state is AttemptState.OPEN and number == len(run.steps)
