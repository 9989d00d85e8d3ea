"""*My teams*, the training matrix and a person's record: every number is the list that it leads to."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from quizapp.model import matrix_pages
from quizapp.model.matrix_pages import ChaseAfter, MatrixAsked, MatrixPage, SortedBy, TeamLine
from quizapp.model.people import Group, Person, Role
from quizapp.model.play import NotAllowed
from quizapp.model.requirements import Status, Who, WhoKind
from quizapp.model.urgency import SOON, Urgency, most_pressing, urgency
from quizapp.services.records import another_way, matrix, my_teams, person_records
from quizapp.services.site import accounts
from quizapp.services.site.site import Site
from quizapp.store import audit
from quizapp.store.people import people
from quizapp.store.people.scope import visible_people
from quizapp.store.records import chasing
from quizapp.store.records import matrix as stored
from quizapp.store.records import standings as kept
from tests.amounts import LONG
from tests.clock import Clock
from tests.databases import Files
from tests.services.asked_of import require
from tests.services.example_site import MODULE, PATH, example_files
from tests.services.quiz_files import MODULE as MINDS
from tests.services.quiz_files import quiz_files

WORDS = {
    Urgency.LATE: "late",
    Urgency.SOON: "soon",
    Urgency.LATER: "later",
    Urgency.UP_TO_DATE: "up-to-date",
    Urgency.NOTHING: "nothing",
}
EARLY = date(2026, 1, 5)


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (example_files, quiz_files)


@pytest.fixture(autouse=True)
def few_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix_pages, "PAGE", 4)


def page_of(site: Site, viewer: Person, **asked: object) -> MatrixPage:
    page = matrix.matrix_page(site, viewer, MatrixAsked(**asked))  # type: ignore[arg-type]  # as a test names them
    assert page is not None
    return page


def turned(site: Site, viewer: Person, **asked: object) -> Iterator[MatrixPage]:
    page: MatrixPage | None = page_of(site, viewer, **asked)
    while page is not None:
        yield page
        page = matrix.matrix_page(site, viewer, page.after) if page.after is not None else None


def listed(site: Site, viewer: Person, **asked: object) -> list[str]:
    """The public ids of those whom the pages of a matrix show; how many they are is what each page says."""
    pages = [*turned(site, viewer, **asked)]
    found = [row.who.public_id for page in pages for row in page.rows]
    assert {page.found for page in pages} == {len(found)} and len(set(found)) == len(found)
    return found


def organisation(site: Site, chance: random.Random, size: int) -> list[Person]:
    """Teams inside each other at random, people in them, and managers of some: those come back."""
    joined = site.today() - timedelta(days=300)
    with site.database.write() as connection:
        teams: list[int] = []
        for n in range(8):
            teams.append(people.add_team(connection, f"Team {n}", chance.choice([None, *teams])))
        staff = []
        for n in range(size):
            on, group = joined + timedelta(days=chance.randrange(300)), chance.choice([None, *Group])
            home = f"Team {chance.randrange(8)}"
            name = f"{chance.choice(['Zoë', 'adam', 'Łukasz'])} {n % 7}"
            staff.append(
                accounts.place_person(connection, on, name, f"{n}@x.org", frozenset({Role.STAFF}), home, group, ())
            )
        managers = [
            accounts.place_person(
                connection, EARLY, f"M{n}", None, frozenset({Role.STAFF, Role.MANAGER}), None, None, (f"Team {n}",)
            )
            for n in (0, 1, 5)
        ]
    for person in staff[::4]:
        another_way_for(site, person)
    require(site, managers[0], MODULE, from_on=EARLY, days=20, renew=chance.choice([None, 2, 12]), window=15)
    with site.database.read() as connection:
        team = people.team_id(connection, "Team 1")
    assert team is not None
    require(site, managers[0], MINDS, [Who(WhoKind.TEAM, team)], from_on=site.today() - timedelta(days=9), days=60)
    return managers


def another_way_for(site: Site, person: Person) -> None:
    """That somebody completed the example's module, by what its briefing asks for."""
    with site.database.write() as connection:
        by = accounts.place_person(
            connection,
            EARLY,
            f"Recorder of {person.public_id}",
            None,
            frozenset({Role.STAFF, Role.MANAGER}),
            None,
            None,
            (person.team or "",),
        )
    assert another_way.record_for(site, by, person.public_id, PATH, site.today() - timedelta(days=1)) is not None


