"""Where something stands in a file, and what is said about it to its author."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in an author's file: path as given, line and column counted from 1."""

    path: str
    line: int
    column: int = 1


class Severity(StrEnum):
    """How much it matters: an error stops publishing, a warning fails `--strict`, a note never fails."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing said to an author. `text` is lower case and stands alone; `help` says what to do, or is empty."""

    severity: Severity
    code: str
    span: Span
    text: str
    help: str = ""

    def __str__(self) -> str:
        """The line of FORMAT §6, with its help indented below."""
        line = f"{self.span.path}:{self.span.line}:{self.span.column}: {self.severity}[{self.code}]: {self.text}"
        return f"{line}\n  help: {self.help}" if self.help else line


def has_errors(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Whether anything here stops the file from being published."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
