"""How somebody stands with a module: cases worked out by hand, and what is true of any."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.engine.deadlines import add_months, renewal
from quizapp.engine.requirements import standing
from quizapp.engine.stretches import in_force, with_teams_around
from quizapp.model.requirements import EVERYBODY, Belonging, CountedFrom, Exemption, Facts, RequirementRule, Status
from tests.engine.requirement_cases import (
    ALL,
    BEGINNING,
    CASES,
    MANAGERS,
    NORTH,
    day,
    one_of,
    requirement,
    rule,
    some,
)


@pytest.mark.parametrize("case", CASES)
def test_a_case_that_was_worked_out_by_hand(case):
    given_facts, as_of, read, dates = CASES[case]
    found = standing(given_facts, day(as_of))
    assert ", ".join(f"{phase.on} {phase.status}" for phase in found.phases) == read
    expected = {name: some(dates.get(name)) for name in ("due", "renew", "expires", "exempt")}
    assert {
        "due": found.due_on,
        "renew": found.renew_from,
        "expires": found.expires_on,
        "exempt": found.exempt_until,
    } == expected
    if "next" in dates:
        assert found.next_on == day(dates["next"])
    assert found.home_team == dates.get("home")


def test_the_example_that_the_page_gives():
    every_three_years = rule(months=36, window=61)
    assert renewal(every_three_years, day("2026-03-03")) == (day("2029-01-01"), day("2029-03-03"))
    assert renewal(rule(), day("2026-03-03")) is None


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-02-28", 12, "2026-02-28"),
        ("2023-09-30", 4, "2024-01-30"),  # the case itself: not 31 January
        ("2023-12-31", 2, "2024-02-29"),
        ("2023-11-30", 1, "2023-12-30"),
    ],
)
def test_months_end_on_the_corresponding_date_or_on_the_last_of_a_shorter_month(start, months, end):
    assert add_months(day(start), months) == day(end)


def test_a_ring_of_teams_comes_to_an_end():
    around = with_teams_around([one_of(NORTH, BEGINNING)], {1: 2, 2: 1})
    assert [one.who.of for one in around] == [1, 2]


def test_rules_are_in_force_by_their_days():
    first, planned, newer = rule(), rule("2024-09-01", number=2), rule("2024-03-01", number=3)
    assert in_force([newer, first, planned]) == (first, newer)


DAYS = st.integers(0, 900).map(lambda n: day(BEGINNING) + timedelta(days=n))
LATER = st.none() | DAYS


@st.composite
def belonging(draw, who):
    start, end = draw(DAYS), draw(LATER)
    return Belonging(who, start, max(start, end) if end is not None else None)


@st.composite
def any_rule(draw):
    return RequirementRule(
        number=1,
        from_on=draw(DAYS),
        name="Any",
        who=draw(st.sampled_from([ALL, (NORTH,), (MANAGERS,), ()])),
        due_by=draw(LATER),
        due_days=draw(st.none() | st.integers(0, 60)),
        renew_months=draw(st.none() | st.integers(1, 24)),
        counted_from=draw(st.sampled_from(CountedFrom)),
        window_days=draw(st.integers(0, 90)),
        grace_days=draw(st.integers(0, 40)),
    )


@st.composite
def any_facts(draw):
    rules = st.lists(any_rule(), min_size=1, max_size=3)
    spans = st.tuples(st.integers(1, 2), belonging(EVERYBODY)).map(lambda p: Exemption(p[0], p[1].from_on, p[1].to_on))
    return Facts(
        person=7,
        module="minds",
        requirements=tuple(requirement(*draw(rules), id=n) for n in range(1, draw(st.integers(0, 2)) + 1)),
        belongings=tuple(draw(st.lists(st.sampled_from([EVERYBODY, NORTH, MANAGERS]).flatmap(belonging), max_size=5))),
        homes=tuple(draw(st.lists(belonging(NORTH), max_size=1))),
        exemptions=tuple(draw(st.lists(spans, max_size=2))),
        completions=tuple(sorted(draw(st.sets(DAYS, max_size=3)))),
        begun=draw(LATER),
    )


@given(any_facts(), DAYS, st.integers(0, 500))
def test_phases_say_what_is_found_anew_on_each_day_before_the_next_change(found, as_of, ahead):
    now = standing(found, as_of)
    assert 1 <= len(now.phases) <= 3
    assert now.phases[0].on == as_of
    assert [phase.on for phase in now.phases] == sorted({phase.on for phase in now.phases})
    later = as_of + timedelta(days=ahead)
    known = replace(
        found,
        completions=tuple(done for done in found.completions if done <= as_of),
        begun=found.begun if found.begun and found.begun <= as_of else None,
    )
    if now.next_on is None or later < now.next_on:
        assert standing(known, later).phases[0].status is now.status(later)


@given(any_facts(), DAYS)
def test_who_is_asked_for_nothing_or_is_exempt_has_no_day_to_keep(found, as_of):
    now = standing(found, as_of)
    if now.phases[0].status in (Status.NOT_REQUIRED, Status.EXEMPT):
        assert (now.due_on, now.renew_from, now.expires_on) == (None, None, None)
        assert len(now.phases) == 1
