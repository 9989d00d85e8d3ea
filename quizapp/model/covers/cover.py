"""A cover: a quiet landscape that is drawn from an id, and is the same in every process and release.

Nothing in it says what a story is about. Everything stays within the frame, and what catches the eye stands in its
middle half, so that a small cover may be cut at both sides.
"""

from dataclasses import dataclass
from enum import StrEnum

from quizapp.model.covers import land, signs, sky
from quizapp.model.covers.chance import Chance
from quizapp.model.covers.land import Ridge
from quizapp.model.covers.strokes import HEIGHT, Part, Patch, Point


class Hour(StrEnum):
    """The light that a landscape stands in, and with it all of its colours."""

    DAWN = "dawn"
    MORNING = "morning"
    GREY = "grey"
    GOLD = "gold"
    WINTER = "winter"
    DUSK = "dusk"
    NIGHT = "night"


class Land(StrEnum):
    """What the ground is like."""

    HILLS = "hills"
    DOWNS = "downs"
    FELLS = "fells"
    LAKE = "lake"
    TOWN = "town"


class Weather(StrEnum):
    """What there is in the sky besides the light."""

    CLEAR = "clear"
    CLOUDS = "clouds"
    SHOWER = "shower"
    WIND = "wind"
    MIST = "mist"
    BIRDS = "birds"


class Sign(StrEnum):
    """What stands in the landscape."""

    HOUSE = "house"
    TREE = "tree"
    PINES = "pines"
    FENCE = "fence"
    WAY = "way"


@dataclass(frozen=True, slots=True)
class Cover:
    """A landscape: what it is made of, where its light stands, and its patches from the back to the front."""

    hour: Hour
    land: Land
    weather: Weather
    sign: Sign
    light: Point
    patches: tuple[Patch, ...]


SKIES = {
    Weather.CLOUDS: sky.clouds,
    Weather.SHOWER: sky.rain,
    Weather.WIND: sky.wind,
    Weather.BIRDS: sky.birds,
}
SIGNS = {
    Sign.HOUSE: signs.house,
    Sign.TREE: signs.tree,
    Sign.PINES: signs.pines,
    Sign.FENCE: signs.fence,
    Sign.WAY: signs.way,
}
LOW = (Hour.DAWN, Hour.DUSK)  # the light is at the hills
HEIGHTS = {  # of the far and the middle ridge: how far down, how high their waves are and how many
    Land.HILLS: ((86, 15, 1.6), (108, 12, 1.3)),
    Land.DOWNS: ((98, 8, 0.9), (114, 8, 0.7)),
    Land.FELLS: ((80, 26, 2.2), (110, 11, 1.5)),
    Land.LAKE: ((78, 20, 1.4), (101, 9, 1.7)),
    Land.TOWN: ((88, 12, 1.2), (116, 4, 1.1)),
}


def cover_of(id: str) -> Cover:
    """The cover of whatever is called this: the same for the same id, always."""
    chance = Chance(id)
    hour, place = chance.pick("hour", tuple(Hour)), chance.pick("land", tuple(Land))
    weather, sign = chance.pick("the sky", tuple(Weather)), chance.pick("stands", tuple(Sign))
    light = chance.between("light", 190, 450), chance.between("light down", *((62, 78) if hour in LOW else (30, 46)))
    patches = (*_sky(chance, hour, weather, light), *_ground(chance, place, weather, sign, light[0]))
    falling = sky.snow(chance) if hour is Hour.WINTER and weather is Weather.SHOWER else ()
    return Cover(hour, place, weather, sign, light, (*patches, *falling))


def _sky(chance: Chance, hour: Hour, weather: Weather, light: Point) -> tuple[Patch, ...]:
    night = hour is Hour.NIGHT
    shining = (
        (*sky.moon(chance, light), sky.stars(chance, light)) if night else sky.sun(light, 24 if hour in LOW else 17)
    )
    if weather is Weather.SHOWER and hour is Hour.WINTER:
        return shining
    return *shining, *(SKIES[weather](chance, light) if weather in SKIES else ())


def _ground(chance: Chance, place: Land, weather: Weather, sign: Sign, light: float) -> tuple[Patch, ...]:
    (far_base, far_high, far_number), (base, high, number) = HEIGHTS[place]
    far = land.ridge(chance, "far", far_base, far_high, far_number, sharp=place is Land.FELLS)
    mid, near = land.ridge(chance, "mid", base, high, number), land.ridge(chance, "near", 138, 6, 0.8)
    mist = sky.mist(chance) if weather is Weather.MIST else ()
    x, ground = chance.between("sign at", 200, 400), (land.hill(Part.MID, mid), land.hill(Part.NEAR, near))
    shown: tuple[Patch, ...]
    if place is Land.TOWN:
        shown = (*signs.roofs(chance, mid), *ground)
    elif place is Land.LAKE:
        shown = _lake(chance, sign, mid, x, light)
    else:
        shown = (*ground, *SIGNS[sign](chance, near if sign is Sign.FENCE else mid, x))
    return (land.hill(Part.FAR, far), *mist, *shown)


def _lake(chance: Chance, sign: Sign, shore: Ridge, x: float, light: float) -> tuple[Patch, ...]:
    """A lake before the middle ridge, and what stands on its shore; where that would be a way, a boat."""
    edge = HEIGHT - 42
    water = (land.hill(Part.MID, shore), *land.water(chance, edge, light))
    if sign is Sign.WAY:
        return *water, *signs.boat(chance, x, edge)
    return *SIGNS[sign](chance, shore, x), *water
