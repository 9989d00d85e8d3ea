"""What reading found in one file so far."""

from dataclasses import dataclass, field

from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Diagnostic, Span
from quizapp.model.order import in_order


@dataclass(slots=True)
class Findings:
    """What was found in one file so far. Reading goes on past every mistake, so an author sees them all."""

    path: str
    found: list[Diagnostic] = field(default_factory=list)

    def add(self, code: str, line: int, column: int, text: str, help: str = "") -> None:
        """Keep one diagnostic at a place of this file."""
        self.found.append(diagnostic(code, Span(self.path, line, column), text, help))

    def at(self, code: str, span: Span, text: str, help: str = "") -> None:
        """Keep one diagnostic at a span."""
        self.found.append(diagnostic(code, span, text, help))

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Everything found, by place, each once."""
        return in_order(self.found)
