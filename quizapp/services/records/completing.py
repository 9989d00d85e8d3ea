"""Completing a module: what its briefing asks, what a person has done of it, and the certificate (FORMAT §2)."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import PurePosixPath

from quizapp.engine import completion as rules
from quizapp.model.attempts import Run
from quizapp.model.briefing import Briefing, PointKind
from quizapp.model.completion import Completion, CompletionSource, Done, ModulePart, Printed
from quizapp.model.published import Publication
from quizapp.model.things import ThingKind
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


@dataclass(frozen=True, slots=True)
class Module:
    """A module as it is live now: the briefing published last, its SHA-256, and its parts by path, in their order."""

    briefing: Briefing
    briefing_sha: str
    parts: tuple[ModulePart, ...]
    publications: tuple[Publication, ...]

    def minutes_of(self, done: Done) -> int:
        """The nominal minutes of a part that was done; 0 where it is live no longer."""
        return next((p.minutes for p in self.parts if (p.kind, p.id) == (done.kind, done.id)), 0)


def module_of(path: str) -> str:
    """The module that a path of the site is in."""
    return PurePosixPath(path).parent.name


def live_module(site: Site, connection: Connection, module: str) -> Module | None:
    """The module as it is live now; None where nothing of it is."""
    live = tuple(p for p in versions.all_live(connection) if module_of(p.path) == module)
    live = tuple(p for p in live if p.thing.kind is not ThingKind.BRIEFING)
    if not live:
        return None
    latest = max(live, key=lambda p: p.seq)
    parts = []
    for publication in live:
        kind, name = publication.thing.kind, PurePosixPath(publication.path).stem
        parts.append(ModulePart(kind, name, _minutes(site, connection, publication)))
    briefing, sha = _briefing(site, connection, latest)
    return Module(briefing, sha, tuple(parts), live)


def _minutes(site: Site, connection: Connection, publication: Publication) -> int:
    if publication.thing.kind is ThingKind.SET:
        return site.quiz(publication.version, connection).compiled.set.minutes
    return site.playable(publication.version, connection).compiled.scenario.minutes


def _briefing(site: Site, connection: Connection, publication: Publication) -> tuple[Briefing, str]:
    """The briefing that a version draws on, and the SHA-256 of its bytes."""
    is_set = publication.thing.kind is ThingKind.SET
    compiled = (site.quiz if is_set else site.playable)(publication.version, connection).compiled
    shas = {part.path: part.sha256 for part in versions.parts_of(connection, publication.version)}
    return compiled.briefing, shas[compiled.briefing.span.path]


def complete(site: Site, connection: Connection, person: int, module: str, now: datetime) -> Completion | None:
    """The person's completion of the module, recorded now if its conditions are met; None while they are not.

    The person is locked first, so that of two last parts finished at once the second sees the first. There is one
    completion for each person and module, and its certificate is issued with it.
    """
    people.lock(connection, person)
    found = completions.find(connection, person, module)
    if found is not None:
        return found
    live = live_module(site, connection, module)
    if live is None or not live.briefing.complete:
        return None
    evidence = rules.evidence(live.briefing.complete, completions.done(connection, person, module))
    if evidence is None:
        return None
    otherwise = any(done.otherwise is not None for done in evidence)
    made = completions.add(
        connection,
        person=person,
        module=module,
        on=now.date(),
        briefing=live.briefing_sha,
        source=CompletionSource.ANOTHER_WAY if otherwise else CompletionSource.EARNED,
        evidence=evidence,
        at=now,
    )
    printed = _printed(site, connection, live, made, evidence)
    completions.issue(connection, code=new_code(), completion=made.id, printed=printed, at=now)
    audit.record(connection, at=now, actor=person, action="module-complete", subject=person, object=module)
    return made


def new_code() -> str:
    """A certificate's code: 16 signs in groups of four, 80 bits of chance."""
    signs = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
    return "-".join(signs[n : n + 4] for n in range(0, _CODE_LENGTH, 4))


def _printed(site: Site, connection: Connection, live: Module, made: Completion, evidence: Sequence[Done]) -> Printed:
    taken = timedelta()
    for done in evidence:
        run = attempts.by_id(connection, done.attempt) if done.attempt is not None else None
        # What was done another way took as long as the part says, so that a certificate does not tell the two apart.
        taken += time_taken(run) if run is not None else timedelta(minutes=live.minutes_of(done))
    return Printed(
        name=people.name_of(connection, made.person),
        module=made.module,
        module_title=live.briefing.title,
        version=live.briefing_sha,
        on=made.on,
        topics=_topics(site, connection, live, evidence),
        minutes_nominal=sum(live.minutes_of(done) for done in evidence),
        minutes_taken=max(1, round(taken / timedelta(minutes=1))),
        source=f"{live.briefing.source}, {live.briefing.publisher}, {live.briefing.published}",
    )


def time_taken(run: Run) -> timedelta:
    """How long somebody was at an attempt: from step to step, no pause counted for more than ten minutes."""
    times = [run.attempt.started, *(step.at for step in run.steps if step.at is not None)]
    gaps = (later - earlier for earlier, later in pairwise(times))
    return sum((max(timedelta(), min(gap, LONGEST_PAUSE)) for gap in gaps), timedelta())


def _topics(site: Site, connection: Connection, live: Module, evidence: Sequence[Done]) -> tuple[str, ...]:
    """The briefing's themes whose learning points these parts test, in its order."""
    tested: set[str] = set()
    wanted = {(done.kind, done.id) for done in evidence}
    for publication in live.publications:
        if (publication.thing.kind, PurePosixPath(publication.path).stem) in wanted:
            if publication.thing.kind is ThingKind.SET:
                tested.update(site.quiz(publication.version, connection).compiled.set.learning_points)
            else:
                tested.update(site.playable(publication.version, connection).compiled.scenario.learning_points)
    points = live.briefing.of_kind(PointKind.LEARNING)
    return tuple(dict.fromkeys(point.theme for point in points if point.id in tested))
