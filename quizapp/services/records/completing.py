"""Completing a module: what its briefing asks, what a person has done of it, and the certificate (FORMAT §2)."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from quizapp.engine import completion as rules
from quizapp.model.attempts import Run
from quizapp.model.briefing import PointKind
from quizapp.model.completion import Completion, CompletionSource, Done, Printed
from quizapp.model.published import Live, LiveModule
from quizapp.services.site.site import Site
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.people import people
from quizapp.store.published import versions
from quizapp.store.records import completions
from quizapp.store.taking import attempts

LONGEST_PAUSE = timedelta(minutes=10)
"""Between two steps no more than this counts as time taken: whoever was away longer was not practising."""

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that can be misread for something else: 32 signs, 5 bits each
_CODE_LENGTH = 16


def _briefing_sha(connection: Connection, live: Live) -> str:
    """The SHA-256 of the bytes of the briefing that a version draws on."""
    shas = {part.path: part.sha256 for part in versions.parts_of(connection, live.version)}
    return shas[live.briefing.span.path]


def complete(site: Site, connection: Connection, person: int, module: str, now: datetime) -> Completion | None:
    """The person's completion of the module, recorded now if its conditions are met; None while they are not.

    The person is locked first, so that of two last parts finished at once the second sees the first. There is one
    completion for each person and module, and its certificate is issued with it.
    """
    people.lock(connection, person)
    found = completions.find(connection, person, module)
    if found is not None:
        return found
    live = site.live_module(module, connection)
    if live is None or not live.briefing.complete:
        return None
    evidence = rules.evidence(live.briefing.complete, completions.done(connection, person, module, site.counts_from))
    if evidence is None:
        return None
    sha = _briefing_sha(connection, live.latest)
    otherwise = any(done.otherwise is not None for done in evidence)
    made = completions.add(
        connection,
        person=person,
        module=module,
        on=site.day_of(now),
        briefing=sha,
        source=CompletionSource.ANOTHER_WAY if otherwise else CompletionSource.EARNED,
        evidence=evidence,
        at=now,
    )
    printed = _printed(site, connection, live, made, evidence, now)
    completions.issue(connection, code=new_code(), completion=made.id, printed=printed, at=now)
    audit.record(connection, at=now, actor=person, action="module-complete", subject=person, object=module)
    return made


def new_code() -> str:
    """A certificate's code: 16 signs in groups of four, 80 bits of chance."""
    signs = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
    return "-".join(signs[n : n + 4] for n in range(0, _CODE_LENGTH, 4))


def _printed(
    site: Site, connection: Connection, live: LiveModule, made: Completion, evidence: Sequence[Done], now: datetime
) -> Printed:
    # A part that is live no longer has no minutes and tests nothing.
    parts = {part.thing: part for part in live.parts}
    minutes = {done.thing: parts[done.thing].minutes if done.thing in parts else 0 for done in evidence}
    taken = timedelta()
    for done in evidence:
        run = attempts.by_id(connection, done.attempt) if done.attempt is not None else None
        # What was done another way took as long as the part says, so that a certificate does not tell the two apart.
        taken += time_taken(run) if run is not None else timedelta(minutes=minutes[done.thing])
    newest = live.latest.publication.at
    return Printed(
        name=people.name_of(connection, made.person),
        module=made.module,
        module_title=live.briefing.title,
        version=made.briefing,
        on=made.on,
        topics=_topics(live, [parts[done.thing] for done in evidence if done.thing in parts]),
        minutes_nominal=sum(minutes.values()),
        minutes_taken=max(1, round(taken / timedelta(minutes=1))),
        source=f"{live.briefing.source}, {live.briefing.publisher}, {live.briefing.published}",
        issuer=site.organisation.name,
        published_on=site.day_of(newest) if newest <= now else None,  # the demo completes before it publishes
    )


def time_taken(run: Run) -> timedelta:
    """How long somebody was at an attempt: from step to step, no pause counted for more than ten minutes."""
    times = [run.attempt.started, *(step.at for step in run.steps if step.at is not None)]
    gaps = (later - earlier for earlier, later in pairwise(times))
    return sum((max(timedelta(), min(gap, LONGEST_PAUSE)) for gap in gaps), timedelta())


def _topics(live: LiveModule, parts: Sequence[Live]) -> tuple[str, ...]:
    """The briefing's themes whose learning points these parts test, in its order."""
    tested = {point for part in parts for point in part.points}
    points = live.briefing.of_kind(PointKind.LEARNING)
    return tuple(dict.fromkeys(point.theme for point in points if point.id in tested))
