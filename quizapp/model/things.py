"""What can be live: a scenario, a question set or a briefing, known by its kind, its module and its name."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

SCENARIOS = "scenarios"
QUESTIONS = "questions"
KINDS = (SCENARIOS, QUESTIONS)  # the folders of a site
BRIEFING = "briefing"


class ThingKind(StrEnum):
    """What a published file is."""

    SCENARIO = "scenario"
    BRIEFING = "briefing"
    SET = "set"


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """One scenario, set or briefing of a module. `name` is the file's name without its ending (FORMAT, opening)."""

    module: str
    kind: ThingKind
    name: str

    @property
    def path(self) -> str:
        """Its path within a site: `scenarios/<module>/<name>.md`, or the same in `questions`."""
        folder = QUESTIONS if self.kind is ThingKind.SET else SCENARIOS
        return f"{folder}/{self.module}/{self.name}.md"

    @property
    def is_set(self) -> bool:
        """Whether it is a question set."""
        return self.kind is ThingKind.SET

    @property
    def is_scenario(self) -> bool:
        """Whether it is a scenario."""
        return self.kind is ThingKind.SCENARIO


def scenario(module: str, name: str) -> Thing:
    """The scenario of this name in a module."""
    return Thing(module, ThingKind.SCENARIO, name)


def question_set(module: str, name: str) -> Thing:
    """The question set of this name in a module."""
    return Thing(module, ThingKind.SET, name)


def briefing_of(module: str) -> Thing:
    """The briefing of a module."""
    return Thing(module, ThingKind.BRIEFING, BRIEFING)


@lru_cache(maxsize=4096)  # each row of an attempt has a path, and there are only as many as files
def thing_at(path: str) -> Thing:
    """What the file at a path is, by its last three parts, wherever the site is: folder, module, and name.

    Whatever lies in `questions` is a set, and any other file but `briefing.md` a scenario.
    """
    folders, _, file = path.replace("\\", "/").rpartition("/")
    folder, _, module = folders.rpartition("/")
    name = file.removesuffix(".md")
    if folder.rpartition("/")[2] == QUESTIONS:
        return Thing(module, ThingKind.SET, name)
    return Thing(module, ThingKind.BRIEFING if name == BRIEFING else ThingKind.SCENARIO, name)


def module_at(folder: str) -> str:
    """The module that a name or a folder means: the last part of how it is written, wherever the site is."""
    return folder.replace("\\", "/").rstrip("/").rpartition("/")[2]
