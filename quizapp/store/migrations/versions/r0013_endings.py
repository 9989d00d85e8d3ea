"""What was recorded can end, by a row of its own: another way, a completion, a certificate. None of them ever changes.

At most one of each stands at a time: tables of what is current hold that by their keys. The database writes them
itself, as rows come and end, so that no code can forget to. A withdrawal of before becomes a row, with who made it
where the audit tells. Every other way gets a name that an address may carry, and a certificate may name the one that it
replaces.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)

CHANGED = ("otherwise", "completion", "completion_evidence", "certificate")
BEFORE = "_of_before"
# What ends: its table, its key, what it is one of, and that of the table of what is current.
ENDING = (
    ("otherwise", "id", ("person", "thing"), "otherwise"),
    ("completion", "id", ("person", "module"), "completion"),
    ("certificate", "code", ("completion",), "code"),
)
ONCE = ", \n\tCONSTRAINT uq_completion_person_module UNIQUE (person, module)"
STAYS = ("otherwise", "completion", "completion_evidence", "certificate")
WITHDRAWN = (
    'INSERT INTO certificate_end (code, kind, at, "by", why)'
    " SELECT f.code, 'withdrawn', f.revoked_at, (SELECT max(a.actor) FROM audit a JOIN completion c"
    " ON c.person = a.subject AND c.module = a.object WHERE a.action = 'certificate-withdraw' AND a.at = f.revoked_at"
    " AND c.id = f.completion), f.why FROM {before} f WHERE f.revoked_at IS NOT NULL"
)


def upgrade() -> None:
    """Change the tables, make the new ones with their triggers, and carry over what is there."""
    if op.get_bind().dialect.name == "sqlite":
        _remake()
        _new_tables()
        op.execute(WITHDRAWN.format(before="certificate" + BEFORE))
        for table in CHANGED:
            op.drop_table(table + BEFORE)
    else:
        _alter()
        _new_tables()
        op.execute(WITHDRAWN.format(before="certificate"))
        op.execute("DROP TRIGGER certificate_guard ON certificate")
        op.execute("DROP FUNCTION guard_certificate()")
        op.drop_column("certificate", "revoked_at")
        op.drop_column("certificate", "why")
    for table, key, of, current in ENDING:
        op.execute(
            f"INSERT INTO {table}_current ({', '.join((*of, current))})"
            f" SELECT {', '.join((*of, key))} FROM {table} x WHERE NOT EXISTS"
            f" (SELECT 1 FROM {table}_end e WHERE e.{current} = x.{key})"
        )
    for statement in _sqlite() if op.get_bind().dialect.name == "sqlite" else _postgresql():
        op.execute(sa.text(statement.replace(":", "\\:")))


def _remake() -> None:
    """SQLite drops no constraint: every table that changes is made anew, with those that refer to it.

    Dropping a table fires no trigger, and takes its own with it; nothing refers to a copy.
    """
    asked = op.get_bind().exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    made = {row.name: row.sql for row in asked}
    if ONCE not in made["completion"]:
        raise ValueError("the table of completions is not as the migration of before made it")
    for table in CHANGED:
        op.execute(f"CREATE TABLE {table}{BEFORE} AS SELECT * FROM {table}")
    for table in reversed(CHANGED):
        op.drop_table(table)
    op.create_table(
        "otherwise",
        sa.Column("id", ID, nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("thing", ID, nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("by", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint('length("public_id") BETWEEN 1 AND 64', name=op.f("ck_otherwise_public_id_length")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_otherwise_by")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_otherwise_person")),
        sa.ForeignKeyConstraint(["thing"], ["thing.id"], name=op.f("fk_otherwise_thing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_otherwise")),
        sa.UniqueConstraint("public_id", name=op.f("uq_otherwise_public_id")),
        sqlite_autoincrement=True,
    )
    op.execute(made["completion"].replace(ONCE, "", 1))
    op.execute(made["completion_evidence"])
    op.create_table(
        "certificate",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("completion", ID, nullable=False),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("replaces", sa.Text()),
        sa.CheckConstraint('length("code") BETWEEN 1 AND 64', name=op.f("ck_certificate_code_length")),
        sa.CheckConstraint('length("printed") BETWEEN 2 AND 20000', name=op.f("ck_certificate_printed_length")),
        sa.CheckConstraint("replaces <> code", name=op.f("ck_certificate_replaces")),
        sa.ForeignKeyConstraint(["completion"], ["completion.id"], name=op.f("fk_certificate_completion")),
        sa.ForeignKeyConstraint(["replaces"], ["certificate.code"], name=op.f("fk_certificate_replaces")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_certificate")),
        sa.UniqueConstraint("replaces", name=op.f("uq_certificate_replaces")),
    )
    op.create_index(op.f("ix_certificate_completion"), "certificate", ["completion"])
    columns = {
        "otherwise": 'id, public_id, person, thing, on_date, "by", at',
        "completion": "id, person, module, on_date, briefing_sha, source, at",
        "completion_evidence": "completion, ordinal, attempt, otherwise",
        "certificate": "code, completion, printed, issued_at",
    }
    for table, named in columns.items():
        values = named.replace("public_id", "lower(hex(randomblob(16)))")
        op.execute(f"INSERT INTO {table} ({named}) SELECT {values} FROM {table}{BEFORE}")


def _alter() -> None:
    """PostgreSQL drops constraints; a new column's default fills the rows that are there, past their triggers."""
    op.execute(
        "ALTER TABLE otherwise ADD COLUMN public_id TEXT NOT NULL DEFAULT replace(gen_random_uuid()::text, '-', '')"
    )
    op.execute("ALTER TABLE otherwise ALTER COLUMN public_id DROP DEFAULT")
    op.create_check_constraint(
        op.f("ck_otherwise_public_id_length"), "otherwise", 'length("public_id") BETWEEN 1 AND 64'
    )
    op.create_unique_constraint(op.f("uq_otherwise_public_id"), "otherwise", ["public_id"])
    op.drop_constraint(op.f("uq_otherwise_person_thing"), "otherwise", type_="unique")
    op.drop_constraint(op.f("uq_completion_person_module"), "completion", type_="unique")
    op.drop_constraint(op.f("uq_certificate_completion"), "certificate", type_="unique")
    op.create_index(op.f("ix_certificate_completion"), "certificate", ["completion"])
    op.add_column("certificate", sa.Column("replaces", sa.Text()))
    op.create_foreign_key(op.f("fk_certificate_replaces"), "certificate", "certificate", ["replaces"], ["code"])
    op.create_unique_constraint(op.f("uq_certificate_replaces"), "certificate", ["replaces"])
    op.create_check_constraint(op.f("ck_certificate_replaces"), "certificate", "replaces <> code")


