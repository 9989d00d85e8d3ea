"""Putting right what was recorded as done another way: a manager takes a record back, and says why.

What they may record they may take back: of the people whom they manage today, whoever recorded it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.engine import taking_back
from quizapp.model.acts import Act, must
from quizapp.model.completion import CertificateEnd, Recorded
from quizapp.model.moments import no_earlier
from quizapp.model.people import Managed, Person
from quizapp.model.play import NotPossible
from quizapp.model.problems import Code, Problem, Problems
from quizapp.model.retired import ListedModule
from quizapp.model.things import Thing
from quizapp.services.records import another_way, completing
from quizapp.services.site import noting, standings
from quizapp.services.site.site import Site
from quizapp.services.site.storable import storable
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.people import people
from quizapp.store.records import certificates, completions, otherwise

LONGEST_WHY = 500


@dataclass(frozen=True, slots=True)
class JustDone:
    """What was recorded, or taken back, just now: of which part (by title), and what that came to for its module.

    `module` is the title of the module that the record completed, with a certificate, or whose completion ended with
    it; "" where it did neither. `stands`: the module is completed now, in whatever way.
    """

    title: str
    record: Recorded
    module: str = ""
    stands: bool = False


@dataclass(frozen=True, slots=True)
class RecordsPage:
    """What was recorded of one of a manager's people, oldest first, with the title of each part; taken back or not.

    `retired_at` is since when these parts are offered no longer, where they are not.
    """

    who: Managed
    records: tuple[tuple[str, Recorded], ...]
    retired_at: Mapping[Thing, datetime]
    just_done: JustDone | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """Of taking a record back: problems of the form; or whether a completion ended, and another was earned."""

    problems: Problems = ()
    ends: bool = False
    is_earned_anew: bool = False


def records_page(
    site: Site, viewer: Person, public_id: str, *, new: bool = False, taken_back: str = ""
) -> RecordsPage | None:
    """All that was ever recorded as done another way of one person; None where they are not the viewer's to record for.

    With what the newest record came to (`new`), or that the one of this public id was taken back. Looking is audited,
    each time.
    """
    must(viewer, Act.RECORD_ANOTHER_WAY)
    with site.database.read() as connection:
        found = another_way.theirs(site, connection, viewer, public_id)
        if found is None:
            return None
        listed = otherwise.of_person(connection, found.id)
        modules = site.live_now(connection).listed
        parts = {part.thing: part for module in modules for part in module.parts}
        told = next((one for one in reversed(listed) if new or one.public_id == taken_back), None)
        just_done = _just_done(site, connection, found, told, modules) if told is not None else None
    noting.saw(site, viewer, "records-view", found)
    # A link of before may lead to a record that was taken back since, or that stands.
    as_asked = just_done is not None and (just_done.record.taken_back is None) == new
    return RecordsPage(
        who=found,
        records=tuple((parts[one.thing].title, one) for one in listed),
        retired_at={part.thing: part.retired_at for part in parts.values() if part.retired_at is not None},
        just_done=just_done if as_asked else None,
    )


def _just_done(
    site: Site, connection: Connection, person: Managed, one: Recorded, modules: Sequence[ListedModule]
) -> JustDone:
    module = next(module for module in modules if module.id == one.thing.module)
    title = next(part.title for part in module.parts if part.thing == one.thing)
    made = completions.find(connection, person.id, module.id)
    if one.taken_back is None:
        rests = made if made is not None and made.recorded == one.at else None  # it was completed with this record
    else:
        rests, how = completions.ended(connection, person.id).get(module.id, (None, None))
        rests = rests if how is not None and how.at >= one.taken_back.at else None  # it ended with this record
    evidence = completions.evidence(connection, rests.id, site.counts_from) if rests is not None else ()
    concerns = any(part.otherwise == one.id for part in evidence)
    return JustDone(title, one, module.title if concerns else "", made is not None)


def take_back(site: Site, viewer: Person, public_id: str, record: str, why: str) -> Corrected | None:
    """Let a record of another way count no longer; None where the person or the record is not theirs to put right.

    The completion that rested on it ends with it, and its certificate; where what is left earns another, that takes
    their place (`engine.taking_back` has the rule). Problems: `why` is empty or longer than 500 signs. NotPossible
    where it was taken back before, and for anybody but a manager.
    """
    must(viewer, Act.RECORD_ANOTHER_WAY)
    reason = storable(why).strip()
    with site.database.write() as connection:
        completing.hold_rules(connection)
        found = another_way.theirs(site, connection, viewer, public_id)
        if found is None:
            return None
        people.lock(connection, found.id)
        one = otherwise.find(connection, found.id, record)
        if one is None:
            return None
        if one.taken_back is not None:
            raise NotPossible("this record was taken back before")
        if not reason:
            return Corrected((Problem("why", Code.MISSING),))
        if len(reason) > LONGEST_WHY:
            return Corrected((Problem("why", Code.TOO_LONG, LONGEST_WHY),))
        return _take_back(site, connection, viewer, found, one, reason)


def _take_back(
    site: Site, connection: Connection, viewer: Person, found: Managed, one: Recorded, why: str
) -> Corrected:
    now, module = no_earlier(site.now(), one.at), one.thing.module
    otherwise.end(connection, one.id, at=now, by=viewer.id, why=why)
    audit.record(
        connection, at=now, actor=viewer.id, action="another-way-back", subject=found.id, object=one.thing.path
    )
    made = completions.find(connection, found.id, module)
    if made is None:
        return Corrected()
    live = site.live_module(module, connection)
    outcome = taking_back.outcome(
        live.briefing.complete if live is not None else (),
        completions.evidence(connection, made.id, site.counts_from),
        one.id,
        completions.done(connection, found.id, module, site.counts_from),
    )
    if not outcome.ends:
        return Corrected()
    proof = certificates.of_completion(connection, made.id)
    now = no_earlier(now, made.recorded, proof.issued if proof is not None else None)
    completions.end(connection, made.id, at=now, by=viewer.id, why=why)
    audit.record(connection, at=now, actor=viewer.id, action="completion-end", subject=found.id, object=module)
    old = proof.code if proof is not None and proof.stands else None
    if old is not None:
        kind = CertificateEnd.REPLACED if outcome.is_earned_anew else CertificateEnd.WITHDRAWN
        certificates.end(connection, old, kind, at=now, by=viewer.id, why=why)
        audit.record(connection, at=now, actor=viewer.id, action=f"certificate-{kind}", subject=found.id, object=module)
    standings.did(site, connection, [found.id], module)
    if outcome.is_earned_anew:
        completing.complete(site, connection, found.id, module, now, replaces=old)
    return Corrected((), outcome.ends, outcome.is_earned_anew)
