"""A backup holds all that was confirmed before it began, is whole or not there, and comes back as it was."""

import os
import shutil
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command

from quizapp.model.backups import NoBackup
from quizapp.model.letters import LetterKind, LetterState
from quizapp.model.people import Person
from quizapp.services.operating import backups
from quizapp.services.operating.backups import back_up, restore
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.site.letters import send_link
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import Site
from quizapp.store import schema
from quizapp.store.database import Database
from quizapp.store.people import accounts, outbox
from tests.amounts import amounts
from tests.databases import Files, PostgresServer, opened
from tests.services.quiz_files import OTHER_SET, quiz_files
from tests.services.taking import begin, drawn, give, plant, play, rows, take
from tests.store.stories import AT

Elsewhere = Callable[[], Settings]
Acked = set[tuple[str, int]]


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


@pytest.fixture
def elsewhere(site: Site, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Elsewhere]:
    """Settings for further, empty databases of the same kind."""
    made: list[str] = []

    def make() -> Settings:
        if site.database.dialect == "sqlite":
            made.append(f"sqlite:///{tmp_path}/elsewhere-{len(made)}.db")
        else:
            made.append(request.getfixturevalue("postgres").empty())
        return replace(site.settings, database_url=made[-1])

    yield make
    server: PostgresServer | None = request.getfixturevalue("postgres") if "postgresql" in "".join(made) else None
    for url in made if server else ():
        assert server is not None
        server.drop(url)


def stored(database: Database) -> Acked:
    query = "SELECT a.public_id, s.number FROM attempt a JOIN step s ON s.attempt = a.id"
    with database.read() as connection:
        return {(row[0], row[1]) for row in connection.exec_driver_sql(query)}


def restored_steps(settings: Settings) -> Acked:
    with opened(settings.database_url) as database:
        return stored(database)


def test_what_was_backed_up_comes_back_elsewhere_and_is_whole(
    site: Site, alice: Person, tmp_path: Path, elsewhere: Elsewhere
):
    take(site, alice)
    play(site, alice, 0)
    made = back_up(site, tmp_path / "made.backup", replaces=False)
    assert (made.path, made.tried.attempts, made.tried.is_tried) == (str(tmp_path / "made.backup"), 2, True)
    assert made.size == (tmp_path / "made.backup").stat().st_size > 0
    assert stat.S_IMODE((tmp_path / "made.backup").stat().st_mode) == 0o600
    settings = elsewhere()
    done = restore(settings, tmp_path / "made.backup", replaces=False)
    assert (done.tried.attempts, done.tried.violations, done.kept) == (2, (), "")
    with opened(settings.database_url) as database:
        again = Site(settings, database, {}, "", site.now)
        assert check_invariants(again) == ()
        assert stored(database) == stored(site.database)
        names = "SELECT name, email_key FROM person ORDER BY id"
        assert rows(again, names) == rows(site, names)
        with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
            connection.exec_driver_sql("DELETE FROM step")  # its triggers came, too


@amounts(1, 6)
def test_nothing_that_was_confirmed_before_a_backup_began_is_missing_however_many_answer_meanwhile(
    site: Site, join: Callable[..., Person], tmp_path: Path, elsewhere: Elsewhere, amount: int
):
    people = [join(f"P{n}") for n in range(4)]
    acked: Acked = set()
    stopping = threading.Event()

    def answer(person: Person) -> None:
        practice = False
        while not stopping.is_set():
            attempt = begin(site, person, OTHER_SET, practice=practice)
            for number in range(len(drawn(site, person, attempt))):
                give(site, person, attempt, True)
                acked.add((attempt, number))
            practice = True

    with ThreadPoolExecutor(len(people)) as pool:
        answering = [pool.submit(answer, person) for person in people]
        try:
            for n in range(amount):
                while len(acked) < 12 * (n + 1) and not any(one.done() for one in answering):
                    threading.Event().wait(0.005)
                before = set(acked)
                made = back_up(site, tmp_path / f"{n}.backup", replaces=False)
                assert made.tried.violations == ()
                settings = elsewhere()
                restore(settings, tmp_path / f"{n}.backup", replaces=False)
                assert len(before) >= 12 and before - restored_steps(settings) == set()
        finally:
            stopping.set()
        for one in answering:
            one.result()