def _new_tables() -> None:
    """What ended, by whom and why; and what stands, by what it is one of."""
    for table in ("otherwise", "completion"):
        _end(table, table, sa.Column(table, ID, autoincrement=False, nullable=False), by=False)
    _end("certificate", "code", sa.Column("code", sa.Text(), nullable=False), by=True)
    _current("otherwise", "person", sa.Column("thing", ID, autoincrement=False, nullable=False), "thing.id")
    _current("completion", "person", sa.Column("module", sa.Text(), nullable=False), None)
    op.create_table(
        "certificate_current",
        sa.Column("completion", ID, autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["certificate.code"], name=op.f("fk_certificate_current_code")),
        sa.ForeignKeyConstraint(["completion"], ["completion.id"], name=op.f("fk_certificate_current_completion")),
        sa.PrimaryKeyConstraint("completion", name=op.f("pk_certificate_current")),
        sa.UniqueConstraint("code", name=op.f("uq_certificate_current_code")),
    )


def _end(table: str, key: str, column: sa.Column[int] | sa.Column[str], *, by: bool) -> None:
    name, of = f"{table}_end", f"{table}.{'id' if key == table else key}"
    kinds = sa.CheckConstraint("\"kind\" IN ('withdrawn', 'replaced')", name=op.f("ck_certificate_end_kind"))
    op.create_table(
        name,
        column,
        *((sa.Column("kind", sa.Text(), nullable=False), kinds) if table == "certificate" else ()),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", ID, nullable=by),
        sa.Column("why", sa.Text(), nullable=False),
        sa.CheckConstraint('length("why") BETWEEN 1 AND 2000', name=op.f(f"ck_{name}_why_length")),
        sa.ForeignKeyConstraint([key], [of], name=op.f(f"fk_{name}_{key}")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f(f"fk_{name}_by")),
        sa.PrimaryKeyConstraint(key, name=op.f(f"pk_{name}")),
    )


def _current(table: str, person: str, column: sa.Column[int] | sa.Column[str], refers: str | None) -> None:
    name, second = f"{table}_current", str(column.name)
    refers_to = (
        (sa.ForeignKeyConstraint([second], [refers], name=op.f(f"fk_{name}_{second}")),) if refers is not None else ()
    )
    op.create_table(
        name,
        sa.Column(person, ID, autoincrement=False, nullable=False),
        column,
        sa.Column(table, ID, nullable=False),
        sa.ForeignKeyConstraint([person], ["person.id"], name=op.f(f"fk_{name}_{person}")),
        *refers_to,
        sa.ForeignKeyConstraint([table], [f"{table}.id"], name=op.f(f"fk_{name}_{table}")),
        sa.PrimaryKeyConstraint(person, second, name=op.f(f"pk_{name}")),
        sa.UniqueConstraint(table, name=op.f(f"uq_{name}_{table}")),
    )


