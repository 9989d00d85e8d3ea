"""What growth of people and of attempts costs: *My team* of a large team, its CSV, and a picture after many attempts.

    python -m tests.bench.growth_people [--people 4000] [--attempts 500] [--database sqlite|postgres|both] [--json]

Every figure is of one process that answers one request at a time: CPU milliseconds of this process (PostgreSQL's own
are not in them), statements, and bytes sent; for the CSV also the most memory that Python took at once meanwhile. The
first request of each page warms what is kept between requests, and is not counted.
"""

import argparse
import json
import random
import secrets
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import sqlalchemy as sa
from flask.testing import FlaskClient

from quizapp.model.people import Group, Person, Role
from quizapp.services.site.accounts import place_person
from quizapp.services.site.site import Site
from quizapp.store.people.people import add_team
from quizapp.store.tables import management, membership, person_table
from quizapp.web import create_app
from tests.bench import prepare
from tests.bench.postgres import postgres
from tests.web.growing import counted

FIRST = ("Aisha", "Ben", "Chloë", "Dave", "Éilis", "Farah", "Grace", "Hamza", "Iwan", "José", "Khadija", "Łukasz")
LAST = (
    "Ahmed",
    "Brown",
    "Clarke",
    "de Souza",
    "Evans",
    "Fitz-Gerald",
    "Green",
    "Hughes",
    "O’Brien",
    "Øystein",
    "Patel",
)
EACH = 2  # attempts of each person of the team
HEADINGS = ("database", "page", "CPU ms", "min–max", "statements", "bytes", "peak MB")


@dataclass(frozen=True, slots=True)
class Figures:
    """One line of the table."""

    database: str
    page: str
    cpu_ms: float
    least_ms: float
    most_ms: float
    statements: int
    bytes: int
    peak_mb: float

    def row(self) -> tuple[str, ...]:
        """The line, as it is printed."""
        most = f"{self.least_ms:.0f}–{self.most_ms:.0f}"
        cpu, peak = f"{self.cpu_ms:.0f}", f"{self.peak_mb:.1f}"
        return (self.database, self.page, cpu, most, f"{self.statements}", f"{self.bytes:,}", peak)


def main() -> int:
    """Measure, and print the table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=4000, help="in the team")
    parser.add_argument("--attempts", type=int, default=500, help="of the one person whose picture it is")
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--json", action="store_true", help="print JSON and no table")
    asked = parser.parse_args()
    found: list[Figures] = []
    for name in ("sqlite", "postgres") if asked.database == "both" else (asked.database,):
        with _database(name) as url:
            found += measure(name, url, asked.people, asked.attempts, asked.repeats)
    if asked.json:
        print(json.dumps([asdict(one) for one in found], indent=2))
        return 0
    rows = [HEADINGS, *(one.row() for one in found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return 0


@contextmanager
def _database(name: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        if name == "sqlite":
            yield f"sqlite:///{Path(folder) / 'growth.db'}"
            return
        with postgres(Path(folder)) as server:
            yield server.new_database()


def measure(name: str, url: str, people: int, attempts: int, repeats: int) -> list[Figures]:
    """Fill a fresh database with so many, and ask for each page so often."""
    site = prepare.published_site(url)
    manager, player = fill(site, people, attempts)
    app = create_app(site)
    pages = (
        (f"a team of {people:,}", manager, "/team"),
        (f"its search for a name, of {people:,}", manager, "/team?name=patel"),
        (f"its CSV, of {people:,}", manager, "/team.csv"),
        (f"picture of {attempts:,} attempts", player, f"/modules/{prepare.MODULE}/picture"),
    )
    found = []
    for page, person, path in pages:
        client = app.test_client()
        with site.database.write() as connection:
            cookie = prepare.session_cookie(site, app, connection, person)
        client.set_cookie(*cookie.split("=", 1))
        _asked(client, path)
        with counted() as statements:
            size = _asked(client, path)
        spent = []
        for _ in range(repeats):
            began = time.process_time()
            _asked(client, path)
            spent.append((time.process_time() - began) * 1000)
        tracemalloc.start()
        _asked(client, path)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        found.append(Figures(name, page, median(spent), min(spent), max(spent), len(statements), size, peak / 1e6))
    site.database.dispose()
    return found


def fill(site: Site, people: int, attempts: int) -> tuple[Person, Person]:
    """So many people in one team, each with some attempts; its manager, and somebody with this many attempts."""
    today = site.now().date()
    chance = random.Random(1)
    with site.database.write() as connection:
        manager = place_person(
            connection, today, "Manager", None, frozenset({Role.STAFF, Role.MANAGER}), None, None, ("Large team",)
        )
        player = place_person(connection, today, "Player", None, frozenset({Role.STAFF}), "Other", Group.EDUCATION, ())
        (managed,) = connection.scalars(sa.select(management.c.team))
        team = add_team(connection, "Large team inside", managed)
        last = connection.scalar(sa.select(sa.func.max(person_table.c.id))) or 0
        ids = range(last + 1, last + 1 + people)
        names = [f"{chance.choice(FIRST)} {chance.choice(LAST)} {number}" for number in ids]
        rows = [
            {
                "id": i,
                "public_id": secrets.token_urlsafe(16),
                "name": name,
                "joined_on": today,
                "email_key": f"{i}@x.org",
            }
            for i, name in zip(ids, names, strict=True)
        ]
        connection.execute(person_table.insert(), rows)
        homes = [{"person": i, "team": team, "from_on": today, "home": True} for i in ids]
        connection.execute(membership.insert(), homes)
        if site.database.dialect == "postgresql":
            connection.exec_driver_sql(
                "SELECT setval(pg_get_serial_sequence('person', 'id'), (SELECT max(id) FROM person))"
            )
    prepare.play_templates(site, prepare.TEMPLATES)
    with site.database.write() as connection:
        for number in range(1, EACH + 1):
            prepare.copy_attempts(connection, site.database, ids[0], ids[-1], number, prepare.TEMPLATES)
        for number in range(1, attempts + 1):
            prepare.copy_attempts(connection, site.database, player.id, player.id, number, prepare.TEMPLATES)
    prepare.settle(site)
    return manager, player


def _asked(client: FlaskClient, path: str) -> int:
    """The bytes of a page that was asked for and read to its end, a piece at a time as a server would."""
    response = client.get(path)
    assert response.status_code == 200, response.status_code
    size = sum(len(piece) for piece in response.iter_encoded())
    response.close()
    return size


if __name__ == "__main__":
    raise SystemExit(main())
