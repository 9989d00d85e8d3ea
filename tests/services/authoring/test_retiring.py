"""Taking what is live out of use: refused where it is needed, offered no more, kept for those who did it, and back."""

from collections.abc import Callable, Iterator

import pytest

from quizapp.model.people import Person, Role
from quizapp.model.published import SourceFile
from quizapp.model.things import thing_at
from quizapp.services.authoring.publish_state import states
from quizapp.services.authoring.publishing import publish
from quizapp.services.authoring.retiring import Retiring, retire
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.operating.readiness import recompile, to_recompile
from quizapp.services.records import another_way
from quizapp.services.site.site import Site
from quizapp.services.taking import debriefing, learning, modules, retired, set_pages, story_start
from quizapp.store.records import certificates, completions
from tests.clock import Clock
from tests.databases import Files, opened
from tests.services.conftest import site_on
from tests.services.quiz_files import (
    BRIEFING_PATH,
    DRAWING_SET_PATH,
    MODULE,
    OTHER_SET,
    OTHER_SET_PATH,
    PATHS,
    SCENARIO,
    SCENARIO_PATH,
    SET_PATH,
    quiz_files,
)
from tests.services.taking import BEST_WAY, plant, play, rows, take

RULE = "1 scenario passed; set listening passed"


def loose() -> tuple[SourceFile, ...]:
    """The module without the set that draws from every other, asking for one set."""
    return tuple(
        SourceFile(f.path, f.content.replace(RULE.encode(), b"set listening passed"))
        for f in quiz_files()
        if f.path != DRAWING_SET_PATH
    )


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (loose,)


def live_paths(site: Site) -> list[str]:
    with site.database.read() as connection:
        return [one.thing.path for one in site.all_live(connection)]


def ended(done: Retiring) -> list[tuple[str, int]]:
    return [(one.path, one.open_attempts) for one in done.ended]


def test_a_retired_set_is_offered_nowhere_and_what_was_done_is_kept(
    site: Site, alice: Person, bob: Person, join: Callable[..., Person], clock: Clock
) -> None:
    una, robin = join("Una", Role.TRAINER), join("Robin", Role.MANAGER, manages=("Team A",))
    done = take(site, alice, OTHER_SET)
    clock.later(days=1)
    assert ended(retire(site, OTHER_SET_PATH, "asks about an old law", una)) == [(OTHER_SET_PATH, 0)]
    assert OTHER_SET_PATH not in live_paths(site)
    page = modules.module_page(site, alice, MODULE)
    assert page is not None and OTHER_SET not in {task.thing.name for task in page.sets}
    assert set_pages.start_page(site, bob, MODULE, OTHER_SET) is None
    assert set_pages.start(site, bob, MODULE, OTHER_SET) is None
    form = another_way.page(site, robin, alice.public_id)
    assert form is not None
    until = {part.path: part.retired_on for _, parts in form.modules for part in parts}
    assert until == {SCENARIO_PATH: None, SET_PATH: None, OTHER_SET_PATH: site.today()}
    assert set_pages.result(site, alice, done) is not None
    shown = retired.retired_page(site, alice, thing_at(OTHER_SET_PATH))
    assert shown is not None and (shown.retired_at, shown.module_is_live) == (site.now(), True)
    assert [(one.public_id, one.passed) for one in shown.attempts] == [(done, True)]
    (row,) = (one for one in states(site, una) if one.path == OTHER_SET_PATH)
    assert row.retired is not None and (row.retired.by, row.retired.why) == ("Una", "asks about an old law")
    told = rows(site, "SELECT actor, object FROM audit WHERE action = 'retire'")
    assert told == [(una.id, OTHER_SET_PATH)]
    assert check_invariants(site) == ()


def test_whoever_is_in_the_middle_goes_on_to_the_end_and_it_counts(site: Site, alice: Person, bob: Person) -> None:
    story = play(site, alice, *BEST_WAY[:-1])
    assert ended(retire(site, SCENARIO_PATH, "old")) == [(SCENARIO_PATH, 1)]
    (kept,) = retired.kept(site, alice).things
    assert (kept.thing.path, kept.open_attempt) == (SCENARIO_PATH, story)
    assert retired.kept(site, bob) == retired.Kept((), ())
    assert learning.start(site, alice, MODULE, SCENARIO) is None, "nothing is begun any more"
    play(site, alice, BEST_WAY[-1], attempt=story)
    assert debriefing.debrief(site, alice, story) is not None
    with site.database.read() as connection:
        done = completions.done(connection, alice.id, MODULE, site.counts_from)
    assert [one.thing.path for one in done] == [SCENARIO_PATH]
    assert check_invariants(site) == ()


def test_publishing_it_again_brings_it_back_and_it_can_be_retired_again(site: Site, alice: Person) -> None:
    for _ in range(2):
        assert retire(site, SCENARIO_PATH, "old").ended
        assert story_start.start_page(site, alice, MODULE, SCENARIO) is None
        done = publish(site, loose())
        assert [one.path for one in done.publications] == [SCENARIO_PATH]
        assert story_start.start_page(site, alice, MODULE, SCENARIO) is not None
        assert retired.retired_page(site, alice, thing_at(SCENARIO_PATH)) is None
        assert check_invariants(site) == ()


