"""Stories of a module are told as if by several authors: no two share a sentence, a way to end, or a person's name.

The names stand in a comment of each scenario, `<!-- names: Maya, Sana -->`, where its author lists them.
"""

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from quizapp.content.scenario import parse_scenario
from quizapp.model.published import SourceFile
from quizapp.model.scenario import Scenario

ROOT = Path(__file__).parents[2]
STORIES = tuple(f for f in sorted((ROOT / "scenarios").glob("*/*.md")) if f.name != "briefing.md")
PAIRS = [
    pytest.param(one, other, id=f"{one.stem}-{other.stem}")
    for one, other in combinations(STORIES, 2)
    if one.parent == other.parent
]
LONG_SENTENCE = 8  # words: shorter ones are anybody's
NAMES = re.compile(r"<!--\s*names:(.*?)-->", re.DOTALL)
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sister|PC|DC|Sergeant) ([A-Z][\w-]+)")


def _read(file: Path) -> Scenario:
    read, _ = parse_scenario(SourceFile(f"scenarios/{file.parent.name}/{file.name}", file.read_bytes()), None)
    assert read is not None
    return read


def _texts(file: Path) -> tuple[str, ...]:
    """Whatever a reader may be shown: prose, choices, what happened and whys."""
    scenario = _read(file)
    found = [scenario.introduction.text, *(question.text for question in scenario.debrief)]
    for passage in scenario.passages:
        found += [block.prose.text for block in passage.blocks]
        for choice in passage.choices:
            found += [prose.text for prose in (choice.label, choice.then, choice.why) if prose is not None]
    return tuple(found)


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[\w{}-]+", text.lower().replace("’", "").replace("'", "")))


def _sentences(file: Path) -> set[tuple[str, ...]]:
    ends = re.compile(r"[.!?:][\"”')*]*\s|\n\s*>?\s*\n")
    found = {_words(sentence) for text in _texts(file) for sentence in ends.split(text)}
    return {sentence for sentence in found if len(sentence) >= LONG_SENTENCE}


def _last_paragraphs(file: Path) -> set[tuple[str, ...]]:
    endings = [passage for passage in _read(file).passages if passage.is_ending]
    return {_words(re.split(r"\n\s*\n", ending.blocks[-1].prose.text)[-1]) for ending in endings}


def _names(file: Path) -> set[str]:
    listed = NAMES.search(file.read_text(encoding="utf-8"))
    assert listed, f"{file.name} does not list its people: <!-- names: Maya, Sana -->"
    return {name.strip() for name in " ".join(listed[1].split()).split(",")}


@pytest.mark.parametrize("file", STORIES, ids=lambda f: f.stem)
def test_a_story_lists_its_people(file: Path) -> None:
    words, names = " ".join(_texts(file)), _names(file)
    assert {name for name in names if not re.search(rf"\b{re.escape(name)}\b", words)} == set(), "nobody of that name"
    assert set(TITLED.findall(words)) - {name.split()[-1] for name in names} == set(), "not in the list"


@pytest.mark.long
@pytest.mark.parametrize("shared", [_sentences, _last_paragraphs, _names], ids=["sentence", "way-to-end", "name"])
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_no_two_stories_share(one: Path, other: Path, shared: Callable[[Path], set[object]]) -> None:
    assert shared(one) & shared(other) == set()
