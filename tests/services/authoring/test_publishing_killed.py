"""Publishing that is killed on its way leaves what was live before, or all of what is new (reliability C4)."""

from functools import partial

import pytest

from quizapp.services.authoring.publishing import publish
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.site.site import Site
from quizapp.store.published import versions
from tests.killed import killed_at
from tests.services.quiz_files import OTHER_SET_PATH, changed, quiz_files

EACH, MOST = 4, 400  # statements between two kills, and of more than a publishing has


def live_version(site: Site) -> str:
    with site.database.snapshot() as connection:
        found = versions.live(connection, OTHER_SET_PATH)
    assert found is not None
    return found.version


@pytest.mark.long
def test_a_publishing_that_is_killed_leaves_the_old_or_the_new(site: Site):
    assert publish(site, quiz_files()).publications
    kept, made = 0, 0
    for stop in range(EACH, MOST, EACH):
        before = live_version(site)
        files = changed(OTHER_SET_PATH, "# Acting on it", f"# Acting on it, {stop}")
        was_killed = killed_at(stop, partial(publish, site, files))
        after = live_version(site)
        kept, made = kept + (after == before), made + (after != before)
        assert check_invariants(site) == ()
        if not was_killed:
            break
    assert not was_killed, "some number of statements is enough"
    assert kept and made
    assert publish(site, quiz_files()).publications, "and it goes on from there"
