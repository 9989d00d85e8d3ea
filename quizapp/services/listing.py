"""*My training* and a scenario's start page."""

from collections import defaultdict

from quizapp.model.attempts import AttemptState, Standpoint
from quizapp.model.pages import AttemptShown, ModuleShown, ScenarioShown, StartPage, TrainingPage
from quizapp.model.people import Person, Progress
from quizapp.services import showing
from quizapp.services.site import Playable, Site
from quizapp.store import attempts, versions
from quizapp.store.database import Connection


def my_training(site: Site, person: Person) -> TrainingPage:
    """What there is, what the person started, and what they have done, module by module."""
    with site.database.read() as connection:
        mine = _attempts_by_path(connection, person)
        listed: dict[str, list[ScenarioShown]] = defaultdict(list)
        modules: dict[str, Playable] = {}
        for publication in versions.all_live(connection):
            playable = site.playable(publication.version, connection)
            scenario = playable.compiled.scenario
            shown = _attempts_shown(site, connection, mine.get(publication.path, ()))
            modules.setdefault(scenario.module, playable)
            listed[scenario.module].append(
                ScenarioShown(
                    module=scenario.module,
                    id=scenario.id,
                    title=scenario.title,
                    you_are=scenario.you_are,
                    minutes=scenario.minutes,
                    progress=progress(shown),
                    open_attempt=open_attempt(shown),
                    attempts=shown,
                )
            )
    return TrainingPage(tuple(_module(modules[name], listed[name]) for name in sorted(modules)))


def _module(playable: Playable, scenarios: list[ScenarioShown]) -> ModuleShown:
    briefing = playable.compiled.briefing
    return ModuleShown(
        id=briefing.id,
        title=briefing.title,
        introduction=briefing.introduction,
        source=briefing.source,
        publisher=briefing.publisher,
        published=briefing.published,
        scenarios=tuple(sorted(scenarios, key=lambda s: s.title)),
    )


def start_page(site: Site, person: Person, module: str, scenario: str) -> StartPage | None:
    """A scenario's start page; None where nothing such is live."""
    path = f"scenarios/{module}/{scenario}.md"
    with site.database.read() as connection:
        live = {publication.path: publication for publication in versions.all_live(connection)}
        if path not in live:
            return None
        playable = site.playable(live[path].version, connection)
        shown = _attempts_shown(site, connection, _attempts_by_path(connection, person).get(path, ()))
        others = [site.playable(p.version, connection).compiled.scenario for p in live.values() if p.path != path]
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


def progress(shown: tuple[AttemptShown, ...]) -> Progress:
    """How far a person is: passed once is passed for ever, and an open attempt shows before a finished one."""
    if any(a.passed for a in shown):
        return Progress.PASSED
    if open_attempt(shown) is not None:
        return Progress.IN_PROGRESS
    return Progress.FINISHED if shown else Progress.NOT_STARTED


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
        shown.append(showing.attempt_shown(site.playable(attempt.version, connection), standpoint, result))
    return tuple(shown)
