"""Publishing is all or nothing, and what was published stays."""

from collections.abc import Callable

from quizapp.model.people import Person, Role
from quizapp.model.published import SourceFile
from quizapp.services import learning
from quizapp.services.publishing import live_files, publish, recompile, states, to_recompile
from quizapp.services.site import Site
from quizapp.store import versions
from tests.services.example_site import MODULE, PATH, SCENARIO, edited, example_files


def live_version(site: Site) -> str:
    with site.database.read() as connection:
        live = versions.live(connection, PATH)
    assert live is not None
    return live.version


def test_what_has_not_changed_is_left_alone(site: Site):
    done = publish(site, example_files())
    assert (done.publications, done.unchanged) == ((), (PATH,))


def test_a_broken_file_publishes_nothing_and_the_old_version_stays(site: Site, alice: Person):
    before = live_version(site)
    done = publish(site, edited("](#five-minutes)", "](#five-minuts)"))
    assert any(d.code == "unknown-passage" for d in done.diagnostics)
    assert (done.publications, live_version(site)) == ((), before)
    assert learning.start(site, alice, MODULE, SCENARIO)


def test_one_broken_file_keeps_the_others_from_going_live(site: Site):
    other = next(f for f in edited("pass: 70", "pass: 75") if f.path == PATH)
    broken = SourceFile(PATH.replace("just-a-phase", "broken"), b"# Nothing\n")
    before = live_version(site)
    briefing = next(f for f in example_files() if f.path != PATH)
    assert not publish(site, (briefing, broken, other)).publications
    assert live_version(site) == before


def test_a_changed_briefing_makes_a_new_version_of_what_draws_on_it(site: Site):
    before = live_version(site)
    files = tuple(
        f
        if f.path == PATH
        else SourceFile(f.path, f.content.replace(b"Offer an advocate", b"Always offer an advocate"))
        for f in example_files()
    )
    assert publish(site, files).publications
    assert live_version(site) != before


def test_export_gives_the_published_bytes_back(site: Site):
    assert sorted(live_files(site, PATH), key=lambda f: f.path) == sorted(example_files(), key=lambda f: f.path)


def test_a_version_made_elsewhere_is_not_replaced_unasked(site: Site):
    assert publish(site, edited("pass: 70", "pass: 75"), origin="browser", replace=True).publications
    refused = publish(site, example_files())
    assert (refused.publications, refused.refused) == ((), (PATH,))
    assert publish(site, example_files(), replace=True).publications


def test_everything_live_is_compiled_and_recompiling_is_done_only_once(site: Site):
    assert to_recompile(site) == ()
    assert recompile(site) == 0


def test_the_publish_state_tells_disk_from_live(site: Site, join: Callable[..., Person]):
    una = join("Una", Role.TRAINER)
    rows = {row.path: row for row in states(site, una)}
    assert rows[PATH].live is not None
    assert rows[PATH].title == "Just a phase?"
