"""backup and restore: what they print, and the status with which they end."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.cli.conftest import Command


def test_a_backup_comes_back_in_an_empty_place(
    quizapp: Command, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = quizapp("backup", "nightly")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("nightly: ") and "0 attempts, 2 live files. Restored apart" in said.out
    monkeypatch.setenv("DATABASE_URL", "sqlite:///new.db")
    said = quizapp("restore", "nightly")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("Restored from nightly") and "is kept" not in said.out
    assert "2 live files; 0 problems found." in quizapp("doctor").out


def test_nothing_is_overwritten_unless_that_is_said(quizapp: Command, published: Path) -> None:
    assert quizapp("backup", "nightly").status == 0
    again = quizapp("backup", "nightly")
    assert (again.status, again.out) == (2, "")
    assert again.err == "quizapp: nightly is there already: name another file, or say --replace\n"
    refused = quizapp("restore", "nightly")
    assert refused.status == 2
    assert "say --replace" in refused.err
    assert quizapp("backup", "nightly", "--replace").status == 0
    done = quizapp("restore", "nightly", "--replace")
    assert done.status == 0, done.err
    assert f"What was there before is kept: {published / 'quizapp.db'}.before-" in done.out


def test_a_backup_that_the_doctor_finds_fault_with_ends_with_a_status_of_its_own(
    quizapp: Command, published: Path
) -> None:
    engine = sa.create_engine("sqlite:///quizapp.db", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql('DROP TRIGGER "blob_no_update"')
        connection.exec_driver_sql("UPDATE blob SET bytes = CAST('other' AS BLOB)")
    engine.dispose()
    said = quizapp("backup", "nightly")
    assert said.status == 1
    assert "invariant 5" in said.out and "kept apart: nightly.faulty" in said.out
    assert not Path("nightly").exists()
    said = quizapp("restore", "nightly.faulty", "--replace")
    assert said.status == 1
    assert "Nothing was changed" in said.out


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_what_cannot_be_done_is_one_sentence(
    quizapp: Command, folder: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = quizapp(command, "nightly")
    assert said.status == 2
    assert said.err.count("\n") == 1 and said.err.startswith("quizapp: ")
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:1/nothing")
    Path("dump").write_bytes(b"PGDMP")
    said = quizapp(command, "dump", "--replace")
    assert said.status == 2
    assert said.err.startswith("quizapp: DATABASE_URL: ") and "secret" not in said.err
