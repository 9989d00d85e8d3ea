"""Straight quotes to typographic ones, in cleaned HTML and in titles (FORMAT §1): what smarty does with quotes only.

It goes over what was rendered, and not over what was written, so that a quote beside a link, a stress or a local
insert sees the word there, and not the signs around it. It takes one pass; tags, inserts and code stay as they are.
"""

import re

_PIECE = re.compile(r'<(?:"[^"]*"|[^<>"])*>|\{\{[a-z0-9-]+\}\}|&[#a-zA-Z0-9]{1,8};|[^<&{"\']+|.', re.DOTALL)
_STRETCH = re.compile("""["']|[^"']+""")
_TAG = re.compile(r"<(/?)([a-z0-9]+)")
_WITHIN_A_LINE = ("a", "em", "strong", "code")
_WORD = "x"  # how the quotes beside them see code, an insert, or a sign that is written as an entity
_OPENERS = "([{“‘«/-–—―"
_CLOSERS = ")]}”’».,;:!?…"
_DECADE = re.compile(r"[0-9]0s\b")
_SHORTENED = re.compile(r"(?:tis|twas|twere|twill|twould|em|til|n)\b", re.IGNORECASE)


def typographic(html: str) -> str:
    """The HTML with its straight quotes and apostrophes as typographic ones.

    A quote opens or closes by what stands on either side of it in its block; where that says neither, it closes what
    is open. An apostrophe that begins a word (*'tis*, *the '90s*, *'cause*) is told from a quote that opens there.
    """
    if '"' not in html and "'" not in html:
        return html
    pieces = [found[0] for found in _PIECE.finditer(html)]
    block: list[tuple[int, str]] = []  # the pieces of the block that is open, and how others see them
    in_code = False
    for at, piece in enumerate(pieces):
        tag = _TAG.match(piece)
        if tag is None:
            block.append((at, _WORD if in_code else _seen(piece)))
        elif tag[2] == "br":
            block.append((at, " "))
        elif tag[2] in _WITHIN_A_LINE:
            in_code = not tag[1] if tag[2] == "code" else in_code
        else:
            _set_block(block, pieces)
            block = []
    _set_block(block, pieces)
    return "".join(pieces)


def typographic_text(text: str) -> str:
    """The same of plain text, such as a title: one block, in which no sign is a tag's or an entity's."""
    if '"' not in text and "'" not in text:
        return text
    pieces = _STRETCH.findall(text)
    _set_block(list(enumerate(pieces)), pieces)
    return "".join(pieces)


def _seen(piece: str) -> str:
    if piece == "&nbsp;":
        return " "
    return _WORD if piece.startswith(("{{", "&")) else piece


def _set_block(block: list[tuple[int, str]], pieces: list[str]) -> None:
    """Put typographic quotes into the pieces of one block."""
    seen = [shown for _, shown in block]
    last_closer = max((n for n, shown in enumerate(seen) if shown == "'" and _closes(seen, n)), default=-1)
    is_open = False
    for n, (at, _) in enumerate(block):
        if seen[n] == '"':
            is_open = _opens(seen, n, is_open)
            pieces[at] = seen[n] = "“" if is_open else "”"
        elif seen[n] == "'":
            pieces[at] = seen[n] = "‘" if _opens_single(seen, n, n < last_closer) else "’"


def _before(seen: list[str], n: int) -> str:
    return seen[n - 1][-1] if n else ""


def _after(seen: list[str], n: int) -> str:
    return seen[n + 1][0] if n + 1 < len(seen) else ""


def _may_open(seen: list[str], n: int) -> bool:
    before = _before(seen, n)
    return not before or before.isspace() or before in _OPENERS


def _may_close(seen: list[str], n: int) -> bool:
    after = _after(seen, n)
    return not after or after.isspace() or after in _CLOSERS


def _opens(seen: list[str], n: int, is_open: bool) -> bool:
    opens, closes = _may_open(seen, n), _may_close(seen, n)
    return opens if opens != closes else not is_open


def _closes(seen: list[str], n: int) -> bool:
    """Whether a single quote can only close: it ends a word."""
    return not _may_open(seen, n) and not _after(seen, n).isalnum()


def _opens_single(seen: list[str], n: int, closed_later: bool) -> bool:
    if not _may_open(seen, n) or _may_close(seen, n):
        return False
    following = seen[n + 1]
    if _DECADE.match(following) or _SHORTENED.match(following):
        return False
    begins = not _before(seen, n)
    return closed_later or begins or not following[0].islower()
