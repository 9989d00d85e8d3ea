"""What HTML says and how it is built, for tests that should not hang on how it is written."""

from html.parser import HTMLParser

_VOID = {"br", "hr"}
_BLOCKS = {"p", "dt", "dd", "li", "div", "figcaption", "br", "ul", "ol", "dl", "blockquote"}


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tree = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tree += ("" if not self.tree or self.tree.endswith("(") else " ") + tag + ("" if tag in _VOID else "(")
        if tag in _BLOCKS:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.tree = self.tree.removesuffix("(") if self.tree.endswith("(") else f"{self.tree})"
        if tag in _BLOCKS:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _read(html: str) -> _Reading:
    reading = _Reading()
    reading.feed(html)
    return reading


def text_of(html: str) -> str:
    """What is said, in order, with single spaces."""
    return " ".join("".join(_read(html).words).split())


def tree_of(html: str) -> str:
    """Its elements as `p(em br) ul(li li)`."""
    return _read(html).tree
