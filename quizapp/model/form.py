"""What the wording of options gives away to somebody who never read the scene (FORMAT §7)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from quizapp.model.diagnostics import Span

BY_CHANCE = Fraction(1, 50)
"""Of plays by chance, so many may pass a scenario."""

BY_TELL = Fraction(1, 2)
"""Of plays by any one way of picking, so many may."""

FEWEST_OPTIONS = 3
"""Of a question, before its form is looked at: one of two is told by a coin."""

PLAINLY = Fraction(5, 100)
"""Over chance: what is nearer to it is hardly worth showing."""

FEWEST_ITEMS = 10
"""Decisions or questions, before figures of them say anything."""

Picker = Callable[[Sequence[str]], tuple[int, ...]]
"""From the texts of options to the positions among which somebody picks: every one where they see no difference."""


class Tell(StrEnum):
    """A way of picking an option by its form alone."""

    LONGEST = "the longest"
    SHORTEST = "the shortest"
    FIRST = "the first"
    LAST = "the last"
    MOST_ACTS = "most separate acts"
    FEWEST_ACTS = "fewest separate acts"
    MOST_REASONS = "most reasons"
    FEWEST_REASONS = "fewest reasons"
    MOST_ASKING = "most words of asking"
    FEWEST_ASKING = "fewest words of asking"
    MOST_APOLOGY = "most words of apology"
    FEWEST_APOLOGY = "fewest words of apology"
    MOST_KINDNESS = "most words of kindness"
    FEWEST_KINDNESS = "fewest words of kindness"
    MOST_TODAY = "most words of doing it today"
    LEAST_PUTTING_OFF = "fewest words of putting off"
    SPEECH = "direct speech"
    QUESTION_MARK = "a question mark"
    OPEN_QUESTION = "an open question"
    MOST_SHARED = "most words shared with the others"
    LEARNER = "a learner of the module's other files"


@dataclass(frozen=True, slots=True)
class TellFigure:
    """How often a way of picking is right: its hits (ties shared), beside those of chance, in `tried` items."""

    tell: Tell
    hits: Fraction
    chance: Fraction
    tried: int

    @property
    def over(self) -> Fraction:
        """How far it is over chance, as a share of the items: 3/10 are 30 points. Under chance it is negative."""
        return (self.hits - self.chance) / self.tried if self.tried else Fraction(0)


@dataclass(frozen=True, slots=True)
class GivenAway:
    """A decision or question whose best option shows: where it stands, and what picks nothing but a best one.

    `weight` orders them: the sum over all tells that are over chance in the figures, each as far as it is, of how
    much more often than chance it is right here.
    """

    id: str
    title: str
    span: Span
    options: int
    tells: tuple[Tell, ...]
    weight: Fraction


@dataclass(frozen=True, slots=True)
class FormFigures:
    """What wording gives away in some decisions or questions, in a file or in a module.

    `tells` are all rules, the one that is furthest over chance first. `learner` is None where there was too little to
    learn from, and tried only in files for which there was enough. `told` are those of both that are further over
    chance than they may be. `given_away` has the worst first.
    """

    items: int
    chance: Fraction
    tells: tuple[TellFigure, ...]
    learner: TellFigure | None = None
    told: tuple[Tell, ...] = ()
    given_away: tuple[GivenAway, ...] = ()

    @property
    def are_enough(self) -> bool:
        """Whether there are enough items to say anything."""
        return self.items >= FEWEST_ITEMS

    @property
    def plain(self) -> tuple[TellFigure, ...]:
        """The learner and the rules that are plainly over chance: the learner first, then the furthest over."""
        every = (self.learner, *self.tells)
        return tuple(t for t in every if t is not None and (t.over >= PLAINLY or t.tell in self.told))


@dataclass(frozen=True, slots=True)
class FormPlays:
    """How often somebody passes a scenario who plays it by chance, and by each way of picking, most often first.

    Shares of seeded plays; in figures chance's is exact, where the walk's figures are. `decisions` are passages with
    marks, and questions.
    """

    decisions: int
    by_chance: Fraction
    by_tell: tuple[tuple[Tell, Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class FileForm:
    """What the wording of one file gives away."""

    path: str
    title: str
    figures: FormFigures


@dataclass(frozen=True, slots=True)
class ModuleForm:
    """What the wording of a module gives away: in each of its files, by path, and in all of a kind together.

    `plays` are those of its scenarios by path, where they were played.
    """

    folder: str
    scenarios: tuple[FileForm, ...]
    sets: tuple[FileForm, ...]
    decisions: FormFigures
    questions: FormFigures
    plays: tuple[tuple[str, FormPlays], ...] = ()
