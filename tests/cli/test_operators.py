"""upgrade, people add, doctor: what they print, and the status with which they end."""

import os
import re
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from quizapp.cli import main
from quizapp.services.site.settings import settings_from
from quizapp.services.site.site import open_site
from quizapp.web import create_app
from tests.cli.conftest import Command

PASSWORD = "three sunny words"


def test_upgrade_sets_a_database_up_and_may_be_said_again(quizapp: Command, folder: Path) -> None:
    for _ in range(2):
        said = quizapp("upgrade")
        assert said.status == 0
        assert "up to date" in said.out
    assert (folder / "quizapp.db").is_file()


def test_a_new_database_is_said_to_be_new_with_where_it_is(quizapp: Command, folder: Path) -> None:
    said = quizapp("people", "list")
    assert (said.status, said.out) == (2, "")
    assert f"{folder}/quizapp.db is no database of quizapp yet. To make one, run `quizapp upgrade` first." in said.err
    assert "If there should be one: see what DATABASE_URL says" in said.err
    assert quizapp("upgrade").out.startswith(f"A new database was made: {folder}/quizapp.db\n")
    assert "new database" not in quizapp("upgrade").out


def test_a_database_of_a_newer_release_is_left_alone(quizapp: Command, published: Path) -> None:
    _say("UPDATE alembic_version SET version_num = '9999'")
    before = (published / "quizapp.db").read_bytes()
    for command in (("upgrade",), ("people", "list"), ("serve",)):
        said = quizapp(*command)
        assert (said.status, said.out) == (2, "")
        assert said.err == (
            "quizapp: the database is of a newer release than this one (9999): use that release; nothing was changed\n"
        )
    assert (published / "quizapp.db").read_bytes() == before
    _say("UPDATE alembic_version SET version_num = '0015'")
    assert "older than this release: run `quizapp upgrade` first" in quizapp("people", "list").err


def test_upgrade_recompiles_what_this_release_has_not_compiled(quizapp: Command, published: Path) -> None:
    _say("DELETE FROM compiled")
    refused = quizapp("doctor")
    assert refused.status == 1
    assert "quizapp upgrade" in refused.err
    assert "Recompiled: 2." in quizapp("upgrade").out
    assert quizapp("doctor").status == 0


