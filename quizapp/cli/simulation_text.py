"""Many plays of a scenario for the terminal: how often there was each ending, passage and score."""

from quizapp.model.walks import Simulation


def simulation_text(result: Simulation) -> str:
    """A simulation for the terminal: passes, then how often there was each ending, score and passage."""
    lines = [f"{result.plays:,} plays, seed {result.seed}: {_share(result.passes, result.plays)} passed"]
    if result.cut_off:
        lines.append(f"{result.cut_off:,} plays were stopped before an ending")
    for title, counts in (
        ("Endings", result.endings),
        ("Passages", result.passages),
        ("Scores", tuple((f"{percent}%", n) for percent, n in result.scores)),
    ):
        lines += ["", title, *(f"  {_share(n, result.plays):>7}  {name}" for name, n in counts)]
    return "\n".join(lines)


def _share(count: int, plays: int) -> str:
    return f"{100 * count / plays:.1f}%"
