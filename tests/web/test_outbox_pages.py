"""*Outbox* for administrators, and the demo's mailbox: what waits and why, sending it again, and no link anywhere."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from quizapp.exchange.posting import send_due
from quizapp.model.letters import Hitch, LetterKind, Undelivered
from quizapp.model.people import Person, Role
from quizapp.services.site import sending
from quizapp.services.site.letters import send_link
from quizapp.services.site.site import Site
from quizapp.web import create_app
from tests.mail_server import MailServer
from tests.web.browser import Browser, Page
from tests.web.conftest import Join


@pytest.fixture
def alice_person(join: Join) -> Person:
    return join("Alice")[0]


@pytest.fixture
def vera(app: Flask, join: Join) -> Browser:
    return Browser(app, join("Vera", Role.ADMINISTRATOR)[1])


def write(site: Site, person: Person) -> None:
    with site.database.write() as connection:
        assert send_link(connection, person, LetterKind.INVITATION, site.now())


def fail(site: Site, why: Undelivered) -> None:
    claimed = sending.claim(site)
    assert claimed is not None
    sending.letter(site, claimed)  # a link was made
    sending.failed(site, claimed, why)


def test_an_administrator_sees_what_was_given_up_and_why_and_has_it_sent_again(
    site: Site, vera: Browser, alice_person: Person
):
    write(site, alice_person)
    waiting = vera.get("/outbox?state=waiting")
    assert "Alice" in waiting.text and "Waiting (1)" in waiting.text and "This site sends no mail." in waiting.text
    fail(site, Undelivered(Hitch.RECIPIENT, "550 <b>no</b>", for_good=True))
    page = vera.get("/outbox?state=failed")
    assert "The mail server does not take their address." in page.text and "It said: 550 <b>no</b>" in page.text
    assert "set-password" not in page.html and "Given up (1)" in page.text
    (action,) = [form["action"] for form in page.forms if form["action"].endswith("/again")]
    for _ in range(2):
        assert vera.send(page, action).headers["Location"] == "/outbox?again=yes"
    assert "sent again in a moment" in vera.get("/outbox?again=yes").text
    claimed = sending.claim(site)
    assert claimed is not None
    sending.sent(site, claimed)
    assert vera.send(page, action).headers["Location"] == "/outbox?again=no"
    assert "Nothing was sent again" in vera.get("/outbox?again=no").text
    assert "There are no letters" not in vera.get("/outbox?state=sent").text
    assert "Nothing waits." in vera.get("/outbox?state=waiting").text


def test_older_letters_are_behind_a_link(site: Site, vera: Browser, join: Join):
    for number in range(51):
        write(site, join(f"Person{number}")[0])
    page = vera.get("/outbox")
    assert "Person50" in page.text and "Person0 " not in page.text
    (older,) = [a["href"] or "" for a in page.all("a") if "before=" in (a["href"] or "")]
    assert "Person0 " in vera.get(older).text


def test_in_the_demo_each_letter_is_in_a_mailbox_and_its_link_works(site: Site, join: Join, tmp_path: Path):
    site.settings = replace(
        site.settings,
        demo=True,
        prefix="",
        mail=MailServer.settings_at(f"folder:{tmp_path}"),
        url="http://demo.example",
    )
    browser = Browser(create_app(site))
    assert browser.get("/demo").all("a", href="/demo/mailbox")
    assert "Nothing has been sent yet." in browser.get("/demo/mailbox").text
    join("Alice")
    came = browser.send(browser.get("/forgotten-password"), "/forgotten-password", email="alice@example.org")
    assert browser.lands(came).all("a", href="/demo/mailbox")
    assert send_due(site).sent == 1
    page = browser.get("/demo/mailbox")
    assert "Set a new password" in page.text and "To Alice <alice@example.org>" in page.text
    (link,) = [a["href"] or "" for a in page.all("a") if (a["href"] or "").startswith("/set-password/")]
    assert "Alice" in browser.get(link).text


def test_without_the_demo_there_is_no_mailbox(app: Flask):
    came = Browser(app).client.get("/demo/mailbox")
    assert came.status_code == 404 and Page(came.text)
