"""The copy of everything that is kept about a person as JSON, for another program to read."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from html import unescape

from quizapp.model.copies import Cell, CopiedAttempt, CopiedPerson, CopiedTable, PersonCopy
from quizapp.model.register import REGISTER

_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"\s+")


def copy_json(copy: PersonCopy) -> bytes:
    """The whole copy in UTF-8: what was done, in words, and then each holding of the register, row by row."""
    found = {
        "about": copy.name,
        "kept by": copy.organisation,
        "made": copy.made_at.isoformat(),
        "attempts": [_attempt(one) for one in copy.attempts],
        "everything that is kept": _holdings(copy.tables),
    }
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _attempt(one: CopiedAttempt) -> Mapping[str, object]:
    return {
        "title": one.title,
        "file": one.path,
        "attempt": one.number,
        "started": one.started.isoformat(),
        "finished": one.finished.isoformat() if one.finished is not None else None,
        "score in percent": one.percent,
        "passed": one.passed,
        "steps": [
            {
                "at": step.at.isoformat() if step.at is not None else None,
                "title": step.title,
                "asked": " ".join(map(plain, step.asked_html)),
                "answered": [*map(plain, step.answered_html)],
            }
            for step in one.steps
        ],
        "reflections": [{"asked": plain(asked), "written": text} for asked, text in one.reflections],
        "the one thing to do": one.intention or None,
    }


def _holdings(tables: tuple[CopiedTable, ...]) -> Mapping[str, object]:
    """What the register names, each with its columns of each table; what is empty is left out."""
    found: dict[str, dict[str, object]] = {}
    for holding in REGISTER:
        for table in tables:
            own = [n for n, column in enumerate(table.columns) if f"{table.name}.{column}" in holding.columns]
            if own:
                rows = [{table.columns[n]: _cell(row[n]) for n in own} for row in table.rows]
                found.setdefault(holding.name, {})[table.name] = rows
    return found


def _cell(cell: Cell) -> object:
    match cell:
        case CopiedPerson(is_this_person=True):
            return "this person"
        case CopiedPerson(as_what=roles):
            return f"somebody else ({', '.join(roles)})" if roles else "somebody else"
        case datetime() | date():
            return cell.isoformat()
    return cell


def plain(html: str) -> str:
    """A piece of a page as text: its tags are spaces."""
    return _SPACES.sub(" ", unescape(_TAG.sub(" ", html))).strip()
