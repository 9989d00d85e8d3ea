"""The walk of a story (FORMAT §6): everything that its states prove, as diagnostics, and its figures."""

from collections.abc import Callable, Iterator

from quizapp.engine.story import Story
from quizapp.engine.walk import findings, searches
from quizapp.engine.walk.figures import figures_of
from quizapp.engine.walk.plan import plan
from quizapp.engine.walk.searches import past_critical
from quizapp.engine.walk.states import States, explore
from quizapp.engine.walk.tally import whole_tally
from quizapp.engine.walk.unfolding import unfolded
from quizapp.engine.walk.walked import Walked
from quizapp.model.diagnostics import Diagnostic
from quizapp.model.order import in_order
from quizapp.model.walks import Figures, WalkReport

Check = Callable[[Walked], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    findings.traps,
    findings.nothing_left,
    findings.marked_twice,
    findings.never_taken,
    findings.unreached,
    findings.prose_never_shown,
    searches.best_path_misses,
    searches.pass_without_critical,
    findings.cut_off,
)


def walk(story: Story, limit: int = 200_000) -> WalkReport:
    """What walking at most `limit` states of a story proves, sorted by place. Any scenario, however broken, is walked.

    Of a story with dead links, only what stays true wherever they will lead is said: content reports the links.
    """
    return report(explored(story, limit), limit)


def explored(story: Story, limit: int = 200_000) -> States:
    """The states of a story, at most `limit` of them, for all that is asked of them."""
    return explore(plan(unfolded(story)), limit)


def report(found: States, limit: int = 200_000) -> WalkReport:
    """What `walk` gives, of states that were walked with this limit."""
    walked = Walked(found, limit, past_critical(found, whole_tally(found.plan), limit))
    found_by_checks = in_order(said for check in CHECKS for said in check(walked))
    return WalkReport(found_by_checks, len(found.states), found.complete)


def figures(story: Story, limit_paths: int = 200_000, plays: int = 10_000, seed: int = 1) -> Figures:
    """The figures of a story: exact where its paths, merged where they have earned the same, stay within the limit.

    Otherwise the scores, and where one can go round for ever the chances too, come from so many seeded plays.
    """
    return figures_of(explored(story, limit_paths), limit_paths, plays, seed)
