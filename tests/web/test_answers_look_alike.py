"""A question's page is the same, to the byte, whichever of its answers are right.

Each question is published twice with another key. Two people with the same chance then see the same pages and headers,
but for their own tokens. Things to order, and cells to match, are shown in another order where the key is another: so
the pages must be the same once their words are put aside.
"""

import re
import secrets

import pytest
from flask import Flask

from quizapp.model.published import SourceFile
from quizapp.services.authoring.publishing import publish
from quizapp.services.site.site import Site
from quizapp.services.taking import chance
from tests.amounts import LONG, some
from tests.databases import Files
from tests.services.example_site import example_files
from tests.services.quiz_files import SCENARIO, SET, SET_PATH, quiz_files
from tests.web import taking
from tests.web.browser import Browser
from tests.web.conftest import Join

# What is swapped in the file of the set, and the words that may change places.
KEYS = {
    "one": (("[ ] Note that", "[x] Note that"), ("[x] Find", "[~] Find"), ("[~] Ask his", "[ ] Ask his")),
    "several": (("[x] Tell the", "[ ] Tell the"), ("[ ] Get a", "[x] Get a")),
    "true or false": (("[ ] True", "[x] True"), ("[x] False", "[ ] False")),
    "order": (
        ("1. Find a quiet place", "1. Listen to the answer"),
        ("3. Listen to the answer", "3. Find a quiet place"),
    ),
    "match": (
        ("person | say what they want", "person | help them to be heard"),
        ("advocate | help them to be heard", "advocate | say what they want"),
    ),
    "short": (("lead | DSL", "lead, whoever that is | somebody else"),),
}
MOVED = {
    "order": ("Find a quiet place", "Listen to the answer", "Say what you have noticed", "Say what happens next"),
    "match": ("say what they want", "help them to be heard", "look at capacity again"),
}


def keyed(kind: str, *, shuffled: bool, other: bool) -> tuple[SourceFile, ...]:
    """The small module, with the one key or the other."""

    def change(text: str) -> str:
        for old, new in KEYS[kind] if other else ():
            assert text.count(old) == 1, old
            text = text.replace(old, "\0" + new)
        return text.replace("\0", "").replace("shuffle: yes", f"shuffle: {'yes' if shuffled else 'no'}")

    return tuple(
        SourceFile(f.path, change(f.content.decode()).encode() if f.path == SET_PATH else f.content)
        for f in quiz_files()
    )


def in_file_order() -> tuple[SourceFile, ...]:
    return keyed("one", shuffled=False, other=False)


@pytest.fixture
def live(request: pytest.FixtureRequest) -> tuple[Files, ...]:
    """The one key, shuffled (as the small module is) or not; the test publishes the other beside it."""
    shuffled = request.node.callspec.params.get("shuffled", True)
    return (example_files, quiz_files if shuffled else in_file_order)


def pages(browser: Browser, name: str, person: str, kind: str) -> list[str]:
    """Every page with a question, as it is asked and as it comes back, with its headers; without whose it is."""
    attempt = taking.begin(browser, name)
    found = []
    while not (here := browser.client.get(attempt).headers["Location"]).endswith("/result"):
        page = browser.get(here)
        if not any(form["action"] == here for form in page.forms):
            break
        form = page.form(here)
        if "question" not in form:
            browser.post(here, form | {"choice": "0"})
            continue
        unsent = browser.client.post(here, data=form)  # a reflection is taken like this
        sent: dict[str, object] = {**form, "answer": "0", "text": "Words", "certainty": "sure"}
        selects = sorted(str(a["name"]) for a in page.all("select"))
        sent |= {field: str(place) for place, field in enumerate(selects)}
        for came in (browser.client.get(here), browser.client.get(f"{attempt}/pause"), unsent):
            headers = [(header, value) for header, value in came.headers if header not in ("Set-Cookie", "Vary")]
            found.append(anonymous(f"{came.status} {headers} {came.text}", attempt, person, kind))
        if unsent.status_code == 400:
            browser.post(here, {k: v for k, v in sent.items() if k != "certainty" or page.all("input", name=k)})
    return found


def anonymous(text: str, attempt: str, person: str, kind: str) -> str:
    text = text.replace(attempt.rsplit("/", 1)[1], "ATTEMPT").replace(person, "NAME")
    text = re.sub(r'name="(csrf_token|carry)" value="[^"]*"', r'name="\1"', text)
    words: dict[str, str] = {}
    either = "|".join(map(re.escape, MOVED.get(kind, ("\0",))))
    return re.sub(either, lambda found: words.setdefault(found[0], f"WORDS {len(words)}"), text)


@pytest.mark.parametrize("shuffled", [True, pytest.param(False, marks=LONG)])
@pytest.mark.parametrize("kind", some({kind: kind for kind in KEYS}, quick=2))
def test_a_set_looks_the_same_whatever_is_right(
    app: Flask, site: Site, join: Join, monkeypatch: pytest.MonkeyPatch, kind: str, shuffled: bool
) -> None:
    monkeypatch.setattr(chance, "seed_of_next", lambda *_: 7)
    seen = []
    for person, other in (("Alice", False), ("Clara", True)):
        if other:
            assert publish(site, keyed(kind, shuffled=shuffled, other=True)).publications
        seen.append(pages(Browser(app, join(person)[1]), SET, person, kind))
    assert len(seen[0]) == 21
    for one, another in zip(*seen, strict=True):
        assert one == another


@pytest.mark.parametrize("kind", ["one", "several"])
def test_a_question_in_a_story_looks_the_same_whatever_is_right(
    app: Flask, site: Site, join: Join, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(secrets, "randbits", lambda _: 7)
    seen = []
    for person, other in (("Alice", False), ("Clara", True)):
        if other:
            assert publish(site, keyed(kind, shuffled=True, other=True)).publications
        seen.append(pages(Browser(app, join(person)[1]), SCENARIO, person, kind))
    asked = 3 if kind == "one" else 6  # after that, the answer before is told
    assert len(seen[0]) == len(seen[1]) == 6
    assert seen[0][:asked] == seen[1][:asked]
