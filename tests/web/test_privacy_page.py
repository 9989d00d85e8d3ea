"""The privacy page shows the whole register of personal columns, in words."""

import re

from quizapp.model.register import REGISTER
from tests.web.browser import Browser

TAG = re.compile(r"<[^>]*>")


def test_every_holding_has_a_row_of_its_own_in_words(alice: Browser):
    _, _, register = alice.get("/privacy").html.partition('id="register"')
    rows = [" ".join(TAG.sub(" ", row).split()) for row in register.partition("</table>")[0].split("<tr ")[2:]]
    rows = [row.partition("> ")[2] for row in rows]
    assert len({*rows}) == len(REGISTER)
    first = next(row for row in rows if row.startswith("Your e-mail address"))
    assert (
        "So that you can sign in" in first
        and "Managers of your team, administrators" in first
        and "It is deleted" in first
    )
    reflections = next(row for row in rows if row.startswith("What you write in reflections"))
    assert "Nobody" in reflections
