"""Paths within the frame: absolute commands M, L, C and Z alone, so that their points hold all of what is drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

WIDTH, HEIGHT = 640, 160
ROUND = 0.5523  # how far a cubic's controls are out for a quarter of a circle
Point = tuple[float, float]


class Part(StrEnum):
    """What a patch is of: with the hour, all that its colour depends on, and whether it is filled or a line."""

    GLOW = "glow"
    SUN = "sun"
    STARS = "stars"
    CLOUD = "cloud"
    RAIN = "rain"
    SNOW = "snow"
    WIND = "wind"
    BIRDS = "birds"
    FAR = "far"
    MIST = "mist"
    MID = "mid"
    NEAR = "near"
    WATER = "water"
    GLINT = "glint"
    WAY = "way"
    DARK = "dark"
    STEM = "stem"
    WALL = "wall"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Patch:
    """One path of a cover, as SVG writes it."""

    part: Part
    path: str


def polygon(points: Iterable[Point]) -> str:
    """Straight from each point to the next, and closed."""
    return f"M{'L'.join(map(_at, points))}Z"


def line(points: Sequence[Point]) -> str:
    """Straight from each point to the next."""
    return f"M{'L'.join(map(_at, points))}"


def curve(points: Sequence[Point]) -> str:
    """Smoothly through these points, which go on to the right."""
    ends = (points[0], *points, points[-1])
    pieces = []
    for before, here, there, after in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        out = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        back = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        pieces.append(f"C{_at(out)} {_at(back)} {_at(there)}")
    return f"M{_at(points[0])}{''.join(pieces)}"


def ground(points: Sequence[Point]) -> str:
    """All that lies below a curve from one side of the frame to the other."""
    return f"{curve(points)}L{_at((WIDTH, HEIGHT))}L{_at((0, HEIGHT))}Z"


def ellipse(x: float, y: float, across: float, down: float) -> str:
    """An ellipse about a point, by how far it goes to the side and up."""
    dx, dy = across * ROUND, down * ROUND
    corners = (
        ((x + dx, y - down), (x + across, y - dy), (x + across, y)),
        ((x + across, y + dy), (x + dx, y + down), (x, y + down)),
        ((x - dx, y + down), (x - across, y + dy), (x - across, y)),
        ((x - across, y - dy), (x - dx, y - down), (x, y - down)),
    )
    return f"M{_at((x, y - down))}" + "".join(f"C{' '.join(map(_at, corner))}" for corner in corners) + "Z"


def crescent(x: float, y: float, radius: float, thick: float) -> str:
    """A moon that is round to the right; `thick` from 0 to 1."""
    out, back = x + radius * 4 / 3, x + radius * 4 / 3 * (1 - thick)
    top, bottom = y - radius, y + radius
    right = f"C{_at((out, top))} {_at((out, bottom))} {_at((x, bottom))}"
    return (
        f"M{_at((x, top))}{right}C{_at((back, bottom - radius / 3))} {_at((back, top + radius / 3))} {_at((x, top))}Z"
    )


def _at(point: Point) -> str:
    """A point as it is written, in tenths, and never outside the frame."""
    x, y = (min(max(value, 0.0), limit) for value, limit in zip(point, (WIDTH, HEIGHT), strict=True))
    return f"{x:.1f} {y:.1f}".replace(".0", "")
