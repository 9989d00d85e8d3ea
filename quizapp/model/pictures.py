"""What a picture's bytes say of it: its kind, how wide and high it is, whether it is all there, and whether it moves.

PNG (W3C PNG §5 and §11.2.2), JPEG (ITU-T T.81 §B) and WebP (RFC 9649 §2), read from part to part; no pixel is decoded.
A name and a type that come with the bytes are never asked.
"""

import zlib
from dataclasses import dataclass, replace
from enum import StrEnum


class PictureKind(StrEnum):
    """The kinds of picture that we take; each value is its media type."""

    PNG = "image/png"
    JPEG = "image/jpeg"
    WEBP = "image/webp"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's kind, and its width and height in pixels.

    `is_whole`: it goes on to its own end, as one that was cut short on its way does not. `moves`: it is an animation.
    """

    kind: PictureKind
    width: int
    height: int
    is_whole: bool = True
    moves: bool = False


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
    """From chunk to chunk, up to the last. Browsers show nothing of a picture with a broken one that they need."""
    if content[8:16] != b"\0\0\0\rIHDR":
        return None
    found = _sized(PictureKind.PNG, content[16:20], content[20:24])
    if found is None:
        return None
    kinds, at, kind = set[bytes](), 8, b""
    while kind != b"IEND":
        end = at + 8 + int.from_bytes(content[at : at + 4], "big")
        kind, check = content[at + 4 : at + 8], content[end : end + 4]
        if len(check) < 4 or (kind[:1].isupper() and zlib.crc32(content[at + 4 : end]) != int.from_bytes(check, "big")):
            break
        kinds.add(kind)
        at = end + 4
    return replace(found, is_whole={b"IDAT", b"IEND"} <= kinds, moves=b"acTL" in kinds)


def _jpeg(content: bytes) -> Picture | None:
    """From segment to segment, over the frame's header, up to the first scan, in which FF D9 is the end and no data."""
    found: Picture | None = None
    at = 2
    while content[at : at + 1] == b"\xff":
        marker = content[at + 1 : at + 2]
        if marker == b"\xff":  # what fills up before a marker
            at += 1
            continue
        if found is None and _is_frame(marker):
            found = _sized(PictureKind.JPEG, content[at + 7 : at + 9], content[at + 5 : at + 7])
            if found is None:
                return None
        if marker == b"\xda":
            return found and replace(found, is_whole=content.find(b"\xff\xd9", at) > 0)
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        if length < 2:
            break
        at += 2 + length
    return found and replace(found, is_whole=False)


def _is_frame(marker: bytes) -> bool:
    """SOF0 to SOF15; DHT, JPG and DAC stand among them and are none."""
    return b"\xc0" <= marker <= b"\xcf" and marker not in (b"\xc4", b"\xc8", b"\xcc")


def _webp(content: bytes) -> Picture | None:
    found = _webp_sized(content[12:16], content[20:30])
    if found is None:
        return None
    end, end_of_first = 8 + _number(content[4:8]), 20 + _number(content[16:20])
    moves = content[12:16] == b"VP8X" and bool(content[20] & 2)
    return replace(found, is_whole=end_of_first <= end <= len(content), moves=moves)


def _webp_sized(chunk: bytes, data: bytes) -> Picture | None:
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
