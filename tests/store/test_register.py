"""The register of personal columns against the tables: every column that reaches a person has its place."""

import sqlalchemy as sa

from quizapp.model.register import IMPERSONAL, REGISTER
from quizapp.store.tables import metadata

HOW = """
A table that reaches a person has columns that the register of personal columns (quizapp/model/register.py) lacks:
  {columns}
Put each into the `columns` of the holding that it is part of. Where there is none: a new Holding in REGISTER (its name,
its columns, who sees it, how long it is kept, what erasing does), and its words in templates/about/_register.html.
Then say what erasing does in store/people/erasing.py, if it does anything. A column that says nothing of anybody goes
into IMPERSONAL.
"""


def personal_tables() -> set[str]:
    """The table of people, and every table from which keys lead there, over however many others."""
    found = {"person"}
    while more := {table.name for table in metadata.sorted_tables if _leads_to(table, found)} - found:
        found |= more
    return found


def _leads_to(table: sa.Table, found: set[str]) -> bool:
    return any(key.column.table.name in found for key in table.foreign_keys)


def named() -> list[str]:
    return [column for holding in REGISTER for column in holding.columns]


def there() -> set[str]:
    return {f"{table}.{column.name}" for table in personal_tables() for column in metadata.tables[table].columns}


def test_every_column_that_reaches_a_person_is_in_the_register():
    missing = sorted(there() - {*named()} - IMPERSONAL)
    assert not missing, HOW.format(columns="\n  ".join(missing))


def test_the_register_has_no_column_that_is_gone_and_none_twice():
    assert sorted({*named()}) == sorted(named())
    assert {*named()} <= there(), {*named()} - there()
    assert there() >= IMPERSONAL and IMPERSONAL.isdisjoint(named())


def test_the_holdings_have_names_of_their_own():
    names = [holding.name for holding in REGISTER]
    assert len({*names}) == len(names)
