"""Covers: the same id has the same picture, two ids have two, and nothing is drawn outside of the frame."""

import re
from hashlib import sha256
from itertools import combinations

import pytest

from quizapp.model.covers.cover import Cover, Hour, Land, Sign, Weather, cover_of
from quizapp.model.covers.strokes import HEIGHT, WIDTH, Part

IDS = tuple(f"scenarios/a-module/story-{n}.md" for n in range(200))
COVERS = {id: cover_of(id) for id in IDS}
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
FAMOUS = "scenarios/child-mental-health/just-a-phase.md"


def looks(cover: Cover) -> tuple[Hour, Land, Weather, Sign]:
    return cover.hour, cover.land, cover.weather, cover.sign


def heights(cover: Cover, part: Part) -> tuple[float, ...]:
    """How far down a ridge is at each of its points."""
    (path,) = (patch.path for patch in cover.patches if patch.part is part)
    return tuple(map(float, NUMBER.findall(path)[1::2]))


def test_the_same_id_has_the_same_picture_in_every_release() -> None:
    drawn = cover_of(FAMOUS)
    assert drawn == cover_of(FAMOUS)
    assert looks(drawn) == (Hour.DUSK, Land.TOWN, Weather.CLEAR, Sign.FENCE)
    written = "".join(f"{patch.part.name} {patch.path}\n" for patch in drawn.patches)
    assert sha256(written.encode()).hexdigest()[:16] == "7e28bbfcd862a110"


def test_two_of_200_can_be_told_apart_at_a_glance() -> None:
    """They differ in what is in them; where that is the same, the light or the hills stand elsewhere."""
    for one, other in combinations(COVERS.values(), 2):
        if looks(one) != looks(other):
            continue
        moved = abs(one.light[0] - other.light[0])
        far, there = heights(one, Part.FAR), heights(other, Part.FAR)
        apart = sum(abs(a - b) for a, b in zip(far, there, strict=True)) / len(far)
        assert moved > 12 or apart > 4, (looks(one), moved, apart)


@pytest.mark.parametrize("kind", [Hour, Land, Weather, Sign])
def test_nothing_that_there_is_comes_up_rarely(kind: type[Hour | Land | Weather | Sign]) -> None:
    found = [one for cover in COVERS.values() for one in looks(cover) if isinstance(one, kind)]
    for member in kind:
        assert found.count(member) > len(IDS) / len(kind) / 2


def test_everything_stays_within_the_frame() -> None:
    """Every number that is written is a place in it, and a curve never leaves its points."""
    for cover in COVERS.values():
        for patch in cover.patches:
            assert set(re.sub(r"[-\d. ]", "", patch.path)) <= set("MLCZ")
            numbers = [float(number) for number in NUMBER.findall(patch.path)]
            assert len(numbers) % 2 == 0
            assert all(0 <= x <= WIDTH for x in numbers[::2]) and all(0 <= y <= HEIGHT for y in numbers[1::2])


def test_what_catches_the_eye_stands_in_the_middle_so_that_a_small_cover_may_be_cut() -> None:
    eyes = {Part.SUN, Part.WINDOW, Part.DARK, Part.WALL}
    for cover in COVERS.values():
        for patch in cover.patches:
            if patch.part in eyes:
                across = [float(number) for number in NUMBER.findall(patch.path)[::2]]
                assert min(across) > WIDTH * 0.17 and max(across) < WIDTH * 0.88, (patch.part, min(across), max(across))


def test_a_cover_is_small_enough_to_stand_in_a_page() -> None:
    assert max(sum(len(patch.path) for patch in cover.patches) for cover in COVERS.values()) < 6_000
