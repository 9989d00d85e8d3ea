"""What can be counted of one option's wording, without knowing what it means. Each is one pass over the text."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from quizapp.content.form.words import WORDS, WordLists
from quizapp.content.wording import without_quotes

_STRAIGHT = str.maketrans("’‘“”", "''\"\"")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_PART = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[,.;:!?]")
_SENTENCE = re.compile(r"(?<=[.!?])")
_STOPS = frozenset(",.;:!?")


@dataclass(frozen=True, slots=True)
class Measured:
    """One option in numbers: how often each thing stands in it; of the last three, whether it does (0 or 1).

    `words` are in lower case, each once, and `first` is the one that it begins with.
    """

    length: int
    acts: int
    words: frozenset[str]
    first: str
    reasons: int = 0
    asking: int = 0
    apology: int = 0
    kindness: int = 0
    today: int = 0
    putting_off: int = 0
    speech: int = 0
    question_mark: int = 0
    open_question: int = 0


@lru_cache(maxsize=16_384)
def measured(text: str, language: str = "en") -> Measured:
    """This option in numbers. In a language without a list of words, only its length and its acts."""
    text = " ".join(text.translate(_STRAIGHT).split())
    words = WORDS.get(language)
    outside = without_quotes(text)
    low = text.lower()
    said = _WORD.findall(low)
    own, first = frozenset(said), said[0] if said else ""
    if words is None:
        return Measured(len(text), acts(outside, ()), own, first)
    return Measured(
        length=len(text),
        acts=acts(outside, words.joins),
        words=own,
        first=first,
        reasons=_count(words.reasons, low),
        asking=_count(words.asking, low),
        apology=_count(words.apology, low),
        kindness=_count(words.kindness, low),
        today=_count(words.today, low),
        putting_off=_count(words.putting_off, low),
        speech=int(outside != text),
        question_mark=int("?" in text),
        open_question=int(_asks_openly(low, words)),
    )


def features(options: Sequence[Measured]) -> tuple[frozenset[str], ...]:
    """What the learner sees of each of these options: its words, the first, and its ranks among them."""
    ranks = {name: _ranks([count(option) for option in options]) for name, count in _RANKED.items()}
    return tuple(
        frozenset(
            {
                *(f"word {word}" for word in option.words),
                f"first {option.first}",
                *(f"{name} {rank[at]}" for name, rank in ranks.items()),
            }
        )
        for at, option in enumerate(options)
    )


_RANKED: dict[str, Callable[[Measured], int]] = {
    "length": attrgetter("length"),
    "acts": attrgetter("acts"),
    "reasons": attrgetter("reasons"),
}


def _ranks(values: Sequence[int]) -> list[int]:
    """For each value, how many others are higher."""
    first: dict[int, int] = {}
    for rank, value in enumerate(sorted(values, reverse=True)):
        first.setdefault(value, rank)
    return [first[value] for value in values]


def acts(text: str, joins: tuple[str, ...]) -> int:
    """How many separate acts a text names: the parts between its commas and these words, runs of both being one.

    Text inside quotation marks is to be left out before. A comma beside a name that is spoken to parts nothing
    (*Tell me, Ann, how*), nor does one after a single first word (*Later, ring her*).
    """
    parts = _PART.findall(text)
    number, is_open, skip = 0, False, -1
    for at, part in enumerate(parts):
        if part == ",":
            if at == 1 or at == skip:
                continue
            if _is_spoken_to(parts, at + 1):
                skip = at + 2
                continue
            is_open = False
        elif part.lower() in joins:
            is_open = False
        elif part not in _STOPS and not is_open:
            number, is_open = number + 1, True
    return number


def _is_spoken_to(parts: list[str], at: int) -> bool:
    """Whether a name stands here between a word in small letters with its comma, and another comma or a stop."""
    if at >= len(parts) or not parts[at][0].isupper() or not parts[at - 2][0].islower():
        return False
    return at + 1 == len(parts) or parts[at + 1] in _STOPS


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def _asks_openly(text: str, words: WordLists) -> bool:
    """Whether some sentence is an open question, or says that somebody asks one."""
    for sentence in _SENTENCE.split(text):
        asked = 0 if sentence.endswith("?") else None
        if asked is None:
            verb = words.asking.search(sentence)
            asked = verb.start() if verb else None
        if asked is not None and words.open_question.search(sentence, asked):
            return True
    return False
