"""The site under a prefix of its host, behind a real proxy: everything stays under it, and nothing is lost."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from quizapp.model.people import Role
from quizapp.services.site import accounts, logo, organisation_settings
from quizapp.services.site.site import Site
from quizapp.store.blobs import sha_of
from quizapp.web import create_app
from tests.pictures import png
from tests.services.example_site import MODULE, SCENARIO
from tests.services.quiz_files import MODULE as MINDS
from tests.services.requiring import required
from tests.web import taking
from tests.web.browser import Browser, Page
from tests.web.conftest import PASSWORD, Join
from tests.web.proxy import ELSEWHERE, HOST, Visitor, behind_a_proxy
from tests.web.recorded import agreed, another_way_record

PREFIX = "/training"  # the hardest, because one of the site's own pages has this name, too
MOST_PAGES = 150


@pytest.fixture
def prefixed(site: Site) -> Flask:
    url = f"https://{HOST}{PREFIX}"
    settings = replace(site.settings, url=url, prefix=PREFIX, demo=True, proxies=1, secure_cookies=True)
    return create_app(Site(settings, site.database, site.inserts, "<p>Support: call Sam.</p>", site.now))


@pytest.fixture
def port(prefixed: Flask) -> Iterator[int]:
    with behind_a_proxy(prefixed, PREFIX) as port:
        yield port


@pytest.fixture
def people(site: Site, alice: Browser, finished: str, certificate: str, join: Join) -> list[str]:
    """The names of everybody who can sign in: Alice has finished things, and begun one. The site has a logo."""
    taking.begin(alice, taking.SET)
    alice.send(alice.get(f"/training/{MODULE}/{SCENARIO}"), f"/training/{MODULE}/{SCENARIO}/start")
    one_thing = {"will": "Ring first.", "on": site.today().isoformat()}
    alice.send(alice.get(f"{finished}/one-thing"), f"{finished}/one-thing", **one_thing)
    join("Tess", Role.TRAINER)
    mona, _ = join("Mona", Role.MANAGER, manages=("Team A",))
    another_way_record(site, join("Zoe")[0].id, mona.id)
    agreed(site)
    ada, _ = join("Ada", Role.ADMINISTRATOR)
    assert logo.change(site, ada, png(), remove=False) == ()
    required(site, ada)
    required(site, ada)
    assert organisation_settings.change(site, ada, "support", "", {"support": "Call Sam."}) == ()  # no link away
    return ["Alice", "Tess", "Mona", "Ada"]


def sign_in(visitor: Visitor, name: str, door: str = f"{PREFIX}/sign-in") -> str:
    page = visitor.page(door)
    return visitor.send(page, f"{PREFIX}/sign-in", email=f"{name}@example.org", password=PASSWORD)


def addresses(page: Page) -> set[tuple[str, str]]:
    """Every page that a page leads to: method and address, without what stands after # and ?; 999 is none."""
    found = {("GET", a["href"] or "") for tag in ("a", "link") for a in page.all(tag) if "href" in a}
    found |= {("GET", a["src"] or "") for tag in ("script", "img") for a in page.all(tag)}
    found |= {((a.get("method") or "get").upper(), a["action"] or "") for a in page.all("form") if "action" in a}
    return {(method, address.partition("#")[0].partition("?")[0]) for method, address in found} - {
        ("GET", ""),
        ("GET", "tel:999"),
    }


def crawl(visitor: Visitor, app: Flask, start: str) -> set[str]:
    """Every page that can be reached by links, after looking at each link, form and redirect on the way."""
    rules = app.url_map.bind("localhost")
    todo, seen = [start], set()
    while todo and len(seen) < MOST_PAGES:
        at = todo.pop()
        if at in seen:
            continue
        seen.add(at)
        assert at.startswith(f"{PREFIX}/"), at
        status, headers, body = visitor.ask("GET", at)
        if status == 303:
            todo.append(headers["location"])
            continue
        assert status == 200, (at, status)
        if not headers["content-type"].startswith("text/html"):
            continue
        page = Page(body.decode())
        page.check()
        for method, address in addresses(page):
            assert address.startswith(f"{PREFIX}/"), (at, address)
            try:
                rules.match(address.removeprefix(PREFIX), method)
            except HTTPException as lost:
                raise AssertionError(f"{at} leads to {method} {address}: {lost}") from lost
            if method == "GET":
                todo.append(address)
    return seen