SEEDS = [1, *(pytest.param(n, marks=LONG) for n in range(2, 8))]


@pytest.mark.parametrize("seed", SEEDS)
def test_in_any_organisation_list_and_detail_and_count_and_file_and_branch_are_the_same(site: Site, seed: int):
    for manager in organisation(site, random.Random(seed), 23):
        with site.database.read() as connection:
            scope = {row.person for row in connection.execute(visible_people(manager, site.today()))}
            standings = kept.seen_by(connection, manager, site.today())
            public = {
                row.id: row.public_id for row in connection.exec_driver_sql("SELECT id, public_id FROM person").all()
            }
        page = my_teams.teams_page(site, manager)
        everybody = listed(site, manager)
        assert set(everybody) == {public[one] for one in scope}
        assert page.total.counts.people == len(everybody) == sum(of_itself(page.teams))
        for one, word in WORDS.items():
            mine = {
                public[p]
                for p in scope
                if one
                is most_pressing(
                    urgency(s.status(site.today()), s.due_on, site.today())
                    for (of, _), s in standings.items()
                    if of == p
                )
            }
            assert set(listed(site, manager, status=word)) == mine and page.total.counts.of(one) == len(mine)
        for line in page.teams:
            same = {"team": line.team, "inside": line.is_branch}
            assert len(listed(site, manager, **same)) == line.counts.people
            assert len(listed(site, manager, status="late", **same)) == line.counts.late
            assert len(listed(site, manager, status="not-passed", **same)) == line.tried
        for of in page.modules:
            for one in (Urgency.LATE, Urgency.SOON, Urgency.LATER, Urgency.UP_TO_DATE):
                assert len(listed(site, manager, status=WORDS[one], module=of.module.id)) == of.counts.of(one)
            assert len(listed(site, manager, status="optional", module=of.module.id)) == of.optional
        sheets = matrix.exported(site, manager, MatrixAsked(status="late"))
        assert sheets is not None
        assert [r.who.public_id for s in sheets for r in s.rows] == listed(site, manager, status="late")
        for one in public.values():
            assert (person_records.person_record(site, manager, one) is not None) == (one in everybody)
        chased = [*chase(site, manager)]
        assert {who for who, _, late in chased if late} == set(listed(site, manager, status="late"))
        assert {(who, module) for who, module, _ in chased} == {
            (public[p], module)
            for (p, module), s in standings.items()
            if urgency(s.status(site.today()), s.due_on, site.today()) in (Urgency.LATE, Urgency.SOON)
        }


def of_itself(lines: tuple[TeamLine, ...]) -> Iterator[int]:
    """How many people each team has itself."""
    yield from (line.counts.people for line in lines if not line.is_branch)


def chase(site: Site, manager: Person) -> Iterator[tuple[str, str, bool]]:
    after: ChaseAfter | None = ChaseAfter()
    days: list[tuple[bool, date]] = []
    found = 0
    while after is not None:
        page = my_teams.chase_page(site, manager, after)
        assert len(page.rows) <= 4 and page.is_first == (not found)
        days += [(not row.is_late, row.on) for row in page.rows]
        found += len(page.rows)
        yield from ((row.who.public_id, row.module.id, row.is_late) for row in page.rows)
        after = page.after
    assert days == sorted(days) and page.found == found and page.late == sum(not later for later, _ in days)


