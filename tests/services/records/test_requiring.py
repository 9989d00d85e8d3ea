"""Administrators say what is required: looked over first, kept once, and never written over unseen."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from quizapp.model.people import Group, Person, Role
from quizapp.model.play import NotAllowed
from quizapp.model.problems import Code
from quizapp.model.requirement_pages import Effect
from quizapp.model.requirements import Status
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.records import exempting, requirement_views, requiring
from quizapp.services.site.site import Site
from quizapp.store.records import requirements, standings
from tests.clock import Clock
from tests.databases import Files
from tests.services.quiz_files import MODULE, quiz_files
from tests.services.requiring import EVERYBODY, EXEMPT, KEY, form, required
from tests.services.taking import BEST_WAY, at_once, play, rows, take

DAYS = timedelta(days=1)


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


@pytest.fixture
def vera(join: Callable[..., Person]) -> Person:
    return join("Vera", Role.ADMINISTRATOR, team=None, group=None)


def status(site: Site, person: Person) -> Status | None:
    with site.database.read() as connection:
        found = standings.find(connection, person.id, MODULE)
    return found.status(site.today()) if found is not None else None


def test_a_requirement_is_looked_over_kept_once_and_counts(site: Site, alice: Person, vera: Person):
    looked = requiring.add(site, vera, KEY, form(site, MODULE), EVERYBODY, sure=False)
    assert looked.touched is not None and looked.touched.counts == ((Effect.BEGINS, 2),)
    assert looked.touched.names == tuple((n, Effect.BEGINS, site.today() + 14 * DAYS) for n in ("Alice", "Vera"))
    assert looked.rule is not None and looked.rule.renewal == (date(2027, 10, 24), date(2027, 11, 23))
    assert requirement_views.overview(site, vera) == () and status(site, alice) is None
    for _ in range(2):
        assert requiring.add(site, vera, KEY, form(site, MODULE), EVERYBODY, sure=True).public_id == KEY
    (shown,) = requirement_views.overview(site, vera)
    assert (shown.name, shown.module, shown.newest, shown.is_ended) == ("Every year", MODULE, 1, False)
    assert status(site, alice) is Status.ASSIGNED
    assert rows(site, "SELECT action, object FROM audit WHERE action = 'requirement-add'") == [("requirement-add", KEY)]
    assert check_invariants(site) == ()


def test_who_has_completed_it_is_told_as_such_before_it_is_kept(site: Site, alice: Person, vera: Person):
    play(site, alice, *BEST_WAY)
    take(site, alice)
    looked = requiring.add(site, vera, KEY, form(site, MODULE), EVERYBODY, sure=False)
    assert looked.touched is not None
    assert set(looked.touched.counts) == {(Effect.COMPLETED, 1), (Effect.BEGINS, 1)}


def test_a_change_is_looked_over_with_whom_it_touches_and_counts_from_its_day(
    site: Site, alice: Person, bob: Person, vera: Person, clock: Clock
):
    required(site, vera, module=MODULE)
    play(site, alice, *BEST_WAY)
    take(site, alice)
    clock.later(days=20)
    other = form(site, renew_months="0", due_days="60")
    assert requiring.change(site, vera, KEY, other, EVERYBODY, 1, sure=False) is not None
    other = form(site, due_days="60", renew_months="")
    looked = requiring.change(site, vera, KEY, other, EVERYBODY, 1, sure=False)
    assert looked is not None and looked.touched is not None
    assert dict(looked.touched.counts) == {Effect.IN_TIME: 2, Effect.OTHER_DAY: 1}
    assert status(site, bob) is Status.OVERDUE
    for _ in range(2):
        done = requiring.change(site, vera, KEY, other, EVERYBODY, 1, sure=True)
        assert done is not None and done.public_id == KEY
    assert (status(site, bob), status(site, alice)) == (Status.ASSIGNED, Status.UP_TO_DATE)
    page = requirement_views.one_page(site, vera, KEY)
    assert page is not None and [one.rule.due_days for one in page.rules] == [14, 60]
    assert check_invariants(site) == ()


def test_of_two_administrators_the_second_is_told_and_nothing_is_written_over_unseen(site: Site, vera: Person):
    required(site, vera, module=MODULE)
    first, second = form(site, due_days="20"), form(site, due_days="40")
    assert requiring.change(site, vera, KEY, first, EVERYBODY, 1, sure=True)
    for sure in (False, True):
        late = requiring.change(site, vera, KEY, second, EVERYBODY, 1, sure=sure)
        assert late is not None and [(p.field, p.code) for p in late.problems] == [("name", Code.CHANGED)]
        ended = requiring.end(site, vera, KEY, site.today().isoformat(), 1, sure=sure)
        assert ended is not None and [(p.field, p.code) for p in ended.problems] == [("on", Code.CHANGED)]
    assert requiring.change(site, vera, KEY, second, EVERYBODY, 2, sure=True)


def test_two_changes_at_once_are_one_change_and_one_that_is_told(site: Site, vera: Person):
    required(site, vera, module=MODULE)

    def change(n: int) -> tuple[Code, ...]:
        done = requiring.change(site, vera, KEY, form(site, due_days=f"{n + 20}"), EVERYBODY, 1, sure=True)
        assert done is not None
        return tuple(problem.code for problem in done.problems)

    assert sorted(at_once(2, change)) == [(), (Code.CHANGED,)]
    with site.database.read() as connection:
        assert [one.number for one in requirements.everything(connection)[0].rules] == [1, 2]


def test_an_end_asks_nobody_any_more_and_keeps_what_was(site: Site, alice: Person, vera: Person):
    required(site, vera, module=MODULE)
    day = (site.today() + 5 * DAYS).isoformat()
    looked = requiring.end(site, vera, KEY, day, 1, sure=False)
    assert looked is not None and looked.touched is not None and looked.touched.counts == ((Effect.ENDS, 2),)
    assert requiring.end(site, vera, KEY, site.today().isoformat(), 1, sure=True)
    assert status(site, alice) is None
    (shown,) = requirement_views.overview(site, vera)
    assert shown.is_ended and len(shown.rules) == 2
    assert check_invariants(site) == ()


def test_an_exemption_counts_is_on_record_with_its_reason_and_ends_once(
    site: Site, alice: Person, vera: Person, clock: Clock
):
    required(site, vera, "Alice@example.org", module=MODULE)
    assert status(site, alice) is Status.EXEMPT
    page = requirement_views.one_page(site, vera, KEY)
    assert page is not None
    assert [(one.name, one.reason, one.by) for one in page.exempted] == [("Alice", "Away until the summer", "Vera")]
    clock.later(days=30)
    for _ in range(2):
        assert exempting.end_exemption(site, vera, KEY, EXEMPT)
    assert status(site, alice) is Status.ASSIGNED
    with site.database.read() as connection:
        found = standings.find(connection, alice.id, MODULE)
    assert found is not None and found.due_on == site.today() + 14 * DAYS
    acts = "('exemption-add', 'exemption-end')"
    acts = "('exemption-add', 'exemption-end')"
    said = rows(site, f"SELECT action, subject FROM audit WHERE action IN {acts} ORDER BY seq")
    assert said == [("exemption-add", alice.id), ("exemption-end", alice.id)]
    assert check_invariants(site) == ()


@pytest.mark.parametrize(
    ("texts", "ticked", "problems"),
    [
        ({"name": " ", "module": "no"}, (), {"module": Code.UNKNOWN, "name": Code.MISSING, "who": Code.MISSING}),
        ({"from_on": "1/9/26", "due_by": "2026-13-01"}, EVERYBODY, {"from_on": Code.NO_DAY, "due_by": Code.NO_DAY}),
        ({"from_on": "2026-12-01", "due_by": "2026-11-30"}, EVERYBODY, {"due_by": Code.GONE_BY}),
        ({"from_on": "9999-12-31"}, EVERYBODY, {"from_on": Code.TOO_FAR}),
        ({"due_days": "soon", "grace_days": "-1"}, EVERYBODY, {"due_days": Code.UNKNOWN, "grace_days": Code.UNKNOWN}),
        (
            {"renew_months": "0", "window_days": "9999"},
            EVERYBODY,
            {"renew_months": Code.TOO_SHORT} | {"window_days": Code.TOO_LONG},
        ),
        ({"people": "Alice@example.org\nnobody@example.org"}, (), {"people": Code.UNKNOWN}),
        ({"counted_from": "birth"}, EVERYBODY, {"counted_from": Code.UNKNOWN}),
    ],
)
def test_what_is_wrong_is_told_by_field_and_nothing_is_kept(
    site: Site, alice: Person, vera: Person, texts: dict[str, str], ticked: tuple[str, ...], problems: dict[str, Code]
):
    done = requiring.add(site, vera, KEY, form(site, **{"module": MODULE, **texts}), ticked, sure=True)
    assert {problem.field: problem.code for problem in done.problems} == problems
    assert requirement_views.overview(site, vera) == ()


def test_it_can_be_for_a_team_a_role_a_group_or_people_by_themselves(
    site: Site, alice: Person, join: Callable[..., Person], vera: Person
):
    join("Zoe", team="Team Z", group=Group.POLICE)
    for n, (ticked, named, names) in enumerate(
        [
            (["team:Team A"], "", ["Alice"]),
            (["group:police"], "", ["Zoe"]),
            (["role:administrator"], "Alice@example.org\n\n", ["Alice", "Vera"]),
            (["role:no", "team:no", "group:police"], "", ["Zoe"]),
        ]
    ):
        asked = form(site, MODULE, people=named, due_days=str(14 - n))
        looked = requiring.add(site, vera, f"{KEY}-{n}", asked, ticked, sure=False)
        assert looked.touched is not None and [name for name, _, _ in looked.touched.names] == names
        assert requiring.add(site, vera, f"{KEY}-{n}", asked, ticked, sure=True).public_id
    written = requirement_views.written(site, vera, f"{KEY}-2")
    assert written is not None and written["people"] == "alice@example.org"


def test_nobody_else_may(site: Site, alice: Person, robin: Person, vera: Person):
    required(site, vera, module=MODULE)
    for person in (alice, robin):
        with pytest.raises(NotAllowed):
            requirement_views.overview(site, person)
        with pytest.raises(NotAllowed):
            requiring.add(site, person, "x" * 16, form(site), EVERYBODY, sure=True)
        with pytest.raises(NotAllowed):
            requiring.end(site, person, KEY, site.today().isoformat(), 1, sure=True)
        with pytest.raises(NotAllowed):
            exempting.end_exemption(site, person, KEY, EXEMPT)