def test_a_file_that_is_there_is_replaced_only_where_that_is_said(site: Site, alice: Person, tmp_path: Path):
    target = tmp_path / "it"
    target.write_text("mine")
    with pytest.raises(NoBackup, match="is there already"):
        back_up(site, target, replaces=False)
    assert target.read_text() == "mine"
    back_up(site, target, replaces=True)
    assert target.stat().st_size > 1000
    with pytest.raises(NoBackup, match="name a file in a folder"):
        back_up(site, tmp_path / "nowhere" / "it", replaces=False)
    with pytest.raises(NoBackup, match="name a file in a folder"):
        back_up(site, tmp_path, replaces=True)
    assert not [left for left in tmp_path.iterdir() if left.name.startswith(".")]


def test_a_copy_with_which_the_doctor_finds_fault_never_takes_the_place_of_a_good_one(
    site: Site, alice: Person, tmp_path: Path, elsewhere: Elsewhere
):
    take(site, alice)
    target = tmp_path / "nightly"
    back_up(site, target, replaces=True)
    good = target.read_bytes()
    plant(site, "UPDATE result SET num = 1, den = 9")
    made = back_up(site, target, replaces=True)
    assert [violation.invariant for violation in made.tried.violations] == [4]
    assert (made.path, target.read_bytes()) == (f"{target}.faulty", good)
    settings = elsewhere()
    done = restore(settings, Path(made.path), replaces=False)
    assert [violation.invariant for violation in done.tried.violations] == [4]
    with opened(settings.database_url) as database, database.read() as connection:
        assert sa.inspect(connection).get_table_names() == []


def test_what_is_in_the_database_is_kept_beside_and_only_where_that_is_said(
    site: Site, alice: Person, tmp_path: Path, database_url: str
):
    settings, target = replace(site.settings, database_url=database_url), tmp_path / "it"
    take(site, alice)
    back_up(site, target, replaces=False)
    at_the_backup = stored(site.database)
    play(site, alice, 0)
    now = stored(site.database)
    site.database.dispose()
    with pytest.raises(NoBackup, match="say --replace"):
        restore(settings, target, replaces=False)
    assert stored(site.database) == now
    site.database.dispose()
    done = restore(settings, target, replaces=True)
    assert stored(site.database) == at_the_backup
    assert done.kept
    if site.database.dialect == "sqlite":
        assert restored_steps(replace(settings, database_url=f"sqlite:///{done.kept}")) == now
        return
    kept = done.kept.removeprefix("schema ")
    found = rows(site, f"SELECT a.public_id, s.number FROM {kept}.attempt a JOIN {kept}.step s ON s.attempt = a.id")
    assert {(str(row[0]), row[1]) for row in found} == now
    again = back_up(site, tmp_path / "again", replaces=False)  # the kept schema is no part of it
    assert again.tried.attempts == 1


def test_when_the_doctor_finds_fault_everything_stays_as_it_was(
    site: Site, alice: Person, tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
):
    settings, target = replace(site.settings, database_url=database_url), tmp_path / "it"
    take(site, alice)
    back_up(site, target, replaces=False)
    now = stored(site.database)
    site.database.dispose()

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(backups, "_look_through", interrupted)
    with pytest.raises(KeyboardInterrupt):
        restore(settings, target, replaces=True)
    assert stored(site.database) == now
    assert check_invariants(site) == ()
    assert not [left for left in tmp_path.iterdir() if "part" in left.name or "before" in left.name]


