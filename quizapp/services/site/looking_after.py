"""For administrators: the list of people, one person's page, and the forms that change somebody.

Teams are made on the page of teams, so that a slip in a name makes none: a form names one that is there.
"""

from dataclasses import replace
from datetime import datetime
from heapq import nsmallest
from typing import Any

from quizapp.model.acts import Act, must
from quizapp.model.days import written_day
from quizapp.model.names import reading_order
from quizapp.model.people import Engagement, Group, Person, Role
from quizapp.model.people_pages import PAGE, PeopleAsked, PeoplePage, PersonForm, PersonPage
from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.site import accounts, noting, people
from quizapp.services.site.accounts import AddedPerson
from quizapp.services.site.people import PersonChanged
from quizapp.services.site.person_texts import email_problems, name_problems, staff_number_problems, tidy
from quizapp.services.site.site import Site
from quizapp.services.site.whom import Whom
from quizapp.store.database import Connection
from quizapp.store.people import directory, person_record
from quizapp.store.people import people as rows

HERE = ("active",)
STATES = {"": HERE, "left": ("left",), "all": ("active", "left")}


def listed(site: Site, viewer: Person, asked: PeopleAsked) -> PeoplePage:
    """Those who are asked for, by name, a page at a time; looking is audited. NotAllowed for who may not.

    Whoever is asked for after somebody who is not in the list any more begins at the beginning.
    """
    must(viewer, Act.LOOK_AFTER_PEOPLE)
    states = STATES.get(asked.state, HERE)
    words = [(word, reading_order(word)[0]) for word in tidy(asked.words).casefold().split()]
    with site.database.snapshot() as connection:
        found = [
            row
            for row in person_record.found(connection, team_named=asked.team, with_role=asked.role, states=states)
            if all(_has(row, *word) for word in words)
        ]
        place = next((row for row in found if row.public_id == asked.after), None)
        keyed = sorted((_place(row), row.id, row.public_id) for row in found) if place is not None else ()
        start = next((n + 1 for n, one in enumerate(keyed) if one[2] == asked.after), 0)
        start = 0 if start == len(found) else start
        here = keyed[start : start + PAGE] if start else _first(found)
        turned = max(start - PAGE, 0)
        page = PeoplePage(
            asked=asked,
            people=person_record.lines(connection, [one[1] for one in here]),
            found=len(found),
            first=min(start + 1, len(found)),
            last=start + len(here),
            before=replace(asked, after=keyed[turned - 1][2] if turned else "") if start else None,
            after=replace(asked, after=here[-1][2]) if start + len(here) < len(found) else None,
            teams=rows.team_names(connection),
        )
    noting.saw_list(site, viewer, "people-view")
    return page


def person(site: Site, viewer: Person, public_id: str) -> PersonPage | None:
    """One person, with everything that is looked after; None where there is nobody. NotAllowed for who may not."""
    must(viewer, Act.LOOK_AFTER_PEOPLE)
    with site.database.snapshot() as connection:
        record = person_record.read(connection, public_id)
        if record is None:
            return None
        found = directory.by_public_id(connection, public_id)
        page = PersonPage(record, site.today(), rows.team_names(connection))
    noting.saw_person(site, viewer, "person-view", found.person.id if found else None)
    return page


def add(site: Site, viewer: Person, form: PersonForm) -> AddedPerson:
    """Add somebody, with a link to set a password. Problems of each field, as `accounts.add_person` has them."""
    problems = (*_choices(form), *_roles(form.holds), *_team(site, form.team))
    if problems:
        return AddedPerson(problems)
    return accounts.add_person(
        site,
        name=form.name,
        email=form.email,
        roles=frozenset({Role.STAFF, *map(Role, form.holds)}),
        team=form.team or None,
        group=Group(form.group) if form.group else None,
        staff_number=form.staff_number if tidy(form.staff_number) else None,
        works_as=Engagement(form.works_as) if form.works_as else None,
        by=viewer,
    )


