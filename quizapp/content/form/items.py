"""The decisions and questions of which form may tell the best option, and what is seen of them (FORMAT §7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizapp.content.form.measures import Measured, features, measured
from quizapp.model.diagnostics import Span
from quizapp.model.form import FEWEST_OPTIONS
from quizapp.model.kinds import rules_of
from quizapp.model.questions import Credit, Question, QuestionSet
from quizapp.model.scenario import Passage, Scenario

FEWEST_CHOICES = 2  # of a decision, that are always offered


@dataclass(frozen=True, slots=True)
class FormItem:
    """One decision or question: its options in numbers, and the positions of the best ones, some but not all.

    `features` are what the learner sees of each option. `is_placed` is whether they are shown in the order in which
    they are written.
    """

    id: str
    title: str
    span: Span
    options: tuple[Measured, ...]
    features: tuple[frozenset[str], ...]
    best: frozenset[int]
    is_placed: bool = True

    @property
    def chance(self) -> Fraction:
        """How often somebody picks a best option who picks any."""
        return Fraction(len(self.best), len(self.options))

    def share(self, picked: Sequence[int]) -> Fraction:
        """How often somebody picks a best option who picks any of these."""
        return Fraction(sum(at in self.best for at in picked), len(picked))


def items_of_scenario(scenario: Scenario, language: str = "en") -> tuple[FormItem, ...]:
    """The decisions of a scenario with two choices or more that are always offered. Questions are their own set's."""
    found = (_decision(passage, language) for passage in scenario.passages if passage.is_decision)
    return tuple(item for item in found if item is not None)


def items_of_set(quiz: QuestionSet, language: str = "en") -> tuple[FormItem, ...]:
    """The questions of a set's own file with one answer and three options or more."""
    own = (question for question in quiz.questions if question.span.path == quiz.span.path)
    found = (_question(question, not quiz.shuffle, language) for question in own)
    return tuple(item for item in found if item is not None)


def _decision(passage: Passage, language: str) -> FormItem | None:
    offered = [n for n, choice in enumerate(passage.choices) if choice.condition is None]
    best = passage.best_choices
    if len(offered) < FEWEST_CHOICES:
        return None
    texts = [passage.choices[n].label.text for n in offered]
    found = frozenset(at for at, n in enumerate(offered) if n in best)
    return _item(passage, passage.anchor, texts, found, language=language)


def _question(question: Question, is_placed: bool, language: str) -> FormItem | None:
    if not rules_of(question).picks_one or len(question.options) < FEWEST_OPTIONS:
        return None
    texts = [option.label.text for option in question.options]
    right = frozenset(at for at, option in enumerate(question.options) if option.credit is Credit.RIGHT)
    return _item(question, question.id, texts, right, is_placed, language)


def _item(
    at: Passage | Question,
    id: str,
    texts: Sequence[str],
    best: frozenset[int],
    is_placed: bool = True,
    language: str = "en",
) -> FormItem | None:
    """The item; None where every option is best, or none is: nothing can be told of it."""
    if not 0 < len(best) < len(texts):
        return None
    options = tuple(measured(text, language) for text in texts)
    return FormItem(id, at.title, at.span, options, features(options), best, is_placed)
