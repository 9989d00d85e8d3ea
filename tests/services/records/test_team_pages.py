"""*My team* of many people: a page of them at once, in order; searching; and the spreadsheet, some people at a time."""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from quizapp.model import team_pages
from quizapp.model.people import Person, Role, TeamTable
from quizapp.model.team_pages import TeamAsked, TeamPage
from quizapp.services.records import teams
from quizapp.services.site import people
from quizapp.services.site.accounts import place_person
from quizapp.services.site.site import Site
from quizapp.store import audit
from tests.databases import PUBLISHED
from tests.services.managed import my_team
from tests.web.growing import counted

PAGE = 4
SIZES = {"Team A": 9, "Team B": 0, "Team C": 1, "Team D": 6, "Team E": 0}
NAMES = ("Ángel", "Bea", "Łukasz", "Maya Patel", "maya  patel", "O’Brien", "Zoë", "Dean", "Øystein")


@pytest.fixture(autouse=True)
def few_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(team_pages, "PAGE", PAGE)
    monkeypatch.setattr(teams, "AT_ONCE", 2)


@pytest.fixture
def robin(site: Site, join: Callable[..., Person]) -> Person:
    """The manager of all these teams, who is in none of them."""
    chance = random.Random(3)
    with site.database.write() as connection:
        for team, size in SIZES.items():
            for number in range(size):
                name, address = f"{chance.choice(NAMES)} {chance.choice('xyz')}", f"{team[-1]}{number}@example.org"
                held = frozenset({Role.STAFF})
                place_person(connection, PUBLISHED.date(), name, address, held, team, None, ())
    return join("Robin", Role.MANAGER, team="Team Z", manages=tuple(SIZES))


def page_of(site: Site, viewer: Person, team: str = "", name: str = "", after: str = "") -> TeamPage:
    page = teams.my_team(site, viewer, TeamAsked(team, name, after))
    assert page is not None
    return page


def names_of(tables: tuple[TeamTable, ...]) -> list[tuple[str, str, str]]:
    return [(table.team, row.who.name, row.who.email) for table in tables for row in table.rows]


def turned(site: Site, viewer: Person, first: TeamPage) -> Iterator[TeamPage]:
    """This page and those after it."""
    page: TeamPage | None = first
    while page is not None:
        yield page
        after = page.after
        page = teams.my_team(site, viewer, after) if after is not None else None


@pytest.mark.parametrize("asked", [TeamAsked(), TeamAsked("Team A"), TeamAsked(name="y"), TeamAsked("Team B")])
def test_turning_pages_shows_everybody_once_and_turning_back_the_same_pages(
    site: Site, robin: Person, monkeypatch: pytest.MonkeyPatch, asked: TeamAsked
):
    pages = [*turned(site, robin, page_of(site, robin, asked.team, asked.name))]
    back = [page.before for page in pages]
    assert back[0] is None and pages[-1].after is None
    for number, before in enumerate(back[1:], start=1):
        assert before is not None and teams.my_team(site, robin, before) == pages[number - 1]
    assert {page.everybody for page in pages} == {sum(SIZES.values())} and all(page.is_part for page in pages)
    monkeypatch.setattr(team_pages, "PAGE", 1000)
    whole = page_of(site, robin, asked.team, asked.name)
    assert [row for page in pages for row in names_of(page.tables)] == names_of(whole.tables)
    shown = [sum(len(table.rows) for table in page.tables) for page in pages]
    assert all(size == PAGE for size in shown[:-1]) and sum(shown) == whole.found == pages[0].found
    assert [(page.first, page.last) for page in pages] == [
        (min(PAGE * n + 1, whole.found), min(PAGE * (n + 1), whole.found)) for n in range(len(pages))
    ]
    empty = [table.team for page in pages for table in page.tables if not table.rows]
    assert empty == [table.team for table in whole.tables if not table.rows], "a team without people is there once"


