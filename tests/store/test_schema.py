"""Migrations: from nothing to this release, twice the same, and never half way."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from quizapp.store import schema
from quizapp.store.database import Connection, Database
from quizapp.store.tables import metadata
from tests.amounts import LONG
from tests.databases import opened
from tests.killed import killed_at
from tests.store.stories import add


def tables(connection: Connection) -> set[str]:
    return set(sa.inspect(connection).get_table_names())


def test_an_empty_database_comes_to_this_release(empty: Database):
    assert not empty.is_current()
    empty.upgrade()
    assert empty.is_current()
    with empty.read() as connection:
        assert tables(connection) == {*metadata.tables, "alembic_version"}


def test_upgrading_again_changes_nothing(database: Database):
    with database.write() as connection:
        add(connection, "Ada")
    database.upgrade()
    assert database.is_current()
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT name FROM person").scalars().all() == ["Ada"]


def test_the_migrations_make_the_tables_that_the_code_knows(database: Database):
    with database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_migrations_make_the_checks_and_indexes_that_the_code_knows(database: Database):
    with database.read() as connection:
        found = sa.inspect(connection)
        for table in metadata.sorted_tables:
            checks = {c["name"] for c in found.get_check_constraints(table.name)}
            assert checks == {str(c.name) for c in table.constraints if isinstance(c, sa.CheckConstraint)}, table.name
            named = {i["name"] for i in found.get_indexes(table.name) if not i.get("duplicates_constraint")}
            assert named == {i.name for i in table.indexes}, table.name


def test_ids_are_never_used_again(database: Database):
    with database.write() as connection:
        first = connection.exec_driver_sql("INSERT INTO team (name) VALUES ('a') RETURNING id").scalar_one()
        connection.exec_driver_sql("DELETE FROM team")
        again = connection.exec_driver_sql("INSERT INTO team (name) VALUES ('b') RETURNING id").scalar_one()
    assert again > first


@pytest.mark.parametrize("stop", [7, 90, *(pytest.param(stop, marks=LONG) for stop in (1, 20, 35, 50, 70))])
def test_an_upgrade_that_fails_half_way_leaves_nothing_behind(empty: Database, stop: int):
    seen = 0

    def fail(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == stop:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), empty.write() as connection:
        sa.event.listen(connection, "before_cursor_execute", fail)
        schema.upgrade(connection)
    with empty.read() as connection:
        assert tables(connection) == set()
    empty.upgrade()
    assert empty.is_current()


@pytest.mark.parametrize("stop", [52, *(pytest.param(stop, marks=LONG) for stop in (5, 30, 75))])
def test_an_upgrade_killed_half_way_leaves_nothing_behind(empty: Database, stop: int):
    assert killed_at(stop, empty.upgrade)
    with empty.read() as connection:
        assert tables(connection) == set()
    empty.upgrade()
    assert empty.is_current()


def test_a_file_that_is_made_and_those_beside_it_are_their_owners_alone(tmp_path: Path):
    file = tmp_path / "new.db"
    with opened(f"sqlite:///{file}") as made:
        made.upgrade()
        with made.write() as connection:
            add(connection, "Ada")
        modes = {found.name: found.stat().st_mode & 0o777 for found in tmp_path.iterdir() if found.suffix != ".lock"}
    assert "new.db-wal" in modes and set(modes.values()) == {0o600}, modes
