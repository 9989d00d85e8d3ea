"""The spreadsheet of *My team*, read back: whose row it is, of what, and how and when it was done."""

import csv
import io
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from quizapp.exchange.csv import HEADINGS, safe, team_csv
from quizapp.model.completion import CompletionSource
from quizapp.model.people import Managed, Progress, Proof, Standing, TeamModule, TeamRow, TeamScenario, TeamTable
from quizapp.model.things import ThingKind

LONDON = ZoneInfo("Europe/London")
LATE = datetime(2026, 6, 10, 23, 20, tzinfo=UTC)  # twenty past midnight on the 11th in London
PARTS = (
    TeamScenario("a", "day", "First day", ThingKind.SCENARIO),
    TeamScenario("b", "day", "First day (Other minds)", ThingKind.SCENARIO),
    TeamScenario("a", "hear", "=Listening", ThingKind.SET),
)
DONE = Standing(Progress.PASSED, 2, LATE, LATE)
ELSEWHERE = Standing(Progress.PASSED, 1, LATE, LATE, another_way=True)
TRIED, NEVER = Standing(Progress.FINISHED, 1, LATE, LATE), Standing(Progress.NOT_STARTED, 0)
PROOF = Proof(CompletionSource.ANOTHER_WAY, "AAAA-BBBB", False)
WITHDRAWN = Proof(CompletionSource.EARNED, "CCCC-DDDD", True)


def read_back(*rows: TeamRow) -> list[dict[str, str]]:
    table = TeamTable("Ångström 3-4", PARTS, rows, (TeamModule("a", "Minds"), TeamModule("b", "Other minds")))
    written = b"".join(team_csv((table,), LONDON))
    assert written.startswith(b"\xef\xbb\xbf"), "or Excel shows Ã… for Å"
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def test_each_row_says_whose_it_is_of_what_and_how_it_was_done():
    maya = Managed(1, 2, "p", "Maya Patel", "maya@example.org", "00123", apart="00123")
    row = TeamRow(maya, (DONE, NEVER, ELSEWHERE), (date(2026, 6, 11), None), (PROOF, None))
    first, hear, minds, other, others = read_back(row)
    assert set(first) == set(HEADINGS)
    who = ("Ångström 3-4", "Maya Patel", "'00123", "maya@example.org")
    for each in (first, hear, minds, other, others):
        assert tuple(each.values())[:4] == who
    assert tuple(first.values())[4:] == (
        *("Minds", "scenario", "First day", "passed", "here", "2", "2026-06-11", "2026-06-11", "", "", ""),
    )
    assert tuple(hear.values())[4:9] == ("Minds", "question set", "'=Listening", "passed", "another way")
    assert tuple(minds.values())[4:] == (
        *("Minds", "module", "Minds", "completed", "another way", "", "", "2026-06-11", "AAAA-BBBB", "", ""),
    )
    assert tuple(other.values())[4:9] == ("Other minds", "scenario", "First day (Other minds)", "not started", "")
    assert tuple(others.values())[5:9] == ("module", "Other minds", "not completed", "")


def test_what_was_not_passed_is_not_done_and_a_withdrawn_certificate_is_said_to_be():
    sam = Managed(1, 3, "q", "Sam", "sam@example.org")
    tried, _, minds, *_ = read_back(TeamRow(sam, (TRIED, NEVER, NEVER), (date(2026, 6, 1), None), (WITHDRAWN, None)))
    assert (tried["Progress"], tried["How"], tried["Staff number"]) == ("finished, not passed", "", "")
    assert minds["Certificate"] == "CCCC-DDDD (withdrawn)"


@pytest.mark.parametrize(
    "cell",
    ["007", "00123", "123456789012", "1E5", "12.50", "1,000", "3-4", "12/2026", "1.2.26", "9:30", "MAR7", "7 mar 26"],
)
def test_what_a_spreadsheet_would_change_begins_with_an_apostrophe(cell: str):
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", "0", "7", "12345678901", "AB-007", "E10023", "Part 2", "Maya", "7 years", "a@b.org"]
)
def test_what_stays_as_it_is_has_none(cell: str):
    assert safe(cell) == cell
