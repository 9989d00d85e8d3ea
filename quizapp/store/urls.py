"""Which URLs name a database here: `sqlite:///path` and `postgresql://…`."""

from pathlib import Path

import sqlalchemy as sa


def read_url(text: str) -> sa.URL:
    """A database's URL with the driver that it is asked through. Raises ValueError, which does not repeat it."""
    try:
        url = sa.make_url(text)
    except (sa.exc.ArgumentError, ValueError):  # a port that is no number, a bracket that is never closed
        raise ValueError("not a database URL: it must be sqlite:///path or postgresql://…") from None
    backend = url.drivername.partition("+")[0]
    if backend == "sqlite":
        if not url.database or url.database == ":memory:":
            raise ValueError("SQLite needs a file: sqlite:///path")
        return url.set(drivername="sqlite+pysqlite", database=str(Path(url.database).absolute()))
    if backend in ("postgresql", "postgres"):
        try:
            import psycopg  # noqa: F401 (asked for here, so that the answer names what to install)
        except ImportError:
            raise ValueError("PostgreSQL needs quizapp's extra: pip install 'quizapp[postgres]'") from None
        return url.set(drivername="postgresql+psycopg")
    raise ValueError("the database must be sqlite:///path or postgresql://…")
