"""Threads that start together at a barrier: one open attempt, one step, and no lost update, on both databases."""

import hashlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

import pytest

from quizapp.model.attempts import Attempt
from quizapp.model.completion import CompletionSource, Done
from quizapp.model.people import Person
from quizapp.store.database import Database
from quizapp.store.people import accounts, people
from quizapp.store.records import completions, otherwise
from quizapp.store.taking import attempts, histories
from quizapp.store.taking.attempts import Refused, StepTaken
from tests.store import quizzes
from tests.store.stories import AT, BRIEFING, MODULE, MONDAY, RESULT, add, begin, choice, counts_from, files, publish

T = TypeVar("T")


def together(threads: int, task: Callable[[int], T]) -> list[T]:
    """Run the task in so many threads at the same moment; what each came to, in order."""
    barrier = threading.Barrier(threads)

    def run(number: int) -> T:
        barrier.wait(30)
        return task(number)

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(threads)))


@pytest.fixture
def ada(database: Database) -> Person:
    with database.write() as connection:
        publish(connection)
        return add(connection, "Ada")


def test_ten_starts_at_once_make_one_attempt(database: Database, ada: Person):
    with database.write() as connection:
        version = publish(connection)

    for round_number in range(5):

        def start(n: int, round_number: int = round_number) -> str:
            with database.write() as connection:
                return begin(connection, ada, version, f"r{round_number}-{n}").public_id

        assert len(set(together(10, start))) == 1
        with database.write() as connection:
            opened = [s.attempt for s in histories.of_person(connection, ada.id) if s.attempt.state == "open"]
            assert len(opened) == 1
            assert opened[0].number == round_number + 1
            attempts.finish(connection, opened[0].id, ending="end", at=AT, result=RESULT)


def test_twenty_answers_at_once_to_one_step_store_one(database: Database, ada: Person):
    with database.write() as connection:
        made = begin(connection, ada, publish(connection))

    def answer(number: int, n: int) -> str:
        try:
            with database.write() as connection:  # no lock: the unique key alone has to hold
                attempts.append(connection, made.id, choice(number, n))
        except StepTaken:
            return "taken"
        return "stored"

    for number in range(5):
        came = together(20, lambda n, number=number: answer(number, n))
        assert came.count("stored") == 1
        assert came.count("taken") == 19
    with database.read() as connection:
        assert [step.number for step in attempts.steps(connection, made.id)] == [0, 1, 2, 3, 4]


def test_reading_and_then_writing_under_the_lock_loses_nothing(database: Database, ada: Person):
    with database.write() as connection:
        begin(connection, ada, publish(connection))

    def answer_fifty(_: int) -> None:
        for _turn in range(50):
            with database.write() as connection:
                held = attempts.lock(connection, "a1", ada.id)
                assert held is not None
                attempts.append(connection, held.id, choice(len(attempts.steps(connection, held.id))))

    together(8, answer_fifty)
    with database.read() as connection:
        run = attempts.load(connection, "a1", ada.id)
    assert run is not None
    assert [step.number for step in run.steps] == list(range(400))


def test_finishing_and_answering_at_once_never_leaves_a_step_behind(database: Database, ada: Person):
    with database.write() as connection:
        version = publish(connection)

    for round_number in range(10):
        with database.write() as connection:
            made = begin(connection, ada, version, f"a{round_number}")

        def act(n: int, attempt: int = made.id) -> str:
            try:
                with database.write() as connection:
                    if n == 0:
                        seen = len(attempts.steps(connection, attempt))
                        attempts.finish(connection, attempt, ending=f"after-{seen}", at=AT, result=RESULT)
                    else:  # without the lock that every service takes: the trigger has to hold
                        attempts.append(connection, attempt, choice(0))
            except Refused:
                return "refused"
            return "done"

        assert together(2, act)[0] == "done"
        with database.write() as connection:
            done = histories.of_person(connection, ada.id)[-1]
            assert done.attempt.state == "finished"
            with pytest.raises(Refused), connection.begin_nested():
                attempts.append(connection, made.id, choice(done.steps))


def test_twenty_quizzes_begun_at_once_are_one(database: Database, ada: Person):
    with database.write() as connection:
        version = publish(connection, "# Set\n", quizzes.SET)

    for number in range(1, 6):

        def start(n: int, number: int = number) -> str:
            try:
                with database.write() as connection:
                    return quizzes.begin(connection, ada, version, f"q{number}-{n}", number).public_id
            except Refused:
                return "refused"

        came = together(20, start)
        assert came.count("refused") == 19
        with database.write() as connection:
            (begun,) = (s.attempt for s in histories.of_person(connection, ada.id) if s.attempt.state == "open")
            assert begun.public_id in came
            run = attempts.load(connection, begun.public_id, ada.id)
            assert run is not None
            assert (run.attempt.number, run.drawing) == (number, quizzes.DRAWING)
            quizzes.finish(connection, begun)


