"""A story that answers back: what a choice brought stands first, and what was not chosen is nowhere."""

import pytest
from flask import Flask

from quizapp.model.people import Role
from quizapp.services.site.site import Site, StoreUnavailable
from tests.databases import Files
from tests.services.answering_back import OTHERWISE, THEN_PROMISE, THEN_SHRUG, answering_back, answering_back_at_the_end
from tests.services.example_site import MODULE, SCENARIO
from tests.web.browser import Browser, Page
from tests.web.conftest import PASSWORD, Join

WAITED = "The friend says <em>okay</em>, and goes. You ring Kim about something else."


@pytest.fixture
def live(request: pytest.FixtureRequest) -> tuple[Files, ...]:
    return (answering_back_at_the_end if "at_the_end" in request.fixturenames else answering_back,)


@pytest.fixture
def at_the_end() -> None:
    """Explanations wait for the end of the story."""


def take(browser: Browser, attempt: str, *choices: str) -> Page:
    """The page that comes after these choices, from where the person is."""
    for choice in choices:
        here = browser.client.get(attempt).headers["Location"]
        browser.send(browser.get(here), here, choice=choice)
    return browser.get(browser.client.get(attempt).headers["Location"])


def in_order(page: Page, *texts: str) -> bool:
    places = [page.html.index(text) for text in texts]
    return places == sorted(places)


def test_what_happened_comes_first_then_why_then_the_scene_and_its_choices(alice: Browser, begun: str) -> None:
    page = take(alice, begun, "0")
    assert in_order(
        page,
        "What happened</h1>",
        THEN_SHRUG,
        "About your choice",
        "Nothing said</h2>",
        "A friend stops at your desk",
        "<fieldset",
    )
    assert page.text.count(THEN_SHRUG) == page.text.count("About your choice") == 1
    assert len(page.all("h1")) == 1
    assert [tag["tabindex"] for tag in page.all("h1")] == ["-1"]
    assert page.html.count("data-focus") == 1


def test_without_a_then_the_explanation_is_folded_before_the_scene(alice: Browser, begun: str) -> None:
    page = take(alice, begun, "1")
    assert "What happened" not in page.text
    assert in_order(
        page,
        "About your choice</span></summary>",
        "</details>",
        "Five minutes</h1>",
        "Maya looks at the floor",
        "<fieldset",
    )
    assert page.html.count('<details class="govuk-details about-last') == 1
    assert page.html.count("data-focus") == 1 and "data-focus>Five minutes</h1>" in page.html


def test_what_happened_is_there_again_after_a_reload_and_on_looking_back(alice: Browser, begun: str) -> None:
    first = take(alice, begun, "0")
    assert alice.get(f"{begun}/steps/1").text == first.text
    take(alice, begun, "1")
    assert THEN_SHRUG in alice.get(f"{begun}/steps/1").text
    assert THEN_SHRUG not in alice.get(f"{begun}/steps/2").text


def test_an_ending_tells_what_happened_before_its_outcome(alice: Browser, begun: str) -> None:
    page = take(alice, begun, "0", "0")
    assert in_order(page, "What happened</h1>", WAITED, "About your choice", "outcome outcome--", "The gap</h2>")


