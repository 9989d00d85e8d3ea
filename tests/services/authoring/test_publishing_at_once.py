"""Two who publish at once: nobody's version is replaced unseen, and who is late is told of it (DESIGN §5)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest

from quizapp.content.questions.drawn import drawn_files
from quizapp.model.people import Person, Role
from quizapp.model.published import Publication, SourceFile
from quizapp.services.authoring.files import live_files
from quizapp.services.authoring.going_live import Changed
from quizapp.services.authoring.publishing import Published, publish
from quizapp.services.site.site import Site
from quizapp.store.published import retirements, versions
from tests.databases import MONDAY
from tests.services.example_site import PATH, edited
from tests.services.quiz_files import OTHER_SET_PATH, PATHS, SCENARIO_PATH, SET_PATH, changed, quiz_files

LATER = MONDAY + timedelta(minutes=5)
MINE, THEIRS = ("pass: 70", "pass: 75"), ("pass: 70", "pass: 65")


class BeforeWriting:
    """A clock that lets something happen when it is asked for the second time: between the look and the writing."""

    def __init__(self, happens: Callable[[], object]) -> None:
        self.asked = 0
        self.happens = happens

    def __call__(self) -> datetime:
        self.asked += 1
        if self.asked == 2:
            self.happens()
        return LATER


def beside(site: Site, clock: Callable[[], datetime]) -> Site:
    """Another process's site on the same database, with a clock of its own."""
    return Site(site.settings, site.database, site.inserts, "", clock)


def publishing_while(
    site: Site, files: tuple[SourceFile, ...], happens: Callable[[], object], whole: bool = True
) -> Published:
    """Publish these files while something else happens between the look at what is live and the writing."""
    clock = BeforeWriting(happens)
    done = publish(beside(site, clock), files, whole=whole)
    assert clock.asked >= 2, "it never came to writing"
    return done


def live_now(site: Site, path: str) -> Publication | None:
    with site.database.read() as connection:
        return versions.live(connection, path)


def history(site: Site, path: str) -> tuple[Publication, ...]:
    with site.database.read() as connection:
        return versions.publications(connection, path)


@pytest.fixture
def una(join: Callable[..., Person]) -> Person:
    return join("Una", Role.TRAINER)


def test_a_version_that_went_live_meanwhile_stays_and_is_named_with_who_and_when(site: Site, una: Person) -> None:
    theirs: list[Published] = []
    mine = publishing_while(
        site, edited(*MINE), lambda: theirs.append(publish(site, edited(*THEIRS), by=una, why="a lower bar"))
    )
    (winner,) = theirs[0].publications
    assert (mine.publications, mine.changed) == ((), (Changed(PATH, winner),))
    assert (winner.by, winner.at, winner.why) == ("Una", MONDAY, "a lower bar")
    assert live_now(site, PATH) == winner


def test_who_saw_what_is_live_now_may_replace_it(site: Site) -> None:
    assert publishing_while(site, edited(*MINE), lambda: publish(site, edited(*THEIRS))).changed
    (mine,) = publish(site, edited(*MINE)).publications
    versions_in_order = [one.version for one in history(site, PATH)]
    assert mine.previous == versions_in_order[-2]
    assert [one.previous for one in history(site, PATH)] == [None, *versions_in_order[:-1]]


def test_where_nothing_was_live_a_first_version_made_meanwhile_stays(site: Site) -> None:
    mine, theirs = changed(SET_PATH, "attempts: 2", "attempts: 1"), quiz_files()
    late = publishing_while(site, mine, lambda: publish(site, theirs))
    assert late.publications == ()
    assert tuple(change.path for change in late.changed) == PATHS
    assert live_files(site, SET_PATH) == drawn_files(theirs, SET_PATH)


def test_what_follows_is_not_made_of_bytes_that_are_live_no_more(site: Site) -> None:
    assert publish(site, quiz_files()).publications
    set_alone = drawn_files(changed(SET_PATH, "Ask his father", "Ring his father"), SET_PATH)
    story = changed(SCENARIO_PATH, "pass: 70", "pass: 75")
    late = publishing_while(site, set_alone, lambda: publish(site, story), whole=False)
    assert [change.path for change in late.changed] == [SCENARIO_PATH]
    assert live_files(site, SCENARIO_PATH) == drawn_files(story, SCENARIO_PATH)
    assert live_files(site, SET_PATH) == drawn_files(quiz_files(), SET_PATH)


def test_something_taken_offline_meanwhile_is_not_put_back_unseen(site: Site) -> None:
    def retire() -> None:
        with site.database.write() as connection:
            retirements.retire(connection, PATH, by=None, at=LATER, why="no longer so")

    late = publishing_while(site, edited(*MINE), retire)
    assert (late.publications, late.changed) == ((), (Changed(PATH, None),))
    assert live_now(site, PATH) is None


def test_other_modules_are_no_concern_of_theirs(site: Site) -> None:
    mine = publishing_while(site, edited(*MINE), lambda: publish(site, quiz_files()))
    assert [one.path for one in mine.publications] == [PATH]
    assert live_now(site, OTHER_SET_PATH) is not None


def test_of_two_that_write_at_one_moment_one_is_published_and_one_is_told(site: Site) -> None:
    ready = Barrier(2, timeout=60)  # both have looked, and neither has written

    def one(edit: tuple[str, str]) -> Published:
        return publish(beside(site, BeforeWriting(ready.wait)), edited(*edit))

    with ThreadPoolExecutor(2) as threads:
        done = list(threads.map(one, (MINE, THEIRS)))
    (published,) = [each.publications for each in done if each.publications]
    (told,) = [each.changed for each in done if each.changed]
    assert told == (Changed(PATH, published[0]),)
    assert live_now(site, PATH) == published[0]
    assert len(history(site, PATH)) == 2
