"""Text of unknown make is worked through in a child: whatever is in it, this program goes on."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from quizapp.content.compile import compile_scenario, compile_set
from quizapp.content.questions.drawn import drawn_files
from quizapp.model.diagnostics import Severity
from quizapp.model.published import SourceFile
from quizapp.services.authoring.children import Children, Ended, surroundings
from quizapp.services.authoring.compiling import Request
from quizapp.services.authoring.sandbox import Limits, SandboxResult, compile_untrusted
from tests.amounts import some
from tests.services.quiz_files import DRAWING_SET_PATH, PATHS, SCENARIO_PATH, SET_PATH, changed, quiz_files

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 1)
BRIEFING = SourceFile("scenarios/m/briefing.md", (ROOT / "scenarios/child-mental-health/briefing.md").read_bytes())
STORY = """---
you-are: a teacher
minutes: 3
nation: england
content-note: Low mood.
pass: 70
---

# Small

## Start

PROSE

- [Ask her now, in words that she can answer](#ending-asked)
    - talk-directly: met
    - Why: You asked.
- [Wait](#ending-waited)
    - talk-directly: missed
    - Why: Nobody asked.

## Ending: Asked

Outcome: safer

She talks.

## Ending: Waited

Outcome: uncertain

She waits.

## Debrief

- What made it hard?
"""
SECONDS = 3.0  # of processor time, for one file and all that it takes to look at it


def told(prose: str, why: str = "You asked.") -> list[SourceFile]:
    text = STORY.replace("PROSE", prose).replace("You asked.", why)
    return [BRIEFING, SourceFile("scenarios/m/small.md", text.encode())]


def errors(outcome: SandboxResult) -> list[str]:
    return [d.code for d in outcome.diagnostics if d.severity is Severity.ERROR]


def test_a_sound_file_comes_back_as_compiled_here() -> None:
    files = told("A *quiet* day.")
    outcome = compile_untrusted(files, TODAY)
    assert errors(outcome) == []
    assert outcome.compiled == compile_scenario(files)[0]


def test_a_file_with_mistakes_comes_back_with_every_one_of_them() -> None:
    files = told("{{nobody}}")
    files[1] = SourceFile(files[1].path, files[1].content.replace(b"(#ending-waited)", b"(#nowhere)", 1))
    outcome = compile_untrusted(files, TODAY)
    assert outcome.compiled is None
    assert errors(outcome) == ["unknown-insert", "unknown-passage"]


def test_a_file_alone_or_of_any_bytes_is_told_what_it_lacks() -> None:
    assert "no-briefing" in errors(compile_untrusted([told("x")[1]], TODAY))
    for content in (b"", b"\xff\x00", b"---\n", b"\x00" * 1000):
        outcome = compile_untrusted([BRIEFING, SourceFile("scenarios/m/small.md", content)], TODAY)
        assert outcome.compiled is None
        assert errors(outcome)


class Measured(Children):
    """Children of whom we know how much processor time they used."""

    seconds = 0.0

    def ask(self, *requests: Request) -> Ended:
        ended = super().ask(*requests)
        self.seconds += ended.seconds
        return ended


@pytest.fixture
def measured() -> Iterator[Measured]:
    children = Measured()
    yield children
    children.close()


PATTERNS = {
    "brackets": "[",
    "closing brackets": "]",
    "pairs of brackets": "[]",
    "images": "![",
    "links begun": "[a](",
    "links in links": "[a](b",
    "backticks": "`",
    "uneven backticks": "`a``b",
    "bullets": "- ",
    "numbers": "1. ",
    "quotes": "> ",
    "quotes and bullets": "> - ",
    "stars": "*",
    "stars and words": "*a **b",
    "underscores": "_a",
    "stars and underscores": "*_",
    "less than": "<",
    "declarations": "<![CDATA[",
    "comments": "<!--",
    "ampersands": "&",
    "backslashes": "\\",
    "footnotes": "[^a]",
    "references": "[a]: b\n",
    "inserts": "{{",
    "autolinks": "<https://",
    "fences": "~~~ \n",
}


@pytest.mark.parametrize("pattern", some(PATTERNS, quick=1))
def test_a_pathological_text_costs_little_and_breaks_nothing(pattern: str, measured: Measured) -> None:
    run = pattern * (8_000 // len(pattern))
    outcome = compile_untrusted(told(run), TODAY, children=measured)
    assert (outcome.compiled is None) == bool(errors(outcome))
    assert 0 < measured.seconds <= SECONDS


@pytest.mark.parametrize("path", PATHS)
def test_a_set_and_a_scenario_that_asks_come_back_as_compiled_here(path: str) -> None:
    files = drawn_files(quiz_files(), path)
    outcome = compile_untrusted(files, TODAY)
    assert outcome.diagnostics == ()
    assert outcome.compiled == (compile_scenario if path == SCENARIO_PATH else compile_set)(files)[0]
    assert outcome == compile_untrusted(files, TODAY, path=path)


def test_a_set_with_mistakes_comes_back_with_every_one_of_them() -> None:
    files = changed(SET_PATH, "- [x] False\n", "- [ ] False {{nobody}}\n")
    outcome = compile_untrusted(drawn_files(files, SET_PATH), TODAY)
    assert outcome.compiled is None
    assert set(errors(outcome)) == {"unknown-insert", "no-right-answer"}


def test_a_set_is_told_what_its_sources_lack() -> None:
    files = drawn_files(quiz_files(), DRAWING_SET_PATH)
    outcome = compile_untrusted([f for f in files if f.path != SET_PATH], TODAY, path=DRAWING_SET_PATH)
    assert "too-few-questions" in {d.code for d in outcome.diagnostics}
    alone = [f for f in files if f.path == DRAWING_SET_PATH]
    assert "no-briefing" in errors(compile_untrusted(alone, TODAY))


@pytest.mark.parametrize("pattern", some(PATTERNS, quick=0))
def test_a_pathological_question_costs_little_and_breaks_nothing(pattern: str, measured: Measured) -> None:
    run = pattern * (8_000 // len(pattern))
    files = drawn_files(changed(SET_PATH, "Find somewhere quiet", run), SET_PATH)
    outcome = compile_untrusted(files, TODAY, children=measured)
    assert (outcome.compiled is None) == bool(errors(outcome))
    assert 0 < measured.seconds <= SECONDS


def test_a_set_that_takes_too_long_is_told_of_its_text() -> None:
    files = drawn_files(quiz_files(), SET_PATH)
    (found,) = compile_untrusted(files, TODAY, Limits(reading_seconds=0.001), path=SET_PATH).diagnostics
    assert (found.code, found.span.path) == ("too-slow", SET_PATH)
    assert found.text == "the text takes too long to work through"


def test_what_takes_too_long_is_one_plain_error_at_the_first_line() -> None:
    outcome = compile_untrusted(told("x"), TODAY, Limits(reading_seconds=0.001))
    (found,) = outcome.diagnostics
    assert (outcome.compiled, found.code, found.span.line) == (None, "too-slow", 1)
    assert found.text == "the text takes too long to work through"


def test_a_story_that_takes_too_long_to_walk_keeps_what_reading_found() -> None:
    many = "".join(f"On.\n\n[On](#passage-{n})\n\n## Passage {n}\n\n" for n in range(1000))
    files = told("<!-- todo: more -->\n\n" + many + "x")
    outcome = compile_untrusted(files, TODAY, Limits(reading_seconds=60, walking_seconds=0.01))
    assert outcome.compiled is None
    assert [d.code for d in outcome.diagnostics] == ["too-slow", "todo"]
    assert "walk" in outcome.diagnostics[0].text


def test_a_child_that_hangs_is_ended() -> None:
    outcome = compile_untrusted(told("x"), TODAY, Limits(wall_seconds=0.001))
    assert errors(outcome) == ["too-slow"]


def test_too_little_memory_is_an_error_of_the_text() -> None:
    # A child begins with a little room of the nursery's, so the text must need more than that.
    outcome = compile_untrusted(told("Some words. " * 18_000), TODAY, Limits(memory=1024 * 1024))
    assert errors(outcome) == ["too-slow"]


def test_many_threads_may_ask_at_once() -> None:
    jobs = [told("x"), told("{{nobody}}"), told("[" * 200), told("y")]
    with ThreadPoolExecutor(4) as threads:
        outcomes = list(threads.map(lambda files: compile_untrusted(files, TODAY), jobs))
    assert [outcome.compiled is not None for outcome in outcomes] == [not errors(o) for o in outcomes]
    assert errors(outcomes[1]) == ["unknown-insert"]
    assert outcomes[0].compiled is not None


def test_the_child_sees_no_secret_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hush")
    monkeypatch.setenv("DATABASE_URL", "hush")
    assert "hush" not in surroundings().values()


def test_a_fault_of_ours_is_no_mistake_of_the_author(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "quizapp").mkdir()
    (tmp_path / "quizapp" / "__init__.py").write_text("raise LookupError('a fault of ours')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    broken = Children()
    with pytest.raises(RuntimeError, match="a fault of ours"):
        compile_untrusted(told("x, which nobody asked about before"), TODAY, children=broken)
    broken.close()
