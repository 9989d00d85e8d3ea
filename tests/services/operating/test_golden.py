"""Published files and attempts of every past release recompile and rescore to the same figure (DESIGN §5, invariant 4).

Each release adds a folder to `golden/`, which is then never changed. To make one, copy `scenarios/` and `questions/` of
the files to keep into `golden/N` (for 2: of `quiz_site/` and of `tests/content/examples/`; the shipped sets alone have
no points to carry), and run `python -m tests.services.operating.test_golden N`. It plays and answers them by chance,
and writes the results beside them in `golden/N/attempts.json`. `golden_releases` says what is in there.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from quizapp.content import formats
from quizapp.content.compile import version_id
from quizapp.engine import scorers
from quizapp.model.published import CompiledSet
from quizapp.model.questions import QuestionKind
from tests.engine import other_scorer
from tests.services.golden_releases import compiled, make, rescored, things

GOLDEN = Path(__file__).parents[1] / "golden"
RELEASES = sorted(folder for folder in GOLDEN.iterdir() if folder.is_dir())
OLDEST_KINDS = {  # of the first release with sets; a kind that came later is in the releases after it
    QuestionKind.ONE,
    QuestionKind.SEVERAL,
    QuestionKind.TRUE_FALSE,
    QuestionKind.ORDER,
    QuestionKind.MATCH,
    QuestionKind.SHORT,
    QuestionKind.REFLECTION,
}
WITH_SETS = [folder for folder in RELEASES if (folder / "questions").is_dir()]


HTML = GOLDEN / "html.json"  # of what is published in format 1, from the last release before format 2


def kept_of(release: Path) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads((release / "attempts.json").read_text(encoding="utf-8"))
    return kept


@pytest.mark.parametrize("release", RELEASES, ids=lambda folder: folder.name)
def test_a_past_release_recompiles_and_rescores_to_the_same_figures(release: Path) -> None:
    kept = kept_of(release)
    assert set(kept) == set(things(release))
    for path, files in things(release).items():
        was = kept[path]
        thing = compiled(path, files, was.get("format", 1))
        assert version_id(files, was.get("format", 1)) == was["version"]
        assert was["attempts"]
        for attempt in was["attempts"]:
            assert rescored(thing, attempt, was["scorer"]) == attempt


def test_what_was_published_in_format_1_is_shown_as_it_was_byte_for_byte() -> None:
    kept = json.loads(HTML.read_text(encoding="utf-8"))
    shown: dict[str, dict[str, str]] = {}
    for release in RELEASES:
        for path, files in things(release).items():
            if kept_of(release)[path].get("format", 1) == 1:
                made, said = formats.compile_version(1, files, path)
                assert made is not None, said
                shown[f"{release.name}/{path}"] = {slot: _sha(html) for slot, html in made.html.items()}
    assert shown == kept


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@pytest.mark.parametrize("release", WITH_SETS, ids=lambda folder: folder.name)
def test_a_past_release_rescores_to_the_same_figures_while_another_scorer_is_the_current_one(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other_scorer.install(monkeypatch)
    for path, files in things(release).items():
        was = kept_of(release)[path]
        thing = compiled(path, files, was.get("format", 1))
        assert [rescored(thing, attempt, was["scorer"]) for attempt in was["attempts"]] == was["attempts"]
        assert [rescored(thing, attempt, scorers.CURRENT) for attempt in was["attempts"]] != was["attempts"]


@pytest.mark.parametrize("release", WITH_SETS, ids=lambda folder: folder.name)
def test_a_release_with_sets_keeps_every_kind_of_answer_and_points_that_were_carried(release: Path) -> None:
    kinds, asked, carried, passed, asked_in_stories = set(), set(), 0, set(), 0
    kept = kept_of(release)
    for path, files in things(release).items():
        thing = compiled(path, files, kept[path].get("format", 1))
        for attempt in kept[path]["attempts"]:
            answered = [step[0] for step in attempt["steps"] if len(step) == 3]
            if isinstance(thing, CompiledSet):
                by_id = {question.id: question.kind for question in thing.set.questions}
                kinds |= {by_id[name] for name in answered}
                asked |= set(by_id.values())
                carried += len(attempt["drawing"]["carried"])
                passed.add(attempt["result"][2])
            else:
                asked_in_stories += len(answered)
    assert kinds == asked >= OLDEST_KINDS
    assert carried
    assert passed == {True, False}
    assert asked_in_stories


if __name__ == "__main__":
    folder = GOLDEN / sys.argv[1]
    (folder / "attempts.json").write_text(json.dumps(make(folder)) + "\n", encoding="utf-8")
