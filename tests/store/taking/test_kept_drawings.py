"""What was drawn for an attempt is read once in a process, and kept within its bytes."""

from fractions import Fraction

import pytest

from quizapp.model.quizzes import Carried, Drawing, DrawnQuestion
from quizapp.store.database import Database
from quizapp.store.taking.drawings import KeptDrawings, drawing_bytes
from tests.services.site.test_compiled import traced
from tests.store import quizzes, stories
from tests.store.quizzes import DRAWING, HALF, SET, carrying
from tests.store.stories import add, publish
from tests.store.taking.test_drawings import counted


def test_a_drawing_is_read_once_and_each_attempt_has_its_own(database: Database):
    with database.write() as connection:
        ada, version = add(connection, "Ada"), publish(connection, "# Set\n", SET)
        first = quizzes.begin(connection, ada, version)
        quizzes.finish(connection, first, HALF)
        second = quizzes.begin(connection, ada, version, "q2", 2, drawing=carrying(first))
        story = stories.begin(connection, ada, publish(connection))
    kept = KeptDrawings()
    with database.read() as connection:
        for _ in range(2):
            assert kept.of(connection, first) == DRAWING
            assert kept.of(connection, second) == carrying(first)
        with counted(connection) as said:
            assert kept.of(connection, second) is kept.of(connection, second)
            assert kept.of(connection, story) is None
        assert said == []


def test_an_empty_drawing_is_kept_too(database: Database):
    with database.write() as connection:
        made = quizzes.begin(connection, add(connection, "Ada"), publish(connection, "# Set\n", SET), drawing=Drawing())
    kept = KeptDrawings()
    with database.read() as connection:
        assert kept.of(connection, made) == Drawing()
        with counted(connection) as said:
            assert kept.of(connection, made) == Drawing()
        assert said == []


def test_drawings_are_kept_within_their_bytes(database: Database):
    made = []
    with database.write() as connection:
        version = publish(connection, "# Set\n", SET)
        for n in range(60):
            made.append(quizzes.begin(connection, add(connection, f"P{n}"), version, f"q{n}"))
    each = drawing_bytes("q1", DRAWING)
    kept = KeptDrawings(20 * each)
    with database.read() as connection:
        assert all(kept.of(connection, attempt) == DRAWING for attempt in made * 2)
        with counted(connection) as said:
            assert kept.of(connection, made[-1]) == DRAWING
            assert said == []
            assert kept.of(connection, made[0]) == DRAWING
            assert len(said) == 2
    assert 10 * each < kept.bytes <= 20 * each


@pytest.mark.parametrize("questions", [1, 12, 60])
def test_a_drawings_size_is_about_what_it_takes(questions: int):
    def made() -> tuple[str, Drawing]:
        asked = tuple(
            DrawnQuestion(f"listening#question-{n}", (n, 1, 0, 2), (f"point-{n}", f"other-point-{n}"))
            for n in range(questions)
        )
        return f"public-id-{questions}", Drawing(asked, (Carried(f"late-{questions}", Fraction(1, 1001), 1 << 40),))

    used, estimated = traced(made), drawing_bytes(*made())
    assert used / 2 < estimated < used * 2
