"""Publishing is all or nothing, and what was published stays."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from quizapp.content.questions.drawn import drawn_files
from quizapp.model.people import Person, Role
from quizapp.model.published import Publication, SourceFile
from quizapp.services.authoring.files import live_files
from quizapp.services.authoring.publish_state import states
from quizapp.services.authoring.publishing import Published, publish
from quizapp.services.operating.readiness import recompile, to_recompile, warm_up
from quizapp.services.site.site import NotCompiled, Site
from quizapp.services.taking import learning
from quizapp.store.published import versions
from tests.clock import Clock
from tests.databases import opened
from tests.services.conftest import site_on
from tests.services.example_site import MODULE, PATH, SCENARIO, edited, example_files
from tests.services.quiz_files import (
    ASKED,
    DRAWING_SET_PATH,
    OTHER_SET_PATH,
    PATHS,
    SCENARIO_PATH,
    SET,
    SET_PATH,
    changed,
    quiz_files,
)

QUIZ_BRIEFING = "scenarios/minds/briefing.md"


def live_version(site: Site) -> str:
    with site.database.read() as connection:
        live = versions.live(connection, PATH)
    assert live is not None
    return live.version


def test_what_has_not_changed_is_left_alone(site: Site):
    done = publish(site, example_files())
    assert (done.publications, done.unchanged) == ((), (PATH,))


def test_a_broken_file_publishes_nothing_and_the_old_version_stays(site: Site, alice: Person):
    before = live_version(site)
    done = publish(site, edited("](#five-minutes)", "](#five-minuts)"))
    assert any(d.code == "unknown-passage" for d in done.diagnostics)
    assert (done.publications, live_version(site)) == ((), before)
    assert learning.start(site, alice, MODULE, SCENARIO)


def test_one_broken_file_keeps_the_others_from_going_live(site: Site):
    other = next(f for f in edited("pass: 70", "pass: 75") if f.path == PATH)
    broken = SourceFile(PATH.replace("just-a-phase", "broken"), b"# Nothing\n")
    before = live_version(site)
    briefing = next(f for f in example_files() if f.path != PATH)
    assert not publish(site, (briefing, broken, other)).publications
    assert live_version(site) == before


def test_a_changed_briefing_makes_a_new_version_of_what_draws_on_it(site: Site):
    before = live_version(site)
    files = tuple(
        f
        if f.path == PATH
        else SourceFile(f.path, f.content.replace(b"Offer an advocate", b"Always offer an advocate"))
        for f in example_files()
    )
    assert publish(site, files).publications
    assert live_version(site) != before


def test_export_gives_the_published_bytes_back(site: Site):
    assert sorted(live_files(site, PATH), key=lambda f: f.path) == sorted(example_files(), key=lambda f: f.path)


def test_a_version_made_elsewhere_is_not_replaced_unasked(site: Site):
    assert publish(site, edited("pass: 70", "pass: 75"), origin="browser", replace=True).publications
    refused = publish(site, example_files())
    assert (refused.publications, refused.refused) == ((), (PATH,))
    assert publish(site, example_files(), replace=True).publications


def test_everything_live_is_compiled_and_recompiling_is_done_only_once(site: Site):
    assert to_recompile(site) == ()
    assert recompile(site) == 0


def test_the_publish_state_tells_disk_from_live(site: Site, join: Callable[..., Person]):
    una = join("Una", Role.TRAINER)
    rows = {row.path: row for row in states(site, una)}
    assert rows[PATH].live is not None
    assert rows[PATH].title == "Just a phase?"


def test_the_publish_state_names_what_is_on_disk_and_read_by_nobody(
    site: Site, join: Callable[..., Person], tmp_path: Path
) -> None:
    for path in ("scenarios/m/second.markdown", "scenarios/m/Bad Name.md", "scenarios/m/drafts/third.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"# A\n")
    beside = Site(replace(site.settings, folder=tmp_path), site.database, site.inserts, "", site.now)
    rows = {row.path: row for row in states(beside, join("Una", Role.TRAINER)) if row.on_disk}
    assert {path: [d.code for d in row.diagnostics] for path, row in rows.items()} == {
        "scenarios/m/Bad Name.md": ["bad-file-name"],
        "scenarios/m/drafts": ["unread-file"],
        "scenarios/m/second.markdown": ["unread-file"],
    }
    assert not any(row.changed or row.live for row in rows.values())


@pytest.fixture
def quizzes(fresh: Callable[..., str], clock: Clock) -> Iterator[Site]:
    """The example and the tests' module of question sets, both live."""
    with opened(fresh(example_files, quiz_files)) as database:
        yield site_on(database, clock)


