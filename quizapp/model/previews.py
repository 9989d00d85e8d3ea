"""What a preview shows to an author beside the page itself: where it stands in the file, and what is so here."""

from dataclasses import dataclass

from quizapp.model.scenario import Outcome, Word


@dataclass(frozen=True, slots=True)
class OnlyIf:
    """A condition as it was written, and whether it holds where the author stands.

    `otherwise` is an `Otherwise:`, and `text` then the condition that must not hold.
    """

    text: str
    holds: bool
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class CounterHere:
    """What a counter is now, where the author stands, and its range."""

    name: str
    now: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class PieceHere:
    """A piece of prose with a condition, as HTML: shown on the page only if it holds."""

    only_if: OnlyIf
    html: str


@dataclass(frozen=True, slots=True)
class WayHere:
    """One way on: its words as HTML, the title that it leads to, and everything that taking it does.

    `then_html` is what happens at once, as HTML, where the author wrote that.
    `marks` are learning points and practices by id; `changes` counters with +1 or -1; `risks` ids of risk factors.
    """

    html: str
    leads_to: str
    only_if: OnlyIf | None = None
    marks: tuple[tuple[str, Word], ...] = ()
    changes: tuple[tuple[str, int], ...] = ()
    risks: tuple[str, ...] = ()
    then_html: str = ""


@dataclass(frozen=True, slots=True)
class AuthorsView:
    """A passage or question as its author sees it: its place in the file, what is so here, and each way on.

    `points` are the ids that a question marks, where one is asked now. Ways are those that are not offered, too, in
    file order.
    """

    path: str
    line: int
    title: str
    counters: tuple[CounterHere, ...] = ()
    pieces: tuple[PieceHere, ...] = ()
    ways: tuple[WayHere, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A passage or question in a preview's list of contents. `is_reached` is whether there is a way there.

    `anchor` is that of a passage, and the id of a question, whose set may be another one than the one that draws it.
    """

    anchor: str
    title: str
    outcome: Outcome | None = None
    is_reached: bool = True
    is_here: bool = False
    is_hardest: bool = False
