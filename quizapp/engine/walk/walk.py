"""The walk of a story (FORMAT §6): everything that its states prove, as diagnostics, and its figures."""

from quizapp.engine.story import Story
from quizapp.engine.walk import findings, searches
from quizapp.engine.walk.figures import figures_of
from quizapp.engine.walk.plan import plan
from quizapp.engine.walk.states import States, explore
from quizapp.engine.walk.tally import whole_tally
from quizapp.engine.walk.unfolding import unfolded
from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Diagnostic
from quizapp.model.walks import Figures, WalkReport


def walk(story: Story, limit: int = 200_000) -> WalkReport:
    """What walking at most `limit` states of a story proves, sorted by place. Any scenario, however broken, is walked.

    Of a story with dead links, only what stays true wherever they will lead is said: content reports the links.
    """
    found = explore(plan(unfolded(story)), limit)
    told = [*findings.traps(found), *findings.nothing_left(found), *findings.marked_twice(found)]
    if found.complete:
        told += [*findings.never_taken(found), *findings.unreached(found), *findings.prose_never_shown(found)]
    told += searches.best_path_misses(found)
    past_critical, undecided = searches.pass_without_critical(found, whole_tally(found.plan), limit)
    told += past_critical
    told += _cut_off(found, undecided, limit)
    return WalkReport(tuple(sorted(told, key=lambda d: d.sort_key)), len(found.states), found.complete)


def figures(story: Story, limit_paths: int = 200_000, plays: int = 10_000, seed: int = 1) -> Figures:
    """The figures of a story: exact where its paths, merged where they have earned the same, stay within the limit.

    Otherwise the scores, and where one can go round for ever the chances too, come from so many seeded plays.
    """
    return figures_of(explore(plan(unfolded(story)), limit_paths), limit_paths, plays, seed)


def _cut_off(found: States, undecided: list[str], limit: int) -> list[Diagnostic]:
    unproved = []
    if not found.complete:
        unproved.append(
            "that every passage can be left for an ending, that every choice and every piece of prose has its turn, "
            "that every passage is reached, that best choices reach every point, and which decisions come twice"
        )
        unproved.append("that no pass goes past a critical id")
    elif undecided:
        names = ", ".join(f"`{point}`" for point in undecided)
        unproved.append(f"that no path reaches the pass mark without meeting a decision on {names}")
    if not unproved:
        return []
    text = f"the walk stopped at {limit:,} states, so this stays unproved: {'; '.join(unproved)}"
    return [
        diagnostic(
            "walk-cut-off",
            found.plan.story.scenario.span,
            text,
            "fewer counters, or smaller ranges, make a story that can be proved",
        )
    ]
