"""Several texts of one author in one child: each within its own limits, and none takes another with it."""

from collections.abc import Iterator

import pytest

from quizapp.model.diagnostics import has_errors
from quizapp.model.published import SourceFile
from quizapp.services.authoring.apart import AT_ONCE
from quizapp.services.authoring.children import Children
from quizapp.services.authoring.sandbox import Limits, ask_ahead, compile_untrusted
from tests.services.authoring.test_apart import TODAY, Counted, maze
from tests.services.example_site import PATH
from tests.services.quiz_files import SET_PATH, changed

Files = tuple[SourceFile, ...]
LIMITS = Limits(reading_seconds=1.0, walking_seconds=0.1)  # a maze takes four times as long to walk, a set a tenth


@pytest.fixture
def children() -> Iterator[Counted]:
    made = Counted()
    yield made
    made.close()


def text(words: str) -> tuple[Files, str]:
    """A sound set that nobody asked about before."""
    return changed(SET_PATH, "Ask his father", f"Ask his father together with {words}"), SET_PATH


def is_sound(job: tuple[Files, str], children: Children) -> bool:
    return not has_errors(compile_untrusted(job[0], TODAY, LIMITS, job[1], children).diagnostics)


def test_a_text_that_takes_too_long_takes_no_other_with_it(children: Counted) -> None:
    before, slow, after = text("one before"), (maze(), PATH), text("one after")
    ask_ahead((before, slow, after), TODAY, limits=LIMITS, children=children)
    assert children.asked == 1
    assert is_sound(before, children)
    assert children.asked == 1, "it came to its end before, and is remembered"
    assert is_sound(after, children)
    assert not is_sound(slow, children)
    assert children.asked == 3, "these were asked about by themselves"


def test_texts_have_the_time_of_one_each_and_say_what_each_says_alone(children: Counted) -> None:
    few = Limits(reading_seconds=0.25, walking_seconds=0.25)
    jobs = [text(f"number {number}") for number in range(AT_ONCE)]
    ask_ahead(jobs, TODAY, limits=few, children=children)
    together = [compile_untrusted(files, TODAY, few, path, children) for files, path in jobs]
    assert children.asked == 1
    alone = [compile_untrusted(files, TODAY, LIMITS, path, children) for files, path in jobs]
    assert children.asked == 1 + AT_ONCE
    assert together == alone
    assert {one.compiled is not None for one in alone} == {True}


def test_one_text_is_not_asked_about_ahead_nor_one_that_is_known(children: Counted) -> None:
    one, other = text("nobody"), text("somebody")
    ask_ahead((one,), TODAY, limits=LIMITS, children=children)
    assert children.asked == 0
    for job in (one, other):
        assert is_sound(job, children)
    ask_ahead((one, other), TODAY, limits=LIMITS, children=children)
    assert children.asked == 2
