"""Migrations, run from inside the package in one transaction: the tables are the old ones or the new, never between."""

from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

MIGRATIONS = Path(__file__).with_name("migrations")
_LOCK = 7_165_003  # any number, the same everywhere: two upgrades of one PostgreSQL take turns


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings, for this connection if one is given; there is no file of them."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings


@cache
def revisions() -> tuple[str, ...]:
    """Every revision that this release has, the newest first. They are read once: a package does not change."""
    return tuple(script.revision for script in ScriptDirectory.from_config(config()).walk_revisions())


def head() -> str:
    """The revision of this release."""
    return revisions()[0]


def revision(connection: Connection) -> str | None:
    """The revision of the tables; None where there are none of ours."""
    return MigrationContext.configure(connection).get_current_revision()


def knows(revision: str) -> bool:
    """Whether this release has that revision: tables of it can be upgraded, and those of a newer release cannot."""
    return revision in revisions()


def upgrade(connection: Connection) -> None:
    """Bring the tables to this release, in the caller's transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    command.upgrade(config(connection), "head")
