"""A statement as SQLite's driver takes it: values in their order."""

import sqlite3

from quizapp.store.direct.built import Built, Rows, Values


def send(driver: sqlite3.Connection, built: Built, given: Values) -> Rows:
    """Have it carried out; its rows, none for one that has none. Raises the driver's own errors."""
    known = built.values(given)
    return built.rows(driver.execute(built.text, [known[name] for name in built.names]).fetchall())