def test_nothing_is_told_of_what_was_not_chosen_or_before_it_is_stored(
    alice: Browser, begun: str, site: Site, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seen(page: Page) -> set[str]:
        return {then for then in (THEN_SHRUG, WAITED, THEN_PROMISE) if then in page.html}

    assert seen(alice.get(f"{begun}/steps/0")) == seen(alice.get(f"{begun}/map")) == set()
    late = Browser(app)
    door = late.post(
        f"{begun}/steps/0",
        {**alice.get(f"{begun}/steps/0").form(f"{begun}/steps/0"), "choice": "0", "csrf_token": late.token()},
        200,
    )
    back = late.lands(late.send(Page(door.text), "/sign-in", 303, email="Alice@example.org", password=PASSWORD))
    assert "not saved yet" in back.text and seen(back) == set()
    late.post(f"{begun}/steps/0", back.sends(f"{begun}/steps/0"))
    assert seen(alice.get(f"{begun}/steps/1")) == {THEN_SHRUG}

    def away() -> None:
        raise StoreUnavailable("away")

    with monkeypatch.context() as broken:
        broken.setattr(site.database, "write", away)
        refused = alice.post(
            f"{begun}/steps/1", alice.get(f"{begun}/steps/1").form(f"{begun}/steps/1") | {"choice": "0"}, 503
        )
    assert seen(Page(refused.text)) == set()
    assert seen(alice.get(f"{begun}/steps/1")) == {THEN_SHRUG}


def test_what_happened_is_told_where_explanations_wait_for_the_end(
    at_the_end: None, alice: Browser, begun: str
) -> None:
    page = take(alice, begun, "0")
    assert in_order(page, "What happened</h1>", THEN_SHRUG, "Nothing said</h2>")
    assert "About your choice" not in page.text


def test_looking_back_tells_what_happened_along_the_way(alice: Browser, begun: str) -> None:
    take(alice, begun, "0", "0")
    on_the_map = alice.get(f"{begun}/map").html
    assert on_the_map.count(THEN_SHRUG) == on_the_map.count(WAITED) == 1
    debrief = alice.get(f"{begun}/debrief")
    assert in_order(debrief, "keep half an eye on her", THEN_SHRUG, "Three weeks is a lasting change")
    assert WAITED in debrief.html and THEN_PROMISE not in debrief.html


def test_prose_that_remembers_has_its_opposite_for_everybody_else(alice: Browser, bob: Browser, begun: str) -> None:
    assert OTHERWISE in take(alice, begun, "1").text
    start = f"/training/{MODULE}/{SCENARIO}"
    other = bob.send(bob.get(start), f"{start}/start").headers["Location"].removesuffix("/steps/0")
    remembered = take(bob, other, "0", "1").text
    assert "never asked before" in remembered and OTHERWISE not in remembered


def support_is_open(page: Page) -> bool:
    line = page.html.partition('<aside class="care"')[2].partition("<details")[2]
    return " open" in line.partition(">")[0]


def test_support_stands_open_on_the_hardest_page_and_where_a_child_is_harmed(alice: Browser, begun: str) -> None:
    assert not support_is_open(alice.get(f"{begun}/steps/0"))
    assert support_is_open(take(alice, begun, "1"))
    assert support_is_open(take(alice, begun, "0"))


def test_where_a_child_is_harmed_people_to_talk_to_come_before_any_mark(alice: Browser, begun: str) -> None:
    page = take(alice, begun, "1", "0")
    assert in_order(
        page,
        "What happened</h1>",
        THEN_PROMISE,
        "outcome--harm",
        "A promise</h2>",
        "Support: call Sam.",
        "About your choice</span></summary>",
        '<ul class="marks">',
        "See your debrief",
    )
    assert page.text.count("About your choice") == page.text.count("Support: call Sam.") == 1


def test_an_ending_without_harm_leaves_support_folded(alice: Browser, begun: str) -> None:
    assert not support_is_open(take(alice, begun, "0", "0"))


def test_the_pack_tells_what_to_read_first_what_otherwise_and_the_hardest_page(app: Flask, join: Join) -> None:
    pack = Browser(app, join("Tom", Role.TRAINER)[1]).get(f"/packs/{MODULE}/{SCENARIO}")
    assert in_order(pack, "keep half an eye on her", "If this is chosen, read first:", THEN_SHRUG, "Ask Maya for five")
    assert in_order(
        pack,
        "Five minutes",
        "The hardest page.",
        "Read this only if",
        "never asked before",
        "Otherwise read this:",
        OTHERWISE,
    )
    assert pack.text.count("The hardest page.") == pack.text.count("Otherwise read this:") == 1
