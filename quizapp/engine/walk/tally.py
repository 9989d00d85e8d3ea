"""What a path has earned so far, packed in one whole number, so that paths that have earned the same can be merged.

From the lowest bit: one bit for each critical id (its last counted mark was met); for each learning point a count of
marks and their sum in parts; at the top the total of the points that nothing further on can mark, in units of
1 / `unit` of a point. A point is folded into the total as soon as it can be marked no more. A part is a half, or less
where an answer to a question can be worth a third or a quarter.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from math import lcm
from operator import or_

from quizapp.engine.walk.plan import WalkPlan
from quizapp.model.scenario import Word


@dataclass(frozen=True, slots=True)
class Gain:
    """What one step does to a tally: critical bits cleared and set, marks added, and points folded after it.

    A point to fold is given as its number, the place and the mask of its field, and what folding changes by field.
    """

    clear: int
    put: int
    add: int
    fold: tuple[tuple[int, int, int, dict[int, int]], ...]


@dataclass(slots=True, eq=False)
class Tally:
    """How the marks of these points are packed, each worth so many of its `parts`.

    From passage p on, `most[p][i]` bounds the marks of point i that can still come, and `still[p]` are the critical
    ids that can still be marked, a bit for each.
    """

    plan: WalkPlan
    points: tuple[str, ...]
    parts: int
    unit: int
    count_at: tuple[int, ...]
    sum_at: tuple[int, ...]
    sum_bits: tuple[int, ...]
    total_at: int
    criticals: tuple[str, ...]
    guards: int
    counts: int
    most: tuple[tuple[int, ...], ...]
    still: tuple[int, ...]
    gains: dict[tuple[int, int | None, int, bool], Gain] = field(default_factory=dict)
    bounds: dict[tuple[int, int, int, bool], int] = field(default_factory=dict)

    def gain(self, passage: int, choice: int | None, target: int, is_counted: bool) -> Gain:
        """What taking this choice does. `is_counted` is whether the decision is answered for the first time."""
        key = (passage, choice, target, is_counted)
        if key not in self.gains:
            self.gains[key] = self._gain(*key)
        return self.gains[key]

    def _gain(self, passage: int, choice: int | None, target: int, is_counted: bool) -> Gain:
        clear = put = add = 0
        if choice is not None and is_counted:
            for mark in self.plan.passages[passage].choices[choice].marks:
                if mark.point in self.criticals:
                    bit = 1 << self.criticals.index(mark.point)
                    clear |= bit
                    put = put | bit if mark.word is Word.MET else put & ~bit
                if mark.point in self.points:
                    i = self.points.index(mark.point)
                    add += (1 << self.count_at[i]) + (int(self.parts * mark.worth) << self.sum_at[i])
        here, there = self.most[passage], self.most[target]
        fold: tuple[tuple[int, int, int, dict[int, int]], ...] = tuple(
            (i, *self._field(i), {}) for i in range(len(here)) if here[i] and not there[i]
        )
        return Gain(clear, put, add, fold)

    def _field(self, point: int) -> tuple[int, int]:
        return self.count_at[point], (1 << self.sum_at[point] + self.sum_bits[point] - self.count_at[point]) - 1

    def after(self, earned: int, gain: Gain) -> int:
        """What a path has earned after one more step."""
        earned = (earned & ~gain.clear | gain.put) + gain.add
        if not gain.fold:
            return earned
        for point, at, mask, changes in gain.fold:
            marks = earned >> at & mask
            if marks:
                change = changes.get(marks)
                if change is None:
                    count, parts = self.of(earned, point)
                    worth = parts * self.unit // (self.parts * count)
                    changes[marks] = change = (worth << self.total_at) - (marks << at)
                earned += change
        return earned

    def of(self, earned: int, point: int) -> tuple[int, int]:
        """The number of marks of a point that is still open, and their sum in parts."""
        count = earned >> self.count_at[point] & (1 << self.sum_at[point] - self.count_at[point]) - 1
        return count, earned >> self.sum_at[point] & (1 << self.sum_bits[point]) - 1

    def score(self, earned: int) -> Fraction:
        """The score of a finished path. At an ending nothing is open."""
        return self.score_of(earned >> self.total_at)

    def score_of(self, total: int) -> Fraction:
        """The score of a total; without learning points it is 1 (FORMAT §5.4)."""
        return Fraction(total, self.unit * len(self.points)) if self.points else Fraction(1)

    def reaches_mark(self, earned: int) -> bool:
        """Whether a finished path's score is the pass mark or over it."""
        return self._is_enough(earned >> self.total_at)

    def bound(self, earned: int, passage: int, upper: bool) -> int:
        """The most (or the least) total that a path can finish with, if all further marks were met (or missed)."""
        total = earned >> self.total_at
        for i, more in enumerate(self.most[passage]):
            if more:
                at, mask = self._field(i)
                key = (i, more, earned >> at & mask, upper)
                bound = self.bounds.get(key)
                if bound is None:
                    count, parts = self.of(earned, i)
                    # Upwards the division is rounded up, downwards down, so that a bound is never too narrow.
                    reached = -(parts + self.parts * more) if upper else parts
                    bound = reached * self.unit // (self.parts * (count + more))
                    self.bounds[key] = bound = -bound if upper else bound
                total += bound
        return total

    def could_reach_mark(self, earned: int, passage: int) -> bool:
        """Whether the pass mark is still within reach from here."""
        return self._is_enough(self.bound(earned, passage, upper=True))

    def could_pass(self, earned: int, passage: int) -> bool:
        """Whether a path may still pass: the mark is within reach, and each critical id is met or can still be."""
        every = (1 << len(self.criticals)) - 1
        return (earned | self.still[passage]) & every == every and self.could_reach_mark(earned, passage)

    def _is_enough(self, total: int) -> bool:
        percent = self.plan.story.scenario.pass_percent
        return total * 100 >= percent * self.unit * len(self.points) if self.points else percent <= 100

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


