"""What is retired stays on *My team* and in its spreadsheet for those who have a record of it, and for nobody else."""

import csv
import io
from collections.abc import Callable

import pytest

from quizapp.model.people import Person, Progress, Role, Standing, TeamTable
from quizapp.model.published import SourceFile
from quizapp.services.authoring.publishing import publish
from quizapp.services.authoring.retiring import retire
from quizapp.services.records import another_way
from quizapp.services.site.site import Site
from tests.clock import Clock
from tests.databases import MONDAY, Files
from tests.services.managed import exported_by, my_team
from tests.services.quiz_files import (
    DRAWING_SET_PATH,
    MODULE,
    OTHER_SET_PATH,
    SCENARIO,
    SCENARIO_PATH,
    changed,
    quiz_files,
)
from tests.services.taking import BEST_WAY, begin, certificate_of, play, take

TODAY = MONDAY.date()


def loose() -> tuple[SourceFile, ...]:
    """The module, which asks for one set alone."""
    return changed(f"scenarios/{MODULE}/briefing.md", "1 scenario passed; set", "set")


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (loose,)


def headings(table: TeamTable) -> list[tuple[str, bool]]:
    return [(column.title, column.retired_at is not None) for column in table.scenarios]


def spreadsheet(site: Site, robin: Person) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported_by(site, robin), newline="")))


def of_part(site: Site, robin: Person, title: str) -> list[tuple[str, str, str, str]]:
    found = (row for row in spreadsheet(site, robin) if (row["Title"], row["Kind"]) == (title, "scenario"))
    return [(row["Name"], row["Progress"], row["Attempts"], row["Retired"]) for row in found]


def test_a_retired_scenario_keeps_its_column_after_the_live_ones_while_anybody_there_has_a_record_of_it(
    site: Site, robin: Person, alice: Person, join: Callable[..., Person], clock: Clock
):
    join("Zed", team="Team Z")
    zoe = join("Zoe", Role.MANAGER, team=None, manages=("Team A", "Team Z"))
    play(site, alice, *BEST_WAY)
    clock.later(days=2)
    assert retire(site, SCENARIO_PATH, "an old law").ended
    (table,) = my_team(site, robin)
    live = [("Acting on it", False), ("Final check", False), ("Listening", False)]
    assert headings(table) == [*live, ("First day", True)]
    assert [part.retired_at for part in table.scenarios][-1] == site.now()
    played, never = (row.standings[-1] for row in table.rows)
    assert (played.progress, never.progress) == (Progress.PASSED, Progress.NOT_STARTED)
    assert of_part(site, robin, "First day") == [("Alice", "passed", "1", "2026-11-25")], "and no row for who has none"
    with_alice, without = my_team(site, zoe)
    assert (headings(with_alice)[-1], headings(without)) == (("First day", True), live)
    assert publish(site, loose()).publications
    (table,) = my_team(site, robin)
    assert ("First day", False) in headings(table) and len(headings(table)) == len(live) + 1


def test_what_nobody_there_has_a_record_of_is_not_shown(site: Site, robin: Person, alice: Person):
    assert retire(site, SCENARIO_PATH, "an old law").ended
    (table,) = my_team(site, robin)
    assert SCENARIO not in {part.id for part in table.scenarios}
    assert of_part(site, robin, "First day") == []


def test_an_open_attempt_and_another_way_are_records_too(site: Site, robin: Person, alice: Person, bob: Person):
    another_way.record_for(site, robin, alice.public_id, SCENARIO_PATH, TODAY)
    attempt = begin(site, bob, "acting")
    assert retire(site, DRAWING_SET_PATH, "draws on the next").ended
    assert retire(site, OTHER_SET_PATH, "old").ended and retire(site, SCENARIO_PATH, "old").ended
    (table,) = my_team(site, robin)
    assert headings(table)[1:] == [("First day", True), ("Acting on it", True)] and attempt
    assert of_part(site, robin, "First day") == [("Alice", "passed", "0", "2026-11-23")]


def test_what_was_done_another_way_is_no_attempt(site: Site, robin: Person, alice: Person):
    another_way.record_for(site, robin, alice.public_id, SCENARIO_PATH, TODAY)
    ((row, *_),) = (table.rows for table in my_team(site, robin))
    assert row.standings[0] == Standing(Progress.PASSED, 0, site.now(), site.now(), True, site.now())
    (found, *_) = (one for one in spreadsheet(site, robin) if one["Title"] == "First day")
    assert (found["How"], found["Attempts"]) == ("another way", "0")


def test_a_retired_module_stays_for_those_who_completed_it_with_its_certificate(
    site: Site, robin: Person, alice: Person, bob: Person
):
    take(site, alice)
    code = certificate_of(site, alice)
    assert retire(site, MODULE, "another has it all").ended
    (table,) = my_team(site, robin)
    (module,) = table.modules
    assert (module.id, module.title, module.retired_at) == (MODULE, "Minds", site.now())
    assert headings(table) == [("Listening", True)]
    assert [row.completed for row in table.rows] == [(TODAY,), (None,), (None,)]
    rows = [(r["Name"], r["Kind"], r["Title"], r["Certificate"], r["Retired"]) for r in spreadsheet(site, robin)]
    assert rows == [
        ("Alice", "question set", "Listening", "", "2026-11-23"),
        ("Alice", "module", "Minds", code, "2026-11-23"),
    ]


def test_a_module_is_retired_since_the_last_of_it_was(site: Site, robin: Person, alice: Person, clock: Clock):
    play(site, alice, *BEST_WAY)
    take(site, alice)
    newer = (SourceFile(f.path, f.content.replace(b"# First day", b"# The first day")) for f in loose())
    assert [one.path for one in publish(site, tuple(newer)).publications] == [SCENARIO_PATH], "the newest of it"
    assert retire(site, SCENARIO_PATH, "old").ended
    clock.later(days=3)
    assert retire(site, MODULE, "old").ended
    ((module,),) = (table.modules for table in my_team(site, robin))
    assert module.retired_at == site.now()


def test_two_of_one_title_are_told_by_whether_they_are_retired(site: Site, robin: Person, alice: Person):
    play(site, alice, *BEST_WAY)
    (story,) = (f for f in quiz_files() if f.path == SCENARIO_PATH)
    renamed = SourceFile(f"scenarios/{MODULE}/day-one.md", story.content)
    assert publish(site, (*(f for f in loose() if f.path != SCENARIO_PATH), renamed)).publications
    assert retire(site, SCENARIO_PATH, "renamed").ended
    (table,) = my_team(site, robin)
    assert [
        (part.id, part.title, part.retired_at is None) for part in table.scenarios if part.title == "First day"
    ] == [
        ("day-one", "First day", True),
        (SCENARIO, "First day", False),
    ]
