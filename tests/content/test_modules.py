"""A module's files are read together, in one place and in one order."""

import random
import re
from pathlib import Path

from quizapp.content.modules import by_module, read_module, reading_once
from quizapp.model.published import SourceFile
from tests.services.example_site import example_files
from tests.services.quiz_files import ASKED, DRAWING_SET, OTHER_SET, OTHER_SET_PATH, SCENARIO_PATH, SET, quiz_files

PACKAGE = Path(__file__).parents[2] / "quizapp"


def test_sets_are_read_with_the_briefing_and_scenarios_with_both_whatever_order_the_files_come_in() -> None:
    files = list(quiz_files())
    first = read_module(files)
    for seed in range(5):
        random.Random(seed).shuffle(files)
        assert read_module(files) == first
    assert first.diagnostics == ()
    assert list(first.sets) == [OTHER_SET, DRAWING_SET, SET]
    assert tuple(question.id for question in first.scenarios[0].questions) == ASKED


def test_a_set_that_draws_has_questions_only_as_a_whole_set() -> None:
    module = read_module(quiz_files())
    assert module.sets[DRAWING_SET].questions == ()
    whole = {quiz.id: {question.set for question in quiz.questions} for quiz in module.whole_sets()}
    assert whole == {OTHER_SET: {OTHER_SET}, DRAWING_SET: {OTHER_SET, SET}, SET: {SET}}


def test_within_a_block_the_same_files_are_read_once_and_others_are_read() -> None:
    files = quiz_files()
    changed = [f if f.path != OTHER_SET_PATH else SourceFile(f.path, f.content + b"\n") for f in files]
    with reading_once():
        first = read_module(files)
        assert read_module(reversed(files)) is first
        assert read_module(changed) is not first
    assert read_module(files) is not first


def test_what_cannot_be_read_is_left_out_with_its_reason_and_takes_nothing_down() -> None:
    files = [f if f.path != OTHER_SET_PATH else SourceFile(f.path, b"\xff\x00") for f in quiz_files()]
    module = read_module(files)
    assert [(d.span.path, d.code) for d in module.diagnostics] == [(OTHER_SET_PATH, "not-text")]
    assert set(module.sets) == {DRAWING_SET, SET}
    assert [scenario.span.path for scenario in module.scenarios] == [SCENARIO_PATH]


def test_files_of_two_modules_are_told_apart_and_questions_stand_with_their_scenarios() -> None:
    modules = by_module((*quiz_files(), *example_files()))
    assert list(modules) == ["scenarios/child-mental-health", "scenarios/minds"]
    assert set(modules["scenarios/minds"]) == set(quiz_files())


def test_only_one_place_reads_scenarios_and_briefings() -> None:
    called = re.compile(r"(?<!def )\bparse_(?:scenario|briefing)\(")
    found = {str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*.py") if called.search(path.read_text())}
    assert found == {"content/modules.py"}
