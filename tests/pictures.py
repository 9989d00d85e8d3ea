"""Pictures to send: small ones that Chromium made, 37 pixels wide and 21 high, and PNGs of any size."""

import base64
import struct
import zlib

JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////"
    "////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wAAR"
    "CAAVACUDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAH/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFgEBAQEAAAAAAAAAAAAAAAAA"
    "AAED/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AgCMQAAAAAAAAAH//2Q=="
)
WEBP = {
    "lossy": base64.b64decode(
        "UklGRkAAAABXRUJQVlA4IDQAAAAwAwCdASolABUAP3G202G0ryqmJWgCkC4JZQDQzBJjuugAAPzKA6vw7ubr1c8YY2igAAAA"
    ),
    "lossless": base64.b64decode("UklGRh4AAABXRUJQVlA4TBEAAAAvJAAFAAdQ1YrUrP+BiOh/AAA="),
    "with transparency": base64.b64decode(
        "UklGRnIAAABXRUJQVlA4WAoAAAAQAAAAJAAAFAAAQUxQSBcAAAABDzD/ERGCSBBkiv8f2mgmB0T0P4osxwBWUDggNAAAADADAJ0BKiUAFQA/"
        "cbbTYbSvKqYlaAKQLgllANDMEmO66AAA/MoDq/Du5uvVzxhjaKAAAAA="
    ),
}
MOVING_WEBP = WEBP["with transparency"].replace(b"VP8X\x0a\0\0\0\x10", b"VP8X\x0a\0\0\0\x12")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'


def png(width: int = 120, height: int = 40, more: bytes = b"", moves: bool = False) -> bytes:
    """A whole PNG of one colour; `more` is text that it carries along, to make it larger; it may say that it moves."""
    pixels = zlib.compress((b"\0" + b"\xff" * ((width + 7) // 8)) * height)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    text = _chunk(b"tEXt", b"Comment\0" + more) if more else b""
    text += _chunk(b"acTL", struct.pack(">II", 1, 0)) if moves else b""
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + text + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
