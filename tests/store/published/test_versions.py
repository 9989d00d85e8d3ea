"""Versions, what is live, and compiled forms."""

import hashlib
from datetime import timedelta

import pytest
import sqlalchemy as sa

from quizapp.model.things import thing_at
from quizapp.store.database import Database
from quizapp.store.published import publications, retirements, versions
from tests.store.stories import AT, MODULE, PATH, add, begin, files, keep, publish, version_of

TEXTS = ("{}", "{}", "{}")


def test_the_bytes_come_back_as_they_were(database: Database):
    text = "# Eins\n\nÄ “quote” 🧡\n"
    with database.write() as connection:
        version = keep(connection, text)
    with database.read() as connection:
        assert versions.files_of(connection, version) == tuple(sorted(files(text), key=lambda f: f.path))
        assert versions.origin(connection, version) == "cli"
        assert versions.origin(connection, "0" * 64) is None
        assert versions.files_of(connection, "0" * 64) == ()


def test_a_versions_parts_are_named_with_the_hashes_of_their_bytes(database: Database):
    with database.write() as connection:
        version = keep(connection)
        parts = versions.parts_of(connection, version)
        assert versions.parts_of(connection, "0" * 64) == ()
    made = {file.path: hashlib.sha256(file.content).hexdigest() for file in files("# One\n")}
    assert {part.path: part.sha256 for part in parts} == made


def test_keeping_a_version_twice_keeps_it_once(database: Database):
    with database.write() as connection:
        assert keep(connection) == keep(connection)
    with database.read() as connection:
        counts = [connection.exec_driver_sql(f"SELECT count(*) FROM {t}").scalar_one() for t in ("version", "blob")]
    assert counts == [1, 2]


def test_two_versions_share_the_bytes_that_they_have_in_common(database: Database):
    with database.write() as connection:
        keep(connection, "# One\n")
        keep(connection, "# Two\n")
        assert connection.exec_driver_sql("SELECT count(*) FROM blob").scalar_one() == 3


def test_making_live_appends_a_publication_and_says_what_it_replaced(database: Database):
    with database.write() as connection:
        ada = add(connection, "Ada")
        first, second = publish(connection, "# One\n"), keep(connection, "# Two\n")
        done = publications.make_live(connection, path=PATH, version=second, by=ada.id, at=AT, why="clearer")
    assert done is not None
    assert (done.path, done.version, done.previous, done.by, done.at, done.why) == (
        PATH,
        second,
        first,
        "Ada",
        AT,
        "clearer",
    )
    with database.read() as connection:
        assert versions.live(connection, PATH) == done
        assert versions.all_live(connection) == (done,)
        seen = versions.publications(connection, PATH)
    assert [p.version for p in seen] == [first, second]
    assert seen[0].by == "command line" and seen[0].previous is None


def test_making_live_what_is_live_does_nothing(database: Database):
    with database.write() as connection:
        version = publish(connection)
        assert publications.make_live(connection, path=PATH, version=version, by=None, at=AT, why="again") is None
        assert len(versions.publications(connection, PATH)) == 1


def test_the_first_publication_is_told_however_often_it_was_published_again(database: Database):
    with database.write() as connection:
        assert versions.first_published(connection, PATH) is None
        first = publish(connection)
        for day, version in ((1, keep(connection, "# Two\n")), (2, first)):
            at = AT + timedelta(days=day)
            publications.make_live(connection, path=PATH, version=version, by=None, at=at, why="again")
        assert versions.first_published(connection, PATH) == AT


def test_a_retired_scenario_is_not_live_and_can_come_back(database: Database):
    with database.write() as connection:
        version = publish(connection)
        retirements.retire(connection, PATH, by=None, at=AT, why="no longer so")
        assert versions.live(connection, PATH) is None
        assert versions.all_live(connection) == ()
        publications.make_live(connection, path=PATH, version=version, by=None, at=AT, why="back")
        assert len(versions.all_live(connection)) == 1
        assert len(versions.publications(connection, PATH)) == 2


def test_a_version_of_another_thing_cannot_be_made_live(database: Database):
    other = f"scenarios/{MODULE}/other.md"
    with database.write() as connection:
        publish(connection)
        foreign = keep(connection, "# Other\n", other)
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        publications.make_live(connection, path=PATH, version=foreign, by=None, at=AT, why="wrong")


def test_compiled_forms_are_a_cache_and_may_be_replaced(database: Database):
    with database.write() as connection:
        version = publish(connection)
        versions.save_compiled(connection, version, 1, "{}", "{}", "{}")
        versions.save_compiled(connection, version, 1, '{"a":1}', "{}", "[]")
        versions.save_compiled(connection, version, 2, "2", "2", "2")
    with database.read() as connection:
        assert versions.load_compiled(connection, version, 1) == ('{"a":1}', "{}", "[]")
        assert versions.load_compiled(connection, version, 3) is None


def test_what_is_live_or_has_attempts_waits_for_a_new_compiler(database: Database):
    with database.write() as connection:
        first = publish(connection, "# One\n")
        begin(connection, add(connection, "Ada"), first)
        keep(connection, "# Never live\n")
        second = publish(connection, "# Two\n")
        briefing = files("# One\n")[:1]
        path = briefing[0].path
        versions.put_version(
            connection,
            version=version_of(briefing),
            thing=thing_at(path),
            files=briefing,
            format=1,
            origin="cli",
            by=None,
            at=AT,
        )
        publications.make_live(connection, path=path, version=version_of(briefing), by=None, at=AT, why="test")
    with database.write() as connection:
        assert set(versions.to_compile(connection, 1)) == {first, second}
        versions.save_compiled(connection, first, 1, *TEXTS)
        assert versions.to_compile(connection, 1) == (second,)
        assert set(versions.to_compile(connection, 2)) == {first, second}


@pytest.mark.parametrize("table", ["blob", "version", "version_part", "publication"])
def test_what_was_published_can_be_neither_changed_nor_deleted(database: Database, table: str):
    with database.write() as connection:
        publish(connection)
    column = {"blob": "bytes", "version": "format", "version_part": "path", "publication": "why"}[table]
    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
            connection.exec_driver_sql(statement)
