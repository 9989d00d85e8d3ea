"""What was done, by which attempt or in which other way; completions and certificates, which stay as they are."""

import json
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from quizapp.model.attempts import StoredResult
from quizapp.model.completion import (
    Certificate,
    CertificateEnd,
    Completion,
    CompletionSource,
    Done,
    HowItEnded,
    Printed,
)
from quizapp.model.people import Person
from quizapp.model.things import question_set, scenario
from quizapp.store.database import Connection, Database
from quizapp.store.records import certificates, completions, otherwise
from quizapp.store.records.completions import Refused
from quizapp.store.taking import attempts
from tests.store import quizzes, stories
from tests.store.quizzes import HALF, SET, WHOLE
from tests.store.stories import AT, BRIEFING, MODULE, MONDAY, PATH, RESULT, add, counts_from, publish

DAY = timedelta(days=1)
WITHDRAWN = CertificateEnd.WITHDRAWN
MONDAY_ENDS = datetime(2026, 11, 23, 23, 59, 59, 999999, tzinfo=UTC)
PASSED = StoredResult(1, 1, True, ())
PRINTED = Printed(
    name="Ada Löwe",
    module=MODULE,
    module_title="Child “mental” health",
    version="v1",
    on=MONDAY,
    topics=("Listening to children", "Engaging children"),
    minutes_nominal=85,
    minutes_taken=70,
    source="A review",
)


def briefing_sha(connection: Connection) -> str:
    found = sa.text("SELECT sha FROM version_part WHERE path = :path")
    return str(connection.execute(found, {"path": BRIEFING}).scalars().first())


def play(
    connection: Connection, person: Person, version: str, public_id: str, at: datetime, passed: bool = True
) -> int:
    made = stories.begin(connection, person, version, public_id)
    attempts.finish(connection, made.id, ending="end", at=at, result=PASSED if passed else RESULT)
    return made.id


def complete(connection: Connection, person: Person, *evidence: Done) -> Completion:
    return completions.add(
        connection,
        person=person.id,
        module=MODULE,
        on=MONDAY,
        briefing=briefing_sha(connection),
        source=CompletionSource.EARNED,
        evidence=evidence,
        at=AT,
    )


def test_a_part_is_done_by_the_first_attempt_that_passed(database: Database):
    with database.write() as connection:
        ada, bob = add(connection, "Ada"), add(connection, "Bob")
        story, quiz = publish(connection), publish(connection, "# Set\n", SET)
        assert completions.done(connection, ada.id, MODULE, counts_from) == ()
        quizzes.finish(connection, quizzes.begin(connection, ada, quiz), HALF)
        play(connection, ada, story, "a1", AT + DAY, passed=False)
        second = play(connection, ada, story, "a2", AT + 3 * DAY)
        play(connection, ada, story, "a3", AT + 4 * DAY)
        again = quizzes.begin(connection, ada, quiz, "q2", 2)
        quizzes.finish(connection, again, WHOLE, AT + 2 * DAY)
        stories.begin(connection, bob, story, "b1")
        assert completions.done(connection, ada.id, MODULE, counts_from) == (
            Done(question_set(MODULE, "listening"), AT + 2 * DAY, attempt=again.id),
            Done(scenario(MODULE, "just-a-phase"), AT + 3 * DAY, attempt=second),
        )
        assert completions.done(connection, bob.id, MODULE, counts_from) == ()
        assert completions.done(connection, ada.id, "other-module", counts_from) == ()


def test_what_was_done_of_every_module_is_read_together_and_is_the_same_for_each(database: Database):
    elsewhere = "questions/other-module/listening.md"
    with database.write() as connection:
        ada, boss = add(connection, "Ada"), add(connection, "Boss")
        assert completions.done_everywhere(connection, ada.id, counts_from) == {}
        story, quiz = publish(connection), publish(connection, "# Set\n", SET)
        publish(connection, "# Set\n", elsewhere)
        for n, path in enumerate((elsewhere, PATH)):
            otherwise.add(connection, person=ada.id, path=path, on=MONDAY + n * DAY, by=boss.id, at=AT + 7 * DAY)
        quizzes.finish(connection, quizzes.begin(connection, ada, quiz), WHOLE, AT + 2 * DAY)
        first = play(connection, ada, story, "a1", AT + DAY)
        play(connection, boss, story, "b1", AT)
        found = completions.done_everywhere(connection, ada.id, counts_from)
        assert set(found) == {MODULE, "other-module"}
        for module, parts in found.items():
            assert completions.done(connection, ada.id, module, counts_from) == parts
    assert found[MODULE][0].attempt == first and len(found[MODULE]) == 2
    assert [part.thing for part in found["other-module"]] == [question_set("other-module", "listening")]


