"""What goes live is stored ahead: the moment in which nobody else may write is as short for many as for one."""

from datetime import datetime

import pytest

from quizapp.content.questions.drawn import drawn_files
from quizapp.model.published import SourceFile
from quizapp.services.authoring.publishing import publish
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.site.site import Site
from quizapp.store.database import StoreUnavailable
from quizapp.store.published import versions
from tests.services.quiz_files import PATHS, SET_PATH, changed, quiz_files
from tests.web.growing import counted

LAST_STORED = "INSERT INTO compiled"


def at_the_end(site: Site, files: tuple[SourceFile, ...], whole: bool) -> list[str]:
    """Publish these files; the statements after the last thing was stored."""
    with counted() as statements:
        assert publish(site, files, whole=whole).publications
    stored = [number for number, one in enumerate(statements) if LAST_STORED in one]
    return statements[stored[-1] + 1 :]


def test_making_many_live_asks_the_database_no_more_than_making_one_live_and_writes_no_bytes(site: Site) -> None:
    one = drawn_files(quiz_files(), SET_PATH)
    for_one = at_the_end(site, one, whole=False)
    for_all = at_the_end(site, changed(SET_PATH, "attempts: 2", "attempts: 1"), whole=True)
    assert len(PATHS) > 3
    assert len(for_all) == len(for_one) < 25
    assert not [statement for statement in for_all if "blob" in statement.split("FROM")[0]]


def test_what_was_stored_ahead_and_did_not_go_live_is_seen_by_nobody_and_goes_live_later(site: Site) -> None:
    files = quiz_files()
    now, asked = site.now, list[datetime]()

    def falls_ill() -> datetime:
        asked.append(now())
        if len(asked) == 3:  # after everything was stored
            raise StoreUnavailable("the disk is full")
        return asked[-1]

    with pytest.raises(StoreUnavailable):
        publish(Site(site.settings, site.database, site.inserts, "", falls_ill), files)
    assert len(asked) == 3
    with site.database.read() as connection:
        assert not versions.live_versions(connection).keys() & set(PATHS)
    assert check_invariants(site) == ()
    assert tuple(one.path for one in publish(site, files).publications) == PATHS
