"""Nothing personal is in a log: no name, address, answer, reflection or token (reliability H2)."""

import logging

import pytest
from flask import Flask
from sqlalchemy import text

from quizapp.model.people import Role
from quizapp.services.site import accounts
from quizapp.services.site.site import Site
from quizapp.services.taking import intentions, learning
from tests.services.example_site import MODULE, SCENARIO
from tests.services.quiz_files import SET
from tests.web import taking
from tests.web.browser import Browser
from tests.web.conftest import PASSWORD

NAME, EMAIL, WORDS = "Canary Quill", "canary.quill@example.org", "Canary words of mine"
ANSWER = "Ask Maya for five minutes after the bell"


def test_a_whole_session_and_its_errors_leave_nobody_in_the_log(
    app: Flask, site: Site, minds: None, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    link = accounts.add_person(site, name=NAME, email=EMAIL, roles=frozenset({Role.STAFF})).token
    browser = Browser(app)

    def fail(*_: object, **__: object) -> None:
        try:
            with site.database.write() as connection:
                connection.execute(text("INSERT INTO reflection VALUES (:a, :b, :c)"), {"a": -1, "b": 0, "c": WORDS})
        except Exception as error:
            raise RuntimeError(f"{NAME} {EMAIL} {ANSWER} {WORDS} {link}") from error

    with monkeypatch.context() as broken:
        broken.setattr(accounts, "set_password", fail)
        browser.post(f"/set-password/{link}", {"csrf_token": browser.token(), "password": PASSWORD}, 500)
    browser.post(f"/set-password/{link}", {"csrf_token": browser.token(), "password": PASSWORD})
    browser.post("/sign-out", {"csrf_token": browser.token()})
    for password, status in (("wrong words", 400), (PASSWORD, 303)):
        browser.send(browser.get("/sign-in"), "/sign-in", status, email=EMAIL, password=password)
    with browser.client.session_transaction() as session:
        token = session["sid"]
    start = f"/training/{MODULE}/{SCENARIO}"
    attempt = browser.send(browser.get(start), f"{start}/start").headers["Location"]
    for number, choice in enumerate("111"):
        page = browser.get(f"{attempt}/steps/{number}")
        if browser.client.get(f"{attempt}/debrief").status_code == 200:
            break
        browser.send(page, f"{attempt}/steps/{number}", choice=choice)
    page = browser.get(f"{attempt}/reflections")
    with monkeypatch.context() as broken:
        broken.setattr(learning, "save_reflections", fail)
        told = browser.send(page, f"{attempt}/reflections", 500, **{"reflection-0": WORDS})
    browser.send(page, f"{attempt}/reflections", **{"reflection-0": WORDS})
    page = browser.get(f"{attempt}/one-thing")
    with monkeypatch.context() as broken:
        broken.setattr(intentions, "keep", fail)
        browser.send(page, f"{attempt}/one-thing", 500, will=WORDS)
    browser.send(page, f"{attempt}/one-thing", will=WORDS)
    assert WORDS in browser.get(f"{attempt}/one-thing").text

    taken = taking.begin(browser, SET)
    with monkeypatch.context() as broken:
        broken.setattr(learning, "answer_for", fail)
        here = browser.client.get(taken).headers["Location"]
        browser.send(browser.get(here), here, 500, answer="1", certainty="sure", text=WORDS)
    while not (here := browser.client.get(taken).headers["Location"]).endswith("/result"):
        page = browser.get(here)
        fields = page.form(here) | taking.fields_for(site, taken, page)
        browser.post(here, fields | ({"text": WORDS} if "text" in fields or page.all("textarea") else {}))
    assert WORDS in browser.get(f"{taken}/result").text

    records = [r for r in caplog.records if not r.name.startswith("werkzeug")]
    logged = "\n".join(logging.Formatter().format(record) for record in records)
    reference = told.text.split("<code>")[1].split("</code>")[0]
    assert f"reference {reference}: in looking_back.save" in logged
    assert "builtins.RuntimeError" in logged and "sqlalchemy.exc.IntegrityError" in logged
    assert ", in fail" in logged, "where it happened is there for whoever has to mend it"
    secret = (
        NAME,
        "Quill",
        EMAIL,
        "canary",
        WORDS,
        ANSWER,
        PASSWORD,
        link,
        token,
        attempt.split("/")[-1],
        taken.split("/")[-1],
    )
    assert not [found for found in secret if found.casefold() in logged.casefold()], logged
