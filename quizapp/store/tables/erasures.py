"""Who was erased, by whom and why: what lets frozen rows lose their words, and what a restore applies again."""

from sqlalchemy import Column, Table, Text

from quizapp.store.columns import Moment, length, metadata, person

erasure = Table(  # append-only
    "erasure",
    metadata,
    person(primary_key=True),
    Column("at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    person("by", nullable=True),  # None: whoever runs the site
    length("reason", 500),
)