def test_practice_does_nothing(database: Database):
    with database.write() as connection:
        ada, quiz = add(connection, "Ada"), publish(connection, "# Set\n", SET)
        quizzes.finish(connection, quizzes.begin(connection, ada, quiz, practice=True), WHOLE)
        assert completions.done(connection, ada.id, MODULE, counts_from) == ()


@pytest.mark.parametrize(("day", "first"), [(date(2026, 11, 23), "otherwise"), (date(2026, 11, 25), "attempt")])
def test_whichever_was_first_counts_the_attempt_or_the_other_way(database: Database, day: date, first: str):
    with database.write() as connection:
        ada, boss, story = add(connection, "Ada"), add(connection, "Boss"), publish(connection)
        attempt = play(connection, ada, story, "a1", AT + DAY)
        recorded = AT + 7 * DAY
        assert otherwise.add(connection, person=ada.id, path=PATH, on=day, by=boss.id, at=recorded)
        (part,) = completions.done(connection, ada.id, MODULE, counts_from)
    assert part.thing == scenario(MODULE, "just-a-phase")
    if first == "attempt":
        assert (part.attempt, part.otherwise, part.at) == (attempt, None, AT + DAY)
    else:
        assert (part.attempt, part.otherwise, part.at) == (None, 1, MONDAY_ENDS)


def test_another_way_never_counts_from_a_time_to_come(database: Database):
    with database.write() as connection:
        ada, boss = add(connection, "Ada"), add(connection, "Boss")
        publish(connection)
        otherwise.add(connection, person=ada.id, path=PATH, on=MONDAY, by=boss.id, at=AT)
        (part,) = completions.done(connection, ada.id, MODULE, counts_from)
    assert part.at == AT


def test_another_way_is_recorded_once(database: Database):
    with database.write() as connection:
        ada, boss = add(connection, "Ada"), add(connection, "Boss")
        publish(connection, "# Set\n", SET)
        ways = [
            otherwise.add(connection, person=ada.id, path=SET, on=MONDAY + n * DAY, by=boss.id, at=AT + DAY)
            for n in range(2)
        ]
        (part,) = completions.done(connection, ada.id, MODULE, counts_from)
    assert ways == [True, False]
    assert part == Done(question_set(MODULE, "listening"), MONDAY_ENDS, otherwise=1)


@pytest.mark.parametrize("path", [BRIEFING, "scenarios/child-mental-health/nowhere.md"])
def test_only_a_scenario_or_a_set_is_done_in_another_way(database: Database, path: str):
    with database.write() as connection:
        ada, boss = add(connection, "Ada"), add(connection, "Boss")
        publish(connection, "# A briefing\n", BRIEFING)
        with pytest.raises(Refused):
            otherwise.add(connection, person=ada.id, path=path, on=MONDAY, by=boss.id, at=AT)


def test_another_way_of_somebody_who_is_not_there_is_refused(database: Database):
    with database.write() as connection:
        boss = add(connection, "Boss")
        publish(connection)
    with pytest.raises(Refused), database.write() as connection:
        otherwise.add(connection, person=99, path=PATH, on=MONDAY, by=boss.id, at=AT)


def test_a_completion_comes_back_with_its_evidence(database: Database):
    with database.write() as connection:
        ada, boss, story = add(connection, "Ada"), add(connection, "Boss"), publish(connection)
        publish(connection, "# Set\n", SET)
        play(connection, ada, story, "a1", AT + DAY)
        otherwise.add(connection, person=ada.id, path=SET, on=MONDAY, by=boss.id, at=AT + 2 * DAY)
        found = completions.done(connection, ada.id, MODULE, counts_from)
        assert completions.find(connection, ada.id, MODULE) is None
        made = complete(connection, ada, *reversed(found))
    with database.read() as connection:
        assert completions.find(connection, ada.id, MODULE) == made
        assert completions.find(connection, boss.id, MODULE) is None
        assert completions.evidence(connection, made.id, counts_from) == tuple(reversed(found))
        assert completions.evidence(connection, made.id + 1, counts_from) == ()
    assert (made.person, made.on, made.source) == (ada.id, MONDAY, CompletionSource.EARNED)


