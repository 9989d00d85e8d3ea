"""The judge sees what it is there to see: answers and completions that are missing, changed, or nobody's."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from quizapp.engine import asking
from quizapp.model.people import Person
from quizapp.services.site.site import Site
from quizapp.services.taking import learning, sets
from quizapp.store.taking import histories
from tests.bench.prepare import opened_site, signed_in_at_set
from tests.databases import SqliteTemplate
from tests.faults.answering import Record, Sent
from tests.faults.example import example_files
from tests.faults.judging import judge


@pytest.fixture
def site(tmp_path: Path, sqlite_template: SqliteTemplate) -> Iterator[Site]:
    site = opened_site(sqlite_template.copy(tmp_path, example_files))
    yield site
    site.database.dispose()


@pytest.fixture
def record(site: Site) -> Record:
    """One person has taken the set, and passed; this is what their client knows."""
    (start,) = signed_in_at_set(site, 1)
    public_id, record = start.path.split("/")[2], Record()
    with site.database.read() as connection:
        (run,) = histories.runs(connection, 0, 1)
        quiz = site.quiz(run.attempt.version, connection)
    person = Person(run.attempt.person, "", "", frozenset())
    for number, drawn in enumerate(sets.drawn(run)):
        question = quiz.questions[drawn.question]
        given = asking.given_of(question, asking.best_answer(question), drawn.order)
        fields = {"answer": ",".join(map(str, given.positions)), "text": given.text}
        if quiz.compiled.set.asks_certainty(question):
            given, fields["certainty"] = replace(given, certainty="sure"), "sure"
        learning.answer(site, person, public_id, number, given)
        sent = {name: value for name, value in fields.items() if value}
        record.sent[public_id, number] = Sent(sent, datetime.now(UTC), confirmed=True)
    return record


def test_what_is_whole_is_clean(site: Site, record: Record) -> None:
    verdict = judge(site, record)
    assert verdict.clean, verdict
    assert (verdict.stored, verdict.completions) == (len(record.sent), 1)


def test_an_answer_that_was_confirmed_and_is_not_there_is_lost(site: Site, record: Record) -> None:
    record.sent["elsewhere", 0] = Sent({"answer": "0"}, datetime.now(UTC), confirmed=True)
    assert judge(site, record).lost == ["('elsewhere', 0)"]


def test_an_answer_that_is_stored_otherwise_is_changed(site: Site, record: Record) -> None:
    next(iter(record.sent.values())).answer["certainty"] = "not sure"
    assert len(judge(site, record).changed) == 1


def test_an_answer_that_nobody_sent_is_a_ghost(site: Site, record: Record) -> None:
    record.sent.popitem()
    assert len(judge(site, record).ghosts) == 1


def test_a_pass_without_its_completion_is_lost(site: Site, record: Record) -> None:
    tables = ("certificate_current", "certificate", "completion_current", "completion_evidence", "completion")
    with site.database.write() as connection:
        for table in tables:
            find = sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
            for name in connection.execute(find, {"table": table}).scalars().all():
                connection.execute(sa.text(f'DROP TRIGGER "{name}"'))
            connection.execute(sa.text(f"DELETE FROM {table}"))
    (lost,) = judge(site, record).lost
    assert lost.startswith("the completion by attempt")
