"""Straight quotes come out as a printer would set them, whatever stands beside them."""

from time import process_time

import pytest

from quizapp.content.prose import render, render_inline
from quizapp.content.quotes import typographic, typographic_text
from quizapp.model.formats import FORMAT_1
from tests.amounts import some

SET = {
    # double quotes
    '"Fine."': "“Fine.”",
    'She said, "Fine." Then "no".': "She said, “Fine.” Then “no”.",
    '("Fine")': "(“Fine”)",
    '"Fine", she said; "no": "why"?': "“Fine”, she said; “no”: “why”?",
    '"Why?" "No!" "So…"': "“Why?” “No!” “So…”",
    # after and before dashes
    'She looked up – "no".': "She looked up – “no”.",
    'She looked up—"no".': "She looked up—“no”.",
    '"I was—" She stopped.': "“I was—” She stopped.",
    '"I was –" She stopped.': "“I was –” She stopped.",
    '"the well-"known" one"': "“the well-“known” one”",
    'and/"or"': "and/“or”",
    # nested
    "\"'Fine,' she said, and left.\"": "“‘Fine,’ she said, and left.”",
    "'She said \"no.\"'": "‘She said “no.”’",
    "\"He said 'no'\"": "“He said ‘no’”",
    "\"Did he say 'never'?\"": "“Did he say ‘never’?”",
    "'\"Fine\"' is all.": "‘“Fine”’ is all.",
    # apostrophes
    "It's Sana's, isn't it?": "It’s Sana’s, isn’t it?",
    "the boys' room": "the boys’ room",
    "James's and Jess' bags": "James’s and Jess’ bags",
    "o'clock, O'Brien, fo'c's'le": "o’clock, O’Brien, fo’c’s’le",
    "'tis and 'Twas, 'til then": "’tis and ’Twas, ’til then",
    "tell 'em, rock 'n' roll": "tell ’em, rock ’n’ roll",
    "the '90s, the 1990's, the '00s'": "the ’90s, the 1990’s, the ’00s’",
    "'90s music": "’90s music",
    "I left 'cause he shouted.": "I left ’cause he shouted.",
    '"I left \'cause he shouted."': "“I left ’cause he shouted.”",
    "goin' home, nothin'.": "goin’ home, nothin’.",
    "5'10\" tall": "5’10” tall",
    # single quotes
    "'Fine.'": "‘Fine.’",
    "He called it 'a phase' twice.": "He called it ‘a phase’ twice.",
    "('maybe')": "(‘maybe’)",
    "the 'can't do' list": "the ‘can’t do’ list",
    "'No,' he said. 'I'm fine.'": "‘No,’ he said. ‘I’m fine.’",
    "She said: 'I'm fine. It": "She said: ‘I’m fine. It",  # goes on in the next paragraph
    # what is typographic already stays
    "“Fine,” it’s ‘so’": "“Fine,” it’s ‘so’",
    '“Fine," she said': "“Fine,” she said",
    # nothing else of smarty
    "a -- b --- c ... d <<e>>": "a -- b --- c ... d &lt;&lt;e&gt;&gt;",
    # beside stress, links, inserts and code
    '*"Fine"* and **"no"**': "<em>“Fine”</em> and <strong>“no”</strong>",
    '"*Fine*," she said': "“<em>Fine</em>,” she said",
    "*Sana*'s bag": "<em>Sana</em>’s bag",
    '"[the form](https://a.example)"': '“<a href="https://a.example" rel="noopener">the form</a>”',
    "[the form](https://a.example)'s end": '<a href="https://a.example" rel="noopener">the form</a>’s end',
    "['so'](https://a.example)": '<a href="https://a.example" rel="noopener">‘so’</a>',
    '"{{safeguarding-lead}}"': "“{{safeguarding-lead}}”",
    "{{safeguarding-lead}}'s door, '{{escalation}}'": "{{safeguarding-lead}}’s door, ‘{{escalation}}’",
    "`it's \"code\"` isn't": '<code>it\'s "code"</code> isn’t',
    '"`code`"': "“<code>code</code>”",
    "\"A & B\" < 'C'": "“A &amp; B” &lt; ‘C’",
    '"Fine"\u00a0she said': "“Fine”&nbsp;she said",
    # alone
    "'": "’",
    '"': "“",
    'a " b " c': "a “ b ” c",
}


@pytest.mark.parametrize(("written", "shown"), SET.items(), ids=SET.keys())
def test_quotes_are_set_as_a_printer_would(written: str, shown: str) -> None:
    assert render_inline(written) == shown


@pytest.mark.parametrize("written", SET)
def test_format_1_keeps_quotes_as_they_were_typed(written: str) -> None:
    assert typographic(render_inline(written, FORMAT_1)) == render_inline(written)
    straight = render_inline(written, FORMAT_1)
    assert [straight.count(sign) for sign in "“”‘’"] == [written.count(sign) for sign in "“”‘’"]


def test_every_block_begins_anew() -> None:
    html = render('"One.\n\n"Two."\n\n- "a"\n- \'b\'\n\n> "c"\n\n| "d" | e\' |\n|---|---|\n| \'f\' | "g" |')
    assert typographic(html) == html
    for shown in (
        "<p>“One.</p>",
        "<p>“Two.”</p>",
        "<li>“a”</li>",
        "<li>‘b’</li>",
        "“c”",
        "<th>“d”</th>",
        "<td>‘f’</td>",
    ):
        assert shown in html


def test_a_line_break_counts_as_a_space() -> None:
    assert render("He said\\\n\"no\"\\\n'yes'") == "<p>He said<br>\n“no”<br>\n‘yes’</p>"


TOKENS = ('"', "'", "' '", " 'a", '"{{a}}', "<b>'", "'em ")


@pytest.mark.parametrize("token", some({token: token for token in TOKENS}, quick=1))
def test_quotes_take_time_in_proportion_to_the_text(token: str) -> None:
    def seconds(amount: int) -> float:
        text = f"<p>{token * (amount // len(token))}</p>"
        began = process_time()
        for _ in range(3):
            typographic(text)
        return process_time() - began

    def is_in_proportion() -> bool:
        return min(seconds(40_000) for _ in range(3)) < 3 * max(min(seconds(20_000) for _ in range(3)), 0.01)

    seconds(1_000)
    assert any(is_in_proportion() for _ in range(3)), "twice the text takes more than three times as long, three times"


@pytest.mark.parametrize(("typed", "shown"), [pair for pair in SET.items() if not set("<&") & set(pair[1])])
def test_a_plain_text_is_set_as_prose_is(typed: str, shown: str) -> None:
    assert typographic_text(typed) == shown and typographic_text(shown) == shown


def test_in_a_plain_text_nothing_is_a_tag_or_an_entity() -> None:
    assert typographic_text("3 < \"4\" & 5 > '2' &quot;") == "3 < “4” & 5 > ‘2’ &quot;"