def completed(connection: Connection) -> Completion:
    ada, story = add(connection, "Ada"), publish(connection)
    play(connection, ada, story, "a1", AT)
    return complete(connection, ada, *completions.done(connection, ada.id, MODULE, counts_from))


def test_a_module_is_completed_once(database: Database):
    with database.write() as connection:
        made = completed(connection)
    with pytest.raises(Refused), database.write() as connection:
        evidence = completions.evidence(connection, made.id, counts_from)
        complete(connection, Person(made.person, "", "", frozenset(), None, None), *evidence)


def test_a_completion_without_evidence_or_of_a_briefing_that_is_not_kept_is_not_stored(database: Database):
    with database.write() as connection:
        ada, story = add(connection, "Ada"), publish(connection)
        play(connection, ada, story, "a1", AT)
        found = completions.done(connection, ada.id, MODULE, counts_from)
        with pytest.raises(ValueError, match="evidence"):
            complete(connection, ada)
        with pytest.raises(Refused), connection.begin_nested():
            complete(connection, ada, *found, *found)
        with pytest.raises(Refused), connection.begin_nested():
            complete(connection, ada, replace(found[0], attempt=99))
        with pytest.raises(Refused), connection.begin_nested():
            complete(connection, ada, replace(found[0], otherwise=1))
        with pytest.raises(Refused), connection.begin_nested():
            completions.add(
                connection,
                person=ada.id,
                module=MODULE,
                on=MONDAY,
                briefing="0" * 64,
                source=CompletionSource.ANOTHER_WAY,
                evidence=found,
                at=AT,
            )
        assert completions.find(connection, ada.id, MODULE) is None


def test_a_certificate_comes_back_as_it_was_issued_and_says_when_it_was_withdrawn(database: Database):
    with database.write() as connection:
        made = completed(connection)
        assert certificates.of_completion(connection, made.id) is None
        certificates.issue(connection, code="ABCD-1234", completion=made.id, printed=PRINTED, at=AT)
    issued = Certificate("ABCD-1234", made.id, made.person, PRINTED, AT)
    with database.write() as connection:
        assert certificates.find(connection, "ABCD-1234") == issued
        assert certificates.of_completion(connection, made.id) == issued
        assert certificates.find(connection, "ABCD-0000") is None
        assert certificates.end(connection, "ABCD-1234", WITHDRAWN, at=AT + DAY, by=made.person, why="for Bob")
        withdrawn = replace(issued, kind=WITHDRAWN, ended=HowItEnded(AT + DAY, "for Bob", made.person))
        assert certificates.find(connection, "ABCD-1234") == withdrawn
        assert not certificates.end(connection, "ABCD-1234", WITHDRAWN, at=AT + 2 * DAY, by=None, why="again")
        assert not certificates.end(connection, "ABCD-0000", WITHDRAWN, at=AT, by=None, why="not there")
        assert certificates.of_completion(connection, made.id) == withdrawn


def test_completions_of_every_module_come_together_each_with_its_own_certificate(database: Database):
    with database.write() as connection:
        first = completed(connection)
        assert certificates.of_completions(connection, [first.id]) == {} == certificates.of_completions(connection, [])
        second = completions.add(
            connection,
            person=first.person,
            module="other-module",
            on=MONDAY + DAY,
            briefing=first.briefing,
            source=CompletionSource.EARNED,
            evidence=completions.evidence(connection, first.id, counts_from),
            at=AT,
        )
        certificates.issue(connection, code="two", completion=second.id, printed=PRINTED, at=AT)
        certificates.issue(connection, code="one", completion=first.id, printed=PRINTED, at=AT)
        assert completions.of_person(connection, first.person) == {MODULE: first, "other-module": second}
        assert completions.of_person(connection, first.person + 1) == {}
        found = certificates.of_completions(connection, [first.id, second.id])
    assert {made: one.code for made, one in found.items()} == {first.id: "one", second.id: "two"}


