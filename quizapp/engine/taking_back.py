"""What taking back a record of another way does to the completion that it helped to earn."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quizapp.engine import completion as rules
from quizapp.model.briefing import CompletionCondition
from quizapp.model.completion import Completion, Done, HowItEnded, Recorded
from quizapp.model.things import Thing


@dataclass(frozen=True, slots=True)
class TakingBack:
    """Whether the completion ends, and what earns another in its place; `evidence` is None where nothing does."""

    ends: bool
    evidence: tuple[Done, ...] | None = None

    @property
    def is_earned_anew(self) -> bool:
        """Whether a completion by other evidence takes the place of the one that ends."""
        return self.evidence is not None


STAYS = TakingBack(ends=False)


def outcome(
    conditions: Sequence[CompletionCondition],
    evidence: Sequence[Done],
    taken_back: int,
    left: Sequence[Done],
) -> TakingBack:
    """What becomes of a completion with this evidence when the record `taken_back` (its id) stands no longer.

    `left` is what the person has done without it, each part once, as for any completion; `conditions` are what the
    module asks for today, and empty where it is live no longer.

    A completion that did not rest on the record stays, untouched. One that did always ends: it says that something was
    done on a day, by evidence of which a part was wrong, and such a paper proves nothing, whatever else is true.
    Where what is left still meets the conditions, the person has completed the module all the same, and another
    completion takes its place: by what is left, of the day on which the last of that was done (which may be a later one
    than before), with a certificate of its own that names the one it replaces. So an inspector finds the old paper
    ended with its reason, and a new one in which every line can be traced to something that happened. It is held to
    the conditions of today, as it is recorded today; those of before are not asked again. Where they are not met,
    nothing takes its place, and the person goes on from what is left.
    """
    if all(part.otherwise != taken_back for part in evidence):
        return STAYS
    return TakingBack(ends=True, evidence=rules.evidence(conditions, left))


def still_missed(taken_back: Sequence[Recorded], done: Collection[Thing]) -> tuple[Recorded, ...]:
    """Of these records (oldest first) those that their person still misses: the last of each part that is not done.

    Whoever has done the part since, or had it recorded again, is not told any more that it once did not count.
    """
    last = {one.thing: one for one in taken_back if one.thing not in done}
    return tuple(one for one in taken_back if last.get(one.thing) is one)


def is_told(ended: HowItEnded, stands: Completion | None) -> bool:
    """Whether a person is told that their last completion ended: while none stands, or one took its place that moment.

    Of one that was earned afterwards they know how it came about.
    """
    return stands is None or stands.recorded == ended.at
