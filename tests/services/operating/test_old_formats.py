"""A format changes: old versions compile to what they meant, and what is published now is read by the new reader."""

import pytest

from quizapp.content import formats
from quizapp.content.codec import encode_any
from quizapp.content.compile import version_id
from quizapp.content.questions.drawn import drawn_files
from quizapp.model.people import Person
from quizapp.model.play import NotPossible
from quizapp.model.published import Compiled
from quizapp.model.scenario import Word
from quizapp.services.authoring.going_live import Ready, make_live
from quizapp.services.operating import readiness
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.site import compiled as compiled_module
from quizapp.services.site.site import Site
from quizapp.services.taking.debriefing import debrief
from quizapp.store.published import versions
from tests.content import other_format
from tests.databases import Files
from tests.services.quiz_files import MODULE, PATHS, SCENARIO_PATH, quiz_files
from tests.services.taking import play

PARTLY_WAY = (0, "right", "right", 1)


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


def raise_compiler(site: Site, monkeypatch: pytest.MonkeyPatch, number: int) -> Site:
    """The site as the next release finds it: nothing is compiled for it, and nothing is in memory."""
    monkeypatch.setattr(readiness, "COMPILER", number)
    monkeypatch.setattr(compiled_module, "COMPILER", number)
    return Site(site.settings, site.database, site.inserts, "", site.now)


def publish_again(site: Site) -> str:
    """The scenario's bytes as they are, made live in the format that is current; the version that they make now."""
    files = drawn_files(quiz_files(), SCENARIO_PATH)
    compiled, said = formats.compile_version(formats.CURRENT, files, SCENARIO_PATH)
    assert compiled is not None, said
    with site.database.read() as connection:
        seen = {live.path: live.version for live in versions.all_live(connection)}
    ready = [Ready(SCENARIO_PATH, files, compiled.version, encode_any(compiled))]
    (made,) = make_live(site, ready, seen, [MODULE]).publications
    assert made.version == version_id(files, formats.CURRENT)
    return made.version


def compiled_of(site: Site, version: str) -> Compiled:
    with site.database.read() as connection:
        return site.playable(version, connection).compiled


def first_word(site: Site, version: str) -> Word:
    return compiled_of(site, version).scenario.passages[0].choices[0].marks[0].word


def test_each_version_is_compiled_again_by_the_reader_of_its_own_format(
    site: Site, alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
):
    story = play(site, alice, *PARTLY_WAY)
    with site.database.read() as connection:
        found = versions.live(connection, SCENARIO_PATH)
    assert found is not None
    old, page = compiled_of(site, found.version), debrief(site, alice, story)
    assert page is not None
    other_format.install(monkeypatch)
    new = publish_again(site)
    with site.database.read() as connection:
        assert new != old.version
        assert (versions.format_of(connection, old.version), versions.format_of(connection, new)) == (
            2,
            other_format.NUMBER,
        )
    later = raise_compiler(site, monkeypatch, 99)
    assert readiness.recompile(later) == len(PATHS) + 1
    assert readiness.recompile(later) == 0
    assert compiled_of(later, old.version) == old
    assert (first_word(later, old.version), first_word(later, new)) == (Word.MET, Word.PARTLY)
    assert debrief(later, alice, story) == page
    theirs = debrief(later, bob, play(later, bob, *PARTLY_WAY))
    assert theirs is not None and theirs.percent != page.percent
    assert check_invariants(later) == ()


def test_a_version_in_a_format_that_this_release_does_not_have_is_named_and_not_compiled(
    site: Site, monkeypatch: pytest.MonkeyPatch
):
    other_format.install(monkeypatch)
    new = publish_again(site)
    monkeypatch.delitem(formats.READERS, other_format.NUMBER)
    with pytest.raises(NotPossible, match=f"version {new[:12]} cannot be read: format 3 is not known to this release"):
        readiness.recompile(raise_compiler(site, monkeypatch, 99))
