"""Nothing that gives an answer away is in any response before the answer is stored (the promise of question sets).

In a copy of the small module each why, accepted answer, marked id, passage that is led to and `Then:` has its own word.
Somebody takes it, and before each answer every page that they can come to is looked through: all of it, and all of its
headers.
"""

import io
import re
import zipfile
from collections.abc import Iterable
from html import unescape
from urllib.parse import urldefrag

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from quizapp.model.people import Role
from quizapp.model.questions import Question
from quizapp.services.site.site import Site, StoreUnavailable
from tests.amounts import LONG
from tests.databases import Files
from tests.services.example_site import example_files
from tests.services.quiz_files import DRAWING_SET, MODULE, OTHER_SET, SCENARIO, SET, with_canaries
from tests.web import taking
from tests.web.browser import Browser, Page
from tests.web.conftest import PASSWORD, Join

CANARY = re.compile(r"canary-(?:why|accepted|target|then)-\d+|canary-mark-", re.IGNORECASE)
LINK = re.compile(r'(?:href|src|action)="(/[^"]*)"')
OUTSIDE = ("/static", "/sign-", "/support", "/privacy", "/accessibility", "/training/child-mental-health")
OWN_WORDS = "Whoever is on duty"  # typed as a short answer, so that no accepted one comes from the test itself

Canaries = frozenset[str]


def canaries(*parts: object) -> Canaries:
    """Every canary in these texts, or parts of the model."""
    return frozenset(found.lower() for part in parts for found in CANARY.findall(str(part)))


def seen_in(response: TestResponse) -> Canaries:
    return canaries(unescape(_text(response)), response.headers, response.status)


def _text(response: TestResponse) -> str:
    """All that it says: of a workbook, what stands in each of its files."""
    if not response.data.startswith(b"PK"):
        return response.get_data(as_text=True)
    with zipfile.ZipFile(io.BytesIO(response.data)) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


def crawl(browser: Browser, starts: Iterable[str]) -> dict[str, Canaries]:
    """What is found at each address that these lead to, and at each of these itself."""
    found: dict[str, Canaries] = {}
    left = list(starts)
    while left:
        path = urldefrag(left.pop())[0]
        if path in found or path.startswith(OUTSIDE):
            continue
        response = browser.client.get(path)
        assert response.status_code < 500, path
        found[path] = seen_in(response)
        left += [unescape(link) for link in LINK.findall(response.text)] if response.mimetype == "text/html" else []
        left += [response.headers["Location"]] if "Location" in response.headers else []
    return found


def reachable(attempt: str) -> list[str]:
    """Where somebody with this attempt can click, or guess an address."""
    own = ("", "/result", "/debrief", "/map", "/pause", "/reflections")
    steps = [f"/steps/{number}{more}" for number in range(9) for more in ("", "/feedback")]
    sets = [taking.start_address(name) for name in (SET, OTHER_SET, DRAWING_SET, SCENARIO)]
    module = [f"/modules/{MODULE}{page}" for page in ("", "/start-here", "/picture")]
    return ["/training", *module, *sets, *(attempt + page for page in (*own, *steps))]


