"""Who may do what: one rule, from roles and from management. Services ask it before they act, pages before they offer.

Whom a manager manages is not decided here: only the store's scope makes a `Managed`, and this rule takes its word.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final

from quizapp.model.completion import Certificate
from quizapp.model.people import Managed, Person, Role
from quizapp.model.play import NotAllowed


class Act(StrEnum):
    """Something that not everybody may do, or not to everything."""

    LEARN = "learn"  # play, answer and look back, at what is one's own
    SEE_TEAM = "see the teams that one manages"
    RECORD_ANOTHER_WAY = "record another way"  # to a Managed
    USE_PACK = "use a facilitator's pack"
    RECORD_SESSION = "record who took part in a session"  # to a Person
    SEE_PUBLISHED = "see what is published"
    SEE_COVERAGE = "see what is trained"
    PRINT_CERTIFICATE = "print a certificate"  # to a Certificate, as the three below
    REISSUE_CERTIFICATE = "get a certificate again under another name"
    READ_WHY_WITHDRAWN = "read why a certificate was withdrawn"
    WITHDRAW_CERTIFICATE = "withdraw a certificate"
    CHANGE_SETTINGS = "see and change the organisation's settings"
    REQUIRE = "see and change what is required of whom"


Object = Managed | Person | Certificate | None
"""What an act is done to. None asks whether somebody may do it to anything at all."""

_EVERYBODY: Final = frozenset(Role)
_AUTHORS: Final = frozenset({Role.TRAINER, Role.ADMINISTRATOR})
_BY_ROLE: Final[Mapping[Act, frozenset[Role]]] = {
    Act.LEARN: _EVERYBODY,
    Act.SEE_TEAM: frozenset({Role.MANAGER}),
    Act.RECORD_ANOTHER_WAY: frozenset({Role.MANAGER}),
    Act.USE_PACK: frozenset({Role.TRAINER}),
    Act.RECORD_SESSION: frozenset({Role.TRAINER}),
    Act.SEE_PUBLISHED: _AUTHORS,
    Act.SEE_COVERAGE: _AUTHORS,
    Act.PRINT_CERTIFICATE: _EVERYBODY,
    Act.REISSUE_CERTIFICATE: _EVERYBODY,
    Act.READ_WHY_WITHDRAWN: _EVERYBODY,
    Act.WITHDRAW_CERTIFICATE: frozenset({Role.ADMINISTRATOR}),
    Act.CHANGE_SETTINGS: frozenset({Role.ADMINISTRATOR}),
    Act.REQUIRE: frozenset({Role.ADMINISTRATOR}),
}


def can(person: Person | None, act: Act, object: Object = None) -> bool:
    """Whether this person (None: nobody who is signed in) may do this, to this object if one is given.

    TypeError for an object that such an act is never done to.
    """
    if person is None or act not in _at_all(person.roles):
        return False
    if object is None:
        return True
    match act, object:
        case Act.RECORD_ANOTHER_WAY, Managed() as managed:
            return managed.by == person.id and managed.id != person.id
        case Act.RECORD_SESSION, Person() as other:
            return other.id != person.id
        case ((Act.PRINT_CERTIFICATE | Act.REISSUE_CERTIFICATE), Certificate() as certificate):
            return certificate.person == person.id and certificate.stands
        case Act.READ_WHY_WITHDRAWN, Certificate() as certificate:
            return certificate.person == person.id or Role.ADMINISTRATOR in person.roles
        case Act.WITHDRAW_CERTIFICATE, Certificate() as certificate:
            return certificate.stands
    raise TypeError(f"nobody can {act}: to a {type(object).__name__}")


def must(person: Person | None, act: Act, object: Object = None) -> None:
    """Go on only if `can` allows it; NotAllowed otherwise."""
    if not can(person, act, object):
        raise NotAllowed(act)


def acts_of(person: Person | None) -> frozenset[Act]:
    """Everything that somebody may do to anything at all: what a menu offers them."""
    return frozenset() if person is None else _at_all(person.roles)


@lru_cache(1 << len(Role))
def _at_all(roles: frozenset[Role]) -> frozenset[Act]:
    return frozenset(act for act, holders in _BY_ROLE.items() if not roles.isdisjoint(holders))
