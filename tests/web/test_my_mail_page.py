"""*Mail and me*: what was sent to oneself and to nobody else, and how one's reminders come."""

from dataclasses import replace

import pytest
from flask import Flask

from quizapp.model.letters import LetterKind
from quizapp.services.site.letters import send_link
from quizapp.services.site.site import Site
from quizapp.store.people import reminded
from quizapp.web import create_app
from tests.mail_server import MailServer
from tests.web.browser import Browser
from tests.web.conftest import Join

PAGE = "/mail-and-me"


@pytest.fixture
def posting_app(site: Site) -> Flask:
    site.settings = replace(site.settings, mail=MailServer.settings_at("smtp://127.0.0.1:25"))
    return create_app(site)


def test_one_chooses_how_reminders_come_and_a_second_click_changes_nothing(posting_app: Flask, site: Site, join: Join):
    alice, token = join("Alice")
    browser = Browser(posting_app, token)
    page = browser.get(PAGE)
    assert "go to alice@example.org" in page.text and page.sends(PAGE)["how"] == ["as-they-come"]
    for _ in range(2):
        assert browser.send(page, PAGE, how="weekly").headers["Location"] == f"{PAGE}?saved=yes"
    assert browser.get(f"{PAGE}?saved=yes").sends(PAGE)["how"] == ["weekly"]
    assert "Choose how your reminders are to come" in browser.send(page, PAGE, 400, how="never").text
    with site.database.read() as connection:
        assert reminded.is_weekly(connection, alice.id)
        rows = connection.exec_driver_sql("SELECT actor, subject FROM audit WHERE action = 'letters-choose'").all()
    assert [tuple(row) for row in rows] == [(alice.id, alice.id)]


def test_ones_own_letters_are_listed_and_nobody_elses(posting_app: Flask, site: Site, join: Join):
    alice, token = join("Alice")
    with site.database.write() as connection:
        send_link(connection, alice, LetterKind.INVITATION, site.now())
    assert (
        "Link to begin: written on 23 November 2026, 14:32, and on its way"
        in Browser(posting_app, token).get(PAGE).text
    )
    assert "Nothing yet." in Browser(posting_app, join("Bob")[1]).get(PAGE).text


def test_without_mail_the_page_says_where_what_is_due_stands(alice: Browser):
    assert "This site sends no mail." in alice.get(PAGE).text
