"""What a Core expression comes to for one kind of database: its text, and what is done to values going in and out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

Core = sa.Select[Any] | sa.Insert
Values = Mapping[str, Any]
Rows = Sequence[Sequence[Any]]
Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Built:
    """A statement's text and the names of its values, in their order; and which of them, and of its columns, change."""

    text: str
    names: tuple[str, ...]
    constants: Values
    going_in: tuple[tuple[str, Convert], ...]
    coming_out: tuple[tuple[int, Convert], ...]

    def values(self, given: Values) -> dict[str, Any]:
        """These and the statement's own constants, as the driver takes them."""
        known = {**self.constants, **given}
        for name, convert in self.going_in:
            known[name] = convert(known[name])
        return known

    def rows(self, found: Rows) -> Rows:
        """The driver's rows, with moments and truth values as the tables have them."""
        if not self.coming_out or not found:
            return found
        made = [list(row) for row in found]
        for row in made:
            for at, convert in self.coming_out:
                row[at] = convert(row[at])
        return made


def build(core: Core, dialect: Dialect, columns: Sequence[str] | None) -> Built:
    """The statement for this kind of database; `columns` are those of an insertion.

    Raises ValueError for one that SQLAlchemy would write anew for each list of values.
    """
    compiled = core.compile(dialect=dialect, column_keys=columns)
    if "POSTCOMPILE" in compiled.string:
        raise ValueError("a statement with a list among its values has no text that stays the same")
    bound = {name: bind for bind, name in compiled.bind_names.items()}
    types = [column.type for column in core.selected_columns] if isinstance(core, sa.Select) else []
    going_in = ((name, bind.type.dialect_impl(dialect).bind_processor(dialect)) for name, bind in bound.items())
    coming_out = enumerate(kind.dialect_impl(dialect).result_processor(dialect, None) for kind in types)
    return Built(
        compiled.string,
        tuple(compiled.positiontup or bound),
        {name: bind.value for name, bind in bound.items() if not bind.required},
        tuple((name, convert) for name, convert in going_in if convert is not None),
        tuple((at, convert) for at, convert in coming_out if convert is not None),
    )
