"""A scenario's start page."""

from collections.abc import Sequence

from quizapp.model import things
from quizapp.model.attempts import Standpoint
from quizapp.model.pages import AttemptShown, StartPage
from quizapp.model.people import Person
from quizapp.services.site.site import Site
from quizapp.services.taking import story_parts
from quizapp.store.database import Connection
from quizapp.store.taking import attempts, histories


def start_page(site: Site, person: Person, module: str, scenario: str) -> StartPage | None:
    """A scenario's start page; None where it is not live."""
    thing = things.scenario(module, scenario)
    with site.database.read() as connection:
        live = {part.thing: part for part in site.all_live(connection, module) if part.thing.is_scenario}
        if thing not in live:
            return None
        playable = site.playable(live[thing].version, connection)
        begun = [one for one in histories.of_person(connection, person.id) if one.attempt.thing.module == module]
        mine = [one for one in begun if one.attempt.thing == thing]
        shown = _attempts_shown(site, connection, sorted(mine, key=lambda one: -one.attempt.number))
    others = [(module, part.thing.name, part.title) for part in live.values() if part.thing != thing]
    story, briefing = playable.compiled.scenario, playable.compiled.briefing
    return StartPage(
        module=story.module,
        module_title=briefing.title,
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
        other_scenarios=tuple(sorted(others)),
        is_new=not begun,
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
