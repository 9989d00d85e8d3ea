"""Completing a module: what its briefing asks, what a person has done of it, and the certificate (FORMAT §2)."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from quizapp.engine import completion as rules
from quizapp.model.briefing import PointKind
from quizapp.model.completion import Completion, Done, Earned, Printed
from quizapp.model.published import Live, LiveModule
from quizapp.model.things import Thing
from quizapp.services.site import standings
from quizapp.services.site.site import Site
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.people import people
from quizapp.store.published import retirements, versions
from quizapp.store.records import certificates, completions
from quizapp.store.taking import histories

LONGEST_PAUSE = timedelta(minutes=10)
"""Between two steps no more than this counts as time taken: whoever was away longer was not practising."""

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that can be misread for something else: 32 signs, 5 bits each
CODE_LENGTH = 16


def _briefing_sha(connection: Connection, live: Live) -> str:
    """The SHA-256 of the bytes of the briefing that a version draws on."""
    shas = {part.path: part.sha256 for part in versions.parts_of(connection, live.version)}
    return shas[live.briefing.span.path]


def hold_rules(connection: Connection) -> None:
    """Keep what modules ask for as it is until the transaction ends. First thing where a person is locked."""
    versions.hold_live(connection)


def complete(
    site: Site, connection: Connection, person: int, module: str, now: datetime, *, replaces: str | None = None
) -> Completion | None:
    """The person's completion of the module, recorded now if its conditions are met; None while they are not.

    It is of the day on which the last of the parts that earn it was done, which may be long before it is recorded. The
    person is locked first, so that of two last parts finished at once the second sees the first; and before that the
    rules, so that of a last part and an easier rule at once the later sees the earlier. One completion stands for each
    person and module, and its certificate is issued with it, which names the one that it `replaces`, if it does.
    """
    hold_rules(connection)
    people.lock(connection, person)
    found = completions.find(connection, person, module)
    if found is not None:
        return found
    live = site.live_module(module, connection)
    if live is None:
        return None
    done = completions.done(connection, person, module, site.counts_from)
    made = _record(site, connection, live, {person: done}, now, replaces)
    audit.record_of_each(
        connection, at=now, actor=person, action="module-complete", subjects=[one.person for one in made], object=module
    )
    if made:
        standings.did(site, connection, [person], module)
    return made[0] if made else None


def complete_everybody(site: Site, connection: Connection, module: str, now: datetime, actor: int | None) -> int:
    """Record, with their certificates, the completions of all who meet the module's conditions as it is live; how many.

    For whoever changed what is live (by `actor`), in the same transaction, which holds `versions.lock_live`. Those who
    have left are completed like everybody: their record says what they did, and reads the same if they come back.
    """
    live = site.live_module(module, connection)
    if live is None or not live.briefing.complete:
        return 0
    done = completions.done_by_each(connection, module, site.counts_from)
    made = _record(site, connection, live, done, now)
    audit.record_of_each(
        connection, at=now, actor=actor, action="module-complete", subjects=[one.person for one in made], object=module
    )
    standings.did(site, connection, [one.person for one in made], module)
    return len(made)


def _record(
    site: Site,
    connection: Connection,
    live: LiveModule,
    done: Mapping[int, Sequence[Done]],
    now: datetime,
    replaces: str | None = None,
) -> tuple[Completion, ...]:
    """Store the completions of those of these people, by what they have done, who meet the conditions."""
    found = rules.all_evidence(live.briefing.complete, done)
    if not found:
        return ()
    earned = [
        Earned(person, site.day_of(rules.completed_at(parts)), rules.source(parts), parts)
        for person, parts in found.items()
    ]
    sha = _briefing_sha(connection, live.latest)
    made = completions.add_all(connection, live.id, sha, earned, now)
    names = people.names_of(connection, [one.person for one in earned])
    attempted = [part.attempt for one in earned for part in one.evidence if part.attempt is not None]
    times = histories.times(connection, attempted)
    parts = _parts(site, connection, live, earned)
    issued = [
        (
            new_code(),
            completion.id,
            _printed(site, live, parts, names[one.person], sha, one, times, completion.recorded),
            completion.recorded,
        )
        for one, completion in zip(earned, made, strict=True)
    ]
    certificates.issue_all(connection, issued, replaces)
    return made


def _parts(site: Site, connection: Connection, live: LiveModule, earned: Sequence[Earned]) -> Mapping[Thing, Live]:
    """The module's live parts, and those retired ones that are evidence, as they were last."""
    parts = {part.thing: part for part in live.parts}
    if any(done.thing not in parts for one in earned for done in one.evidence):
        retired = [one for one in retirements.everything(connection) if one.thing.module == live.id]
        parts |= {part.thing: part for part in site.as_it_was(retired, connection)}
    return parts


def new_code() -> str:
    """A certificate's code: 16 signs in groups of four, 80 bits of chance."""
    signs = "".join(secrets.choice(_ALPHABET) for _ in range(CODE_LENGTH))
    return "-".join(signs[n : n + 4] for n in range(0, CODE_LENGTH, 4))


def _printed(
    site: Site,
    live: LiveModule,
    parts: Mapping[Thing, Live],
    name: str,
    briefing: str,
    earned: Earned,
    times: Mapping[int, Sequence[datetime]],
    now: datetime,
) -> Printed:
    minutes = {done.thing: parts[done.thing].minutes for done in earned.evidence}
    taken = timedelta()
    for done in earned.evidence:
        # What was done another way took as long as the part says, so that a certificate does not tell the two apart.
        in_another_way = timedelta(minutes=minutes[done.thing])
        taken += time_taken(times[done.attempt]) if done.attempt is not None else in_another_way
    newest = live.latest.publication.at
    return Printed(
        name=name,
        module=live.id,
        module_title=live.briefing.title,
        version=briefing,
        on=earned.on,
        topics=_topics(live, [parts[done.thing] for done in earned.evidence]),
        minutes_nominal=sum(minutes.values()),
        minutes_taken=max(1, round(taken / timedelta(minutes=1))),
        source=f"{live.briefing.source}, {live.briefing.publisher}, {live.briefing.published}",
        issuer=site.organisation.name,
        published_on=site.day_of(newest) if newest <= now else None,  # the demo completes before it publishes
        recorded_on=site.day_of(now) if site.day_of(now) > earned.on else None,
    )


def time_taken(times: Sequence[datetime]) -> timedelta:
    """How long somebody was at an attempt, by its begin and its steps: no pause counted for more than ten minutes."""
    gaps = (later - earlier for earlier, later in pairwise(times))
    return sum((max(timedelta(), min(gap, LONGEST_PAUSE)) for gap in gaps), timedelta())


def _topics(live: LiveModule, parts: Sequence[Live]) -> tuple[str, ...]:
    """The briefing's themes whose learning points these parts test, in its order."""
    tested = {point for part in parts for point in part.points}
    points = live.briefing.of_kind(PointKind.LEARNING)
    return tuple(dict.fromkeys(point.theme for point in points if point.id in tested))
