"""A scenario's start page."""

from collections.abc import Sequence

from quizapp.engine import completion
from quizapp.model import things
from quizapp.model.attempts import Standpoint
from quizapp.model.pages import AttemptShown, StartPage
from quizapp.model.people import Person
from quizapp.services.site.site import Site
from quizapp.services.taking import story_parts
from quizapp.store.database import Connection
from quizapp.store.records import completions
from quizapp.store.taking import attempts, histories


def start_page(site: Site, person: Person, module: str, scenario: str) -> StartPage | None:
    """A scenario's start page; None where it is not live."""
    thing = things.scenario(module, scenario)
    with site.database.read() as connection:
        now = site.live_now(connection)
        live_module = now.module(module)
        live = live_module.get(thing) if live_module else None
        if live_module is None or live is None:
            return None
        playable = site.playable(live.version, connection)
        begun = [one for one in histories.of_person(connection, person.id) if one.attempt.thing.module == module]
        mine = [one for one in begun if one.attempt.thing == thing]
        shown = _attempts_shown(site, connection, sorted(mine, key=lambda one: -one.attempt.number))
        done_at = completions.done_at(connection, person.id, thing, site.counts_from)
    titles = live_module.titles
    others = [part for part in live_module.offered() if part.thing.is_scenario and part.thing != thing]
    story = playable.compiled.scenario
    return StartPage(
        module=story.module,
        module_title=now.titles[module],
        id=story.id,
        title=story.title,
        you_are=story.you_are,
        minutes=story.minutes,
        nation=story.nation,
        content_note=story.content_note,
        introduction_html=playable.html[story.introduction.slot],
        key_agreed=story.reviewed_by,
        law_checked=story.law_checked,
        pass_percent=story.pass_percent,
        open_attempt=open_attempt(shown),
        attempts=shown,
        other_scenarios=tuple((module, part.thing.name, titles[part.thing.path]) for part in others),
        is_new=not begun,
        is_optional=completion.is_optional(live_module.briefing.complete, thing),
        done_at=done_at,
    )


def open_attempt(shown: tuple[AttemptShown, ...]) -> str | None:
    """The attempt to go on with, if one is open."""
    return next((a.public_id for a in shown if a.finished is None), None)


def _attempts_shown(site: Site, connection: Connection, mine: Sequence[Standpoint]) -> tuple[AttemptShown, ...]:
    site.prepare((one.attempt for one in mine), connection)
    scores = attempts.scores(connection, [one.attempt.id for one in mine])
    return tuple(
        story_parts.attempt_shown(site.playable(one.attempt.version, connection), one, scores.get(one.attempt.id))
        for one in mine
    )
