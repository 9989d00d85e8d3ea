"""A file and what it draws on become a version: its id, its model, its HTML and its map."""

import hashlib
from pathlib import Path

import pytest

from quizapp.content.compile import compile_scenario, compile_set, is_briefing, parts, subject, version_id
from quizapp.content.library import read_folder
from quizapp.content.modules import read_module
from quizapp.content.questions.drawn import drawn_files
from quizapp.model.formats import CURRENT_FORMAT, FORMAT_1
from quizapp.model.kinds import RULES
from quizapp.model.kinds.rules import Form
from quizapp.model.published import SourceFile
from quizapp.model.things import ThingKind, thing_at
from tests.services.quiz_files import (
    ASKED,
    BRIEFING_PATH,
    DRAWING_SET,
    DRAWING_SET_PATH,
    MODULE,
    OTHER_SET,
    OTHER_SET_PATH,
    PATHS,
    SCENARIO_PATH,
    SET,
    SET_PATH,
    changed,
    quiz_files,
)

BRIEFING = SourceFile(
    "scenarios/m/briefing.md",
    (Path(__file__).parents[2] / "scenarios/child-mental-health/briefing.md").read_bytes(),
)
SCENARIO = SourceFile(
    "scenarios/m/small.md",
    b"""---
you-are: a teacher
minutes: 2
nation: england
content-note: Low mood.
---

# Small

Hello.

## Start

A *quiet* day.

- [Ask her](#ending-asked)
    - talk-directly: met
    - Why: You **asked**.
- [Wait](#ending-asked)
    - talk-directly: missed
    - Why: Nobody asked.

## Ending: Asked

Outcome: safer

She talks.

## Debrief

- What made it hard?
""",
)


def test_a_versions_id_is_the_hash_of_its_sorted_paths_and_hashes() -> None:
    files = (SourceFile("b.md", b"two"), SourceFile("a.md", b"one"))
    one, two = hashlib.sha256(b"one").hexdigest(), hashlib.sha256(b"two").hexdigest()
    assert version_id(files, 1) == hashlib.sha256(f"a.md\n{one}\nb.md\n{two}\n".encode()).hexdigest()
    assert version_id(files, 1) == version_id(files[::-1], 1)
    assert [(p.path, p.sha256) for p in parts(files)] == [("a.md", one), ("b.md", two)]


def test_the_number_of_a_later_format_is_in_its_versions_ids() -> None:
    files = (SourceFile("b.md", b"two"), SourceFile("a.md", b"one"))
    one, two = hashlib.sha256(b"one").hexdigest(), hashlib.sha256(b"two").hexdigest()
    assert version_id(files, 2) == hashlib.sha256(f"format 2\na.md\n{one}\nb.md\n{two}\n".encode()).hexdigest()
    assert len({version_id(files, format) for format in (1, 2, 3)}) == 3


def test_any_change_to_any_file_is_another_version() -> None:
    ids = {
        version_id((BRIEFING, SCENARIO), 1),
        version_id((SourceFile(BRIEFING.path, BRIEFING.content + b"\n"), SCENARIO), 1),
        version_id((BRIEFING, SourceFile(SCENARIO.path, SCENARIO.content + b"\n")), 1),
        version_id((BRIEFING, SourceFile("scenarios/m/other.md", SCENARIO.content)), 1),
    }
    assert len(ids) == 4


def test_a_scenario_compiles_to_model_html_and_map() -> None:
    compiled, diagnostics = compile_scenario((BRIEFING, SCENARIO))
    assert compiled is not None, diagnostics
    assert compiled.version == version_id((BRIEFING, SCENARIO), CURRENT_FORMAT.number)
    assert compiled.scenario.id == "small"
    assert compiled.html["start/0"] == "<p>A <em>quiet</em> day.</p>"
    assert compiled.html["start/why/0"] == "You <strong>asked</strong>."
    assert [b.anchor for b in compiled.map.boxes] == ["start", "ending-asked"]


def test_a_scenario_with_an_error_does_not_compile() -> None:
    broken = SourceFile(SCENARIO.path, SCENARIO.content.replace(b"(#ending-asked)", b"(#ending-unasked)", 1))
    compiled, diagnostics = compile_scenario((BRIEFING, broken))
    assert compiled is None
    assert [d.code for d in diagnostics] == ["unknown-passage"]


def test_a_scenario_without_its_briefing_does_not_compile() -> None:
    elsewhere = SourceFile("scenarios/n/briefing.md", BRIEFING.content)
    compiled, diagnostics = compile_scenario((SCENARIO, elsewhere))
    assert compiled is None
    assert "no-briefing" in {d.code for d in diagnostics}


def test_a_scenario_compiles_with_the_questions_that_it_asks() -> None:
    compiled, diagnostics = compile_scenario(drawn_files(quiz_files(), SCENARIO_PATH))
    assert compiled is not None, diagnostics
    assert tuple(q.id for q in compiled.scenario.questions) == ASKED
    assert compiled.html[f"{ASKED[0]}/option/2"] == "Ask his father"
    assert f"{SET}#july/stem" not in compiled.html


