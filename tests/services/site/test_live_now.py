"""The list of what is live is kept between requests, is never out of date, and stays within its bytes."""

from collections.abc import Iterator
from cProfile import Profile
from dataclasses import replace
from datetime import timedelta

import pytest

from quizapp.content.compile import COMPILER
from quizapp.model.briefing import Briefing
from quizapp.model.diagnostics import Span
from quizapp.model.published import Live, LiveModule, Publication
from quizapp.services.authoring.publishing import publish
from quizapp.services.operating.readiness import ensure_ready
from quizapp.services.site import live_now
from quizapp.services.site.live_now import KeptLive, LiveNow, live_bytes
from quizapp.services.site.site import Site
from quizapp.store.database import Database
from quizapp.store.published import retirements, versions
from quizapp.store.tables import compiled
from tests.clock import Clock
from tests.databases import MONDAY, Files
from tests.services.conftest import site_on
from tests.services.quiz_files import DRAWING_SET_PATH, OTHER_SET_PATH, SCENARIO_PATH, SET_PATH, quiz_files
from tests.services.site.test_compiled import traced
from tests.web.growing import counted

KB = 1024


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


@pytest.fixture
def elsewhere(site: Site, clock: Clock) -> Iterator[Site]:
    """The same site in another process, as far as a database can tell."""
    other = Database(site.database.url.render_as_string(hide_password=False))
    yield site_on(other, clock)
    other.dispose()


def paths(site: Site) -> list[str]:
    with site.database.read() as connection:
        return [live.thing.path for live in site.all_live(connection)]


def end(site: Site, path: str) -> None:
    with site.database.write() as connection:
        assert retirements.retire(connection, path, by=None, at=site.now(), why="no longer so")


def test_what_another_process_retires_and_brings_back_is_seen_at_once(site: Site, elsewhere: Site, clock: Clock):
    before = paths(elsewhere)
    assert paths(elsewhere) == before and SET_PATH in before
    end(site, OTHER_SET_PATH)
    assert OTHER_SET_PATH not in paths(elsewhere)
    with elsewhere.database.read() as connection:
        assert [part.thing.path for part in elsewhere.retired_parts(connection)] == [OTHER_SET_PATH]
    clock.now += timedelta(minutes=1)
    assert publish(site, quiz_files(), why="after all").publications
    assert paths(elsewhere) == before
    with elsewhere.database.read() as connection:
        assert elsewhere.retired_parts(connection) == ()


def test_what_another_process_publishes_is_seen_at_once(site: Site, elsewhere: Site):
    assert "Another day" not in titles(elsewhere)
    changed = [
        replace(file, content=file.content.replace(b"\n# First day", b"\n# Another day"))
        if file.path == SCENARIO_PATH
        else file
        for file in quiz_files()
    ]
    assert publish(site, changed, why="renamed").publications
    assert "Another day" in titles(elsewhere)


def titles(site: Site) -> list[str]:
    with site.database.read() as connection:
        (module,) = site.live_modules(connection)
    return list(module.titles.values())


def test_a_page_asks_once_whether_the_list_is_still_true(site: Site):
    first = paths(site)
    with counted() as statements, site.database.read() as connection:
        assert [live.thing.path for live in site.all_live(connection)] == first
        (module,) = site.live_modules(connection)
        assert site.live_module(module.id, connection) is module and site.module_titles(connection)
        assert site.retired_parts(connection) == ()
    assert len([one for one in statements if "publication" in one]) == 1


def test_what_never_came_to_be_is_not_kept(site: Site):
    before = paths(site)
    with pytest.raises(ZeroDivisionError), site.database.write() as connection:
        retirements.retire(connection, DRAWING_SET_PATH, by=None, at=site.now(), why="no longer so")
        assert len(site.all_live(connection)) == len(before) - 1
        raise ZeroDivisionError
    assert paths(site) == before
    end(site, SET_PATH)
    assert paths(site) == [path for path in before if path != SET_PATH]


def test_a_list_that_is_too_large_is_not_kept_and_is_right(site: Site, monkeypatch: pytest.MonkeyPatch):
    for name in ("MOST_LIVE", "MOST_FACTS", "MOST_BRIEFINGS"):
        monkeypatch.setattr(live_now, name, KB)
    kept = KeptLive()
    for _ in range(2):
        with site.database.read() as connection:
            assert [part.thing.path for part in kept.now(connection).parts] == paths(site)
    assert max(len(cache) for cache in (kept._now, kept._facts, kept._briefings)) <= 1
    assert all(cache.bytes <= KB for cache in (kept._now, kept._facts, kept._briefings))


def test_only_the_newest_list_is_kept(site: Site):
    kept = KeptLive()
    for path in (OTHER_SET_PATH, SET_PATH):
        with site.database.read() as connection:
            kept.now(connection)
        end(site, path)
    with site.database.read() as connection:
        now = kept.now(connection)
    assert len(kept._now) == 1 and kept._now.bytes >= live_bytes(now)


def test_what_is_not_compiled_is_left_out_the_log_says_so_and_all_else_is_shown(
    site: Site, elsewhere: Site, caplog: pytest.LogCaptureFixture
):
    whole = paths(site)
    with site.database.write() as connection:
        version = versions.live_versions(connection)[SET_PATH]
        texts = versions.load_compiled(connection, version, COMPILER)
        assert texts is not None
        connection.execute(compiled.delete().where(compiled.c.version == version))
    assert paths(elsewhere) == [path for path in whole if path != SET_PATH]
    assert SET_PATH in caplog.text and "quizapp upgrade" in caplog.text
    assert "not compiled" in ensure_ready(elsewhere)
    with site.database.write() as connection:
        versions.save_compiled(connection, version, COMPILER, *texts)
    assert paths(elsewhere) == whole, "what was left out is not kept"


@pytest.mark.parametrize("parts", [50, 300])
def test_a_lists_size_is_about_what_it_takes(parts: int):
    def made() -> LiveNow:
        found = LiveNow(module_of(parts).parts)
        assert found.titles and found.listed and found.grouped
        (module,) = found.modules
        assert module.titles and module.to_do and module.get(module.parts[0].thing) and module.scenarios()
        return found

    used, estimated = traced(made), live_bytes(made())
    assert used / 2 < estimated < used * 2


def test_what_is_worked_out_of_a_module_grows_with_its_parts_and_no_faster():
    def calls(parts: int) -> int:
        module, profile = module_of(parts), Profile()
        profile.enable()
        assert len(module.offered()) == len(module.to_do) == len(module.titles) == parts
        assert all(module.get(part.thing) is part for part in module.parts)
        profile.disable()
        return sum(entry.callcount for entry in profile.getstats())

    calls(400)  # so that what is remembered of names is there
    assert calls(400) < 5 * calls(100)


def module_of(parts: int) -> LiveModule:
    briefing = Briefing("m", "Module", "", "", "", "", "", (), 0, 0, (), Span("scenarios/m/briefing.md", 1, 1))
    made = []
    for n in range(parts):
        at = Publication(n, f"scenarios/m/story-{n}.md", f"{n:064}", None, "command line", MONDAY, f"for {n}")
        made.append(Live(at, f"Story {n}", 10, tuple(f"point-{n % 7}" for n in range(4)), briefing))
    return LiveModule("m", tuple(made))
