"""Whether a file that is not there any more has become another: renamed, or moved to another folder."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from quizapp.content.places import kind_at
from quizapp.model.published import SourceFile

_ALIKE = 0.6  # of the lines: a file that was renamed and edited a little, and no other story of the same author


def became(old: SourceFile, new: Iterable[SourceFile]) -> str:
    """The path of the one of these files that a file has become: the same title, or much the same text; else empty."""
    likely = sorted((_likeness(old, other), other.path) for other in new if kind_at(other.path) is kind_at(old.path))
    return likely[-1][1] if likely and likely[-1][0] >= _ALIKE else ""


def _likeness(old: SourceFile, new: SourceFile) -> float:
    if old.content == new.content:
        return 2.0
    if (title := _title(old)) and title == _title(new):
        return 1.5
    matcher = SequenceMatcher(None, old.content.splitlines(), new.content.splitlines(), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE else 0.0


def _title(file: SourceFile) -> bytes:
    return next((line[2:].strip() for line in file.content.splitlines() if line.startswith(b"# ")), b"")
