"""Published content: the bytes, the versions, and what is live."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Published content: the bytes, the versions, and what is live."""
    op.create_table(
        "thing",
        sa.Column("id", ID, nullable=False),
        sa.Column("module", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.CheckConstraint("\"kind\" IN ('scenario', 'briefing', 'set')", name=op.f("ck_thing_kind")),
        sa.CheckConstraint('length("module") BETWEEN 1 AND 200', name=op.f("ck_thing_module_length")),
        sa.CheckConstraint('length("path") BETWEEN 1 AND 500', name=op.f("ck_thing_path_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thing")),
        sa.UniqueConstraint("path", name=op.f("uq_thing_path")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "blob",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint('length("sha256") BETWEEN 64 AND 64', name=op.f("ck_blob_sha256_length")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "version",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("thing", ID, nullable=False),
        sa.Column("own_sha", sa.Text(), nullable=False),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("by", ID),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("\"origin\" IN ('cli', 'browser')", name=op.f("ck_version_origin")),
        sa.CheckConstraint('length("id") BETWEEN 64 AND 64', name=op.f("ck_version_id_length")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_version_by")),
        sa.ForeignKeyConstraint(["own_sha"], ["blob.sha256"], name=op.f("fk_version_own_sha")),
        sa.ForeignKeyConstraint(["thing"], ["thing.id"], name=op.f("fk_version_thing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint("id", "thing", name=op.f("uq_version_id_thing")),
    )
    op.create_index(op.f("ix_version_thing"), "version", ["thing"])
    op.create_table(
        "version_part",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha", sa.Text(), nullable=False),
        sa.CheckConstraint('length("path") BETWEEN 1 AND 500', name=op.f("ck_version_part_path_length")),
        sa.ForeignKeyConstraint(["sha"], ["blob.sha256"], name=op.f("fk_version_part_sha")),
        sa.ForeignKeyConstraint(["version"], ["version.id"], name=op.f("fk_version_part_version")),
        sa.PrimaryKeyConstraint("version", "path", name=op.f("pk_version_part")),
    )
    op.create_table(
        "compiled",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("compiler", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("model_json", sa.Text(), nullable=False),
        sa.Column("html_json", sa.Text(), nullable=False),
        sa.Column("map_json", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["version.id"], name=op.f("fk_compiled_version")),
        sa.PrimaryKeyConstraint("version", "compiler", name=op.f("pk_compiled")),
    )
    op.create_table(
        "live",
        sa.Column("thing", ID, autoincrement=False, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["thing"], ["thing.id"], name=op.f("fk_live_thing")),
        sa.ForeignKeyConstraint(
            ["version", "thing"], ["version.id", "version.thing"], name=op.f("fk_live_version_thing")
        ),
        sa.PrimaryKeyConstraint("thing", name=op.f("pk_live")),
    )
    op.create_table(
        "publication",
        sa.Column("seq", ID, nullable=False),
        sa.Column("thing", ID, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text()),
        sa.Column("by", ID),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.CheckConstraint('length("why") BETWEEN 0 AND 2000', name=op.f("ck_publication_why_length")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_publication_by")),
        sa.ForeignKeyConstraint(["previous"], ["version.id"], name=op.f("fk_publication_previous")),
        sa.ForeignKeyConstraint(["thing"], ["thing.id"], name=op.f("fk_publication_thing")),
        sa.ForeignKeyConstraint(
            ["version", "thing"], ["version.id", "version.thing"], name=op.f("fk_publication_version_thing")
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_publication")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_publication_thing"), "publication", ["thing"])
