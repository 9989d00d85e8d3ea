"""Whatever people do, in whatever order: every confirmed answer is stored once, and every invariant holds.

A Hypothesis state machine over the services, on SQLite and on PostgreSQL: runs of 30 steps on each, with stories and
question sets (`set_rules`). After every step all invariants are checked, and the store is held against a record of what
was confirmed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule, run_state_machine_as_test

from quizapp.model.pages import AnswerWord
from quizapp.model.people import Group, Person, Role
from quizapp.model.play import NotPossible, Step, StepKind
from quizapp.services.authoring.going_live import Ready
from quizapp.services.authoring.publishing import compile_apart
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.site import accounts
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import Site
from quizapp.services.taking import learning
from quizapp.store.database import Database
from quizapp.store.taking import attempts
from tests.amounts import amounts
from tests.clock import Clock
from tests.databases import BOTH, PostgresServer, SqliteTemplate
from tests.services.example_site import MODULE, PATH, SCENARIO, edited, example_files
from tests.services.set_rules import TakingSets, compiled_sets, put_live

STEPS, HOURS = 30, 20
NAMES = ("Alice", "Bob")
EDITS = (("pass: 70", "pass: 60"), ("pass: 70", "pass: 90"), ("Maya looks at the floor.", "Maya looks away."))


@dataclass
class Confirmed:
    """What one attempt's owner was told is stored: a choice as written for each step."""

    owner: int
    version: str
    choices: list[int | None] = field(default_factory=list)
    finished: bool = False


def compiled() -> list[Ready]:
    """The example and its edits, compiled once for all runs."""
    made = []
    for files in (example_files(), *(edited(*edit) for edit in EDITS)):
        ready, said = compile_apart(files, [PATH])
        assert ready, said
        made += ready
    return made


