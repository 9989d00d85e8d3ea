"""A letter that waits to be sent, for tests of pages."""

from sqlalchemy import text

from quizapp.model.letters import LetterKind
from quizapp.services.site.letters import send_link
from quizapp.services.site.site import Site
from quizapp.store.people import outbox, people


def waiting(site: Site) -> str:
    """The id of a letter with a link, which waits for the first person of the site."""
    with site.database.write() as connection:
        first = connection.execute(text("SELECT min(id) FROM person")).scalar_one()
        person = people.get_person(connection, first)
        assert person is not None and send_link(connection, person, LetterKind.INVITATION, site.now())
        (row, *_), _ = outbox.newest(connection, 1)
    return row.public_id
