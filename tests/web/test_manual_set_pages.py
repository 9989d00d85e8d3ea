"""Each type of question as the manual explains it, through every page that an answer goes through."""

from flask import Flask

from quizapp.model.kinds import RULES
from quizapp.services.authoring.publishing import publish
from quizapp.services.site.site import Site
from tests.manual_set import SET, manual_files, manual_questions
from tests.web import taking
from tests.web.browser import Browser, Page
from tests.web.conftest import PASSWORD

START = f"/questions/manual/{SET}"


def test_each_type_in_the_manual_is_asked_refused_carried_confirmed_told_and_recorded(
    app: Flask, site: Site, alice: Browser
) -> None:
    done = publish(site, manual_files("manual"))
    assert done.publications, done.diagnostics
    attempt = alice.send(alice.get(START), f"{START}/start").headers["Location"]
    for number, question in enumerate(manual_questions()):
        rules, step = RULES[question.kind], f"{attempt}/steps/{number}"
        page = alice.get(step)
        assert question.title in page.title
        if not rules.is_private:
            empty = Page(alice.send(page, step, 400).text)
            links = {(a["href"] or "")[1:] for a in empty.all("a") if (a["href"] or "").startswith("#")}
            assert empty.title.startswith("Error: ")
            assert {"certainty-0"} < links - {"main"} <= {a.get("id") for _, a in empty.tags}
        form = page.form(step) | taking.fields_for(site, attempt, page)
        late = Browser(app)
        door = Page(late.post(step, {**form, "csrf_token": late.token()}, 200).text)
        filled = late.lands(late.send(door, "/sign-in", 303, email="Alice@example.org", password=PASSWORD))
        assert "not saved yet" in filled.text or not question.is_scored  # nothing is written in the reflection
        assert late.post(step, filled.sends(step)).headers["Location"] == f"{step}/feedback"
        told = alice.get(f"{step}/feedback")
        assert told.title.startswith("Right: ") is question.is_scored
        back = alice.get(step)
        assert "Your answer, recorded" in back.text
        assert not back.all("form", action=step)
    page = alice.get(f"{attempt}/result")
    assert page.title.startswith("Passed: your result")
    assert len(page.all("article", **{"class": "again"})) == len(manual_questions())
