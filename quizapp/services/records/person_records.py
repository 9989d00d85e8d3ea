"""A person's record, for their manager: from each module to what is behind it. And who looked at one's own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from quizapp.model.acts import Act, must
from quizapp.model.people import Person, TeamModule
from quizapp.model.person_records import (
    AttemptRecord,
    CompletionRecord,
    Look,
    LooksPage,
    ModuleRecord,
    PartRecord,
    PersonRecord,
)
from quizapp.model.requirements import ModuleStanding
from quizapp.model.retired import ListedModule
from quizapp.services.records.matrix import cell_of
from quizapp.services.site import noting, standings
from quizapp.services.site.site import Site
from quizapp.store.people import directory, over_time, people
from quizapp.store.records import person_records, teams
from quizapp.store.records import standings as stored
from quizapp.store.records.person_records import CompletedModule

PAGE = 50  # looks
RECORD, ANOTHER_WAY = "person-record", "records-view"  # as the audit trail calls looking at them


@dataclass(frozen=True, slots=True)
class _Stored:
    """What is stored of one person: standings by module, attempts and days of another way by path, completions."""

    standings: Mapping[str, ModuleStanding]
    attempts: Mapping[str, tuple[AttemptRecord, ...]]
    another_way: Mapping[str, tuple[date, ...]]
    completions: tuple[CompletedModule, ...]


def person_record(site: Site, viewer: Person, public_id: str) -> PersonRecord | None:
    """What is on record of this person; None for anybody whom the viewer does not manage today.

    NotPossible for anybody but a manager. It is audited each time.
    """
    must(viewer, Act.SEE_TEAM)
    standings.refresh_due(site)
    today = site.today()
    with site.database.snapshot() as connection:
        who = teams.person_in_scope(connection, viewer, today, public_id)
        if who is None:
            return None
        found = people.get_person(connection, who.id)
        known = _Stored(
            {module: one for (_, module), one in stored.seen_by(connection, viewer, today, [who.id]).items()},
            person_records.attempts(connection, who.id),
            person_records.another_way(connection, who.id),
            person_records.completions(connection, who.id),
        )
        record = PersonRecord(
            who=who,
            group=found.group if found is not None else None,
            joined_on=directory.joined_on(connection, who.id),
            modules=tuple(_modules(site, site.live_now(connection).listed, known)),
            homes=over_time.homes(connection, who.id)[::-1],
            managed=over_time.managed(connection, who.id)[::-1],
        )
    noting.saw(site, viewer, RECORD, who)
    return record


def looks_page(site: Site, viewer: Person, number: int) -> LooksPage:
    """Who opened the viewer's own record, the latest first: a page of them, counted from 1."""
    number = max(number, 1)
    with site.database.read() as connection:
        found = person_records.looks(connection, viewer.id, (RECORD, ANOTHER_WAY), (number - 1) * PAGE, PAGE + 1)
    looks = tuple(Look(name, at, action == ANOTHER_WAY) for name, action, at in found[:PAGE])
    return LooksPage(looks, number, len(found) > PAGE)


def _modules(site: Site, listed: tuple[ListedModule, ...], known: _Stored) -> Iterator[ModuleRecord]:
    """What is live, and of what is not any more that of which there is anything on record."""
    titles = {part.thing.path: part.title for module in listed for part in module.parts}
    for module in listed:
        completions = tuple(
            _completion(site, one, titles) for one in reversed(known.completions) if one.module == module.id
        )
        stands = next((one.on for one in completions if one.ended_on is None), None)
        standing = known.standings.get(module.id)
        paths = [part.thing.path for part in module.parts]
        record = ModuleRecord(
            module=TeamModule(module.id, module.title, module.retired_at),
            cell=cell_of(standing, stands, site.today()),
            due_on=standing.due_on if standing else None,
            renew_from=standing.renew_from if standing else None,
            expires_on=standing.expires_on if standing else None,
            completions=completions,
            parts=tuple(
                PartRecord(titles[path], known.attempts.get(path, ()), known.another_way.get(path, ()))
                for path in paths
                if path in known.attempts or path in known.another_way
            ),
        )
        if module.retired_at is None or not record.is_empty:
            yield record


def _completion(site: Site, one: CompletedModule, titles: Mapping[str, str]) -> CompletionRecord:
    return CompletionRecord(
        on=one.on,
        recorded=one.recorded,
        evidence=tuple(
            (titles.get(path, path), on or site.day_of(finished or one.recorded)) for path, finished, on in one.evidence
        ),
        code=one.code or "",
        is_withdrawn=one.is_withdrawn,
        ended_on=site.day_of(one.ended_at) if one.ended_at is not None else None,
    )
