"""Publishing a module that asks for less completes it at once for whoever has done all that it asks for now."""

from collections.abc import Callable
from datetime import date
from threading import Thread
from time import perf_counter

import pytest
import sqlalchemy as sa

from quizapp.model.completion import Certificate, Completion, CompletionSource
from quizapp.model.people import Person, Role
from quizapp.model.published import SourceFile
from quizapp.services.authoring.going_live import Completed, make_live
from quizapp.services.authoring.publishing import compile_apart, publish
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.operating.readiness import complete_waiting
from quizapp.services.records import another_way, completing
from quizapp.services.site import people
from quizapp.services.site.site import Site
from quizapp.store.published import versions
from quizapp.store.records import certificates, completions
from tests.clock import Clock
from tests.databases import Files
from tests.services.quiz_files import BRIEFING_PATH, MODULE, OTHER_SET, PATHS, SET_PATH, changed, quiz_files
from tests.services.taking import BEST_WAY, begin, give, play, rows, take

RULE = "1 scenario passed; set listening passed"


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


def asking(rule: str) -> tuple[SourceFile, ...]:
    """The module, asking for this."""
    return changed(BRIEFING_PATH, RULE, rule)


def completed(site: Site, person: Person) -> Completion | None:
    with site.database.read() as connection:
        return completions.find(connection, person.id, MODULE)


def certificate(site: Site, made: Completion) -> Certificate:
    with site.database.read() as connection:
        found = certificates.of_completion(connection, made.id)
    assert found is not None
    return found


def test_whoever_meets_an_easier_rule_has_completed_it_on_the_day_of_their_last_part(
    site: Site, alice: Person, bob: Person, clock: Clock
) -> None:
    play(site, alice, *BEST_WAY)
    done_on = site.today()
    clock.later(days=5)
    take(site, alice, OTHER_SET)  # nothing that is asked for
    clock.later(days=30)
    done = publish(site, asking("1 scenario passed"))
    assert done.completed == (Completed("Minds", 1),)
    made = completed(site, alice)
    assert made is not None and made.on == done_on < site.today(), "on that day they had done it, and nothing today"
    assert completed(site, bob) is None
    issued = certificate(site, made)
    assert (issued.printed.on, issued.printed.name, issued.printed.minutes_nominal) == (done_on, "Alice", 4)
    assert issued.printed.published_on == site.today()
    told = rows(site, "SELECT actor, subject, object FROM audit WHERE action = 'module-complete'")
    assert told == [(None, alice.id, MODULE)]
    assert check_invariants(site) == ()


def test_every_part_that_is_asked_for_counts_and_the_last_gives_the_day(
    site: Site, alice: Person, clock: Clock
) -> None:
    take(site, alice, OTHER_SET)
    clock.later(days=2)
    play(site, alice, *BEST_WAY)
    last = site.today()
    clock.later(days=2)
    play(site, alice, *BEST_WAY)  # again: the first that passed is what counts
    assert publish(site, asking("set acting passed; 1 scenario passed")).completed
    made = completed(site, alice)
    assert made is not None and made.on == last


def test_another_way_counts_from_its_day(site: Site, alice: Person, join: Callable[..., Person], clock: Clock) -> None:
    robin = join("Robin", Role.MANAGER, manages=("Team A",))
    clock.later(days=9)
    another_way.record_for(site, robin, alice.public_id, SET_PATH, date(2026, 11, 25))
    assert publish(site, asking("set listening passed")).completed
    made = completed(site, alice)
    assert made is not None and (made.on, made.source) == (date(2026, 11, 25), CompletionSource.ANOTHER_WAY)


def test_a_stricter_rule_takes_nothing_away_and_the_same_rule_gives_nothing(
    site: Site, alice: Person, bob: Person
) -> None:
    play(site, alice, *BEST_WAY)
    take(site, alice)
    play(site, bob, *BEST_WAY)
    before = completed(site, alice)
    assert before is not None
    proof = certificate(site, before)
    strict = publish(site, asking(f"{RULE}; set final-check passed"))
    assert strict.publications and strict.completed == ()
    assert completed(site, alice) == before and certificate(site, before) == proof
    again = publish(site, quiz_files())
    assert again.publications and again.completed == (), "Bob has a set to do, as before"
    assert completed(site, alice) == before


