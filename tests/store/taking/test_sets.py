"""What a draw and a retake are worked out from: earlier attempts, questions seen, and scenarios finished since."""

from datetime import timedelta
from fractions import Fraction

from quizapp.model.play import Answer, Step, StepKind
from quizapp.model.quizzes import Carried, Drawing, PastSet
from quizapp.store.database import Database
from quizapp.store.taking import attempts, past_sets
from tests.store import quizzes, stories
from tests.store.quizzes import ASSESSMENT, DRAWING, HALF, LATE, SAFE, SET, TALK, WHOLE
from tests.store.stories import AT, MODULE, PATH, RESULT, add, counts_from, publish

HOUR = timedelta(hours=1)


def test_the_past_is_what_was_finished_and_counts_oldest_first(database: Database):
    with database.write() as connection:
        ada, bob, version = add(connection, "Ada"), add(connection, "Bob"), publish(connection, "# Set\n", SET)
        assert past_sets.past(connection, ada.id, SET) == ()
        first = quizzes.begin(connection, ada, version)
        quizzes.finish(connection, first, HALF)
        kept = Drawing(DRAWING.questions[:2], (Carried("late", Fraction(2, 3), first.id),))
        second = quizzes.begin(connection, ada, version, "q2", 2, drawing=kept)
        quizzes.finish(connection, second, WHOLE)
        quizzes.finish(connection, quizzes.begin(connection, ada, version, "q3", 3, practice=True), WHOLE)
        quizzes.begin(connection, ada, version, "q4", 4)
        quizzes.finish(connection, quizzes.begin(connection, bob, version, "b1"), WHOLE)
        assert past_sets.past(connection, ada.id, SET) == (
            PastSet(
                first.id,
                1,
                AT + HOUR,
                False,
                (("late", Fraction(1)), ("talk-directly", Fraction(1, 2)), ("safe", Fraction(0))),
            ),
            PastSet(
                second.id,
                2,
                AT + HOUR,
                True,
                (("late", Fraction(1)), ("talk-directly", Fraction(1)), ("safe", Fraction(1))),
            ),
        )
        assert [(a.public_id, a.practice) for a in past_sets.of_path(connection, ada.id, SET)] == [
            ("q1", False),
            ("q2", False),
            ("q3", True),
            ("q4", False),
        ]
        assert past_sets.of_path(connection, ada.id, ASSESSMENT) == ()


def test_questions_are_seen_once_they_were_drawn_or_answered_in_a_scenario(database: Database):
    elsewhere = "questions/other-module/listening.md"
    in_story = Step(0, StepKind.ANSWER, "engaging#trust", None, AT, Answer(chosen=(0,)))
    with database.write() as connection:
        ada, bob, version = add(connection, "Ada"), add(connection, "Bob"), publish(connection, "# Set\n", SET)
        assert past_sets.seen(connection, ada.id, MODULE) == frozenset()
        quizzes.begin(connection, ada, version)
        assert past_sets.seen(connection, ada.id, MODULE) == {TALK, SAFE, LATE}
        told = stories.begin(connection, ada, publish(connection))
        attempts.append(connection, told.id, in_story)
        assert past_sets.seen(connection, ada.id, MODULE) == {TALK, SAFE, LATE, "engaging#trust"}
        assert past_sets.seen(connection, ada.id, "other-module") == frozenset()
        assert past_sets.seen(connection, bob.id, MODULE) == frozenset()
        assert past_sets.past(connection, ada.id, elsewhere) == ()


def test_a_scenario_is_last_finished_when_its_newest_finished_attempt_was(database: Database):
    other = f"scenarios/{MODULE}/other.md"
    with database.write() as connection:
        ada, bob, version = add(connection, "Ada"), add(connection, "Bob"), publish(connection)
        publish(connection, "# Other\n", other)
        for n, hours in enumerate((1, 5)):
            told = stories.begin(connection, ada, version, f"a{n}")
            attempts.finish(connection, told.id, ending="end", at=AT + hours * HOUR, result=RESULT)
        stories.begin(connection, ada, version, "open")
        quiz = quizzes.begin(connection, ada, publish(connection, "# Set\n", SET))
        quizzes.finish(connection, quiz)
        assert past_sets.last_finished(connection, ada.id, MODULE, counts_from) == {PATH: AT + 5 * HOUR}
        assert past_sets.last_finished(connection, bob.id, MODULE, counts_from) == {}
        assert past_sets.last_finished(connection, ada.id, "other-module", counts_from) == {}
