"""A document is read out in order, with its kind first and with who and when; its look rests on a short list."""

import re

from hypothesis import given
from hypothesis import strategies as st

from quizapp.content.document_html import ELEMENTS
from quizapp.content.documents import DocumentKind
from quizapp.content.prose import render, render_scenario, render_set
from quizapp.content.questions.parsing import parse_set
from quizapp.content.scenario import parse_scenario
from quizapp.model.formats import FORMAT_1, FORMAT_2
from quizapp.model.inserts import fill_inserts
from quizapp.model.published import SourceFile
from tests.content.marked_up import text_of, tree_of

THREAD = "> Message: Maya\n> On: a telephone\n>\n> Maya, 21:04: hi\n> *you* there\n>\n> Leo, 21:05: yes"


def test_kind_and_title_come_first_then_fields_then_who_and_when_and_what_of_each_entry() -> None:
    assert text_of(render(THREAD)) == "Message Maya On a telephone Maya 21:04 hi you there Leo 21:05 yes"


def test_a_document_is_a_figure_with_a_caption_a_list_of_fields_and_an_ordered_list_of_entries() -> None:
    assert tree_of(render(THREAD)) == (
        "figure(figcaption(span span) dl(div(dt dd)) ol(li(p(span span) div(p(br em))) li(p(span span) div(p))))"
    )


def test_the_text_of_a_document_keeps_its_lines_and_paragraphs_and_its_lists() -> None:
    html = render(
        "> Letter: Home\n>\n> Dear Sam,\\\n> come **soon\n> or** late.  \n>\n> Bring:\n> - bread\n> - milk\n> Rob"
    )
    assert tree_of(html) == "figure(figcaption(span span) div(p(br strong(br)) p ul(li li) p))"


def test_a_row_of_hyphens_is_a_rule_and_any_bullet_makes_a_list() -> None:
    html = render("> E-mail: x\n> From: y\n>\n> Hi\n> ---\n> • one\n> ▪ two\n> -- Ann\n> * * *\n> - \n> *so*")
    assert tree_of(html) == "figure(figcaption(span span) dl(div(dt dd)) div(p hr ul(li li) p hr p(br em)))"


def test_numbers_and_signs_at_the_start_of_a_line_stay_what_they_are() -> None:
    html = render("> Record: Plan\n>\n> 1. Ring\n> # Both\n> > he wrote\n> | a | b |")
    assert text_of(html) == "Record Plan 1. Ring # Both > he wrote | a | b |"
    assert tree_of(html) == "figure(figcaption(span span) div(p(br br br)))"


def test_the_readers_own_messages_or_else_the_second_of_two_peoples_are_told_apart_by_a_class_too() -> None:
    def own(*people: str) -> list[bool]:
        thread = "\n".join(f"> {who}, 10:0{n}: x" for n, who in enumerate(people))
        entries = render(f"> Message: T\n>\n{thread}").split("<li ")[1:]
        return ["document__entry--own" in entry for entry in entries]

    assert own("Maya", "You", "Sam") == [False, True, False]
    assert own("Maya", "Leo", "maya") == [False, True, False]
    assert own("Maya", "Maya") == [False, False]
    assert own("Maya", "Leo", "Sam") == [False, False, False]


def test_two_quotes_that_stand_one_after_the_other_are_two() -> None:
    assert tree_of(render("> One\n\n> Two")) == "blockquote(p) blockquote(p)"
    assert render("> Log: A\n> Mon, 08:41: x\n\n> Log: B\n> Mon, 08:41: x").count("<figure") == 2
    assert tree_of(render("Before\n> Log: A\n\n> One\nmore\n\n- x")) == (
        "p figure(figcaption(span span)) blockquote(p) ul(li)"
    )


def test_a_document_of_format_1_stays_a_plain_quote() -> None:
    assert tree_of(render("> Message: A\n\n> B", FORMAT_1)) == "blockquote(p p)"