def test_a_database_that_is_in_use_is_not_put_aside(site: Site, alice: Person, tmp_path: Path, database_url: str):
    settings, target = replace(site.settings, database_url=database_url), tmp_path / "it"
    back_up(site, target, replaces=False)
    with opened(database_url) as other, other.read() as connection:
        connection.exec_driver_sql("SELECT 1 FROM person")
        with pytest.raises(NoBackup, match=r"is in use.*stop `quizapp serve` first"):
            restore(settings, target, replaces=True)


def test_whoever_was_signed_in_signs_in_again(site: Site, alice: Person, tmp_path: Path, elsewhere: Elsewhere):
    with site.database.write() as connection:
        accounts.open_session(connection, "h", alice.id, AT.replace(year=2100))
    back_up(site, tmp_path / "it", replaces=False)
    settings = elsewhere()
    restore(settings, tmp_path / "it", replaces=False)
    with opened(settings.database_url) as database, database.read() as connection:
        assert accounts.signed_in(connection, "h", AT) is None
        actions = connection.exec_driver_sql("SELECT action FROM audit ORDER BY seq DESC").scalars().all()
        assert actions[0] == "restore"


def test_a_letter_that_waited_in_a_backup_is_not_sent_once_more(
    site: Site, alice: Person, tmp_path: Path, elsewhere: Elsewhere
):
    with site.database.write() as connection:
        assert send_link(connection, alice, LetterKind.INVITATION, site.now())
    back_up(site, tmp_path / "it", replaces=False)
    settings = elsewhere()
    restore(settings, tmp_path / "it", replaces=False)
    with opened(settings.database_url) as database, database.read() as connection:
        (row,), _ = outbox.newest(connection, 5)
        assert row.state is LetterState.FAILED and not outbox.any_due(connection, AT.replace(year=2100))


def test_a_backup_of_an_older_release_comes_back_as_one_of_this(site: Site, tmp_path: Path, elsewhere: Elsewhere):
    older, newer = elsewhere(), elsewhere()
    with opened(older.database_url) as database:
        with database.write() as connection:
            command.upgrade(schema.config(connection), "0004")
            connection.exec_driver_sql("INSERT INTO team (name) VALUES ('Team Old')")
        old = Site(older, database, {}, "", site.now)
        assert back_up(old, tmp_path / "old", replaces=False).tried.violations == ()  # before `upgrade`
        assert not database.is_current()
    restore(newer, tmp_path / "old", replaces=False)
    with opened(newer.database_url) as database:
        assert database.is_current()
        with database.read() as connection:
            assert connection.exec_driver_sql("SELECT name FROM team").scalars().all() == ["Team Old"]


def test_a_backup_of_a_newer_release_is_refused_before_anything_is_done(
    site: Site, tmp_path: Path, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
):
    back_up(site, tmp_path / "it", replaces=False)
    monkeypatch.setattr(schema, "knows", lambda revision: revision < schema.head())
    with pytest.raises(NoBackup, match="newer release"):
        restore(elsewhere(), tmp_path / "it", replaces=False)
    with pytest.raises(NoBackup, match="newer release"):
        back_up(site, tmp_path / "another", replaces=False)


def test_what_is_no_backup_is_refused_with_what_it_is(site: Site, tmp_path: Path, elsewhere: Elsewhere):
    here = "SQLite" if site.database.dialect == "sqlite" else "PostgreSQL"
    other = b"PGDMP" if here == "SQLite" else b"SQLite format 3\0"
    for content, said in ((b"", "is no backup"), (b"hello", "is no backup"), (other, f"DATABASE_URL is {here}")):
        (tmp_path / "it").write_bytes(content)
        with pytest.raises(NoBackup, match=said):
            restore(elsewhere(), tmp_path / "it", replaces=False)
    with pytest.raises(NoBackup, match="No such file"):
        restore(elsewhere(), tmp_path / "nothing", replaces=False)
    with opened(elsewhere().database_url) as database, pytest.raises(NoBackup, match=r"quizapp upgrade|no database"):
        back_up(Site(site.settings, database, {}, ""), tmp_path / "empty", replaces=False)