def machine(
    fresh: Callable[[], str], drop: Callable[[str], None], ready: list[Ready], ready_sets: list[list[Ready]]
) -> type[TakingSets]:
    """The state machine on one kind of database: each run on a fresh one, dropped afterwards."""

    class Practice(TakingSets):
        @initialize()
        def open(self) -> None:
            self.clock = Clock()
            self.clock.later(days=-30)  # nobody did anything before it was there
            self.url = fresh()
            self.database = Database(self.url)
            self.site = self.new_site()
            self.sets = ready_sets
            assert put_live(self.site, ready[:1]) and put_live(self.site, self.sets[0])
            day, staff = date(2026, 1, 5), frozenset({Role.STAFF})
            with self.database.write() as connection:
                self.people = [
                    accounts.place_person(connection, day, name, None, staff, "A", group, ())
                    for name, group in zip(NAMES, (Group.EDUCATION, Group.SOCIAL_CARE), strict=True)
                ]
                roles = staff | {Role.MANAGER}
                self.manager = accounts.place_person(connection, day, "Robin", None, roles, "A", None, ("A",))
            self.clock.later(days=30)
            self.token: str | None = None
            self.signed_in_at = self.clock()
            self.confirmed: dict[str, Confirmed] = {}
            self.open_attempts: dict[int, str] = {}

        def new_site(self) -> Site:
            return Site(Settings(secret_key="k" * 40), self.database, {}, "", self.clock)

        def kept(self, attempt: str) -> Confirmed:
            return self.confirmed[attempt]

        def run_of(self, attempt: str):
            with self.database.read() as connection:
                return attempts.load(connection, attempt, self.kept(attempt).owner)

        @rule(who=st.integers(0, 1))
        def start(self, who: int) -> None:
            person = self.people[who]
            attempt = learning.start(self.site, person, MODULE, SCENARIO)
            assert attempt is not None
            if person.id in self.open_attempts:
                assert attempt == self.open_attempts[person.id]
                return
            assert attempt not in self.confirmed
            self.open_attempts[person.id] = attempt
            self.confirmed[attempt] = Confirmed(person.id, "")
            run = self.run_of(attempt)
            assert run is not None
            self.kept(attempt).version = run.attempt.version

        @precondition(lambda self: self.open_attempts)
        @rule(who=st.integers(0, 1), position=st.sampled_from([0, 1, 2, 2, 3, 4, None]))
        def answer(self, who: int, position: int | None) -> None:
            person = self.people[who]
            attempt = self.open_attempts.get(person.id)
            if attempt is None:
                return
            kept = self.kept(attempt)
            page = learning.passage_page(self.site, person, attempt, None)
            assert page is not None and page.current == len(kept.choices)
            allowed = range(len(page.choices)) if page.choices else (None,)
            try:
                done = learning.answer(self.site, person, attempt, page.current, position)
            except NotPossible:
                assert position not in allowed
                return
            assert position in allowed and done is not None and done.word is AnswerWord.STORED
            self.take_in(person, attempt)

        def take_in(self, person: Person, attempt: str) -> None:
            """Note the answer that was just confirmed."""
            run = self.run_of(attempt)
            assert run is not None
            kept = self.kept(attempt)
            assert [s.choice for s in run.steps[:-1]] == kept.choices
            kept.choices.append(run.steps[-1].choice)
            if run.attempt.finished is not None:
                kept.finished = True
                del self.open_attempts[person.id]

        @precondition(lambda self: any(c.choices for c in self.confirmed.values()))
        @rule(pick=st.integers(0, 99), position=st.sampled_from([0, 1, 2, 3, None]))
        def replay_or_answer_from_a_stale_tab(self, pick: int, position: int | None) -> None:
            played = [a for a, c in self.confirmed.items() if c.choices]
            attempt = played[pick % len(played)]
            kept = self.kept(attempt)
            number = pick % len(kept.choices)
            person = next(p for p in self.people if p.id == kept.owner)
            before = learning.passage_page(self.site, person, attempt, number)
            assert before is not None and before.answered
            done = learning.answer(self.site, person, attempt, number, position)
            same = position == before.recorded
            assert done is not None and done.word is (AnswerWord.ALREADY if same else AnswerWord.OTHER)
            assert done.current == len(kept.choices)

        @precondition(lambda self: self.confirmed)
        @rule(pick=st.integers(0, 99), ahead=st.integers(1, 5))
        def answer_a_step_that_is_not_reached(self, pick: int, ahead: int) -> None:
            attempt = list(self.confirmed)[pick % len(self.confirmed)]
            kept = self.kept(attempt)
            person = next(p for p in self.people if p.id == kept.owner)
            with pytest.raises(NotPossible):
                learning.answer(self.site, person, attempt, len(kept.choices) + ahead, 0)

        @precondition(lambda self: self.confirmed)
        @rule(pick=st.integers(0, 99))
        def another_person_tries(self, pick: int) -> None:
            attempt = list(self.confirmed)[pick % len(self.confirmed)]
            kept = self.kept(attempt)
            stranger = next(p for p in self.people if p.id != kept.owner)
            assert learning.answer(self.site, stranger, attempt, len(kept.choices), 0) is None
            assert learning.passage_page(self.site, stranger, attempt, None) is None

        @precondition(lambda self: any(c.choices for c in self.confirmed.values()))
        @rule(pick=st.integers(0, 99))
        def go_back(self, pick: int) -> None:
            played = [a for a, c in self.confirmed.items() if c.choices]
            attempt = played[pick % len(played)]
            kept = self.kept(attempt)
            person = next(p for p in self.people if p.id == kept.owner)
            page = learning.passage_page(self.site, person, attempt, 0)
            assert page is not None and page.answered and page.current == len(kept.choices)

        @rule(edit=st.integers(0, len(EDITS)))
        def publish_a_new_version(self, edit: int) -> None:
            put_live(self.site, ready[edit : edit + 1])

        @rule()
        def sign_in_or_out(self) -> None:
            alice = self.people[0]
            if self.token is not None:
                ended = self.clock() >= self.signed_in_at + timedelta(hours=HOURS)
                assert accounts.signed_in(self.site, self.token) == (None if ended else alice)
                accounts.sign_out(self.site, self.token)
                assert accounts.signed_in(self.site, self.token) is None
                self.token = None
                return
            door = Site(Settings(demo=True, session_hours=HOURS), self.database, {}, "", self.clock)
            self.token = accounts.demo_sign_in(door, alice.public_id)
            self.signed_in_at = self.clock()
            assert self.token is not None

        @rule()
        def crash_in_the_middle_of_an_answer_and_reopen(self) -> None:
            for attempt in list(self.open_attempts.values()):
                kept = self.kept(attempt)
                try:
                    with self.database.write() as connection:
                        held = attempts.lock(connection, attempt, kept.owner)
                        assert held is not None
                        step = Step(len(kept.choices), StepKind.CHOICE, "monday-registration", 0, self.clock())
                        attempts.append(connection, held.id, step)
                        raise ConnectionAbortedError
                except ConnectionAbortedError:
                    pass
            self.database.dispose()
            self.site = self.new_site()

        @rule(minutes=st.integers(-1500, 1500))
        def the_clock_jumps(self, minutes: int) -> None:
            self.clock.later(minutes=minutes)

        @invariant()
        def every_confirmed_answer_is_stored_once(self) -> None:
            for attempt, kept in self.confirmed.items():
                run = self.run_of(attempt)
                assert run is not None
                assert [s.number for s in run.steps] == list(range(len(kept.choices)))
                assert [s.choice for s in run.steps] == kept.choices
                assert run.attempt.version == kept.version
                assert (run.attempt.finished is not None) == kept.finished

        @invariant()
        def the_twelve_invariants_hold(self) -> None:
            assert check_invariants(self.site) == ()

        def teardown(self) -> None:
            if hasattr(self, "database"):
                self.database.dispose()
                drop(self.url)

    return Practice


@pytest.fixture(params=BOTH)
def copies(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Callable[[], str], Callable[[str], None]]:
    """How to make a fresh migrated database and how to drop it, once on each kind."""
    if request.param == "sqlite":
        template: SqliteTemplate = request.getfixturevalue("sqlite_template")
        return lambda: template.copy(tmp_path), lambda _: None
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.copy, server.drop


@amounts(quick=3, long=60)
def test_no_order_of_moves_loses_doubles_or_invents_an_answer(
    copies: tuple[Callable[[], str], Callable[[str], None]], amount: int
):
    run_state_machine_as_test(
        machine(*copies, compiled(), compiled_sets()),
        settings=settings(
            max_examples=amount, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
