"""People and teams in the order that readers look for, on both databases."""

from collections.abc import Callable

from quizapp.model.people import Person, Role
from quizapp.services.records import took_part
from quizapp.services.site import people
from quizapp.services.site.organisation_settings import page
from quizapp.services.site.site import Site
from tests.services.example_site import PATH
from tests.services.managed import my_team

NAMES = ["Angel", "Ángel", "de Souza", "Dean", "Łukasz", "Ó Briain", "O’Brien", "Øystein", "Zoe", "Zoë"]
TEAMS = ("éclair", "Team 2", "team 3", "Team 10", "Ward")


def test_people_of_a_team_and_all_people_are_in_reading_order(site: Site, join: Callable[..., Person]):
    for name in reversed(NAMES):
        join(name)
    robin = join("Robin", Role.MANAGER, team="Team Z", manages=("Team A",))
    (table,) = my_team(site, robin)
    assert [row.who.name for row in table.rows] == NAMES
    assert [one.person.name for one in people.everybody(site) if one.person.name != "Robin"] == NAMES


def test_those_who_took_part_are_named_in_reading_order(site: Site, join: Callable[..., Person]):
    for name in reversed(NAMES[-4:]):
        join(name)
    addresses = "\n".join(f"{name}@example.org" for name in NAMES[-4:])
    done = took_part.record(site, join("Terry", Role.TRAINER), PATH, addresses, site.today())
    assert [one.name for one in done.recorded] == NAMES[-4:]


def test_teams_are_in_reading_order_wherever_they_are_listed(site: Site, join: Callable[..., Person]):
    robin = join("Robin", Role.MANAGER, team=None, manages=tuple(reversed(TEAMS)))
    assert people.team_names(site) == TEAMS
    assert tuple(table.team for table in my_team(site, robin)) == TEAMS
    (listed,) = (one for one in people.everybody(site) if one.person == robin)
    assert listed.manages == TEAMS
    assert page(site, join("Ada", Role.ADMINISTRATOR, team=None)).teams == TEAMS
