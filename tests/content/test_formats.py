"""Formats by their number: the same bytes, read by the reader of their own format."""

from dataclasses import fields

import pytest

from quizapp.content import formats
from quizapp.content.compile import compile_scenario, compile_set, version_id
from quizapp.content.questions.drawn import drawn_files
from quizapp.model.formats import CURRENT_FORMAT, FORMAT_1, FORMATS
from quizapp.model.published import Compiled, UnknownFormat
from quizapp.model.scenario import Word
from tests.content import other_format
from tests.services.quiz_files import DRAWING_SET_PATH, SCENARIO_PATH, quiz_files


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


def test_a_format_that_this_release_does_not_have_is_one_error_that_names_it() -> None:
    with pytest.raises(UnknownFormat, match="format 7 is not known to this release") as found:
        formats.compile_version(7, drawn_files(quiz_files(), SCENARIO_PATH))
    assert found.value.number == 7
