"""*Forgotten your password?*: the pages, with and without mail."""

from dataclasses import replace

import pytest
from flask import Flask

from quizapp.services.site.site import Site
from quizapp.web import create_app
from tests.mail_server import MailServer
from tests.web.browser import Browser, Page
from tests.web.conftest import Join

ASK = "/forgotten-password"


@pytest.fixture
def posting_app(site: Site) -> Flask:
    site.settings = replace(site.settings, mail=MailServer.settings_at("smtp://127.0.0.1:25"))
    return create_app(site)


def test_the_answer_is_the_same_page_for_somebody_and_for_nobody(posting_app: Flask, join: Join):
    join("Alice")
    said = []
    for email in ("alice@example.org", "nobody@example.org", "00123"):
        browser = Browser(posting_app)
        came = browser.send(browser.get(ASK), ASK, email=email)
        said.append((came.headers["Location"], browser.lands(came).html))
    assert said[0] == said[1] == said[2] and "If we know the address or number" in said[0][1]
    assert "example.org" not in said[0][0]


def test_what_was_typed_stands_in_the_field_again(posting_app: Flask):
    browser = Browser(posting_app)
    page = Page(browser.send(browser.get(ASK), ASK, 400, email="una@example").text)
    assert page.title.startswith("Error: ") and "in full, such as una@example.org" in page.text
    assert page.sends(ASK)["email"] == ["una@example"]


def test_the_way_there_is_on_the_sign_in_page_and_where_a_link_works_no_more(posting_app: Flask):
    browser = Browser(posting_app)
    assert browser.get("/sign-in").all("a", href=ASK)
    assert browser.get("/set-password/unknown", 404).all("a", href=ASK)


def test_without_mail_the_page_says_whom_to_ask(app: Flask):
    browser = Browser(app)
    page = browser.get(ASK)
    assert (
        "This site sends no mail." in page.text and "administrator" in page.text and not page.all("input", name="email")
    )
    assert browser.post(ASK, {"csrf_token": browser.token(), "email": "a@example.org"}).headers["Location"] == ASK