def paths(done: Published) -> tuple[str, ...]:
    return tuple(p.path for p in done.publications)


def live_of(site: Site) -> dict[str, Publication]:
    with site.database.read() as connection:
        return {p.path: p for p in versions.all_live(connection)}


def only(path: str, files: tuple[SourceFile, ...]) -> tuple[SourceFile, ...]:
    """One of these files, and the briefing."""
    return tuple(f for f in files if f.path in (path, QUIZ_BRIEFING))


def publish_only(site: Site, path: str, files: tuple[SourceFile, ...]) -> Published:
    """Publish one of these files as `quizapp publish FILE` does, with what it draws on beside it."""
    return publish(site, drawn_files(files, path), whole=False, asked=frozenset({path}))


def test_all_of_a_module_goes_live_beside_another(site: Site):
    done = publish(site, quiz_files())
    assert paths(done) == PATHS, done.diagnostics
    assert live_of(site).keys() == {PATH, *PATHS}


def test_a_set_goes_live_and_is_there_for_those_who_take_it(quizzes: Site):
    with quizzes.database.read() as connection:
        quiz = quizzes.quiz(live_of(quizzes)[SET_PATH].version, connection)
        told = quizzes.playable(live_of(quizzes)[SCENARIO_PATH].version, connection)
    assert quiz.compiled.set.id == SET
    assert set(quiz.questions) == {q.id for q in quiz.compiled.set.questions}
    assert tuple(q.id for q in told.compiled.scenario.questions) == ASKED
    warm_up(quizzes)


def test_a_changed_question_publishes_again_all_that_draw_on_it(quizzes: Site):
    done = publish(quizzes, changed(SET_PATH, "Ask his father", "Ring his father"))
    assert paths(done) == (DRAWING_SET_PATH, SET_PATH, SCENARIO_PATH)
    assert done.unchanged == (OTHER_SET_PATH,)


def test_a_question_file_published_alone_takes_what_is_live_and_draws_on_it_along(quizzes: Site):
    before = live_of(quizzes)
    files = changed(SET_PATH, "Ask his father", "Ring his father")
    done = publish_only(quizzes, SET_PATH, files)
    assert paths(done) == (DRAWING_SET_PATH, SET_PATH, SCENARIO_PATH)
    assert {p.at for p in done.publications} == {quizzes.now()}
    with quizzes.database.read() as connection:
        told = quizzes.playable(live_of(quizzes)[SCENARIO_PATH].version, connection)
    assert told.html[f"{ASKED[0]}/option/2"] == "Ring his father"
    assert live_of(quizzes)[OTHER_SET_PATH] == before[OTHER_SET_PATH]
    assert publish_only(quizzes, SET_PATH, files).unchanged == (SET_PATH,)


def test_a_briefing_published_alone_takes_all_of_its_module_along(quizzes: Site):
    new = next(f for f in changed(QUIZ_BRIEFING, "the same day", "on the day") if f.path == QUIZ_BRIEFING)
    done = publish(quizzes, (new,), whole=False, asked=frozenset({QUIZ_BRIEFING}))
    assert paths(done) == PATHS
    assert new in live_files(quizzes, DRAWING_SET_PATH)


