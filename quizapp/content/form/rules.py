"""The rules by which somebody who has not read the scene might pick an option: by its form alone (FORMAT §7).

A rule looks at the options of one decision or question and gives the positions that it picks among: every one where it
sees no difference.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from operator import attrgetter
from types import MappingProxyType

from quizapp.content.form.measures import Measured, measured
from quizapp.content.form.words import WORDS
from quizapp.model.form import Picker, Tell

Rule = Callable[[Sequence[Measured]], tuple[int, ...]]

PLAIN = Fraction(112, 100)  # times the next longest or shortest: a difference in length that can be seen
IN_ANY_LANGUAGE = (Tell.LONGEST, Tell.SHORTEST, Tell.FIRST, Tell.LAST, Tell.MOST_ACTS, Tell.FEWEST_ACTS)
BY_PLACE = frozenset({Tell.FIRST, Tell.LAST})


def _most(name: str) -> Rule:
    """Those with the most of something."""
    count: Callable[[Measured], int] = attrgetter(name)
    return lambda options: _highest([count(option) for option in options])


def _fewest(name: str) -> Rule:
    """Those with the least of something."""
    count: Callable[[Measured], int] = attrgetter(name)
    return lambda options: _highest([-count(option) for option in options])


def _highest(values: Sequence[int]) -> tuple[int, ...]:
    top = max(values)
    return tuple(at for at, value in enumerate(values) if value == top)


def _longest(options: Sequence[Measured]) -> tuple[int, ...]:
    """The longest, where it is plainly longer than the next one."""
    lengths = [option.length for option in options]
    next_one, top = sorted(lengths)[-2:]
    return (lengths.index(top),) if top > next_one and top >= PLAIN * next_one else _all(options)


def _shortest(options: Sequence[Measured]) -> tuple[int, ...]:
    """The shortest, where the next one is plainly longer."""
    lengths = [option.length for option in options]
    least, next_one = sorted(lengths)[:2]
    return (lengths.index(least),) if next_one > least and next_one >= PLAIN * least else _all(options)


def _most_shared(options: Sequence[Measured]) -> tuple[int, ...]:
    """Those of which most words stand in another option, too."""
    within: dict[str, int] = {}
    for option in options:
        for word in option.words:
            within[word] = within.get(word, 0) + 1
    return _highest([sum(within[word] > 1 for word in option.words) for option in options])


def _all(options: Sequence[Measured]) -> tuple[int, ...]:
    return tuple(range(len(options)))


RULES: MappingProxyType[Tell, Rule] = MappingProxyType(
    {
        Tell.LONGEST: _longest,
        Tell.SHORTEST: _shortest,
        Tell.FIRST: lambda _options: (0,),
        Tell.LAST: lambda options: (len(options) - 1,),
        Tell.MOST_ACTS: _most("acts"),
        Tell.FEWEST_ACTS: _fewest("acts"),
        Tell.MOST_REASONS: _most("reasons"),
        Tell.FEWEST_REASONS: _fewest("reasons"),
        Tell.MOST_ASKING: _most("asking"),
        Tell.FEWEST_ASKING: _fewest("asking"),
        Tell.MOST_APOLOGY: _most("apology"),
        Tell.FEWEST_APOLOGY: _fewest("apology"),
        Tell.MOST_KINDNESS: _most("kindness"),
        Tell.FEWEST_KINDNESS: _fewest("kindness"),
        Tell.MOST_TODAY: _most("today"),
        Tell.LEAST_PUTTING_OFF: _fewest("putting_off"),
        Tell.SPEECH: _most("speech"),
        Tell.QUESTION_MARK: _most("question_mark"),
        Tell.OPEN_QUESTION: _most("open_question"),
        Tell.MOST_SHARED: _most_shared,
    }
)


def rules_for(language: str) -> dict[Tell, Rule]:
    """The rules that mean something in a language: all where its words are known, else length, place and acts."""
    return dict(RULES) if language in WORDS else {tell: RULES[tell] for tell in IN_ANY_LANGUAGE}


def pickers(language: str) -> dict[Tell, Picker]:
    """The same rules, for whoever has the options as text."""
    return {tell: _picker(rule, language) for tell, rule in rules_for(language).items()}


def _picker(rule: Rule, language: str) -> Picker:
    return lambda texts: rule([measured(text, language) for text in texts])
