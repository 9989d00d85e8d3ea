"""A module's own inserts are filled in like the others: by the organisation, or by a team."""

from collections.abc import Callable

import pytest

from quizapp.model.inserts import NOT_FILLED_IN
from quizapp.model.people import Person, Role
from quizapp.model.published import SourceFile
from quizapp.services.authoring.publishing import publish
from quizapp.services.site import organisation_settings as settings
from quizapp.services.site import setting_texts
from quizapp.services.site.site import Site
from quizapp.services.taking.story_start import start_page
from tests.services.example_site import MODULE, PATH, SCENARIO, example_files

NURSE = "insert:school-nurse"


@pytest.fixture
def vera(join: Callable[..., Person]) -> Person:
    return join("Vera", Role.ADMINISTRATOR)


def with_a_nurse() -> tuple[SourceFile, ...]:
    """The example with an insert of its own: declared in the briefing, and named where the story begins."""

    def edited(file: SourceFile) -> SourceFile:
        old, new = (
            (b"\n\n## ", b"\n\nAsk {{school-nurse}}.\n\n## ")
            if file.path == PATH
            else (b"\nnation:", b"\ninserts: school-nurse\nnation:")
        )
        assert old in file.content
        return SourceFile(file.path, file.content.replace(old, new, 1))

    return tuple(map(edited, example_files()))


def introduction(site: Site, person: Person) -> str:
    page = start_page(site, person, MODULE, SCENARIO)
    assert page is not None
    return page.introduction_html


def test_what_no_live_briefing_declares_is_no_setting(site: Site, vera: Person):
    assert settings.fields(site, "inserts") == setting_texts.GROUPS["inserts"]
    assert settings.change(site, vera, "inserts", "", {NURSE: "Jo"}) == ()
    assert settings.page(site, vera).history == ()


def test_a_declared_insert_is_on_the_form_and_fills_the_text(site: Site, vera: Person, alice: Person):
    assert publish(site, with_a_nurse()).publications
    assert settings.fields(site, "inserts") == (*setting_texts.GROUPS["inserts"], NURSE)
    assert settings.page(site, vera).declared == (NURSE,)
    assert NOT_FILLED_IN in introduction(site, alice)
    assert settings.change(site, vera, "inserts", "", {NURSE: "Jo <b>in</b> room 3"}) == ()
    assert "Ask Jo &lt;b&gt;in&lt;/b&gt; room 3." in introduction(site, alice)
    form = settings.form(site, vera, "inserts", "")
    assert form is not None and dict(form.values)[NURSE] == "Jo <b>in</b> room 3"


def test_a_team_has_a_declared_insert_of_its_own(site: Site, vera: Person, join: Callable[..., Person]):
    assert publish(site, with_a_nurse()).publications
    assert settings.change(site, vera, "inserts", "", {NURSE: "Jo"}) == ()
    assert settings.change(site, vera, "inserts", "Team A", {NURSE: "Sam"}) == ()
    there, elsewhere = join("Tom", team="Team A"), join("Una", team="Team B")
    assert "Ask Sam." in introduction(site.for_team("Team A"), there)
    assert "Ask Jo." in introduction(site.for_team("Team B"), elsewhere)


def test_what_was_filled_in_stays_while_no_module_asks_for_it(site: Site, vera: Person, alice: Person):
    assert publish(site, with_a_nurse()).publications
    assert settings.change(site, vera, "inserts", "", {NURSE: "Jo"}) == ()
    assert publish(site, example_files()).publications
    assert settings.page(site, vera).declared == ()
    assert settings.page(site, vera).history[0].setting == NURSE
    assert publish(site, with_a_nurse()).publications
    assert "Ask Jo." in introduction(site, alice)
