"""A learner of wording: it is shown the options of some files with their key, and guesses those of another (FORMAT §7).

Naive Bayes with add-half smoothing. What it sees of an option are its words, its first word, and how many of the other
options are longer, name more acts and give more reasons. What it never saw in training says nothing to it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import fsum, log

from quizapp.content.form.items import FormItem
from quizapp.content.form.measures import features, measured
from quizapp.model.form import Picker

ENOUGH = 10  # items to learn from
_HALF = 0.5
_EXACT = 9  # decimals: what differs in less than these is a tie, on any machine


@dataclass(slots=True)
class Seen:
    """What was seen of options with their key: how many were best and how many not, and each feature among them."""

    items: int = 0
    best: int = 0
    others: int = 0
    in_best: Counter[str] = field(default_factory=Counter)
    in_others: Counter[str] = field(default_factory=Counter)

    def add(self, items: Iterable[FormItem], by: int = 1) -> None:
        """See these, too; with -1, unsee them."""
        for item in items:
            self.items += by
            self.best += by * len(item.best)
            self.others += by * (len(item.options) - len(item.best))
            for at, of_option in enumerate(item.features):
                counted = self.in_best if at in item.best else self.in_others
                for feature in of_option:
                    counted[feature] += by

    def without(self, items: Sequence[FormItem]) -> "Seen | None":
        """The same without these, which were seen; None where that is too little to learn from."""
        if self.items - len(items) < ENOUGH:
            return None
        others = Seen(self.items, self.best, self.others, Counter(self.in_best), Counter(self.in_others))
        others.add(items, -1)
        return others

    def pick(self, options: Sequence[frozenset[str]]) -> tuple[int, ...]:
        """The positions that somebody picks among who has seen this, of options with these features."""
        weights = [self.weight(of_option) for of_option in options]
        top = max(weights)
        return tuple(at for at, weight in enumerate(weights) if weight == top)

    def weight(self, features: Iterable[str]) -> float:
        """How much more likely these features are in a best option than in another, as a logarithm."""
        return round(fsum(map(self._weight, features)), _EXACT)

    def _weight(self, feature: str) -> float:
        best, others = self.in_best[feature], self.in_others[feature]
        if not best and not others:
            return 0.0
        return log((best + _HALF) / (self.best + 1)) - log((others + _HALF) / (self.others + 1))

    def picker(self, language: str) -> Picker:
        """The same, for whoever has the options as text."""
        return lambda texts: self.pick(features([measured(text, language) for text in texts]))


def seen(items: Iterable[FormItem]) -> Seen:
    """Somebody who has seen these with their key."""
    found = Seen()
    found.add(items)
    return found
