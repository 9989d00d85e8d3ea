"""What reading found in one file so far."""

from dataclasses import dataclass, field, replace

from quizapp.content.inserts import INSERTS
from quizapp.content.plain import odd_sign
from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Diagnostic, Severity, Span
from quizapp.model.formats import CURRENT_FORMAT, Format
from quizapp.model.order import in_order

_LONGEST_WORD = 80


@dataclass(slots=True)
class Findings:
    """What was found in one file so far. Reading goes on past every mistake, so an author sees them all.

    It goes wherever the text goes, and so says in which format that is read.
    """

    path: str
    format: Format = CURRENT_FORMAT
    found: list[Diagnostic] = field(default_factory=list)
    inserts: tuple[str, ...] = INSERTS  # the local inserts that a text may have; none where nobody knows
    lines: dict[int, str] = field(default_factory=dict)  # by number, those in which there may be an invisible sign

    def add(self, code: str, line: int, column: int, text: str, help: str = "") -> None:
        """Keep one diagnostic at a place of this file."""
        self.at(code, Span(self.path, line, column), text, help)

    def at(self, code: str, span: Span, text: str, help: str = "") -> None:
        """Keep one diagnostic at a span. What is wrong there and cannot be seen is named in its help."""
        said = diagnostic(code, span, text, help)
        if span.line in self.lines and said.severity is Severity.ERROR:
            word = self.lines[span.line][span.column - 1 : span.column - 1 + _LONGEST_WORD].partition(" ")[0]
            if sign := odd_sign(word):
                said = replace(said, help=f"{help}; {sign}" if help else sign)
        self.found.append(said)

    def aside(self) -> "Findings":
        """An empty one for a look at the same text that says nothing."""
        return Findings(self.path, self.format, inserts=self.inserts)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Everything found, by place, each once."""
        return in_order(self.found)
