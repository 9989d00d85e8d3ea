"""A requirement as an administrator makes it, for tests that start from one."""

from quizapp.model.people import Person
from quizapp.services.records import exempting, requiring
from quizapp.services.site.site import Site
from tests.services.example_site import MODULE

KEY, EXEMPT = "a-requirement-of-tests", "an-exemption-of-tests"
EVERYBODY = ("everybody:",)


def form(site: Site, module: str = MODULE, **texts: str) -> dict[str, str]:
    """What is written in the form: within 14 days from today, and every year again."""
    usual = {"module": module, "name": "Every year", "from_on": site.today().isoformat(), "due_days": "14"}
    return {**usual, "renew_months": "12", "window_days": "30", **texts}


def required(site: Site, by: Person, exempt: str = "", module: str = MODULE) -> tuple[str, str]:
    """One of everybody, and an exemption of whoever has this address, if one is given; the ids of both."""
    made = requiring.add(site, by, KEY, form(site, module), EVERYBODY, sure=True)
    assert made.public_id == KEY, made
    if exempt:
        given = {"who": exempt, "from_on": site.today().isoformat(), "reason": "Away until the summer"}
        assert exempting.exempt(site, by, KEY, EXEMPT, given) is not None
    return KEY, EXEMPT