def test_what_the_module_needs_is_refused_unless_all_of_it_goes(site: Site, alice: Person) -> None:
    take(site, alice)
    before = rows(site, "SELECT * FROM live")
    done = retire(site, SET_PATH, "old")
    assert (done.ended, done.drawn_on_by) == ((), (SCENARIO_PATH,)), "the story asks its questions"
    assert retire(site, SCENARIO_PATH, "old").ended
    done = retire(site, SET_PATH, "old")
    assert (done.ended, [one.target for one in done.needed_for], done.module) == ((), ["listening"], "Minds")
    assert len(rows(site, "SELECT * FROM live")) == len(before) - 1
    assert [path for path, _ in ended(retire(site, MODULE, "another module has it all"))] == [OTHER_SET_PATH, SET_PATH]
    assert live_paths(site) == [] and modules.module_page(site, alice, MODULE) is None
    (module,) = retired.kept(site, alice).modules
    assert (module.title, module.completed_on is None, module.certificate == "") == ("Minds", False, False)
    assert retired.kept_module(site, alice, MODULE) == module
    assert retired.kept_module(site, alice, "nothing") is None
    assert check_invariants(site) == ()


def test_what_a_number_of_scenarios_needs_is_refused_too(site: Site) -> None:
    files = tuple(SourceFile(f.path, f.content.replace(b"set listening", b"1 scenario")) for f in loose())
    assert publish(site, files).publications
    (needed,) = retire(site, SCENARIO_PATH, "old").needed_for
    assert needed.number == 1


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("questions/minds/actin.md", OTHER_SET_PATH),
        ("questions/minds/nothing-like-it-at-all-here.md", None),
        ("mindz", MODULE),
        ("scenarios/nowhere/briefing.md", None),
    ],
)
def test_what_was_never_live_is_not_retired_and_what_was_meant_is_said(
    site: Site, asked: str, nearest: str | None
) -> None:
    done = retire(site, asked, "old")
    assert done.ended == () and done.before is None
    assert nearest is None or done.nearest == nearest


def test_a_second_time_it_is_said_when_it_was_and_nothing_is_stored_twice(site: Site, clock: Clock) -> None:
    first = site.now()
    assert retire(site, f"../somewhere/{OTHER_SET_PATH}", "old").ended
    clock.later(days=2)
    again = retire(site, OTHER_SET_PATH, "really")
    assert again.ended == () and again.before is not None
    assert (again.before.at, again.before.by, again.before.why) == (first, "command line", "old")
    assert rows(site, "SELECT count(*) FROM retirement") == [(1,)]


def test_a_module_file_goes_with_its_module(site: Site) -> None:
    done = retire(site, BRIEFING_PATH, "old")
    assert (done.ended, done.is_briefing, done.module) == ((), True, MODULE)


def test_what_is_retired_is_compiled_by_the_next_release_too(site: Site, alice: Person) -> None:
    assert retire(site, OTHER_SET_PATH, "old").ended
    plant(site, "DELETE FROM compiled")
    assert len(to_recompile(site)) == recompile(site) == len(loose()) - 1
    again = Site(site.settings, site.database, site.inserts, "", site.now)
    assert retired.retired_page(again, alice, thing_at(OTHER_SET_PATH)) is not None


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM live WHERE thing = (SELECT min(thing) FROM live)", "{again}"],
)
def test_the_doctor_finds_what_is_neither_live_nor_retired_and_what_is_both(site: Site, statement: str) -> None:
    assert retire(site, OTHER_SET_PATH, "old").ended
    again = (
        "INSERT INTO live (thing, version) SELECT p.thing, p.version FROM publication p"
        " JOIN retirement r ON r.publication = p.seq"
    )
    plant(site, statement.format(again=again))
    assert [one.invariant for one in check_invariants(site)] == [10]


@pytest.fixture
def whole(fresh: Callable[..., str], clock: Clock) -> Iterator[Site]:
    """The module with the set that draws from every other, too."""
    with opened(fresh(quiz_files)) as database:
        yield site_on(database, clock)


def test_what_others_draw_on_goes_once_they_are_published_without_it(whole: Site) -> None:
    assert retire(whole, OTHER_SET_PATH, "old").drawn_on_by == (DRAWING_SET_PATH,)
    few = tuple(f for f in quiz_files() if f.path != OTHER_SET_PATH)
    assert publish(whole, few).publications
    assert retire(whole, OTHER_SET_PATH, "old").ended
    assert live_paths(whole) == [path for path in PATHS if path != OTHER_SET_PATH]


def test_a_retired_scenario_that_somebody_finishes_completes_the_module_and_is_on_the_certificate(
    site: Site, alice: Person
) -> None:
    second = f"scenarios/{MODULE}/second-day.md"
    files = tuple(SourceFile(f.path, f.content.replace(b"set listening", b"1 scenario")) for f in loose())
    (story,) = (f for f in files if f.path == SCENARIO_PATH)
    assert publish(site, (*files, SourceFile(second, story.content))).publications
    attempt = play(site, alice, *BEST_WAY[:-1])
    assert ended(retire(site, SCENARIO_PATH, "there is another")) == [(SCENARIO_PATH, 1)]
    play(site, alice, BEST_WAY[-1], attempt=attempt)
    with site.database.read() as connection:
        made = completions.find(connection, alice.id, MODULE)
        assert made is not None
        certificate = certificates.of_completion(connection, made.id)
    assert certificate is not None and certificate.printed.minutes_nominal == 4
    assert certificate.printed.topics == ("Listening",)
    assert [one.number for one in retire(site, second, "old").needed_for] == [1]
    assert check_invariants(site) == ()


def test_a_module_is_retired_since_the_last_of_it_was_and_not_since_the_newest_was(
    site: Site, alice: Person, clock: Clock
) -> None:
    newer = (SourceFile(f.path, f.content.replace(b"# First day", b"# The first day")) for f in loose())
    assert [one.path for one in publish(site, tuple(newer)).publications] == [SCENARIO_PATH], "the newest of it"
    assert retire(site, SCENARIO_PATH, "old").ended
    clock.later(days=3)
    assert retire(site, MODULE, "old").ended
    page = retired.kept_module(site, alice, MODULE)
    assert page is not None and page.retired_at == site.now()
