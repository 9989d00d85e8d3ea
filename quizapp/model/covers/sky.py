"""What is above the ground in a cover: sun, moon or stars, and weather."""

from quizapp.model.covers.chance import Chance
from quizapp.model.covers.strokes import WIDTH, Part, Patch, Point, crescent, curve, ellipse, line


def sun(light: Point, radius: float) -> tuple[Patch, ...]:
    """A sun with the light about it."""
    x, y = light
    glow = ellipse(x, y, radius * 2.1, radius * 2.1)
    return Patch(Part.GLOW, glow), Patch(Part.SUN, ellipse(x, y, radius, radius))


def moon(chance: Chance, light: Point) -> tuple[Patch, ...]:
    """A moon, from new to nearly full, with the light about it."""
    x, y = light
    thick = chance.pick("moon", (0.45, 0.6, 1.45, 1.75))
    return Patch(Part.GLOW, ellipse(x, y, 34, 34)), Patch(Part.SUN, crescent(x - 4, y, 15, thick))


def stars(chance: Chance, light: Point) -> Patch:
    """Some stars, none before the moon."""
    dots = []
    for n in range(22):
        x, y = chance.between(f"star {n}", 8, WIDTH - 8), chance.between(f"star {n} down", 6, 72)
        if abs(x - light[0]) > 40:
            dots.append(line(((x, y), (x, y))))
    return Patch(Part.STARS, "".join(dots))


def clouds(chance: Chance, _light: Point) -> tuple[Patch, ...]:
    """Three long clouds, each of a few flat rounds."""
    found: list[str] = []
    for n in range(3):
        x = 70 + n * 200 + chance.between(f"cloud {n}", -30, 100)
        y, long = chance.between(f"cloud {n} down", 26, 56), chance.between(f"cloud {n} long", 34, 62)
        rounds = ((0, 0, long, 7), (-long * 0.3, -5, long * 0.4, 8), (long * 0.22, -8, long * 0.42, 11))
        found.extend(ellipse(x + right, y + down, across, high) for right, down, across, high in rounds)
    return (Patch(Part.CLOUD, "".join(found)),)


def rain(chance: Chance, _light: Point) -> tuple[Patch, ...]:
    """A shower that comes down aslant on one part of the country."""
    left = chance.between("shower", 110, 320)
    drops = []
    for n in range(64):
        x, y = left + n % 32 * 7.5 + chance.between(f"drop {n}", 0, 6), chance.between(f"drop {n} down", 26, 96)
        long = chance.between(f"drop {n} long", 10, 20)
        drops.append(line(((x, y), (x - long * 0.28, y + long))))
    cloud = "".join(ellipse(left + 24 + n * 66, 20 - n % 2 * 4, 62, 11) for n in range(4))
    return Patch(Part.RAIN, "".join(drops)), Patch(Part.CLOUD, cloud)


def snow(chance: Chance) -> tuple[Patch, ...]:
    """Flakes all over."""
    flakes = []
    for n in range(60):
        x, y = chance.between(f"flake {n}", 6, WIDTH - 6), chance.between(f"flake {n} down", 6, 140)
        flakes.append(line(((x, y), (x, y))))
    return (Patch(Part.SNOW, "".join(flakes)),)


def wind(chance: Chance, _light: Point) -> tuple[Patch, ...]:
    """Three long breaths of it."""
    breaths = []
    for n in range(3):
        x, y = chance.between(f"breath {n}", 40, 330), 24 + n * 17 + chance.between(f"breath {n} down", -5, 5)
        long = chance.between(f"breath {n} long", 150, 260)
        breaths.append(curve(((x, y), (x + long * 0.35, y - 5), (x + long * 0.75, y + 1), (x + long, y - 6))))
    return (Patch(Part.WIND, "".join(breaths)),)


def mist(chance: Chance) -> tuple[Patch, ...]:
    """Long bands that lie before the hills."""
    bands = []
    for n in range(3):
        x, long = chance.between(f"band {n}", 120, 520), chance.between(f"band {n} long", 130, 240)
        bands.append(
            ellipse(min(max(x, long), WIDTH - long), 84 + n * 12, long, chance.between(f"band {n} high", 4, 7))
        )
    return (Patch(Part.MIST, "".join(bands)),)


def birds(chance: Chance, light: Point) -> tuple[Patch, ...]:
    """A few birds, one behind the other, on that side of the light where there is more room."""
    x = light[0] + (chance.between("birds", -190, -120) if light[0] > WIDTH / 2 else chance.between("birds", 55, 90))
    y = chance.between("birds down", 36, 56)
    wings = []
    for n in range(chance.pick("how many birds", (3, 4, 5, 6))):
        at, high = x + n * 19, y - n * 4 + chance.between(f"bird {n} down", -6, 6)
        size = chance.between(f"bird {n} size", 4.5, 7)
        left = ((at - size, high - size * 0.45), (at - size * 0.45, high - size * 0.5), (at, high))
        right = ((at, high), (at + size * 0.45, high - size * 0.5), (at + size, high - size * 0.45))
        wings.append(curve(left) + curve(right))
    return (Patch(Part.BIRDS, "".join(wings)),)
