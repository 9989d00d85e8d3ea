"""What is in a site's database, so that a test can say that nothing changed."""

import re

from sqlalchemy import text

from quizapp.services.site.site import Site

LOOKING = frozenset({"audit", "throttle"})  # what looking may write: who looked, and who tried

Contents = dict[str, list[tuple[object, ...]]]


def contents(site: Site, without: frozenset[str] = LOOKING) -> Contents:
    """Every row of every table, but for those that say who looked. SQLite."""
    with site.database.read() as connection:
        names = [
            row[0]
            for row in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
            if row[0] not in without and not row[0].startswith("sqlite")
        ]
        assert all(re.fullmatch("[a-z_]+", name) for name in names)
        return {name: [tuple(r) for r in connection.execute(text(f'SELECT * FROM "{name}"'))] for name in names}
