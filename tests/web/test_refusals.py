"""What was refused to somebody leaves a row: who, which page, when; once a day, and never what was typed."""

from flask import Flask

from quizapp.model.people import Role
from quizapp.services.site.site import Site
from tests.web.browser import Browser
from tests.web.conftest import Join


def refusals(site: Site) -> list[tuple[object, ...]]:
    query = "SELECT actor, object, subject, details FROM audit WHERE action = 'refused' ORDER BY seq"
    with site.database.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def test_a_403_leaves_one_row_a_page_and_a_day(app: Flask, site: Site, join: Join) -> None:
    zoe, token = join("Zoe")
    browser = Browser(app, token)
    token_of_form = browser.token()
    for _ in range(3):
        for path in ("/team?who=Ada", "/team.csv", "/coverage"):
            assert browser.client.get(path).status_code == 403
        sent = {"csrf_token": token_of_form, "why": "Ada told me"}
        assert browser.client.post("/certificates/AAAA/withdraw", data=sent).status_code == 403
    pages = ("records.team", "records.team_as_csv", "coverage.page", "certificates.withdraw")
    assert [(row[0], row[1]) for row in refusals(site)] == [(zoe.id, page) for page in pages]
    assert {row[2:] for row in refusals(site)} == {(None, "{}")}


def test_what_is_not_refused_leaves_none(app: Flask, site: Site, join: Join) -> None:
    browser = Browser(app, join("Mona", Role.MANAGER)[1])
    assert browser.client.get("/team").status_code == 200
    assert browser.client.get("/nowhere").status_code == 404
    assert Browser(app).client.get("/team").status_code == 303
    assert refusals(site) == []
