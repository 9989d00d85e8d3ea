"""Threads that start together at a barrier: one open attempt, one step, and no lost update, on both databases."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest

from quizapp.model.people import Person
from quizapp.store import accounts, attempts
from quizapp.store.attempts import Refused, StepTaken
from quizapp.store.database import Database
from tests.store.stories import AT, RESULT, add, begin, choice, publish

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
            opened = [s.attempt for s in attempts.of_person(connection, ada.id) if s.attempt.state == "open"]
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
            done = attempts.of_person(connection, ada.id)[-1]
            assert done.attempt.state == "finished"
            with pytest.raises(Refused), connection.begin_nested():
                attempts.append(connection, made.id, choice(done.steps))


def test_the_throttle_counts_every_try(database: Database):
    def hit(_: int) -> int:
        with database.write() as connection:
            return accounts.throttle_hit(connection, "account:x", 1)

    assert sorted(together(20, hit)) == list(range(1, 21))


def test_a_link_is_used_once_however_many_click(database: Database, ada: Person):
    with database.write() as connection:
        accounts.add_link(connection, "h", ada.id, "set-password", AT.replace(year=2027))

    def use(_: int) -> bool:
        with database.write() as connection:
            return accounts.use_link(connection, "h", "set-password", AT) is not None

    assert together(10, use).count(True) == 1


def test_a_write_inside_a_write_is_refused_at_once(sqlite_database: Database):
    with pytest.raises(RuntimeError, match="inside"), sqlite_database.write(), sqlite_database.write():
        raise AssertionError("not reached")
