"""Fields that nobody asked for change nothing: not a score, a person, a role or a time (reliability D3 and E6).

Each form is sent to copies of one database: as it stands, and with everything added that somebody might hope is read.
Afterwards the databases must be the same, row for row and column for column.
"""

import secrets
import shutil
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from flask import Flask

from quizapp.model.people import Role
from quizapp.services import accounts, learning
from quizapp.services.site import Site
from quizapp.web import create_app
from tests.databases import opened
from tests.services.example_site import MODULE, SCENARIO
from tests.web.browser import Browser
from tests.web.conftest import PASSWORD, Join
from tests.web.contents import Contents, contents

HOPES: dict[str, str | list[str]] = {
    **dict.fromkeys(("score", "percent", "num", "den", "mark", "marks", "word", "scorer", "seed"), "100"),
    **dict.fromkeys(("passed", "pass", "current", "is_admin", "admin", "demo", "active", "first_attempt"), "1"),
    **dict.fromkeys(("user", "user_id", "person_id", "owner", "actor", "attempt_id", "id", "team", "team_id"), "1"),
    **dict.fromkeys(("role", "roles", "roles[]", "group", "manages"), "administrator"),
    **dict.fromkeys(("at", "now", "started", "finished", "completed_at", "expires"), "2020-01-01T00:00:00Z"),
    **dict.fromkeys(("state", "status", "kind", "_method"), "finished"),
    **dict.fromkeys(("name", "email_key", "password_hash", "public_id", "token", "sid", "version"), "somebody"),
    **{name: ["0", "1", "2"] for name in ("choices", "choice[]", "choice_0", "position", "place", "answer", "steps")},
    **dict.fromkeys(("ending", "passage", "outcome", "result"), "ending-heard-and-shared"),
    **dict.fromkeys(("number", "step", "reflection", "reflection-99", "reflection-x", "reflection--1"), "99"),
}
Form = tuple[str, str, dict[str, str]]  # who sends it, where, and with what
Result = tuple[int, str | None, Contents]


def in_order(monkeypatch: pytest.MonkeyPatch, first: int) -> None:
    """Let random ids come in order, so that two databases can be the same."""
    numbers = count(first)
    monkeypatch.setattr(secrets, "token_urlsafe", lambda _=None: f"token-{next(numbers):04}")
    monkeypatch.setattr(secrets, "randbits", lambda _: 7)


class Trials:
    """One prepared database: people who are each at another point of the story; and a fresh copy for each trial."""

    def __init__(self, site: Site, file: Path, join: Join, monkeypatch: pytest.MonkeyPatch) -> None:
        in_order(monkeypatch, 1)
        self.site, self.file, self.monkeypatch = site, file, monkeypatch
        self.tokens = {"": ""}
        at: dict[str, str] = {}
        for name, choices in (("Alice", (0,)), ("Bob", (0, 1, 1)), ("Cara", (0, 1))):
            person, self.tokens[name] = join(name)
            at[name] = learning.start(site, person, MODULE, SCENARIO) or ""
            for number, choice in enumerate(choices):
                assert learning.answer(site, person, at[name], number, choice)
        dan, self.tokens["Dan"] = join("Dan", Role.MANAGER, manages=("Team A",))
        link = accounts.add_person(site, name="New", email="new@example.org", roles=frozenset({Role.STAFF}))
        site.database.dispose()  # which folds everything into the one file
        who = {"email": "Dan@example.org", "password": PASSWORD}
        start = f"/training/{MODULE}/{SCENARIO}/start"
        steps = {name: f"/attempts/{attempt}/steps" for name, attempt in at.items()}
        self.forms: dict[str, list[Form]] = {
            "accounts.post_sign_in": [("", "/sign-in", who), ("", "/sign-in", {**who, "password": "wrong words"})],
            "accounts.sign_out": [("Alice", "/sign-out", {})],
            "accounts.post_set_password": [("", f"/set-password/{link}", {"password": PASSWORD})],
            "demo.sign_in": [("", "/demo/sign-in", {"person": dan.public_id})],
            "training.start": [(name, start, {}) for name in ("Alice", "Bob", "Dan")],
            "attempts.answer": [
                ("Alice", f"{steps['Alice']}/1", {"choice": "1"}),
                ("Alice", f"{steps['Alice']}/0", {"choice": "2"}),
                ("Alice", f"{steps['Alice']}/1", {}),
                ("Cara", f"{steps['Cara']}/2", {"choice": "1"}),
                ("Dan", f"{steps['Cara']}/2", {"choice": "1"}),
            ],
            "looking_back.save": [
                ("Bob", f"/attempts/{at['Bob']}/reflections", {"reflection-0": "My own words"}),
                ("Dan", f"/attempts/{at['Bob']}/reflections", {"reflection-0": "Not my words"}),
            ],
        }

    def send(self, form: Form, way: str) -> Result:
        """What comes of a form on a copy of the database, with the extra fields sent in this way."""
        name, path, filled = form
        in_order(self.monkeypatch, 1000)
        copy = shutil.copyfile(self.file, self.file.with_name("copy.db"))
        with opened(f"sqlite:///{copy}") as database:
            site = Site(replace(self.site.settings, demo=True), database, {}, "", self.site.now)
            browser = Browser(create_app(site), self.tokens[name])
            filled = {"csrf_token": browser.token(), **filled}
            more = {field: hope for field, hope in HOPES.items() if field not in filled}
            came = browser.client.post(
                path,
                data={**filled, **more} if way in ("fields", "parts") else filled,
                content_type="multipart/form-data" if way == "parts" else None,
                query_string=more if way == "address" else None,
                headers={f"X-{field.strip('[]_')}": "1" for field in more} if way == "headers" else None,
            )
            return came.status_code, came.headers.get("Location"), known(contents(site, without=frozenset()))


def known(found: Contents) -> Contents:
    """The same, without the salt of passwords, which comes from the system."""
    salted = "$argon2"
    return {
        table: [tuple(salted if str(value).startswith(salted) else value for value in row) for row in rows]
        for table, rows in found.items()
    }


@pytest.fixture
def trials(site: Site, database_url: str, join: Join, monkeypatch: pytest.MonkeyPatch) -> Trials:
    return Trials(site, Path(database_url.removeprefix("sqlite:///")), join, monkeypatch)


def test_every_form_is_tried(trials: Trials, demo_app: Flask) -> None:
    assert set(trials.forms) == {
        rule.endpoint for rule in demo_app.url_map.iter_rules() if "POST" in (rule.methods or ())
    }


@pytest.mark.parametrize("way", ["fields", "parts", "address", "headers"])
def test_fields_that_nobody_asked_for_change_nothing(trials: Trials, way: str) -> None:
    for endpoint, forms in trials.forms.items():
        assert trials.send(forms[0], "plain")[0] == 303, "the form is a good one"
        for form in forms:
            plain, tampered = trials.send(form, "plain"), trials.send(form, way)
            assert tampered == plain, (endpoint, form)


def test_a_form_as_json_is_no_form(trials: Trials) -> None:
    with opened(f"sqlite:///{trials.file}") as database:
        site = Site(replace(trials.site.settings, demo=True), database, {}, "", trials.site.now)
        app, before = create_app(site), contents(site)
        for forms in trials.forms.values():
            for name, path, filled in forms:
                browser = Browser(app, trials.tokens[name])
                body = {"csrf_token": browser.token(), **filled, **HOPES}
                assert browser.client.post(path, json=body).status_code == 400
        assert contents(site) == before
