"""What the web remembers between requests stays within its bytes: pieces of pages, cookies and form tokens."""

import gc
import random
import tracemalloc
from collections.abc import Callable

import pytest
from flask import Flask
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from quizapp.model.cache import Cache
from quizapp.services.site.organisation import Local
from quizapp.web import cookies, pieces
from quizapp.web.cookies import RememberedCookies
from tests.web.browser import Browser

KB = 1024

NOTHING_LOCAL = Local("", {}, {}, "", "")


def traced(work: Callable[[], object]) -> int:
    """The bytes that are held longer because of this work."""
    gc.collect()
    tracemalloc.start()
    try:
        work()
        gc.collect()
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return used


@pytest.mark.long
def test_pieces_are_remembered_within_their_bytes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pieces, "MOST", 500 * KB)
    environment = Environment(loader=DictLoader({"p": "<p>{{ text }}</p>" + "x" * 2_000}), autoescape=True)
    piece = pieces.piece_of(environment, lambda: NOTHING_LOCAL)
    piece("p", text="first")

    def many() -> None:
        for number in range(2_000):
            assert f"<p>{number}</p>" in piece("p", text=str(number))

    assert traced(many) < 700 * KB  # all of them would be over four megabytes
    assert piece("p", text="1999") is piece("p", text="1999")


def test_the_same_text_as_html_is_another_piece():
    piece = pieces.piece_of(Environment(loader=DictLoader({"p": "{{ text }}"}), autoescape=True), lambda: NOTHING_LOCAL)
    assert piece("p", text="<b>") == "&lt;b&gt;"
    assert piece("p", text=Markup("<b>")) == "<b>"
    assert piece("p", text="<b>") == "&lt;b&gt;"


@pytest.mark.long
def test_cookies_are_remembered_within_their_bytes(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cookies, "MOST", 200 * KB)
    app.session_interface = remembered = RememberedCookies(app)
    sign = remembered._serializer.dumps

    def open_with(cookie: str) -> dict[str, object]:
        with app.test_request_context(headers={"Cookie": f"{app.config['SESSION_COOKIE_NAME']}={cookie}"}) as context:
            return dict(remembered.open_session(app, context.request))

    def many(first: int = 0) -> None:
        for number in range(first, first + 500):
            token = random.Random(number).randbytes(1_000).hex()
            assert open_with(sign({"token": token})) == {"token": token}

    many()  # fills what else is made once, too
    assert traced(lambda: many(500)) < 400 * KB  # all of them would be two megabytes
    assert open_with("forged") == {}


def test_form_tokens_are_remembered_within_their_bytes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cookies, "_tokens", Cache(100 * KB, cookies.token_bytes))

    def many() -> None:
        for number in range(1_000):
            cookies._signed("secret", f"{number:0100}")

    assert traced(many) < 150 * KB
    assert cookies._signed("secret", "first") is cookies._signed("secret", "first")


def test_pages_and_forms_work_when_nothing_at_all_is_remembered(
    app: Flask, alice_token: str, monkeypatch: pytest.MonkeyPatch
):
    for cache in (cookies._tokens, app.session_interface._verified):  # type: ignore[attr-defined]  # our own
        cache.clear()
        monkeypatch.setattr(cache, "most", 0)
    alice = Browser(app, alice_token)
    alice.send(alice.get("/training"), "/sign-out")
    assert not alice.signed_in
