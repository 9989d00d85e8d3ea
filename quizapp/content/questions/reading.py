"""What reading one question needs: where it stands, its slots, where mistakes go; and what was read, as prose."""

from dataclasses import dataclass

from quizapp.content.findings import Findings
from quizapp.content.inline import check_inline, check_prose
from quizapp.content.outline import make_prose
from quizapp.content.plain import visible
from quizapp.content.reader import Line
from quizapp.content.suggest import Suggester
from quizapp.model.diagnostics import Span
from quizapp.model.prose import Prose


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """A question while it is read: its id, its heading's place, and its file's findings."""

    id: str
    heading: Span
    findings: Findings
    suggest: Suggester

    def at(self, code: str, line: Line, text: str, help: str = "") -> None:
        """Keep one diagnostic at the first sign of a line."""
        self.findings.at(code, line.after(0).span(self.findings.path), text, help)

    def alike(self, text: str) -> str:
        """What `alike` gives of a text as it is seen, in a format in which invisible signs count for none."""
        return alike(visible(text) if self.findings.format.folded else text)

    def prose(self, slot: str, lines: tuple[Line, ...]) -> Prose:
        """The prose of one of its slots, looked through; empty, at the heading, where there are no lines."""
        name = f"{self.id}/{slot}"
        if not lines:
            return Prose(name, "", self.heading)
        prose = make_prose(name, self.findings.path, lines)
        check = check_prose if slot == "stem" else check_inline
        check(prose, self.findings, self.suggest)
        return prose


def alike(text: str) -> str:
    """What two texts have in common that a reader could not tell apart: case, spaces and a full stop aside."""
    return " ".join(text.split()).rstrip(". ").casefold()
