"""Learning points × teams as CSV: what the page shows and hides, and no more."""

from collections.abc import Iterator
from datetime import tzinfo

from quizapp.exchange import dates
from quizapp.exchange.csv import lines, safe
from quizapp.model.days import local
from quizapp.model.figure_pages import FiguresPage, TeamFigures, TeamGroup

HEADINGS = (
    "Learning point",
    "Id",
    "Team",
    "Of these people",
    "Shown",
    "Partly shown",
    "Missed",
    "Not reached",
    "Sure, and worth talking about",
)
HIDDEN = "hidden"
EVERYBODY = "Everybody"


def figures_csv(page: FiguresPage, zone: tzinfo) -> bytes:
    """As RFC 4180 in UTF-8 with a byte order mark: first what was asked for and when, then a row for each cell.

    What is hidden says so, for each of its figures. A cell that a spreadsheet would run or change begins with an
    apostrophe.
    """
    at = local(page.at, zone)
    about = [
        ("Module", safe(page.title)),
        ("Team", safe(page.team or EVERYBODY)),
        ("Counted on", dates.moment(at)),
        ("Counted", "each person once: the first mark of a learning point in their first attempts"),
        ("Hidden", "what could tell of fewer than five people"),
        (),
        HEADINGS,
    ]
    return b"\xef\xbb\xbf" + lines(about) + lines(_rows(page))


def _rows(page: FiguresPage) -> Iterator[tuple[str, ...]]:
    for row in page.rows:
        for group, cell in zip(page.columns, row.cells, strict=True):
            yield (safe(row.text), safe(row.point), safe(_named(group)), *_figures(cell))


def _named(group: TeamGroup) -> str:
    if not group.team:
        return EVERYBODY
    return f"{group.team} (own people only)" if group.own else group.team


def _figures(cell: TeamFigures | None) -> tuple[str, ...]:
    if cell is None:
        return (HIDDEN,) * 6
    return tuple(map(str, (cell.reached, cell.met, cell.partly, cell.missed, cell.not_reached, cell.sure_wrong)))
