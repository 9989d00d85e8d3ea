"""What figures of teams are made of, and their sums: for a branch of any size a page reads a few rows.

The sums follow the people. Who moves takes what they count as with them (triggers on `membership`, in the migration):
a team meeting is about those who are in the team now, and who has left is in no figure.
"""

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Table, Text

from quizapp.model.scenario import Word
from quizapp.store.columns import Id, flag, length, metadata, one_of, person

first_mark = Table(  # each person counts once for a point, by the first mark of it in any of their first attempts
    "first_mark",
    metadata,
    person(primary_key=True),
    Column("module", Text, primary_key=True),
    Column("point", Text, primary_key=True),
    Column("attempt", Id, ForeignKey("attempt.id"), nullable=False, index=True),
    Column("word", Text, nullable=False),
    Column("place", Text, nullable=False),  # a passage or a question; empty where it was not reached
    Column("choice", Integer, nullable=False),  # -1 where the answer is not one choice
    Column("sure_wrong", sa.Boolean, nullable=False),
    length("module", 200),
    length("point", 200),
    one_of("word", Word),
    length("place", 500, 0),
    CheckConstraint("(word = 'not reached') = (place = '')", name="reached"),
    CheckConstraint("choice >= -1", name="choice"),
    flag("sure_wrong"),
    sqlite_with_rowid=False,
)
point_total = Table(  # of the people whose home team it is; a row may come down to nobody
    "point_total",
    metadata,
    Column("module", Text, primary_key=True),
    Column("team", Id, ForeignKey("team.id"), primary_key=True, autoincrement=False, index=True),
    Column("point", Text, primary_key=True),
    *(
        Column(name, Integer, nullable=False)
        for name in ("people", "met", "partly", "missed", "not_reached", "sure_wrong")
    ),
    length("module", 200),
    length("point", 200),
    sqlite_with_rowid=False,
)
choice_total = Table(  # the same people by where the mark was earned, and by what
    "choice_total",
    metadata,
    Column("module", Text, primary_key=True),
    Column("point", Text, primary_key=True),
    Column("team", Id, ForeignKey("team.id"), primary_key=True, autoincrement=False, index=True),
    Column("version", Text, primary_key=True),
    Column("place", Text, primary_key=True),
    Column("choice", Integer, primary_key=True, autoincrement=False),
    Column("word", Text, primary_key=True),
    Column("n", Integer, nullable=False),
    length("module", 200),
    length("point", 200),
    length("place", 500),
    one_of("word", Word),
    sqlite_with_rowid=False,
)
