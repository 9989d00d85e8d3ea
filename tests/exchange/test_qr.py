"""QR codes: the very modules that the standard's library gives, and nothing that the pages' policy forbids."""

import re
from xml.etree import ElementTree

import pytest
import segno

from quizapp.exchange.qr import QUIET, qr_svg

SVG = "{http://www.w3.org/2000/svg}"
ADDRESS = "https://training.example.org/certificates/7KQ2M9XWB4TD8RHF"


@pytest.mark.parametrize("text", [ADDRESS, "a", "x" * 300])
def test_every_dark_module_is_drawn_and_no_other(text: str) -> None:
    rows = [[bool(dark) for dark in row] for row in segno.make_qr(text, error="m").matrix_iter(border=QUIET)]
    drawn = [[False] * len(rows) for _ in rows]
    path = ElementTree.fromstring(qr_svg(text)).find(f"{SVG}path")  # noqa: S314 (our own drawing)
    assert path is not None
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path.attrib["d"]):
        for column in range(int(x), int(x) + int(length)):
            assert not drawn[int(y)][column], "drawn twice"
            drawn[int(y)][column] = True
    assert drawn == rows


def test_it_has_the_quiet_zone_that_readers_need() -> None:
    root = ElementTree.fromstring(qr_svg(ADDRESS))  # noqa: S314 (our own drawing)
    size = int(root.attrib["width"])
    assert root.attrib["viewBox"] == f"0 0 {size} {size}"
    assert (size - 2 * 4 - 17) % 4 == 0  # a QR code has 17 + 4n modules a side


def test_it_is_an_image_by_its_label_or_else_left_to_the_text_beside_it() -> None:
    named = qr_svg(ADDRESS, 'Code "A" & more')
    assert 'role="img" aria-label="Code &quot;A&quot; &amp; more"' in named
    assert "aria-hidden" not in named
    beside = qr_svg(ADDRESS)
    assert 'aria-hidden="true"' in beside
    assert "role=" not in beside


def test_it_has_no_styles_and_no_scripts() -> None:
    assert not re.search(r"style|<script|\bon\w+=|href", qr_svg(ADDRESS, "A certificate's code"))
