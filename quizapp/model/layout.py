"""A drawn map of a scenario: boxes and lines in points, y downwards, ready for SVG."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A passage's box: its anchor, its centre, and its size."""

    anchor: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class MapLine:
    """A way on, drawn as an SVG path's `d`. `choice` is the index as written, or None for a continue."""

    source: str
    choice: int | None
    target: str
    path: str
    arrow: str  # the points of the arrow head's polygon


@dataclass(frozen=True, slots=True)
class MapLayout:
    """The whole picture, `width` by `height`."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[MapLine, ...]
