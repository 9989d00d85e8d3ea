"""A decision's best choices: one rule, for the walk, plays, packs and what an author is told."""

import ast
from pathlib import Path

from tests.engine.stories import choice, passage

PACKAGE = Path(__file__).parents[2] / "quizapp"


def test_a_best_choice_is_always_offered_and_met_on_everything():
    one = passage(
        "one",
        choice("done", "a met, b met", when="trust > 1"),
        choice("done", "a met"),
        choice("done", "a met, b partly"),
        choice("done", "b met, a met"),
    )
    assert one.best_choices == (3,)
    assert passage("two", choice("done")).best_choices == ()


def test_the_rule_has_one_home() -> None:
    homes = [
        str(path.relative_to(PACKAGE))
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and "best_choice" in node.name and not node.name.startswith("_no_")
    ]
    assert homes == ["model/scenario.py"]


def test_a_choice_may_show_all_that_a_best_one_shows_and_be_offered_only_now_and_then():
    one = passage("one", choice("done", "a met", when="trust > 1"), choice("done", "a partly"), choice("done", "a met"))
    assert [one.shows_all(choice) for choice in range(3)] == [True, False, True]
    assert passage("two", choice("done")).shows_all(0)
