"""Taking what is live out of use: it is offered no more, what people did stays, and publishing brings it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from quizapp.engine import completion as rules
from quizapp.model.briefing import CompletionCondition
from quizapp.model.people import Person
from quizapp.model.published import Live, Retired
from quizapp.model.things import ThingKind, module_at, thing_at
from quizapp.services.authoring.going_live import complete_those_who_may
from quizapp.services.site.site import Site
from quizapp.services.site.storable import storable
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.published import retirements, versions

LONGEST_REASON = 2000
_FILE = ".md"


@dataclass(frozen=True, slots=True)
class JustRetired:
    """Something that was retired just now, and how many people are in the middle of it."""

    path: str
    title: str
    open_attempts: int


@dataclass(frozen=True, slots=True)
class Retiring:
    """What came of it: what `ended`, or why nothing did, which is one of the others.

    `needed_for` are conditions of the module (by its title) that nobody could meet any more without it; `drawn_on_by`
    are the paths of what is live and asks its questions. `before`: it was retired already. `is_briefing`: a module file
    is live with its module only. With none of these nothing of this name was ever live, and `nearest` is what was
    probably meant, or empty.
    """

    ended: tuple[JustRetired, ...] = ()
    needed_for: tuple[CompletionCondition, ...] = ()
    module: str = ""
    drawn_on_by: tuple[str, ...] = ()
    before: Retired | None = None
    is_briefing: bool = False
    nearest: str = ""


def retire(site: Site, asked: str, why: str, by: Person | None = None) -> Retiring:
    """Offer a scenario or a set no longer, by its path, or all of a module, by its name or folder; with a reason.

    A path may be written from anywhere: its last parts count. Refused is what the module's `complete:` needs, unless
    all of the module goes, and what something else that is live draws on. Whoever is in the middle of it goes on to
    the end, and it counts. `why` is not empty.
    """
    now, actor = site.now(), by.id if by else None
    with site.database.write() as connection:
        versions.lock_live(connection)
        going, refused = _meant(site, connection, asked)
        if refused is not None:
            return refused
        paths = [live.thing.path for live in going]
        ended = tuple(JustRetired(one.thing.path, one.title, _open(connection, one)) for one in going)
        for path in paths:
            retirements.retire(connection, path, by=actor, at=now, why=storable(why).strip()[:LONGEST_REASON])
            audit.record(connection, at=now, actor=actor, action="retire", object=path)
        complete_those_who_may(site, connection, {live.thing.module for live in going}, now, actor)
    return Retiring(ended)


def _open(connection: Connection, live: Live) -> int:
    return retirements.open_attempts(connection, live.thing.path)


def _meant(site: Site, connection: Connection, asked: str) -> tuple[Sequence[Live], Retiring | None]:
    """What is meant and can be retired, or why it cannot."""
    if not asked.lower().endswith(_FILE):
        return _module(site, connection, module_at(asked))
    thing = thing_at(asked)
    module = site.live_module(thing.module, connection)
    if thing.kind is ThingKind.BRIEFING:
        return (), Retiring(is_briefing=True, module=thing.module) if module else _unknown(connection, thing.path)
    live = module.get(thing) if module else None
    if module is None or live is None:
        before = retirements.find(connection, thing.path)
        return (), Retiring(before=before) if before else _unknown(connection, thing.path)
    if drawing := retirements.drawing_on(connection, thing.path):
        return (), Retiring(drawn_on_by=drawing)
    left = [part.thing for part in module.parts if part.thing != thing]
    if needed := rules.unmeetable(module.briefing.complete, left):
        return (), Retiring(needed_for=needed, module=module.briefing.title)
    return (live,), None


def _module(site: Site, connection: Connection, name: str) -> tuple[Sequence[Live], Retiring | None]:
    module = site.live_module(name, connection)
    if module is not None:
        return module.parts, None
    before = [one for one in retirements.everything(connection) if one.thing.module == name]
    if before:
        return (), Retiring(before=max(before, key=lambda one: one.at), module=name)
    names = {publication.thing.module for publication in versions.all_live(connection)}
    near = get_close_matches(name, names, n=1)
    return (), Retiring(nearest=near[0] if near else "")


def _unknown(connection: Connection, path: str) -> Retiring:
    paths = {publication.path for publication in versions.all_live(connection)}
    near = get_close_matches(path, paths, n=1)
    return Retiring(nearest=near[0] if near else "")
