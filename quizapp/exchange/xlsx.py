"""Tables as XLSX, for people who open them in Excel: text stays text, days are days, and memory stays as it is.

What a person typed is written as text: nothing of it is run as a formula, or loses its leading zeros.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, tzinfo
from typing import IO, Final

import xlsxwriter

from quizapp.exchange import matrix_texts
from quizapp.model.days import local
from quizapp.model.matrix_pages import MatrixSheet

MIMETYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH: Final = 22  # of a column, in signs
_AS_TEXT: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def matrix_xlsx(whole: IO[bytes], sheets: Iterable[MatrixSheet], made_at: datetime, zone: tzinfo) -> None:
    """Write the training matrix, a sheet of people at a time: first what was asked for and when, then its columns.

    A row is out of memory as soon as the next one is begun.
    """
    book = xlsxwriter.Workbook(whole, {"constant_memory": True, **_AS_TEXT})
    book.set_properties({"created": local(made_at, zone).replace(tzinfo=None)})
    page = book.add_worksheet()
    strong, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    at = 0
    for number, sheet in enumerate(sheets):
        if not number:
            told = tuple(matrix_texts.about(sheet, made_at, zone))
            headings = matrix_texts.headings(sheet)
            page.set_column(0, len(headings) - 1, WIDTH)
            page.freeze_panes(len(told) + 2, 2)
            for at, (name, text) in enumerate(told):
                page.write_string(at, 0, name, strong)
                page.write_string(at, 1, text)
            at = len(told) + 1
            for column, heading in enumerate(headings):
                page.write_string(at, column, heading, strong)
        for row in matrix_texts.rows(sheet):
            at += 1
            for column, text in enumerate(row):
                found = _day(text) if _is_day(column) else None
                if found is not None:
                    page.write_datetime(at, column, datetime.combine(found, time()), day)
                else:
                    page.write_string(at, column, text)
    book.close()


def _is_day(column: int) -> bool:
    """Whether a column has days: of a module's three, all but the first."""
    after = column - len(matrix_texts.OF_PERSON)
    return after >= 0 and after % len(matrix_texts.OF_MODULE) > 0


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
