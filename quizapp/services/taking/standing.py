"""Where a person stands with a question set, by all that they did of it and of its module (FORMAT §4, Retake)."""

from collections.abc import Sequence
from dataclasses import replace

from quizapp.engine.retakes import retake
from quizapp.model.people import Person
from quizapp.model.published import Live, LiveModule
from quizapp.model.quizzes import PastSet, Retake, RetakeWord, Trains
from quizapp.model.things import Thing
from quizapp.services.site.site import Quiz, Site
from quizapp.store.database import Connection
from quizapp.store.taking import past_sets


def past(connection: Connection, person: Person, quiz: Quiz, path: str) -> tuple[PastSet, ...]:
    """The attempts that count, with the learning points that this version still tests."""
    tested = set(quiz.compiled.set.learning_points)
    return tuple(
        replace(one, points=tuple(pair for pair in one.points if pair[0] in tested))
        for one in past_sets.past(connection, person.id, path)
    )


def retake_of(
    site: Site, connection: Connection, person: Person, quiz: Quiz, before: Sequence[PastSet], scenarios: Sequence[Live]
) -> Retake:
    """Where they stand, by when they last finished each of the module's scenarios, played or another way.

    `scenarios` are the live ones; what is retired counts where it was finished, too.
    """
    finished = past_sets.last_finished(connection, person.id, quiz.compiled.set.module, site.counts_from)
    training = [Trains(live.thing.name, frozenset(live.points), finished.get(live.thing.path)) for live in scenarios]
    if finished.keys() - {live.thing.path for live in scenarios}:
        training += [
            Trains(part.thing.name, frozenset(part.was.points), finished[part.thing.path], is_offered=False)
            for part in site.retired_parts(connection)
            if part.thing.path in finished
        ]
    return retake(quiz.compiled.set, before, training, site.now())


def is_used_up(
    site: Site, connection: Connection, person: Person, module: LiveModule, thing: Thing, finished: int
) -> bool:
    """Whether no attempt at a set of this module is open to them now; `finished` is how many they have finished."""
    live = module.get(thing)
    quiz = site.quiz(live.version, connection) if live is not None else None
    if quiz is None or finished < quiz.compiled.set.attempts:
        return False
    before = past(connection, person, quiz, thing.path)
    where = retake_of(site, connection, person, quiz, before, module.scenarios())
    return where.word is RetakeWord.USED_UP
