"""What the formats of files have, each by its number (FORMAT §1): the rules that some format does not have.

A version keeps the number of its format, and its bytes mean for ever what they meant in that. So reading and rendering
ask a format's record wherever text without an error would come to mean something else, or come to be an error.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """Which rules a format has.

    `strict`: what nearly is something, and was accepted as plain text before, is an error.
    """

    number: int
    strict: bool
    breaks: bool  # a line that ends in two spaces or a backslash breaks
    tables: bool  # a table with a header row is a table, in prose too
    quotes: bool  # straight quotes are shown as typographic ones
    dialling: bool  # links may begin with tel: and sms:
    folded: bool  # odd spaces and typographic signs count as plain ones where structure is read
    documents: bool  # a quote that begins `E-mail: Title`, or its like, is a document
    otherwise: bool  # a quote after one with a condition may begin `Otherwise:`
    then: bool  # a choice may have a note `Then:`


FORMAT_1 = Format(
    number=1,
    strict=False,
    breaks=False,
    tables=False,
    quotes=False,
    dialling=False,
    folded=False,
    documents=False,
    otherwise=False,
    then=False,
)
"""What was published before all of these."""

FORMAT_2 = Format(
    number=2,
    strict=True,
    breaks=True,
    tables=True,
    quotes=True,
    dialling=True,
    folded=True,
    documents=True,
    otherwise=True,
    then=True,
)

FORMATS = (FORMAT_1, FORMAT_2)
CURRENT_FORMAT = FORMAT_2
"""What is checked and published now."""
