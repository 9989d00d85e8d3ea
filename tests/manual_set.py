"""The small set of the trainers' manual: one question of each type there is, so a type is tested as it is explained."""

import re
from functools import cache
from pathlib import Path

from quizapp.content.questions.parsing import parse_set
from quizapp.model.published import SourceFile
from quizapp.model.questions import Question

ROOT = Path(__file__).parents[1]
MODULE = "child-mental-health"
SET = "first-look"


def manual_files(module: str = MODULE) -> tuple[SourceFile, SourceFile]:
    """The set as the manual has it, and the real briefing that it draws on, as files of this module.

    In another module than its own there is nothing to complete or to put in order, since no other file is there.
    """
    manual = (ROOT / "questions" / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^````markdown\n(.*?)^````$", manual, re.MULTILINE | re.DOTALL)
    assert found
    catalogue = (ROOT / "scenarios" / MODULE / "briefing.md").read_bytes()
    if module != MODULE:
        catalogue = re.sub(rb"(?m)^(?:complete|order):.*\n", b"", catalogue)
    return (
        SourceFile(f"questions/{module}/{SET}.md", found[1].encode()),
        SourceFile(f"scenarios/{module}/briefing.md", catalogue),
    )


@cache
def manual_questions() -> tuple[Question, ...]:
    """Its questions."""
    quiz, said = parse_set(manual_files()[0], None)
    assert quiz is not None, said
    return quiz.questions
