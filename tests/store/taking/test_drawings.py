"""What a quiz asks and what was answered come back as they were stored, and a story asks the database for neither."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa

from quizapp.model.attempts import Run
from quizapp.model.play import Answer, Step, StepKind
from quizapp.model.quizzes import Drawing
from quizapp.store.database import Connection, Database
from quizapp.store.people import accounts
from quizapp.store.taking import attempts, histories, visits
from quizapp.store.taking.attempts import Refused, StepTaken
from quizapp.store.taking.drawings import KeptDrawings
from tests.store import quizzes, stories
from tests.store.quizzes import ANSWERS, ASSESSMENT, DRAWING, HALF, SET, carrying
from tests.store.stories import AT, add, choice, publish


@contextmanager
def counted(connection: Connection) -> Iterator[list[str]]:
    """The statements that are executed meanwhile."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    sa.event.listen(connection, "before_cursor_execute", note)
    yield said
    sa.event.remove(connection, "before_cursor_execute", note)


def test_an_attempt_at_a_set_comes_back_by_every_way_as_it_was_stored(database: Database):
    with database.write() as connection:
        ada, version = add(connection, "Ada"), publish(connection, "# Set\n", SET)
        accounts.open_session(connection, "token", ada.id, AT + timedelta(hours=1))
        first = quizzes.begin(connection, ada, version)
        quizzes.finish(connection, first, HALF)
        made = quizzes.begin(connection, ada, version, "q2", 2, drawing=carrying(first))
        attempts.append(connection, made.id, quizzes.answer(0))
    steps = (quizzes.answer(0),)
    with database.write() as connection:
        assert attempts.find(connection, "q2", ada.id) == made
        assert attempts.load(connection, "q2", ada.id) == Run(made, steps, carrying(first))
        assert attempts.by_id(connection, made.id) == Run(made, steps, carrying(first))
        assert attempts.by_id(connection, 99) is None
        assert visits.load(connection, "token", AT, "q2", KeptDrawings()) == (ada, Run(made, steps, carrying(first)))
        assert visits.lock(connection, "token", AT, "q2", KeptDrawings()) == (ada, Run(made, steps, carrying(first)))
        assert attempts.steps(connection, made.id) == steps
        told = histories.runs(connection, 0, 10)
    assert [run.drawing for run in told] == [DRAWING, carrying(first)]
    assert [step.answer for step in told[0].steps] == list(ANSWERS)
    assert told[1].steps == steps


def test_a_run_of_a_set_that_asks_nothing_has_an_empty_drawing(database: Database):
    with database.write() as connection:
        ada = add(connection, "Ada")
        made = quizzes.begin(connection, ada, publish(connection, "# Set\n", SET), drawing=Drawing())
        attempts.finish(connection, made.id, ending="", at=AT, result=quizzes.WHOLE)
        run = attempts.load(connection, "q1", ada.id)
    assert run is not None
    assert (run.steps, run.drawing, run.attempt.ending) == ((), Drawing(), "")


def test_a_question_in_a_story_is_answered_between_its_choices(database: Database):
    asked = Step(1, StepKind.ANSWER, "listening#talk", None, AT, Answer(chosen=(3,)))
    with database.write() as connection:
        ada = add(connection, "Ada")
        made = stories.begin(connection, ada, publish(connection))
        for step in (choice(0), asked, choice(2)):
            attempts.append(connection, made.id, step)
        assert attempts.load(connection, "a1", ada.id) == Run(made, (choice(0), asked, choice(2)))


def test_a_story_without_questions_is_one_query(database: Database):
    with database.write() as connection:
        ada, version = add(connection, "Ada"), publish(connection)
        accounts.open_session(connection, "token", ada.id, AT + timedelta(hours=1))
        made = stories.begin(connection, ada, version)
        attempts.append(connection, made.id, choice(0))
    with database.write() as connection, counted(connection) as said:
        assert attempts.load(connection, "a1", ada.id) is not None
        assert visits.load(connection, "token", AT, "a1", KeptDrawings())[1] is not None
        assert len(histories.runs(connection, 0, 10)) == 1
        assert len(said) == 3
        said.clear()
        visits.lock(connection, "token", AT, "a1", KeptDrawings())
        assert len(said) == (1 if connection.dialect.name == "sqlite" else 2)


