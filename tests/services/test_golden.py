"""Published files and attempts of every past release recompile and rescore to the same figure (DESIGN §5, invariant 4).

Each release adds a folder to `golden/`, which is then never changed: copy `scenarios/` into `golden/N`, and run
`python -m tests.services.test_golden N` for its attempts.
"""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from quizapp.content.compile import compile_scenario, is_briefing, version_id
from quizapp.content.library import read_folder
from quizapp.engine.moves import replay
from quizapp.engine.scoring import SCORER, score
from quizapp.engine.simulation import play
from quizapp.engine.story import Story, story
from quizapp.model.play import Step, StepKind
from quizapp.model.published import SourceFile
from quizapp.services.results import stored

GOLDEN = Path(__file__).with_name("golden")
RELEASES = sorted(folder for folder in GOLDEN.iterdir() if folder.is_dir())
ATTEMPTS = 50  # for each scenario of a release


def drawn(release: Path) -> list[tuple[SourceFile, ...]]:
    """Each scenario of a release with its briefing."""
    files = read_folder(release).files
    briefings = tuple(f for f in files if is_briefing(f))
    return [(*briefings, f) for f in files if not is_briefing(f)]


def compiled(files: tuple[SourceFile, ...]) -> Story:
    made, said = compile_scenario(files)
    assert made is not None, said
    return story(made.scenario)


def steps_of(ways: list[list[Any]]) -> tuple[Step, ...]:
    return tuple(
        Step(number, StepKind.CONTINUE if choice is None else StepKind.CHOICE, passage, choice)
        for number, (passage, choice) in enumerate(ways)
    )


def result_of(told: Story, steps: tuple[Step, ...]) -> list[Any]:
    result = stored(score(told, steps))
    return [result.num, result.den, result.passed, [list(point) for point in result.points]]


@pytest.mark.parametrize("release", RELEASES, ids=lambda folder: folder.name)
def test_a_past_release_recompiles_and_rescores_to_the_same_figures(release: Path):
    kept = json.loads((release / "attempts.json").read_text(encoding="utf-8"))
    assert len(kept) == len(drawn(release))
    for files in drawn(release):
        told = compiled(files)
        was = kept[files[-1].path]
        assert (version_id(files), SCORER) == (was["version"], was["scorer"])
        for attempt in was["attempts"]:
            steps = steps_of(attempt["steps"])
            assert replay(told, steps)[-1].passage == attempt["ending"]
            assert result_of(told, steps) == attempt["result"]


def make(release: Path) -> None:
    """Write `attempts.json` for a new release's files: seeded plays of every skill, and what they scored."""
    kept = {}
    for files in drawn(release):
        told = compiled(files)
        attempts = []
        for seed in range(ATTEMPTS):
            steps = play(told, seed, skill=seed / ATTEMPTS)
            ending = replay(told, steps)[-1].passage
            ways = [[step.passage, step.choice] for step in steps]
            attempts.append({"steps": ways, "ending": ending, "result": result_of(told, steps)})
        kept[files[-1].path] = {"version": version_id(files), "scorer": SCORER, "attempts": attempts}
    (release / "attempts.json").write_text(json.dumps(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    make(GOLDEN / sys.argv[1])
