"""certificate reissue: what it prints, and the status with which it ends."""

from pathlib import Path

import pytest

from quizapp.services.site import people
from quizapp.services.site.site import Site
from quizapp.web import create_app
from tests.cli.conftest import Command
from tests.clock import Clock
from tests.databases import SqliteTemplate, opened
from tests.services.quiz_files import quiz_files
from tests.web import taking
from tests.web.browser import Browser
from tests.web.conftest import SETTINGS, joining

WHY = "Her name was misspelt"


@pytest.fixture
def code(folder: Path, sqlite_template: SqliteTemplate) -> str:
    """Alice's certificate; she is called Alys now."""
    url = sqlite_template.copy(folder, quiz_files)
    with opened(url) as database:
        site = Site(SETTINGS, database, {}, "", Clock())
        address = taking.complete(site, Browser(create_app(site), joining(site, "hash")("Alice")[1]))
        assert people.rename(site, "alice@example.org", name="Alys").problems == ()
    Path(url.removeprefix("sqlite:///")).rename(folder / "quizapp.db")
    return address.rsplit("/", 1)[1]


def test_a_certificate_is_issued_again_once(quizapp: Command, code: str) -> None:
    said = quizapp("certificate", "reissue", code.lower(), "--why", WHY)
    assert said.status == 0, said.err
    new = said.out.splitlines()[0].removeprefix("Alys has a new certificate: ")
    assert new != code and f"/certificates/{new}\n" in said.out
    again = quizapp("certificate", "reissue", code, "--why", WHY)
    assert again.status == 1 and again.out == "" and f"by {new}\n" in again.err and "it was replaced on " in again.err
    same = quizapp("certificate", "reissue", new, "--why", WHY)
    assert same.status == 1 and "the name on it is Alys, as today" in same.err
    assert quizapp("doctor").status == 0


def test_what_cannot_be_is_refused_in_a_sentence(quizapp: Command, code: str) -> None:
    for given, why, sentence in (
        ("2222-2222", WHY, "no certificate has this code"),
        (code, "so", "--why is too short"),
        (code, "x" * 501, "--why has more than 500 characters"),
    ):
        said = quizapp("certificate", "reissue", given, "--why", why)
        assert (said.status, said.out) == (1, "") and sentence in said.err and said.err.count("\n") == 1


def test_a_certificate_of_somebody_who_was_erased_is_refused(quizapp: Command, folder: Path, code: str) -> None:
    with opened(f"sqlite:///{folder / 'quizapp.db'}") as database, database.write() as connection:
        connection.exec_driver_sql("UPDATE person SET state = 'erased' WHERE name = 'Alys'")
    said = quizapp("certificate", "reissue", code, "--why", WHY)
    assert (said.status, said.out) == (1, "") and "its holder was erased" in said.err
