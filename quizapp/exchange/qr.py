"""QR codes as vector shapes: for a page of ours, and for a printed certificate."""

from html import escape

import segno

QUIET = 4  # modules of white around the code, as its standard asks (ISO/IEC 18004)


def qr_svg(text: str, label: str = "") -> str:
    """The text as a QR code: one inline SVG, black on white whatever the page's colours, one unit for each module.

    With `label` it is an image of that name; without, it is hidden from screen readers, for where the text is written
    beside it. It has no style attributes, which the pages' policy forbids.
    """
    rows = [list(row) for row in segno.make_qr(text, error="m").matrix_iter(border=QUIET)]
    shapes = "".join(
        f"M{start} {line}h{length}v1h-{length}z" for line, row in enumerate(rows) for start, length in _runs(row)
    )
    size = len(rows)
    named = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true" focusable="false"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {size} {size}" width="{size}" '
        f'height="{size}" shape-rendering="crispEdges" {named}>'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path fill="#000" d="{shapes}"/></svg>'
    )


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """Where each run of dark modules starts, and how long it is."""
    runs: list[tuple[int, int]] = []
    for column, dark in enumerate(row):
        if dark and column and row[column - 1]:
            start, length = runs[-1]
            runs[-1] = (start, length + 1)
        elif dark:
            runs.append((column, 1))
    return runs
