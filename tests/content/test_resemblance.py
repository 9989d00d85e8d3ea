"""A text is taken for what only its kind says, and what is read without an error for itself."""

from pathlib import Path

import pytest

from quizapp.content.places import kind_at
from quizapp.content.resemblance import looks_like
from quizapp.model.things import ThingKind

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT, ROOT / "tests/services/quiz_site", *(ROOT / "tests/services/golden").iterdir()]
WRITTEN = [file for folder in FOLDERS for kind in ("scenarios", "questions") for file in folder.glob(f"{kind}/*/*.md")]


@pytest.mark.parametrize("file", WRITTEN, ids=str)
def test_what_was_written_well_looks_like_what_it_is(file: Path) -> None:
    assert looks_like(file.read_text("utf-8")) is kind_at(file.as_posix())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# A\n\n## Start\n\nx\n\n## Ending: Heard\n", ThingKind.SCENARIO),
        ("# A\n\n## Debrief\n\n- x\n", ThingKind.SCENARIO),
        ("# A\n\n## One\n\nPoints: a\n", ThingKind.SET),
        ("---\nminutes: 4\ndraw: 2 for each point\n---\n# A\n", ThingKind.SET),
        ("# A\n\n## Learning points\n", ThingKind.BRIEFING),
        ("# A\n\n## Start\n\nPoints: a\n\n## Debrief\n", None),
        ("---\nminutes: 4\n---\n# A\n\nyou-are: a teacher\n", None),
        ("", None),
    ],
)
def test_words_of_one_kind_alone_speak_for_it(text: str, kind: ThingKind | None) -> None:
    assert looks_like(text) is kind


def test_by_its_settings_only_a_text_that_begins_with_them_is_taken_for_anything() -> None:
    assert looks_like("# A manual\n\n## Debrief\n\n---\nyou-are: x\n---\n", settings_only=True) is None
    assert looks_like("\n---\nyou-are: x\n---\n", settings_only=True) is ThingKind.SCENARIO
