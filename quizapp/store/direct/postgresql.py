"""A statement as PostgreSQL's driver takes it: values by their names, and rows in its own form, not as text."""

from typing import Any

from quizapp.store.direct.built import Built, Rows, Values


def send(driver: Any, built: Built, given: Values) -> Rows:
    """Have it carried out; its rows, none for one that has none. Raises the driver's own errors.

    The driver is psycopg's, which is an extra: this module is there without it.
    """
    cursor = driver.execute(built.text, built.values(given), binary=True)
    return built.rows(cursor.fetchall()) if cursor.description is not None else ()
