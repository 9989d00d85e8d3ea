"""What of a scene is its question."""

import pytest

from quizapp.services.taking.story_parts import scene_and_question


@pytest.mark.parametrize(
    ("last", "rest", "question"),
    [
        ("<p>She waits. <strong>What do you do?</strong></p>", "<p>She waits.</p>", "What do you do?"),
        ("<p>a</p>\n<p><strong>And <em>then</em>?</strong></p>", "<p>a</p>", "And <em>then</em>?"),
        ("<p>“Well?”<br>\n<strong>What now?</strong></p>", "<p>“Well?”</p>", "What now?"),
        ("<p><strong>No.</strong> <strong>What now?</strong></p>", "<p><strong>No.</strong></p>", "What now?"),
    ],
)
def test_a_bold_question_at_the_end_is_taken_out_of_the_scene(last: str, rest: str, question: str) -> None:
    assert scene_and_question(("<p>x</p>", last)) == (("<p>x</p>", rest), question)


def test_a_block_that_is_only_the_question_is_left_out() -> None:
    assert scene_and_question(("<p>x</p>", "<p><strong>What now?</strong></p>")) == (("<p>x</p>",), "What now?")


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        ("<p>She waits.</p>",),
        ("<p>Do you <strong>really?</strong></p>",),
        ("<p>It rings. <strong>It is Kit.</strong></p>",),
        ("<p><strong>What now?</strong> You wait.</p>",),
        ("<p><strong>What now?</strong></p>", "<p>She waits.</p>"),
        ("<blockquote>\n<p><strong>What now?</strong></p>\n</blockquote>",),
    ],
)
def test_whatever_else_is_bold_stays_in_the_scene(blocks: tuple[str, ...]) -> None:
    assert scene_and_question(blocks) == (blocks, "")