class Taker:
    """Somebody who takes a set or the story, and looks everywhere before each answer."""

    def __init__(self, app: Flask, site: Site, browser: Browser, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        self.app, self.site, self.browser, self.monkeypatch = app, site, browser, monkeypatch
        self.attempt = taking.begin(browser, name)
        self.may_be_told: Canaries = frozenset()

    def look(self) -> dict[str, Canaries]:
        return crawl(self.browser, reachable(self.attempt))

    def check(self, found: dict[str, Canaries]) -> None:
        told = {where: sorted(there - self.may_be_told) for where, there in found.items()}
        assert not {where: there for where, there in told.items() if there}

    def next(self) -> tuple[str, dict[str, list[str] | str]] | None:
        """The page that is to be answered, and a good answer to it; None where nothing is left."""
        here = self.browser.client.get(self.attempt).headers["Location"]
        page = self.browser.get(here)
        if not any(form["action"] == here for form in page.forms):
            return None
        sent = page.form(here) | taking.fields_for(self.site, self.attempt, page)
        return here, sent | ({"text": OWN_WORDS} if "text" in sent else {})

    def refused(self, here: str, sent: dict[str, list[str] | str]) -> dict[str, Canaries]:
        """What the pages tell that come instead: not filled in, not possible, out of reach, and to be confirmed."""
        kept = {name: value for name, value in sent.items() if name in ("csrf_token", "carry", "question")}
        ways = {"odd": kept | ({"answer": "9", "place-0": "99"} if "question" in kept else {"choice": "99"})}
        if len(sent) > len(kept):
            ways["empty"] = kept
        asked = taking.waiting(self.site, self.attempt)
        if asked is not None and not asked[0].is_scored:
            ways = {}  # a reflection takes anything
        found = {}
        for way, fields in ways.items():
            came = self.browser.client.post(here, data=fields)
            assert came.status_code in (400, 409), (way, here)
            found[way] = seen_in(came)
        with self.monkeypatch.context() as away:
            away.setattr(self.site.database, "write", _away)
            found["away"] = seen_in(self.browser.post(here, sent, 503))
        late = Browser(self.app)
        door = late.post(here, {**sent, "csrf_token": late.token()}, 200)
        who = {"email": "Alice@example.org", "password": PASSWORD}
        back = late.client.get(late.send(Page(door.text), "/sign-in", 303, **who).headers["Location"])
        assert len(sent) <= len(kept) or not asked or "not saved yet" in back.text
        return found | {"door": seen_in(door), "back": seen_in(back)}

    def answer(self, here: str, sent: dict[str, list[str] | str]) -> TestResponse:
        return self.browser.post(here, sent)

    def sent_again(self, here: str, sent: dict[str, list[str] | str]) -> dict[str, Canaries]:
        """What the page tells that comes after another answer to the same step."""
        other = {name: value for name, value in sent.items() if name in ("csrf_token", "carry", "question")}
        more = {"answer": "0", "place-0": "0", "certainty": "not sure", "text": "no"}
        refused = self.browser.post(here, other | (more if "question" in other else {"choice": "1"}), 409)
        return {"another": seen_in(refused)}


def _away() -> None:
    raise StoreUnavailable("away")


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (example_files, with_canaries)


@pytest.mark.parametrize("name", [pytest.param(SET, marks=LONG), DRAWING_SET])
def test_nothing_of_a_set_is_told_before_its_answer_is_stored(
    app: Flask, site: Site, alice: Browser, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    taker = Taker(app, site, alice, monkeypatch, name)
    answered: list[Question] = []
    while (step := taker.next()) is not None:
        asked = taking.waiting(site, taker.attempt)
        assert asked is not None
        taker.check(taker.look() | taker.refused(*step))
        taker.answer(*step)
        answered.append(asked[0])
        if name == SET:
            taker.may_be_told |= canaries(asked[0]) - {"canary-mark-"}
            told = seen_in(alice.client.get(f"{step[0]}/feedback"))
            assert told == canaries(asked[0]) - {"canary-mark-"}, "each why is told once it may be"
        taker.check(taker.sent_again(*step))
    taker.may_be_told = canaries(answered) - {"canary-mark-"}
    found = taker.look()
    taker.check(found)
    assert found[f"{taker.attempt}/result"] == taker.may_be_told
    assert len(answered) == (7 if name == SET else 2)


@pytest.mark.parametrize("choices", [pytest.param("00", marks=LONG), pytest.param("01", marks=LONG), "1"])
def test_nothing_of_a_story_that_asks_is_told_before_its_answer_is_stored(
    app: Flask, site: Site, alice: Browser, monkeypatch: pytest.MonkeyPatch, choices: str
) -> None:
    taker = Taker(app, site, alice, monkeypatch, SCENARIO)
    clicks = list(choices)
    while (step := taker.next()) is not None:
        here, sent = step
        taker.check(taker.look() | taker.refused(here, sent))
        asked = taking.waiting(site, taker.attempt)
        if asked is not None:
            told = canaries(asked[0])
        else:
            sent["choice"] = clicks.pop(0)
            chosen, reached = taking.ways_on(site, taker.attempt)[int(sent["choice"])]
            assert chosen.why and chosen.then
            told = canaries(chosen.why.text, chosen.then.text, reached.title)
            assert len(told) == 3
        taker.answer(here, sent)
        taker.may_be_told |= told - {"canary-mark-"}
        after = seen_in(alice.client.get(taker.attempt, follow_redirects=True))
        assert told - {"canary-mark-"} <= after, "it is told once it may be"
        if asked is not None or sent["choice"] == "0":
            taker.check(taker.sent_again(here, sent))
    assert not clicks
    found = taker.look()
    ends = {place: there - taker.may_be_told for place, there in found.items() if there - taker.may_be_told}
    assert {place.rsplit("/", 1)[1] for place in ends} <= {"map", "debrief"}, "only on looking back, once it is over"
    for place, there in ends.items():
        more = ("canary-target-",) if place.endswith("/map") else ("canary-target-", "canary-why-")
        assert all(one.startswith(more) for one in there), "the whole map, and why the best choices would have shown it"


def test_a_trainers_pack_has_no_marks_and_no_whys(app: Flask, join: Join) -> None:
    trainer = Browser(app, join("Trainer", Role.TRAINER)[1])
    found = crawl(trainer, [f"/packs/{MODULE}/{SCENARIO}"])
    pack = found[f"/packs/{MODULE}/{SCENARIO}"]
    kinds = {one.rsplit("-", 1)[0] for one in pack}
    assert kinds == {"canary-target", "canary-then"}, "the titles of its pages, what happens, and nothing else"
    assert all("canary-why-" not in one for there in found.values() for one in there)


def test_nothing_is_told_to_a_manager_or_to_somebody_who_is_not_signed_in(
    app: Flask, site: Site, alice: Browser, join: Join
) -> None:
    attempt = taking.take(site, alice, SET)
    manager = Browser(app, join("Manager", Role.MANAGER, manages=("Team A",))[1])
    for browser in (manager, Browser(app)):
        for path, there in crawl(browser, ["/team", "/team.csv", *reachable(attempt)]).items():
            assert not there, path
