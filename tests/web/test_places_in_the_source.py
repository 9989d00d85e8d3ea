"""A place in the source of a briefing leads there wherever it is shown, if the briefing says where the source is."""

import pytest

from quizapp.model.published import SourceFile
from quizapp.services.site.site import Site
from tests.databases import Files
from tests.services.example_site import MODULE, example_files
from tests.services.quiz_files import MODULE as MINDS
from tests.services.quiz_files import SET, quiz_files
from tests.web import taking
from tests.web.browser import Browser, Page

SOURCE = "https://learning.example.org/reviews?a=1&b=2"


def with_the_address() -> tuple[SourceFile, ...]:
    """The example and the small module, whose briefings say where their source is."""

    def edited(file: SourceFile) -> SourceFile:
        if not file.path.endswith("/briefing.md"):
            return file
        address = f"\nsource-url: {SOURCE}\npublisher:".encode()
        return SourceFile(file.path, file.content.replace(b"\npublisher:", address, 1))

    return tuple(map(edited, (*example_files(), *quiz_files())))


def without_it() -> tuple[SourceFile, ...]:
    return (*example_files(), *quiz_files())


@pytest.fixture(params=[with_the_address, without_it])
def live(request: pytest.FixtureRequest) -> tuple[Files, ...]:
    return (request.param,)


@pytest.fixture
def is_linked(live: tuple[Files, ...]) -> bool:
    return live == (with_the_address,)


def assert_linked(page: Page, is_linked: bool) -> None:
    """There are places on the page, and each is a link to the source, or none is."""
    places = page.html.count('class="where"')
    assert places
    assert len(page.all("a", href=SOURCE)) == (places if is_linked else 0)


def test_of_a_debrief(alice: Browser, finished: str, is_linked: bool) -> None:
    assert_linked(alice.get(f"{finished}/debrief"), is_linked)


def test_of_a_picture_of_oneself(alice: Browser, finished: str, is_linked: bool) -> None:
    assert_linked(alice.get(f"/modules/{MODULE}/picture"), is_linked)
    assert_linked(alice.get(f"/modules/{MINDS}/picture"), is_linked)


def test_of_the_result_of_a_set(site: Site, alice: Browser, is_linked: bool) -> None:
    attempt = taking.take(site, alice, SET)
    assert_linked(alice.get(f"{attempt}/result"), is_linked)
