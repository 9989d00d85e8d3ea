"""For administrators: the teams as a tree, and what is changed of them. Names are told apart whatever the case.

A form names the team, and where it was when the form was opened (`was`): where somebody put it elsewhere meanwhile, or
renamed it, nothing is changed unseen.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from quizapp.engine.who_manages import would_ring
from quizapp.model.acts import Act, must
from quizapp.model.names import reading_order
from quizapp.model.people import Person
from quizapp.model.problems import Code, Problem, Problems
from quizapp.model.requirements import Who, WhoKind
from quizapp.model.team_tree import TeamTree, TreeTeam, TreeTeamPage
from quizapp.services.site import noting, organisation_settings, standings
from quizapp.services.site.person_texts import name_problems, tidy
from quizapp.services.site.site import Site, StoreUnavailable
from quizapp.store import audit, organisation
from quizapp.store.database import Connection
from quizapp.store.people import belongings, enrolling, managing, people, roster, team_tree

_Change = Callable[[Connection, TreeTeam, datetime], Problems]


def tree(site: Site, viewer: Person) -> TeamTree:
    """All teams, with their managers and numbers of people; looking is audited. NotAllowed for who may not."""
    must(viewer, Act.LOOK_AFTER_PEOPLE)
    with site.database.snapshot() as connection:
        found = _tree(site, connection)
    noting.saw_list(site, viewer, "teams-view")
    return found


def team(site: Site, viewer: Person, name: str) -> TreeTeamPage | None:
    """One team with those inside it, and where it can be put; None where there is none of this name."""
    whole = tree(site, viewer)
    found = _found(whole.top, name)
    if found is None:
        return None
    inside = {one.name for one in _all(found)}
    return TreeTeamPage(found, tuple(name for name in whole.names if name not in inside))


def add(site: Site, viewer: Person, name: str, parent: str) -> Problems:
    """Make a team, at the top ("") or in another.

    Problems: `new` is empty, too long or taken; `parent` is not there. NotAllowed for who may not.
    """
    must(viewer, Act.LOOK_AFTER_PEOPLE)
    name, now = tidy(name), site.now()
    if problems := name_problems("new", name):
        return problems
    with site.database.write() as connection:
        roster.lock(connection)
        if people.team_id(connection, name) is not None:
            return (Problem("new", Code.TAKEN),)
        ids = enrolling.team_ids(connection)
        if parent and parent not in ids:
            return (Problem("parent", Code.UNKNOWN),)
        made = people.add_team(connection, name, ids.get(parent))
        audit.record(connection, at=now, actor=viewer.id, action="team-add", object=str(made))
    return ()


def rename(site: Site, viewer: Person, name: str, new: str) -> Problems:
    """Give a team another name; a second click changes nothing more.

    Problems of `new`: empty, too long, or another team's (`TAKEN`).
    """
    new = tidy(new)
    if problems := name_problems("new", new):
        return problems

    def change(connection: Connection, found: TreeTeam, now: datetime) -> Problems:
        own = enrolling.team_ids(connection)[found.name]
        if people.team_id(connection, new) not in (None, own):
            return (Problem("new", Code.TAKEN),)
        team_tree.rename(connection, own, new)
        if team_tree.has_settings(connection, own):
            _say_again(connection, viewer, new, now)
        return ()

    problems = _change(site, viewer, name, "team-rename", change)
    if any(one.field == "team" for one in problems):
        with site.database.read() as connection:
            return () if people.team_id(connection, new) is not None else problems
    with suppress(StoreUnavailable):  # it is renamed; this process knows within seconds, as every other
        site.refresh(at_once=True)
    return problems


def put_under(site: Site, viewer: Person, name: str, parent: str, was: str) -> Problems:
    """Put a team with all inside it into another, or at the top (""); `was` is where it was when the form was opened.

    Problems of `parent`: not there (`UNKNOWN`), itself or inside it (`TWICE`), or changed meanwhile (`CHANGED`).
    """

    def change(connection: Connection, found: TreeTeam, _: datetime) -> Problems:
        ids = enrolling.team_ids(connection)
        if found.parent != was:
            return (Problem("parent", Code.CHANGED),)
        if parent and parent not in ids:
            return (Problem("parent", Code.UNKNOWN),)
        parents = {one.name: one.parent for one in roster.teams(connection)}
        if would_ring(found.name, parent, parents):
            return (Problem("parent", Code.TWICE),)
        enrolling.put_under(connection, ids[found.name], ids.get(parent))
        moved = belongings.ever(connection, [Who(WhoKind.TEAM, ids[one.name]) for one in _all(found)])
        standings.refresh_later(site, connection, moved)
        return ()

    return _change(site, viewer, name, "team-move", change)


def close(site: Site, viewer: Person, name: str) -> Problems:
    """Offer a team that is empty to nobody any more. Problem of `close`: somebody is in it, or manages it (`HERE`)."""

    def change(connection: Connection, found: TreeTeam, now: datetime) -> Problems:
        if not found.is_empty:
            return (Problem("close", Code.HERE),)
        team_tree.close(connection, enrolling.team_ids(connection)[found.name], site.day_of(now))
        return ()

    return _change(site, viewer, name, "team-close", change)


def _change(site: Site, viewer: Person, name: str, action: str, change: _Change) -> Problems:
    """Change a team, on record, in one transaction. Problem of `team`: there is none of this name any more."""
    must(viewer, Act.LOOK_AFTER_PEOPLE)
    now = site.now()
    with site.database.write() as connection:
        roster.lock(connection)
        found = _found(_tree(site, connection).top, name)
        if found is None:
            return (Problem("team", Code.UNKNOWN),)
        number = enrolling.team_ids(connection)[found.name]
        problems = change(connection, found, now)
        if not problems:
            audit.record(connection, at=now, actor=viewer.id, action=action, object=str(number))
        return problems


def _say_again(connection: Connection, viewer: Person, name: str, now: datetime) -> None:
    """Set something of a renamed team once more as it is: other processes know what is set by the team's name.

    They look whether there is a newer change, and read all of them again.
    """
    organisation.lock(connection)
    found = organisation.set_now(connection)
    setting, text = next((setting, text) for (setting, team), text in found.texts.items() if team == name)
    organisation_settings.append(connection, found, viewer.id, setting, name, text, now)


def _tree(site: Site, connection: Connection) -> TeamTree:
    rows = team_tree.read(connection)
    managers = managing.managers_on(connection, site.today())
    inside: dict[int | None, list[team_tree.StoredTeam]] = {}
    here = {row.id for row in rows if row.closed_on is None}
    for row in sorted(rows, key=lambda row: reading_order(row.name)):
        if row.closed_on is None:
            # One that was opened again, in a team that was not, is found at the top.
            inside.setdefault(row.parent if row.parent in here else None, []).append(row)

    def made(row: team_tree.StoredTeam, way: tuple[str, ...]) -> TreeTeam:
        own = (*way, row.name)
        within = tuple(made(one, own) for one in inside.get(row.id, ()) if one.name not in own)
        people = row.people + sum(one.within for one in within)
        return TreeTeam(own, row.people, people, tuple(managers.get(row.id, ())), within)

    closed = sorted((row for row in rows if row.closed_on is not None), key=lambda row: reading_order(row.name))
    return TeamTree(
        top=tuple(made(row, ()) for row in inside.get(None, ())),
        closed=tuple((row.name, row.closed_on) for row in closed if row.closed_on is not None),
        names=people.team_names(connection),
    )


def _all(team: TreeTeam) -> list[TreeTeam]:
    return [team, *(one for inside in team.inside for one in _all(inside))]


def _found(top: tuple[TreeTeam, ...], name: str) -> TreeTeam | None:
    return next((one for team in top for one in _all(team) if one.name == name), None)
