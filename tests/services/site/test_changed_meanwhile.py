"""Two administrators, or two tabs: nobody writes over what somebody else has set without having seen it."""

from collections.abc import Callable

import pytest

from quizapp.model.organisation import SettingsForm
from quizapp.model.people import Person, Role
from quizapp.model.problems import Code, Problem
from quizapp.services.site import organisation_settings as settings
from quizapp.services.site.site import Site
from tests.services.taking import at_once, rows

LEAD, POLICY, HOURS = "insert:safeguarding-lead", "insert:escalation", "insert:out-of-hours"


@pytest.fixture
def vera(join: Callable[..., Person]) -> Person:
    return join("Vera", Role.ADMINISTRATOR)


@pytest.fixture
def omar(join: Callable[..., Person]) -> Person:
    return join("Omar", Role.ADMINISTRATOR)


def opened(site: Site, who: Person, team: str = "") -> SettingsForm:
    form = settings.form(site, who, "inserts", team)
    assert form is not None
    return form


def set_now(site: Site, who: Person, team: str = "") -> dict[str, str]:
    return {setting: text for setting, text in opened(site, who, team).values if text}


def test_what_was_left_as_it_stood_keeps_what_somebody_else_set_meanwhile(site: Site, vera: Person, omar: Person):
    assert settings.change(site, vera, "inserts", "", {LEAD: "Kim", POLICY: "Tell Sam"}) == ()
    form = opened(site, vera)
    assert settings.change(site, omar, "inserts", "", {LEAD: "Robin", HOURS: "999"}) == ()
    sent = {**dict(form.values), POLICY: "Tell Joe"}
    assert settings.change(site, vera, "inserts", "", sent, form.revision) == ()
    assert set_now(site, vera) == {LEAD: "Robin", HOURS: "999", POLICY: "Tell Joe"}


def test_what_both_wrote_is_a_problem_and_the_second_may_set_it_after_having_seen_the_first(
    site: Site, vera: Person, omar: Person
):
    form = opened(site, vera)
    assert settings.change(site, omar, "inserts", "", {LEAD: "Robin", HOURS: "999"}) == ()
    sent = {**dict(form.values), LEAD: "Kim", POLICY: "Tell Joe"}
    problems = settings.change(site, vera, "inserts", "", sent, form.revision)
    assert problems == (Problem(LEAD, Code.CHANGED),)
    assert set_now(site, vera) == {LEAD: "Robin", HOURS: "999"}
    again = settings.form(site, vera, "inserts", "", sent, form.revision)
    assert again is not None and again.written == {LEAD: "Kim", POLICY: "Tell Joe"}
    assert dict(again.values)[LEAD] == "Robin"
    shown = {**dict(again.values), **again.written}
    assert settings.change(site, vera, "inserts", "", shown, again.revision) == ()
    assert set_now(site, vera) == {LEAD: "Kim", HOURS: "999", POLICY: "Tell Joe"}


def test_the_same_words_from_both_are_no_problem(site: Site, vera: Person, omar: Person):
    form = opened(site, vera)
    for who in (omar, vera):
        assert settings.change(site, who, "inserts", "", {LEAD: "Kim"}, form.revision) == ()
    assert len(rows(site, "SELECT seq FROM setting_change")) == 1


def test_what_is_wrong_and_changed_meanwhile_says_first_that_it_was_changed(site: Site, vera: Person, omar: Person):
    form = opened(site, vera)
    assert settings.change(site, omar, "inserts", "", {LEAD: "Robin"}) == ()
    sent = {LEAD: "x" * 301, POLICY: "y" * 301}
    problems = settings.change(site, vera, "inserts", "", sent, form.revision)
    assert problems == (Problem(LEAD, Code.CHANGED), Problem(POLICY, Code.TOO_LONG, 300))


def test_what_another_team_or_group_set_is_no_matter(site: Site, vera: Person, omar: Person):
    form = opened(site, vera)
    assert settings.change(site, omar, "inserts", "Team A", {LEAD: "Robin"}) == ()
    assert settings.change(site, omar, "support", "", {"support": "Call Sam."}) == ()
    assert settings.change(site, vera, "inserts", "", {LEAD: "Kim"}, form.revision) == ()
    assert set_now(site, vera) == {LEAD: "Kim"} and set_now(site, vera, "Team A") == {LEAD: "Robin"}


def test_what_a_form_does_not_have_stays_as_it_is(site: Site, vera: Person):
    assert settings.change(site, vera, "inserts", "", {LEAD: "Kim", POLICY: "Tell Sam"}) == ()
    assert settings.change(site, vera, "inserts", "", {POLICY: ""}) == ()
    assert settings.change(site, vera, "inserts", "", {}) == ()
    assert set_now(site, vera) == {LEAD: "Kim"}


def test_of_ten_who_write_at_once_in_the_same_form_one_sets_it_and_nine_are_told(site: Site, vera: Person):
    form = opened(site, vera)

    def send(index: int) -> tuple[Problem, ...] | None:
        return settings.change(site, vera, "inserts", "", {LEAD: f"Kim {index}"}, form.revision)

    answers = at_once(10, send)
    assert sorted(map(len, answers)) == [0, *[1] * 9]
    assert len(rows(site, "SELECT seq FROM setting_change")) == 1
    assert site.local.inserts["safeguarding-lead"] == f"Kim {answers.index(())}"


def test_a_teams_form_says_what_counts_where_a_field_is_empty(site: Site, vera: Person):
    assert settings.change(site, vera, "inserts", "", {LEAD: "Kim"}) == ()
    assert opened(site, vera, "Team A").fallback[LEAD] == "Kim"
    assert opened(site, vera).fallback == {}
