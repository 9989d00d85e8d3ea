"""One thing that somebody will do after a story: private words with a day, which only they ever see (DESIGN §7)."""

from datetime import date, timedelta

from quizapp.model.attempts import Attempt, AttemptState
from quizapp.model.debrief_pages import Intention, IntentionShown
from quizapp.model.people import Person
from quizapp.model.play import ONE_THING
from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.site.site import Site
from quizapp.services.site.storable import storable
from quizapp.store.database import Connection
from quizapp.store.taking import attempts, intentions, unsent

LONGEST = 1000  # characters
FARTHEST = timedelta(days=366)


def of_attempt(site: Site, person: Person, attempt: str) -> IntentionShown | None:
    """What the person wrote after a story, and empty where nothing is; None if it is open, no story, or not theirs."""
    with site.database.read() as connection:
        found = _finished_story(connection, person, attempt)
        if found is None:
            return None
        return shown(site, connection, found, intentions.of_attempt(connection, found.id))


def shown(site: Site, connection: Connection, attempt: Attempt, written: Intention | None) -> IntentionShown:
    """An intention with what its pages say of its story."""
    scenario = site.playable(attempt.version, connection).compiled.scenario
    kept = written or Intention("")
    note, nation = scenario.content_note, scenario.nation
    return IntentionShown(attempt.public_id, scenario.title, note, kept.text, kept.on, kept.is_done, nation)


def due(site: Site, person: Person) -> tuple[IntentionShown, ...]:
    """What the person meant to do by today, for *My training*, until it is done or taken away."""
    with site.database.read() as connection:
        found = intentions.due(connection, person.id, site.today())
        site.prepare([attempt for attempt, _ in found], connection)
        return tuple(shown(site, connection, attempt, written) for attempt, written in found)


def keep(site: Site, person: Person, attempt: str, text: str, on: date | None, typed_day: bool) -> Problems | None:
    """Keep these words and this day in place of what was there; no words and no day delete it.

    `typed_day`: something stands in the day's field. Problems where nothing was stored; None if the attempt is open, is
    no story, or is not theirs. A day that stood there before may stay when it is over.
    """
    words = storable(text).strip()
    with site.database.write() as connection:
        found = _finished_story(connection, person, attempt)
        if found is None:
            return None
        before = intentions.of_attempt(connection, found.id)
        if not words and not typed_day:
            intentions.forget(connection, found.id)
            unsent.forget(connection, found.id, ONE_THING)
            return ()
        problems = _problems(words, on, typed_day, before.on if before else None, site.today())
        if not problems:
            is_done = before is not None and before.is_done and (before.text, before.on) == (words, on)
            intentions.save(connection, found.id, Intention(words, on, is_done))
            unsent.forget(connection, found.id, ONE_THING)
        return problems


def _problems(words: str, on: date | None, typed_day: bool, before: date | None, today: date) -> Problems:
    found = []
    if not words:
        found.append(Problem("will", Code.MISSING))
    elif len(words) > LONGEST:
        found.append(Problem("will", Code.TOO_LONG, LONGEST))
    if on is None:
        found += [Problem("on", Code.NO_DAY)] if typed_day else []
    elif on != before:
        found += [Problem("on", Code.GONE_BY)] if on < today else []
        found += [Problem("on", Code.TOO_FAR)] if on > today + FARTHEST else []
    return tuple(found)


def over(site: Site, person: Person, attempt: str, is_done: bool) -> bool:
    """Mark it done, or take it away; a second click changes nothing. False if the attempt is open or is not theirs."""
    with site.database.write() as connection:
        found = _finished_story(connection, person, attempt)
        if found is None:
            return False
        written = intentions.of_attempt(connection, found.id)
        if not is_done:
            unsent.forget(connection, found.id, ONE_THING)
        if written is not None and is_done:
            intentions.save(connection, found.id, Intention(written.text, written.on, is_done=True))
        elif written is not None:
            intentions.forget(connection, found.id)
    return True


def _finished_story(connection: Connection, person: Person, attempt: str) -> Attempt | None:
    run = attempts.load(connection, attempt, person.id)
    if run is None or run.attempt.state is not AttemptState.FINISHED or not run.attempt.thing.is_scenario:
        return None
    return run.attempt
