"""Compiled versions and facts stay within their bytes, and their sizes are about what they take."""

import gc
import hashlib
import pickle
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizapp.content.codec import decode, decode_set, encode, encode_set
from quizapp.content.compile import COMPILER, compile_scenario, compile_set
from quizapp.content.library import read_folder
from quizapp.content.questions.drawn import drawn_files
from quizapp.engine.story import story
from quizapp.model.published import Publication
from quizapp.model.things import question_set, scenario
from quizapp.services.site import compiled
from quizapp.services.site.compiled import NotCompiled, Texts, Versions, briefing_bytes
from quizapp.store.database import Connection, Database
from quizapp.store.published import versions
from tests.databases import MONDAY, SqliteTemplate, opened
from tests.services.quiz_files import DRAWING_SET, FOLDER, MODULE, SCENARIO, quiz_files

SHIPPED = Path(__file__).parents[3]
STORY, QUIZ = scenario(MODULE, SCENARIO), question_set(MODULE, DRAWING_SET)
KB = 1024


@pytest.fixture
def database(sqlite_template: SqliteTemplate, tmp_path: Path) -> Iterator[Database]:
    """What is read and how much it takes is the same on both databases."""
    with opened(sqlite_template.copy(tmp_path, quiz_files)) as made:
        yield made


def _version(name: str, number: int) -> str:
    return hashlib.sha256(f"{name} {number}".encode()).hexdigest()


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    """One on which a scenario and a set are compiled as sixty versions each."""
    with database.write() as writing:
        for thing, name in ((STORY, "playable"), (QUIZ, "quiz")):
            live = versions.live(writing, thing.path)
            assert live
            (texts,) = (texts for _, texts in versions.load_many_compiled(writing, [live.version], COMPILER))
            files = versions.files_of(writing, live.version)
            for number in range(60):
                versions.put_version(
                    writing,
                    version=_version(name, number),
                    thing=thing,
                    files=files,
                    format=1,
                    origin="cli",
                    by=None,
                    at=MONDAY,
                )
                versions.save_compiled(writing, _version(name, number), COMPILER, *texts)
    with database.read() as reading:
        yield reading


def traced(make: Callable[[], object]) -> int:
    """The bytes that what is made takes."""
    gc.collect()
    tracemalloc.start()
    try:
        made = make()
        gc.collect()
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    del made
    return used


@pytest.mark.parametrize("name", ["playable", "quiz"])
def test_versions_are_kept_within_their_bytes(
    connection: Connection, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(compiled, "MOST_COMPILED", 400 * KB)
    kept = Versions()

    def load_all() -> Versions:
        for number in range(60):
            getattr(kept, name)(_version(name, number), connection)
        return kept

    getattr(kept, name)(_version(name, 0), connection)  # so that what is made once is there
    caches = kept._playable if name == "playable" else kept._quizzes
    used = traced(load_all)
    assert 100 * KB < caches.bytes <= 400 * KB
    assert used < 600 * KB  # sixty would take over a megabyte
    assert getattr(kept, name)(_version(name, 59), connection) is getattr(kept, name)(_version(name, 59), connection)


def test_a_version_that_had_to_go_is_loaded_again(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "MOST_COMPILED", 100 * KB)
    kept = Versions()
    first = kept.playable(_version("playable", 0), connection)
    for number in range(1, 30):
        kept.playable(_version("playable", number), connection)
    again = kept.playable(_version("playable", 0), connection)
    assert again is not first and again.compiled == first.compiled


def test_a_version_that_is_not_compiled_is_no_version(connection: Connection) -> None:
    one = Publication(1, STORY.path, "nothing", None, "command line", MONDAY, "")
    with pytest.raises(NotCompiled):
        Versions().playable("nothing", connection)
    with pytest.raises(NotCompiled):
        Versions().kept_live.live([one], connection)


def test_equal_briefings_are_held_once(connection: Connection) -> None:
    kept = Versions()
    first, second = (kept.playable(_version("playable", number), connection).compiled for number in (0, 1))
    quiz = kept.quiz(_version("quiz", 0), connection).compiled
    assert first.briefing is second.briefing is quiz.briefing


def _texts() -> list[tuple[str, Texts, bool]]:
    found = []
    for folder in (SHIPPED, FOLDER):
        files = read_folder(folder).files
        for file in files:
            if file.path.endswith(("briefing.md", "README.md")):
                continue
            drawn, is_set = drawn_files(files, file.path), file.path.startswith("questions")
            if is_set:
                a_set, _ = compile_set(drawn)
                assert a_set
                found.append((file.path, encode_set(a_set), True))
            else:
                a_story, _ = compile_scenario(drawn)
                assert a_story
                found.append((file.path, encode(a_story), False))
    return found


@pytest.mark.long
def test_a_versions_size_is_about_what_it_takes() -> None:
    for path, texts, is_set in _texts():

        def made(texts: Texts = texts, is_set: bool = is_set) -> object:
            if is_set:
                return decode_set("v", *texts)
            found = decode("v", *texts)
            return found, story(found.scenario)

        used, estimated = traced(made), compiled.text_bytes(texts)
        assert used * 0.7 < estimated < used * 2.5, path


def test_a_briefings_size_is_about_what_it_takes() -> None:
    files = read_folder(SHIPPED).files
    path = next(f.path for f in files if f.path.startswith("scenarios") and not f.path.endswith("briefing.md"))
    found, _ = compile_scenario(drawn_files(files, path))
    assert found
    briefing = pickle.dumps(found.briefing)
    used = traced(lambda: pickle.loads(briefing))  # noqa: S301 (our own)
    assert used / 2 < briefing_bytes(found.briefing) < used * 2
