"""A published site with many invented people, signed in, each at the start of an attempt; and a million stored steps.

People, sessions and attempts are made through the store in one transaction. The mass of stored steps is copied, in SQL,
from attempts that the engine played: every row is a valid one, and `check_invariants` has nothing to say about them.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from quizapp.content.library import read_folder
from quizapp.engine import moves, scorers
from quizapp.engine.drawing import draw
from quizapp.engine.first_marks import first_marks
from quizapp.engine.results import stored
from quizapp.engine.simulation import play
from quizapp.model.attempts import Attempt
from quizapp.model.people import Person, Role
from quizapp.model.published import Publication, SourceFile
from quizapp.services.authoring.publishing import publish
from quizapp.services.site.accounts import digest, place_person
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import Site, open_site
from quizapp.store.database import Connection, Database
from quizapp.store.people import accounts
from quizapp.store.published import versions
from quizapp.store.records import figures
from quizapp.store.taking import attempts
from quizapp.web import create_app
from tests.bench.clients import Start
from tests.bench.serving import ROOT

SECRET = "k" * 40
MODULE, SCENARIO = "child-mental-health", "just-a-phase"
PATH = f"scenarios/{MODULE}/{SCENARIO}.md"
SET_PATH = f"questions/{MODULE}/listening.md"
AT_THE_END_PATH = f"questions/{MODULE}/assessment.md"  # a set that tells nothing before its end
EXAMPLES = ROOT / "tests" / "content" / "examples"
TEMPLATES = 100  # attempts that the engine plays, and of which the mass of stored steps is copies
READERS = 2000  # people to whom the copies belong


def scenario_files(folder: Path = ROOT) -> tuple[SourceFile, ...]:
    """The module as it is shipped, or the example's where that is not there."""
    return read_folder(folder if (folder / PATH).is_file() else EXAMPLES).files


def settings_for(database_url: str) -> dict[str, str]:
    """The environment in which `quizapp serve` serves the prepared site over plain http."""
    return {"DATABASE_URL": database_url, "SECRET_KEY": SECRET, "QUIZAPP_SECURE_COOKIES": "no"}


def opened_site(database_url: str) -> Site:
    """The site in this database, as `settings_for` has it served."""
    return open_site(Settings(database_url=database_url, secret_key=SECRET, secure_cookies=False))


def published_site(database_url: str, files: Sequence[SourceFile] | None = None) -> Site:
    """A fresh database, migrated, with the files published."""
    site = opened_site(database_url)
    site.database.upgrade()
    done = publish(site, files if files is not None else scenario_files(), why="benchmark")
    assert done.publications, [str(d) for d in done.diagnostics]
    return site


def signed_in_starts(site: Site, number: int) -> list[Start]:
    """This many people, each with a session's cookie and an open attempt at the scenario."""

    def begin(connection: Connection, live: Publication, person: Person, seed: int) -> Attempt:
        return attempts.start(
            connection,
            public_id=secrets.token_urlsafe(16),
            person=person.id,
            path=PATH,
            version=live.version,
            scorer=scorers.CURRENT,
            seed=seed,
            at=site.now(),
        )

    return _signed_in(site, number, PATH, begin)


def signed_in_at_set(site: Site, number: int, path: str = SET_PATH) -> list[Start]:
    """As many people at the first question of the set, drawn for each of them."""

    def begin(connection: Connection, live: Publication, person: Person, seed: int) -> Attempt:
        told = site.quiz(live.version, connection).compiled
        return attempts.begin(
            connection,
            public_id=secrets.token_urlsafe(16),
            person=person.id,
            path=path,
            version=live.version,
            scorer=scorers.CURRENT,
            seed=seed,
            at=site.now(),
            number=1,
            practice=False,
            drawing=draw(told.set, told.briefing, person.group, (), frozenset(), seed),
        )

    return _signed_in(site, number, path, begin)


