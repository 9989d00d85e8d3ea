"""The training matrix as rows of text, for every kind of file: what was asked for and when, headings, and people."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from quizapp.exchange import dates
from quizapp.model.days import local
from quizapp.model.matrix_pages import OPTIONAL, TRIED, MatrixCell, MatrixSheet, status_asked
from quizapp.model.people import Group
from quizapp.model.requirements import Status
from quizapp.model.urgency import Urgency

STATUSES = {
    Status.NOT_REQUIRED: "not required",
    Status.ASSIGNED: "to do",
    Status.IN_PROGRESS: "in progress",
    Status.UP_TO_DATE: "up to date",
    Status.EXPIRING: "expiring",
    Status.OVERDUE: "overdue",
    Status.EXPIRED: "expired",
    Status.EXEMPT: "exempt",
}
URGENCIES = {
    Urgency.LATE: "late (overdue or expired)",
    Urgency.SOON: "due soon",
    Urgency.LATER: "to do later",
    Urgency.UP_TO_DATE: "up to date",
    Urgency.NOTHING: "nothing required, or exempt",
}
OTHERS = {TRIED: "finished, not passed", OPTIONAL: "completed, though not required"}
GROUPS = {
    Group.EDUCATION: "education",
    Group.HEALTH: "health",
    Group.MENTAL_HEALTH: "mental health",
    Group.SOCIAL_CARE: "social care",
    Group.POLICE: "police",
    Group.VOLUNTARY: "voluntary",
    Group.MANAGERS: "managers",
}
OF_PERSON = ("Team", "Name", "Staff number", "E-mail address")
OF_MODULE = ("status", "due or renew by", "completed on")


def about(sheet: MatrixSheet, made_at: datetime, zone: tzinfo) -> Iterator[tuple[str, str]]:
    """What the file is: of which day, when it was made, and who was asked for, as (name, text)."""
    asked = sheet.asked
    yield "Training matrix", f"as of {dates.day(sheet.on)}"
    yield "Made", f"on {dates.moment(local(made_at, zone))}"
    if sheet.is_past:
        yield "Known", "by what was on record when it was made; nobody is left out by status"
    if asked.team:
        yield "Team", f"{asked.team}, with the teams inside it" if asked.inside else asked.team
    if asked.status and not sheet.is_past:
        yield "Who is", _status(asked.status)
    if asked.group:
        yield "Group", GROUPS[Group(asked.group)]
    if asked.name:
        yield "Name has", asked.name
    if asked.module:
        yield "Module", ", ".join(module.title for module in sheet.modules)


def headings(sheet: MatrixSheet) -> tuple[str, ...]:
    """The names of the columns: three for each module."""
    return (*OF_PERSON, *(f"{module.title}: {text}" for module in sheet.modules for text in OF_MODULE))


def rows(sheet: MatrixSheet) -> Iterator[tuple[str, ...]]:
    """The people of the sheet. Days are YYYY-MM-DD; what there is none of is empty."""
    for row in sheet.rows:
        who = (row.team, row.who.name, row.who.staff_number, row.who.email)
        yield (*who, *(text for cell in row.cells for text in _cell(cell)))


def _cell(cell: MatrixCell) -> tuple[str, ...]:
    by = cell.day if cell.status is not Status.NOT_REQUIRED else None
    return STATUSES[cell.status], *(day.isoformat() if day is not None else "" for day in (by, cell.completed_on))


def _status(text: str) -> str:
    found = status_asked(text)
    if isinstance(found, Urgency):
        return URGENCIES[found]
    return STATUSES[found] if found is not None else OTHERS.get(text, text)
