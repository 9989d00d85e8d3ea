"""A person's own copy: a canary in every personal column of theirs comes back, and nobody else's name."""

import json
import time
from datetime import date, datetime

import pytest
import sqlalchemy as sa
from flask import Flask

from quizapp.exchange.copies import copy_json
from quizapp.model.people import Role
from quizapp.model.register import copied
from quizapp.services.site.site import Site
from quizapp.services.taking import copying
from quizapp.store.people.copying import whose
from quizapp.store.tables import metadata
from tests.web.browser import Browser
from tests.web.conftest import Join

OTHERS = ("Bob", "Zacharias", "bob@", "zacharias@")


@pytest.fixture
def lived(app: Flask, site: Site, bob: Browser, certificate: str, finished: str, join: Join) -> None:
    """Alice has done a module and a story, wrote after it, and her manager has looked at her records."""
    _, token = join("Zacharias", Role.MANAGER, manages=("Team A",))
    with site.database.write() as connection:
        of, number = connection.execute(
            sa.text(
                "SELECT p.id, a.id FROM person p JOIN attempt a ON a.person = p.id WHERE p.name = 'Alice'"
                " AND a.public_id = :public"
            ),
            {"public": finished.rsplit("/", 1)[1]},
        ).one()
        at = {"of": number}
        connection.execute(sa.text("INSERT INTO reflection VALUES (:of, 0, 'canary-reflection')"), at)
        connection.execute(sa.text("INSERT INTO intention (attempt, text) VALUES (:of, 'canary-intention')"), at)
        connection.execute(sa.text("UPDATE person SET staff_no = 'CANARY-STAFF' WHERE id = :of"), {"of": of})
        public = connection.execute(sa.text("SELECT public_id FROM person WHERE id = :of"), {"of": of}).scalar_one()
    Browser(app, token).get(f"/team/people/{public}/another-way/records")


def stored(site: Site) -> set[str]:
    """The text of every value in a copied column of a row that is about Alice, but for ids of people and of things."""
    found = set()
    with site.database.read() as connection:
        of = connection.execute(sa.text("SELECT id FROM person WHERE name = 'Alice'")).scalar_one()
        for table in metadata.sorted_tables:
            columns = [
                column
                for column in table.columns
                if f"{table.name}.{column.name}" in copied()
                and not any(key.column.table.name in ("person", "thing", "team") for key in column.foreign_keys)
            ]
            if columns:
                for row in connection.execute(sa.select(*columns).where(whose(table, of))):
                    found |= {told(value) for value in row if value is not None}
    return found


def told(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else json.dumps(value, ensure_ascii=False).strip('"')


def test_everything_of_mine_is_in_my_copy_and_no_name_of_anybody_else(lived: None, site: Site, alice: Browser):
    wanted = stored(site)
    text = alice.client.get("/my-record/export.json").text
    flat = " ".join(text.split())
    assert len(wanted) > 80 and {"canary-reflection", "canary-intention", "CANARY-STAFF"} <= wanted
    assert {value for value in wanted if " ".join(value.split()) not in flat and "[" not in value} == set()
    page = alice.client.get("/my-record/export.html").text
    for one in ("canary-reflection", "canary-intention", "CANARY-STAFF", "alice@example.org"):
        assert one in text and one in page
    for other in OTHERS:
        assert other not in text and other not in page
    assert "somebody else (manager, staff)" in text and "somebody else (manager, staff)" in page


def test_it_tells_what_was_asked_as_it_was_and_what_was_answered(lived: None, alice: Browser):
    told = json.loads(alice.client.get("/my-record/export.json").data)
    steps = [step for attempt in told["attempts"] for step in attempt["steps"]]
    assert len(steps) > 8 and all(step["title"] and step["asked"] for step in steps)
    assert any(step["answered"] for step in steps)
    written = [one for attempt in told["attempts"] for one in attempt["reflections"]]
    assert [(one["written"], bool(one["asked"])) for one in written if "canary" in one["written"]] == [
        ("canary-reflection", True)
    ]


def test_each_copy_is_a_row_of_the_audit_and_another_gets_their_own(lived: None, site: Site, bob: Browser):
    assert "canary" not in bob.client.get("/my-record/export.json").text
    with site.database.read() as connection:
        rows = connection.execute(sa.text("SELECT actor = subject FROM audit WHERE action = 'copy'")).scalars().all()
    assert rows == [1]


def test_whoever_runs_the_site_makes_one_for_somebody_who_asks(lived: None, site: Site):
    began = time.perf_counter()
    copy, problems = copying.copy_for(site, " Alice@Example.org ")
    assert copy is not None and not problems and b"canary-reflection" in copy_json(copy)
    assert time.perf_counter() - began < 10
    nobody, problems = copying.copy_for(site, "nobody@example.org")
    assert nobody is None and [problem.field for problem in problems] == ["email"]


def test_the_rows_of_every_table_in_the_register_are_somebodys():
    for name in {column.partition(".")[0] for column in copied()}:
        assert whose(metadata.tables[name], 1) is not None