def _signed_in(
    site: Site, number: int, path: str, begin: Callable[[Connection, Publication, Person, int], Attempt]
) -> list[Start]:
    starts = []
    with site.database.write() as connection:
        live = versions.live(connection, path)
        assert live is not None
        for seed, (person, cookie) in enumerate(signed_in(site, connection, number), start=1):
            attempt = begin(connection, live, person, seed)
            starts.append(Start(cookie, f"/attempts/{attempt.public_id}/steps/0"))
    return starts


def signed_in(site: Site, connection: Connection, number: int) -> Iterator[tuple[Person, str]]:
    """This many invented people, each with the cookie of a session that is open for them."""
    app = create_app(site)
    for _ in range(number):
        person = _person(connection, site.now().date())
        yield person, session_cookie(site, app, connection, person)


def session_cookie(site: Site, app: Flask, connection: Connection, person: Person) -> str:
    """The cookie, with its name, of a session that is opened for this person."""
    token = secrets.token_urlsafe(32)
    accounts.open_session(connection, digest(token), person.id, site.now() + timedelta(hours=20))
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]  # ours
    return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps({'sid': token})}"


def _person(connection: Connection, today: date) -> Person:
    name = f"Invented {secrets.token_hex(4)}"
    return place_person(connection, today, name, None, frozenset({Role.STAFF}), None, None, ())


def average_questions(site: Site, path: str = SET_PATH) -> float:
    """The mean number of questions that are drawn for a first attempt at the set."""
    with site.database.read() as connection:
        live = versions.live(connection, path)
        assert live is not None
        told = site.quiz(live.version, connection).compiled
    return sum(len(draw(told.set, told.briefing, None, (), frozenset(), seed).questions) for seed in range(30)) / 30


def average_steps(site: Site) -> float:
    """The mean number of steps of an attempt in which any offered choice is as likely as another."""
    with site.database.read() as connection:
        live = versions.live(connection, PATH)
        assert live is not None
        story = site.playable(live.version, connection).story
    return sum(len(play(story, seed)) for seed in range(300)) / 300


@dataclass(frozen=True, slots=True)
class Filled:
    """How much is stored now."""

    attempts: int
    steps: int


def fill(site: Site, steps: int = 0, *, attempts: int = 0, templates: int = TEMPLATES) -> Filled:
    """Store at least this many steps, or attempts, all finished and copies of so many that were played; none for 0."""
    if steps == 0 and attempts == 0:
        return Filled(0, 0)
    length = play_templates(site, templates) / templates
    steps = max(steps, int((attempts - templates) * length))
    today = site.now().date()
    people = min(READERS, max(1, int(steps / length)))
    with site.database.write() as connection:
        readers = [_person(connection, today).id for _ in range(people)]
    rounds = int(steps / length / people) + 1
    for number in range(1, rounds + 1):
        with site.database.write() as connection:
            copy_attempts(connection, site.database, readers[0], readers[-1], number, templates)
    settle(site)
    with site.database.read() as connection:
        count = [
            connection.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one() for table in ("attempt", "step")
        ]
    return Filled(*count)


def play_templates(site: Site, templates: int) -> int:
    """Attempts played by the engine, one person each; their `seed` counts them from 0. Returns their steps in all."""
    now, total = site.now() - timedelta(days=1), 0
    with site.database.write() as connection:
        live = versions.live(connection, PATH)
        assert live is not None
        story = site.playable(live.version, connection).story
        for seed in range(templates):
            attempt = attempts.start(
                connection,
                public_id=f"template-{seed}",
                person=_person(connection, now.date()).id,
                path=PATH,
                version=live.version,
                scorer=scorers.CURRENT,
                seed=seed,
                at=now,
            )
            steps = play(story, seed, skill=0.5)
            for step in steps:
                attempts.append(
                    connection, attempt.id, moves.Step(step.number, step.kind, step.passage, step.choice, now)
                )
            ending = moves.replay(story, steps)[-1].passage
            score = scorers.score(scorers.CURRENT, story, steps)
            attempts.finish(connection, attempt.id, ending=ending, at=now, result=stored(score))
            figures.add(connection, attempt, first_marks(score, steps))
            total += len(steps)
    return total


