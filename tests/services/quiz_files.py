"""A small module with question sets, as files to publish: all seven types, a set that draws, and a story that asks.

Everybody's points: `talk-directly`. For education and health: `safe-to-talk`. For social care: `capacity-revisited`.
"""

import re
from collections.abc import Callable
from itertools import count
from pathlib import Path

from quizapp.content.library import read_folder
from quizapp.content.questions.parsing import parse_set
from quizapp.model.published import SourceFile
from quizapp.model.questions import QuestionKind

FOLDER = Path(__file__).with_name("quiz_site")
MODULE = "minds"
SET = "listening"  # one question of each type, with certainty and shuffle, 2 attempts, no draw
OTHER_SET = "acting"  # three questions with one answer
DRAWING_SET = "final-check"  # draws from every set: 1 for each point, 2 for talk-directly, which is critical
SCENARIO = "first-day"  # its second passage asks two questions of SET, then offers its choices
ASKED = (f"{SET}#the-register", f"{SET}#passing-it-on")

BRIEFING_PATH = f"scenarios/{MODULE}/briefing.md"
SCENARIO_PATH = f"scenarios/{MODULE}/{SCENARIO}.md"
SET_PATH = f"questions/{MODULE}/{SET}.md"
OTHER_SET_PATH = f"questions/{MODULE}/{OTHER_SET}.md"
DRAWING_SET_PATH = f"questions/{MODULE}/{DRAWING_SET}.md"
PATHS = (OTHER_SET_PATH, DRAWING_SET_PATH, SET_PATH, SCENARIO_PATH)  # all that goes live, sorted

# How every why, accepted short answer, id that is marked and passage that is led to begins or ends `with_canaries`, and
# what every choice brings.
CANARIES = ("CANARY-why-", "CANARY-accepted-", "canary-mark-", "canary-target-", "CANARY-then-")

_POINT = re.compile(r"\b(?:talk-directly|safe-to-talk|capacity-revisited|tell-safeguarding-lead)\b")
_WHY = re.compile(r"(?m)^([ ]*(?:- )?Why: )")
_OF_CHOICE = re.compile(r"(?m)^    - Why: ")
_ACCEPTED = re.compile(r"(?m)^(Answer: )(.+)$")
_LED_TO = ("The corridor", "Ending: Heard", "Ending: Waiting")


def quiz_files() -> tuple[SourceFile, ...]:
    """The briefing, the scenario and the three sets, by path."""
    return read_folder(FOLDER).files


def kinds_asked() -> tuple[QuestionKind, ...]:
    """The kinds of the questions of SET, in their order."""
    quiz, said = parse_set(next(file for file in quiz_files() if file.path == SET_PATH), None)
    assert quiz is not None, said
    return tuple(question.kind for question in quiz.questions)


def changed(path: str, old: str, new: str) -> tuple[SourceFile, ...]:
    """The same files, with one text in one of them replaced."""
    assert any(old in file.content.decode() for file in quiz_files() if file.path == path), old
    return _each(lambda file_path, text: text.replace(old, new) if file_path == path else text)


def with_canaries() -> tuple[SourceFile, ...]:
    """A copy in which nothing of what gives an answer away can be in a page without a word of CANARIES.

    Each why and accepted answer carries one of its own, numbered; each id that is marked, and each passage that a
    choice leads to, carries one in its name (so that the passage itself shows it, once somebody is there). Each choice
    of the story brings something at once that carries one, too.
    """
    number = count(1)

    def hide(path: str, text: str) -> str:
        text = _POINT.sub(lambda found: f"canary-mark-{found[0]}", text)
        text = _WHY.sub(lambda found: f"{found[1]}CANARY-why-{next(number)} ", text)
        text = _ACCEPTED.sub(
            lambda found: found[1] + " | ".join(f"{a} CANARY-accepted-{next(number)}" for a in found[2].split(" | ")),
            text,
        )
        if path == SCENARIO_PATH:
            text = _OF_CHOICE.sub(lambda found: f"    - Then: CANARY-then-{next(number)} He looks.\n{found[0]}", text)
            for title in _LED_TO:
                anchor = title.lower().replace(":", "").replace(" ", "-")
                suffix = f"canary-target-{next(number)}"
                text = text.replace(f"## {title}\n", f"## {title} {suffix}\n").replace(
                    f"(#{anchor})", f"(#{anchor}-{suffix})"
                )
        return text

    return _each(hide)


def _each(change: Callable[[str, str], str]) -> tuple[SourceFile, ...]:
    return tuple(SourceFile(f.path, change(f.path, f.content.decode()).encode()) for f in quiz_files())
