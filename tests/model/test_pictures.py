"""A picture's kind and size are read from its own first bytes; whatever else arrives is no picture."""

import random
from dataclasses import replace

import pytest

from quizapp.model.pictures import Picture, PictureKind, picture_of
from tests.pictures import JPEG, MOVING_WEBP, SVG, WEBP, png


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
        assert found is None or found == replace(picture_of(content), is_whole=False), length
    for _ in range(2_000):
        broken = bytearray(content)
        broken[chance.randrange(len(broken))] = chance.randrange(256)
        picture_of(bytes(broken))
    picture_of(content[:3] + b"\xff" * 200_000)
    picture_of(png()[:33] + b"\0\0\0\0tEXt\0\0\0\0" * 17_000)
    picture_of(content[:2] + b"\xff\xe0\x00\x02" * 50_000)


@pytest.mark.parametrize("content", [png(), JPEG, *WEBP.values()])
def test_what_a_program_added_after_the_end_does_not_matter(content: bytes):
    found = picture_of(content + b"PK\x03\x04 and more")
    assert found == picture_of(content) and found is not None and found.is_whole


def test_a_preview_within_a_jpeg_is_not_taken_for_its_end():
    preview = JPEG[:2] + b"\xff\xe1" + (2 + len(JPEG)).to_bytes(2, "big") + JPEG + JPEG[2:]
    assert picture_of(preview) == picture_of(JPEG)
    cut = picture_of(preview[:-40])
    assert cut is not None and not cut.is_whole


def test_a_broken_chunk_that_browsers_need_is_not_whole_and_one_that_they_skip_is_no_matter():
    needed, skipped = bytearray(png(more=b"x")), bytearray(png(more=b"x"))
    needed[-16 - 1] ^= 1  # the checksum of the pixels
    skipped[skipped.index(b"Comment")] ^= 1
    found = picture_of(bytes(needed))
    assert found is not None and not found.is_whole
    assert picture_of(bytes(skipped)) == picture_of(png())


@pytest.mark.parametrize(("still", "moving"), [(png(), png(moves=True)), (WEBP["with transparency"], MOVING_WEBP)])
def test_a_picture_that_moves_says_so(still: bytes, moving: bytes):
    found, other = picture_of(still), picture_of(moving)
    assert found is not None and not found.moves
    assert other == replace(found, moves=True)
