"""What somebody writes in a setting is stored as it would be seen, or refused with what is wrong."""

import pytest

from quizapp.model.problems import Code
from quizapp.services.site.setting_texts import default_support, problem_with, tidy

ESCALATION = "insert:escalation"


@pytest.mark.parametrize(
    ("setting", "text", "stored"),
    [
        ("name", "  Harbour Trust\t", "Harbour Trust"),
        ("name", "Har\x01bour\x1b \x7fTrust\0", "Harbour Trust"),
        ("name", "مؤسسة الأمل 🏳️‍🌈", "مؤسسة الأمل 🏳️‍🌈"),
        ("name", "\u200b\ufeff", ""),
        ("word:staff", "\u202e\u0301 ", ""),
        (ESCALATION, "Tell Kim,\r\n\r\n  then Sam.\u2028Today.", "Tell Kim, then Sam. Today."),
        ("support", "One\r\n\r\n* Two\x02", "One\n\n* Two"),
        ("support", default_support() + "\r\n", ""),
    ],
)
def test_what_nobody_sees_is_not_stored(setting: str, text: str, stored: str) -> None:
    assert tidy(setting, text) == stored
    assert tidy(setting, stored) == stored


@pytest.mark.parametrize("text", ["***\n\n---", "&nbsp;", "\u200b", "&#8203; \u202e"])
def test_contacts_that_would_leave_the_support_page_empty_are_refused(text: str) -> None:
    problem = problem_with("support", tidy("support", text))
    assert problem is not None and problem.code is Code.NOTHING


@pytest.mark.parametrize("text", ["", "116 123", "[116 123](https://example.org)", "{{safeguarding-lead}}"])
def test_contacts_that_are_seen_can_be_set_and_so_can_none(text: str) -> None:
    assert problem_with("support", tidy("support", text)) is None


@pytest.mark.parametrize("text", ["two\nlines", "two\x85lines", "two\u2028lines", "two\x0blines"])
def test_a_name_is_one_line(text: str) -> None:
    problem = problem_with("name", tidy("name", text))
    assert problem is not None and problem.code is Code.MANY_LINES


@pytest.mark.parametrize("address", ["www.example.org", "/support", "javascript:alert(1)", "data:text/html,x", ""])
def test_a_link_that_would_be_left_out_is_a_problem(address: str) -> None:
    problem = problem_with("support", tidy("support", f"Call [Sam]({address}) or [Kim](https://example.org)."))
    assert problem is not None and problem.code is Code.NO_ADDRESS


@pytest.mark.parametrize("address", ["https://example.org/a?b=c", "mailto:sam@example.org", "tel:+441632960100"])
def test_links_to_pages_letters_and_telephones_may_stand(address: str) -> None:
    assert problem_with("support", tidy("support", f"Call [Sam]({address}).")) is None
