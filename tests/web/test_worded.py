"""A form's problems in the words of its page."""

import pytest

from quizapp.model.problems import Code, Problem
from quizapp.web.filters import worded

WORDS = {"name": {"missing": "Enter a name", "too long": "Enter at most {limit} letters"}}


def test_each_field_has_its_text_with_the_limit_as_people_write_it():
    assert worded((Problem("name", Code.MISSING),), WORDS) == {"name": "Enter a name"}
    assert worded((Problem("name", Code.TOO_LONG, 1024),), WORDS) == {"name": "Enter at most 1,024 letters"}
    assert worded(None, WORDS) == {} == worded((), WORDS)


@pytest.mark.parametrize("problem", [Problem("name", Code.TAKEN), Problem("other", Code.MISSING)])
def test_a_problem_without_words_is_a_bug(problem: Problem):
    with pytest.raises(KeyError):
        worded((problem,), WORDS)
