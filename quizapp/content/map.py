"""A scenario's map: Graphviz places the boxes and draws the lines between them, and knows no word of the story.

Graphviz is given boxes named n0, n1 … of one size and nothing that an author wrote, so no text can reach its
parser. Words are put on the boxes by the page.
"""

import math
import threading
from collections.abc import Iterator

import pygraphviz

from quizapp.model.layout import Box, MapLayout, MapLine
from quizapp.model.scenario import Passage, Scenario

BOX_WIDTH = 150.0  # points: a label of two short lines
BOX_HEIGHT = 48.0
MARGIN = 12.0
ARROW_LENGTH = 9.0
ARROW_HALF_WIDTH = 4.0
POINTS_PER_INCH = 72.0

_GRAPHVIZ = threading.Lock()  # the library has one state for the whole program

_At = tuple[float, float]


def layout(scenario: Scenario) -> MapLayout:
    """Where each passage's box and each way on lies, in points, y downwards, the story running from top to bottom.

    Boxes are in the order of the passages, lines in the order in which they were written. Two choices with the same
    way have a line each. A way on to a passage that is not there is left out. The same scenario gives the same map.
    """
    names = {passage.anchor: f"n{position}" for position, passage in enumerate(scenario.passages)}
    ways = [way for passage in scenario.passages for way in _ways_on(passage) if way[2] in names]
    with _GRAPHVIZ:
        graph = _placed(names, ways)
        left, bottom, right, top = _numbers(graph.graph_attr["bb"])
        centres = {anchor: _numbers(graph.get_node(name).attr["pos"]) for anchor, name in names.items()}
        splines = [
            str(graph.get_edge(names[source], names[target], key=f"e{position}").attr["pos"])
            for position, (source, _, target) in enumerate(ways)
        ]

    def at(x: float, y: float) -> _At:
        return (round(x - left + MARGIN, 1), round(top - y + MARGIN, 1))

    boxes = []
    for anchor, (x, y) in centres.items():
        box_x, box_y = at(x, y)
        boxes.append(Box(anchor, box_x, box_y, BOX_WIDTH, BOX_HEIGHT))
    lines = []
    for (source, choice, target), spline in zip(ways, splines, strict=True):
        tip, curve = _spline(spline)
        path = [at(*point) for point in curve]
        lines.append(MapLine(source, choice, target, _path(path), _arrow(path[-1], at(*tip))))
    return MapLayout(
        width=round(right - left + 2 * MARGIN, 1),
        height=round(top - bottom + 2 * MARGIN, 1),
        boxes=tuple(boxes),
        lines=tuple(lines),
    )


def _ways_on(passage: Passage) -> Iterator[tuple[str, int | None, str]]:
    for position, choice in enumerate(passage.choices):
        yield passage.anchor, position, choice.target
    if passage.way_on is not None:
        yield passage.anchor, None, passage.way_on.target


def _placed(names: dict[str, str], ways: list[tuple[str, int | None, str]]) -> pygraphviz.AGraph:
    graph = pygraphviz.AGraph(directed=True, strict=False)
    graph.graph_attr.update(rankdir="TB", nodesep="0.3", ranksep="0.45", splines="true", label="")
    graph.node_attr.update(
        shape="box",
        fixedsize="true",
        width=str(BOX_WIDTH / POINTS_PER_INCH),
        height=str(BOX_HEIGHT / POINTS_PER_INCH),
        label="",
    )
    for name in names.values():
        graph.add_node(name)
    for position, (source, _, target) in enumerate(ways):
        graph.add_edge(names[source], names[target], key=f"e{position}")
    graph.layout(prog="dot")
    return graph


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(number) for number in text.split(","))


def _spline(text: str) -> tuple[_At, list[_At]]:
    """The arrow's tip, and the start point followed by control points in threes, of Graphviz's `pos` of a line."""
    tip: _At | None = None
    curve: list[_At] = []
    for word in text.split():
        if word.startswith("e,"):
            x, y = _numbers(word[2:])
            tip = (x, y)
        elif not word.startswith("s,"):
            x, y = _numbers(word)
            curve.append((x, y))
    return tip or curve[-1], curve


def _path(points: list[_At]) -> str:
    start, *controls = points
    threes = [controls[i : i + 3] for i in range(0, len(controls), 3)]
    curves = " ".join("C" + " ".join(f"{x:g},{y:g}" for x, y in three) for three in threes)
    return f"M{start[0]:g},{start[1]:g} {curves}".rstrip()


def _arrow(base: _At, tip: _At) -> str:
    """A slim triangle from the end of the line to the box."""
    across, down = tip[0] - base[0], tip[1] - base[1]
    length = math.hypot(across, down) or ARROW_LENGTH
    side_x, side_y = -down / length * ARROW_HALF_WIDTH, across / length * ARROW_HALF_WIDTH
    corners = ((base[0] + side_x, base[1] + side_y), tip, (base[0] - side_x, base[1] - side_y))
    return " ".join(f"{round(x, 1):g},{round(y, 1):g}" for x, y in corners)
