"""Local inserts are filled when a page is shown, as text."""

from quizapp.model.inserts import NOT_FILLED_IN, fill_inserts

LEAD = {"safeguarding-lead": "Asha Rao, room 4"}


def test_a_value_takes_the_place_of_its_name() -> None:
    assert fill_inserts("<p>Tell {{safeguarding-lead}}.</p>", LEAD) == "<p>Tell Asha Rao, room 4.</p>"


def test_an_empty_or_missing_value_says_whom_to_ask() -> None:
    assert fill_inserts("{{thresholds}}", {}) == NOT_FILLED_IN
    assert fill_inserts("{{thresholds}}", {"thresholds": "  "}) == NOT_FILLED_IN


def test_markup_in_a_value_is_shown_and_never_obeyed() -> None:
    assert fill_inserts("{{escalation}}", {"escalation": '<b onclick="x">&'}) == "&lt;b onclick=&quot;x&quot;&gt;&amp;"


def test_a_value_is_not_filled_a_second_time() -> None:
    values = {"escalation": "{{thresholds}}", "thresholds": "no"}
    assert fill_inserts("{{escalation}}", values) == "{{thresholds}}"


def test_the_inside_of_a_tag_is_left_alone() -> None:
    html = '<a href="https://a.example/{{thresholds}}" rel="noopener">x</a>'
    assert fill_inserts(html, {"thresholds": "y"}) == html


def test_other_braces_are_left_alone() -> None:
    assert fill_inserts("{{7*7}} {x} {{ }}", {}) == "{{7*7}} {x} {{ }}"
