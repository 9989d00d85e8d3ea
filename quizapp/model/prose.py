"""A piece of an author's Markdown with its place, and when explanations are shown."""

from dataclasses import dataclass
from enum import StrEnum

from quizapp.model.diagnostics import Span


class Feedback(StrEnum):
    """When the explanation of a choice is shown."""

    EACH = "each"
    END = "end"


@dataclass(frozen=True, slots=True)
class Prose:
    """A piece of an author's Markdown. `slot` names it within its file: the compiled HTML is kept under it.

    Slots: `introduction`; `<anchor>/<n>` for the n-th block of a passage; `<anchor>/choice/<n>`,
    `<anchor>/then/<n>`, `<anchor>/why/<n>` and `<anchor>/continue`; `debrief/<n>`. n counts from 0.
    `origins` are the file's line and column at which each line of `text` after the first begins; it is empty
    where they simply follow on from the first, at column 1.
    """

    slot: str
    text: str
    span: Span
    origins: tuple[tuple[int, int], ...] = ()
