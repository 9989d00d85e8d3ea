"""What is offered no longer, for those who did it or come by an old link: since when, and what of theirs is kept."""

from collections.abc import Sequence
from datetime import datetime

from quizapp.model.attempts import AttemptState, Standpoint
from quizapp.model.module_pages import PutRight
from quizapp.model.pages import AttemptShown, Kept, KeptModule, KeptThing, RetiredPage
from quizapp.model.people import Person
from quizapp.model.things import Thing
from quizapp.services.site.site import Site
from quizapp.services.taking import put_right, set_pages, story_parts
from quizapp.store.database import Connection
from quizapp.store.published import retirements
from quizapp.store.records import certificates, completions
from quizapp.store.taking import attempts, histories


def retired_page(site: Site, person: Person, thing: Thing) -> RetiredPage | None:
    """That a scenario or set is retired, with the person's own attempts at it; None where it is not."""
    with site.database.read() as connection:
        found = site.retired(thing, connection)
        if found is None:
            return None
        retired, was = found
        module = site.live_module(thing.module, connection)
        mine = [one for one in histories.of_person(connection, person.id) if one.attempt.thing == thing]
        counting = [one for one in reversed(mine) if not one.attempt.practice]
        shown = _attempts(site, connection, counting)
        done_at = completions.done_at(connection, person.id, thing, site.counts_from)
    briefing = module.briefing if module else was.briefing
    return RetiredPage(
        thing=thing,
        title=was.title,
        module_title=briefing.title,
        module_is_live=module is not None,
        retired_at=retired.at,
        attempts=shown,
        done_at=done_at,
        nation=briefing.nation,
    )


def since(site: Site, thing: Thing) -> datetime | None:
    """When a scenario or set was retired; None where it is live."""
    with site.database.read() as connection:
        found = retirements.find(connection, thing.path)
    return found.at if found is not None else None


def kept(site: Site, person: Person) -> Kept:
    """What the person began or did of everything that is retired: by itself where its module is live, else with it."""
    things, modules = _kept(site, person)
    return Kept(things, tuple(one for one in modules if one.things or one.completed_on is not None or one.put_right))


def kept_module(site: Site, person: Person, module: str) -> KeptModule | None:
    """A module that is offered no longer, with what the person has of it; None where it is live, or never was."""
    _, modules = _kept(site, person)
    return next((one for one in modules if one.id == module), None)


def _kept(site: Site, person: Person) -> tuple[tuple[KeptThing, ...], tuple[KeptModule, ...]]:
    """What of the person's is retired in modules that are live, and every module that is live no longer, by title."""
    with site.database.read() as connection:
        now = site.live_now(connection)
        if not now.retired:
            return (), ()
        standpoints = histories.of_person(connection, person.id)
        done = completions.done_everywhere(connection, person.id, site.counts_from)
        made = completions.of_person(connection, person.id)
        proofs = certificates.of_completions(connection, [one.id for one in made.values()])
        right = put_right.of_modules(now, connection, person, done, made)
    mine: dict[Thing, str] = {part.thing: "" for parts in done.values() for part in parts}
    for one in standpoints:
        is_open = one.attempt.state is AttemptState.OPEN
        mine[one.attempt.thing] = one.attempt.public_id if is_open else mine.get(one.attempt.thing, "")
    things: list[KeptThing] = []
    modules: list[KeptModule] = []
    for module in now.listed:
        own = tuple(
            KeptThing(part.thing, part.title, part.retired_at, mine[part.thing])
            for part in module.parts
            if part.retired_at is not None and part.thing in mine
        )
        if module.retired_at is None:
            things += own
            continue
        completion = made.get(module.id)
        proof = proofs.get(completion.id) if completion is not None else None
        modules.append(
            KeptModule(
                id=module.id,
                title=module.title,
                retired_at=module.retired_at,
                completed_on=completion.on if completion is not None else None,
                recorded=completion.recorded if completion is not None else None,
                certificate=proof.code if proof is not None else "",
                is_withdrawn=proof is not None and not proof.stands,
                things=own,
                put_right=right.get(module.id, PutRight()),
            )
        )
    return tuple(things), tuple(modules)


def _attempts(site: Site, connection: Connection, mine: Sequence[Standpoint]) -> tuple[AttemptShown, ...]:
    site.prepare((one.attempt for one in mine), connection)
    scores = attempts.scores(connection, [one.attempt.id for one in mine])
    shown = []
    for one in mine:
        score = scores.get(one.attempt.id)
        if one.attempt.thing.is_scenario:
            playable = site.playable(one.attempt.version, connection)
            shown.append(story_parts.attempt_shown(playable, one, score))
        else:
            shown.append(set_pages.attempt_shown(one.attempt, score))
    return tuple(shown)
