"""What was recorded of a person or a team, for pages that ask for such a record."""

from quizapp.model.people import Role
from quizapp.services.site.site import Site
from quizapp.store.people import people
from quizapp.store.records import otherwise, team_actions
from tests.services.quiz_files import MODULE, OTHER_SET

PART = f"questions/{MODULE}/{OTHER_SET}.md"


def another_way_record(site: Site, person: int, by: int) -> str:
    """The public id of a record of today, which can be taken back."""
    with site.database.write() as connection:
        assert otherwise.add(connection, person=person, path=PART, on=site.today(), by=by, at=site.now())
        return otherwise.of_person(connection, person)[0].public_id


def agreed(site: Site) -> str:
    """The public id of something that Team A agreed to do today."""
    with site.database.write() as connection:
        team, anybody = people.team_id(connection, "Team A"), people.people_with_role(connection, Role.STAFF)[0]
        assert team is not None
        on = site.today()
        return team_actions.add(
            connection, team=team, text="Ring the family", on=on, due=None, by=anybody.id, at=site.now()
        )
