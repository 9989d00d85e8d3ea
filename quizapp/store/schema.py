"""Migrations, run from inside the package in one transaction: the tables are the old ones or the new, never between."""

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


def head() -> str:
    """The revision of this release."""
    found = ScriptDirectory.from_config(config()).get_current_head()
    if found is None:
        raise AssertionError("the package has no migrations")
    return found


def is_current(connection: Connection) -> bool:
    """Whether the tables are those of this release."""
    return MigrationContext.configure(connection).get_current_revision() == head()


def upgrade(connection: Connection) -> None:
    """Bring the tables to this release, in the caller's transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    command.upgrade(config(connection), "head")
