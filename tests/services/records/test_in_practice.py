"""What people say of their practice: theirs, shared only by their own tick, and gone with the completion."""

from collections.abc import Callable

import pytest

from quizapp.model.people import Person, Role
from quizapp.model.practice import ActionEnd
from quizapp.model.problems import Code, Problem
from quizapp.services.records import in_practice, team_practice
from quizapp.services.site.site import Site
from tests.clock import Clock
from tests.databases import Files
from tests.services.quiz_files import MODULE, quiz_files

WORDS = "I ring on the same day, plainly"


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


def keep(site: Site, person: Person, text: str, *, shared: bool = False, supervision: bool = False) -> object:
    return in_practice.keep(site, person, MODULE, text, is_shared=shared, in_supervision=supervision)


def test_it_is_asked_after_three_months_until_it_is_answered_or_set_aside(
    site: Site, alice: Person, bob: Person, code: str, clock: Clock
) -> None:
    assert code and in_practice.asked(site, alice) == ()
    clock.later(days=91)
    (one,) = in_practice.asked(site, alice)
    assert one.module == MODULE and not one.said.says_something
    assert in_practice.asked(site, bob) == () and in_practice.page(site, bob, MODULE) is None
    assert in_practice.set_aside(site, alice, MODULE) and in_practice.asked(site, alice) == ()
    assert keep(site, alice, WORDS) == () and in_practice.asked(site, alice) == ()
    assert in_practice.set_aside(site, alice, MODULE)
    page = in_practice.page(site, alice, MODULE)
    assert page is not None and page.said.text == WORDS, "setting it aside takes no words away"


def test_what_cannot_be_kept_is_said_and_nothing_is_stored(site: Site, alice: Person, bob: Person, code: str) -> None:
    assert code and keep(site, alice, "x" * 1001) == (Problem("did", Code.TOO_LONG, 1000),)
    assert keep(site, alice, " ", shared=True) == (Problem("did", Code.MISSING),)
    page = in_practice.page(site, alice, MODULE)
    assert page is not None and not page.said.says_something
    assert keep(site, bob, WORDS) is None


def test_a_manager_reads_what_is_shared_as_long_as_it_is_and_counts_supervision(
    site: Site, alice: Person, robin: Person, code: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seen() -> tuple[int, int | None, list[str]]:
        page = team_practice.page(site, robin)
        assert page is not None
        (module,) = page.modules
        return module.completed, module.in_supervision, [one.text for one in module.shared]

    assert code and seen() == (1, None, []), "one person is no number"
    monkeypatch.setattr(team_practice, "FEWEST", 1)
    assert seen() == (1, 0, [])
    keep(site, alice, WORDS, supervision=True)
    assert seen() == (1, 1, [])
    keep(site, alice, WORDS, shared=True, supervision=True)
    assert seen() == (1, 1, [WORDS])
    first = in_practice.page(site, alice, MODULE)
    clock.later(days=5)
    keep(site, alice, WORDS, supervision=True)
    later = in_practice.page(site, alice, MODULE)
    assert seen() == (1, 1, []) and first is not None and later is not None
    assert later.said.supervision_on == first.said.supervision_on, "the tick keeps its day"
    keep(site, alice, "")
    assert seen() == (1, 0, [])


def test_a_team_is_its_managers_alone(site: Site, robin: Person, join: Callable[..., Person]) -> None:
    other = join("Olga", Role.MANAGER, team="Team B", manages=("Team B",))
    assert team_practice.page(site, robin, "Team B") is None and team_practice.page(site, other, "Team A") is None
    assert team_practice.log(site, other, "Team A", WORDS, site.today(), None, typed_due=False) is None
    assert team_practice.log(site, robin, "Team A", WORDS, site.today(), None, typed_due=False) is not None
    page = team_practice.page(site, robin)
    assert page is not None
    (action,) = page.actions
    assert team_practice.end(site, other, action.public_id, ActionEnd.DONE, "") is None
    nobody = join("Nora", Role.MANAGER, team=None)
    empty = team_practice.page(site, nobody)
    assert empty is not None and empty.teams == ()


def test_what_a_team_agreed_is_read_by_its_people_until_it_ended_and_stays_as_it_was(
    site: Site, alice: Person, robin: Person, join: Callable[..., Person]
) -> None:
    for text in ("First", "Second"):
        team_practice.log(site, robin, "Team A", text, site.today(), site.today(), typed_due=True)
    assert [one.text for one in team_practice.agreed(site, alice)] == ["Second", "First"]
    assert (
        team_practice.agreed(site, join("Eve", team="Team B"))
        == ()
        == team_practice.agreed(site, join("Al", team=None))
    )
    second, _ = team_practice.agreed(site, alice)
    refused = team_practice.end(site, robin, second.public_id, ActionEnd.DROPPED, " ")
    assert refused is not None and refused.problems == (Problem("note", Code.MISSING),)
    for note in ("It is our way now", "a second click changes nothing"):
        assert team_practice.end(site, robin, second.public_id, ActionEnd.DONE, note)
    assert [one.text for one in team_practice.agreed(site, alice)] == ["First"]
    ended = team_practice.action(site, robin, second.public_id)
    assert ended is not None and ended[1].ended is not None and ended[1].ended.note == "It is our way now"


def test_days_that_cannot_be_are_said_at_their_fields(site: Site, robin: Person, clock: Clock) -> None:
    today = site.today()
    clock.later(days=1)
    tomorrow = site.today()
    clock.later(days=-1)
    done = team_practice.log(site, robin, "Team A", "", tomorrow, None, typed_due=True)
    assert done == (
        Problem("what", Code.MISSING),
        Problem("on", Code.TO_COME),
        Problem("due", Code.NO_DAY),
    )
    done = team_practice.log(site, robin, "Team A", "x" * 1001, tomorrow, today, typed_due=True)
    assert done is not None
    assert [one.code for one in done] == [Code.TOO_LONG, Code.TO_COME, Code.GONE_BY]
    page = team_practice.page(site, robin)
    assert page is not None and page.actions == ()
