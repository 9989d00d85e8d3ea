"""Every case in cases/: a whole file, with what is expected of it in a comment above the bad line.

    <!-- expect: error[unknown-passage] "five-minuts" -->      about the next line; the words in quotes are said
    <!-- expect-file: error[no-briefing] -->                   about line 1, written at the end

An error or warning that nobody expected fails; an unexpected note does not. `briefing.md` is the catalogue of all
cases. `briefing-*.md` are briefings, in whose module `set-long.md` is the only set. `set-*.md` are question sets; each
stands in a module with those in SETS, and scenarios may ask their questions. `without-briefing*.md` are scenarios and
`set-without-briefing*.md` are sets without a briefing, and of `cut-off*.md` only two states are walked.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from quizapp.content.briefing import parse_briefing
from quizapp.content.checks import check_scenario
from quizapp.content.module_checks import check_module
from quizapp.content.questions.checks import check_set
from quizapp.content.questions.parsing import parse_set
from quizapp.content.questions.sources import gathered
from quizapp.content.reader import MAX_BYTES, normalise
from quizapp.content.scenario import parse_scenario
from quizapp.engine.story import story
from quizapp.engine.walk.walk import walk
from quizapp.model.briefing import Briefing
from quizapp.model.codes import CODES
from quizapp.model.diagnostics import Diagnostic, Severity
from quizapp.model.published import SourceFile
from quizapp.model.questions import QuestionSet

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 1)
EXPECTATION = re.compile(r'<!-- expect(-file)?: (error|warning|note)\[([a-z-]+)\](?: "(.+)")? -->')

# What cannot be written as a readable file with a comment in it: bytes, code, line and column.
BYTES = {
    "empty": (b"", "empty-file", 1, 1),
    "blank": (b" \n\n\t\n", "empty-file", 1, 1),
    "utf-16": ("---\nyou-are: a\n---\n".encode("utf-16"), "not-text", 1, 1),
    "word": (b"PK\x03\x04\x00\xff", "not-text", 1, 1),
    "latin-1": ("---\nyou-are: a café\n---\n".encode("latin-1"), "not-text", 2, 15),
    "nul": (b"---\nminutes: 4\n---\n\n# A\x00b\n", "not-text", 5, 4),
    "too-large": (b"---\n" + b"word " * (MAX_BYTES // 5 + 1), "too-large", 1, 1),
    "far-too-large": (b"\xff" * (2 * MAX_BYTES), "too-large", 1, 1),
}

# Said of files on disk and of the child that works through them; tested in test_library.py, test_absent.py,
# test_unread.py and test_compiling.py; of a whole module in test_module_titles.py.
NOT_OF_TEXT = ("bad-file-name", "not-readable", "nothing-read", "unread-file", "too-slow", "same-title")


SETS = ("set-clean", "set-draws", "set-long", "set-boxes")


@dataclass(frozen=True)
class Expected:
    """One expectation: severity and code, the line that it is about, and words that are said."""

    severity: str
    code: str
    line: int
    fragment: str

    def fits(self, said: Diagnostic) -> bool:
        same = (said.severity.value, said.code, said.span.line) == (self.severity, self.code, self.line)
        return same and self.fragment in f"{said.text}\n{said.help}"


def _expectations(text: str) -> list[Expected]:
    lines = text.split("\n")
    found = []
    for number, line in enumerate(lines, start=1):
        match = EXPECTATION.search(line)
        if match:
            about = 1
            if not match[1]:
                about = number + 1
                while EXPECTATION.search(lines[about - 1]):
                    about += 1
            found.append(Expected(match[2], match[3], about, match[4] or ""))
    return found


@cache
def _briefing() -> Briefing:
    briefing, said = parse_briefing(_file("briefing"))
    assert briefing is not None
    assert said == ()
    return briefing


@cache
def _sets() -> dict[str, QuestionSet]:
    read = {name: parse_set(_file(name), _briefing())[0] for name in SETS}
    return {name: quiz for name, quiz in read.items() if quiz is not None}


def _file(name: str) -> SourceFile:
    content = normalise((CASES / f"{name}.md").read_bytes())
    folder = "questions" if name.startswith("set-") else "scenarios"
    return SourceFile(f"{folder}/quiet-children/{name}.md", content)


def _said_of_set(name: str) -> tuple[Diagnostic, ...]:
    briefing = None if name.startswith("set-without-briefing") else _briefing()
    quiz, said = parse_set(_file(name), briefing)
    if quiz is None:
        return said
    sets = {**_sets(), name: quiz}
    return said + check_set(gathered(quiz, sets, briefing), briefing, sets, TODAY)


def _said_of(name: str) -> tuple[Diagnostic, ...]:
    file = _file(name)
    if name.startswith("briefing"):
        briefing, said = parse_briefing(file)
        return said + (check_module(briefing, (), (_sets()["set-long"],)) if briefing else ())
    if name.startswith("set-"):
        return _said_of_set(name)
    briefing = None if name.startswith("without-briefing") else _briefing()
    scenario, said = parse_scenario(file, briefing, _sets())
    if scenario is None:
        return said
    limit = 2 if name.startswith("cut-off") else 200_000
    return said + check_scenario(scenario, briefing, TODAY) + walk(story(scenario), limit).diagnostics


NAMES = sorted(path.stem for path in CASES.glob("*.md"))


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_told_what_it_expects_and_no_more(name: str) -> None:
    left = list(_said_of(name))
    for expected in _expectations((CASES / f"{name}.md").read_text("utf-8")):
        said = next((said for said in left if expected.fits(said)), None)
        assert said is not None, f"{expected} was not said; left: {[str(d) for d in left]}"
        left.remove(said)
    unexpected = [str(said) for said in left if said.severity is not Severity.NOTE]
    assert unexpected == []


@pytest.mark.parametrize("name", BYTES)
def test_bytes_that_are_no_text_are_told_so(name: str) -> None:
    content, code, line, column = BYTES[name]
    for _, said in (
        parse_scenario(SourceFile("scenarios/m/s.md", content), None),
        parse_briefing(SourceFile("scenarios/m/briefing.md", content)),
        parse_set(SourceFile("questions/m/s.md", content), None),
    ):
        assert [(d.code, d.span.line, d.span.column) for d in said] == [(code, line, column)]


def test_every_code_is_expected_by_two_cases_at_least() -> None:
    counted = Counter(code for _, code, _, _ in BYTES.values())
    for name in NAMES:
        counted.update(expected.code for expected in _expectations((CASES / f"{name}.md").read_text("utf-8")))
    assert {code: counted[code] for code in CODES if counted[code] < 2 and code not in NOT_OF_TEXT} == {}


def test_a_case_names_the_severity_that_its_code_has() -> None:
    for name in NAMES:
        for expected in _expectations((CASES / f"{name}.md").read_text("utf-8")):
            assert CODES[expected.code].severity == expected.severity, name
