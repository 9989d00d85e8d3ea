"""Each kind of question is one record, with its template and its manual."""

import pytest

from quizapp.content.questions.keys import KEYS
from quizapp.model.kinds import RULES, rules_of
from quizapp.model.kinds.rules import Form, Rules
from quizapp.model.questions import QuestionKind
from quizapp.web.folders import templates_folder
from tests.manual_set import manual_questions


def test_every_kind_has_its_record_and_no_two_keyed_ones_are_written_alike() -> None:
    assert set(RULES) == set(QuestionKind)
    assert all(kind is rules.kind for kind, rules in RULES.items())
    written = [rules.written for rules in RULES.values() if rules.written.form is not Form.OPTIONS]
    assert len(set(written)) == len(written)
    assert {"Points", "Answer", "Reflect", "Why"} <= set(KEYS)


@pytest.mark.parametrize("kind", QuestionKind)
def test_each_kind_has_a_template_with_its_name_that_shows_all_of_it(kind: QuestionKind) -> None:
    text = (templates_folder() / "questions" / "kinds" / f"{kind.template}.html").read_text(encoding="utf-8")
    for macro in (
        "problem(code)",
        "fields(question, given, problems)",
        "answered(question, given, copy)",
        "feedback(answer)",
    ):
        assert f"{{% macro {macro} %}}" in text


@pytest.mark.parametrize("rules", RULES.values(), ids=lambda rules: rules.kind.name)
def test_the_best_answer_is_one_that_chance_may_give_and_no_other_is_worth_more(rules: Rules) -> None:
    (asked,) = (question for question in manual_questions() if rules_of(question) is rules)
    every = rules.every(asked)
    assert rules.best(asked) in every
    assert all(rules.is_answer(asked, answer) for answer in every)
    values = [rules.value(asked, answer) for answer in every]
    if asked.is_scored:
        assert max(value for value in values if value is not None) == rules.value(asked, rules.best(asked)) == 1
        assert not rules.is_private
    else:
        assert set(values) == {None}
        assert rules.is_private
