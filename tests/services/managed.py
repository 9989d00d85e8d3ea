"""What a manager of a few people sees, where a test is about nothing else: all of it on one page."""

from quizapp.exchange.csv import team_csv
from quizapp.model.people import Person, TeamTable
from quizapp.services.records import teams
from quizapp.services.site.site import Site


def my_team(site: Site, viewer: Person) -> tuple[TeamTable, ...]:
    """The tables of the page."""
    page = teams.my_team(site, viewer)
    assert page is not None and not page.is_part
    return page.tables


def exported_by(site: Site, viewer: Person) -> str:
    """The spreadsheet, as text."""
    return text_of(*teams.exported(site, viewer), site=site)


def text_of(*tables: TeamTable, site: Site) -> str:
    """The spreadsheet of these tables."""
    return b"".join(team_csv(tables, site.zone)).decode("utf-8-sig")
