"""A module's page: the task list, how far somebody is, and about how long is left."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from quizapp.model.attempts import Standpoint
from quizapp.model.module_pages import ModuleCard, ModulePage, PutRight, Task, WhatNext
from quizapp.model.names import reading_order
from quizapp.model.people import Person
from quizapp.model.published import LiveModule
from quizapp.model.required import minutes, required
from quizapp.model.retired import RetiredPart
from quizapp.model.things import Thing, ThingKind
from quizapp.services.site.live_now import LiveNow
from quizapp.services.site.site import Site
from quizapp.services.taking import put_right, standing
from quizapp.services.taking.seen import ModuleSeen
from quizapp.store.database import Connection
from quizapp.store.records import certificates as proofs
from quizapp.store.records import completions
from quizapp.store.taking import histories


def module_page(site: Site, person: Person, module: str) -> ModulePage | None:
    """The module's task list for this person; None where nothing of it is live."""
    with site.database.read() as connection:
        now = site.live_now(connection)
        live = now.module(module)
        if live is None:
            return None
        (seen,) = _all_seen(site, connection, person, [live])
        right = _put_right(now, connection, person, [seen])
        going = _next_task(site, connection, person, seen)
    briefing, certificate = live.briefing, seen.certificate
    return ModulePage(
        id=module,
        title=now.titles[module],
        nation=briefing.nation,
        introduction=briefing.introduction,
        source=briefing.source,
        publisher=briefing.publisher,
        published=briefing.published,
        scenarios=seen.tasks(ThingKind.SCENARIO),
        sets=seen.tasks(ThingKind.SET),
        is_begun=seen.is_begun,
        choose=seen.choose(),
        completed_by=seen.completed_by(),
        to_reflect=seen.to_reflect(),
        conditions=seen.conditions(),
        minutes=minutes(required(briefing.complete, live.to_do, ())),
        minutes_left=seen.minutes_left(),
        completed_on=seen.completion.on if seen.completion else None,
        recorded=seen.completion.recorded if seen.completion else None,
        certificate=certificate.code if certificate else "",
        is_withdrawn=certificate is not None and not certificate.stands,
        go_on=going,
        put_right=right.get(module, PutRight()),
        retired=seen.retired_tasks(),
    )


def my_modules(site: Site, person: Person) -> tuple[ModuleCard, ...]:
    """Every live module, by title, with how far the person is."""
    with site.database.read() as connection:
        now = site.live_now(connection)
        found = _all_seen(site, connection, person, now.modules)
        right = _put_right(now, connection, person, found)
        going = {seen.live.id: _next_task(site, connection, person, seen) for seen in found}
    return tuple(
        _card(seen, now.titles[seen.live.id], going[seen.live.id], right.get(seen.live.id, PutRight()))
        for seen in found
    )


def _put_right(
    now: LiveNow, connection: Connection, person: Person, found: Sequence[ModuleSeen]
) -> Mapping[str, PutRight]:
    done = {seen.live.id: seen.done for seen in found}
    stands = {seen.live.id: seen.completion for seen in found if seen.completion is not None}
    return put_right.of_modules(now, connection, person, done, stands)


def _card(seen: ModuleSeen, title: str, going: Task | None, right: PutRight) -> ModuleCard:
    live, certificate = seen.live, seen.certificate
    return ModuleCard(
        id=live.id,
        title=title,
        introduction=live.briefing.introduction,
        source=live.briefing.source,
        publisher=live.briefing.publisher,
        published=live.briefing.published,
        conditions=seen.conditions(),
        minutes_left=seen.minutes_left(),
        go_on=going,
        is_begun=seen.is_begun,
        completed_on=seen.completion.on if seen.completion else None,
        recorded=seen.completion.recorded if seen.completion else None,
        certificate=certificate.code if certificate else "",
        is_withdrawn=certificate is not None and not certificate.stands,
        put_right=right,
    )


def what_next(site: Site, connection: Connection, person: Person, live: LiveModule | None) -> WhatNext:
    """What this person does next in a module; nothing where nothing of it is live any more."""
    if live is None:
        return WhatNext(None, "")
    (seen,) = _all_seen(site, connection, person, [live])
    certificate = seen.certificate
    going = _next_task(site, connection, person, seen)
    code = certificate.code if certificate and certificate.stands else ""
    return WhatNext(going, code, tuple(seen.done))


def _next_task(site: Site, connection: Connection, person: Person, seen: ModuleSeen) -> Task | None:
    """What to do next, and whether a set that is not passed yet can be tried again; None where nothing is left."""
    task = seen.next_task()
    if task is None or not task.thing.is_set or not task.tried or task.attempt:
        return task
    finished = sum(one.attempt.finished is not None for one in seen.standpoints[task.thing])
    used_up = standing.is_used_up(site, connection, person, seen.live, task.thing, finished)
    return replace(task, used_up=used_up)


def _all_seen(
    site: Site, connection: Connection, person: Person, modules: Sequence[LiveModule]
) -> tuple[ModuleSeen, ...]:
    """These modules as the person stands with them: one round of queries for all, however many there are."""
    done = completions.done_everywhere(connection, person.id, site.counts_from)
    completed = completions.of_person(connection, person.id)
    certificates = proofs.of_completions(connection, [made.id for made in completed.values()])
    standpoints: dict[str, list[Standpoint]] = defaultdict(list)
    for standpoint in histories.of_person(connection, person.id):
        standpoints[standpoint.attempt.thing.module].append(standpoint)
    mine = {one.attempt.thing for ones in standpoints.values() for one in ones}
    mine |= {part.thing for parts in done.values() for part in parts}
    retired = _retired(site, connection, mine, modules)
    found = []
    for live in modules:
        made = completed.get(live.id)
        certificate = certificates.get(made.id) if made is not None else None
        past = retired.get(live.id, ())
        found.append(ModuleSeen(live, done.get(live.id, ()), standpoints[live.id], made, certificate, past))
    return tuple(found)


def _retired(
    site: Site, connection: Connection, mine: Collection[Thing], modules: Sequence[LiveModule]
) -> Mapping[str, Sequence[RetiredPart]]:
    """What is retired of these modules and is among what is `mine`, by module: scenarios, then sets, by title.

    Nothing is asked where all of it is live.
    """
    live, ids = {part.thing for module in modules for part in module.parts}, {module.id for module in modules}
    found: dict[str, list[RetiredPart]] = defaultdict(list)
    if any(thing.module in ids for thing in mine if thing not in live):
        own = [part for part in site.retired_parts(connection) if part.thing in mine]
        for part in sorted(own, key=lambda part: (part.thing.is_set, reading_order(part.was.title))):
            found[part.thing.module].append(part)
    return found