def test_whoever_manages_few_has_all_on_one_page(site: Site, robin: Person, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(team_pages, "PAGE", sum(SIZES.values()))
    assert [(table.team, len(table.rows)) for table in my_team(site, robin)] == [*SIZES.items()]
    page = page_of(site, robin)
    assert (page.before, page.after, page.is_part, page.teams) == (None, None, False, tuple(SIZES))


def test_two_of_one_name_on_different_pages_are_told_apart(site: Site, join: Callable[..., Person]):
    ann = join("Ann", Role.MANAGER, team=None, manages=("One", "Two"))
    for number in range(PAGE):
        join(f"Person {number}", team="One")
    for address, team in (("first", "One"), ("last", "Two")):
        join(address, team=team)
        assert people.rename(site, f"{address}@example.org", name="Maya Patel").problems == ()
    first, second = turned(site, ann, page_of(site, ann))
    apart = [[row.who.apart for table in page.tables for row in table.rows] for page in (first, second)]
    assert apart == [["first@example.org", "", "", ""], ["", "last@example.org"]]


def test_names_are_found_without_accents_and_case_and_only_ones_own_people(
    site: Site, robin: Person, join: Callable[..., Person]
):
    join("Łukasz elsewhere", team="Team Y")
    for typed in ("lukasz", " ŁUKASZ", "asz", "luk x", "obrien", "'", "nobody-like-this"):
        pages = turned(site, robin, page_of(site, robin, name=typed))
        found = {name for page in pages for _, name, _ in names_of(page.tables)}
        words = {"lukasz": "Ł", " ŁUKASZ": "Ł", "asz": "Ł", "luk x": "Ł", "obrien": "O’"}.get(typed)
        assert words is None or all(name.startswith(words) for name in found)
        assert not any("elsewhere" in name for name in found)
    assert page_of(site, robin, name="lukasz").found > 0
    assert page_of(site, robin, name="'").found == sum(SIZES.values()), "nothing that a name is told by"
    nobody = page_of(site, robin, name="nobody-like-this")
    assert (nobody.found, nobody.first, nobody.last, nobody.tables, nobody.after) == (0, 0, 0, (), None)


def test_a_team_that_is_not_theirs_is_none_and_whoever_is_not_there_any_more_is_no_matter(site: Site, robin: Person):
    for team in ("Team Z", "team a", "Team Q", "'"):
        assert teams.my_team(site, robin, TeamAsked(team=team)) is None
    first = page_of(site, robin)
    last = [*turned(site, robin, first)][-1].tables[-2].rows[-1].who.public_id
    for after in ("nobody", robin.public_id, last):
        assert page_of(site, robin, after=after).tables == first.tables


def test_a_page_asks_as_often_however_many_people_and_pages_there_are(site: Site, robin: Person):
    asked = []
    for team in ("Team C", "Team A", ""):
        page_of(site, robin, team)
        with counted() as statements:
            page_of(site, robin, team)
        asked.append(len([one for one in statements if "SELECT" in one]))
    assert len(set(asked)) == 1 and asked[0] <= 9


def test_the_spreadsheet_comes_some_people_at_a_time_of_one_moment_and_is_audited_once(
    site: Site, robin: Person, monkeypatch: pytest.MonkeyPatch
):
    def noted() -> int:
        with site.database.read() as connection:
            return audit.count(connection)

    before = noted()
    with ExitStack() as stack:
        tables = teams.exported(site, robin)
        stack.callback(tables.close)  # type: ignore[attr-defined]  # a generator
        found = [next(tables)]
        with site.database.write() as connection:  # nobody waits, and what comes later is not in it
            place_person(connection, PUBLISHED.date(), "AAA", None, frozenset({Role.STAFF}), "Team D", None, ())
        after_writing = noted()
        found += tables
    assert [len(table.rows) for table in found] == [2, 2, 2, 2, 1, 1, 2, 2, 2]
    assert noted() == after_writing + 1 and after_writing == before
    monkeypatch.setattr(team_pages, "PAGE", 1000)
    whole = [row for row in names_of(my_team(site, robin)) if row[1] != "AAA"]
    assert names_of(tuple(found)) == whole


def test_a_spreadsheet_that_was_not_taken_to_its_end_is_not_audited(site: Site, robin: Person):
    tables = teams.exported(site, robin)
    next(tables)
    tables.close()  # type: ignore[attr-defined]  # a generator
    with site.database.read() as connection:
        asked = "SELECT count(*) FROM audit WHERE action = 'team-export'"
        assert connection.exec_driver_sql(asked).scalar_one() == 0
