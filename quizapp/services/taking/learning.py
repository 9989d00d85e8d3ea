"""What staff do: start, answer, and come back. One answer is DESIGN §4, in `answer`.

An attempt is at a story (`taking.stories`) or at a question set (`taking.sets`); both are asked in one way.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime

from quizapp.engine import scorers
from quizapp.model import things
from quizapp.model.attempts import AttemptState, Run
from quizapp.model.pages import Answered, PassagePage
from quizapp.model.people import Person
from quizapp.model.play import REFLECTIONS, Reply
from quizapp.model.quiz_pages import FeedbackPage, QuestionPage
from quizapp.services.site import standings
from quizapp.services.site.digests import digest
from quizapp.services.site.site import Site
from quizapp.services.site.storable import storable
from quizapp.services.taking import sets, stories, walking
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.published import versions
from quizapp.store.taking import attempts, reflections, unsent, visits


def start(site: Site, person: Person, module: str, scenario: str) -> str | None:
    """The public id of the person's open attempt, begun now if there was none; None where it is not live."""
    path = things.scenario(module, scenario).path
    now = site.now()
    with site.database.write() as connection:
        live = versions.live(connection, path)
        if live is None:
            return None
        public_id = secrets.token_urlsafe(16)
        attempt = attempts.start(
            connection,
            public_id=public_id,
            person=person.id,
            path=path,
            version=live.version,
            scorer=scorers.CURRENT,
            seed=secrets.randbits(31),
            at=now,
        )
        if attempt.public_id == public_id:
            standings.begun(site, connection, person.id, module)
            audit.record(connection, at=now, actor=person.id, action="attempt-start", object=public_id)
        return attempt.public_id


def passage_page(site: Site, person: Person, attempt: str, number: int | None) -> PassagePage | QuestionPage | None:
    """The page before step `number` (None, or beyond: where the person is); None if the attempt is not theirs."""
    with site.database.read() as connection:
        return _page(site, connection, attempts.load(connection, attempt, person.id), number)


def passage_for(
    site: Site, token: str, attempt: str, number: int
) -> tuple[Person | None, PassagePage | QuestionPage | None]:
    """Whoever is signed in with this token, and their page: `accounts.signed_in` and `passage_page` in one query."""
    with site.database.read() as connection:
        first = walking.first_needed(site, attempt, number)
        person, run = visits.load(connection, digest(token), site.now(), attempt, site.drawn, first)
        here = site if person is None else site.for_team(person.team)
        return person, _page(here, connection, run, number)


def _page(site: Site, connection: Connection, run: Run | None, number: int | None) -> PassagePage | QuestionPage | None:
    if run is None:
        return None
    if _is_set(run):
        return sets.page(site, connection, run, number)
    return stories.page(site, connection, run, number)


def _is_set(run: Run) -> bool:
    return run.attempt.thing.is_set


def feedback_for(site: Site, token: str, attempt: str, number: int) -> tuple[Person | None, FeedbackPage | None]:
    """Whoever is signed in with this token, and what is told after the answer of step `number` in a set.

    There is no page where nothing is told, or where the attempt is not theirs. One query, as for `passage_for`.
    """
    with site.database.read() as connection:
        person, run = visits.load(connection, digest(token), site.now(), attempt, site.drawn)
        if person is None or run is None or not _is_set(run):
            return person, None
        return person, sets.feedback(site.for_team(person.team), connection, run, number)


def answer(site: Site, person: Person, attempt: str, number: int, reply: Reply) -> Answered | None:
    """Store the reply to step `number`, exactly once; None if the attempt is not theirs; NotPossible if forbidden.

    `reply` is the position of a choice as shown, from 0; an answer to a question; or None for the way on of a passage
    without choices. A question's form that is not filled in is NotAnswered. The attempt is locked before its steps are
    read, so that of two replies to one step the second always sees the first.
    """
    now = site.now()
    with site.database.write() as connection:
        locked = attempts.lock(connection, attempt, person.id)
        run = attempts.load(connection, attempt, person.id) if locked is not None else None
        return _answer(site, connection, now, run, number, reply)


def answer_for(
    site: Site, token: str, attempt: str, number: int, reply: Reply
) -> tuple[Person | None, Answered | None]:
    """Whoever is signed in with this token, and what became of their reply: all in the answer's own transaction."""
    if not token:
        return None, None  # nobody: not worth a turn in the writers' queue
    now = site.now()
    with site.database.write() as connection:
        first = walking.first_needed(site, attempt, number)
        person, run = visits.lock(connection, digest(token), now, attempt, site.drawn, first)
        return person, _answer(site, connection, now, run, number, reply)


def _answer(
    site: Site, connection: Connection, now: datetime, run: Run | None, number: int, reply: Reply
) -> Answered | None:
    if run is None:
        return None
    at = run.no_earlier(now)
    if _is_set(run):
        return sets.answer(site, connection, at, run, number, reply)
    return stories.answer(site, connection, at, run, number, reply)


def save_reflections(site: Site, person: Person, attempt: str, texts: Mapping[int, str]) -> bool:
    """Keep the person's private words after a story, by prompt; an empty text clears one.

    False if the attempt is open, is not theirs, or is at a question set.
    """
    with site.database.write() as connection:
        run = attempts.load(connection, attempt, person.id)
        if run is None or run.attempt.state is not AttemptState.FINISHED or _is_set(run):
            return False
        prompts = len(site.playable(run.attempt.version, connection).compiled.scenario.debrief)
        for prompt, text in sorted(texts.items()):
            if 0 <= prompt < prompts:
                words = storable(text).strip()[: sets.LONGEST_REFLECTION]
                reflections.save(connection, run.attempt.id, prompt, words)
        unsent.forget(connection, run.attempt.id, REFLECTIONS)
    return True
