"""Fields that nobody asked for change nothing: not a score, a person, a role or a time (reliability D3 and E6).

Each form is sent to copies of one database: as it stands, and with everything added that somebody might hope is read.
Afterwards the databases must be the same, row for row and column for column.
"""

import base64
import re
import secrets
import shutil
import zlib
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from quizapp.exchange.people_csv import read_people
from quizapp.model.people import Role
from quizapp.services.site import accounts, logo, people
from quizapp.services.site.importing import importing
from quizapp.services.site.site import Site
from quizapp.services.taking import learning
from quizapp.web import create_app
from tests.amounts import LONG
from tests.clock import Clock
from tests.databases import SqliteTemplate, opened
from tests.mail_server import MailServer
from tests.pictures import png
from tests.services import quiz_files
from tests.services.example_site import MODULE, PATH, SCENARIO, example_files
from tests.services.requiring import form as requirement_form
from tests.services.requiring import required
from tests.web import taking
from tests.web.browser import Browser
from tests.web.conftest import AFTERNOON, PASSWORD, SETTINGS, Join, joining
from tests.web.contents import Contents, contents
from tests.web.hopes import HOPES
from tests.web.posted import waiting
from tests.web.recorded import agreed, another_way_record

Form = tuple[str, str, dict[str, str | list[str]]]  # who sends it, where, and with what
CODE = re.compile(r"(?:[2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}")
PAGES = (
    "packs.record",
    "demo.door_with_answer",
    "people.add",
)  # which answer a good form with a page, and not by going to one
LISTED = b"name,staff number,team\nKit,77,Team K\n"
PACKED = base64.urlsafe_b64encode(zlib.compress(LISTED)).decode()
WAYS = ("fields", "parts", "address", "headers")
Result = tuple[int, object, Contents]


def in_order(monkeypatch: pytest.MonkeyPatch, first: int) -> None:
    """Let random ids come in order, so that two databases can be the same."""
    numbers = count(first)
    monkeypatch.setattr(secrets, "token_urlsafe", lambda _=None: f"token-{next(numbers):04}")
    monkeypatch.setattr(secrets, "randbits", lambda _: 7)


MAIL = MailServer.settings_at("smtp://127.0.0.1:25")


