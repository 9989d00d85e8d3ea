"""Records as CSV that is safe to open in a spreadsheet."""

import csv
import io
from datetime import datetime, tzinfo

from quizapp.model.days import day_of
from quizapp.model.people import Progress, Standing, TeamTable

_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
HEADINGS = ("Team", "Person", "Module", "Scenario", "Progress", "Attempts", "Started", "Finished")
PROGRESS = {
    Progress.NOT_STARTED: "not started",
    Progress.IN_PROGRESS: "in progress",
    Progress.FINISHED: "finished",
    Progress.PASSED: "passed",
}


def team_csv(tables: tuple[TeamTable, ...], zone: tzinfo) -> bytes:
    """*My team* as RFC 4180 CSV in UTF-8 with a byte order mark (for Excel).

    For each person there is a row for each scenario and set, and one for each module, which is completed or not.

    Dates are YYYY-MM-DD, the day that it was in `zone`. A cell that a spreadsheet would run as a formula begins with an
    apostrophe.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for table in tables:
        for row in table.rows:
            for scenario, standing in zip(table.scenarios, row.standings, strict=True):
                writer.writerow(
                    [
                        safe(cell)
                        for cell in (table.team, row.who.name, scenario.module, scenario.title, *_cells(standing, zone))
                    ]
                )
            for (module, title), day in zip(table.modules, row.completed, strict=True):
                cells = ("completed", "", "", day.isoformat()) if day else ("not completed", "", "", "")
                writer.writerow([safe(cell) for cell in (table.team, row.who.name, module, title, *cells)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def safe(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(_TRIGGERS) else cell.replace("\0", "")


def _cells(standing: Standing, zone: tzinfo) -> tuple[str, str, str, str]:
    started, finished = _day(standing.started, zone), _day(standing.finished, zone)
    return (PROGRESS[standing.progress], str(standing.attempts), started, finished)


def _day(moment: datetime | None, zone: tzinfo) -> str:
    return day_of(moment, zone).isoformat() if moment is not None else ""
