"""A scenario's start page."""

from collections import defaultdict

from quizapp.model.attempts import AttemptState, Standpoint
from quizapp.model.pages import AttemptShown, StartPage
from quizapp.model.people import Person
from quizapp.model.things import ThingKind
from quizapp.services.site.site import Site
from quizapp.services.taking import story_parts
from quizapp.store.database import Connection
from quizapp.store.published import versions
from quizapp.store.taking import attempts


def start_page(site: Site, person: Person, module: str, scenario: str) -> StartPage | None:
    """A scenario's start page; None where nothing such is live."""
    path = f"scenarios/{module}/{scenario}.md"
    with site.database.read() as connection:
        live = {publication.path: publication for publication in versions.all_live(connection)}
        if path not in live:
            return None
        playable = site.playable(live[path].version, connection)
        shown = _attempts_shown(site, connection, _attempts_by_path(connection, person).get(path, ()))
        others = [
            site.playable(p.version, connection).compiled.scenario
            for p in live.values()
            if p.path != path and p.thing.kind is ThingKind.SCENARIO
        ]
    told, briefing = playable.compiled.scenario, playable.compiled.briefing
    return StartPage(
        module=told.module,
        module_title=briefing.title,
        id=told.id,
        title=told.title,
        you_are=told.you_are,
        minutes=told.minutes,
        nation=told.nation,
        content_note=told.content_note,
        introduction_html=playable.html[told.introduction.slot],
        key_agreed=told.reviewed_by,
        law_checked=told.law_checked,
        pass_percent=told.pass_percent,
        open_attempt=open_attempt(shown),
        attempts=shown,
        other_scenarios=tuple(sorted((s.module, s.id, s.title) for s in others if s.module == module)),
    )


def open_attempt(shown: tuple[AttemptShown, ...]) -> str | None:
    """The attempt to go on with, if one is open."""
    return next((a.public_id for a in shown if a.finished is None), None)


def _attempts_by_path(connection: Connection, person: Person) -> dict[str, tuple[Standpoint, ...]]:
    found: dict[str, list[Standpoint]] = defaultdict(list)
    for standpoint in attempts.of_person(connection, person.id):
        found[standpoint.attempt.path].append(standpoint)
    return {path: tuple(sorted(mine, key=lambda s: -s.attempt.number)) for path, mine in found.items()}


def _attempts_shown(site: Site, connection: Connection, mine: tuple[Standpoint, ...]) -> tuple[AttemptShown, ...]:
    shown = []
    for standpoint in mine:
        attempt = standpoint.attempt
        finished = attempt.state is AttemptState.FINISHED
        result = attempts.result(connection, attempt.id) if finished else None
        shown.append(story_parts.attempt_shown(site.playable(attempt.version, connection), standpoint, result))
    return tuple(shown)
