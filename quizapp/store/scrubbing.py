"""Leaving nothing of what was deleted where the database keeps its rows."""

from quizapp.store.database import Database


def scrub(database: Database) -> bool:
    """Write SQLite's file anew, and empty what stands beside it; False where a reader kept it from that.

    It takes as long as copying the file, and whoever writes meanwhile waits. PostgreSQL frees the place of what was
    deleted, and writes over that in its own time.
    """
    if database.dialect != "sqlite":
        with database.read() as connection:  # which begins no transaction there
            connection.exec_driver_sql("VACUUM")
        return True
    with database.driver() as driver:
        driver.execute("VACUUM")
        blocked, _, _ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not blocked