class Trials:
    """One prepared database: people who are each at another point of the story; and a fresh copy for each trial."""

    def __init__(self, site: Site, file: Path, join: Join) -> None:
        self.site, self.file = site, file
        self.plain: dict[str, Result] = {}
        self.tokens = {"": ""}
        at: dict[str, str] = {}
        for name, choices in (("Alice", (0,)), ("Bob", (0, 1, 1)), ("Cara", (0, 1))):
            person, self.tokens[name] = join(name)
            at[name] = learning.start(site, person, MODULE, SCENARIO) or ""
            for number, choice in enumerate(choices):
                assert learning.answer(site, person, at[name], number, choice)
        self._take_sets(join, at)
        dan, self.tokens["Dan"] = join("Dan", Role.MANAGER, manages=("Team A",))
        ada, self.tokens["Ada"] = join("Ada", Role.ADMINISTRATOR, Role.TRAINER)
        assert logo.change(site, ada, png(), remove=False) == ()
        link = accounts.add_person(site, name="New", email="new@example.org", roles=frozenset({Role.STAFF})).token
        with site.database.read() as connection:
            certificate = connection.execute(text("SELECT code FROM certificate")).scalar_one()
            alice, alice_id = connection.execute(text("SELECT public_id, id FROM person WHERE name = 'Alice'")).one()
            holder = connection.execute(
                text("SELECT name FROM person JOIN completion ON completion.person = person.id")
            ).scalar_one()
        assert people.rename(site, f"{holder}@example.org", name="Another").problems == ()
        seal = importing.dry_run(site, read_people(LISTED)).seal
        reissue = f"/certificates/{certificate}/reissue"
        withdraw, why = f"/certificates/{certificate}/withdraw", {"why": "Issued to somebody else"}
        record = another_way_record(site, alice_id, alice_id)
        letter = waiting(site)
        take_back = f"/team/people/{alice}/another-way/{record}/take-back"
        another_way = f"/team/people/{alice}/another-way"
        action = agreed(site)
        required_id, exemption = required(site, ada, exempt="alice@example.org")
        asked = {**requirement_form(site), "who:everybody:": "yes", "counted_from": "completion"}
        exempted = {"who": "bob@example.org", "from_on": "2026-11-23", "until": "", "reason": "Away"}
        took_part = f"/packs/{MODULE}/{SCENARIO}/took-part"
        listening = f"/questions/{quiz_files.MODULE}/{quiz_files.SET}/start"
        acting = f"/questions/{quiz_files.MODULE}/{quiz_files.OTHER_SET}/start"
        site.database.dispose()  # which folds everything into the one file
        who = {"email": "Dan@example.org", "password": PASSWORD}
        jo = {
            "name": "Kit",
            "email": "kit@example.org",
            "staff_number": "7",
            "group": "",
            "works_as": "bank",
            "team": "",
        }
        details = f"/people/{alice}/details"
        ours = {"name": "Our charity", "zone": "Europe/Dublin", "team": ""}
        start = f"/training/{MODULE}/{SCENARIO}/start"
        steps = {name: f"/attempts/{attempt}/steps" for name, attempt in at.items()}
        self.forms: dict[str, list[Form]] = {
            "accounts.post_sign_in": [("", "/sign-in", who), ("", "/sign-in", {**who, "password": "wrong words"})],
            "accounts.sign_out": [("Alice", "/sign-out", {})],
            "accounts.post_set_password": [("", f"/set-password/{link}", {"password": PASSWORD})],
            "forgotten.ask": [
                ("", "/forgotten-password", {"email": f"{name}@example.org"}) for name in ("Alice", "No")
            ],
            "demo.door_with_answer": [("", "/demo", {})],
            "demo.sign_in": [("", "/demo/sign-in", {"person": dan.public_id})],
            "training.start": [(name, start, {}) for name in ("Alice", "Bob", "Dan")],
            "attempts.answer": [
                ("Alice", f"{steps['Alice']}/1", {"choice": "1"}),
                ("Alice", f"{steps['Alice']}/0", {"choice": "2"}),
                ("Alice", f"{steps['Alice']}/1", {}),
                ("Cara", f"{steps['Cara']}/2", {"choice": "1"}),
                ("Dan", f"{steps['Cara']}/2", {"choice": "1"}),
                *self.questions,
            ],
            "questions.start": [
                ("Dan", listening, {}),
                ("Eve", listening, {}),
                ("Finn", acting, {"practice": "1"}),
                ("Finn", acting, {}),
                ("Dan", acting, {"practice": "1"}),
            ],
            "certificates.reissue": [(holder, reissue, {}), ("Ada", reissue, {})],
            "certificates.withdraw": [("Ada", withdraw, why), ("Ada", withdraw, {}), ("Bob", withdraw, why)],
            "another_way.record": [
                ("Dan", another_way, {"part": PATH, "on": "2026-11-20", "sure": "yes"}),
                ("Dan", another_way, {"part": PATH, "on": "2026-11-20"}),
                ("Dan", another_way, {"part": PATH, "on": "2026-11-24"}),
                ("Dan", another_way, {}),
                ("Alice", another_way, {"part": PATH, "on": "2026-11-20"}),
            ],
            "in_practice.keep": [
                (holder, f"/modules/{MODULE}/since", {"did": "Ask sooner", "supervision": "yes"}),
                (holder, f"/modules/{MODULE}/since", {"did": "", "shared": "yes"}),
                ("Dan", f"/modules/{MODULE}/since", {"did": "Ask sooner"}),
            ],
            "in_practice.not_now": [(holder, f"/modules/{MODULE}/since/not-now", {})],
            "team_practice.log": [
                ("Dan", "/team/practice", {"team": "Team A", "what": "Ring", "on": "2026-11-20", "due": ""}),
                ("Dan", "/team/practice", {"team": "Team A", "what": "", "on": "2026-11-20", "due": ""}),
                ("Alice", "/team/practice", {"team": "Team A", "what": "Ring", "on": "2026-11-20", "due": ""}),
            ],
            "team_practice.end": [
                ("Dan", f"/team/practice/{action}", {"how": "done", "note": ""}),
                ("Dan", f"/team/practice/{action}", {}),
                ("Alice", f"/team/practice/{action}", {"how": "done", "note": ""}),
            ],
            "requirements.add": [
                ("Ada", "/requirements/new", {**asked, "key": "another-requirement", "sure": "yes"}),
                ("Ada", "/requirements/new", {**asked, "key": "another-requirement"}),
                ("Dan", "/requirements/new", {**asked, "key": "another-requirement", "sure": "yes"}),
            ],
            "requirements.change": [
                ("Ada", f"/requirements/{required_id}/change", {**asked, "seen": "1", "sure": "yes"}),
                ("Dan", f"/requirements/{required_id}/change", {**asked, "seen": "1", "sure": "yes"}),
            ],
            "requirements.end": [
                ("Ada", f"/requirements/{required_id}/end", {"on": "2026-12-01", "seen": "1", "sure": "yes"}),
                ("Dan", f"/requirements/{required_id}/end", {"on": "2026-12-01", "seen": "1", "sure": "yes"}),
            ],
            "requirements.exempt": [
                ("Ada", f"/requirements/{required_id}/exempt", {**exempted, "key": "another-exemption"}),
                ("Dan", f"/requirements/{required_id}/exempt", {**exempted, "key": "another-exemption"}),
            ],
            "requirements.end_exemption": [("Ada", f"/requirements/{required_id}/exemptions/{exemption}/end", {})],
            "another_way.take_back": [
                ("Dan", take_back, {"why": "It was somebody else"}),
                ("Dan", take_back, {}),
                ("Alice", take_back, {"why": "It was somebody else"}),
            ],
            "erasing.erase": [
                ("Ada", "/settings/erasing", {"who": "Alice@example.org", "reason": "No more", "name": "Alice"}),
                ("Ada", "/settings/erasing", {"who": "Alice@example.org", "name": "", "reason": ""}),
                ("Ada", "/settings/erasing", {"who": "Alice@example.org", "reason": "No more", "name": "Alison"}),
                ("Alice", "/settings/erasing", {"who": "Bob@example.org", "reason": "No more", "name": "Bob"}),
            ],
            "packs.record": [
                ("Ada", took_part, {"people": "Alice@example.org, no@example.org", "on": "2026-11-20", "sure": "yes"}),
                ("Ada", took_part, {"people": "Alice@example.org, no@example.org", "on": "2026-11-20"}),
                ("Ada", took_part, {"people": "Alice@example.org", "on": "2026-11-20", "sure": "no"}),
                ("Ada", took_part, {}),
                ("Dan", took_part, {"people": "Alice@example.org", "on": "2026-11-20"}),
            ],
            "my_mail.choose": [("Alice", "/mail-and-me", {"how": how}) for how in ("weekly", "as-they-come", "never")],
            "outbox.again": [("Ada", f"/outbox/{letter}/again", {}), ("Ada", "/outbox/unknown/again", {})],
            "settings.change": [
                ("Ada", "/settings/organisation", ours),
                ("Ada", "/settings/organisation", {**ours, "zone": "Nowhere"}),
                ("Ada", "/settings/inserts", {"insert-escalation": "Tell Sam", "team": "Team A"}),
                ("Dan", "/settings/organisation", ours),
            ],
            "people.add": [
                ("Ada", "/people/add", jo),
                ("Ada", "/people/add", {**jo, "staff_number": "", "email": ""}),
                ("Dan", "/people/add", jo),
            ],
            "people_import.bring_in": [
                ("Ada", "/people/import", {"packed": PACKED, "seal": seal}),
                ("Ada", "/people/import", {"packed": PACKED, "seal": "another"}),
                ("Dan", "/people/import", {"packed": PACKED, "seal": seal}),
            ],
            "team_tree.change": [
                ("Ada", "/people/teams", {"change": "rename", "team": "Team A", "new": "Team Z", "parent": ""}),
                ("Ada", "/people/teams", {"change": "move", "team": "Team A", "new": "", "parent": "Nowhere"}),
                ("Dan", "/people/teams", {"change": "rename", "team": "Team A", "new": "Team Z", "parent": ""}),
            ],
            "deputies.change": [
                ("Dan", "/team/deputies", {"who": "alice@example.org", "team": "Team A", "until": "2026-12-01"}),
                ("Dan", "/team/deputies", {"who": "nobody", "team": "Team A", "until": "2026-12-01"}),
                ("Ada", "/team/deputies", {"who": "alice@example.org", "team": "Team A", "until": "2026-12-01"}),
            ],
            "people.change": [
                ("Ada", details, {**jo, "joined": "2026-01-05"}),
                ("Ada", details, {**jo, "joined": ""}),
                ("Ada", f"/people/{alice}/leave", {}),
                ("Ada", f"/people/{alice}/roles", {"holds-trainer": "yes"}),
                ("Dan", details, {**jo, "joined": "2026-01-05"}),
            ],
            "logo.change": [
                ("Ada", "/settings/logo", {"remove": "yes"}),
                ("Ada", "/settings/logo", {}),
                ("Dan", "/settings/logo", {"remove": "yes"}),
            ],
            "looking_back.save": [
                ("Bob", f"/attempts/{at['Bob']}/reflections", {"reflection-0": "My own words"}),
                ("Dan", f"/attempts/{at['Bob']}/reflections", {"reflection-0": "Not my words"}),
            ],
            "looking_back.keep_one_thing": [
                ("Bob", f"/attempts/{at['Bob']}/one-thing", {"will": "Ask sooner", "on": ""}),
                ("Dan", f"/attempts/{at['Bob']}/one-thing", {"will": "Not my words", "on": ""}),
            ],
            "looking_back.one_thing_over": [
                ("Bob", f"/attempts/{at['Bob']}/one-thing/over", {"over": "away", "from": ""}),
                ("Dan", f"/attempts/{at['Bob']}/one-thing/over", {"over": "done", "from": ""}),
            ],
        }

    def _take_sets(self, join: Join, at: dict[str, str]) -> None:
        """People at questions of each type; Eve at one that a story asks, too; and Finn has passed the other set."""
        app = create_app(self.site)
        self.questions: list[Form] = []
        for name, number in (("Eve", 0), ("Finn", 1), ("Gil", 3), ("Hana", 4), ("Ivo", 5), ("Jo", 6)):
            _, self.tokens[name] = join(name)
            browser = Browser(app, self.tokens[name])
            begun = [taking.begin(browser, quiz_files.SET)]
            assert all(taking.step(self.site, browser, begun[0]) for _ in range(number))
            if name == "Eve":
                begun.append(taking.begin(browser, quiz_files.SCENARIO))
                assert taking.step(self.site, browser, begun[1])
            if name == "Finn":
                taking.take(self.site, browser, quiz_files.OTHER_SET)
            for attempt in begun:
                here = browser.client.get(attempt).headers["Location"]
                fields = taking.fields_for(self.site, attempt, browser.get(here))
                self.questions.append((name, here, dict(fields)))
                if name in ("Eve", "Gil"):
                    self.questions += [(name, here, {"question": "1"}), ("Dan", here, dict(fields))]

    def as_it_stands(self, form: Form) -> Result:
        """What comes of a form on a copy of the database, with nothing added; each is asked for once."""
        key = repr(form)
        if key not in self.plain:
            self.plain[key] = self.send(form, "plain")
        return self.plain[key]

    def send(self, form: Form, way: str) -> Result:
        """What comes of a form on a copy of the database, with the extra fields sent in this way."""
        name, path, filled = form
        copy = shutil.copyfile(self.file, self.file.with_name("copy.db"))
        with opened(f"sqlite:///{copy}") as database, pytest.MonkeyPatch.context() as monkeypatch:
            in_order(monkeypatch, 1000)
            site = Site(replace(self.site.settings, demo=True, mail=MAIL), database, {}, "", self.site.now)
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
            return came.status_code, _known(came.headers.get("Location")), known(contents(site, without=frozenset()))


