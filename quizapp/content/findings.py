"""What reading found in one file so far."""

from dataclasses import dataclass, field

from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Diagnostic, Span
from quizapp.model.formats import CURRENT_FORMAT, Format
from quizapp.model.order import in_order


@dataclass(slots=True)
class Findings:
    """What was found in one file so far. Reading goes on past every mistake, so an author sees them all.

    It goes wherever the text goes, and so says in which format that is read.
    """

    path: str
    format: Format = CURRENT_FORMAT
    found: list[Diagnostic] = field(default_factory=list)

    def add(self, code: str, line: int, column: int, text: str, help: str = "") -> None:
        """Keep one diagnostic at a place of this file."""
        self.found.append(diagnostic(code, Span(self.path, line, column), text, help))

    def at(self, code: str, span: Span, text: str, help: str = "") -> None:
        """Keep one diagnostic at a span."""
        self.found.append(diagnostic(code, span, text, help))

    def aside(self) -> "Findings":
        """An empty one for a look at the same text that says nothing."""
        return Findings(self.path, self.format)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Everything found, by place, each once."""
        return in_order(self.found)
