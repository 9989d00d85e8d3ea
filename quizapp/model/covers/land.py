"""The ground of a cover: ridges one behind the other, or water before them."""

from dataclasses import dataclass
from math import pi, sin

from quizapp.model.covers.chance import Chance
from quizapp.model.covers.strokes import HEIGHT, WIDTH, Part, Patch, Point, ground, line, polygon


@dataclass(frozen=True, slots=True)
class Ridge:
    """The line of a hill: how high it is at each place. Lower is further down, as in SVG.

    `waves` are (how high, how many over the width, where the first begins, from 0 to 1); `sharp` ones are peaks.
    """

    base: float
    waves: tuple[tuple[float, float, float], ...]
    sharp: bool = False

    def at(self, x: float) -> float:
        """How far down the line is at a place."""
        swing = _peak if self.sharp else _wave
        return self.base - sum(high * swing(x / WIDTH * number + begin) for high, number, begin in self.waves)

    def points(self) -> tuple[Point, ...]:
        """The line, from side to side."""
        steps = 64 if self.sharp else 20
        return tuple((WIDTH * n / steps, self.at(WIDTH * n / steps)) for n in range(steps + 1))


def _wave(turns: float) -> float:
    return sin(2 * pi * turns)


def _peak(turns: float) -> float:
    """Straight up and straight down again, from -1 to 1."""
    return 1 - 4 * abs(turns % 1 - 0.5)


def ridge(chance: Chance, name: str, base: float, high: float, number: float, sharp: bool = False) -> Ridge:
    """A ridge about a height, of about so many waves, which no other cover has."""
    slow = (chance.between(f"{name} slow", 0.75, 1) * high, number, chance.part(f"{name} begin"))
    quick = (chance.between(f"{name} quick", 0.2, 0.42) * high, number * 2.3, chance.part(f"{name} more"))
    return Ridge(base + chance.between(f"{name} base", -5, 5), (slow, quick), sharp)


def hill(part: Part, ridge: Ridge) -> Patch:
    """All that lies below a ridge."""
    points = ridge.points()
    corners = ((WIDTH, HEIGHT), (0, HEIGHT))
    return Patch(part, polygon((*points, *corners)) if ridge.sharp else ground(points))


def water(chance: Chance, shore: float, light: float) -> tuple[Patch, ...]:
    """Water up to a line across the frame, with strokes on it of the light that stands above."""
    strokes = []
    for n in range(10):
        y, spread = shore + 4 + n * (HEIGHT - shore - 8) / 10, 12 + n * 7
        x = light + chance.between(f"glint {n}", -spread, spread)
        long = chance.between(f"glint {n} long", 12, 22 + n * 3)
        strokes.append(line(((x - long, y), (x + long, y))))
    surface = polygon(((0, shore), (WIDTH, shore), (WIDTH, HEIGHT), (0, HEIGHT)))
    return Patch(Part.WATER, surface), Patch(Part.GLINT, "".join(strokes))
