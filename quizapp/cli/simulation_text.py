"""Many plays of a scenario: how often there was each ending, passage and score, for the terminal and as JSON."""

import json
from collections.abc import Iterable, Iterator

from quizapp.model.walks import Simulation


def simulation_text(result: Simulation) -> str:
    """A simulation for the terminal: passes, then how often there was each ending, ten of scores, and passage."""
    passed = f"{_share(result.passes, result.plays)} passed (the pass mark is {result.pass_percent}%)"
    lines = [f"{result.plays:,} plays, seed {result.seed}: {passed}"]
    if result.cut_off:
        lines.append(f"{result.cut_off:,} plays were stopped before an ending, and have no score")
    lines += ["", "Endings", *_counted(result.endings, result.plays)]
    lines += ["", "Scores                     of these passed", *_binned(result)]
    lines += ["", "Passages, seen in", *_counted(result.passages, result.plays)]
    return "\n".join(lines)


def simulation_json(result: Simulation) -> str:
    """The same as JSON. `scores` are by whole per cent, `bins` by tens; every number is a count of plays."""
    whole = {
        "plays": result.plays,
        "seed": result.seed,
        "pass_percent": result.pass_percent,
        "passes": result.passes,
        "cut_off": result.cut_off,
        "endings": [{"anchor": anchor, "plays": n} for anchor, n in result.endings],
        "bins": [{"from": b.low, "to": b.high, "plays": b.plays, "passes": b.passes} for b in result.bins],
        "scores": [
            {"percent": percent, "plays": n, "passes": dict(result.passed).get(percent, 0)}
            for percent, n in result.scores
        ],
        "passages": [{"anchor": anchor, "plays": n} for anchor, n in result.passages],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)


def _counted(counts: Iterable[tuple[str, int]], plays: int) -> Iterator[str]:
    for name, n in counts:
        yield f"{n:>9,}  {_share(n, plays):>6}  #{name}"


def _binned(result: Simulation) -> Iterator[str]:
    for score in result.bins:
        name = f"{score.low}-{score.high}%" if score.low < score.high else f"{score.low}%"
        passed = f"  {_share(score.passes, score.plays):>6}" if score.plays else ""
        yield f"{score.plays:>9,}  {_share(score.plays, result.plays):>6}  {name:<7}{passed}".rstrip()


def _share(count: int, plays: int) -> str:
    return f"{100 * count / plays:.1f}%"
