"""A file of people: how it is written, and what cannot be read."""

import pytest

from quizapp.exchange.people_csv import MOST_BYTES, MOST_ROWS, read_people, template
from quizapp.model.people_import import ImportColumn, Wrong

PLAIN = "name,email\nZoë,zoe@example.org\nSam,sam@example.org\n"


@pytest.mark.parametrize(
    ("content", "line", "wrong"),
    [
        (PLAIN.encode("cp1252"), 2, Wrong.ENCODING),
        (PLAIN.encode("utf-16"), 1, Wrong.WIDE),
        (PLAIN.encode("utf-16-le"), 1, Wrong.WIDE),
        (PLAIN.encode("utf-16-be"), 1, Wrong.WIDE),
        (PLAIN.replace(",", ";").encode(), 1, Wrong.DELIMITER),
        (PLAIN.replace(",", "\t").encode(), 1, Wrong.DELIMITER),
        (PLAIN.replace("Sam", '"Sam').encode(), 3, Wrong.QUOTES),
        (PLAIN.replace("Sam", '"Sam"x').encode(), 3, Wrong.QUOTES),
        (b"", 1, Wrong.NO_ROWS),
        (b"\n,\n", 1, Wrong.NO_ROWS),
        (b"name,email\n", 1, Wrong.NO_ROWS),
        (b"email\nsam@example.org\n", 1, Wrong.NO_NAMES),
        (b"name,emial\nSam,sam@example.org\n", 1, Wrong.COLUMN),
        (b"name,email,e-mail\nSam,a,b\n", 1, Wrong.COLUMN_TWICE),
        (b"x" * (MOST_BYTES + 1), 1, Wrong.TOO_LARGE),
        (b"name\n" + b"Sam\n" * (MOST_ROWS + 1), MOST_ROWS + 2, Wrong.TOO_MANY),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(content: bytes, line: int, wrong: Wrong):
    read = read_people(content)
    assert [(mistake.line, mistake.wrong) for mistake in read.mistakes] == [(line, wrong)]
    assert read.rows == ()


def test_rows_have_the_numbers_of_their_lines_and_empty_ones_are_told():
    text = (
        'Name,E-mail address,Staff number\r\n\r\n"Sam\nReed",sam@example.org,\'007\r\n,,\r\nOla,ola@example.org,8\r\n'
    )
    read = read_people(b"\xef\xbb\xbf" + text.encode())
    assert [row.line for row in read.rows] == [3, 6] and read.empty == (2, 5)
    assert read.rows[0].cells[ImportColumn.STAFF_NUMBER] == "007"


def test_a_column_that_is_nearly_one_is_named():
    (mistake,) = read_people(b"name,emial\nSam,s\n").mistakes
    assert mistake.meant == "email"


def test_the_template_has_every_column_and_nobody():
    (mistake,) = read_people(template()).mistakes
    assert mistake.wrong is Wrong.NO_ROWS
    assert template().decode("utf-8-sig").strip().split(",") == [column.value for column in ImportColumn]
