"""The organisation's logo, as an administrator changes it and everybody sees it."""

from io import BytesIO

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from quizapp.model.people import Role
from quizapp.services.site.site import Site
from quizapp.store.blobs import sha_of
from quizapp.web import create_app, room
from quizapp.web.logo import LARGEST_REQUEST
from tests.pictures import JPEG, MOVING_WEBP, SVG, WEBP, png
from tests.web.browser import Browser, Page
from tests.web.conftest import SETTINGS, Clock, Join
from tests.web.contents import contents

FORM = "/settings/logo"
PNG = png(120, 40)


@pytest.fixture
def vera(app: Flask, join: Join) -> Browser:
    return Browser(app, join("Vera", Role.ADMINISTRATOR)[1])


def send(browser: Browser, content: bytes, status: int = 303, name: str = "logo.png", **more: str) -> TestResponse:
    fields = {"csrf_token": browser.token(), "picture": (BytesIO(content), name, "image/png"), **more}
    return browser.post(FORM, fields, status)


def logos(page: Page) -> list[dict[str, str | None]]:
    return [found for found in page.all("img") if "wordmark__logo" in (found.get("class") or "")]


def test_a_logo_stands_at_the_top_of_every_page_instead_of_our_mark(
    app: Flask, vera: Browser, alice: Browser, begun: str
) -> None:
    nobody = Browser(app)
    pages = ((nobody, "/sign-in"), (nobody, "/support"), (alice, "/training"), (alice, f"{begun}/steps/0"))
    for browser, path in pages:
        assert not logos(browser.get(path)) and 'class="mark"' in browser.get(path).html
    assert send(vera, PNG).headers["Location"] == "/settings?saved=logo"
    for browser, path in (*pages, (vera, "/settings/logo")):
        page = browser.get(path)
        (shown,) = logos(page)
        assert (shown["src"], shown["alt"]) == (f"/logo/{sha_of(PNG)}", "quizapp")
        assert 'class="mark"' not in page.html
    (shown,) = logos(nobody.get("/nothing", 404))
    vera.send(vera.get("/settings/organisation"), "/settings/organisation", name="Harbour Trust", zone="UTC")
    assert [a["alt"] for a in logos(alice.get("/training"))] == ["Harbour Trust"]


@pytest.mark.parametrize(
    ("content", "kind"), [(PNG, "image/png"), (JPEG, "image/jpeg"), *((c, "image/webp") for c in WEBP.values())]
)
def test_anybody_may_fetch_it_for_ever_and_nothing_in_it_is_run(
    app: Flask, vera: Browser, content: bytes, kind: str
) -> None:
    send(vera, content, name="logo.html")
    found = Browser(app).client.get(f"/logo/{sha_of(content)}")
    assert (found.status_code, found.data, found.headers["Content-Type"]) == (200, content, kind)
    assert found.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert found.headers.getlist("Content-Security-Policy") == ["sandbox; default-src 'none'"]
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in found.headers


def test_no_hash_but_that_of_the_logo_now_is_there(app: Flask, vera: Browser, site: Site) -> None:
    send(vera, JPEG)
    send(vera, PNG)
    with site.database.read() as connection:
        published = connection.exec_driver_sql("SELECT own_sha FROM version").scalars().first()
    for sha in (sha_of(JPEG), published, "0" * 64, sha_of(PNG).upper(), sha_of(PNG)[:63]):
        Browser(app).get(f"/logo/{sha}", 404)


