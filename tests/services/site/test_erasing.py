"""Erasing somebody: nothing of who they were or what they wrote is left, and what they completed stays."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from quizapp.model.erasures import Erased
from quizapp.model.people import Person, Role
from quizapp.model.problems import Code, Problem
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.records import certificates
from quizapp.services.site import erasing
from quizapp.services.site.site import Site
from quizapp.services.taking import learning
from quizapp.store.people import directory, people
from quizapp.store.tables import metadata
from tests.databases import Files
from tests.services.quiz_files import quiz_files
from tests.services.taking import BEST_WAY, certificate_of, play, rows, take

NAME, EMAIL = "Canary Name", "canary name@example.org"
CANARIES = ("Canary Name", "canary name", "CANARY-STAFF", "canary-reflection", "canary-intention")
WHY = "They asked for it, and have left."


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


@pytest.fixture
def admin(join: Callable[..., Person]) -> Person:
    return join("Vera", Role.ADMINISTRATOR)


@pytest.fixture
def lived(site: Site, join: Callable[..., Person], admin: Person) -> Person:
    """Somebody who has completed a module, with a canary in everything that they wrote, and who manages a team."""
    person = join(NAME, Role.TRAINER, manages=("Team A",))
    story = play(site, person, *BEST_WAY)
    take(site, person)
    assert certificates.withdraw(site, admin, certificate_of(site, person), "Canary Name was not there.") == ()
    with site.database.write() as connection:
        people.set_staff_number(connection, person.id, "CANARY-STAFF")
        at = {"of": person.id, "public": story}
        connection.execute(
            sa.text(
                "INSERT INTO reflection SELECT id, 0, 'canary-reflection' FROM attempt"
                " WHERE person = :of AND public_id = :public"
            ),
            at,
        )
        connection.execute(
            sa.text(
                "INSERT INTO intention (attempt, text) SELECT id, 'canary-intention' FROM attempt"
                " WHERE person = :of AND public_id = :public"
            ),
            at,
        )
    second = learning.start(site, person, "minds", "first-day")
    assert second is not None
    return person


def everything(site: Site) -> str:
    """All that is stored, as text."""
    with site.database.read() as connection:
        found = [connection.execute(sa.select(table)).all() for table in metadata.sorted_tables if table.name != "blob"]
    return repr(found)


def totals(site: Site) -> list[object]:
    queries = (
        "SELECT count(*), sum(num), sum(den) FROM result",
        "SELECT count(*), count(matched) FROM answer",
        "SELECT count(*) FROM step",
        "SELECT count(*) FROM completion",
        "SELECT count(*) FROM certificate",
        "SELECT point, word, count(*) FROM result_point GROUP BY point, word ORDER BY point, word",
    )
    return [rows(site, query) for query in queries]


def test_nothing_of_who_they_were_is_left_and_what_they_completed_stays(site: Site, lived: Person, admin: Person):
    code = rows(site, "SELECT code FROM certificate")[0][0]
    before = totals(site)
    assert all(canary in everything(site) for canary in CANARIES)
    done = erasing.erase(site, admin, "canary-staff", reason=WHY, name="canary  NAME")
    assert done.is_done and done.problems == ()
    left = everything(site)
    assert [canary for canary in CANARIES if canary in left] == []
    assert totals(site) == before and check_invariants(site) == ()
    assert rows(site, "SELECT person, reason FROM erasure") == [(lived.id, WHY)]
    assert rows(site, "SELECT actor, subject FROM audit WHERE action = 'person-erase'") == [(admin.id, lived.id)]
    page = certificates.certificate_page(site, code, None)
    assert page is not None and page.printed.name == ""
    with site.database.read() as connection:
        assert directory.by_address(connection, EMAIL) is None and directory.is_erased(connection, lived.id)
        assert lived.id not in [one.person.id for one in directory.everybody(connection)]


def test_no_raw_byte_of_them_is_left_in_the_file_or_beside_it(site: Site, lived: Person, admin: Person):
    if site.database.dialect != "sqlite":
        return
    file = site.database.file
    besides = [file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))]

    def found() -> set[str]:
        content = b"".join(Path(one).read_bytes() for one in besides if one.exists())
        return {canary for canary in CANARIES if canary.encode() in content}

    assert len(found()) >= 5
    done = erasing.erase(site, admin, EMAIL, reason=WHY, name=NAME)
    assert done.is_clean and found() == set()


def test_a_written_answer_is_blanked_and_its_score_stays(site: Site, join: Callable[..., Person], admin: Person):
    person = join(NAME)
    take(site, person)
    given = rows(site, "SELECT count(*) FROM answer WHERE text IS NOT NULL")[0][0]
    assert given
    before = totals(site)
    assert erasing.erase(site, None, EMAIL, reason=WHY, name=NAME).is_done
    assert rows(site, "SELECT count(*) FROM answer WHERE text IS NOT NULL") == [(0,)]
    assert totals(site) == before and check_invariants(site) == ()


def test_what_would_go_is_told_first_and_nothing_is_done_then(site: Site, lived: Person, admin: Person):
    before = everything(site)
    would = erasing.look(site, admin, EMAIL)
    assert would.kept is not None and not would.is_done and would.problems == ()
    assert (would.kept.reflections, would.kept.intentions, would.kept.certificates) == (1, 1, 1)
    assert everything(site) == before
    refused = erasing.erase(site, admin, EMAIL, reason=" no ", name="Somebody Else")
    assert refused.problems == (Problem("reason", Code.TOO_SHORT, 5), Problem("name", Code.NOT_SAME))
    assert everything(site) == before


def test_nobody_erases_themselves_or_the_last_administrator(site: Site, lived: Person, admin: Person):
    mine = erasing.erase(site, admin, "Vera@example.org", reason=WHY, name="Vera")
    assert mine.problems == (Problem("who", Code.ONESELF),)
    last = erasing.erase(site, None, "Vera@example.org", reason=WHY, name="Vera")
    assert last.problems == (Problem("who", Code.LAST),)
    assert erasing.look(site, admin, "nobody").problems == (Problem("who", Code.UNKNOWN),)
    with pytest.raises(Exception, match="not for this person"):
        erasing.look(site, lived, EMAIL)
    assert rows(site, "SELECT count(*) FROM erasure") == [(0,)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE answer SET text = NULL",
        'UPDATE certificate SET printed = \'{"name": ""}\'',
        "UPDATE certificate_end SET why = '-'",
        "DELETE FROM answer",
    ],
)
def test_the_frozen_rows_of_everybody_else_stay_as_they_are(site: Site, lived: Person, statement: str):
    with pytest.raises(sa.exc.IntegrityError, match="stay as they are"), site.database.write() as connection:
        connection.execute(sa.text(statement.replace(":", "\\:")))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE answer SET matched = 5, text = NULL",
        "UPDATE certificate SET code = 'x'",
        "UPDATE certificate_end SET why = 'another'",
        "DELETE FROM erasure",
    ],
)
def test_of_whoever_was_erased_only_words_go(site: Site, lived: Person, admin: Person, statement: str):
    assert erasing.erase(site, admin, EMAIL, reason=WHY, name=NAME).is_done
    with pytest.raises(sa.exc.IntegrityError, match="stay as they are"), site.database.write() as connection:
        connection.execute(sa.text(statement))


def test_who_comes_back_from_a_backup_is_erased_again_as_they_were(site: Site, lived: Person, admin: Person):
    known = Erased(lived.public_id, site.now(), WHY, admin.public_id)
    unknown = Erased("somebody-of-another-place", site.now(), WHY, None)
    assert erasing.erase_again(site, (known, unknown)) == 1
    assert erasing.erased(site) == (known,)
    assert erasing.erase_again(site, (known, unknown)) == 0
    assert "canary" not in everything(site).casefold()


@pytest.mark.parametrize("words", ["canary  Name", "Canary name@example.org", "number canary-staff", "Canary"])
def test_a_reason_that_says_who_it_was_is_refused(site: Site, admin: Person, lived: Person, words: str):
    refused = erasing.erase(site, admin, EMAIL, reason=f"They asked, {words}, and have left.", name=NAME)
    assert [(one.field, one.code) for one in refused.problems] == [("reason", Code.NAMES_THEM)] and not refused.is_done
