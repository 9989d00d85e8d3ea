"""The figures of scenarios and question sets for the terminal (FORMAT §6)."""

import textwrap
from collections.abc import Iterator
from fractions import Fraction

from quizapp.model.set_figures import PointAsked, SetFigures
from quizapp.model.walks import Figures

WIDTH = 100  # columns


def scenario_lines(figures: Figures) -> Iterator[str]:
    """The figures of a scenario, a line for each."""
    safer = figures.decisions_to_safer
    how = "exact" if figures.exact else "from 10,000 plays"
    yield f"paths: {figures.paths:,}" if figures.paths is not None else "paths: too many to count"
    yield f"steps: {figures.shortest} to {figures.longest}"
    if safer is not None:
        yield f"decisions on the way to a safer ending: at least {safer}"
    yield (
        f"score: best {_percent(figures.best)}, mean {_percent(figures.mean)}, worst {_percent(figures.worst)} ({how})"
    )
    yield f"somebody who picks at random passes: {_percent(figures.pass_chance)}"
    yield from (f"ends at #{anchor}: {_percent(chance)}" for anchor, chance in figures.endings)
    yield f"points that some path misses: {', '.join(figures.missable) or 'none'}"


def set_lines(figures: SetFigures) -> Iterator[str]:
    """The figures of a question set, a line for each, and the points with their questions below."""
    kinds = ", ".join(f"{number} {kind.value}" for kind, number in figures.kinds)
    reflections = f", and {_counted(figures.reflections, 'reflection')}" if figures.reflections else ""
    yield f"{_counted(figures.questions, 'question')}{f' ({kinds})' if kinds else ''}{reflections}"
    asked = f"{figures.least} to {figures.most}" if figures.least != figures.most else str(figures.most)
    groups = ", by professional group" if figures.least != figures.most else ""
    yield f"somebody is asked {asked} of them{groups}" + ("" if figures.is_drawn else " (there is no `draw:`)")
    yield f"minutes: the file says {figures.minutes}; it takes about {max(1, round(figures.takes))}"
    yield f"an answer at random is worth {_percent(figures.by_chance)} on average"
    if figures.points:
        yield "questions for each learning point" + (", and draws until one comes again:" if figures.is_drawn else ":")
        rows = "; ".join(map(_point, figures.points))
        yield from textwrap.wrap(
            rows, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False, break_long_words=False
        )


def _point(point: PointAsked) -> str:
    draws = f" ({_counted(point.draws, 'draw')})" if point.draws is not None else ""
    return f"{point.point} {point.questions}{draws}"


def _percent(value: Fraction) -> str:
    return f"{float(value * 100):.1f}%"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