def test_a_file_that_was_copied_by_hand_is_refused_for_it_may_lack_what_was_confirmed(
    sqlite_database: Database, tmp_path: Path
):
    copied = tmp_path / "copied"
    with sqlite_database.write() as connection:
        connection.exec_driver_sql("INSERT INTO team (name) VALUES ('the newest')")
    shutil.copyfile(sqlite_database.file, copied)  # what `cp` does
    with closing(sqlite3.connect(copied)) as connection:
        assert connection.execute("SELECT count(*) FROM team").fetchone() == (0,)
    shutil.copyfile(sqlite_database.file, copied)
    with pytest.raises(NoBackup, match="copied from a running database by hand"):
        restore(Settings(database_url=f"sqlite:///{tmp_path}/new.db"), copied, replaces=False)
    assert not (tmp_path / "new.db").exists()


def test_a_restored_file_belongs_to_whom_the_old_one_did(sqlite_database: Database, tmp_path: Path):
    site = Site(Settings(), sqlite_database, {}, "")
    back_up(site, tmp_path / "it", replaces=False)
    sqlite_database.dispose()
    file = sqlite_database.file
    file.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(file, 1234, 1234)
    owner = file.stat().st_uid
    restore(Settings(database_url=f"sqlite:///{file}"), tmp_path / "it", replaces=True)
    assert (stat.S_IMODE(file.stat().st_mode), file.stat().st_uid) == (0o640, owner)


@pytest.mark.postgres
def test_programs_of_another_postgresql_are_not_used(
    postgres_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    from quizapp.store.keeping import postgresql

    site = Site(Settings(), postgres_database, {}, "")
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "pg_dump").write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    (programs / "pg_dump").chmod(0o755)
    monkeypatch.setattr(postgresql, "DEBIANS", str(tmp_path / "none-{major}"))
    monkeypatch.setattr(postgresql.PostgresKeeper, "_server", (16, ""))
    monkeypatch.setenv("PATH", f"{programs}:{tmp_path}")
    with pytest.raises(
        NoBackup, match=r"pg_dump is here for PostgreSQL 9, and the server is 16: .*postgresql-client-16"
    ):
        back_up(site, tmp_path / "it", replaces=False)
    (programs / "pg_dump").unlink()
    with pytest.raises(NoBackup, match="pg_dump is not here, and the server is 16"):
        back_up(site, tmp_path / "it", replaces=False)
    assert not (tmp_path / "it").exists()


@pytest.mark.postgres
def test_a_role_that_may_make_no_database_is_told_that_the_copy_was_not_tried(
    postgres_database: Database, tmp_path: Path, elsewhere_role: str, monkeypatch: pytest.MonkeyPatch
):
    with postgres_database.read() as connection:  # which says only to some where its programs are
        programs = connection.exec_driver_sql("SELECT setting FROM pg_config WHERE name = 'BINDIR'").scalar_one()
    monkeypatch.setenv("PATH", programs)
    with opened(elsewhere_role) as database:
        database.upgrade()
        made = back_up(Site(Settings(), database, {}, ""), tmp_path / "it", replaces=False)
    assert not made.tried.is_tried
    assert made.size > 1000


@pytest.fixture
def elsewhere_role(postgres: PostgresServer) -> Iterator[str]:
    """A database whose owner may make no other, and has a password."""
    url = sa.make_url(postgres.empty())
    with opened(url.render_as_string(hide_password=False)) as database, database.write() as connection:
        connection.exec_driver_sql("CREATE ROLE plain LOGIN PASSWORD 'p@ss/word'")
        connection.exec_driver_sql(f"ALTER DATABASE {url.database} OWNER TO plain")
    yield url.set(username="plain", password="p@ss/word").render_as_string(hide_password=False)
    postgres.drop(url.render_as_string(hide_password=False))
    with opened(postgres.empty()) as database, database.write() as connection:
        connection.exec_driver_sql("DROP ROLE plain")
