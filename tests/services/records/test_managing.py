"""Who a manager sees, and what of them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from quizapp.exchange.csv import safe
from quizapp.model.people import Person, Progress, Role, TeamModule, TeamTable
from quizapp.model.play import NotPossible
from quizapp.services.records.another_way import record_for
from quizapp.services.records.teams import exported
from quizapp.services.site.accounts import place_person
from quizapp.services.site.site import Site
from quizapp.services.taking import learning
from quizapp.store import audit
from quizapp.store.records import team_tables
from tests.clock import Clock
from tests.services.example_site import MODULE, SCENARIO
from tests.services.managed import exported_by, my_team
from tests.services.quiz_files import SET_PATH, quiz_files
from tests.services.taking import BEST_WAY, play


def test_a_manager_sees_their_own_people_and_nobody_else(site: Site, join: Callable[..., Person]):
    alice, _, robin = join("Alice"), join("Zed", team="Team Z"), join("Robin", Role.MANAGER, manages=("Team A",))
    attempt = learning.start(site, alice, MODULE, SCENARIO)
    assert attempt
    (table,) = my_team(site, robin)
    assert [(r.who.name, r.standings[0].progress) for r in table.rows] == [
        ("Alice", Progress.IN_PROGRESS),
        ("Robin", Progress.NOT_STARTED),
    ]
    for number in (0, 1):
        learning.answer(site, alice, attempt, number, 1)
    (table,) = my_team(site, robin)
    standing = table.rows[0].standings[0]
    assert (standing.progress, standing.attempts) == (Progress.PASSED, 1)
    assert standing.finished == site.now()


@pytest.mark.parametrize("live", [(quiz_files,)], ids=["quizzes"])
def test_sets_and_completions_are_in_the_table_and_another_way_reads_like_a_pass(site: Site, clock: Clock):
    quizzes = site
    with quizzes.database.write() as connection:
        day, staff = date(2026, 1, 5), frozenset({Role.STAFF})
        alice = place_person(connection, day, "Alice", None, staff, "A", None, ())
        robin = place_person(connection, day, "Robin", None, staff | {Role.MANAGER}, "A", None, ("A",))
    play(quizzes, alice, *BEST_WAY)
    done = record_for(quizzes, robin, alice.public_id, SET_PATH, clock.now.date())
    assert done and done.is_new
    (table,) = my_team(quizzes, robin)
    assert [s.title for s in table.scenarios] == ["First day", "Acting on it", "Final check", "Listening"]
    assert table.modules == (TeamModule("minds", "Minds"),)
    first, second = table.rows
    assert [s.progress.value for s in first.standings] == ["passed", "not started", "not started", "passed"]
    assert [s.attempts for s in first.standings] == [1, 0, 0, 0], "what was done another way is no attempt"
    assert (first.completed, second.completed) == ((clock.now.date(),), (None,))


def test_only_managers_may_look(site: Site, alice: Person):
    with pytest.raises(NotPossible):
        my_team(site, alice)


def test_looking_and_exporting_are_audited(site: Site, join: Callable[..., Person]):
    robin = join("Robin", Role.MANAGER, manages=("Team A",))
    with site.database.read() as connection:
        before = audit.count(connection)
    my_team(site, robin)
    exported_by(site, robin)
    with site.database.read() as connection:
        assert audit.count(connection) == before + 2


@pytest.mark.parametrize("of_all", [False, True], ids=["page", "spreadsheet"])
def test_nobody_waits_to_write_while_a_team_is_read(
    site: Site, join: Callable[..., Person], monkeypatch: pytest.MonkeyPatch, of_all: bool
):
    robin, alice = join("Robin", Role.MANAGER, manages=("Team A",)), join("Alice")
    read, written = team_tables.team_tables, []

    def write_meanwhile(*arguments: Any) -> tuple[TeamTable, ...]:
        with ThreadPoolExecutor(1) as pool:  # a second writer, who would have to wait if the reader held the queue
            written.append(pool.submit(learning.start, site, alice, MODULE, SCENARIO).result(timeout=60))
        return read(*arguments)

    monkeypatch.setattr(team_tables, "team_tables", write_meanwhile)
    (table,) = tuple(exported(site, robin)) if of_all else my_team(site, robin)
    assert written[0] and [row.who.name for row in table.rows] == ["Alice", "Robin"]
    assert table.rows[0].standings[0].progress is Progress.NOT_STARTED, "all of it is of one moment"


def test_the_csv_holds_the_same_rows_and_no_formula(site: Site, join: Callable[..., Person]):
    join("=HYPERLINK(1)")
    robin = join("Robin", Role.MANAGER, manages=("Team A",))
    text = exported_by(site, robin)
    assert "'=HYPERLINK(1)" in text
    assert len(text.splitlines()) == 5  # headings; for each person the scenario and the module


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＋1"])
def test_a_formula_is_shown_as_text(cell: str):
    assert safe(cell).startswith("'")


def test_an_ordinary_name_stays_as_it_is():
    assert safe("Anne-Marie O'Neill") == "Anne-Marie O'Neill"