def test_a_quiz_drawn_from_what_was_there_before_another_was_finished_does_not_begin(database: Database, ada: Person):
    with database.write() as connection:
        version = publish(connection, "# Set\n", quizzes.SET)

    def race(n: int) -> str:
        try:
            with database.write() as connection:
                begun = quizzes.begin(connection, ada, version, f"q{n}", 1)
                quizzes.finish(connection, begun)
        except Refused:
            return "refused"
        return "done"

    assert sorted(together(5, race)) == ["done", *["refused"] * 4]
    with database.read() as connection:
        assert [s.steps for s in histories.of_person(connection, ada.id)] == [3]


def test_of_the_last_two_parts_finished_at_once_one_sees_both(database: Database):
    for round_number in range(10):
        with database.write() as connection:
            person = add(connection, f"Ada {round_number}")
            made = [
                quizzes.begin(
                    connection, person, publish(connection, f"# {path}\n", path), f"{round_number}-{n}", path=path
                )
                for n, path in enumerate((quizzes.SET, quizzes.ASSESSMENT))
            ]
            for begun in made:
                for number in range(3):
                    attempts.append(connection, begun.id, quizzes.answer(number))

        def finish(n: int, made: list[Attempt] = made, person: Person = person) -> tuple[Done, ...]:
            with database.write() as connection:
                held = attempts.lock(connection, made[n].public_id, person.id)
                assert held is not None
                attempts.finish(connection, held.id, ending="", at=AT, result=quizzes.WHOLE)
                people.lock(connection, person.id)
                return completions.done(connection, person.id, MODULE, counts_from)

        assert sorted(len(parts) for parts in together(2, finish)) == [1, 2]


def test_a_module_is_completed_once_however_many_transactions_find_it_complete(database: Database, ada: Person):
    with database.write() as connection:
        quizzes.finish(connection, quizzes.begin(connection, ada, publish(connection, "# Set\n", quizzes.SET)))
    briefing = next(file for file in files("") if file.path == BRIEFING)
    sha = hashlib.sha256(briefing.content).hexdigest()

    def complete(n: int) -> str:
        try:
            with database.write() as connection:
                if n % 2:  # as every service does; the others show that the key holds without it
                    people.lock(connection, ada.id)
                    if completions.find(connection, ada.id, MODULE) is not None:
                        return "there"
                completions.add(
                    connection,
                    person=ada.id,
                    module=MODULE,
                    on=MONDAY,
                    briefing=sha,
                    source=CompletionSource.EARNED,
                    evidence=completions.done(connection, ada.id, MODULE, counts_from),
                    at=AT,
                )
        except Refused:
            return "refused"
        return "added"

    assert together(10, complete).count("added") == 1


def test_another_way_is_recorded_once_however_many_record_it(database: Database, ada: Person):
    with database.write() as connection:
        publish(connection, "# Set\n", quizzes.SET)

    def record(_: int) -> bool:
        with database.write() as connection:
            return otherwise.add(connection, person=ada.id, path=quizzes.SET, on=MONDAY, by=ada.id, at=AT)

    assert together(10, record).count(True) == 1


@pytest.mark.postgres
def test_a_person_who_is_locked_can_still_be_referred_to(postgres_database: Database):
    database = postgres_database  # SQLite has one writer at a time: there is nobody beside
    with database.write() as connection:
        ada = add(connection, "Ada")
    with database.write() as connection, ThreadPoolExecutor(1) as pool:
        people.lock(connection, ada.id)

        def sign_in() -> None:
            with database.write() as other:
                accounts.open_session(other, "token", ada.id, AT)

        pool.submit(sign_in).result(5)


def test_the_throttle_counts_every_try(database: Database):
    def hit(_: int) -> int:
        with database.write() as connection:
            return accounts.throttle_hit(connection, "account:x", 1)

    assert sorted(together(20, hit)) == list(range(1, 21))


def test_a_link_is_used_once_however_many_click(database: Database, ada: Person):
    with database.write() as connection:
        accounts.add_link(connection, "h", ada.id, "set-password", AT + timedelta(days=7))

    def use(_: int) -> bool:
        with database.write() as connection:
            return accounts.use_link(connection, "h", "set-password", AT) is not None

    assert together(10, use).count(True) == 1


def test_a_write_inside_a_write_is_refused_at_once(sqlite_database: Database):
    with pytest.raises(RuntimeError, match="inside"), sqlite_database.write(), sqlite_database.write():
        raise AssertionError("not reached")