def test_publishing_one_file_of_the_module_completes_too(site: Site, alice: Person) -> None:
    """The module file by itself takes all of its module along."""
    take(site, alice, OTHER_SET)
    new = tuple(f for f in asking("set acting passed") if f.path == BRIEFING_PATH)
    done = publish(site, new, whole=False, asked=frozenset({BRIEFING_PATH}))
    assert done.completed == (Completed("Minds", 1),) and completed(site, alice)


def test_whoever_has_left_has_it_on_record_and_whoever_was_erased_has_not(
    site: Site, alice: Person, bob: Person
) -> None:
    for person in (alice, bob):
        play(site, person, *BEST_WAY)
    people.leave(site, "alice@example.org")
    with site.database.write() as connection:
        connection.execute(sa.text("UPDATE person SET state = 'erased' WHERE id = :id"), {"id": bob.id})
    assert publish(site, asking("1 scenario passed")).completed == (Completed("Minds", 1),)
    assert completed(site, alice) and not completed(site, bob)
    people.come_back(site, "alice@example.org")
    assert completed(site, alice)


def test_nothing_is_completed_where_nothing_was_published(site: Site, alice: Person) -> None:
    play(site, alice, *BEST_WAY)
    (eased,) = (f for f in asking("1 scenario passed") if f.path == BRIEFING_PATH)
    done = publish(site, (eased, SourceFile(f"questions/{MODULE}/broken.md", b"# Nothing\n")), whole=False)
    assert (done.publications, done.completed) == ((), ())
    assert completed(site, alice) is None


def test_what_an_earlier_release_left_waiting_is_completed_by_the_upgrade(
    site: Site, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(site, alice, *BEST_WAY)
    done_on = site.today()
    with monkeypatch.context() as before:
        before.setattr(completing, "complete_everybody", lambda *_: 0)
        assert publish(site, asking("1 scenario passed")).completed == ()
    assert completed(site, alice) is None
    assert complete_waiting(site) == (Completed("Minds", 1),)
    made = completed(site, alice)
    assert made is not None and made.on == done_on
    assert complete_waiting(site) == ()


@pytest.mark.parametrize("first", ["finishing", "publishing"])
def test_whoever_finishes_during_the_publishing_is_completed_once(
    site: Site, alice: Person, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    """One is held up with everything read and nothing committed, until the other waits for it or has missed it."""
    take(site, alice, OTHER_SET, wrong=("*",))  # a first attempt at a thing would wait for its publishing anyway
    attempt = begin(site, alice, OTHER_SET)
    for _ in range(2):
        give(site, alice, attempt, True)
    ready, said = compile_apart(asking("set acting passed"), PATHS)
    assert said == ()
    other: list[Thread] = []

    def finish() -> None:
        give(site, alice, attempt, True)

    def ease() -> None:
        with site.database.read() as connection:
            seen = versions.live_versions(connection)
        make_live(site, ready, seen, [MODULE])

    def held(name: str, then: Callable[[], None]) -> None:
        was = getattr(completing, name)

        def whatever(*given: object) -> object:
            made = was(*given)
            monkeypatch.undo()
            other.append(Thread(target=then))
            other[0].start()
            until = perf_counter() + 10
            while other[0].is_alive() and not waits(site) and perf_counter() < until:
                other[0].join(0.05)
            return made

        monkeypatch.setattr(completing, name, whatever)

    if first == "finishing":
        held("complete", ease)
        finish()
    else:
        held("complete_everybody", finish)
        ease()
    other[0].join(60)
    assert completed(site, alice) is not None
    assert rows(site, "SELECT count(*) FROM completion") == rows(site, "SELECT count(*) FROM certificate") == [(1,)]
    assert check_invariants(site) == ()


def waits(site: Site) -> bool:
    """Whether somebody waits for somebody else's lock; on SQLite a writer always does."""
    if site.database.dialect == "sqlite":
        return True
    ours = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'live'::regclass"
    return rows(site, ours) != [(0,)]