def copy_attempts(
    connection: Connection, database: Database, first: int, last: int, number: int, templates: int
) -> None:
    """Attempt `number` of each reader: a copy of one of the templates, open until its steps are in."""
    if database.dialect == "postgresql":
        connection.execute(sa.text("SET LOCAL session_replication_role = replica"))  # copies of rows that were checked
    before = connection.execute(sa.text("SELECT max(id) FROM attempt")).scalar_one()
    for statement in _COPY if number > 1 else (*_COPY, _FIRST, _MARKS):
        known = {"before": before, "first": first, "last": last, "number": number, "templates": templates}
        names = sa.text(statement)._bindparams
        connection.execute(sa.text(statement), {name: value for name, value in known.items() if name in names})


_COPY = (
    """INSERT INTO attempt (public_id, person, thing, version, scorer, number, seed, state, started)
    SELECT 'copy-' || p.id || '-' || CAST(:number AS INTEGER), p.id, t.thing, t.version, t.scorer, :number, t.id,
    'open', t.started FROM person p
    JOIN attempt t ON t.public_id = 'template-' || ((p.id + CAST(:number AS INTEGER)) % :templates)
    WHERE p.id BETWEEN :first AND :last""",
    """INSERT INTO step (attempt, number, kind, place, choice, at)
    SELECT a.id, s.number, s.kind, s.place, s.choice, s.at
    FROM attempt a JOIN step s ON s.attempt = a.seed WHERE a.id > :before ORDER BY a.id, s.number""",
    """INSERT INTO result (attempt, num, den, passed, at)
    SELECT a.id, r.num, r.den, r.passed, r.at
    FROM attempt a JOIN result r ON r.attempt = a.seed WHERE a.id > :before""",
    """INSERT INTO result_point (result, point, ordinal, num, den, word)
    SELECT own.id, p.point, p.ordinal, p.num, p.den, p.word FROM attempt a JOIN result own ON own.attempt = a.id
    JOIN result r ON r.attempt = a.seed JOIN result_point p ON p.result = r.id WHERE a.id > :before""",
    """UPDATE attempt SET state = 'finished', finished = started,
    ending = (SELECT t.ending FROM attempt t WHERE t.id = attempt.seed) WHERE id > :before""",
)
_FIRST = """INSERT INTO first_attempt (person, thing, attempt)
    SELECT person, thing, id FROM attempt WHERE id > :before"""
_MARKS = """INSERT INTO first_mark (person, module, point, attempt, word, place, choice, sure_wrong)
    SELECT a.person, m.module, m.point, a.id, m.word, m.place, m.choice, m.sure_wrong
    FROM attempt a JOIN first_mark m ON m.attempt = a.seed WHERE a.id > :before"""


def settle(site: Site) -> None:
    """Let the database tidy up now, and not in the middle of a measurement."""
    site.database.dispose()
    engine = sa.create_engine(site.settings.database_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if site.database.dialect == "sqlite":
            connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
        else:
            connection.execute(sa.text("VACUUM (ANALYZE)"))
            connection.execute(sa.text("CHECKPOINT"))
    engine.dispose()


def fill_floor(database_url: str, steps: int) -> None:
    """As many steps for the floor."""
    if steps == 0:
        return
    engine = sa.create_engine(database_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(
            sa.text(
                """INSERT INTO step (attempt, choice, at) WITH RECURSIVE n(i) AS
                (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :steps) SELECT i % 2000 + 1, i % 4 + 1, i FROM n"""
            ),
            {"steps": steps},
        )
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("VACUUM (ANALYZE)"))
            connection.execute(sa.text("CHECKPOINT"))
    engine.dispose()


def sqlite_url(file: Path) -> str:
    """The address of a SQLite file."""
    return f"sqlite:///{file}"
