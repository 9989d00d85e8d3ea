"""Publishing where something live is in an older format: it stays until its bytes change, and is then read anew."""

import pytest
from sqlalchemy import text

from quizapp.content import formats
from quizapp.content.codec import encode_any
from quizapp.content.compile import version_id
from quizapp.content.questions.drawn import drawn_files
from quizapp.model.published import Compiled, Publication, SourceFile
from quizapp.services.authoring.going_live import Ready, make_live
from quizapp.services.authoring.publishing import publish
from quizapp.services.operating.readiness import recompile
from quizapp.services.site.site import Site
from quizapp.store.published import versions
from tests.databases import Files
from tests.services.quiz_files import (
    BRIEFING_PATH,
    DRAWING_SET_PATH,
    MODULE,
    PATHS,
    SCENARIO_PATH,
    SET_PATH,
    quiz_files,
)

OLD = 1
SAID = '"We waited\\\nfor you."'  # one line in format 1, and a line break in format 2


@pytest.fixture
def live() -> tuple[Files, ...]:
    return ()


def replaced(path: str, old: str, new: str, files: tuple[SourceFile, ...] | None = None) -> tuple[SourceFile, ...]:
    every = quiz_files() if files is None else files
    assert any(old in f.content.decode() for f in every if f.path == path), old
    return tuple(
        SourceFile(f.path, f.content.decode().replace(old, new).encode()) if f.path == path else f for f in every
    )


def publish_as_old(
    site: Site, monkeypatch: pytest.MonkeyPatch, files: tuple[SourceFile, ...], paths: tuple[str, ...] = PATHS
) -> None:
    """Make these live as a release before format 2 did: read by its reader and stored with its number."""
    ready = []
    for path in paths:
        drawn = drawn_files(files, path)
        compiled, said = formats.compile_version(OLD, drawn, path)
        assert compiled is not None, said
        ready.append(Ready(path, drawn, compiled.version, encode_any(compiled)))
    with monkeypatch.context() as before:
        before.setattr(formats, "CURRENT", OLD)
        make_live(site, ready, {path: one.version for path, one in live_of(site).items()}, [MODULE])


def live_of(site: Site) -> dict[str, Publication]:
    with site.database.read() as connection:
        return {p.path: p for p in versions.all_live(connection)}


def formats_of(site: Site) -> dict[str, int]:
    live = live_of(site)
    with site.database.read() as connection:
        return {path: versions.format_of(connection, one.version) for path, one in live.items()}


def test_the_same_bytes_of_an_older_format_make_a_new_version_once(site: Site, monkeypatch: pytest.MonkeyPatch):
    publish_as_old(site, monkeypatch, quiz_files())
    assert set(formats_of(site).values()) == {OLD}
    done = publish(site, quiz_files())
    assert tuple(p.path for p in done.publications) == PATHS, done.diagnostics
    assert set(formats_of(site).values()) == {formats.CURRENT}
    again = publish(site, quiz_files())
    assert (again.publications, again.unchanged) == ((), PATHS)


def test_what_is_only_drawn_on_and_has_not_changed_stays_in_its_format(site: Site, monkeypatch: pytest.MonkeyPatch):
    publish_as_old(site, monkeypatch, quiz_files())
    drawn = drawn_files(quiz_files(), SCENARIO_PATH)
    done = publish(site, drawn, whole=False, asked=frozenset({SCENARIO_PATH}))
    assert tuple(p.path for p in done.publications) == (SCENARIO_PATH,), done.diagnostics
    assert formats_of(site) == {**dict.fromkeys(PATHS, OLD), SCENARIO_PATH: formats.CURRENT}


def test_what_draws_on_a_changed_file_is_read_in_the_current_format_and_the_rest_stays(
    site: Site, monkeypatch: pytest.MonkeyPatch
):
    publish_as_old(site, monkeypatch, quiz_files())
    files = replaced(SET_PATH, "Ask his father", "Ring his father")
    done = publish(site, drawn_files(files, SET_PATH), whole=False, asked=frozenset({SET_PATH}))
    follow = (DRAWING_SET_PATH, SET_PATH, SCENARIO_PATH)
    assert tuple(p.path for p in done.publications) == follow, done.diagnostics
    now = formats_of(site)
    assert {path for path, number in now.items() if number == formats.CURRENT} == set(follow)
    assert live_of(site)[SCENARIO_PATH].version == version_id(drawn_files(files, SCENARIO_PATH), formats.CURRENT)


def test_an_unchanged_briefing_takes_nothing_along(site: Site, monkeypatch: pytest.MonkeyPatch):
    publish_as_old(site, monkeypatch, quiz_files())
    before = live_of(site)
    briefing = tuple(f for f in quiz_files() if f.path == BRIEFING_PATH)
    assert publish(site, briefing, whole=False, asked=frozenset({BRIEFING_PATH})).publications == ()
    assert live_of(site) == before


def test_an_error_that_only_the_current_format_sees_names_the_live_file_and_the_way_out(
    site: Site, monkeypatch: pytest.MonkeyPatch
):
    plain_then = "## The corridor\n\n> Otherwise:\n>\n> He looks away.\n"
    publish_as_old(site, monkeypatch, replaced(SCENARIO_PATH, "## The corridor\n", plain_then))
    was = live_of(site)
    new = tuple(f for f in replaced(BRIEFING_PATH, "the same day", "on the day") if f.path == BRIEFING_PATH)
    done = publish(site, new, whole=False, asked=frozenset({BRIEFING_PATH}))
    assert (done.publications, live_of(site)) == ((), was)
    (said,) = done.diagnostics
    assert said.span.path == SCENARIO_PATH
    assert f"`quizapp export {SCENARIO_PATH}`, mend it, publish both" in said.help


def test_old_versions_recompile_by_their_number_beside_new_ones(site: Site, monkeypatch: pytest.MonkeyPatch):
    old = replaced(SCENARIO_PATH, "## The corridor\n", f"## The corridor\n\n{SAID}\n")
    publish_as_old(site, monkeypatch, old)
    first = live_of(site)[SCENARIO_PATH].version
    assert publish(site, old).publications
    second = live_of(site)[SCENARIO_PATH].version
    with site.database.write() as connection:
        connection.execute(text("DELETE FROM compiled"))
    fresh = Site(site.settings, site.database, site.inserts, "", site.now)
    assert recompile(fresh) > 0
    with fresh.database.read() as connection:
        (now,) = [html for slot, html in fresh.playable(second, connection).html.items() if slot == "the-corridor/0"]
        files = versions.files_of(connection, first)
    compiled, _ = formats.compile_version(OLD, files)
    assert isinstance(compiled, Compiled)
    assert "waited<br>\nfor" in now
    assert "waited\\\nfor" in compiled.html["the-corridor/0"]
