"""What figures of teams are made of, their sums, and triggers that keep the sums with people who move.

The tables are filled from the attempts that are there by `quizapp upgrade`, which can replay them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = "\"word\" IN ('met', 'partly', 'missed', 'not reached')"
COUNTED = ("people", "met", "partly", "missed", "not_reached", "sure_wrong")


def upgrade() -> None:
    """Make the tables and the triggers."""
    op.create_table(
        "first_mark",
        sa.Column("person", ID, nullable=False),
        sa.Column("module", sa.Text(), nullable=False),
        sa.Column("point", sa.Text(), nullable=False),
        sa.Column("attempt", ID, nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.Column("sure_wrong", sa.Boolean(), nullable=False),
        _length("first_mark", "module", 200),
        _length("first_mark", "point", 200),
        sa.CheckConstraint(WORDS, name=op.f("ck_first_mark_word")),
        _length("first_mark", "place", 500, 0),
        sa.CheckConstraint("(word = 'not reached') = (place = '')", name=op.f("ck_first_mark_reached")),
        sa.CheckConstraint("choice >= -1", name=op.f("ck_first_mark_choice")),
        sa.CheckConstraint('"sure_wrong" IN (true, false)', name=op.f("ck_first_mark_sure_wrong")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_first_mark_person")),
        sa.ForeignKeyConstraint(["attempt"], ["attempt.id"], name=op.f("fk_first_mark_attempt")),
        sa.PrimaryKeyConstraint("person", "module", "point", name=op.f("pk_first_mark")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_first_mark_attempt"), "first_mark", ["attempt"])
    op.create_table(
        "point_total",
        sa.Column("module", sa.Text(), nullable=False),
        sa.Column("team", ID, autoincrement=False, nullable=False),
        sa.Column("point", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTED),
        _length("point_total", "module", 200),
        _length("point_total", "point", 200),
        sa.ForeignKeyConstraint(["team"], ["team.id"], name=op.f("fk_point_total_team")),
        sa.PrimaryKeyConstraint("module", "team", "point", name=op.f("pk_point_total")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_point_total_team"), "point_total", ["team"])
    op.create_table(
        "choice_total",
        sa.Column("module", sa.Text(), nullable=False),
        sa.Column("point", sa.Text(), nullable=False),
        sa.Column("team", ID, autoincrement=False, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("choice", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        _length("choice_total", "module", 200),
        _length("choice_total", "point", 200),
        _length("choice_total", "place", 500),
        sa.CheckConstraint(WORDS, name=op.f("ck_choice_total_word")),
        sa.ForeignKeyConstraint(["team"], ["team.id"], name=op.f("fk_choice_total_team")),
        sa.PrimaryKeyConstraint(
            "module", "point", "team", "version", "place", "choice", "word", name=op.f("pk_choice_total")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_choice_total_team"), "choice_total", ["team"])
    for statement in _sqlite() if op.get_bind().dialect.name == "sqlite" else _postgresql():
        op.execute(sa.text(statement))


def _length(table: str, column: str, most: int, least: int = 1) -> sa.CheckConstraint:
    return sa.CheckConstraint(
        f'length("{column}") BETWEEN {least} AND {most}', name=op.f(f"ck_{table}_{column}_length")
    )


def _counted(row: str, sign: str) -> list[str]:
    """What the person of this row of membership counts as is added to its team's sums, or taken from them."""
    of = f"FROM first_mark m WHERE m.person = {row}.person"
    words = ", ".join(f"{sign}(CASE WHEN m.word = '{word}' THEN 1 ELSE 0 END)" for word in _WORDS)
    added = ", ".join(f"{name} = point_total.{name} + excluded.{name}" for name in COUNTED)
    return [
        f"INSERT INTO point_total (module, team, point, {', '.join(COUNTED)})"
        f" SELECT m.module, {row}.team, m.point, {sign}1, {words}, {sign}(CASE WHEN m.sure_wrong THEN 1 ELSE 0 END)"
        f" {of} ORDER BY m.module, m.point ON CONFLICT (module, team, point) DO UPDATE SET {added};",
        "INSERT INTO choice_total (module, point, team, version, place, choice, word, n)"  # noqa: S608 (our own names)
        f" SELECT m.module, m.point, {row}.team, a.version, m.place, m.choice, m.word, {sign}1"
        f" FROM first_mark m JOIN attempt a ON a.id = m.attempt WHERE m.person = {row}.person AND m.place <> ''"
        " ORDER BY m.module, m.point ON CONFLICT (module, point, team, version, place, choice, word)"
        " DO UPDATE SET n = choice_total.n + excluded.n;",
    ]


_WORDS = ("met", "partly", "missed", "not reached")


def _sqlite() -> list[str]:
    def trigger(name: str, event: str, row: str, sign: str) -> str:
        body = " ".join(_counted(row, sign))
        return (
            f"CREATE TRIGGER {name} AFTER {event} ON membership FOR EACH ROW"
            f" WHEN {row}.home AND {row}.to_on IS NULL BEGIN {body} END"
        )

    return [
        trigger("membership_counts", "INSERT", "NEW", ""),
        trigger("membership_counts_no_more", "DELETE", "OLD", "-"),
        trigger("membership_counted", "UPDATE", "OLD", "-"),
        trigger("membership_counts_now", "UPDATE", "NEW", ""),
    ]


def _postgresql() -> list[str]:
    """Whoever moves people takes turns with others who do: two moves between two teams would wait for each other."""
    turn = "PERFORM pg_advisory_xact_lock(7165019);"
    gone, come = (" ".join(_counted(row, sign)) for row, sign in (("OLD", "-"), ("NEW", "")))
    return [
        "CREATE FUNCTION count_moved() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF TG_OP <> 'INSERT' THEN IF OLD.home AND OLD.to_on IS NULL THEN"
        f" PERFORM 1 FROM person WHERE id = OLD.person FOR NO KEY UPDATE; {turn} {gone} END IF; END IF;"
        " IF TG_OP <> 'DELETE' THEN IF NEW.home AND NEW.to_on IS NULL THEN"
        f" PERFORM 1 FROM person WHERE id = NEW.person FOR NO KEY UPDATE; {turn} {come} END IF; END IF;"
        " RETURN NULL; END $$",
        "CREATE TRIGGER membership_counted AFTER INSERT OR UPDATE OR DELETE ON membership"
        " FOR EACH ROW EXECUTE FUNCTION count_moved()",
    ]