def test_every_link_form_and_redirect_of_the_whole_site_stays_under_the_prefix(
    prefixed: Flask, port: int, people: list[str]
) -> None:
    pages = crawl(Visitor(port), prefixed, f"{PREFIX}/")
    assert f"{PREFIX}/static/style.css" in pages and f"{PREFIX}/logo/{sha_of(png())}" in pages
    assert f"{PREFIX}/demo" in pages
    for name in people:
        visitor = Visitor(port)
        assert sign_in(visitor, name) == f"{PREFIX}/training"
        pages |= crawl(visitor, prefixed, f"{PREFIX}/training")
    paths = {page.removeprefix(PREFIX).partition("?")[0] for page in pages}
    reached = {prefixed.url_map.bind("localhost").match(path)[0] for path in paths}
    gets = {rule.endpoint for rule in prefixed.url_map.iter_rules() if "GET" in (rule.methods or set())}
    # A link to set a password is printed, and a form leads on whoever asks for one again; the next tests open one, and
    # withdraw nothing. Figures of a point have five people at least; nobody here is to be chased. Robots are machines.
    not_here = {"accounts.set_password", "certificates.ask_to_withdraw", "forgotten.asked"}
    not_here |= {"figures.point", "teams.chase", "about.health", "about.ready", "about.robots"}
    assert gets - reached <= not_here


def test_a_whole_answer_goes_through_the_proxy_and_sign_in_leads_back(port: int, people: list[str]) -> None:
    visitor = Visitor(port)
    start = f"{PREFIX}/training/{MODULE}/{SCENARIO}"
    status, headers, _ = visitor.ask("GET", start)
    assert (status, headers["location"]) == (303, f"{PREFIX}/sign-in?next={start}")
    assert sign_in(visitor, "Mona", headers["location"]) == start
    attempt = visitor.send(visitor.page(start), f"{start}/start")
    step = visitor.page(attempt)
    assert visitor.send(step, f"{attempt}/steps/0", choice="0") == f"{attempt}/steps/1"
    assert visitor.send(visitor.page(f"{PREFIX}/training"), f"{PREFIX}/sign-out") == f"{PREFIX}/sign-in?out=yes"


def test_nobody_is_led_off_the_prefix_after_signing_in(port: int, people: list[str]) -> None:
    for elsewhere in ("/wiki", "/training-2/x", "//evil.test", "/"):
        visitor = Visitor(port)
        page = visitor.page(f"{PREFIX}/sign-in?next={elsewhere}")
        assert "next" not in page.form(f"{PREFIX}/sign-in")
        filled = {"next": elsewhere, "email": "Mona@example.org", "password": PASSWORD}
        assert visitor.send(page, f"{PREFIX}/sign-in", **filled) == f"{PREFIX}/training"


def test_what_is_not_under_the_prefix_is_not_this_site(prefixed: Flask, port: int) -> None:
    assert Visitor(port).ask("GET", "/sign-in")[::2] == (404, ELSEWHERE)
    client = prefixed.test_client()
    for path in ("/", "/sign-in", "/trainings", "/static/style.css"):
        refused = client.get(path)
        assert refused.status_code == 404 and f"under {PREFIX}/" in refused.text
    assert client.get(PREFIX).headers["Location"] == f"{PREFIX}/demo"


def test_the_cookie_is_locked_to_the_host_and_named_for_the_prefix(port: int) -> None:
    visitor = Visitor(port)
    visitor.page(f"{PREFIX}/sign-in")
    (cookie,) = visitor.set_cookies
    assert cookie.startswith("__Host-quizapp-training=") and "; Path=/;" in f"{cookie};" and "Secure" in cookie


def test_a_certificate_says_where_the_proxy_has_it(port: int, certificate: str) -> None:
    page = Visitor(port).page(f"{PREFIX}{certificate}")
    assert f"https://{HOST}{PREFIX}{certificate}" in page.text


def test_a_link_to_set_a_password_works_under_the_prefix(port: int, site: Site) -> None:
    link = accounts.add_person(site, name="New", email="new@example.org", roles=frozenset({Role.STAFF})).token
    page = Visitor(port).page(f"{PREFIX}/set-password/{link}")
    assert page.title.startswith("Set your password")


def test_error_pages_and_refused_answers_stay_under_the_prefix(prefixed: Flask, port: int, people: list[str]) -> None:
    visitor = Visitor(port)
    sign_in(visitor, "Alice")
    for method, path, status in (("GET", "/nope", 404), ("POST", "/sign-out", 400), ("GET", "/team", 403)):
        found, _, body = visitor.ask(method, f"{PREFIX}{path}")
        assert found == status
        page = Page(body.decode())
        page.check()
        assert all(address.startswith(f"{PREFIX}/") for _, address in addresses(page))


def test_a_module_page_under_the_prefix_is_the_same_but_for_its_addresses(
    app: Flask, prefixed: Flask, alice_token: str, minds: None
) -> None:
    plain = Browser(app, alice_token).get(f"/modules/{MINDS}")
    client = prefixed.test_client()
    with client.session_transaction(base_url="https://localhost") as session:
        session["sid"] = alice_token
    page = Page(client.get(f"{PREFIX}/modules/{MINDS}", base_url="https://localhost").text)
    assert page.text.replace(" Demo: be somebody else", "") == plain.text
