"""Figures of what wording gives away, for each file and for a module: every rule's hits, the learner's, the worst."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import chain
from operator import attrgetter

from quizapp.content.form.items import FormItem, items_of_scenario, items_of_set
from quizapp.content.form.learner import Seen, seen
from quizapp.content.form.rules import BY_PLACE, pickers, rules_for
from quizapp.content.form.thresholds import told
from quizapp.content.form.words import WORDS
from quizapp.model.form import FileForm, FormFigures, GivenAway, Picker, Tell, TellFigure
from quizapp.model.questions import QuestionSet
from quizapp.model.scenario import Scenario

Shares = Mapping[Tell, Fraction]
"""How often each way of picking is right in one item."""


@dataclass(frozen=True, slots=True)
class KindOfFiles:
    """All files of one kind in a module: their items by path, in the order of paths, and what a learner saw of them.

    `seen` is None in a language that has no list of words.
    """

    items: Mapping[str, tuple[FormItem, ...]]
    names: Mapping[str, str]
    seen: Seen | None
    language: str = "en"

    def learner_without(self, paths: Iterable[str]) -> Picker | None:
        """Somebody who has learned from all of them but these; None where there is too little to learn from."""
        left_out = [item for path in sorted(set(paths)) for item in self.items.get(path, ())]
        others = None if self.seen is None else self.seen.without(left_out)
        return None if others is None else others.picker(self.language)

    def figures(self) -> tuple[tuple[FileForm, ...], FormFigures]:
        """The figures of each file that has any items, by path, and of all of them together."""
        files: list[FileForm] = []
        everything: list[FormItem] = []
        every_share: list[Shares] = []
        for path, items in self.items.items():
            others = None if self.seen is None or not items else self.seen.without(items)
            shares = [_of_item(item, others, self.language) for item in items]
            if items:
                files.append(FileForm(path, self.names[path], _summed(shares, items, self.language, is_file=True)))
            everything += items
            every_share += shares
        return tuple(files), _summed(every_share, everything, self.language, is_file=False)


def kind_of_scenarios(scenarios: Iterable[Scenario], language: str = "en") -> KindOfFiles:
    """The decisions of these scenarios of one module. The order in which they are given makes no difference."""
    ordered = sorted(scenarios, key=attrgetter("span"))
    items = {one.span.path: items_of_scenario(one, language) for one in ordered}
    return _kind(items, {one.span.path: one.title for one in ordered}, language)


def kind_of_sets(sets: Iterable[QuestionSet], language: str = "en") -> KindOfFiles:
    """The questions of these sets of one module, each in its own set."""
    ordered = sorted(sets, key=attrgetter("span"))
    items = {one.span.path: items_of_set(one, language) for one in ordered}
    return _kind(items, {one.span.path: one.title for one in ordered}, language)


def figures_of(items: Sequence[FormItem], language: str = "en") -> FormFigures:
    """What the wording of these items of one file gives away to the rules alone."""
    return _summed([_of_item(item, None, language) for item in items], items, language, is_file=True)


def ways_to_pick(
    scenario: Scenario, scenarios: KindOfFiles | None, sets: KindOfFiles | None, language: str = "en"
) -> tuple[dict[Tell, Picker], dict[Tell, Picker]]:
    """Every way in which somebody picks who plays a scenario by form, and those that are others in its questions.

    The learner is among them where `scenarios` are given and the others of them are enough. In questions it knows the
    module's `sets` that the scenario does not ask from; where these are too little, it picks any option there.
    """
    ways = pickers(language)
    learner = None if scenarios is None else scenarios.learner_without({scenario.span.path})
    if learner is None:
        return ways, {}
    asked = {question.span.path for question in scenario.questions}
    of_questions = sets.learner_without(asked) if asked and sets is not None else None
    return {**ways, Tell.LEARNER: learner}, {Tell.LEARNER: of_questions or _any}


def _any(texts: Sequence[str]) -> tuple[int, ...]:
    return tuple(range(len(texts)))


def _kind(items: Mapping[str, tuple[FormItem, ...]], names: Mapping[str, str], language: str) -> KindOfFiles:
    known = seen(chain.from_iterable(items.values())) if language in WORDS else None
    return KindOfFiles(items, names, known, language)


def _of_item(item: FormItem, others: Seen | None, language: str) -> Shares:
    shares = {
        tell: item.chance if tell in BY_PLACE and not item.is_placed else item.share(rule(item.options))
        for tell, rule in rules_for(language).items()
    }
    if others is not None:
        shares[Tell.LEARNER] = item.share(others.pick(item.features))
    return shares


def _summed(shares: Sequence[Shares], items: Sequence[FormItem], language: str, *, is_file: bool) -> FormFigures:
    figure = partial(_figure, shares, items)
    tells = sorted((figure(tell) for tell in rules_for(language)), key=lambda tell: -tell.over) if items else []
    tried = figure(Tell.LEARNER)
    over = {tell.tell: tell.over for tell in (*tells, tried) if tell.over > 0}
    found = (_given_away(item, of_item, over) for item, of_item in zip(items, shares, strict=True))
    learner = tried if tried.tried else None
    worst = sorted((one for one in found if one.tells), key=lambda one: (-one.weight, one.span))
    return FormFigures(
        items=len(items),
        chance=sum((item.chance for item in items), Fraction(0)),
        tells=tuple(tells),
        learner=learner,
        told=told((*tells, *([learner] if learner else ())), is_file),
        given_away=tuple(worst),
    )


def _figure(shares: Sequence[Shares], items: Sequence[FormItem], tell: Tell) -> TellFigure:
    """One way of picking over all items in which it was tried."""
    tried = [(of_item[tell], item.chance) for of_item, item in zip(shares, items, strict=True) if tell in of_item]
    hits, chance = (sum((pair[n] for pair in tried), Fraction(0)) for n in (0, 1))
    return TellFigure(tell, hits, chance, len(tried))


def _given_away(item: FormItem, shares: Shares, over: Mapping[Tell, Fraction]) -> GivenAway:
    """What picks only best options here, of what is over chance in all of them: the furthest over first."""
    certain = sorted((tell for tell in over if shares.get(tell) == 1), key=lambda tell: -over[tell])
    weight = sum((over[tell] * (shares[tell] - item.chance) for tell in over if tell in shares), Fraction(0))
    return GivenAway(item.id, item.title, item.span, len(item.options), tuple(certain), weight)
