"""Formats by their number: the same bytes, read by the reader of their own format."""

from dataclasses import fields
from pathlib import Path

import pytest

from quizapp.content import formats
from quizapp.content.briefing import parse_briefing
from quizapp.content.compile import compile_scenario, compile_set, version_id
from quizapp.content.questions.drawn import drawn_files
from quizapp.content.scenario import parse_scenario
from quizapp.model.formats import CURRENT_FORMAT, FORMAT_1, FORMATS
from quizapp.model.published import Compiled, SourceFile, UnknownFormat
from quizapp.model.scenario import Word
from tests.content import other_format
from tests.services.quiz_files import DRAWING_SET_PATH, SCENARIO_PATH, quiz_files

CASES = Path(__file__).parent / "cases"


def test_format_1_is_read_as_it_always_was_while_another_is_the_current_one(monkeypatch: pytest.MonkeyPatch) -> None:
    other_format.install(monkeypatch)
    for path, compile_this in ((SCENARIO_PATH, compile_scenario), (DRAWING_SET_PATH, compile_set)):
        files = drawn_files(quiz_files(), path)
        assert formats.compile_version(1, files) == compile_this(files, path, FORMAT_1)


def test_the_same_bytes_mean_something_else_in_another_format_and_make_another_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other_format.install(monkeypatch)
    files = drawn_files(quiz_files(), SCENARIO_PATH)
    words = []
    for format in (1, formats.CURRENT):
        compiled, said = formats.compile_version(format, files, SCENARIO_PATH)
        assert isinstance(compiled, Compiled), said
        assert compiled.version == version_id(files, format)
        words.append(compiled.scenario.passages[0].choices[0].marks[0].word)
    assert words == [Word.MET, Word.PARTLY]


def test_formats_are_numbered_one_after_the_other_and_the_last_is_the_current_one() -> None:
    assert [format.number for format in FORMATS] == [number + 1 for number in range(len(FORMATS))]
    assert list(formats.READERS) == [format.number for format in FORMATS]
    assert FORMATS[-1] is CURRENT_FORMAT
    assert CURRENT_FORMAT.number == formats.CURRENT


def test_nothing_of_what_came_later_is_in_the_first_format() -> None:
    assert {getattr(FORMAT_1, field.name) for field in fields(FORMAT_1)} == {1, False}


def test_what_was_published_with_odd_signs_means_what_it_meant() -> None:
    text = (
        (CASES / "clean.md").read_text("utf-8").replace("## Tuesday", "## The\u00a0day").replace("#tuesday", "#theday")
    )
    briefing, _ = parse_briefing(SourceFile("scenarios/m/briefing.md", (CASES / "briefing.md").read_bytes()))
    file = SourceFile("scenarios/m/s.md", text.encode())
    scenario, said = parse_scenario(file, briefing, format=FORMAT_1)
    assert (scenario is not None, said) == (True, ())
    _, said = parse_scenario(file, briefing)
    assert [(d.code, d.help) for d in said] == [("unknown-passage", "did you mean `#the-day` (line 23)?")]


def test_a_format_that_this_release_does_not_have_is_one_error_that_names_it() -> None:
    with pytest.raises(UnknownFormat, match="format 7 is not known to this release") as found:
        formats.compile_version(7, drawn_files(quiz_files(), SCENARIO_PATH))
    assert found.value.number == 7