def test_the_link_of_a_new_person_sets_a_password_once(
    quizapp: Command, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = quizapp("people", "add", "--name", "Sam Reed", "--email", "Sam@Example.org", "--team", "Team A")
    assert said.status == 0, said.err
    link = re.search(r"^(?:https?://[^/]+)?(/set-password/\S+)$", said.out, re.MULTILINE)
    assert link, said.out
    monkeypatch.setenv("QUIZAPP_SECURE_COOKIES", "no")
    site = open_site(settings_from(os.environ))
    app = create_app(site)
    with app.test_client() as client:
        page = client.get(link[1])
        assert page.status_code == 200
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
        assert token, page.text
        done = client.post(link[1], data={"csrf_token": token[1], "password": PASSWORD})
        assert (done.status_code, done.location) == (303, "/training")
    with app.test_client() as stranger:
        assert stranger.get(link[1]).status_code == 404
    site.database.dispose()


def test_whoever_is_added_to_manage_a_team_sees_it(
    quizapp: Command, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert quizapp("people", "add", "--name", "Sam Reed", "--email", "sam@example.org", "--team", "Team A").status == 0
    said = quizapp("people", "add", "--name", "Mona Hill", "--email", "mona@example.org", "--manages", "Team A")
    assert said.status == 0, said.err
    link = re.search(r"/set-password/\S+", said.out)
    assert link, said.out
    monkeypatch.setenv("QUIZAPP_SECURE_COOKIES", "no")
    site = open_site(settings_from(os.environ))
    with create_app(site).test_client() as client:
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(link[0]).text)
        assert token
        client.post(link[0], data={"csrf_token": token[1], "password": PASSWORD})
        team = client.get("/team")
        assert team.status_code == 200
        assert "Sam Reed" in team.text and 'href="/teams"' in client.get("/training").text
    site.database.dispose()
    assert quizapp("doctor").status == 0
    _say("DELETE FROM role WHERE role = 'manager'")
    found = quizapp("doctor")
    assert found.status == 1
    assert "does not hold the role of a manager" in found.out


def test_the_link_of_a_new_person_has_the_prefix_that_the_site_is_under(
    quizapp: Command, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_PREFIX", "/training")
    monkeypatch.setenv("QUIZAPP_TRUSTED_HOSTS", "learning.example.org")
    said = quizapp("people", "add", "--name", "Sam Reed", "--email", "sam@example.org")
    assert re.search(r"^https://learning\.example\.org/training/set-password/\S+$", said.out, re.MULTILINE), said.out


def test_an_address_is_nobodys_twice(quizapp: Command, published: Path) -> None:
    added = ("people", "add", "--name", "Sam Reed", "--email")
    assert quizapp(*added, "sam@example.org").status == 0
    said = quizapp(*added, "SAM@example.org")
    assert said.status == 1
    assert "there already" in said.err


def test_what_is_wrong_with_somebody_new_is_said_in_words(quizapp: Command, published: Path) -> None:
    said = quizapp("people", "add", "--name", " ", "--email", "e" * 255)
    assert said.status == 1
    assert said.err == "quizapp: --name is empty\nquizapp: --email has more than 254 characters\n"
    assert said.out == ""


def test_a_group_that_there_is_not_is_refused_with_those_that_there_are(quizapp: Command, published: Path) -> None:
    said = quizapp("people", "add", "--name", "Sam Reed", "--email", "sam@example.org", "--group", "teachers")
    assert said.status == 2
    assert "education" in said.err


def test_people_cannot_be_added_before_the_database_is_there(quizapp: Command) -> None:
    said = quizapp("people", "add", "--name", "Sam Reed", "--email", "sam@example.org")
    assert said.status == 2
    assert "quizapp upgrade" in said.err


@pytest.mark.parametrize(
    "command", [["serve"], ["doctor"], ["publish"], ["people", "list"], ["backup", "copy"], ["export", "first-day"]]
)
def test_nothing_but_upgrade_makes_the_database(quizapp: Command, folder: Path, command: list[str]) -> None:
    before = set(folder.iterdir())
    said = quizapp(*command)
    assert said.status in (1, 2) and ("quizapp upgrade" in said.err or "there is no database" in said.err)
    assert set(folder.iterdir()) == before


def test_doctor_finds_nothing_on_a_whole_site(quizapp: Command, published: Path) -> None:
    said = quizapp("doctor")
    assert said.status == 0
    assert "2 live files; 0 problems found." in said.out


def test_doctor_finds_bytes_that_are_not_what_they_were(quizapp: Command, published: Path) -> None:
    _say("UPDATE blob SET bytes = CAST('other' AS BLOB)")
    said = quizapp("doctor")
    assert said.status == 1
    assert "invariant 5" in said.out


@pytest.mark.parametrize("command", ["upgrade", "doctor"])
def test_a_database_that_cannot_be_reached_is_named(
    quizapp: Command, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, command: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:1/nothing")
    said = quizapp(command)
    assert said.status in (1, 2)
    assert said.err.startswith("quizapp: DATABASE_URL: ")
    assert "restarted" not in caplog.text and "PostgreSQL does not answer" in caplog.text
    monkeypatch.setenv("DATABASE_URL", "sqlite:///")
    assert "DATABASE_URL: SQLite needs a file" in quizapp(command).err


def test_a_bad_setting_is_named(quizapp: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZAPP_WORKERS", "many")
    said = quizapp("upgrade")
    assert said.status == 2
    assert said.err.startswith("quizapp: QUIZAPP_WORKERS: ")


def _say(statement: str) -> None:
    """Change the database behind the application's back; triggers that would hold it back are dropped first."""
    engine = sa.create_engine("sqlite:///quizapp.db", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        table = statement.split()[2] if statement.startswith("DELETE") else statement.split()[1]
        triggers = sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
        for name in connection.execute(triggers, {"table": table}).scalars().all():
            connection.execute(sa.text(f'DROP TRIGGER "{name}"'))
        connection.execute(sa.text(statement))
    engine.dispose()


def test_doctor_names_odd_moments_and_finds_no_problem_in_them(quizapp: Command, published: Path) -> None:
    _say("INSERT INTO audit (at, action) VALUES ('1999-12-31 00:00:00', 'old')")
    said = quizapp("doctor")
    assert said.status == 0
    assert "odd moment: audit.at is in 1999, seq" in said.out
    assert "0 problems found" in said.out


@pytest.mark.parametrize(("command", "expected"), [("doctor", [10]), ("upgrade", [])])
def test_what_only_reads_for_long_gives_way_to_who_answers_and_what_writes_does_not(
    folder: Path, monkeypatch: pytest.MonkeyPatch, command: str, expected: list[int]
) -> None:
    nice: list[int] = []
    monkeypatch.setattr(os, "nice", nice.append)
    monkeypatch.setattr(sys, "argv", ["quizapp", command])
    main()
    assert nice == expected