def test_a_question_of_a_set_is_one_query_once_its_drawing_is_known(database: Database):
    asked = Step(1, StepKind.ANSWER, "listening#talk", None, AT, Answer(chosen=(3,)))
    with database.write() as connection:
        ada, version = add(connection, "Ada"), publish(connection, "# Set\n", SET)
        accounts.open_session(connection, "token", ada.id, AT + timedelta(hours=1))
        attempts.append(connection, quizzes.begin(connection, ada, version).id, quizzes.answer(0))
        told = stories.begin(connection, ada, publish(connection))
        for step in (choice(0), asked):
            attempts.append(connection, told.id, step)
    kept = KeptDrawings()
    with database.write() as connection, counted(connection) as said:
        for public_id, known in (("q1", 2), ("a1", 0)):
            for more in (known, 0):
                visits.load(connection, "token", AT, public_id, kept)
                assert len(said) == 1 + more
                said.clear()
            visits.lock(connection, "token", AT, public_id, kept)
            assert len(said) == (1 if connection.dialect.name == "sqlite" else 2)
            said.clear()


def test_a_page_of_runs_takes_as_many_queries_however_long_it_is(database: Database):
    with database.write() as connection:
        version, story = publish(connection, "# Set\n", SET), publish(connection)
        for n in range(6):
            ada = add(connection, f"P{n}")
            quizzes.finish(connection, quizzes.begin(connection, ada, version, f"q{n}"))
            stories.begin(connection, ada, story, f"a{n}")
        with counted(connection) as said:
            assert len(histories.runs(connection, 0, 100)) == 12
        assert len(said) == 3


def test_an_answer_without_words_and_one_without_an_answer_are_told_apart(database: Database):
    with database.write() as connection:
        made = quizzes.begin(connection, add(connection, "Ada"), publish(connection, "# Set\n", SET))
        given = Answer(chosen=(), text="other words", matched=None)
        attempts.append(connection, made.id, quizzes.answer(0, given=Answer(chosen=(0,))))
        attempts.append(connection, made.id, quizzes.answer(1, given=given))
        assert [step.answer for step in attempts.steps(connection, made.id)] == [Answer(chosen=(0,)), given]


@pytest.mark.parametrize(
    "step",
    [
        Step(0, StepKind.ANSWER, "listening#talk", None, AT),
        Step(0, StepKind.CHOICE, "start", 0, AT, Answer(chosen=(0,))),
    ],
)
def test_a_step_that_is_no_answer_has_none_and_the_other_way_round(database: Database, step: Step):
    with database.write() as connection:
        made = stories.begin(connection, add(connection, "Ada"), publish(connection))
        with pytest.raises(ValueError, match="answer"):
            attempts.append(connection, made.id, step)


def test_a_question_is_answered_once(database: Database):
    with database.write() as connection:
        ada = add(connection, "Ada")
        made = quizzes.begin(connection, ada, publish(connection, "# Set\n", SET))
        attempts.append(connection, made.id, quizzes.answer(0))
    with pytest.raises(StepTaken), database.write() as connection:
        attempts.append(connection, made.id, quizzes.answer(0, given=Answer(chosen=(0,))))
    with database.read() as connection:
        assert attempts.steps(connection, made.id) == (quizzes.answer(0),)


def test_an_attempt_begins_under_the_next_number_and_no_other(database: Database):
    with database.write() as connection:
        ada, version = add(connection, "Ada"), publish(connection, "# Set\n", SET)
        quizzes.finish(connection, quizzes.begin(connection, ada, version))
    for number in (1, 3):
        with pytest.raises(Refused), database.write() as connection:
            quizzes.begin(connection, ada, version, "q2", number)
    with database.write() as connection:
        assert quizzes.begin(connection, ada, version, "q2", 2).number == 2


def test_none_begins_beside_an_open_one_or_where_nothing_is(database: Database):
    with database.write() as connection:
        ada, version = add(connection, "Ada"), publish(connection, "# Set\n", SET)
        quizzes.begin(connection, ada, version)
        with pytest.raises(Refused, match="nothing was published"):
            quizzes.begin(connection, ada, version, path=ASSESSMENT)
    with pytest.raises(Refused), database.write() as connection:
        quizzes.begin(connection, ada, version, "q2", 2)
    with database.read() as connection:
        assert len(histories.of_person(connection, ada.id)) == 1


def test_no_question_is_drawn_twice_for_one_attempt(database: Database):
    with database.write() as connection:
        ada, version = add(connection, "Ada"), publish(connection, "# Set\n", SET)
    with pytest.raises(Refused), database.write() as connection:
        quizzes.begin(connection, ada, version, drawing=Drawing(DRAWING.questions[:1] * 2))
    with database.read() as connection:
        assert histories.of_person(connection, ada.id) == ()


