"""What an administrator sets counts for everybody, is kept with who and when, and cannot be made to hurt a page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from quizapp.content.inserts import INSERTS
from quizapp.model.days import DEFAULT_ZONE
from quizapp.model.people import Person, Role
from quizapp.model.play import NotPossible
from quizapp.model.problems import Code
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.site import organisation_settings as settings
from quizapp.services.site import setting_texts
from quizapp.services.site.organisation import LOOK_EVERY
from quizapp.services.site.settings import BadSetting, Settings
from quizapp.services.site.site import Site
from quizapp.services.taking import learning
from tests.services.conftest import Clock
from tests.services.example_site import MODULE, SCENARIO
from tests.services.taking import at_once, rows

LEAD = "insert:safeguarding-lead"
UK = {"name": "Harbour Trust", "zone": DEFAULT_ZONE}


@pytest.fixture
def vera(join: Callable[..., Person]) -> Person:
    return join("Vera", Role.ADMINISTRATOR)


def inserts(**filled: str) -> dict[str, str]:
    return {f"insert:{name.replace('_', '-')}": text for name, text in filled.items()}


def count(site: Site) -> int:
    return int(rows(site, "SELECT count(*) FROM setting_change")[0][0])


def other_process(site: Site, clock: Clock) -> Site:
    """A second site on the same database, as a second web process has it."""
    return Site(site.settings, site.database, {"safeguarding-lead": "Kim"}, "<p>Support</p>", clock)


def test_a_change_is_kept_with_who_when_and_what_was_before(site: Site, vera: Person, clock: Clock):
    assert settings.change(site, vera, "organisation", "", UK) == ()
    clock.later(hours=1)
    assert settings.change(site, vera, "organisation", "", {**UK, "zone": "Pacific/Auckland"}) == ()
    page = settings.page(site, vera)
    newest, first = page.history
    assert (newest.setting, newest.before, newest.after) == ("zone", "", "Pacific/Auckland")
    assert (newest.by, newest.at, first.after) == ("Vera", clock.now, "Harbour Trust")
    assert (page.values["name", ""], page.values["zone", ""]) == ("Harbour Trust", "Pacific/Auckland")
    assert (site.organisation.name, site.zone.key) == ("Harbour Trust", "Pacific/Auckland")
    assert check_invariants(site) == ()


def test_the_audit_trail_holds_numbers_and_no_text(site: Site, vera: Person):
    assert settings.change(site, vera, "organisation", "", UK) == ()
    found = rows(site, "SELECT actor, object, details FROM audit WHERE action = 'setting-change'")
    (row,) = rows(site, "SELECT max(seq) FROM setting_change")
    assert found == [(vera.id, "name", f'{{"previous": 0, "row": {row[0]}, "team": 0}}')]


def test_the_same_again_changes_nothing(site: Site, vera: Person):
    support = {"support": "Call **Sam**."}
    for group, given in (("organisation", UK), ("support", support), ("inserts", inserts(escalation="Tell Kim."))):
        assert settings.change(site, vera, group, "", given) == ()
        before = count(site)
        form = settings.form(site, vera, group, "")
        assert form is not None
        for again in (given, dict(form.values)):
            assert settings.change(site, vera, group, "", again) == ()
        assert count(site) == before


def test_looking_at_a_form_and_sending_it_as_it_was_changes_nothing(site: Site, vera: Person):
    for group in setting_texts.GROUPS:
        form = settings.form(site, vera, group, "")
        assert form is not None
        assert settings.change(site, vera, group, "", dict(form.values)) == ()
    assert count(site) == 0


def test_ten_at_once_set_it_once(site: Site, vera: Person):
    assert settings.change(site, vera, "organisation", "", {**UK, "name": "One"}) == ()

    def send(_: int) -> Any:
        return settings.change(site, vera, "organisation", "", UK)

    assert at_once(10, send) == [()] * 10
    assert count(site) == 2 and site.organisation.name == "Harbour Trust"


def test_another_process_sees_a_change_within_seconds_and_asks_no_more_often(
    site: Site, vera: Person, alice: Person, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    other = other_process(site, clock)
    other.refresh()
    assert settings.change(site, vera, "inserts", "", inserts(safeguarding_lead="Room 12")) == ()
    asked = []
    read = other.database.read
    monkeypatch.setattr(other.database, "read", lambda: asked.append(1) or read())
    for _ in range(50):
        other.refresh()
    assert asked == [] and "Kim" in other.local.safeguarding_lead_html
    clock.later(seconds=LOOK_EVERY.total_seconds())
    for _ in range(50):
        other.refresh()
    assert len(asked) == 1 and "Room 12" in other.local.safeguarding_lead_html


def test_a_page_that_is_in_memory_follows_a_change(site: Site, vera: Person, alice: Person, clock: Clock):
    def lead(asked: Site) -> str:
        with asked.database.read() as connection:
            live = connection.exec_driver_sql("SELECT version FROM live").scalars().all()
            found = [asked.playable(version, connection).html for version in live]
        return " ".join(text for html in found for text in html.values())

    other = other_process(site, clock)
    assert "Kim" in lead(site) and "Kim" in lead(other)
    assert settings.change(site, vera, "inserts", "", inserts(safeguarding_lead="Room 12")) == ()
    clock.later(seconds=5)
    other.refresh()
    for asked in (site, other):
        assert "Room 12" in lead(asked) and "Kim" not in lead(asked)


def test_a_home_teams_own_word_wins_and_the_organisations_fills_the_rest(
    site: Site, vera: Person, alice: Person, join: Callable[..., Person]
):
    zed = join("Zed", team="Team Z")
    assert settings.change(site, vera, "inserts", "", inserts(safeguarding_lead="Room 12", escalation="Tell Sam")) == ()
    assert settings.change(site, vera, "inserts", "Team Z", inserts(safeguarding_lead="Room 99")) == ()
    theirs, ours = site.for_team(zed.team), site.for_team(alice.team)
    assert (theirs.local.inserts["safeguarding-lead"], theirs.local.inserts["escalation"]) == ("Room 99", "Tell Sam")
    assert ours.local.inserts["safeguarding-lead"] == "Room 12"
    assert ours is site and ours.local is site.for_team(None).local
    assert settings.change(site, vera, "inserts", "Team Z", inserts(safeguarding_lead="")) == ()
    assert site.for_team(zed.team).local.inserts["safeguarding-lead"] == "Room 12"


def test_the_page_of_a_step_is_filled_for_the_home_team_of_who_asks(
    site: Site, vera: Person, join: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
):
    zed = join("Zed", team="Team Z")
    assert settings.change(site, vera, "inserts", "Team Z", inserts(safeguarding_lead="Room 99")) == ()
    attempt = learning.start(site, zed, MODULE, SCENARIO)
    assert attempt is not None
    seen: list[str] = []
    page = learning._page
    monkeypatch.setattr(
        learning, "_page", lambda here, *rest: seen.append(here.local.safeguarding_lead_html) or page(here, *rest)
    )
    monkeypatch.setattr("quizapp.services.taking.learning.digest", lambda token: token)
    with site.database.write() as connection:
        from quizapp.store.people import accounts

        accounts.open_session(connection, "t" * 20, zed.id, site.now() + timedelta(hours=1))
    person, shown = learning.passage_for(site, "t" * 20, attempt, 0)
    assert person == zed and shown is not None and seen == ["Room 99"]


@pytest.mark.parametrize(
    ("group", "setting", "text", "code"),
    [
        ("organisation", "name", "x" * 101, Code.TOO_LONG),
        ("organisation", "name", "two\nlines", Code.MANY_LINES),
        ("organisation", "zone", "Europe/Londn", Code.UNKNOWN),
        ("organisation", "zone", "", Code.UNKNOWN),
        ("organisation", "zone", "../../etc/passwd", Code.UNKNOWN),
        ("words", "word:manager", "x" * 41, Code.TOO_LONG),
        ("support", "support", "x" * 5001, Code.TOO_LONG),
        ("support", "support", "[" * 5000, Code.TOO_MANY),
        ("support", "support", "1. " * 1600, Code.TOO_DEEP),
        ("support", "support", "[here](javascript:alert(1))", Code.NO_ADDRESS),
        ("inserts", LEAD, "x" * 301, Code.TOO_LONG),
    ],
)
def test_what_cannot_be_set_is_a_problem_of_its_field_and_nothing_is_set(
    site: Site, vera: Person, group: str, setting: str, text: str, code: Code
):
    given = {"zone": DEFAULT_ZONE, setting: text}
    problems = settings.change(site, vera, group, "", given)
    assert problems is not None and [(p.field, p.code) for p in problems] == [(setting, code)]
    assert count(site) == 0


def test_contacts_are_cleaned_and_inserts_are_text(site: Site, vera: Person):
    hostile = "<script>alert(1)</script> **Sam** {{safeguarding-lead}}"
    assert settings.change(site, vera, "support", "", {"support": hostile}) == ()
    assert settings.change(site, vera, "inserts", "", {LEAD: "<b>Kim</b>\0"}) == ()
    html = site.local.support_html
    assert "<strong>Sam</strong>" in html and "&lt;b&gt;Kim&lt;/b&gt;" in html
    assert "<script" not in html


def test_contacts_that_are_emptied_are_those_of_the_package_again(site: Site, vera: Person):
    assert settings.change(site, vera, "support", "", {"support": "Call Sam."}) == ()
    assert settings.change(site, vera, "support", "", {"support": "  "}) == ()
    assert "Samaritans" in site.local.support_html


def test_only_an_administrator_sees_and_changes_them(site: Site, join: Callable[..., Person], alice: Person):
    for viewer in (alice, join("Tess", Role.TRAINER), join("Mina", Role.MANAGER, manages=("Team A",))):
        for act in (
            lambda who=viewer: settings.page(site, who),
            lambda who=viewer: settings.form(site, who, "support", ""),
            lambda who=viewer: settings.change(site, who, "organisation", "", UK),
        ):
            with pytest.raises(NotPossible):
                act()
    assert count(site) == 0


@pytest.mark.parametrize(
    ("group", "team"), [("nothing", ""), ("inserts", "No such team"), ("organisation", "Team A"), ("support", "Team A")]
)
def test_what_is_not_there_is_none(site: Site, vera: Person, alice: Person, group: str, team: str):
    assert settings.form(site, vera, group, team) is None
    assert settings.change(site, vera, group, team, UK) is None
    assert count(site) == 0


def seeded(site: Site, tmp_path: Path, support: str = "Call **Sam**.", lead: str = "Kim, room 12") -> Site:
    (tmp_path / "support.md").write_text(support, encoding="utf-8")
    (tmp_path / "inserts.txt").write_text(f"# ours\nsafeguarding-lead: {lead}\n", encoding="utf-8")
    given = Settings(support=tmp_path / "support.md", inserts=tmp_path / "inserts.txt")
    return Site(replace(given, secret_key="k" * 40), site.database, {}, "", site.now)


def test_the_environment_seeds_the_settings_once_and_is_not_asked_again(site: Site, vera: Person, tmp_path: Path):
    first = seeded(site, tmp_path)
    assert settings.seed(first) is True
    assert "<strong>Sam</strong>" in first.local.support_html
    assert first.local.inserts["safeguarding-lead"] == "Kim, room 12"
    seeds = settings.page(first, vera).history
    assert [(change.by, change.setting) for change in seeds] == [("", "support"), ("", LEAD)]  # nothing that is empty
    assert settings.change(first, vera, "inserts", "", inserts(safeguarding_lead="Robin")) == ()
    later = seeded(site, tmp_path, "Call Joe.", "Somebody else")
    assert settings.seed(later) is False
    later.refresh(at_once=True)
    assert later.local.inserts["safeguarding-lead"] == "Robin" and "Joe" not in later.local.support_html
    assert later.local.inserts == {name: "Robin" if name == "safeguarding-lead" else "" for name in INSERTS}


def test_without_files_the_contacts_are_those_of_the_package_and_nothing_is_filled_in(site: Site, vera: Person):
    bare = Site(Settings(secret_key="k" * 40), site.database, {}, "", site.now)
    assert settings.seed(bare) is False
    assert count(site) == 0
    assert settings.change(bare, vera, "organisation", "", UK) == ()
    assert "Samaritans" in bare.local.support_html and bare.local.safeguarding_lead_html == ""


def test_what_the_environment_says_later_does_not_fill_what_is_empty(site: Site, vera: Person, tmp_path: Path):
    assert settings.seed(seeded(site, tmp_path, "", "")) is False
    assert settings.change(site, vera, "organisation", "", UK) == ()
    later = Site(site.settings, site.database, {"safeguarding-lead": "Kim"}, "<p>Call Joe.</p>", site.now)
    later.refresh(at_once=True)
    assert later.local.safeguarding_lead_html == ""
    assert "Samaritans" in later.local.support_html and "Joe" not in later.local.support_html


def test_a_file_that_no_page_would_take_is_refused_by_its_name(site: Site, tmp_path: Path):
    with pytest.raises(BadSetting) as found:
        settings.seed(seeded(site, tmp_path, "x" * 5001))
    assert found.value.name == "QUIZAPP_SUPPORT"
    assert count(site) == 0


def test_the_zones_to_choose_from_are_places_that_the_day_can_be_asked_of(site: Site):
    assert {"Europe/London", "Pacific/Auckland", "UTC"} <= set(setting_texts.zones())
    assert not [name for name in setting_texts.zones() if name.startswith(("posix", "right", "Etc"))]
