"""Inserts that nobody has filled in are known by name, with where people miss them."""

from collections.abc import Callable

from quizapp.model.organisation import SUPPORT, MissingInsert
from quizapp.model.people import Person, Role
from quizapp.services.authoring.publishing import publish
from quizapp.services.site import organisation_settings as settings
from quizapp.services.site.missing import missing_inserts
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import Site
from quizapp.store.database import Database
from tests.clock import Clock
from tests.services.example_site import PATH, edited
from tests.services.site.test_declared_inserts import with_a_nurse


def bare(database: Database, clock: Clock) -> Site:
    """The site as a first `serve` finds it: nothing is set."""
    return Site(Settings(secret_key="k" * 40), database, {}, "<p>Support</p>", clock)


def used_in(one: MissingInsert) -> list[str]:
    return [live.publication.path for live in one.used_in]


def test_what_a_first_serve_leaves_empty_is_named_with_where_it_is_used(site: Site, database: Database, clock: Clock):
    found = {one.name: one for one in missing_inserts(bare(database, clock))}
    lead = found["safeguarding-lead"]
    assert lead.on_pages and used_in(lead) == [PATH] and not lead.in_contacts
    assert "thresholds" not in found  # nobody reads it anywhere
    assert "safeguarding-lead" not in {one.name for one in missing_inserts(site)}  # the environment fills it in


def test_a_module_s_own_insert_is_missed_until_it_is_filled_in(site: Site, join: Callable[..., Person]):
    vera = join("Vera", Role.ADMINISTRATOR)
    assert publish(site, with_a_nurse()).publications
    assert [(one.name, used_in(one)) for one in missing_inserts(site)][-1] == ("school-nurse", [PATH])
    assert settings.change(site, vera, "inserts", "Team A", {"insert:school-nurse": "Sam"}) == ()
    assert "school-nurse" in {one.name for one in missing_inserts(site)}  # other teams miss it all the same
    assert settings.change(site, vera, "inserts", "", {"insert:school-nurse": "Jo"}) == ()
    assert "school-nurse" not in {one.name for one in missing_inserts(site)}


def test_an_insert_in_a_choice_and_one_in_the_contacts_are_seen(site: Site, join: Callable[..., Person]):
    vera = join("Vera", Role.ADMINISTRATOR)
    assert settings.change(site, vera, "inserts", "", {"insert:safeguarding-lead": "Kim"}) == ()
    assert publish(site, edited("    - Why: ", "    - Why: See {{escalation}}. ")).publications
    assert settings.change(site, vera, "support", "", {SUPPORT: "At night: {{out-of-hours}}"}) == ()
    found = {one.name: one for one in missing_inserts(site)}
    assert used_in(found["escalation"]) == [PATH]
    assert found["out-of-hours"].in_contacts and not found["out-of-hours"].used_in
