"""Pages show the contacts of the nation that they are set in; the support page shows those of all."""

import pytest

from quizapp.model.published import SourceFile
from quizapp.services.authoring.publishing import publish
from quizapp.services.site.contacts import read_contacts
from quizapp.services.site.setting_texts import default_support
from quizapp.services.site.site import Site
from quizapp.store.database import Database
from tests.clock import Clock
from tests.services.example_site import MODULE, SCENARIO, example_files
from tests.web.browser import Browser
from tests.web.conftest import SETTINGS

OWN = {"england": "option 2", "scotland": "Breathing Space", "wales": "C.A.L.L.", "northern-ireland": "Lifeline"}


@pytest.fixture
def site(database: Database, clock: Clock) -> Site:
    return Site(SETTINGS, database, {"safeguarding-lead": "Kim"}, read_contacts(default_support()), clock)


def moved(nation: str) -> tuple[SourceFile, ...]:
    """The example, set in another nation."""
    new = f"nation: {nation}".encode()
    return tuple(SourceFile(file.path, file.content.replace(b"nation: england", new)) for file in example_files())


@pytest.mark.parametrize("nation", OWN)
def test_each_page_of_a_scenario_has_the_contacts_of_its_nation_alone(site: Site, alice: Browser, nation: str):
    publish(site, moved(nation))
    start = f"/training/{MODULE}/{SCENARIO}"
    attempt = alice.send(alice.get(start), f"{start}/start").headers["Location"]
    others = [word for other, word in OWN.items() if other not in (nation, "england")]

    def check(path: str) -> None:
        page = alice.get(path).text
        assert page.count(OWN[nation]) >= 1 and page.count("Childline") >= 1, path
        assert not [word for word in others if word in page], path

    for path in (start, f"/modules/{MODULE}/start-here", f"{attempt}/steps/0", f"{attempt}/pause", f"{attempt}/map"):
        check(path)
    for number, choice in enumerate("011"):
        alice.send(alice.get(f"{attempt}/steps/{number}"), f"{attempt}/steps/{number}", choice=choice)
    for page in ("debrief", "reflections", "pause", "map"):
        check(f"{attempt}/{page}")


def test_the_support_page_has_those_of_all_under_their_headings(alice: Browser):
    page = alice.get("/support")
    assert all(word in page.text for word in OWN.values())
    titles = [words for words in ("England", "Scotland", "Wales", "Northern Ireland") if f">{words}</h2>" in page.html]
    assert len(titles) == len(OWN)


def test_an_emergency_can_be_touched_to_call(alice: Browser, begun: str):
    for path in (f"{begun}/steps/0", "/support", f"/modules/{MODULE}/start-here"):
        assert '<a href="tel:999"><strong>999</strong></a>' in alice.get(path).html