def test_a_scenario_whose_question_is_not_there_does_not_compile() -> None:
    files = [f for f in drawn_files(quiz_files(), SCENARIO_PATH) if f.path != SET_PATH]
    compiled, diagnostics = compile_scenario(files)
    assert compiled is None
    assert {d.code for d in diagnostics} == {"unknown-set"}


def test_a_set_compiles_to_model_and_html() -> None:
    files = drawn_files(quiz_files(), SET_PATH)
    compiled, diagnostics = compile_set(files)
    assert compiled is not None, diagnostics
    assert compiled.version == version_id(files, CURRENT_FORMAT.number)
    assert {RULES[q.kind].written.form for q in compiled.set.questions} == set(Form)
    assert "<strong>one child</strong>" in compiled.html["introduction"]
    assert compiled.html[f"{SET}#who-does-what/right/1"] == "look at capacity again"


def test_a_set_that_draws_compiles_with_the_questions_of_its_sources() -> None:
    files = drawn_files(quiz_files(), DRAWING_SET_PATH)
    assert [f.path for f in files] == [OTHER_SET_PATH, DRAWING_SET_PATH, SET_PATH, f"scenarios/{MODULE}/briefing.md"]
    compiled, diagnostics = compile_set(files)
    assert compiled is not None, diagnostics
    assert compiled.set.id == DRAWING_SET
    assert {q.set for q in compiled.set.questions} == {SET, OTHER_SET}
    assert {f"{q.id}/stem" for q in compiled.set.questions} <= compiled.html.keys()


def test_a_set_does_not_compile_where_it_or_a_source_has_an_error() -> None:
    for path in (DRAWING_SET_PATH, OTHER_SET_PATH):
        compiled, diagnostics = compile_set(drawn_files(changed(path, "minutes: ", "minutse: "), DRAWING_SET_PATH))
        assert compiled is None
        assert {d.span.path for d in diagnostics} == {path}


def test_the_files_of_a_version_tell_which_of_them_it_is_of() -> None:
    for path in PATHS:
        assert subject(drawn_files(quiz_files(), path)).path == path


def test_two_sets_that_draw_from_every_set_are_two_versions() -> None:
    first = next(f for f in quiz_files() if f.path == DRAWING_SET_PATH)
    second = SourceFile(first.path.replace("final", "last"), first.content)
    files = (*quiz_files(), second)
    drawn = [drawn_files(files, path) for path in (first.path, second.path)]
    assert len({version_id(each, 1) for each in drawn}) == 2
    assert [subject(each).path for each in drawn] == [first.path, second.path]
    assert [{f.path for f in each} - {SET_PATH, OTHER_SET_PATH} for each in drawn] == [
        {path, f"scenarios/{MODULE}/briefing.md"} for path in (first.path, second.path)
    ]


def test_what_is_not_there_draws_on_nothing() -> None:
    assert drawn_files(quiz_files(), f"questions/{MODULE}/gone.md") == ()


@pytest.mark.long  # `make check` reads them all
def test_every_shipped_file_compiles() -> None:
    files = read_folder(Path(__file__).parents[2]).files
    for file in files:
        if not is_briefing(file):
            compile_this = compile_set if thing_at(file.path).kind is ThingKind.SET else compile_scenario
            compiled, diagnostics = compile_this(drawn_files(files, file.path))
            assert compiled is not None, diagnostics


STRAIGHT = {
    SCENARIO_PATH: {"# First day": '# Anya\'s "day"', "## The corridor": "## Sami's corridor", "#the-": "#samis-"},
    BRIEFING_PATH: {"# Minds": "# Children's minds", "Ask the child": "Don't guess: ask the child"},
    SET_PATH: {"# Listening": "# Who's listening?"},
}


def test_titles_and_other_plain_texts_are_set_as_prose_is_and_are_found_by_what_was_written():
    files = []
    for file in quiz_files():
        text = file.content.decode()
        for old, new in STRAIGHT.get(file.path, {}).items():
            text = text.replace(old, new, 1 if old.startswith("# ") else -1)
        files.append(SourceFile(file.path, text.replace("#samis-register", "#the-register").encode()))
    story, problems = compile_scenario(drawn_files(files, SCENARIO_PATH))
    quiz, _ = compile_set(drawn_files(files, SET_PATH), SET_PATH)
    before, _ = compile_scenario(drawn_files(files, SCENARIO_PATH), format=FORMAT_1)
    assert story is not None and quiz is not None and before is not None, problems
    assert (story.scenario.title, quiz.set.title) == ("Anya’s “day”", "Who’s listening?")
    assert [p.title for p in story.scenario.passages if p.anchor == "samis-corridor"] == ["Sami’s corridor"]
    assert story.briefing == quiz.briefing and story.briefing.title == "Children’s minds"
    told = {point.id: point.text for point in story.briefing.points}
    assert told["talk-directly"] == "Don’t guess: ask the child directly how they are."
    assert told["fine-taken-at-face-value"].startswith("‘I’m fine’")
    assert before.scenario.title == 'Anya\'s "day"', "what was published in format 1 is shown as it was"
    assert read_module(files).scenarios[0].title == before.scenario.title, "and reading goes by what was written"
