"""What the states of a story prove that its author should know. Each check gives its diagnostics and sees no other."""

from collections.abc import Iterator
from operator import not_

from quizapp.engine.walk.plan import DEAD, could_be_shown, could_hold, passes
from quizapp.engine.walk.states import States, described, shortest_way
from quizapp.engine.walk.walked import Walked
from quizapp.model.codes import diagnostic
from quizapp.model.components import components
from quizapp.model.diagnostics import Diagnostic


def traps(walked: Walked) -> Iterator[Diagnostic]:
    """Circles that nobody who is in them ever leaves, once for each passage at which they are first entered.

    A single state with no way on is no trap: it is an ending, or another diagnostic's. Nor is a circle with a dead link
    in it, of which content tells.
    """
    found = walked.found
    seen = len(found.after)
    if _all_come_to_an_end(found):
        return
    ways = [[there for _, there in found.after[s]] if s < seen else [] for s in range(len(found.states))]
    trapped: dict[int, int] = {}
    inside: set[int] = set()
    for members in components(ways):
        own = set(members)
        if ways[members[0]] and all(there in own for s in members for there in ways[s]) and not _is_loose(found, own):
            entry = min(members)
            inside |= own
            p = found.plan.asker[found.passage(entry)]
            trapped[p] = min(entry, trapped.get(p, entry))
    elsewhere = {found.plan.asker[found.passage(s)] for s in range(seen) if s not in inside}
    for p, entry in trapped.items():
        passage = found.plan.passages[p]
        state_words = described(found, entry) if p in elsewhere else ""
        when = f" when {state_words}" if state_words else ""
        yield diagnostic(
            "trap",
            passage.span,
            f"no ending can be reached from `{passage.title}`{when}",
            f"a shortest way there: {shortest_way(found, entry)}. Give readers a way on from here to an ending",
        )


def _all_come_to_an_end(found: States) -> bool:
    """Whether it is plain that from everywhere some way leads to where there is no way on: nobody goes round for ever.

    Ways mostly lead to later states, so looking from the last to the first nearly always sees it at once.
    """
    after = found.after
    comes = bytearray(map(not_, after)) + b"\1" * (len(found.states) - len(after))
    left = [s for s in range(len(after) - 1, -1, -1) if not comes[s]]
    while left:
        still = []
        for s in left:
            for _, there in after[s]:
                if comes[there]:
                    comes[s] = 1
                    break
            else:
                still.append(s)
        if len(still) > len(left) // 2:  # that may go on for long: the circles themselves are looked for
            return False
        left = still
    return True


def nothing_left(walked: Walked) -> Iterator[Diagnostic]:
    """Passages where, in some state, there are choices and none is offered."""
    found = walked.found
    reported: set[int] = set()
    for state in found.stuck:
        p = found.passage(state)
        if p in reported:
            continue
        reported.add(p)
        passage = found.plan.passages[p]
        state_words = described(found, state)
        yield diagnostic(
            "nothing-left",
            passage.span,
            f"no choice is offered at `{passage.title}`" + (f" when {state_words}" if state_words else ""),
            f"a shortest way there: {shortest_way(found, state)}. Give one choice no `Only if:`",
        )


def never_taken(walked: Walked) -> Iterator[Diagnostic]:
    """Choices of passages that are reached, whose condition holds in no state there."""
    found = walked.found
    if not found.complete:
        return
    for p in _reached(found):
        for way in found.plan.ways[p]:
            if way.test is None or (p, way.choice) in found.offered or way.choice is None:
                continue
            if found.plan.has_loose_ends and could_hold(way.test, found.plan):
                continue
            choice = found.plan.passages[p].choices[way.choice]
            condition = choice.condition
            yield diagnostic(
                "never-taken",
                choice.span if condition is None else condition.span,
                f"nobody can ever take choice {way.choice + 1} of `{found.plan.passages[p].title}`"
                + (f": `{condition.text}` never holds there" if condition is not None else ""),
                "change the condition, or the story before it, or take the choice out",
            )


def prose_never_shown(walked: Walked) -> Iterator[Diagnostic]:
    """Prose with a condition, in passages that are reached, that no state there shows."""
    found = walked.found
    if not found.complete:
        return
    for p in _reached(found):
        for shown in found.plan.prose[p]:
            if (p, shown.block) in found.shown or (found.plan.has_loose_ends and could_be_shown(shown, found.plan)):
                continue
            passage = found.plan.passages[p]
            condition = passage.blocks[shown.block].condition
            if condition is not None:
                ever = "always" if condition.negated else "never"
                yield diagnostic(
                    "prose-never-shown",
                    condition.span,
                    f"this prose is never shown: `{condition.text}` {ever} holds at `{passage.title}`",
                    "change the condition, or the story before it, or take the prose out",
                )


def unreached(walked: Walked) -> Iterator[Diagnostic]:
    """Passages and endings that nobody ever reaches. With a loose end about, nothing is said: it may lead there."""
    found = walked.found
    if not found.complete:
        return
    plan = found.plan
    if plan.has_loose_ends:
        return
    reached = set(_reached(found))
    for p, passage in enumerate(plan.passages):
        if p in reached or plan.is_question(p):
            continue
        what = "ending" if passage.is_ending else "passage"
        if plan.within[0] >> p & 1:
            text = (
                f"the {what} `{passage.title}` is never reached: links lead to it, but their conditions never allow it"
            )
        else:
            text = f"the {what} `{passage.title}` is never reached: no way leads to it from the start"
        yield diagnostic("unreached", passage.span, text, "give some choice a way here, or take it out")


def marked_twice(walked: Walked) -> Iterator[Diagnostic]:
    """Decisions that somebody can come back to: only their first answer counts."""
    found = walked.found
    twice: dict[int, int] = {}
    for state in range(len(found.states)):
        p = found.passage(state)
        if found.is_answered(state) and found.plan.passages[p].is_decision:
            twice.setdefault(found.plan.asker[p], state)
    for p, state in twice.items():
        passage = found.plan.passages[p]
        yield diagnostic(
            "marked-twice",
            passage.span,
            f"`{passage.title}` is marked and can be reached twice; only the first answer counts",
            f"for example: {shortest_way(found, state)}. A second chance is a passage of its own",
        )


def cut_off(walked: Walked) -> Iterator[Diagnostic]:
    """What stays unproved, where the limit was reached before everything was seen."""
    found = walked.found
    unproved = []
    if not found.complete:
        unproved.append(
            "that every passage can be left for an ending, that every choice and every piece of prose has its turn, "
            "that every passage is reached, that best choices reach every point, and which decisions come twice"
        )
        unproved.append("that no pass goes past a critical id")
    elif walked.past_critical.undecided:
        names = ", ".join(f"`{point}`" for point in walked.past_critical.undecided)
        unproved.append(f"that no path reaches the pass mark without meeting a decision on {names}")
    if not unproved:
        return
    stopped_at = walked.limit if found.complete else len(found.after)
    text = f"the walk stopped at {stopped_at:,} states, so this stays unproved: {'; '.join(unproved)}"
    yield diagnostic(
        "walk-cut-off",
        found.plan.story.scenario.span,
        text,
        "fewer counters, or smaller ranges, make a story that can be proved",
    )


def _reached(found: States) -> list[int]:
    """The passages that some state is at, in file order."""
    return sorted({p for p, _, _ in found.states})


def _is_loose(found: States, circle: set[int]) -> bool:
    """Whether a dead link is on offer in this circle: mended, it may lead out."""
    return any(
        way.target == DEAD and passes(way.test, *found.states[s][1:])
        for s in circle
        for way in found.plan.ways[found.passage(s)]
    )
