"""What a path has earned so far, packed in one whole number, so that paths that have earned the same can be merged.

From the lowest bit: one bit for each critical id (its last counted mark was met); for each learning point a count of
marks and their sum in halves; at the top the total of the points that nothing further on can mark, in units of
1 / `unit` of a point. A point is folded into the total as soon as it can be marked no more.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from quizapp.engine.plan import Plan
from quizapp.model.scenario import WORTH, Word


@dataclass(frozen=True, slots=True)
class Gain:
    """What one step does to a tally: critical bits cleared and set, marks added, and points folded after it."""

    clear: int
    put: int
    add: int
    fold: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How the marks of one plan are packed. `most[p][i]` bounds the marks of point i that can come from p on."""

    plan: Plan
    unit: int
    count_at: tuple[int, ...]
    sum_at: tuple[int, ...]
    sum_bits: tuple[int, ...]
    total_at: int
    criticals: tuple[str, ...]
    guards: int
    counts: int
    most: tuple[tuple[int, ...], ...]
    gains: dict[tuple[int, int | None, int, bool], Gain] = field(default_factory=dict)

    def gain(self, passage: int, choice: int | None, target: int, is_counted: bool) -> Gain:
        """What taking this choice does. `is_counted` is whether the decision is answered for the first time."""
        key = (passage, choice, target, is_counted)
        if key not in self.gains:
            self.gains[key] = self._gain(*key)
        return self.gains[key]

    def _gain(self, passage: int, choice: int | None, target: int, is_counted: bool) -> Gain:
        scenario = self.plan.story.scenario
        clear = put = add = 0
        if choice is not None and is_counted:
            for mark in self.plan.passages[passage].choices[choice].marks:
                if mark.point in self.criticals:
                    bit = 1 << self.criticals.index(mark.point)
                    clear |= bit
                    put = put | bit if mark.word is Word.MET else put & ~bit
                if mark.point in scenario.learning_points:
                    i = scenario.learning_points.index(mark.point)
                    add += (1 << self.count_at[i]) + (int(2 * WORTH[mark.word]) << self.sum_at[i])
        here, there = self.most[passage], self.most[target]
        return Gain(clear, put, add, tuple(i for i in range(len(here)) if here[i] and not there[i]))

    def after(self, earned: int, gain: Gain) -> int:
        """What a path has earned after one more step."""
        earned = (earned & ~gain.clear | gain.put) + gain.add
        for i in gain.fold:
            count, halves = self.of(earned, i)
            if count:
                earned += (halves * self.unit // (2 * count) << self.total_at) - (
                    (count << self.count_at[i]) + (halves << self.sum_at[i])
                )
        return earned

    def of(self, earned: int, point: int) -> tuple[int, int]:
        """The number of marks of a point that is still open, and their sum in halves."""
        count = earned >> self.count_at[point] & (1 << self.sum_at[point] - self.count_at[point]) - 1
        return count, earned >> self.sum_at[point] & (1 << self.sum_bits[point]) - 1

    def score(self, earned: int) -> Fraction:
        """The score of a finished path. At an ending nothing is open."""
        points = len(self.plan.story.scenario.learning_points)
        return Fraction(earned >> self.total_at, self.unit * points) if points else Fraction(1)

    def reaches_mark(self, earned: int) -> bool:
        """Whether a finished path's score is the pass mark or over it."""
        return self._is_enough(earned >> self.total_at)

    def could_reach_mark(self, earned: int, passage: int) -> bool:
        """Whether the pass mark is still within reach from here, if every further mark of an open point were met."""
        total = earned >> self.total_at
        for i, more in enumerate(self.most[passage]):
            if more:
                count, halves = self.of(earned, i)
                total += -(-(halves + 2 * more) * self.unit // (2 * (count + more)))
        return self._is_enough(total)

    def _is_enough(self, total: int) -> bool:
        scenario = self.plan.story.scenario
        points = len(scenario.learning_points)
        return total * 100 >= scenario.pass_percent * self.unit * points if points else scenario.pass_percent <= 100

    def is_critical_met(self, earned: int) -> bool:
        """Whether every critical id is met so far."""
        every = (1 << len(self.criticals)) - 1
        return earned & every == every

    def without_critical(self, earned: int) -> int:
        """The same marks, with nothing known of the critical ids."""
        return earned >> len(self.criticals) << len(self.criticals)

    def beats(self, earned: int, other: int) -> bool:
        """Whether one is at least as good as the other in every sum, where both have the same counts of marks."""
        difference = (earned | self.guards) - other
        return difference >= 0 and difference & self.guards == self.guards


def tally(plan: Plan) -> Tally:
    """How to pack the marks of this plan."""
    scenario = plan.story.scenario
    points = scenario.learning_points
    own = [
        tuple(max((sum(m.point == point for m in c.marks) for c in p.choices), default=0) for point in points)
        for p in plan.passages
    ]
    most = []
    for p in range(len(plan.passages)):
        within = [own[q] for q in range(len(own)) if plan.within[p] >> q & 1 and any(own[q])]
        most.append(tuple(sum(column) for column in zip(*within, strict=True)) or (0,) * len(points))
    highest = most[0] if most else (0,) * len(points)
    criticals = tuple(dict.fromkeys(scenario.critical))
    at = len(criticals)
    count_at, sum_at, sum_bits = [], [], []
    guards = counts = 0
    for number in highest:
        count_at.append(at)
        width = number.bit_length()
        counts |= (1 << width) - 1 << at
        sum_at.append(at + width)
        sum_bits.append((2 * number).bit_length())
        at = sum_at[-1] + sum_bits[-1] + 1
        guards |= 1 << at - 1
    return Tally(
        plan=plan,
        unit=lcm(*(2 * n for number in highest for n in range(1, number + 1))),
        count_at=tuple(count_at),
        sum_at=tuple(sum_at),
        sum_bits=tuple(sum_bits),
        total_at=at,
        criticals=criticals,
        guards=guards,
        counts=counts,
        most=tuple(most),
    )
