"""Who may do what: every act for every role, and what it may be done to."""

from datetime import UTC, date, datetime

import pytest

from quizapp.model.acts import Act, Object, acts_of, can, must
from quizapp.model.completion import Certificate, CertificateEnd, HowItEnded, Printed
from quizapp.model.people import Managed, Person, Role
from quizapp.model.play import NotPossible

AT = datetime(2026, 2, 1, tzinfo=UTC)
PRINTED = Printed("Ada", "minds", "Minds", "v", date(2026, 1, 5), (), 1, 1, "A briefing")
OWN = {Act.LEARN, Act.PRINT_CERTIFICATE, Act.REISSUE_CERTIFICATE, Act.READ_WHY_WITHDRAWN}


def person(*roles: Role, id: int = 1) -> Person:
    return Person(id, f"p{id}", f"Person {id}", frozenset({Role.STAFF, *roles}))


def certificate(holder: int, *, withdrawn: bool = False) -> Certificate:
    ended = HowItEnded(AT, "a mistake", 1) if withdrawn else None
    return Certificate(
        "CODE", 1, holder, PRINTED, AT, kind=CertificateEnd.WITHDRAWN if withdrawn else None, ended=ended
    )


@pytest.mark.parametrize(
    ("role", "more"),
    [
        (Role.STAFF, set()),
        (
            Role.TRAINER,
            {
                *(Act.SEE_FIGURES, Act.SEE_ALL_FIGURES, Act.USE_PACK, Act.RECORD_SESSION),
                *(Act.SEE_PUBLISHED, Act.SEE_COVERAGE),
            },
        ),
        (Role.MANAGER, {Act.SEE_FIGURES, Act.SEE_TEAM, Act.NAME_DEPUTY, Act.RECORD_ANOTHER_WAY}),
        (
            Role.ADMINISTRATOR,
            {
                *(Act.SEE_FIGURES, Act.SEE_ALL_FIGURES, Act.SEE_PUBLISHED, Act.SEE_COVERAGE, Act.WITHDRAW_CERTIFICATE),
                *(Act.CHANGE_SETTINGS, Act.LOOK_AFTER_PEOPLE, Act.SEE_OUTBOX, Act.REQUIRE),
            },
        ),
    ],
)
def test_each_role_may_do_just_this(role: Role, more: set[Act]):
    assert acts_of(person(role)) == OWN | more
    assert {act for act in Act if can(person(role), act)} == OWN | more


def test_nobody_may_do_anything():
    assert acts_of(None) == frozenset()
    assert not any(can(None, act) for act in Act)
    assert not can(None, Act.READ_WHY_WITHDRAWN, certificate(1))


@pytest.mark.parametrize(
    ("act", "object", "allowed"),
    [
        (Act.RECORD_ANOTHER_WAY, Managed(by=1, id=2, public_id="p2", name="Bob"), True),
        (Act.RECORD_ANOTHER_WAY, Managed(by=3, id=2, public_id="p2", name="Bob"), False),  # somebody else manages them
        (Act.RECORD_ANOTHER_WAY, Managed(by=1, id=1, public_id="p1", name="Oneself"), False),
        (Act.RECORD_SESSION, person(id=2), True),
        (Act.RECORD_SESSION, person(id=1), False),
        (Act.PRINT_CERTIFICATE, certificate(1), True),
        (Act.PRINT_CERTIFICATE, certificate(2), False),
        (Act.PRINT_CERTIFICATE, certificate(1, withdrawn=True), False),
        (Act.REISSUE_CERTIFICATE, certificate(1), True),
        (Act.REISSUE_CERTIFICATE, certificate(2), False),
        (Act.REISSUE_CERTIFICATE, certificate(1, withdrawn=True), False),
        (Act.READ_WHY_WITHDRAWN, certificate(2, withdrawn=True), True),
        (Act.WITHDRAW_CERTIFICATE, certificate(2), True),
        (Act.WITHDRAW_CERTIFICATE, certificate(2, withdrawn=True), False),
    ],
)
def test_holding_every_role_is_not_enough_for_everything(act: Act, object: Object, allowed: bool):
    assert can(person(*Role), act, object) is allowed


def test_a_manager_by_row_needs_the_role_too():
    managed = Managed(by=1, id=2, public_id="p2", name="Bob")
    assert not can(person(Role.TRAINER), Act.RECORD_ANOTHER_WAY, managed)


def test_why_a_certificate_was_withdrawn_is_for_its_holder_and_administrators():
    withdrawn = certificate(1, withdrawn=True)
    assert can(person(id=1), Act.READ_WHY_WITHDRAWN, withdrawn)
    assert can(person(Role.ADMINISTRATOR, id=2), Act.READ_WHY_WITHDRAWN, withdrawn)
    assert not can(person(Role.TRAINER, Role.MANAGER, id=2), Act.READ_WHY_WITHDRAWN, withdrawn)


def test_an_object_that_an_act_is_never_done_to_is_a_bug():
    with pytest.raises(TypeError):
        can(person(Role.MANAGER), Act.RECORD_ANOTHER_WAY, person(id=2))


def test_what_may_not_be_done_is_not_possible():
    must(person(Role.MANAGER), Act.SEE_TEAM)
    with pytest.raises(NotPossible):
        must(person(Role.TRAINER), Act.SEE_TEAM)