def known(found: Contents) -> Contents:
    """The same, without what comes from the system's own chance: the salt of passwords, and codes of certificates."""
    return {table: [tuple(map(_known, row)) for row in rows] for table, rows in found.items()}


def _known(value: object) -> object:
    if not isinstance(value, str):
        return value
    return "$argon2" if value.startswith("$argon2") else CODE.sub("CODE", value)


@pytest.fixture(scope="module")
def trials(sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory, hashed: str) -> Trials:
    """Prepared once: every trial is on a copy."""
    url = sqlite_template.copy(tmp_path_factory.mktemp("trials"), example_files, quiz_files.quiz_files)
    with opened(url) as database, pytest.MonkeyPatch.context() as monkeypatch:
        in_order(monkeypatch, 1)
        site = Site(SETTINGS, database, {"safeguarding-lead": "Kim"}, "<p>Support: call Sam.</p>", Clock(AFTERNOON))
        return Trials(site, Path(url.removeprefix("sqlite:///")), joining(site, hashed))


def test_every_form_is_tried(trials: Trials, demo_app: Flask) -> None:
    assert set(trials.forms) == {
        rule.endpoint for rule in demo_app.url_map.iter_rules() if "POST" in (rule.methods or ())
    }


@pytest.mark.parametrize(
    ("way", "most"), [("fields", 1), *(pytest.param(way, 99, marks=LONG) for way in WAYS)], ids=["good", *WAYS]
)
def test_fields_that_nobody_asked_for_change_nothing(trials: Trials, way: str, most: int) -> None:
    """The first form for each address, which is a good one, in `make test`; all of them in `make test-long`."""
    for endpoint, forms in trials.forms.items():
        good = 200 if endpoint in PAGES else 303
        assert trials.as_it_stands(forms[0])[0] == good, "the form is a good one"
        for form in forms[:most]:
            assert trials.send(form, way) == trials.as_it_stands(form), (endpoint, form)