def test_how_pressing_something_is_is_the_same_in_python_and_in_the_database(site: Site, join: Callable[..., Person]):
    robin = join("Robin", Role.MANAGER, team=None, manages=("Team A",))
    today, rows = site.today(), []
    for n, status in enumerate(Status):
        for days in (None, -1, 0, SOON.days, SOON.days + 1):
            rows.append((join(f"p{n}{days}"), status, None if days is None else today + timedelta(days=days)))
    with site.database.write() as connection:
        for person, status, due in rows:
            connection.execute(
                kept.standing.insert(),
                {"person": person.id, "module": MODULE, "status0": status, "due_on": due},
            )
        found = stored.urgencies(connection, robin, today, MODULE)
    for person, status, due in rows:
        assert found[person.id] is urgency(status, due, today), (status, due)


@pytest.fixture
def robin(site: Site, join: Callable[..., Person]) -> Person:
    """The manager of three people: one who completed the module, one who is late, one who joined just now."""
    done = join("Ángel", team="Team A")
    join("Bea", team="Team B", group=Group.SOCIAL_CARE)
    manager = join("Robin", Role.MANAGER, team=None, manages=("Team A", "Team B"))
    assert another_way.record_for(site, manager, done.public_id, PATH, site.today() - timedelta(days=1)) is not None
    with site.database.write() as connection:
        accounts.place_person(
            connection, site.today(), "Cleo", None, frozenset({Role.STAFF}), "Team B", Group.POLICE, ()
        )
    return manager


def names(page: MatrixPage) -> list[str]:
    return [row.who.name for row in page.rows]


def test_people_are_found_and_sorted_by_what_was_asked(site: Site, robin: Person):
    require(site, robin, MODULE, from_on=EARLY, days=40)
    assert names(page_of(site, robin)) == ["Ángel", "Bea", "Cleo"]
    assert names(page_of(site, robin, sort="status")) == ["Bea", "Cleo", "Ángel"]
    assert names(page_of(site, robin, team="Team B", name="cle")) == ["Cleo"]
    assert names(page_of(site, robin, group="police")) == ["Cleo"]
    assert names(page_of(site, robin, status="overdue")) == ["Bea"] == names(page_of(site, robin, status="late"))
    assert names(page_of(site, robin, status="assigned")) == ["Cleo"] == names(page_of(site, robin, status="later"))
    assert page_of(site, robin, sort="nonsense").sorted_by is SortedBy.TEAM
    assert page_of(site, robin).filters.groups == (Group.EDUCATION, Group.SOCIAL_CARE, Group.POLICE)
    for wrong in ({"team": "Team Q"}, {"module": "nope"}, {"status": "nope"}, {"group": "nope"}):
        assert matrix.matrix_page(site, robin, MatrixAsked(**wrong)) is None
    bea = next(row for row in page_of(site, robin, module=MODULE).rows if row.who.name == "Bea")
    assert [(cell.status, cell.day) for cell in bea.cells] == [(Status.OVERDUE, EARLY + timedelta(days=40))]


def test_without_any_requirement_it_shows_what_people_completed(site: Site, robin: Person):
    page = my_teams.teams_page(site, robin)
    assert not page.is_asked and page.total.counts.people == 3 and page.chase.found == 0
    assert {line.module.id: line.optional for line in page.modules} == {MODULE: 1, MINDS: 0}
    cell = page_of(site, robin, name="angel", module=MODULE).rows[0].cells[0]
    assert (cell.status, cell.day) == (Status.NOT_REQUIRED, site.today() - timedelta(days=1))