def test_practice_is_never_the_first_attempt(database: Database):
    with database.write() as connection:
        ada, version = add(connection, "Ada"), publish(connection, "# Set\n", SET)
        practice = quizzes.begin(connection, ada, version, practice=True)
        assert practice.practice
        quizzes.finish(connection, practice)
        first = connection.exec_driver_sql("SELECT attempt FROM first_attempt").scalars()
        assert first.all() == []
        counts = quizzes.begin(connection, ada, version, "q2", 2)
        quizzes.finish(connection, counts)
        first = connection.exec_driver_sql("SELECT attempt FROM first_attempt").scalars()
        assert first.all() == [counts.id]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE answer SET chosen = '[0]'",
        "DELETE FROM answer",
        "UPDATE drawn SET option_order = '[0, 1, 2]'",
        "DELETE FROM drawn",
        "INSERT INTO drawn (attempt, ordinal, question, option_order, points) VALUES (2, 9, 'other#one', '[]', '[]')",
        "UPDATE carried SET num = 0",
        "DELETE FROM carried",
        "INSERT INTO carried (attempt, point, ordinal, num, den, from_attempt) VALUES (2, 'safe', 9, 1, 1, 1)",
        "INSERT INTO answer (attempt, number, question, chosen) VALUES (2, 1, 'listening#safe', '[]')",
        "UPDATE attempt SET practice = NOT practice WHERE id = 2",
    ],
)
@pytest.mark.parametrize("finished", [False, True])
def test_what_was_asked_and_answered_stays(database: Database, statement: str, finished: bool):
    with database.write() as connection:
        ada, version = add(connection, "Ada"), publish(connection, "# Set\n", SET)
        first = quizzes.begin(connection, ada, version)
        quizzes.finish(connection, first, HALF)
        second = quizzes.begin(connection, ada, version, "q2", 2, drawing=carrying(first))
        assert second.id == 2
        if finished:
            quizzes.finish(connection, second)
        else:
            attempts.append(connection, second.id, quizzes.answer(0))
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize("question", ["listening#other", "passage-0"])
def test_an_answer_belongs_to_a_step_that_is_one_to_that_question(database: Database, question: str):
    insert = "INSERT INTO step (attempt, number, kind, place, choice, at) VALUES ({}, 0, '{}', '{}', {}, '{}')"
    kind, position = ("choice", 0) if question == "passage-0" else ("answer", "NULL")
    place = question if kind == "choice" else quizzes.TALK
    with database.write() as connection:
        made = quizzes.begin(connection, add(connection, "Ada"), publish(connection, "# Set\n", SET))
        connection.exec_driver_sql(insert.format(made.id, kind, place, position, "2026-11-23 09:00:00.000000"))
        add_answer = f"INSERT INTO answer (attempt, number, question, chosen) VALUES ({made.id}, 0, '{question}', '[]')"
        with pytest.raises(sa.exc.IntegrityError), connection.begin_nested():
            connection.exec_driver_sql(add_answer)


@pytest.mark.parametrize("text", ['{"0": 1}', "[-1]", "[true]", '["0"]', "[0.5]", "[[0]]"])
def test_what_is_no_list_of_indices_is_never_read_as_one(database: Database, text: str):
    insert = (
        f"INSERT INTO drawn (attempt, ordinal, question, option_order, points) VALUES (1, 0, 'a#b', '{text}', '[]')"
    )
    with database.write() as connection:
        ada = add(connection, "Ada")
        made = quizzes.begin(connection, ada, publish(connection, "# Set\n", SET), drawing=Drawing())
        assert made.id == 1
        connection.exec_driver_sql(insert)
        with pytest.raises(ValueError, match="indices"):
            attempts.load(connection, "q1", ada.id)


@pytest.mark.parametrize("text", ['"late"', "[1]", "[null]", "{}"])
def test_what_is_no_list_of_words_is_never_read_as_one(database: Database, text: str):
    insert = (
        f"INSERT INTO drawn (attempt, ordinal, question, option_order, points) VALUES (1, 0, 'a#b', '[]', '{text}')"
    )
    with database.write() as connection:
        ada = add(connection, "Ada")
        quizzes.begin(connection, ada, publish(connection, "# Set\n", SET), drawing=Drawing())
        connection.exec_driver_sql(insert)
        with pytest.raises(ValueError, match="words"):
            attempts.load(connection, "q1", ada.id)
