"""Bars of a table and stars of strong words that would be shown as they stand: nothing in their block closes them."""

import re
from collections.abc import Iterator

from quizapp.content.outline import place_in
from quizapp.content.tables import is_row, is_rule
from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Diagnostic
from quizapp.model.prose import Prose

_STAR = re.compile(r"\*\*+")
_CODE = re.compile(r"`[^`]+`")


def loose_bars(prose: Prose, rows: list[str]) -> Iterator[Diagnostic]:
    """The first row of each block that has a table's bars and is no table: that has headings with a rule under them."""
    start = 0
    for row, text in enumerate([*rows, ""]):
        if text.strip():
            continue
        block = rows[start:row]
        start = row + 1
        inner = [line.lstrip("> \t") for line in block]
        table = next((n for n, line in enumerate(inner) if n and is_rule(line) and "|" in inner[n - 1]), len(block) + 1)
        loose = next((n for n, line in enumerate(inner[: table - 1]) if is_row(line) or (n and is_rule(line))), None)
        if loose is not None:
            help = "a table has a row of headings, and `| --- | --- |` under it"
            place = place_in(prose, row - len(block) + loose, len(block[loose]) - len(inner[loose]))
            yield diagnostic("shown-raw", place, "these bars make no table", help)


def loose_stars(prose: Prose, rows: list[str]) -> Iterator[Diagnostic]:
    """The first `**` of each block that makes nothing strong: nothing closes it, or a space stands inside of it."""
    opened: tuple[int, int] | None = None
    told = False
    for row, text in enumerate([*rows, ""]):
        if not text.strip():
            if opened and not told:
                yield _no_strong(prose, opened)
            opened, told = None, False
            continue
        begins = len(text) - len(text.lstrip(" >"))
        for found in _STAR.finditer(_CODE.sub(lambda code: " " * len(code[0]), text)):
            if found.start() <= begins and text[found.end() :].strip(" *") == "":
                continue  # a drawn line
            before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
            if opened and before.strip():
                opened = None
            elif not opened and not after.strip() and before != "\\":
                if not told:
                    yield _no_strong(prose, (row, found.start()))
                told = True
            elif not opened and before != "\\":
                opened = (row, found.start())


def _no_strong(prose: Prose, place: tuple[int, int]) -> Diagnostic:
    help = "strong words stand between `**` and `**`, with no space inside"
    return diagnostic("shown-raw", place_in(prose, *place), "`**` makes nothing strong here", help)
