"""How many statements an answered step takes: posted, told, and gone on from. The database is most of what it costs."""

from quizapp.services.site.site import Site
from tests.services.quiz_files import SCENARIO, SET
from tests.web import taking
from tests.web.browser import Browser
from tests.web.growing import counted


def statements(site: Site, browser: Browser, attempt: str) -> tuple[int, ...]:
    """Of the answer to what is open now, and of each page that comes after it until the next step's."""
    here = browser.client.get(attempt).headers["Location"]
    fields = browser.get(here).form(here) | taking.fields_for(site, attempt, browser.get(here))
    asked = []
    with counted() as said:
        address = browser.post(here, fields).headers["Location"]
        asked.append(len(said))
        page = browser.get(address)
        asked.append(len(said))
        if address.endswith("/feedback"):
            (on,) = {a["href"] or "" for a in page.all("a") if (a["href"] or "").startswith(f"{attempt}/steps/")}
            browser.get(on)
            asked.append(len(said))
    return tuple(now - before for before, now in zip([0, *asked], asked, strict=False))


def test_an_answered_question_of_a_set_takes_five_statements(site: Site, alice: Browser, minds: None):
    attempt = taking.begin(alice, SET)
    assert [statements(site, alice, attempt) for _ in range(3)] == [(3, 1, 1)] * 3


def test_a_step_of_a_story_takes_three(site: Site, alice: Browser, minds: None):
    attempt = taking.begin(alice, SCENARIO)
    assert statements(site, alice, attempt) == (2, 1)
