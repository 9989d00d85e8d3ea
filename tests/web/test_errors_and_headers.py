"""Headers on every response, and an own page for each error that says whether something was saved."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask, abort

from quizapp.services.site.site import Site, StoreUnavailable
from quizapp.web import create_app
from quizapp.web.errors import PAGES
from tests.services.example_site import MODULE, SCENARIO
from tests.services.quiz_files import SET
from tests.web import taking
from tests.web.browser import Browser, Page

Count = Callable[[str], int]


def test_every_response_has_the_headers(app: Flask, alice: Browser, begun: str) -> None:
    for path in ("/training", "/nope", "/sign-in", f"{begun}/steps/0", "/health", "/static/style.css", "/static/nope"):
        response = alice.client.get(path, buffered=True)
        policy = response.headers["Content-Security-Policy"]
        for part in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
            assert part in policy
        assert "unsafe" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert "Strict-Transport-Security" not in response.headers
        kept = path == "/static/style.css"
        assert ("no-store" in response.headers["Cache-Control"]) is not kept


def test_every_page_says_what_it_is_and_search_engines_stay_out(alice: Browser, begun: str) -> None:
    for path in ("/support", "/training", f"{begun}/steps/0"):
        (described,) = alice.get(path).all("meta", name="description")
        assert described["content"]
    assert alice.client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_on_https_the_cookie_is_locked_to_the_host(site: Site) -> None:
    site.settings = replace(site.settings, secure_cookies=True)
    response = create_app(site).test_client().get("/sign-in", base_url="https://localhost")
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-quizapp=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Strict-Transport-Security" in response.headers


def test_a_strange_host_is_refused(site: Site) -> None:
    site.settings = replace(site.settings, trusted_hosts=("training.example.org",))
    client = create_app(site).test_client()
    assert client.get("/sign-in", base_url="http://training.example.org").status_code == 200
    refused = client.get("/sign-in", base_url="http://evil.test")
    assert refused.status_code == 400
    Page(refused.text).check()


@pytest.mark.parametrize("status", PAGES)
def test_each_error_has_a_page_of_its_own(app: Flask, alice: Browser, status: int) -> None:
    @app.get("/made-to-fail")
    def fail() -> str:
        if status == 503:
            raise StoreUnavailable("made to fail")
        if status == 500:
            raise RuntimeError("made to fail")
        abort(status)

    for browser in (alice, Browser(app)):
        page = browser.get("/made-to-fail", status)
        assert "made to fail" not in page.text


def test_an_error_page_stands_without_the_database(
    app: Flask, alice: Browser, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    _unreachable(site, monkeypatch)
    alice.get("/training", 503)
    alice.get("/nope", 404)


def test_when_the_database_is_away_the_choice_stays_on_the_page_and_can_be_sent_again(
    alice: Browser, begun: str, site: Site, monkeypatch: pytest.MonkeyPatch, steps: Count
) -> None:
    page = alice.get(f"{begun}/steps/0")
    with monkeypatch.context() as away:
        _unreachable(site, away)
        kept = Page(alice.send(page, f"{begun}/steps/0", 503, choice="1").text)
        assert "not saved" in kept.text and "kept on this page" in kept.text
    assert steps(begun) == 0
    assert kept.form(f"{begun}/steps/0")["choice"] == "1"
    alice.send(kept, f"{begun}/steps/0")
    assert steps(begun) == 1


@pytest.mark.parametrize("number", range(7))
def test_when_the_database_is_away_the_answer_to_a_question_is_kept_and_can_be_sent_again(
    alice: Browser, minds: None, site: Site, monkeypatch: pytest.MonkeyPatch, steps: Count, number: int
) -> None:
    attempt = taking.begin(alice, SET)
    assert all(taking.step(site, alice, attempt) for _ in range(number))
    here = f"{attempt}/steps/{number}"
    page = alice.get(here)
    sent = (
        page.form(here) | taking.fields_for(site, attempt, page) | ({"text": ["My <own> words"]} if number > 4 else {})
    )
    with monkeypatch.context() as away:
        _unreachable(site, away)
        kept = Page(alice.post(here, sent, 503).text)
    assert "not saved" in kept.text and steps(attempt) == number
    hidden = [(str(a["name"]), a["value"] or "") for a in kept.all("input", type="hidden")]
    again: dict[str, list[str]] = {}
    for name, value in hidden:
        again.setdefault(name, []).append(value)
    asked = {name: value for name, value in again.items() if name != "csrf_token"}
    assert asked == {name: [v] if isinstance(v, str) else v for name, v in sent.items() if name != "csrf_token"}
    alice.post(here, {**asked, "csrf_token": again["csrf_token"][-1]})
    assert steps(attempt) == number + 1


def test_a_body_that_is_too_large_is_refused_with_a_page(alice: Browser, begun: str, steps: Count) -> None:
    refused = alice.post(f"{begun}/steps/0", {"choice": "0", "more": "x" * 10_000_000}, 413)
    assert "not saved" in refused.text
    parts = "".join(f'--b\r\nContent-Disposition: form-data; name="n{n}"\r\n\r\nx\r\n' for n in range(1100)) + "--b--"
    many = alice.client.post(f"{begun}/steps/0", data=parts, content_type="multipart/form-data; boundary=b")
    assert many.status_code in (400, 413)
    assert steps(begun) == 0


def test_the_wrong_method_gets_a_page_and_what_is_allowed(alice: Browser) -> None:
    token = alice.token()
    response = alice.post("/training", {"csrf_token": token}, 405)
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize(
    "path", ["/attempts/%00", "/attempts/a%2f..%2fb", "/attempts/" + "x" * 999, "/attempts/x/steps/-1", "/%ff%fe"]
)
def test_strange_addresses_are_not_found(alice: Browser, path: str) -> None:
    alice.get(path, 404)


def test_bytes_that_are_not_utf8_change_nothing(alice: Browser, begun: str, steps: Count) -> None:
    token = alice.get(f"{begun}/steps/0").form(f"{begun}/steps/0")["csrf_token"]
    body = f"csrf_token={token}&choice=".encode() + b"%ff%fe"
    sent = alice.client.post(f"{begun}/steps/0", data=body, content_type="application/x-www-form-urlencoded")
    assert sent.status_code == 409
    assert steps(begun) == 0


def test_the_example_is_the_site_that_these_tests_play(alice: Browser) -> None:
    assert "Just a phase?" in alice.get(f"/training/{MODULE}/{SCENARIO}").title


def _unreachable(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise StoreUnavailable("away")

    monkeypatch.setattr(site.database, "read", refuse)
    monkeypatch.setattr(site.database, "write", refuse)
