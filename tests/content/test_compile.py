"""Two files become a version: its id, its model, its HTML and its map."""

import hashlib
from pathlib import Path

from quizapp.content.compile import compile_scenario, parts, version_id
from quizapp.content.library import read_folder
from quizapp.model.published import SourceFile

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
    assert version_id(files) == hashlib.sha256(f"a.md\n{one}\nb.md\n{two}\n".encode()).hexdigest()
    assert version_id(files) == version_id(files[::-1])
    assert [(p.path, p.sha256) for p in parts(files)] == [("a.md", one), ("b.md", two)]


def test_any_change_to_either_file_is_another_version() -> None:
    ids = {
        version_id((BRIEFING, SCENARIO)),
        version_id((SourceFile(BRIEFING.path, BRIEFING.content + b"\n"), SCENARIO)),
        version_id((BRIEFING, SourceFile(SCENARIO.path, SCENARIO.content + b"\n"))),
        version_id((BRIEFING, SourceFile("scenarios/m/other.md", SCENARIO.content))),
    }
    assert len(ids) == 4


def test_a_scenario_compiles_to_model_html_and_map() -> None:
    compiled, diagnostics = compile_scenario((BRIEFING, SCENARIO))
    assert compiled is not None, diagnostics
    assert compiled.version == version_id((BRIEFING, SCENARIO))
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


def test_every_shipped_scenario_compiles() -> None:
    root = Path(__file__).parents[2]
    files = read_folder(root).files
    for file in files:
        if not file.path.endswith("/briefing.md"):
            beside = [f for f in files if f.path == file.path.rpartition("/")[0] + "/briefing.md"]
            compiled, diagnostics = compile_scenario((file, *beside))
            assert compiled is not None, diagnostics