def _begins(table: str, key: str, of: tuple[str, ...], current: str) -> str:
    values = ", ".join(f"NEW.{name}" for name in (*of, key))
    return f"INSERT INTO {table}_current ({', '.join((*of, current))}) VALUES ({values})"


def _ends(table: str, current: str) -> str:
    return f"DELETE FROM {table}_current WHERE {current} = NEW.{current}"


def _has_ended(table: str, current: str, row: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table}_end e WHERE e.{current} = {row}.{current})"


def _is_it(table: str, key: str, of: tuple[str, ...], current: str) -> str:
    same = " AND ".join(f"x.{name} = NEW.{name}" for name in of)
    return f"EXISTS (SELECT 1 FROM {table} x WHERE x.{key} = NEW.{current} AND {same})"


def _wrong(table: str, key: str, of: tuple[str, ...], current: str) -> str:
    return f"{_has_ended(table, current, 'NEW')} OR NOT {_is_it(table, key, of, current)}"


def _text(table: str) -> str:
    return f"what is current of {table} follows from what began and what ended"


def _sqlite() -> list[str]:
    def trigger(name: str, event: str, table: str, when: str, body: str) -> str:
        condition = f"WHEN {when} " if when else ""
        return f"CREATE TRIGGER {name} {event} ON {table} FOR EACH ROW {condition}BEGIN {body}; END"

    def refuse(text: str) -> str:
        return f"SELECT RAISE(ABORT, '{text}')"

    made = []
    for table in (*STAYS, *(f"{table}_end" for table, _, _, _ in ENDING)):
        for event in ("UPDATE", "DELETE"):
            stays = refuse(f"{table} rows stay as they are")
            made.append(trigger(f"{table}_no_{event.lower()}", f"BEFORE {event}", table, "", stays))
    for table, key, of, current in ENDING:
        name, text = f"{table}_current", refuse(_text(table))
        made += [
            trigger(f"{name}_right", "BEFORE INSERT", name, _wrong(table, key, of, current), text),
            trigger(f"{name}_no_update", "BEFORE UPDATE", name, "", text),
            trigger(f"{name}_no_delete", "BEFORE DELETE", name, f"NOT {_has_ended(table, current, 'OLD')}", text),
            trigger(f"{table}_begins", "AFTER INSERT", table, "", _begins(table, key, of, current)),
            trigger(f"{table}_ends", "AFTER INSERT", f"{table}_end", "", _ends(table, current)),
        ]
    return made


def _postgresql() -> list[str]:
    def function(name: str, body: str) -> str:
        return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"

    def refuse_if(condition: str, text: str) -> str:
        return f"IF {condition} THEN RAISE EXCEPTION '{text}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"

    def trigger(name: str, event: str, table: str, called: str, each: str = "ROW") -> str:
        return f"CREATE TRIGGER {name} {event} ON {table} FOR EACH {each} EXECUTE FUNCTION {called}()"

    # The others have these since their own migrations; a certificate could be withdrawn in place until now.
    made = [
        "DROP TRIGGER certificate_stays ON certificate",
        trigger("certificate_stays", "BEFORE UPDATE OR DELETE", "certificate", "refuse_change"),
    ]
    for table, key, of, current in ENDING:
        name, end, text = f"{table}_current", f"{table}_end", _text(table)
        made += [
            trigger(f"{end}_stays", "BEFORE UPDATE OR DELETE", end, "refuse_change"),
            trigger(f"{end}_whole", "BEFORE TRUNCATE", end, "refuse_change", "STATEMENT"),
            trigger(f"{name}_whole", "BEFORE TRUNCATE", name, "refuse_change", "STATEMENT"),
            function(f"begin_{table}", f"{_begins(table, key, of, current)}; RETURN NULL;"),
            function(f"end_{table}", f"{_ends(table, current)}; RETURN NULL;"),
            function(f"guard_{name}", refuse_if(_wrong(table, key, of, current), text) + " RETURN NEW;"),
            function(f"keep_{name}", refuse_if(f"NOT {_has_ended(table, current, 'OLD')}", text) + " RETURN OLD;"),
            trigger(f"{name}_right", "BEFORE INSERT", name, f"guard_{name}"),
            trigger(f"{name}_no_update", "BEFORE UPDATE", name, "refuse_change"),
            trigger(f"{name}_no_delete", "BEFORE DELETE", name, f"keep_{name}"),
            trigger(f"{table}_begins", "AFTER INSERT", table, f"begin_{table}"),
            trigger(f"{table}_ends", "AFTER INSERT", end, f"end_{table}"),
        ]
    return made
