"""What the first bytes of a picture say of it: its kind, and how wide and high it is. Nothing is decoded.

PNG (W3C PNG §5 and §11.2.2), JPEG (ITU-T T.81 §B) and WebP (RFC 9649 §2). A name and a type that come with the bytes
are never asked.
"""

from dataclasses import dataclass
from enum import StrEnum


class PictureKind(StrEnum):
    """The kinds of picture that we take; each value is its media type."""

    PNG = "image/png"
    JPEG = "image/jpeg"
    WEBP = "image/webp"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's kind, and its width and height in pixels."""

    kind: PictureKind
    width: int
    height: int


def picture_of(content: bytes) -> Picture | None:
    """The kind and size of the picture that these bytes are; None where they are none that we take."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(content)
    if content.startswith(b"\xff\xd8\xff"):
        return _jpeg(content)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return _webp(content)
    return None


def _png(content: bytes) -> Picture | None:
    if content[8:16] != b"\0\0\0\rIHDR":
        return None
    return _sized(PictureKind.PNG, content[16:20], content[20:24])


def _jpeg(content: bytes) -> Picture | None:
    """From segment to segment, up to the frame's header, which every scan comes after."""
    at = 2
    while content[at : at + 1] == b"\xff":
        marker = content[at + 1 : at + 2]
        if marker == b"\xff":  # what fills up before a marker
            at += 1
        elif _is_frame(marker):
            return _sized(PictureKind.JPEG, content[at + 7 : at + 9], content[at + 5 : at + 7])
        else:
            length = int.from_bytes(content[at + 2 : at + 4], "big")
            if length < 2 or marker == b"\xda":  # a scan without a frame
                return None
            at += 2 + length
    return None


def _is_frame(marker: bytes) -> bool:
    """SOF0 to SOF15; DHT, JPG and DAC stand among them and are none."""
    return b"\xc0" <= marker <= b"\xcf" and marker not in (b"\xc4", b"\xc8", b"\xcc")


def _webp(content: bytes) -> Picture | None:
    chunk, data = content[12:16], content[20:30]
    if chunk == b"VP8X" and len(data) == 10:  # a canvas, each side less one in 24 bits
        return Picture(PictureKind.WEBP, _number(data[4:7]) + 1, _number(data[7:10]) + 1)
    if chunk == b"VP8L" and data[:1] == b"\x2f" and len(data) >= 5:  # each side less one in 14 bits
        bits = _number(data[1:5])
        return Picture(PictureKind.WEBP, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if chunk == b"VP8 " and data[3:6] == b"\x9d\x01\x2a" and len(data) == 10:  # 14 bits, and two of scale
        width, height = _number(data[6:8]) & 0x3FFF, _number(data[8:10]) & 0x3FFF
        return Picture(PictureKind.WEBP, width, height) if width and height else None
    return None


def _number(content: bytes) -> int:
    return int.from_bytes(content, "little")


def _sized(kind: PictureKind, width: bytes, height: bytes) -> Picture | None:
    """None where a side is missing, or 0, which would let a scan say it later."""
    sides = int.from_bytes(width, "big"), int.from_bytes(height, "big")
    return Picture(kind, *sides) if all(sides) and len(height) == len(width) else None
