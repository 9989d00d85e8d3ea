"""Taking back what was recorded as done another way: what ends with it, what takes its place, and who may."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from quizapp.model.completion import CertificateEnd, CompletionSource
from quizapp.model.people import Person, Role
from quizapp.model.play import NotPossible
from quizapp.model.problems import Code, Problem
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.records import another_way, certificates, corrections
from quizapp.services.site.site import Site
from quizapp.services.taking import modules
from quizapp.store.records import completions
from tests.clock import Clock
from tests.databases import Files
from tests.services.managed import my_team
from tests.services.quiz_files import MODULE, OTHER_SET_PATH, SCENARIO_PATH, SET_PATH, quiz_files
from tests.services.taking import BEST_WAY, at_once, certificate_of, play, rows, take

WHY = "It was somebody else of the same name"


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


def record(site: Site, robin: Person, alice: Person, *paths: str) -> str:
    """Record these for today; the name of the last record."""
    for path in paths:
        done = another_way.record_for(site, robin, alice.public_id, path, site.today())
        assert done and done.is_new
    page = corrections.records_page(site, robin, alice.public_id)
    assert page is not None
    return page.records[-1][1].public_id


def test_the_completion_and_its_certificate_end_with_it_and_it_can_be_recorded_again(
    site: Site, alice: Person, robin: Person, clock: Clock
):
    last = record(site, robin, alice, SCENARIO_PATH, SET_PATH)
    code = certificate_of(site, alice)
    clock.later(days=1)
    done = corrections.take_back(site, robin, alice.public_id, last, f"  {WHY} ")
    assert done == corrections.Corrected((), ends=True)
    page = modules.module_page(site, alice, MODULE)
    assert page is not None and (page.completed_on, page.certificate) == (None, "")
    assert [one.is_met for one in page.conditions] == [True, False]
    (table,) = my_team(site, robin)
    assert next(row for row in table.rows if row.who.name == "Alice").completed == (None,)
    proof = certificates.certificate_page(site, code, alice)
    assert proof is not None and (proof.is_withdrawn, proof.ended_at, proof.why) == (True, clock.now, WHY)
    play(site, alice, *BEST_WAY)
    assert certificate_of(site, alice) == "", "nothing that was taken back comes back by itself"
    record(site, robin, alice, SET_PATH)
    assert certificate_of(site, alice) not in ("", code)
    acts = [row[0] for row in rows(site, "SELECT action FROM audit WHERE actor IS NOT NULL ORDER BY seq")]
    for action in ("another-way-back", "completion-end", "certificate-withdrawn"):
        assert acts.count(action) == 1
    listed = corrections.records_page(site, robin, alice.public_id)
    assert listed is not None
    assert [(one.taken_back.why, one.taken_back.by) for _, one in listed.records if one.taken_back] == [(WHY, "Robin")]
    assert check_invariants(site) == ()


def test_what_is_left_earns_another_completion_whose_certificate_names_the_old_one(
    site: Site, alice: Person, robin: Person, clock: Clock
):
    take(site, alice)
    last = record(site, robin, alice, SCENARIO_PATH)
    code, first = certificate_of(site, alice), site.today()
    clock.later(days=2)
    play(site, alice, *BEST_WAY)
    clock.later(days=1)
    done = corrections.take_back(site, robin, alice.public_id, last, WHY)
    assert done == corrections.Corrected((), ends=True, is_earned_anew=True)
    page = modules.module_page(site, alice, MODULE)
    assert page is not None and page.completed_on == first + timedelta(days=2) and page.certificate != code
    old = certificates.certificate_page(site, code, None)
    assert old is not None and old.kind is CertificateEnd.REPLACED and old.why == ""
    assert rows(site, "SELECT replaces FROM certificate WHERE replaces IS NOT NULL") == [(code,)]
    with site.database.read() as connection:
        made = completions.find(connection, alice.id, MODULE)
    assert made is not None and made.source is CompletionSource.EARNED
    assert check_invariants(site) == ()


def test_a_completion_that_did_not_rest_on_it_stays(site: Site, alice: Person, robin: Person):
    last = record(site, robin, alice, SCENARIO_PATH, SET_PATH, OTHER_SET_PATH)
    code = certificate_of(site, alice)
    assert corrections.take_back(site, robin, alice.public_id, last, WHY) == corrections.Corrected()
    assert certificate_of(site, alice) == code
    assert check_invariants(site) == ()


@pytest.mark.parametrize(
    ("why", "problem"),
    [
        ("", Problem("why", Code.MISSING)),
        (" \0 ", Problem("why", Code.MISSING)),
        ("x" * 501, Problem("why", Code.TOO_LONG, 500)),
    ],
)
def test_a_reason_is_needed(site: Site, alice: Person, robin: Person, why: str, problem: Problem):
    last = record(site, robin, alice, SET_PATH)
    assert corrections.take_back(site, robin, alice.public_id, last, why) == corrections.Corrected((problem,))
    assert rows(site, "SELECT count(*) FROM otherwise_end") == [(0,)]


def test_only_their_own_manager_takes_back(
    site: Site, alice: Person, bob: Person, robin: Person, join: Callable[..., Person]
):
    last = record(site, robin, alice, SET_PATH)
    other = join("Max", Role.MANAGER, manages=("Team B",))
    assert corrections.records_page(site, other, alice.public_id) is None
    assert corrections.take_back(site, other, alice.public_id, last, WHY) is None
    assert corrections.take_back(site, robin, bob.public_id, last, WHY) is None
    assert corrections.take_back(site, robin, alice.public_id, "nothing", WHY) is None
    for viewer in (alice, join("Tom", Role.TRAINER, Role.ADMINISTRATOR)):
        with pytest.raises(NotPossible):
            corrections.take_back(site, viewer, alice.public_id, last, WHY)
    assert rows(site, "SELECT count(*) FROM otherwise_end") == [(0,)]


def test_it_is_taken_back_once_however_many_click(site: Site, alice: Person, robin: Person):
    last = record(site, robin, alice, SCENARIO_PATH, SET_PATH)

    def click(_: int) -> bool:
        try:
            return corrections.take_back(site, robin, alice.public_id, last, WHY) is not None
        except NotPossible:
            return False

    assert at_once(4, click).count(True) == 1
    assert check_invariants(site) == ()