def tally(plan: WalkPlan, points: tuple[str, ...], criticals: tuple[str, ...]) -> Tally:
    """How to pack the marks of these learning points and critical ids in this plan."""
    own = [
        tuple(max((sum(m.point == point for m in c.marks) for c in p.choices), default=0) for point in points)
        for p in plan.passages
    ]
    own_critical = [sum(1 << i for i, c in enumerate(criticals) if c in p.points) for p in plan.passages]
    decisions = [q for q in range(len(own)) if any(own[q]) or own_critical[q]]
    most, still = [], []
    for p in range(len(plan.passages)):
        within = [q for q in decisions if plan.within[p] >> q & 1]
        most.append(tuple(sum(own[q][i] for q in within) for i in range(len(points))))
        still.append(reduce(or_, (own_critical[q] for q in within), 0))
    highest = most[0] if most else (0,) * len(points)
    parts = lcm(2, *(m.worth.denominator for p in plan.passages for c in p.choices for m in c.marks))
    at = len(criticals)
    count_at, sum_at, sum_bits = [], [], []
    guards = counts = 0
    for number in highest:
        count_at.append(at)
        width = number.bit_length()
        counts |= (1 << width) - 1 << at
        sum_at.append(at + width)
        sum_bits.append((parts * number).bit_length())
        at = sum_at[-1] + sum_bits[-1] + 1
        guards |= 1 << at - 1
    return Tally(
        plan=plan,
        points=points,
        parts=parts,
        unit=lcm(*(parts * n for number in highest for n in range(1, number + 1))),
        count_at=tuple(count_at),
        sum_at=tuple(sum_at),
        sum_bits=tuple(sum_bits),
        total_at=at,
        criticals=criticals,
        guards=guards,
        counts=counts,
        most=tuple(most),
        still=tuple(still),
    )


def whole_tally(plan: WalkPlan) -> Tally:
    """How to pack everything that the score and the pass of a story depend on."""
    scenario = plan.story.scenario
    return tally(plan, tuple(dict.fromkeys(scenario.learning_points)), tuple(dict.fromkeys(scenario.critical)))
