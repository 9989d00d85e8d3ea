"""What stands on the ground of a cover, drawn at a place on a ridge."""

from itertools import pairwise

from quizapp.model.covers.chance import Chance
from quizapp.model.covers.land import Ridge
from quizapp.model.covers.strokes import HEIGHT, Part, Patch, curve, ellipse, line, polygon


def house(chance: Chance, ridge: Ridge, x: float, size: float = 1) -> tuple[Patch, ...]:
    """A house with one lit window."""
    wide, high = chance.between("house wide", 30, 42) * size, chance.between("house high", 15, 20) * size
    floor = max(ridge.at(x), ridge.at(x + wide)) + 2
    wall = polygon(((x, floor), (x, floor - high), (x + wide, floor - high), (x + wide, floor)))
    peak, eaves, roof = floor - high - 13 * size, floor - high + 1, 3 * size
    slope = polygon(((x - roof, eaves), (x + wide * 0.18, peak), (x + wide * 0.82, peak), (x + wide + roof, eaves)))
    flue = x + wide * chance.pick("chimney", (0.24, 0.66))
    chimney = polygon(
        ((flue, peak - 6 * size), (flue + 5 * size, peak - 6 * size), (flue + 5 * size, peak + 3), (flue, peak + 3))
    )
    left = x + wide * chance.pick("window", (0.2, 0.55))
    top, side = floor - high + 4 * size, 6.5 * size
    window = polygon(((left, top), (left + side, top), (left + side, top + side), (left, top + side)))
    return Patch(Part.WALL, wall), Patch(Part.DARK, slope + chimney), Patch(Part.WINDOW, window)


def tree(chance: Chance, ridge: Ridge, x: float) -> tuple[Patch, ...]:
    """One tree that stands alone."""
    foot, high = ridge.at(x) + 3, chance.between("tree high", 34, 46)
    lean = chance.between("tree lean", -5, 5)
    crown = foot - high * 0.66
    rounds = ((-9, 4, 12, 10), (9, 3, 12, 10), (0, -6, 14, 12))
    leaves = "".join(ellipse(x + lean + right, crown + down, across, up) for right, down, across, up in rounds)
    stem = curve(((x, foot), (x + lean * 0.3, foot - high * 0.3), (x + lean, crown)))
    return Patch(Part.STEM, stem), Patch(Part.DARK, leaves)


def pines(chance: Chance, ridge: Ridge, x: float) -> tuple[Patch, ...]:
    """A few pines beside each other."""
    found = []
    for n in range(chance.pick("how many pines", (4, 5, 6, 7))):
        at = x + n * chance.between(f"pine {n}", 12, 15)
        high, wide = chance.between(f"pine {n} high", 20, 38), chance.between(f"pine {n} wide", 6, 8.5)
        foot = ridge.at(at) + 3
        found.append(polygon(((at - wide, foot), (at, foot - high), (at + wide, foot))))
    return (Patch(Part.DARK, "".join(found)),)


def fence(chance: Chance, ridge: Ridge, x: float) -> tuple[Patch, ...]:
    """A fence that goes over the ridge, with its gate open."""
    gap = chance.pick("gate", (4, 5, 6))
    posts = [x - 60 + n * 15 for n in range(13) if n != gap]
    up = "".join(line(((at, ridge.at(at) + 2), (at, ridge.at(at) - 13))) for at in posts)
    rails = "".join(
        line(((one, ridge.at(one) - high), (other, ridge.at(other) - high)))
        for one, other in pairwise(posts)
        if other - one < 20
        for high in (10, 5)
    )
    return (Patch(Part.STEM, up + rails),)


def way(chance: Chance, ridge: Ridge, x: float) -> tuple[Patch, ...]:
    """A way that comes from the front and is lost behind the ridge."""
    top, turn = ridge.at(x), chance.pick("turn", (-1, 1)) * chance.between("turn far", 16, 30)
    middle = ((0, 0, 1.2), (0.3, 0.7, 2.8), (0.62, -0.5, 6), (1, 1.1, 13))  # how far down, to the side, and how wide
    down = [(x + turn * side, top + 1 + (HEIGHT - top) * far, wide) for far, side, wide in middle]
    left = curve([(at - wide, y) for at, y, wide in down])
    right = curve([(at + wide, y) for at, y, wide in reversed(down)])
    return (Patch(Part.WAY, f"{left}L{right[1:]}Z"),)


def boat(chance: Chance, x: float, water: float) -> tuple[Patch, ...]:
    """A small boat under sail."""
    y, high = water + 17, chance.between("sail", 24, 32)
    hull = polygon(((x - 13, y - 4), (x + 14, y - 4), (x + 9, y + 2), (x - 9, y + 2)))
    sail = polygon(((x - 1, y - 6 - high), (x - 1, y - 7), (x + 12, y - 7)))
    jib = polygon(((x - 3, y - 2 - high), (x - 3, y - 7), (x - 11, y - 7)))
    return Patch(Part.WAY, sail + jib), Patch(Part.DARK, hull)


def roofs(chance: Chance, ridge: Ridge) -> tuple[Patch, ...]:
    """A row of houses along a ridge, no two alike, with a light in one or two of them."""
    x, walls, slopes, windows = chance.between("town", 120, 190), "", "", ""
    number, lit = chance.pick("houses", (5, 6, 7)), (chance.pick("lit", (1, 2)), chance.pick("lit, too", (3, 4, 9)))
    for n in range(number):
        wide, high = chance.between(f"house {n}", 30, 46), chance.between(f"house {n} high", 16, 30)
        floor, top, over = HEIGHT - 20, min(ridge.at(x), ridge.at(x + wide)) - high, 3
        walls += polygon(((x, floor), (x, top), (x + wide, top), (x + wide, floor)))
        gable = chance.pick(f"house {n} gable", (True, False))
        ends = ((0.5, wide * 0.42),) if gable else ((0.16, 13), (0.84, 13))
        peak = [(x + wide * at, top - up) for at, up in ends]
        slopes += polygon(((x - over, top + 1), *peak, (x + wide + over, top + 1)))
        if n in lit:
            left, sill = x + wide * chance.pick(f"house {n} window", (0.22, 0.56)), top + 5
            windows += polygon(((left, sill), (left + 7, sill), (left + 7, sill + 7), (left, sill + 7)))
        x += wide + chance.pick(f"house {n} gap", (3, 9, 22))
    return Patch(Part.WALL, walls), Patch(Part.DARK, slopes), Patch(Part.WINDOW, windows)
