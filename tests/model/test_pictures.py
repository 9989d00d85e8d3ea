"""A picture's kind and size are read from its own first bytes; whatever else arrives is no picture."""

import random

import pytest

from quizapp.model.pictures import Picture, PictureKind, picture_of
from tests.pictures import JPEG, SVG, WEBP, png


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (png(120, 40), Picture(PictureKind.PNG, 120, 40)),
        (png(30_000, 1), Picture(PictureKind.PNG, 30_000, 1)),
        (JPEG, Picture(PictureKind.JPEG, 37, 21)),
        *((content, Picture(PictureKind.WEBP, 37, 21)) for content in WEBP.values()),
    ],
)
def test_kind_and_size_are_those_of_the_picture(content: bytes, expected: Picture):
    assert picture_of(content) == expected


@pytest.mark.parametrize(
    "content",
    [
        b"",
        SVG,
        b"<!doctype html>",
        b"GIF89a\x01\x00\x01\x00",
        b"\x89PNG\r\n\x1a\n" + SVG,
        b"\xff\xd8\xff" + SVG,
        b"\xff\xd8\xff\xe0\x00\x00" * 9,  # a segment that never ends
        b"RIFF\x00\x00\x00\x00WAVE" + SVG,
        b"RIFF\x00\x00\x00\x00WEBP" + SVG,
        png(120, 40).replace(b"\0\0\0\x78\0\0\0\x28", b"\0\0\0\x78\0\0\0\0", 1),  # no pixel high
    ],
)
def test_whatever_else_arrives_is_no_picture(content: bytes):
    assert picture_of(content) is None


@pytest.mark.parametrize("content", [png(), JPEG, *WEBP.values()])
def test_a_picture_that_is_cut_or_broken_anywhere_never_fails_and_never_takes_long(content: bytes):
    chance = random.Random(7)
    for length in range(len(content)):
        found = picture_of(content[:length])
        assert found in (None, picture_of(content))
    for _ in range(2_000):
        broken = bytearray(content)
        broken[chance.randrange(len(broken))] = chance.randrange(256)
        picture_of(bytes(broken))
    picture_of(content[:3] + b"\xff" * 200_000)
    picture_of(content[:2] + b"\xff\xe0\x00\x02" * 50_000)
