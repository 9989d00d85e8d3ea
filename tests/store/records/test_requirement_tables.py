"""What the database itself holds of requirements: they only grow, and a standing's phases are in order."""

import pytest
import sqlalchemy as sa
from alembic import command

from quizapp.store import schema
from quizapp.store.database import Connection, Database
from quizapp.store.invariants import violations
from quizapp.store.tables import standing
from tests.store.stories import AT, MODULE, MONDAY, add

INSERTS = (
    "INSERT INTO requirement (public_id, module, at) VALUES ('r', :module, :at)",
    "INSERT INTO requirement_rule (requirement, number, from_on, name, who, counted_from, window_days, grace_days, at)"
    " VALUES (1, 1, :on, 'Yearly', '[]', 'completion', 0, 0, :at)",
    "INSERT INTO exemption (public_id, requirement, person, from_on, reason, at) VALUES ('e', 1, 1, :on, 'Away', :at)",
    "INSERT INTO exemption_end (exemption, to_on, at) VALUES (1, :on, :at)",
)
BEFORE = "0016"


def fill(connection: Connection) -> None:
    add(connection, "Ada")
    for statement in INSERTS:
        wanted = {"module": MODULE, "on": MONDAY, "at": AT}
        named = {name: value for name, value in wanted.items() if f":{name}" in statement}
        connection.execute(sa.text(statement), named)


@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET at = at"])
@pytest.mark.parametrize("table", ["requirement", "requirement_rule", "exemption", "exemption_end"])
def test_what_was_required_and_who_was_exempt_stays_on_record(database: Database, table: str, change: str):
    with database.write() as connection:
        fill(connection)
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        connection.execute(sa.text(change.format(table)))


@pytest.mark.parametrize(
    "phases",
    [
        {"status0": "late"},
        {"status0": "assigned", "on1": MONDAY},
        {"status0": "assigned", "on2": MONDAY, "status2": "overdue"},
        {"status0": "up to date", "on1": MONDAY, "status1": "expiring", "on2": MONDAY, "status2": "expired"},
    ],
)
def test_phases_that_are_none_are_refused(database: Database, phases: dict[str, object]):
    with database.write() as connection:
        add(connection, "Ada")
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        connection.execute(standing.insert(), {"person": 1, "module": MODULE, **phases})


def test_of_those_who_are_there_it_is_kept_since_when_they_belong_to_what(empty: Database):
    with empty.write() as connection:
        command.upgrade(schema.config(connection), BEFORE)
    with empty.write() as connection:
        ward = connection.exec_driver_sql("INSERT INTO team (name) VALUES ('Ward') RETURNING id").scalar_one()
        for name in ("Ada", "Bea", "Cat"):
            add(connection, name, team=ward if name == "Bea" else None)
        connection.exec_driver_sql("UPDATE person SET \"group\" = 'health' WHERE name = 'Ada'")
        connection.exec_driver_sql("UPDATE person SET state = 'left' WHERE name <> 'Ada'")
        connection.exec_driver_sql("UPDATE membership SET to_on = '2026-03-01'")
    empty.upgrade()
    with empty.snapshot() as connection:
        found = connection.exec_driver_sql(
            "SELECT p.name, b.kind, b.value, b.from_on, b.to_on FROM belonging b JOIN person p ON p.id = b.person"
            " ORDER BY p.id, b.kind, b.value"
        ).all()
        assert [tuple(str(each) for each in row) for row in found] == [
            ("Ada", "everybody", "", "2026-01-05", "None"),
            ("Ada", "group", "health", "2026-01-05", "None"),
            ("Ada", "role", "staff", "2026-01-05", "None"),
            ("Bea", "everybody", "", "2026-01-05", "2026-03-01"),
            ("Bea", "role", "staff", "2026-01-05", "None"),
            ("Cat", "everybody", "", "2026-01-05", "2026-01-05"),
            ("Cat", "role", "staff", "2026-01-05", "None"),
        ]
        assert violations(connection) == ()