def test_a_past_day_is_worked_out_by_what_is_known_now_and_nobody_is_found_by_status_on_it(
    site: Site, robin: Person, clock: Clock
):
    require(site, robin, MODULE, from_on=EARLY, days=40)
    early = page_of(site, robin, on="2026-02-10", status="late", sort="status", module=MODULE)
    assert early.is_past and early.on == date(2026, 2, 10) and early.sorted_by is SortedBy.TEAM
    assert [row.cells[0].status for row in early.rows] == [Status.ASSIGNED, Status.ASSIGNED, Status.NOT_REQUIRED]
    late = page_of(site, robin, on="15/02/2026", module=MODULE)
    assert [row.cells[0].status for row in late.rows] == [Status.OVERDUE, Status.OVERDUE, Status.NOT_REQUIRED]
    today = page_of(site, robin, on=site.today().isoformat(), module=MODULE)
    assert not today.is_past and [row.cells[0].status for row in today.rows][:2] == [Status.UP_TO_DATE, Status.OVERDUE]
    tomorrow = (site.today() + timedelta(days=1)).isoformat()
    for text, code in (("0026-02-10", "no day"), ("soon", "no day"), (tomorrow, "to come")):
        wrong = page_of(site, robin, on=text)
        assert [(one.field, one.code.value) for one in wrong.problems] == [("on", code)] and not wrong.is_past


def test_what_changes_with_the_day_is_seen_on_that_day(site: Site, robin: Person, clock: Clock):
    require(site, robin, MODULE, from_on=EARLY, days=40)
    assert my_teams.teams_page(site, robin).total.counts.late == 1
    clock.later(days=41)
    assert my_teams.teams_page(site, robin).total.counts.late == 2
    with site.database.read() as connection:
        assert chasing.count(connection, robin, site.today()) == (2, 2)


def test_a_record_goes_from_the_module_to_what_is_behind_it_and_its_owner_sees_who_looked(
    site: Site, robin: Person, join: Callable[..., Person]
):
    require(site, robin, MODULE, from_on=EARLY, days=40, renew=12, window=30)
    with site.database.read() as connection:
        angel = people.by_email(connection, "Ángel@example.org")
    assert angel is not None
    yesterday = site.today() - timedelta(days=1)
    record = person_records.person_record(site, robin, angel.public_id)
    assert record is not None and [(one.team, one.to_on) for one in record.homes] == [("Team A", None)]
    of = next(one for one in record.modules if one.module.id == MODULE)
    assert of.cell.status is Status.UP_TO_DATE and of.expires_on == date(
        yesterday.year + 1, yesterday.month, yesterday.day
    )
    (done,) = of.completions
    assert done.on == yesterday and done.code and [on for _, on in done.evidence] == [yesterday]
    assert [part.another_way for part in of.parts] == [(yesterday,)]
    person_records.person_record(site, robin, angel.public_id)
    looks = person_records.looks_page(site, angel, 1)
    assert [one.by for one in looks.looks] == ["Robin", "Robin"] and not looks.has_more
    other = join("Other", Role.MANAGER, team=None, manages=("Team Z",))
    assert person_records.person_record(site, other, angel.public_id) is None
    assert len(person_records.looks_page(site, angel, 1).looks) == 2
    assert person_records.looks_page(site, robin, 1).looks == ()


def test_lists_are_noted_once_a_day_and_only_managers_see_them(site: Site, robin: Person, join: Callable[..., Person]):
    def noted() -> int:
        with site.database.read() as connection:
            return audit.count(connection)

    before = noted()
    for _ in range(2):
        my_teams.teams_page(site, robin)
        my_teams.chase_page(site, robin, ChaseAfter("nobody", MODULE))
        page_of(site, robin)
    assert noted() == before + 3
    staff = join("Staff")
    for refused in (
        lambda: my_teams.teams_page(site, staff),
        lambda: my_teams.chase_page(site, staff, ChaseAfter()),
        lambda: matrix.matrix_page(site, staff, MatrixAsked()),
        lambda: matrix.exported(site, staff, MatrixAsked()),
        lambda: person_records.person_record(site, staff, staff.public_id),
    ):
        with pytest.raises(NotAllowed):
            refused()