def test_a_form_as_json_is_no_form(trials: Trials) -> None:
    with opened(f"sqlite:///{trials.file}") as database:
        site = Site(replace(trials.site.settings, demo=True), database, {}, "", trials.site.now)
        app, before = create_app(site), contents(site)
        for forms in trials.forms.values():
            for name, path, filled in forms:
                browser = Browser(app, trials.tokens[name])
                body = {"csrf_token": browser.token(), **HOPES, **filled}
                assert browser.client.post(path, json=body).status_code == 400
        assert contents(site) == before


@pytest.mark.parametrize(
    "sent",
    [
        {"answer": ["0", "1"]},  # a radio has one value
        {"answer": ["0", "0"]},
        {"answer": "3"},
        {"answer": "-1"},
        {"answer": ""},
        {"answer": "0", "certainty": "very sure"},
        {"answer": "0", "certainty": ["sure", "not sure"]},
        {"place-0": "0", "place-1": "1", "place-99999": "2"},
        {"text": "Find somewhere quiet"},
        {"choice": "0"},
        {},
    ],
)
def test_what_is_no_answer_to_this_question_is_not_stored(
    site: Site, alice: Browser, minds: None, sent: dict[str, str | list[str]]
) -> None:
    attempt = taking.begin(alice, quiz_files.SET)
    here = f"{attempt}/steps/0"
    form = alice.get(here).form(here)
    before = contents(site)
    came = alice.client.post(here, data=form | {"certainty": "sure"} | sent)
    assert came.status_code in (400, 409)
    assert contents(site) | {"unsent": []} == before, "what was filled in of it may be kept in its form"


def test_nobody_practises_before_they_have_passed(site: Site, alice: Browser, minds: None) -> None:
    start = taking.start_address(quiz_files.OTHER_SET)
    token = alice.token()
    before = contents(site)
    alice.post(f"{start}/start", {"csrf_token": token, "practice": "1"}, 409)
    assert contents(site) == before
    for odd in ("2", "true", "on", ""):
        attempt = alice.post(f"{start}/start", {"csrf_token": token, "practice": odd}).headers["Location"]
        assert "Practice" not in alice.get(f"{attempt}/steps/0").text, "only what the button sends is practice"
