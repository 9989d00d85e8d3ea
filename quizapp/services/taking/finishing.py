"""Finishing an attempt, in the transaction of its last step: score, store, audit, complete the module, count."""

from datetime import datetime

from quizapp.engine.first_marks import first_marks
from quizapp.engine.results import stored
from quizapp.model.attempts import Run, StoredResult
from quizapp.services.records import completing
from quizapp.services.site.site import Site
from quizapp.services.taking.results import earned
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.people import people
from quizapp.store.records import figures
from quizapp.store.taking import attempts


def finish(site: Site, connection: Connection, now: datetime, run: Run, ending: str = "") -> StoredResult:
    """Finish an open attempt whose last step is stored, for good; what it came to by its own scorer.

    `ending` is the anchor of a story's ending, and empty for a set. A pass that is no practice completes the module
    where that was the last of its conditions. The person's first is counted in their team's figures, last of all: so
    other people's attempts wait for these as short as can be.
    """
    attempt = run.attempt
    score = earned(site, connection, run)
    result = stored(score)
    if not attempt.practice:
        figures.hold_homes(connection)
    attempts.finish(connection, attempt.id, ending=ending, at=now, result=result)
    audit.record(connection, at=now, actor=attempt.person, action="attempt-finish", object=attempt.public_id)
    if result.passed and not attempt.practice:
        completing.complete(site, connection, attempt.person, attempt.thing.module, now)
    if not attempt.practice:
        people.lock(connection, attempt.person)
        figures.add(connection, attempt, first_marks(score, run.steps))
    return result
