"""Author's Markdown to clean HTML. The one place that uses markdown and nh3 (FORMAT §1).

Two walls, each enough by itself: Markdown is rendered without raw HTML and without extensions that pass attributes,
and what comes out is cleaned against a short list of tags. Rendering can be slow on hostile text, so files that
somebody else wrote are rendered in a child with limits (`services.authoring.sandbox`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping

import nh3
from markdown import Markdown
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import InlineProcessor, SubstituteTagInlineProcessor

from quizapp.content.document_html import ELEMENTS, Inline, document_html
from quizapp.content.documents import split_quotes
from quizapp.content.quotes import typographic
from quizapp.content.reader import Line
from quizapp.content.tables import with_room_above
from quizapp.model.diagnostics import Span
from quizapp.model.formats import CURRENT_FORMAT, Format
from quizapp.model.prose import Prose
from quizapp.model.questions import Question, QuestionSet
from quizapp.model.scenario import Scenario

INLINE_TAGS = {"em", "strong", "a", "code", "br"}
BLOCK_TAGS = INLINE_TAGS | {"p", "ul", "ol", "li", "blockquote", "hr"}
DOCUMENT_TAGS = INLINE_TAGS | ELEMENTS.keys()
NO_CLASSES: Mapping[str, frozenset[str]] = {}
TABLE_TAGS = {"table", "thead", "tbody", "tr", "th", "td"}

# Raw HTML must go. Reference links and images are not in the format, and are the slowest patterns of the parser.
# An indented paragraph is a slip of the space bar and no computer code.
_NOT_INLINE = ("html", "reference", "short_reference", "image_link", "image_reference", "short_image_ref")
_NOT_BLOCK = ("code", "hashheader", "setextheader", "reference")
_NOT_IN_A_LINE = ("indent", "hr", "olist", "ulist", "quote")

_QUOTE = re.compile(r"^>", re.MULTILINE)
_BREAKS = re.compile(r"\s*\n\s*")
_BREAKS_TOLD = re.compile(r"\\?\s*\n\s*|\\$")
_BREAK = r"(?:  |\\)\n"
_BREAKS_NOTHING = r"\\\Z"  # a backslash that ends a block
_SCHEMES = {"http", "https", "mailto"}
_DIALLING = {"tel", "sms"}


class ProseError(ValueError):
    """Text that cannot be rendered. The message is for its author; `span` is its place where that is known."""

    def __init__(self, message: str, span: Span | None = None) -> None:
        super().__init__(message)
        self.span = span


class _Parsers:
    """Parsers for one piece of prose after another, each made when it is first needed. For one thread."""

    def __init__(self, format: Format) -> None:
        self.format = format
        self._made: dict[tuple[str, ...], Markdown] = {}

    def converted(self, text: str, without: tuple[str, ...] = ()) -> str:
        """The HTML of a text, not cleaned yet, by a parser without these kinds of blocks."""
        parser = self._made.pop(without, None)
        parser = _markdown(without, self.format) if parser is None else parser.reset()
        html = _convert(parser, text)
        self._made[without] = parser  # one that stopped in the middle of a text is not used again
        return html


def render(text: str, format: Format = CURRENT_FORMAT) -> str:
    """Cleaned HTML of a piece of block Markdown; `{{name}}` stays as it is. ProseError where nested too deeply.

    Where the format has documents, each quote is rendered by itself, and one that is a document as that.
    """
    return _block(text, _Parsers(format))


def render_inline(text: str, format: Format = CURRENT_FORMAT) -> str:
    """Cleaned HTML of one paragraph, without `<p>` around it; line breaks are spaces, and no block is opened."""
    return _line(text, _Parsers(format))


def _block(text: str, parsers: _Parsers) -> str:
    format = parsers.format
    if format.tables:
        text = with_room_above(text)
    tags = BLOCK_TAGS | TABLE_TAGS if format.tables else BLOCK_TAGS
    if not format.documents or not _QUOTE.search(text):
        return _clean(parsers.converted(text), tags, format)
    lines = tuple(Line(number, line) for number, line in enumerate(text.split("\n")))
    inline = _inline_of_documents(parsers)
    html = []
    for stretch in split_quotes(lines):
        if stretch.document is not None:
            html.append(_clean(document_html(stretch.document, inline), DOCUMENT_TAGS, format, ELEMENTS))
        elif not all(line.is_blank for line in stretch.lines):
            words = parsers.converted("\n".join(line.text for line in stretch.lines))
            html.append(_clean(words, tags, format))
    return "\n".join(part for part in html if part)


def _line(text: str, parsers: _Parsers) -> str:
    format = parsers.format
    line = (_BREAKS_TOLD if format.breaks else _BREAKS).sub(" ", text.strip())
    return _clean(parsers.converted(line, _NOT_IN_A_LINE), INLINE_TAGS, format).strip()


def render_scenario(scenario: Scenario, format: Format = CURRENT_FORMAT) -> dict[str, str]:
    """HTML by slot (`model.scenario.Prose`) for everything in a scenario that is shown as Markdown.

    The questions that it asks are among it. Introduction, blocks and stems are block HTML; labels, whys and debrief
    prompts are inline. A ProseError has its place.
    """
    return _rendered(_pieces(scenario), format)


def render_set(gathered: QuestionSet, format: Format = CURRENT_FORMAT) -> dict[str, str]:
    """HTML by slot for a set's introduction and for every question that it can ask. A ProseError has its place.

    Introduction and stems are block HTML; everything else of a question is inline.
    """
    return _rendered(_pieces_of_set(gathered), format)


def _rendered(pieces: Iterable[tuple[Prose, bool]], format: Format) -> dict[str, str]:
    html: dict[str, str] = {}
    parsers = _Parsers(format)
    for prose, inline in pieces:
        try:
            html[prose.slot] = (_line if inline else _block)(prose.text, parsers)
        except ProseError as error:
            raise ProseError(str(error), prose.span) from error
    return html


def _pieces(scenario: Scenario) -> Iterator[tuple[Prose, bool]]:
    yield scenario.introduction, False
    for passage in scenario.passages:
        for block in passage.blocks:
            yield block.prose, False
        for choice in passage.choices:
            yield choice.label, True
            if choice.then is not None:
                yield choice.then, True
            if choice.why is not None:
                yield choice.why, True
        if passage.way_on is not None:
            yield passage.way_on.label, True
    for prompt in scenario.debrief:
        yield prompt, True
    for question in scenario.questions:
        yield from _pieces_of_question(question)


def _pieces_of_set(gathered: QuestionSet) -> Iterator[tuple[Prose, bool]]:
    yield gathered.introduction, False
    for question in gathered.questions:
        yield from _pieces_of_question(question)


def _pieces_of_question(question: Question) -> Iterator[tuple[Prose, bool]]:
    yield question.stem, False
    for prose in (*question.offered, *question.whys):
        yield prose, True


def _inline_of_documents(parsers: _Parsers) -> Inline:
    """Cleaned HTML of one paragraph of a document, in which every line end is a break."""

    def inline(text: str) -> str:
        lines = (line.rstrip().removesuffix("\\").rstrip() for line in text.split("\n"))
        return _clean(parsers.converted("  \n".join(lines), _NOT_IN_A_LINE), INLINE_TAGS, parsers.format).strip()

    return inline


def _markdown(also_without: tuple[str, ...], format: Format) -> Markdown:
    """A fresh parser. It keeps state between texts, so it is `reset`, and must not be shared between threads."""
    parser = Markdown()
    parser.preprocessors.deregister("html_block")
    for name in _NOT_INLINE:
        parser.inlinePatterns.deregister(name)
    for name in (*_NOT_BLOCK, *also_without):
        parser.parser.blockprocessors.deregister(name)
    if format.breaks:
        parser.inlinePatterns.register(SubstituteTagInlineProcessor(_BREAK, "br"), "linebreak", 100)
        parser.inlinePatterns.register(_Nothing(_BREAKS_NOTHING), "closing_backslash", 99)
    if format.tables:
        parser.ESCAPED_CHARS.append("|")
        parser.parser.blockprocessors.register(
            TableProcessor(parser.parser, {"use_align_attribute": True}), "table", 75
        )
    return parser


class _Nothing(InlineProcessor):
    """Shows nothing in place of what it finds."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 (theirs, and its base is older than it)
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 (theirs, too)
    ) -> tuple[str, int, int]:
        return "", m.start(0), m.end(0)


def _convert(parser: Markdown, text: str) -> str:
    try:
        return parser.convert(text)
    except RecursionError as error:
        raise ProseError("this text has too many lists or quotes inside each other") from error


def _clean(html: str, tags: set[str], format: Format, classes: Mapping[str, frozenset[str]] = NO_CLASSES) -> str:
    """The HTML with nothing but these tags, web addresses, and for each tag a class from its list."""
    cleaned = nh3.clean(
        html,
        tags=tags,
        clean_content_tags={"script", "style"},
        attributes={"a": {"href"}, "*": set()},  # "*" would otherwise let title and lang through
        tag_attribute_values={tag: {"class": set(names)} for tag, names in classes.items() if names},
        url_schemes=_SCHEMES | _DIALLING if format.dialling else _SCHEMES,
        url_relative="deny",
        link_rel="noopener",
    )
    return typographic(cleaned) if format.quotes else cleaned
