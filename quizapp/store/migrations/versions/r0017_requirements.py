"""Who must complete which module, who is exempt, since when people belong to what, and how everybody stands.

Requirements, their rules and exemptions only grow. Of those who are there it is kept that they were here, and had
their roles and their group, since they joined; of those who have left, until their last team ended.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
STATUSES = "'not required', 'assigned', 'in progress', 'up to date', 'expiring', 'overdue', 'expired', 'exempt'"
STAYS = ("requirement", "requirement_rule", "exemption", "exemption_end")
BELONGING = (
    "INSERT INTO belonging (person, kind, value, from_on, to_on) SELECT p.id, 'everybody', '', p.joined_on,"
    " CASE WHEN p.state = 'active' THEN NULL ELSE coalesce((SELECT max(m.to_on) FROM membership m"
    " WHERE m.person = p.id AND m.home AND m.to_on >= p.joined_on), p.joined_on) END FROM person p",
    "INSERT INTO belonging (person, kind, value, from_on)"
    " SELECT p.id, 'role', r.role, p.joined_on FROM person p JOIN role r ON r.person = p.id",
    "INSERT INTO belonging (person, kind, value, from_on)"
    ' SELECT p.id, \'group\', p."group", p.joined_on FROM person p WHERE p."group" IS NOT NULL',
)


def upgrade() -> None:
    """Make the tables with their triggers, and say since when everybody belongs to what."""
    _requirements()
    _exemptions()
    _belongings()
    _standings()
    for statement in BELONGING:
        op.execute(statement)
    for statement in _sqlite() if op.get_bind().dialect.name == "sqlite" else _postgresql():
        op.execute(sa.text(statement))


def _requirements() -> None:
    op.create_table(
        "requirement",
        sa.Column("id", ID, nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("module", sa.Text(), nullable=False),
        sa.Column("by", ID),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint('length("public_id") BETWEEN 1 AND 64', name=op.f("ck_requirement_public_id_length")),
        sa.CheckConstraint('length("module") BETWEEN 1 AND 200', name=op.f("ck_requirement_module_length")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_requirement_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirement")),
        sa.UniqueConstraint("public_id", name=op.f("uq_requirement_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_requirement_module"), "requirement", ["module"])
    days = ("due_days", "window_days", "grace_days")
    op.create_table(
        "requirement_rule",
        sa.Column("requirement", ID, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("due_by", sa.Date()),
        sa.Column("due_days", sa.Integer()),
        sa.Column("renew_months", sa.Integer()),
        sa.Column("counted_from", sa.Text(), nullable=False),
        sa.Column("window_days", sa.Integer(), nullable=False),
        sa.Column("grace_days", sa.Integer(), nullable=False),
        sa.Column("by", ID),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint('length("name") BETWEEN 1 AND 200', name=op.f("ck_requirement_rule_name_length")),
        sa.CheckConstraint('length("who") BETWEEN 2 AND 20000', name=op.f("ck_requirement_rule_who_length")),
        sa.CheckConstraint(
            "\"counted_from\" IN ('completion', 'expiry')", name=op.f("ck_requirement_rule_counted_from")
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_requirement_rule_number")),
        sa.CheckConstraint("renew_months BETWEEN 1 AND 600", name=op.f("ck_requirement_rule_renew_months")),
        *(sa.CheckConstraint(f"{name} BETWEEN 0 AND 3660", name=op.f(f"ck_requirement_rule_{name}")) for name in days),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_requirement_rule_by")),
        sa.ForeignKeyConstraint(["requirement"], ["requirement.id"], name=op.f("fk_requirement_rule_requirement")),
        sa.PrimaryKeyConstraint("requirement", "number", name=op.f("pk_requirement_rule")),
    )


def _exemptions() -> None:
    op.create_table(
        "exemption",
        sa.Column("id", ID, nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("requirement", ID, nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", ID),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint('length("public_id") BETWEEN 1 AND 64', name=op.f("ck_exemption_public_id_length")),
        sa.CheckConstraint('length("reason") BETWEEN 1 AND 2000', name=op.f("ck_exemption_reason_length")),
        sa.CheckConstraint("to_on > from_on", name=op.f("ck_exemption_to_on")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_exemption_by")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_exemption_person")),
        sa.ForeignKeyConstraint(["requirement"], ["requirement.id"], name=op.f("fk_exemption_requirement")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exemption")),
        sa.UniqueConstraint("public_id", name=op.f("uq_exemption_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_exemption_person"), "exemption", ["person"])
    op.create_index(op.f("ix_exemption_requirement"), "exemption", ["requirement"])
    op.create_table(
        "exemption_end",
        sa.Column("exemption", ID, autoincrement=False, nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("by", ID),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_exemption_end_by")),
        sa.ForeignKeyConstraint(["exemption"], ["exemption.id"], name=op.f("fk_exemption_end_exemption")),
        sa.PrimaryKeyConstraint("exemption", name=op.f("pk_exemption_end")),
    )


def _belongings() -> None:
    op.create_table(
        "belonging",
        sa.Column("person", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date()),
        sa.CheckConstraint("\"kind\" IN ('everybody', 'role', 'group')", name=op.f("ck_belonging_kind")),
        sa.CheckConstraint('length("value") BETWEEN 0 AND 40', name=op.f("ck_belonging_value_length")),
        sa.CheckConstraint("to_on >= from_on", name=op.f("ck_belonging_to_on")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_belonging_person")),
        sa.PrimaryKeyConstraint("person", "kind", "value", "from_on", name=op.f("pk_belonging")),
    )
    op.create_index(
        "uq_belonging_open",
        "belonging",
        ["person", "kind", "value"],
        unique=True,
        sqlite_where=sa.text("to_on IS NULL"),
        postgresql_where=sa.text("to_on IS NULL"),
    )


def _standings() -> None:
    phases = [
        sa.CheckConstraint("(on1 IS NULL) = (status1 IS NULL)", name=op.f("ck_standing_phase1")),
        sa.CheckConstraint("(on2 IS NULL) = (status2 IS NULL)", name=op.f("ck_standing_phase2")),
        sa.CheckConstraint("on2 IS NULL OR (on1 IS NOT NULL AND on1 < on2)", name=op.f("ck_standing_phases")),
    ]
    op.create_table(
        "standing",
        sa.Column("person", ID, nullable=False),
        sa.Column("module", sa.Text(), nullable=False),
        sa.Column("home_team", ID),
        *(sa.Column(name, sa.Date()) for name in ("due_on", "completed_on", "renew_from", "expires_on")),
        *(sa.Column(name, sa.Date()) for name in ("exempt_until", "begun_on")),
        sa.Column("status0", sa.Text(), nullable=False),
        sa.Column("on1", sa.Date()),
        sa.Column("status1", sa.Text()),
        sa.Column("on2", sa.Date()),
        sa.Column("status2", sa.Text()),
        sa.Column("next_on", sa.Date()),
        *(sa.CheckConstraint(f'"status{n}" IN ({STATUSES})', name=op.f(f"ck_standing_status{n}")) for n in range(3)),
        *phases,
        sa.ForeignKeyConstraint(["home_team"], ["team.id"], name=op.f("fk_standing_home_team")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_standing_person")),
        sa.PrimaryKeyConstraint("person", "module", name=op.f("pk_standing")),
    )
    op.create_index(op.f("ix_standing_home_team_module"), "standing", ["home_team", "module"])
    op.create_index(op.f("ix_standing_next_on"), "standing", ["next_on"])


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} FOR EACH ROW"
        f" BEGIN SELECT RAISE(ABORT, '{table} rows stay as they are'); END"
        for table in STAYS
        for event in ("UPDATE", "DELETE")
    ]


def _postgresql() -> list[str]:
    return [
        f"CREATE TRIGGER {table}_{name} BEFORE {events} ON {table} FOR EACH {each} EXECUTE FUNCTION refuse_change()"
        for table in STAYS
        for name, events, each in (("stays", "UPDATE OR DELETE", "ROW"), ("whole", "TRUNCATE", "STATEMENT"))
    ]