def change_details(site: Site, whom: Whom, form: PersonForm) -> PersonChanged:
    """Give somebody this name, address, number, group, engagement and day of joining, all or nothing."""
    name, email, number = tidy(form.name), tidy(form.email), tidy(form.staff_number)
    on = written_day(form.joined)
    problems = (
        *name_problems("name", name),
        *(email_problems("email", email) if email or not number else ()),
        *(staff_number_problems("staff_number", number) if number else ()),
        *_choices(form),
        *((Problem("joined", Code.NO_DAY),) if on is None else ()),
        *((Problem("joined", Code.TO_COME),) if on is not None and on > site.today() else ()),
    )
    if problems or on is None:
        return PersonChanged(problems)

    def change(connection: Connection, person: Person, _: datetime) -> PersonChanged:
        taken = _taken(connection, person, email, number)
        if taken:
            return PersonChanged(taken)
        directory.rename(connection, person.id, name=name, email=email or None)
        if not email:
            directory.forget_address(connection, person.id)
        rows.set_staff_number(connection, person.id, number or None)
        directory.set_group(connection, person.id, Group(form.group) if form.group else None)
        directory.set_works_as(connection, person.id, Engagement(form.works_as) if form.works_as else None)
        directory.set_joined(connection, person.id, on)
        return PersonChanged(person=rows.get_person(connection, person.id))

    return people.change_person(site, whom, "person-change", None, change)


def move(site: Site, whom: Whom, team: str) -> PersonChanged:
    """Make a team that is there somebody's home team, from today on."""
    problems = _team(site, team) or (() if team else (Problem("team", Code.MISSING),))
    return PersonChanged(problems) if problems else people.move(site, whom, team)


def come_back(site: Site, whom: Whom, team: str) -> PersonChanged:
    """Let somebody in who had left, into a team that is there, or the one that they were in last."""
    problems = _team(site, team)
    return PersonChanged(problems) if problems else people.come_back(site, whom, team or None)


def set_roles(site: Site, whom: Whom, holds: tuple[str, ...], *, sure: bool) -> PersonChanged:
    """Have somebody hold just these roles besides that of staff. Problem of `sure` where that takes one from them."""
    problems = _roles(holds)
    with site.database.read() as connection:
        record = person_record.read(connection, whom.public_id)
    if problems or record is None:
        return PersonChanged(problems or (Problem("email", Code.UNKNOWN),))
    chosen, held = {Role.STAFF, *map(Role, holds)}, set(record.holds)
    add, take = frozenset(chosen - held), frozenset(held - chosen)
    if take and not sure and not (whom.seen and record.seal != whom.seen):
        return PersonChanged((Problem("sure", Code.MISSING),))
    return people.change_roles(site, whom, add=add, take=take)


def _first(found: list[Any]) -> list[tuple[Any, int, str]]:
    return nsmallest(PAGE, ((_place(row), row.id, row.public_id) for row in found))


def _place(row: Any) -> tuple[str, str, str]:
    return reading_order(row.name)


def _has(row: Any, word: str, plain: str) -> bool:
    """Whether the word is in the name, without accents and case, or in the address or number."""
    return (
        bool(plain and plain in reading_order(row.name)[0])
        or word in (row.email_key or "")
        or word in (row.staff_no or "").casefold()
    )


def _choices(form: PersonForm) -> Problems:
    wrong = (("group", form.group, Group), ("works_as", form.works_as, Engagement))
    return tuple(Problem(field, Code.UNKNOWN) for field, text, kinds in wrong if text and text not in set(kinds))


def _roles(holds: tuple[str, ...]) -> Problems:
    return () if set(holds) <= set(Role) else (Problem("holds", Code.UNKNOWN),)


def _team(site: Site, team: str) -> Problems:
    return () if not team or team in people.team_names(site) else (Problem("team", Code.UNKNOWN),)


def _taken(connection: Connection, person: Person, email: str, number: str) -> Problems:
    other = directory.by_address(connection, email) if email else None
    wrong = [Problem("email", Code.TAKEN)] if other is not None and other.person.id != person.id else []
    if number and rows.has_staff_number(connection, number) not in (None, person.id):
        wrong.append(Problem("staff_number", Code.TAKEN))
    return tuple(wrong)
