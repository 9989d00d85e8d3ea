"""Who was erased, beside the backups: one that was made before does not know of it, and is told when it is restored.

The list is a JSON file in the folder of the backups, with random ids, days and reasons, and no names. Every backup
adds to it what the store knows by then; nothing is ever taken out of it.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from quizapp.model.backups import NoBackup
from quizapp.model.erasures import Erased
from quizapp.services.site import erasing
from quizapp.services.site.site import Site, StoreUnavailable
from quizapp.store.keeping.files import part_of, put

NAME = "erased.json"


def known_to(site: Site) -> tuple[Erased, ...] | None:
    """Who was erased in this store; nobody in one of a release before that, None where it is damaged or away."""
    try:
        return erasing.erased(site) if site.database.is_current() else ()
    except (sa.exc.DBAPIError, StoreUnavailable):
        return None


def beside(file: Path) -> tuple[Erased, ...]:
    """Whom the list beside a backup names; nobody where there is none. NoBackup where it is no such list."""
    listed = file.with_name(NAME)
    if not listed.exists():
        return ()
    try:
        found = json.loads(listed.read_text(encoding="utf-8"))
        return tuple(
            Erased(one["person"], datetime.fromisoformat(one["at"]), one["reason"], one["by"]) for one in found
        )
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise NoBackup(f"{listed} says who was erased, and cannot be read: without it they would be back") from problem


def add_beside(file: Path, known: Sequence[Erased]) -> None:
    """Have the list beside a backup name these, too; raises OSError, or NoBackup for a list that is none."""
    whole = {one.person: one for one in (*beside(file), *known)}
    if not known:
        return
    listed = file.with_name(NAME)
    rows = [{**asdict(one), "at": one.at.isoformat()} for one in whole.values()]
    with part_of(listed) as part:
        part.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
        put(part, listed)
