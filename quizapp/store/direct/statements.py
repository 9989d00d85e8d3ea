"""A statement of the hot path, built once from its Core expression and then given to the driver as it is."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from quizapp.store.direct import postgresql, sqlite
from quizapp.store.direct.built import Built, Core, Rows, Values, build

_SENDING = {"sqlite": sqlite.send, "postgresql": postgresql.send}


class Direct:
    """`core`, for the driver of whichever database it is asked of; it says what Core says (a test holds them together).

    It is one statement of the connection's transaction as any other: who listens to SQLAlchemy hears of it, and what
    goes wrong is SQLAlchemy's error of that kind, by which `Database` knows an outage.
    """

    def __init__(self, core: Core, columns: Sequence[str] | None = None) -> None:
        """`columns` are those that an insertion fills."""
        self.core = core
        self._columns = columns
        self._built: dict[str, Built] = {}

    def rows(self, connection: Connection, given: Values) -> Rows:
        """All rows for these values, each as Core's row is, without its names; none for what gives no rows."""
        dialect = connection.dialect
        built = self._built.get(dialect.name)
        if built is None:
            built = self._built[dialect.name] = build(self.core, dialect, self._columns)
        if heard := connection.dispatch.before_cursor_execute:
            heard(connection, None, built.text, given, None, False)
        driver: Any = connection.connection.dbapi_connection
        try:
            return _SENDING[dialect.name](driver, built, given)
        except dialect.loaded_dbapi.Error as error:
            raise _as_ever(connection, driver, built.text, error) from error


def _as_ever(connection: Connection, driver: Any, text: str, error: Any) -> BaseException:
    """SQLAlchemy's error for the driver's; where the server has gone, the connection goes, too."""
    dialect = connection.dialect
    gone = dialect.is_disconnect(error, driver, None)
    if gone:
        connection.invalidate(error)
    kind = dialect.loaded_dbapi.Error
    made: BaseException = sa.exc.DBAPIError.instance(
        text, None, error, kind, hide_parameters=True, connection_invalidated=gone, dialect=dialect
    )
    return made
