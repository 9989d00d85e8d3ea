"""Attempts: one open at a time, steps exactly once, finished for good."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from quizapp.model.attempts import AttemptState, StoredResult, StoredScore
from quizapp.model.play import Step, StepKind
from quizapp.store.database import Database
from quizapp.store.taking import attempts, histories
from quizapp.store.taking.attempts import Refused, StepTaken
from tests.store.stories import AT, PATH, RESULT, add, begin, choice, keep, publish


def test_an_attempt_comes_back_as_it_was_stored(database: Database):
    with database.write() as connection:
        ada, version = add(connection, "Ada"), publish(connection)
        made = begin(connection, ada, version)
        attempts.append(connection, made.id, choice(0, 2))
        attempts.append(connection, made.id, Step(1, StepKind.CONTINUE, "passage-1", None, AT + timedelta(seconds=5)))
    assert (made.number, made.state, made.started, made.path, made.version) == (1, "open", AT, PATH, version)
    with database.read() as connection:
        run = attempts.load(connection, "a1", ada.id)
        assert run is not None
        assert run.attempt == made == attempts.find(connection, "a1", ada.id)
        assert run.steps == attempts.steps(connection, made.id)
        assert run.steps == (choice(0, 2), Step(1, StepKind.CONTINUE, "passage-1", None, AT + timedelta(seconds=5)))
        assert isinstance(run.attempt.state, AttemptState) and isinstance(run.steps[0].kind, StepKind)


def test_an_attempt_without_steps_loads_with_none(database: Database):
    with database.write() as connection:
        ada = add(connection, "Ada")
        begin(connection, ada, publish(connection))
        run = attempts.load(connection, "a1", ada.id)
    assert run is not None and run.steps == ()


def test_an_open_attempt_is_continued_even_when_a_newer_version_is_live(database: Database):
    with database.write() as connection:
        ada = add(connection, "Ada")
        first = begin(connection, ada, publish(connection, "# One\n"))
        again = begin(connection, ada, publish(connection, "# Two\n"), "a2")
    assert again == first


def test_a_second_open_attempt_is_refused_by_the_database_itself(database: Database):
    with database.write() as connection:
        made = begin(connection, add(connection, "Ada"), publish(connection))
    again = sa.text(
        "INSERT INTO attempt (public_id, person, thing, version, scorer, number, seed, state, started)"
        " SELECT 'a2', person, thing, version, scorer, number + 1, seed, state, started FROM attempt WHERE id = :id"
    )
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        connection.execute(again, {"id": made.id})


def test_after_finishing_the_next_attempt_has_the_next_number(database: Database):
    with database.write() as connection:
        ada, bob, version = add(connection, "Ada"), add(connection, "Bob"), publish(connection)
        first = begin(connection, ada, version)
        attempts.finish(connection, first.id, ending="end", at=AT, result=RESULT)
        assert begin(connection, ada, version, "a2").number == 2
        assert begin(connection, bob, version, "b1").number == 1


def test_somebody_elses_attempt_is_not_there(database: Database):
    with database.write() as connection:
        ada, bob = add(connection, "Ada"), add(connection, "Bob")
        begin(connection, ada, publish(connection))
        assert attempts.find(connection, "a1", bob.id) is None
        assert attempts.load(connection, "a1", bob.id) is None
        assert attempts.lock(connection, "a1", bob.id) is None
        assert attempts.lock(connection, "a1", ada.id) is not None


def test_nothing_can_be_started_where_nothing_was_published(database: Database):
    with database.write() as connection:
        ada = add(connection, "Ada")
        with pytest.raises(Refused):
            begin(connection, ada, "0" * 64)


def test_an_attempt_is_pinned_to_a_version_of_its_own_scenario(database: Database):
    with database.write() as connection:
        ada = add(connection, "Ada")
        publish(connection)
        foreign = keep(connection, "# Other\n", "scenarios/child-mental-health/other.md")
    with pytest.raises(Refused), database.write() as connection:
        begin(connection, ada, foreign)


def test_a_step_number_is_taken_once(database: Database):
    with database.write() as connection:
        made = begin(connection, add(connection, "Ada"), publish(connection))
        attempts.append(connection, made.id, choice(0, 1))
    with pytest.raises(StepTaken), database.write() as connection:
        attempts.append(connection, made.id, choice(0, 2))
    with database.read() as connection:
        assert attempts.steps(connection, made.id) == (choice(0, 1),)


def test_a_step_that_leaves_a_gap_is_refused(database: Database):
    with database.write() as connection:
        made = begin(connection, add(connection, "Ada"), publish(connection))
    with pytest.raises(Refused), database.write() as connection:
        attempts.append(connection, made.id, choice(1))


def test_a_step_without_a_time_is_a_mistake_of_ours(database: Database):
    with database.write() as connection:
        made = begin(connection, add(connection, "Ada"), publish(connection))
        with pytest.raises(ValueError, match="time"):
            attempts.append(connection, made.id, Step(0, StepKind.CONTINUE, "passage-0"))


def test_a_finished_attempt_has_its_result_to_the_fraction(database: Database):
    with database.write() as connection:
        ada = add(connection, "Ada")
        made = begin(connection, ada, publish(connection))
        assert attempts.result(connection, made.id) is None
        attempts.finish(connection, made.id, ending="safe-at-home", at=AT + timedelta(hours=1), result=RESULT)
    with database.read() as connection:
        done = attempts.find(connection, "a1", ada.id)
        assert attempts.result(connection, made.id) == RESULT
    assert done is not None
    assert (done.state, done.finished, done.ending) == (
        AttemptState.FINISHED,
        AT + timedelta(hours=1),
        "safe-at-home",
    )


def test_a_result_may_have_no_points(database: Database):
    with database.write() as connection:
        made = begin(connection, add(connection, "Ada"), publish(connection))
        attempts.finish(connection, made.id, ending="end", at=AT, result=StoredResult(0, 1, False, ()))
        assert attempts.result(connection, made.id) == StoredResult(0, 1, False, ())


def test_a_result_keeps_what_kept_the_pass_back_and_a_pass_has_nothing_that_did(database: Database):
    kept = StoredResult(9, 10, False, (("L1", 9, 10, "partly"),), (("L1", "missed"), ("L2", "not reached")))
    with database.write() as connection:
        made = begin(connection, add(connection, "Ada"), publish(connection))
        attempts.finish(connection, made.id, ending="end", at=AT, result=kept)
        assert attempts.result(connection, made.id) == kept
    with pytest.raises(sa.exc.IntegrityError, match="ck_result_critical"), database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO result (attempt, num, den, passed, at, current, critical)"
            " SELECT attempt, num, den, true, at, false, critical FROM result"
        )


def test_a_list_reads_the_scores_alone_and_they_are_those_of_the_results(database: Database):
    with database.write() as connection:
        ada, version = add(connection, "Ada"), publish(connection)
        done = begin(connection, ada, version)
        attempts.finish(connection, done.id, ending="safe-at-home", at=AT, result=RESULT)
        still_open = begin(connection, ada, version, "a2")
        scores = attempts.scores(connection, [done.id, still_open.id])
        assert attempts.scores(connection, []) == {}
    assert scores == {done.id: StoredScore(RESULT.num, RESULT.den, RESULT.passed)}
    assert scores[done.id].percent == RESULT.percent


def test_the_first_finished_attempt_is_kept_as_the_first(database: Database):
    with database.write() as connection:
        ada, version = add(connection, "Ada"), publish(connection)
        first = begin(connection, ada, version)
        attempts.finish(connection, first.id, ending="end", at=AT, result=RESULT)
        second = begin(connection, ada, version, "a2")
        attempts.finish(connection, second.id, ending="end", at=AT, result=RESULT)
        rows = connection.exec_driver_sql("SELECT attempt FROM first_attempt").scalars().all()
    assert rows == [first.id]


def finished(database: Database) -> int:
    with database.write() as connection:
        made = begin(connection, add(connection, "Ada"), publish(connection))
        attempts.append(connection, made.id, choice(0))
        attempts.finish(connection, made.id, ending="end", at=AT, result=RESULT)
    return made.id


def test_no_step_goes_into_a_finished_attempt(database: Database):
    attempt = finished(database)
    with pytest.raises(Refused, match="finished"), database.write() as connection:
        attempts.append(connection, attempt, choice(1))


def test_an_attempt_is_finished_once(database: Database):
    attempt = finished(database)
    with pytest.raises(Refused), database.write() as connection:
        attempts.finish(connection, attempt, ending="other", at=AT, result=RESULT)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE attempt SET state = 'open', finished = NULL, ending = NULL",
        "UPDATE attempt SET ending = 'another'",
        "UPDATE attempt SET seed = 8",
        "DELETE FROM first_attempt; DELETE FROM attempt",
        "UPDATE step SET choice = 3",
        "DELETE FROM step",
        "UPDATE result SET num = 0",
        'UPDATE result SET critical = \'[["L1", "missed"]]\'',
        "DELETE FROM result",
        "UPDATE result_point SET word = 'met'",
        "DELETE FROM result_point",
    ],
)
def test_a_finished_attempt_is_frozen_by_the_database_itself(database: Database, statement: str):
    finished(database)
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        for part in statement.split("; "):
            connection.exec_driver_sql(part)


@pytest.mark.parametrize("change", ["number = 9", "seed = 8", "scorer = 2", "public_id = 'other'", "person = 2"])
def test_what_an_open_attempt_is_pinned_to_never_changes(database: Database, change: str):
    with database.write() as connection:
        ada, _ = add(connection, "Ada"), add(connection, "Bob")
        begin(connection, ada, publish(connection))
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        connection.exec_driver_sql(f"UPDATE attempt SET {change}")


def test_an_attempts_version_never_changes(database: Database):
    with database.write() as connection:
        made = begin(connection, add(connection, "Ada"), publish(connection, "# One\n"))
        other = publish(connection, "# Two\n")
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        connection.execute(
            sa.text("UPDATE attempt SET version = :other WHERE id = :id"), {"other": other, "id": made.id}
        )


def test_standpoints_say_how_far_each_attempt_is(database: Database):
    with database.write() as connection:
        ada, version = add(connection, "Ada"), publish(connection)
        first = begin(connection, ada, version)
        for number in range(3):
            attempts.append(connection, first.id, choice(number))
        attempts.finish(connection, first.id, ending="end", at=AT, result=RESULT)
        second = begin(connection, ada, version, "a2")
        begin(connection, add(connection, "Bob"), version, "b1")
        found = histories.of_person(connection, ada.id)
    assert [(s.attempt.id, s.steps, s.passed) for s in found] == [
        (first.id, 3, False),
        (second.id, 0, None),
    ]


def test_runs_are_read_in_pages_without_a_hole(database: Database):
    with database.write() as connection:
        version = publish(connection)
        for n in range(5):
            made = begin(connection, add(connection, f"P{n}"), version, f"a{n}")
            for number in range(n):
                attempts.append(connection, made.id, choice(number))
    seen, after = [], 0
    with database.snapshot() as connection:
        while page := histories.runs(connection, after, 2):
            assert len(page) <= 2
            seen += page
            after = page[-1].attempt.id
    assert [len(run.steps) for run in seen] == [0, 1, 2, 3, 4]
    assert [run.attempt.public_id for run in seen] == [f"a{n}" for n in range(5)]
