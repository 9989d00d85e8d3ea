"""`quizapp serve` sends what waits by itself; killed with a letter in its hands, it loses none."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from quizapp.model.letters import LetterKind
from quizapp.model.people import Role
from quizapp.services.site.accounts import place_person
from quizapp.services.site.letters import send_link
from quizapp.services.site.site import Site
from tests.bench.prepare import opened_site, settings_for
from tests.bench.serving import quizapp_serve
from tests.databases import SqliteTemplate
from tests.mail_server import listening
from tests.services.example_site import whole_example

SOON = 30  # seconds within which a machine with other work to do sends a letter


def write(site: Site, name: str) -> None:
    with site.database.write() as connection:
        staff = frozenset({Role.STAFF})
        person = place_person(connection, site.today(), name, f"{name}@example.org", staff, None, None, ())
        assert send_link(connection, person, LetterKind.INVITATION, site.now())


@pytest.mark.long
def test_a_server_that_is_killed_with_a_letter_in_its_hands_sends_it_when_it_is_back(
    tmp_path: Path, sqlite_template: SqliteTemplate
) -> None:
    url = sqlite_template.copy(tmp_path, whole_example)
    site = opened_site(url)
    with listening() as mail:
        given = {"QUIZAPP_MAIL": f"smtp://127.0.0.1:{mail.port}", "QUIZAPP_MAIL_FROM": "training@example.org"}
        serving = quizapp_serve(tmp_path, {**settings_for(url), **given})
        try:
            serving.start()
            write(site, "ada")
            assert mail.came.wait(SOON), serving.log
            mail.holds = True
            write(site, "bob")
            assert mail.reached.wait(SOON), serving.log
            serving.kill()
            mail.holds = False
            mail.came.clear()
            with site.database.write() as connection:  # five minutes later
                connection.execute(sa.text("UPDATE outbox SET leased_until = made_at WHERE sent_at IS NULL"))
            serving.start()
            assert mail.came.wait(SOON), serving.log
        finally:
            serving.stop()
            site.database.dispose()
    assert mail.recipients == ["ada@example.org", "bob@example.org"]
