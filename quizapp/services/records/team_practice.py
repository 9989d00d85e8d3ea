"""What became of training in a team: for its manager, who logs what the team agreed to do; its people read that.

Of a person a manager sees that they talked a module through in supervision, as a number of the team, and the words
that the person shares. Nothing else of what anybody wrote.
"""

from datetime import date

from quizapp.model.acts import Act, must
from quizapp.model.names import reading_order
from quizapp.model.people import Managed, Person
from quizapp.model.practice import (
    ActionEnd,
    ActionEnded,
    PracticeOfModule,
    SharedWords,
    TeamAction,
    TeamPractice,
)
from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.site import noting
from quizapp.services.site.site import Site
from quizapp.services.site.storable import storable
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.records import practice, team_actions, teams

LONGEST = 1000  # characters
FEWEST = 5  # people of whom a number is told
MOST_SHOWN = 5  # of a team's actions, to its people


def page(site: Site, viewer: Person, team: str = "") -> TeamPractice | None:
    """One team that the viewer manages, the first by name if none is asked for; None where it is not theirs.

    A manager without a team has a page of no team. NotPossible for anybody but a manager; looking is audited.
    """
    must(viewer, Act.SEE_TEAM)
    with site.database.snapshot() as connection:
        managed = teams.teams(connection, viewer, site.today())
        names = tuple(name for _, name in managed)
        if not managed and not team:
            return TeamPractice("", (), (), ())
        found = next(((id, name) for id, name in managed if name == (team or names[0])), None)
        if found is None:
            return None
        scope = teams.everybody(connection, viewer, site.today())
        members = next(one for one in scope.teams if one.team == found[1])
        those = {one.id: scope.managed(one) for one in members.people}
        shown = TeamPractice(
            team=found[1],
            teams=names,
            modules=_modules(site, connection, those),
            actions=team_actions.of_team(connection, found[0]),
        )
    noting.saw_list(site, viewer, "practice-view")
    return shown


def _modules(site: Site, connection: Connection, those: dict[int, Managed]) -> tuple[PracticeOfModule, ...]:
    ids = list(those)
    completed, in_supervision = practice.counts(connection, ids)
    words: dict[str, list[SharedWords]] = {}
    for module, person, text in practice.shared(connection, ids):
        who = those[person]
        words.setdefault(module, []).append(SharedWords(who.name, who.apart, text))
    return tuple(
        PracticeOfModule(
            title=module.title,
            completed=completed[module.id],
            in_supervision=in_supervision[module.id] if completed[module.id] >= FEWEST else None,
            shared=tuple(sorted(words.get(module.id, ()), key=lambda one: (reading_order(one.name), one.apart))),
        )
        for module in site.live_now(connection).listed
        if completed.get(module.id)
    )


def agreed(site: Site, person: Person) -> tuple[TeamAction, ...]:
    """What the person's home team agreed to do and has not ended, newest first: the last few."""
    if person.team is None:
        return ()
    with site.database.read() as connection:
        return team_actions.open_of_team(connection, person.team, MOST_SHOWN)


def log(
    site: Site, viewer: Person, team: str, text: str, on: date | None, due: date | None, *, typed_due: bool
) -> Problems | None:
    """Log what a team agreed to do; None where the team is not the viewer's to manage.

    `typed_due`: something stands in the field of the day by which it is to be done. Problems: `what` is empty or too
    long; `on` is no day or still to come; `due` is no day, or before `on`. NotPossible for anybody but a manager.
    """
    must(viewer, Act.SEE_TEAM)
    words = storable(text).strip()
    with site.database.write() as connection:
        found = _managed(site, connection, viewer, team)
        if found is None:
            return None
        problems = _problems(words, on, due, typed_due, site.today())
        if problems or on is None:
            return problems
        now = site.now()
        made = team_actions.add(connection, team=found, text=words, on=on, due=due, by=viewer.id, at=now)
        audit.record(connection, at=now, actor=viewer.id, action="team-action", object=made)
    return ()


def _problems(words: str, on: date | None, due: date | None, typed_due: bool, today: date) -> Problems:
    found = []
    if not words:
        found.append(Problem("what", Code.MISSING))
    elif len(words) > LONGEST:
        found.append(Problem("what", Code.TOO_LONG, LONGEST))
    if on is None or on > today:
        found.append(Problem("on", Code.NO_DAY if on is None else Code.TO_COME))
    if due is None:
        found += [Problem("due", Code.NO_DAY)] if typed_due else []
    elif on is not None and due < on:
        found.append(Problem("due", Code.GONE_BY))
    return tuple(found)


def action(site: Site, viewer: Person, public_id: str) -> tuple[str, TeamAction] | None:
    """An action with the name of its team; None where that is not the viewer's to manage.

    NotPossible for anybody but a manager.
    """
    must(viewer, Act.SEE_TEAM)
    with site.database.read() as connection:
        found = _theirs(site, connection, viewer, public_id)
        return (found[0], found[1].action) if found is not None else None


def end(site: Site, viewer: Person, public_id: str, kind: ActionEnd | None, note: str) -> ActionEnded | None:
    """Log how an action ended, today; a second time changes nothing. None as for `action`.

    Problems: `how` was not chosen; `note` is too long, or is empty where it was dropped. NotPossible for anybody but a
    manager.
    """
    must(viewer, Act.SEE_TEAM)
    words = storable(note).strip()
    with site.database.write() as connection:
        team_actions.lock(connection, public_id)
        found = _theirs(site, connection, viewer, public_id)
        if found is None:
            return None
        team, one = found
        problems = _ending_problems(kind, words) if one.action.ended is None else ()
        if one.action.ended is None and kind is not None and not problems:
            now = site.now()
            on = max(site.day_of(now), one.action.on)
            team_actions.end(connection, one.id, kind=kind, on=on, note=words, by=viewer.id, at=now)
            audit.record(connection, at=now, actor=viewer.id, action=f"team-action-{kind}", object=public_id)
    return ActionEnded(team, problems)


def _ending_problems(kind: ActionEnd | None, note: str) -> Problems:
    if kind is None:
        return (Problem("how", Code.MISSING),)
    if len(note) > LONGEST:
        return (Problem("note", Code.TOO_LONG, LONGEST),)
    return (Problem("note", Code.MISSING),) if kind is ActionEnd.DROPPED and not note else ()


def _managed(site: Site, connection: Connection, viewer: Person, team: str) -> int | None:
    """The id of the team of this name, if the viewer manages it today."""
    managed = teams.teams(connection, viewer, site.today())
    return next((id for id, name in managed if name == team), None)


def _theirs(
    site: Site, connection: Connection, viewer: Person, public_id: str
) -> tuple[str, team_actions.KeptAction] | None:
    """An action with the name of its team, if the viewer manages that today."""
    found = team_actions.find(connection, public_id)
    managed = dict(teams.teams(connection, viewer, site.today()))
    return (managed[found.team], found) if found is not None and found.team in managed else None