def test_it_is_removed_again_and_its_history_stays(app: Flask, vera: Browser) -> None:
    assert not vera.get(FORM).all("input", name="remove")
    send(vera, PNG)
    form = vera.get(FORM)
    assert form.all("input", name="remove")
    vera.send(form, FORM, 303, remove="yes")
    assert not logos(vera.get("/training"))
    Browser(app).get(f"/logo/{sha_of(PNG)}", 404)
    text = vera.get("/settings").text
    history = text[text.index("History") :]
    assert f"Vera Logo PNG picture {sha_of(PNG)[:8]} quizapp’s own mark, as it comes" in history


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Choose a picture"),
        (SVG, "The picture must be a PNG, JPEG or WebP file"),
        (b"not a picture", "The picture must be a PNG, JPEG or WebP file"),
        (png(9, 9, b"x" * 200_000), "The picture must be at most 200 kB"),
        (png(2001, 2001), "The picture must be at most 2,000 pixels wide and high"),
        (PNG[:-20], "The picture’s file is not whole"),
        (JPEG[:-30], "The picture’s file is not whole"),
        (png(moves=True), "The picture moves"),
        (MOVING_WEBP, "The picture moves"),
    ],
)
def test_what_is_no_logo_leads_to_its_field_and_changes_nothing(
    vera: Browser, site: Site, content: bytes, words: str
) -> None:
    before = contents(site)
    page = Page(send(vera, content, 400).text)
    assert page.title.startswith("Error: ")
    assert page.all("a", href="#picture") and words in page.text
    (field,) = page.all("input", id="picture")
    assert field["aria-describedby"] == "picture-hint picture-error"
    assert contents(site) == before


def test_what_is_far_too_large_is_not_read_and_leads_to_its_field_for_an_administrator_only(
    app: Flask, vera: Browser, alice: Browser, site: Site
) -> None:
    before, huge = contents(site), b"x" * (LARGEST_REQUEST + 1)

    def ask(browser: Browser) -> TestResponse:
        return browser.client.post(FORM, data=huge, content_type="multipart/form-data; boundary=b")

    answer = ask(vera)
    page = Page(answer.text)
    page.check()
    assert answer.status_code == 413 and "at most 200 kB" in page.text and page.all("a", href="#picture")
    assert ask(alice).status_code == 403
    assert ask(Browser(app)).headers["Location"] == "/sign-in"
    assert contents(site) == before


def test_no_other_page_takes_more_than_before(vera: Browser) -> None:
    for path, size in (("/settings/organisation", room.LARGEST), ("/sign-out", room.ORDINARY)):
        fields = {"csrf_token": vera.token(), "name": "x" * size}
        assert vera.client.post(path, data=fields).status_code == 413


def test_a_second_click_counts_once(vera: Browser, site: Site) -> None:
    send(vera, PNG)
    before = contents(site)
    send(vera, PNG)
    assert contents(site) == before


def test_getting_it_changes_nothing(vera: Browser, site: Site) -> None:
    send(vera, PNG)
    before = contents(site)
    vera.get(FORM)
    assert vera.client.get(f"/logo/{sha_of(PNG)}").status_code == 200
    assert contents(site) == before


def test_whoever_is_not_signed_in_signs_in_first_and_anybody_else_is_refused(
    app: Flask, alice: Browser, site: Site, join: Join
) -> None:
    trainer, nobody = Browser(app, join("Tess", Role.TRAINER)[1]), Browser(app)
    before = contents(site)
    assert nobody.client.get(FORM).headers["Location"].startswith("/sign-in")
    assert send(nobody, PNG).headers["Location"].startswith("/sign-in")
    for browser in (alice, trainer):
        browser.get(FORM, 403)
        send(browser, PNG, 403)
        send(browser, b"", 403, remove="yes")
    assert contents(site) == before


def test_a_second_web_process_shows_it_without_a_restart(
    app: Flask, site: Site, clock: Clock, join: Join, vera: Browser
) -> None:
    there = Browser(create_app(Site(SETTINGS, site.database, {}, "<p>Support</p>", clock)), join("Ann")[1])
    assert not logos(there.get("/training"))
    send(vera, PNG)
    assert there.client.get(f"/logo/{sha_of(PNG)}").data == PNG
    clock.later(seconds=2)
    assert logos(there.get("/training"))
    vera.send(vera.get(FORM), FORM, 303, remove="yes")
    clock.later(seconds=2)
    assert not logos(there.get("/training"))
    there.get(f"/logo/{sha_of(PNG)}", 404)