def test_a_change_that_would_break_what_is_live_publishes_nothing(quizzes: Site):
    before = live_of(quizzes)
    done = publish_only(quizzes, SET_PATH, changed(SET_PATH, "## Passing it on", "## Handing it on"))
    assert [(d.span.path, d.code) for d in done.diagnostics] == [(SCENARIO_PATH, "unknown-question")]
    assert (done.publications, live_of(quizzes)) == ((), before)


def test_what_was_drawn_in_goes_live_by_itself_only_where_it_is_live_already(site: Site):
    assert paths(publish_only(site, SCENARIO_PATH, quiz_files())) == (SCENARIO_PATH,)
    assert paths(publish_only(site, SET_PATH, quiz_files())) == (SET_PATH,)
    new = changed(SET_PATH, "Ask his father", "Ring his father")
    assert paths(publish_only(site, SCENARIO_PATH, new)) == (SET_PATH, SCENARIO_PATH)


def test_a_new_set_is_drawn_on_by_a_live_one_that_draws_from_every_set(site: Site):
    few = tuple(f for f in quiz_files() if f.path not in (SET_PATH, SCENARIO_PATH))
    few = tuple(
        SourceFile(f.path, f.content.replace(b"for each point, 2 for critical", b"for each point")) for f in few
    )
    assert paths(publish(site, few, whole=False)) == (OTHER_SET_PATH, DRAWING_SET_PATH)
    assert paths(publish_only(site, SCENARIO_PATH, quiz_files())) == (SCENARIO_PATH,)
    assert SET_PATH not in {f.path for f in live_files(site, DRAWING_SET_PATH)}
    assert paths(publish_only(site, SET_PATH, quiz_files())) == (DRAWING_SET_PATH, SET_PATH)
    assert SET_PATH in {f.path for f in live_files(site, DRAWING_SET_PATH)}


def test_what_is_taken_along_stays_of_where_it_was_made(quizzes: Site):
    made = only(SET_PATH, changed(SET_PATH, "Ask his father", "Ring his father"))
    assert publish(quizzes, made, origin="browser", replace=True, whole=False).publications
    new = tuple(f for f in changed(QUIZ_BRIEFING, "the same day", "on the day") if f.path == QUIZ_BRIEFING)
    assert SET_PATH in paths(publish(quizzes, new, whole=False))
    with quizzes.database.read() as connection:
        origins = {path: versions.origin(connection, p.version) for path, p in live_of(quizzes).items()}
    assert origins[SET_PATH] == "browser"
    assert origins[OTHER_SET_PATH] == "cli"
    assert publish(quizzes, quiz_files()).refused == (SET_PATH,)


def test_export_of_a_set_gives_back_all_that_it_draws_on(quizzes: Site):
    for path in PATHS:
        assert live_files(quizzes, path) == drawn_files(quiz_files(), path)


def test_sets_recompile_from_their_bytes(quizzes: Site):
    before = {path: live_files(quizzes, path) for path in PATHS}
    with quizzes.database.read() as connection:
        was = quizzes.quiz(live_of(quizzes)[DRAWING_SET_PATH].version, connection)
    with quizzes.database.write() as connection:
        connection.execute(text("DELETE FROM compiled"))
    fresh = Site(quizzes.settings, quizzes.database, quizzes.inserts, "", quizzes.now)
    with fresh.database.read() as connection, pytest.raises(NotCompiled):
        fresh.quiz(live_of(fresh)[DRAWING_SET_PATH].version, connection)
    assert recompile(fresh) == len(PATHS) + 1
    with fresh.database.read() as connection:
        assert fresh.quiz(live_of(fresh)[DRAWING_SET_PATH].version, connection) == was
    assert {path: live_files(fresh, path) for path in PATHS} == before


@pytest.mark.parametrize("live", [(quiz_files,)], ids=["quizzes"])
def test_the_publish_state_tells_of_sets(site: Site, join: Callable[..., Person]):
    rows = {row.path: row for row in states(site, join("Una", Role.TRAINER))}
    assert (rows[SET_PATH].title, rows[DRAWING_SET_PATH].title) == ("Listening", "Final check")
    assert not rows[SET_PATH].on_disk and rows[SET_PATH].changed
