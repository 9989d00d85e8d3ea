"""A site that is as large as a test asks: so many published files, people, and attempts of one of them."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask import Flask

from quizapp.content.compile import COMPILER
from quizapp.model.people import Group, Person, Role
from quizapp.model.published import SourceFile
from quizapp.services.authoring.retiring import retire
from quizapp.services.records import another_way
from quizapp.services.site.accounts import place_person
from quizapp.services.site.site import Site
from quizapp.services.taking import learning
from quizapp.services.taking.modules import module_page
from quizapp.store.published import publications, versions
from tests.services.quiz_files import (
    BRIEFING_PATH,
    MODULE,
    OTHER_SET,
    OTHER_SET_PATH,
    SCENARIO,
    SCENARIO_PATH,
    SET,
    SET_PATH,
    quiz_files,
)
from tests.services.taking import BEST_WAY, play, take

FEW, MANY = 2, 8
JOINED = date(2026, 1, 5)
_REFLECTION = b"""
## Another setting %d

Points: safe-to-talk
Reflect: Where else?

Think of another room.
"""


def few_files() -> tuple[SourceFile, ...]:
    """The small module, with two more scenarios, two more sets, two other modules and two more reflections."""
    return _with_copies(FEW)


def many_files() -> tuple[SourceFile, ...]:
    """The same with eight more scenarios, sets and reflections, and five more modules."""
    return _with_copies(MANY)


def _with_copies(number: int) -> tuple[SourceFile, ...]:
    own = {file.path: file.content for file in quiz_files()}
    own[SET_PATH] += b"".join(_REFLECTION % n for n in range(number))
    copies = (
        SourceFile(path.replace(".md", f"-{n}.md"), own[path].replace(b"\n# ", b"\n# Again %d: " % n, 1))
        for path in (SCENARIO_PATH, OTHER_SET_PATH)
        for n in range(number)
    )
    modules = (file for n in range(_modules(number)) for file in _other_module(own, n))
    grown = (SourceFile(path, content) for path, content in own.items())
    return tuple(sorted((*grown, *copies, *modules), key=lambda file: file.path))


def _modules(number: int) -> int:
    """How many modules more: so few that all versions are still read in one query (`versions.AT_ONCE`)."""
    return number // 2 + 1


def _retired_modules(number: int) -> int:
    return number // 2 - 1 or 1


def _other_module(own: dict[str, bytes], number: int) -> tuple[SourceFile, ...]:
    """A module that is completed by its one set."""
    old, new = f"/{MODULE}/", f"/{MODULE}-{number}/"
    asks, asks_here = (
        b"complete: 1 scenario passed; set listening passed",
        b"complete: set %s passed" % OTHER_SET.encode(),
    )
    briefing = own[BRIEFING_PATH].replace(asks, asks_here, 1)
    assert briefing != own[BRIEFING_PATH]
    return (
        SourceFile(BRIEFING_PATH.replace(old, new), briefing),
        SourceFile(OTHER_SET_PATH.replace(old, new), own[OTHER_SET_PATH]),
    )


@dataclass(frozen=True, slots=True)
class Grown:
    """What there is to look at: people by what they are, and the public ids of the staff member's attempts.

    `used_up` is the last attempt at the same set of somebody who has none left.
    """

    people: dict[str, Person]
    story: str
    open_story: str
    set: str
    used_up: str


def grow(site: Site, number: int) -> Grown:
    """So many people in one team, each of whom has completed the module.

    Alice has as many attempts at a story, each at a version of its own, at a set, and at copies of another set, and has
    completed every other module. Some of the copies are retired while she is in the middle of them, and some modules.
    """
    with site.database.write() as connection:

        def placed(name: str, *roles: Role, manages: tuple[str, ...] = ()) -> Person:
            held = frozenset({Role.STAFF, *roles})
            return place_person(connection, JOINED, name, None, held, "Team A", Group.EDUCATION, manages)

        alice = placed("Alice")
        others = [placed(f"Person {n}") for n in range(number)]
        people = {
            "staff": alice,
            "with no attempt left": placed("Uma"),
            "trainer": placed("Tess", Role.TRAINER),
            "manager": placed("Robin", Role.MANAGER, manages=("Team A",)),
            "administrator": placed("Ada", Role.ADMINISTRATOR),
        }
    for person in others:
        play(site, person, *BEST_WAY)
        take(site, person, SET)
        another_way.record_for(site, people["manager"], person.public_id, OTHER_SET_PATH, site.now().date())
    take(site, alice, OTHER_SET, wrong="*")
    for n in range(number):
        _publish_again(site, n)
        story = play(site, alice, *BEST_WAY)
        take(site, alice, f"{OTHER_SET}-{n}")
    for n in range(_modules(number)):
        take(site, alice, OTHER_SET, module=f"{MODULE}-{n}")
        made = module_page(site, alice, f"{MODULE}-{n}")
        assert made is not None and made.certificate
    a_set = take(site, alice, SET, wrong="*")
    take(site, alice, SET)
    for _ in range(number):
        take(site, alice, SET, practice=True)
    for _ in range(2):
        used_up = take(site, people["with no attempt left"], SET, wrong="*")
    open_story = learning.start(site, alice, MODULE, f"{SCENARIO}-0")
    assert open_story
    for n in range(number // 2, number):
        assert learning.start(site, alice, MODULE, f"{SCENARIO}-{n}")
        assert retire(site, SCENARIO_PATH.replace(".md", f"-{n}.md"), "one too many").ended
    for n in range(_retired_modules(number)):
        assert retire(site, f"{MODULE}-{n}", "one too many").ended
    return Grown(people, story, open_story, a_set, used_up)


def _publish_again(site: Site, number: int) -> None:
    """Make another version of the story live, which compiles to the same."""
    with site.database.write() as connection:
        now = versions.live(connection, SCENARIO_PATH)
        assert now
        ((_, texts),) = versions.load_many_compiled(connection, [now.version], COMPILER)
        files = versions.files_of(connection, now.version)
        version = hashlib.sha256(f"version {number}".encode()).hexdigest()
        versions.put_version(
            connection,
            version=version,
            thing=now.thing,
            files=files,
            format=1,
            origin="cli",
            by=None,
            at=site.now(),
        )
        versions.save_compiled(connection, version, COMPILER, *texts)
        publications.make_live(connection, path=SCENARIO_PATH, version=version, by=None, at=site.now(), why="again")


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement that any database is asked for meanwhile."""
    statements: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", count)
    try:
        yield statements
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", count)


def addresses(app: Flask, values: dict[str, Any]) -> dict[str, str]:
    """An address for each route that answers a GET, by its name."""
    adapter = app.url_map.bind("localhost")
    return {
        rule.endpoint: adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments})
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
    }
