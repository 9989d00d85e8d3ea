"""How often somebody passes a story who picks by a rule of form, or by chance: plays over its states (FORMAT §7)."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random

from quizapp.engine.answers import every_answer
from quizapp.engine.simulation import STEP_LIMIT, seeded
from quizapp.engine.story import Story
from quizapp.engine.walk.figures import in_order
from quizapp.engine.walk.scores import exact_pass_chance, played
from quizapp.engine.walk.states import States
from quizapp.engine.walk.tally import Gain, Tally, whole_tally
from quizapp.engine.walk.unfolding import asker, question_number
from quizapp.model.form import BY_CHANCE, BY_TELL, FEWEST_OPTIONS, FormPlays, Picker, Tell
from quizapp.model.kinds import rules_of

PLAYS = 1_000
"""Seeded plays of each way of picking."""

# So many standard deviations from the share that is asked about, more plays will not bring it to the other side: one in
# a hundred thousand would. Over a small share it takes more, since one pass in fifty comes in bunches.
_SURE, _SURE_OVER_FEW = 4.5, 8.0
_MOST_STEPS = 200_000  # of all plays of one way: where it goes round and round, no further play is begun
_SHORT = 2_000  # plays by chance; where they do not decide, its share is worked out exactly
_CHANCE_LIMIT, _CHANCE_PLAYS = 200_000, 10_000  # as for the walk's figures


def form_plays(
    story: Story,
    found: States,
    pickers: Mapping[Tell, Picker],
    by_question: Mapping[Tell, Picker] | None = None,
    *,
    plays: int = PLAYS,
    seed: int = 1,
    whole: bool = False,
) -> FormPlays:
    """How often chance passes this story, and each way of picking; `found` are its states.

    At a decision each picks among what is offered there, and in a question with one answer, and three options or more,
    among these, by `by_question` where that has it; ties, and all else, by chance. Unless the `whole` is asked for,
    plays stop as soon as it is plain on which side of BY_CHANCE or BY_TELL their share is.
    """
    gains = _Gains(found, whole_tally(found.plan))
    of_questions = pickers if by_question is None else {**pickers, **by_question}

    def share(player: _Player, plays: int, about: Fraction) -> tuple[Fraction, bool]:
        return _share(player, plays, seed, None if whole else about)

    shares: list[tuple[Tell, Fraction]] = []
    before: list[tuple[_Player, Fraction]] = []
    for tell, picker in pickers.items():
        player = _Player(story, gains, picker, of_questions[tell])
        passed = next((their_share for other, their_share in before if player.picks_like(other)), None)
        if passed is None:
            passed = share(player, plays, BY_TELL)[0]
            before.append((player, passed))
        shares.append((tell, passed))
    by_chance, is_plain = (Fraction(0), False) if whole else share(_Player(story, gains), _SHORT, BY_CHANCE)
    if not is_plain:
        by_chance = _by_chance(found, seed)
    return FormPlays(_decisions(story), by_chance, tuple(sorted(shares, key=lambda one: -one[1])))


def _decisions(story: Story) -> int:
    asked = {question.id for questions in story.asked.values() for question in questions}
    return sum(passage.is_decision for passage in story.passages.values()) + len(asked)


def _by_chance(found: States, seed: int) -> Fraction:
    order = in_order(found) if found.complete else None
    exact = None if order is None else exact_pass_chance(found, order, _CHANCE_LIMIT)
    return played(found, _CHANCE_PLAYS, seed)[0].pass_chance if exact is None else exact


_Ways = tuple[tuple[int, Gain], ...]


class _Gains:
    """For each state that plays come to, its ways as (next state, what the step earns), and what is offered there.

    The latter is a passage and its choices, by the number under which they stand in `offers`; worked out once.
    """

    def __init__(self, found: States, packing: Tally) -> None:
        self.found, self.packing = found, packing
        self.offers: list[tuple[int, tuple[int | None, ...]]] = []
        self._numbers: dict[tuple[int, tuple[int | None, ...]], int] = {}
        self._known: dict[int, tuple[_Ways, int]] = {}
        self._passes: dict[int, bool] = {}

    def at(self, state: int) -> tuple[_Ways, int]:
        known = self._known.get(state)
        if known is None:
            found, p, is_counted = self.found, self.found.passage(state), not self.found.is_answered(state)
            ways = found.after[state] if state < len(found.after) else ()
            offer = p, tuple([way.choice for way, _ in ways])
            number = self._numbers.setdefault(offer, len(self.offers))
            if number == len(self.offers):
                self.offers.append(offer)
            gain, states = self.packing.gain, found.states
            known = tuple([(t, gain(p, way.choice, states[t][0], is_counted)) for way, t in ways]), number
            self._known[state] = known
        return known

    def passes(self, earned: int) -> bool:
        known = self._passes.get(earned)
        if known is None:
            known = self.packing.reaches_mark(earned) and self.packing.is_critical_met(earned)
            self._passes[earned] = known
        return known


def _any(texts: Sequence[str]) -> tuple[int, ...]:
    """Chance: it picks among all of them."""
    return tuple(range(len(texts)))


class _Player:
    """Where one way of picking may go from each state."""

    def __init__(self, story: Story, gains: _Gains, picker: Picker = _any, of_question: Picker = _any) -> None:
        self.story, self.gains, self.found = story, gains, gains.found
        self.picker, self.of_question = picker, of_question
        self.known: dict[int, _Ways] = {}
        self._of_offer: dict[int, tuple[int, ...]] = {}

    def after(self, state: int) -> _Ways:
        """Where it goes from a state, as `_Gains.at` has it: one of these by chance. Kept in `known`."""
        ways, offer = self.gains.at(state)
        if len(ways) > 1:
            picked = self._picks_from(offer)
            if len(picked) < len(ways):
                ways = tuple([ways[at] for at in picked])
        self.known[state] = ways
        return ways

    def picks_like(self, other: "_Player") -> bool:
        """Whether it picks the same wherever the other one, who has played, came to: then it plays as that one did."""
        return all(self._picks_from(offer) == picked for offer, picked in other._of_offer.items())

    def _picks_from(self, offer: int) -> tuple[int, ...]:
        picked = self._of_offer.get(offer)
        if picked is None:
            picked = self._of_offer[offer] = self._picked(*self.gains.offers[offer])
        return picked

    def _picked(self, p: int, choices: Sequence[int | None]) -> tuple[int, ...]:
        passage = self.found.plan.passages[p]
        every = tuple(range(len(choices)))
        written = [choice for choice in choices if choice is not None]
        if len(written) < 2:
            return every
        if not self.found.plan.is_question(p):
            return self.picker([passage.choices[c].label.text for c in written]) if passage.is_decision else every
        question = self.story.asked[asker(passage.anchor)][question_number(passage.anchor)]
        if not rules_of(question).picks_one or len(question.options) < FEWEST_OPTIONS:
            return every
        answers = every_answer(question)
        return self.of_question([question.options[answers[c].chosen[0]].label.text for c in written])


def _share(player: _Player, plays: int, seed: int, about: Fraction | None) -> tuple[Fraction, bool]:
    """The share of plays that pass, and whether they stopped because it is plain on which side of `about` it is."""
    chance = seeded(seed)
    passed = done = steps = 0
    share = 0.0 if about is None else float(about)
    over = _SURE if share >= BY_TELL else _SURE_OVER_FEW
    while done < plays and steps < _MOST_STEPS:
        is_passed, length, is_certain = _one_play(player, chance)
        if is_certain:  # any other play is the same
            return Fraction(is_passed), about is not None
        passed, done, steps = passed + is_passed, done + 1, steps + length
        if about is not None:
            away = (passed - share * done) / math.sqrt(done * share * (1 - share))
            if away > over or away < -_SURE:
                return Fraction(passed, done), True
    return Fraction(passed, max(1, done)), False


def _one_play(player: _Player, chance: Random) -> tuple[bool, int, bool]:
    """Whether one play comes to an ending and passes, its steps, and whether chance had no say in any of them."""
    found, known, after, pick = player.found, player.known, player.gains.packing.after, chance.random
    state = earned = 0
    is_certain = True
    for step in range(STEP_LIMIT if found.states else 0):
        ways = known.get(state)
        if ways is None:
            ways = player.after(state)
        if not ways:
            return found.is_ending(state) and player.gains.passes(earned), step, is_certain
        if len(ways) > 1:
            is_certain = False
        state, gain = ways[int(pick() * len(ways))]
        earned = after(earned, gain)
    return False, STEP_LIMIT, is_certain
