"""A part that somebody did another way, recorded, for pages that ask for such a record."""

from quizapp.services.site.site import Site
from quizapp.store.records import otherwise
from tests.services.quiz_files import MODULE, OTHER_SET

PART = f"questions/{MODULE}/{OTHER_SET}.md"


def another_way_record(site: Site, person: int, by: int) -> str:
    """The public id of a record of today, which can be taken back."""
    with site.database.write() as connection:
        assert otherwise.add(connection, person=person, path=PART, on=site.today(), by=by, at=site.now())
        return otherwise.of_person(connection, person)[0].public_id
