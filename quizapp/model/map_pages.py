"""What the map shows, and a person's way beside the way with the best choices.

Fields named `*_html` hold cleaned HTML with local inserts filled in; every other string is plain text.
"""

from dataclasses import dataclass

from quizapp.model.pages import Chosen
from quizapp.model.scenario import Outcome


@dataclass(frozen=True, slots=True)
class BoxShown:
    """A passage on the map: its box, the title in up to two short lines, and who comes there.

    `visited`: the person was there. `best`: the way with the best choices goes there; said of a finished attempt only.
    """

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    title: str
    visited: bool
    here: bool
    outcome: Outcome | None
    best: bool


@dataclass(frozen=True, slots=True)
class LineShown:
    """A way on, on the map: SVG path and arrow head, whether the person took it, and whether it is on the best way."""

    path: str
    arrow: str
    taken: bool
    best: bool


@dataclass(frozen=True, slots=True)
class RouteStep:
    """One move of a way, with what it brought at once (`then_html`). `chosen` is None for a continue, and at an ending.

    `number` is the person's own step, to look back at; None of the best way, and at an ending. `is_best` says of a
    choice or an answer that none was better there. Where one was, `better` is the first such that was offered.
    """

    number: int | None
    title: str
    chosen: Chosen | None = None
    then_html: str = ""
    is_best: bool = False
    better: Chosen | None = None
    ends: bool = False


@dataclass(frozen=True, slots=True)
class WaysRow:
    """A part of two ways: one page of both (`together`, one step in each), or pages that only one of them comes to."""

    own: tuple[RouteStep, ...]
    best: tuple[RouteStep, ...]
    together: bool


@dataclass(frozen=True, slots=True)
class Ways:
    """A finished way beside the way with the best choices, from the first page to the endings.

    `is_best`: the person took the best way, step for step.
    """

    rows: tuple[WaysRow, ...]
    is_best: bool


@dataclass(frozen=True, slots=True)
class MapPage:
    """The scenario's map with the person's own route on it, and the same as a list.

    `ways` is None while the attempt is open, and where the way of best choices comes to no ending.
    """

    attempt: str
    module: str
    scenario: str
    scenario_title: str
    content_note: str
    finished: bool
    width: float
    height: float
    boxes: tuple[BoxShown, ...]
    lines: tuple[LineShown, ...]
    route: tuple[RouteStep, ...]
    ways: Ways | None
    ending_title: str
    passages_total: int
    passages_seen: int
    nation: str = ""  # whose contacts it shows; "" for those of all
