"""Commands for people, each by an address: add, list, link, rename, move, leave, return, and the others below."""

import argparse
import os
import sys
from collections.abc import Callable
from difflib import get_close_matches
from typing import TYPE_CHECKING

from quizapp.cli import erasing, people_text
from quizapp.cli.link_text import print_link
from quizapp.cli.operators import ready_site
from quizapp.cli.parsing import add_command, must_be
from quizapp.cli.people_import import add_import
from quizapp.services.site.settings import settings_from

if TYPE_CHECKING:
    from quizapp.model.problems import Problems
    from quizapp.services.site.people import PersonChanged
    from quizapp.services.site.site import Site

ROLES = ("staff", "trainer", "manager", "administrator")
MORE_ROLES = ROLES[1:]  # everybody is staff
SEND = "have the link sent to them by mail, instead of printing it"


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add these commands to the parser."""
    people = commands.add_parser(
        "people",
        help="people who can sign in: add, list, link, rename, role, staff-number, move, leave, return, and more",
    )
    actions = people.add_subparsers(title="actions", required=True, metavar="ACTION")
    erasing.add_actions(actions)
    add = add_command(actions, "add", run_add, "add somebody, and print a one-use link to set a password")
    add.add_argument("--name", required=True, help="as it is to stand on certificates, such as 'Una Fitzgerald'")
    add.add_argument("--email", default="", metavar="ADDRESS", help="with which they sign in, if not by staff number")
    add.add_argument("--staff-number", metavar="NUMBER", help="their number in your lists, which nobody else has")
    add.add_argument(
        "--role", action="append", default=[], choices=ROLES, help="what they are besides staff; may be repeated"
    )
    add.add_argument("--team", help="the home team; made if it is not there")
    add.add_argument("--group", help="the professional group, such as education or social-care")
    add.add_argument("--manages", action="append", default=[], metavar="TEAM", help="a team to manage; may be repeated")
    add.add_argument("--send", action="store_true", help=SEND)
    what = "list everybody: name, address, staff number, team, roles, and who has left"
    listed = add_command(actions, "list", run_list, what)
    listed.add_argument("words", nargs="*", metavar="WORD", help="only those in whose line all these words stand")
    add_import(actions)
    changes = (
        ("link", run_link, "print a new one-use link to set a password, for who forgot it or let a link run out"),
        ("rename", run_rename, "give somebody another name, another address, or both"),
        ("role", run_role, "give somebody another role, or take one"),
        ("staff-number", run_staff_number, "give somebody a staff number, another one, or none"),
        ("joined", run_joined, "put right on which day somebody joined: nothing from before it can be recorded"),
        ("move", run_move, "make another team somebody's home team, from today"),
        ("manage", run_manage, "let somebody manage a team that is there, from today, or no longer"),
        ("leave", run_leave, "let somebody in no longer; what they did stays on record"),
        ("forget-browsers", run_forget_browsers, "sign somebody out everywhere, and know their browsers no longer"),
        ("return", run_return, "let somebody in who had left, as who they were, and print a link to set a password"),
    )
    for name, run, explanation in changes:
        parser = add_command(actions, name, run, explanation)
        parser.add_argument("address", metavar="ADDRESS", help="their e-mail address, or their staff number")
        if name == "rename":
            parser.add_argument("--name", help="the new name")
            parser.add_argument("--email", metavar="ADDRESS", help="the new e-mail address")
        if name == "role":
            parser.add_argument(
                "--add", action="append", default=[], choices=MORE_ROLES, help="a role to give; may be repeated"
            )
            parser.add_argument(
                "--take",
                action="append",
                default=[],
                choices=MORE_ROLES,
                help="a role to take; may be repeated. Who is a manager no more manages no team from today",
            )
        if name == "leave":
            parser.add_argument(
                "--even-so",
                action="store_true",
                help="also the only administrator, without whom nobody can change settings",
            )
        if name == "staff-number":
            number = parser.add_mutually_exclusive_group(required=True)
            number.add_argument("number", nargs="?", metavar="NUMBER", help="the number, which nobody else has")
            number.add_argument("--none", action="store_true", help="they have no staff number")
        if name == "joined":
            parser.add_argument("day", metavar="DAY", help="such as 2026-11-23")
        if name == "manage":
            parser.add_argument("--team", required=True, help="the team to manage, in which somebody is already")
            parser.add_argument("--no-longer", action="store_true", help="they manage it no longer")
        if name in ("link", "return"):
            parser.add_argument("--send", action="store_true", help=SEND)
        if name in ("move", "return"):
            where = "the home team; made if it is not there"
            where = where if name == "move" else f"{where} (left out: the team they were in)"
            parser.add_argument("--team", required=name == "move", help=where)


def run_add(chosen: argparse.Namespace) -> int:
    """Add somebody, and print the link with which they set their password."""
    from quizapp.model.people import Group, Role
    from quizapp.services.site.accounts import add_person
    from quizapp.services.site.people import team_names
    from quizapp.services.site.person_texts import tidy

    groups = [group.value for group in Group]
    if chosen.group is not None and chosen.group not in groups:
        print(f"quizapp: {must_be('--group', chosen.group, groups)}", file=sys.stderr)
        return 2
    settings = settings_from(os.environ)
    with ready_site(settings) as site:
        if site is None:
            return 2
        before = team_names(site)
        added = add_person(
            site,
            name=chosen.name,
            email=chosen.email,
            roles=frozenset({Role.STAFF, *map(Role, chosen.role)}),
            team=chosen.team,
            group=Group(chosen.group) if chosen.group else None,
            manages=tuple(chosen.manages),
            staff_number=chosen.staff_number,
            sends=chosen.send,
        )
    if added.problems:
        return _refused(added.problems, chosen.email)
    print(f"{added.name} was added.")
    whom = chosen.email or chosen.staff_number
    for team in added.new_teams:
        _say_new_team(team, before, "move" if team == tidy(chosen.team or "") else "manage", whom)
    print_link(settings, added.token, whom)
    return 0


def run_list(chosen: argparse.Namespace) -> int:
    """Print a line for everybody, or for those in whose line all the words stand."""
    from quizapp.services.site.people import everybody

    with ready_site(settings_from(os.environ)) as site:
        if site is None:
            return 2
        listed = everybody(site)
    for line in people_text.list_lines(listed, tuple(chosen.words)):
        print(line)
    return 0


def run_link(chosen: argparse.Namespace) -> int:
    """Print a new link for somebody."""
    from quizapp.services.site.people import new_link

    said = "Links that {name} had before end." if chosen.send else "{name} has a new link; links from before end."
    return _run(chosen, lambda site: new_link(site, chosen.address, sends=chosen.send), said)


def run_leave(chosen: argparse.Namespace) -> int:
    """Let somebody in no longer."""
    from quizapp.services.site.people import leave

    return _run(
        chosen,
        lambda site: leave(site, chosen.address, even_so=chosen.even_so),
        "{name} has left, is signed out everywhere, and is in no team any more. What they did stays on record.",
    )


def run_forget_browsers(chosen: argparse.Namespace) -> int:
    """Sign somebody out everywhere, and know their browsers no longer."""
    from quizapp.services.site.people import forget_browsers

    return _run(
        chosen,
        lambda site: forget_browsers(site, chosen.address),
        "{name} is signed out everywhere, and none of their browsers is known any more.",
    )


def run_return(chosen: argparse.Namespace) -> int:
    """Let somebody in again."""
    from quizapp.services.site.people import come_back

    return _run(
        chosen,
        lambda site: come_back(site, chosen.address, chosen.team, sends=chosen.send),
        "{name} is back, with their record. {team}",
    )


def run_move(chosen: argparse.Namespace) -> int:
    """Give somebody another home team."""
    from quizapp.services.site.people import move

    return _run(chosen, lambda site: move(site, chosen.address, chosen.team), "{name} was moved. {team}")


def run_manage(chosen: argparse.Namespace) -> int:
    """Let somebody manage a team, or no longer."""
    from quizapp.services.site.people import manage

    said = "{name} manages {given} no longer." if chosen.no_longer else "{name} manages {given} from today."
    return _run(chosen, lambda site: manage(site, chosen.address, chosen.team, ends=chosen.no_longer), said)


def run_rename(chosen: argparse.Namespace) -> int:
    """Give somebody another name or address."""
    from quizapp.services.site.people import rename

    if chosen.name is None and chosen.email is None:
        print("quizapp: say what is new: --name, --email or both", file=sys.stderr)
        return 2
    said = "They are called {name} now" + (", and sign in with the new address." if chosen.email else ".")
    return _run(
        chosen, lambda site: rename(site, chosen.address, name=chosen.name, new_email=chosen.email), f"{said} {{proof}}"
    )


def run_role(chosen: argparse.Namespace) -> int:
    """Give somebody roles, or take some, and say which they hold then."""
    from quizapp.model.people import Role
    from quizapp.services.site.people import change_roles

    if not chosen.add and not chosen.take:
        print("quizapp: say which: --add ROLE, --take ROLE or both", file=sys.stderr)
        return 2
    add, take = frozenset(map(Role, chosen.add)), frozenset(map(Role, chosen.take))
    return _run(
        chosen, lambda site: change_roles(site, chosen.address, add=add, take=take), "The roles of {name}: {roles}."
    )


def run_staff_number(chosen: argparse.Namespace) -> int:
    """Give somebody a staff number, or none."""
    from quizapp.services.site.people import give_staff_number

    said = "{name} has no staff number." if chosen.none else "{name} has the staff number."
    return _run(
        chosen, lambda site: give_staff_number(site, chosen.address, None if chosen.none else chosen.number), said
    )


def run_joined(chosen: argparse.Namespace) -> int:
    """Say on which day somebody joined."""
    from quizapp.model.days import written_day
    from quizapp.services.site.people import joined

    on = written_day(chosen.day)
    return _run(chosen, lambda site: joined(site, chosen.address, on), f"{{name}} joined on {on}.")


def _run(chosen: argparse.Namespace, change: "Callable[[Site], PersonChanged]", said: str) -> int:
    """Make a change on a site that is ready, and say what came of it."""
    from quizapp.services.site.people import everybody, team_names
    from quizapp.services.site.person_texts import tidy

    settings, given = settings_from(os.environ), tidy(getattr(chosen, "team", None) or "")
    with ready_site(settings) as site:
        if site is None:
            return 2
        before = team_names(site)
        done = change(site)
        meant = people_text.meant(done.problems, chosen.address, everybody(site)) if done.problems else ""
        meant = meant or people_text.meant_team(done.problems, given, before)
    if done.problems or done.person is None:
        return _refused(done.problems, chosen.address, meant)
    team = f"Home team: {done.person.team}." if done.person.team else "They have no home team: `quizapp people move`."
    words = {"name": done.person.name, "team": team, "given": given, "roles": people_text.roles_of(done.person)}
    print(said.format(**words, proof=people_text.PROOF).rstrip())
    if done.ended:
        print(f"Nobody else was given what they managed: {', '.join(done.ended)}. (quizapp people manage)")
    if done.is_new_team and done.person.team:
        _say_new_team(done.person.team, before, "move", chosen.address)
    if done.token or getattr(chosen, "send", False):
        print_link(settings, done.token, chosen.address)
    return 0


def _refused(problems: "Problems", email: str, meant: str = "") -> int:
    from quizapp.services.site.person_texts import tidy

    for problem in problems:
        said = people_text.PROBLEMS[problem.field][problem.code].format(limit=problem.limit, address=tidy(email))
        print(f"quizapp: {said}{meant}", file=sys.stderr)
    return 1


def _say_new_team(team: str, before: tuple[str, ...], action: str, email: str) -> None:
    """Teams are made by being named: a slip in a name makes one that nobody manages."""
    from quizapp.services.site.person_texts import tidy

    print(f"A new team was made: {team}.")
    for like in get_close_matches(team, before, n=1, cutoff=0.75):
        command = f"quizapp people {action} {tidy(email)} --team {like!r}"
        print(f"There is one called {like}, too. If you meant that: {command}")