def test_a_completion_has_one_certificate_and_a_withdrawal_its_reason(database: Database):
    with database.write() as connection:
        made = completed(connection)
        certificates.issue(connection, code="one", completion=made.id, printed=PRINTED, at=AT)
        for code, completion in (("two", made.id), ("one", made.id), ("two", 99)):
            with pytest.raises(Refused), connection.begin_nested():
                certificates.issue(connection, code=code, completion=completion, printed=PRINTED, at=AT)
        with pytest.raises(Refused), connection.begin_nested():
            certificates.end(connection, "one", WITHDRAWN, at=AT, by=None, why="")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE otherwise SET on_date = '2026-01-01'",
        "DELETE FROM otherwise",
        "UPDATE completion SET on_date = '2026-01-01'",
        "DELETE FROM completion",
        "UPDATE completion_evidence SET ordinal = 5",
        "DELETE FROM completion_evidence",
        "UPDATE certificate SET printed = '{{}}'",
        "UPDATE certificate SET code = 'other'",
        "UPDATE certificate SET issued_at = '2026-01-01 00:00:00.000000'",
        "UPDATE certificate SET completion = completion",
        "DELETE FROM certificate",
        "DELETE FROM certificate_current",
        "UPDATE certificate_current SET code = code",
        "DELETE FROM completion_current",
        "DELETE FROM otherwise_current",
        "{end}; {end}",
        "{end}; UPDATE certificate_end SET why = 'y'",
        "{end}; DELETE FROM certificate_end",
        "{end}; INSERT INTO certificate_current (completion, code) VALUES (1, 'one')",
        "{around}",
    ],
)
def test_proof_stays_as_it_is(database: Database, statement: str):
    end = "INSERT INTO certificate_end (code, kind, at, why) VALUES ('one', 'withdrawn', '2026-01-01 00:00:00', 'x')"
    around = (
        "INSERT OR REPLACE INTO completion SELECT * FROM completion"
        if database.dialect == "sqlite"
        else "TRUNCATE certificate CASCADE"
    )
    with database.write() as connection:
        made = completed(connection)
        otherwise.add(connection, person=made.person, path=PATH, on=MONDAY, by=made.person, at=AT)
        certificates.issue(connection, code="one", completion=made.id, printed=PRINTED, at=AT)
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        for part in statement.format(end=end, around=around).split("; "):
            connection.exec_driver_sql(part)


@pytest.mark.parametrize("printed", [PRINTED, replace(PRINTED, issuer="Meadow Lane Trust", published_on=MONDAY)])
def test_a_certificate_keeps_who_issued_it_and_how_new_the_module_was(database: Database, printed: Printed):
    with database.write() as connection:
        made = completed(connection)
        certificates.issue(connection, code="one", completion=made.id, printed=printed, at=AT)
        found = certificates.find(connection, "one")
        assert found is not None and found.printed == printed


def test_a_certificate_of_before_these_were_kept_is_read(database: Database):
    kept = {
        key: value for key, value in asdict(PRINTED).items() if key not in ("issuer", "published_on", "recorded_on")
    }
    text = json.dumps(kept | {"on": PRINTED.on.isoformat()})
    insert = "INSERT INTO certificate (code, completion, printed, issued_at) VALUES ('one', :of, :text, :at)"
    with database.write() as connection:
        made = completed(connection)
        connection.execute(sa.text(insert), {"of": made.id, "text": text, "at": "2026-11-23 09:00:00.000000"})
        found = certificates.find(connection, "one")
        assert found is not None and found.printed == PRINTED


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": None},
        {"published_on": None},
        {"minutes_taken": "70"},
        {"topics": "one"},
        {"topics": [1]},
        {"on": None},
        {"extra": 1},
    ],
)
def test_what_is_no_certificate_is_never_read_as_one(database: Database, change: dict[str, object]):
    printed = {
        "name": "Ada",
        "module": "m",
        "module_title": "M",
        "version": "v",
        "on": "2026-11-23",
        "topics": [],
        "minutes_nominal": 1,
        "minutes_taken": 1,
        "source": "s",
    } | change
    insert = sa.text(
        "INSERT INTO certificate (code, completion, printed, issued_at)"
        " VALUES ('one', :completion, :printed, '2026-11-23 09:00:00.000000')"
    )
    with database.write() as connection:
        made = completed(connection)
        connection.execute(insert, {"completion": made.id, "printed": json.dumps(printed)})
        with pytest.raises(ValueError, match="certificate"):
            certificates.find(connection, "one")
