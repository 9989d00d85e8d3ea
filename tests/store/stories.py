"""Small published files, people and attempts to write store tests with."""

import hashlib
from datetime import UTC, date, datetime

from quizapp.engine import another_way
from quizapp.model.attempts import Attempt, StoredResult
from quizapp.model.days import DEFAULT_ZONE, zone_named
from quizapp.model.people import Person, Role
from quizapp.model.play import Step, StepKind
from quizapp.model.published import SourceFile
from quizapp.model.things import thing_at
from quizapp.store.database import Connection
from quizapp.store.people import people
from quizapp.store.published import publications, versions
from quizapp.store.taking import attempts

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 23)
MODULE = "child-mental-health"
PATH = f"scenarios/{MODULE}/just-a-phase.md"
BRIEFING = f"scenarios/{MODULE}/briefing.md"
RESULT = StoredResult(3, 4, False, (("L2", 1, 1, "met"), ("L1", 1, 2, "partly"), ("L3", None, None, "not reached")))


def counts_from(on: date, recorded: datetime) -> datetime:
    """The rule by which another way counts, as services hand it to the store; the organisation is in the UK."""
    return another_way.counts_from(on, recorded, zone_named(DEFAULT_ZONE))


def files(text: str, path: str = PATH) -> tuple[SourceFile, ...]:
    """A scenario or set with this text, and its briefing."""
    return (SourceFile(BRIEFING, b"# A briefing\n"), SourceFile(path, text.encode()))


def version_of(made: tuple[SourceFile, ...]) -> str:
    """The id of the version that the files make (DESIGN §5)."""
    parts = "".join(f"{f.path}\n{hashlib.sha256(f.content).hexdigest()}\n" for f in sorted(made, key=lambda f: f.path))
    return hashlib.sha256(parts.encode()).hexdigest()


def keep(connection: Connection, text: str = "# One\n", path: str = PATH) -> str:
    """Keep a version of the scenario or set, and return its id."""
    made = files(text, path)
    version = version_of(made)
    versions.put_version(
        connection,
        version=version,
        thing=thing_at(path),
        files=made,
        format=1,
        origin="cli",
        by=None,
        at=AT,
    )
    return version


def publish(connection: Connection, text: str = "# One\n", path: str = PATH) -> str:
    """Keep a version and make it live."""
    version = keep(connection, text, path)
    publications.make_live(connection, path=path, version=version, by=None, at=AT, why="test")
    return version


def add(connection: Connection, name: str, *roles: Role, team: int | None = None) -> Person:
    """Add somebody to the site."""
    return people.add_person(
        connection,
        public_id=f"p-{name}",
        name=name,
        email=f"{name}@example.org",
        roles={Role.STAFF, *roles},
        group=None,
        team=team,
        joined_on=date(2026, 1, 5),
    )


def begin(connection: Connection, person: Person, version: str, public_id: str = "a1", path: str = PATH) -> Attempt:
    """Start an attempt, or go on with the open one."""
    return attempts.start(
        connection, public_id=public_id, person=person.id, path=path, version=version, scorer=1, seed=7, at=AT
    )


def choice(number: int, position: int = 0) -> Step:
    """A choice at step `number`."""
    return Step(number, StepKind.CHOICE, f"passage-{number}", position, AT)