def test_inserts_links_and_entities_work_in_every_part() -> None:
    html = render(
        "> E-mail: For {{a}} & you\n> From: {{a}}\n> To: [us](mailto:us@example.org)\n>\n> Ring {{a}} &lt;now>\n"
    )
    assert fill_inserts(html, {"a": "<Sam>"}).count("&lt;Sam&gt;") == 3
    assert '<a href="mailto:us@example.org" rel="noopener">us</a>' in html
    assert "&lt;now&gt;" in html


def test_every_kind_and_part_is_in_the_list_that_the_cleaning_goes_by() -> None:
    for kind in DocumentKind:
        html = render(f"> {kind.value}: T\n> From: x\n>\n> Text\n> Maya, 21:04: hi\n> You, 21:05: yes")
        assert f"document--{kind.value.lower().replace('-', '')}" in html
    assert {"figure", "figcaption", "dl", "dt", "dd", "ol"} <= set(ELEMENTS)


def test_markup_in_a_document_is_text_and_no_class_is_an_authors() -> None:
    html = render('> Message: <b class="x">T</b>\n> <i>K</i>: x\n>\n> <script>a</script>, 10:00: <img src=x onerror=y>')
    assert "<script" not in html
    assert "<img" not in html
    assert "<b" not in html
    assert "&lt;b class=" in html


SHAPES = [
    *("word", "From: word", "word word:", "Maya, 21:04: word", "Maya, 21:04:", "- word", "• word", "**word", "word\\"),
    *(
        "> word",
        "1. word",
        "# word",
        "| word | word |",
        "",
        "    word",
        "word, 9pm: word",
        "Key of mine: word: word",
    ),
    *("&lt;word>", "{{word}}", "[word](https://example.org)", "`word`", "_word_", "<word", "Letter: word", "\tword"),
]


@given(st.sampled_from([*DocumentKind]), st.lists(st.sampled_from(SHAPES), max_size=12))
def test_no_word_of_a_document_is_lost_or_comes_before_another(kind: DocumentKind, shapes: list[str]) -> None:
    numbers = iter(range(1000))
    typed = [re.sub("word", lambda _: f"w{next(numbers)}", shape) for shape in ("word", *shapes)]
    html = render("\n".join((f"> {kind}: {typed[0]}", *(f"> {line}".rstrip() for line in typed[1:]))))
    assert re.findall(r"\bw\d+\b", text_of(html)) == [f"w{number}" for number in range(next(numbers))]
    assert html.startswith("<figure ")
    assert html.count("<figure") == html.count("</figure>") == 1


def test_introductions_passages_endings_and_stems_have_documents_where_the_format_has_them() -> None:
    paper = "> Letter: Home\n>\n> Dear Sam\n\n"
    story = (
        f"---\nyou-are: x\nminutes: 4\nnation: england\ncontent-note: x\n---\n\n# T\n\n{paper}## A\n\n{paper}"
        f"[On](#ending-b)\n\n## Ending: B\n\nOutcome: safer\n\n> Only if: visited #a\n{paper}"
        "## Debrief\n\n- x\n"
    )
    quiz = SourceFile(
        "questions/m/s.md",
        f"---\nminutes: 4\n---\n\n# T\n\n{paper}## Q\n\nPoints: x\n\n{paper}- [x] a\n    - Why: b\n".encode(),
    )
    for format, begins in ((FORMAT_2, "<figure "), (FORMAT_1, "<blockquote>")):
        scenario, _ = parse_scenario(SourceFile("scenarios/m/s.md", story.encode()), None, None, format)
        questions, _ = parse_set(quiz, None, format)
        assert scenario is not None
        assert questions is not None
        html = {**render_scenario(scenario, format), **render_set(questions, format)}
        shown = ("introduction", "a/0", "s#q/stem")
        assert [html[slot].startswith(begins) for slot in shown] == [True, True, True]
        assert html["ending-b/0"].startswith("<figure " if format is FORMAT_2 else "<p>")
