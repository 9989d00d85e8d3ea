"""The register of personal columns: what each is kept for, who sees it, how long, and what erasing does to it.

The privacy page shows it, the copy that a person can have follows it, and a test holds it against the tables
(`tests/store/test_register.py`): a column that reaches a person has its place here or in `IMPERSONAL`.
Words for each holding stand in `templates/about/_register.html`.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final


class SeenBy(Enum):
    """Who sees a holding on a page of this site, besides the person."""

    MANAGERS = auto()  # of the person's teams
    TRAINERS = auto()  # who record somebody in a session
    ADMINISTRATORS = auto()
    WHOEVER_HAS_THE_CODE = auto()  # of a certificate


class HowLong(Enum):
    """How long a holding is kept."""

    UNTIL_ERASED = auto()
    UNTIL_IT_RUNS_OUT = auto()  # by itself: a session, a link, a form that waits
    LASTING = auto()  # what an inspection may ask for


class WhenErased(Enum):
    """What becomes of a holding when the person is erased."""

    GOES = auto()
    BLANKED = auto()  # the row stays, without its words
    STAYS = auto()  # under a pseudonym


@dataclass(frozen=True, slots=True)
class Holding:
    """Something that is kept about a person, in these columns (`table.column`).

    The person sees all of it in the copy that they can have, unless `is_copied` is false: it is a key to their
    account, or says nothing that another column does not say.
    """

    name: str
    columns: tuple[str, ...]
    readers: tuple[SeenBy, ...]
    kept: HowLong
    when_erased: WhenErased
    is_copied: bool = True


def _of(table: str, columns: str) -> tuple[str, ...]:
    return tuple(f"{table}.{column}" for column in columns.split())


_M, _T, _A, _C = SeenBy.MANAGERS, SeenBy.TRAINERS, SeenBy.ADMINISTRATORS, SeenBy.WHOEVER_HAS_THE_CODE
_ERASED, _RUNS_OUT, _LASTING = HowLong.UNTIL_ERASED, HowLong.UNTIL_IT_RUNS_OUT, HowLong.LASTING
_GOES, _BLANKED, _STAYS = WhenErased.GOES, WhenErased.BLANKED, WhenErased.STAYS

REGISTER: Final[tuple[Holding, ...]] = (
    Holding("name", _of("person", "name"), (_M, _T, _A), _ERASED, _BLANKED),
    Holding("address", _of("person", "email_key"), (_M, _A), _ERASED, _GOES),
    Holding("staff-number", _of("person", "staff_no"), (_M, _A), _ERASED, _GOES),
    Holding("group", _of("person", "group"), (_A,), _ERASED, _GOES),
    Holding("works-as", _of("person", "works_as"), (_A,), _ERASED, _GOES),
    Holding("password", _of("person", "password_hash"), (), _ERASED, _GOES, is_copied=False),
    Holding("account", _of("person", "id public_id state joined_on merged_into"), (_A,), _LASTING, _STAYS),
    Holding("roles", _of("role", "person role"), (_A,), _ERASED, _GOES),
    Holding("teams", _of("membership", "person team from_on to_on home"), (_M, _A), _LASTING, _STAYS),
    Holding(
        "managing",
        _of("management", "person team from_on to_on kind granted_by role"),
        (_A,),
        _LASTING,
        _STAYS,
    ),
    Holding(
        "sign-ins",
        (
            *_of("session", "person expires revoked_at"),
            *_of("link", "person purpose expires used_at"),
            *_of("known_browser", "person expires"),
        ),
        (),
        _RUNS_OUT,
        _GOES,
    ),
    Holding(
        "keys",
        (*_of("session", "token_hash"), *_of("link", "hash"), *_of("known_browser", "token_hash")),
        (),
        _RUNS_OUT,
        _GOES,
        is_copied=False,
    ),
    Holding(
        "attempts",
        (
            *_of(
                "attempt", "id public_id person thing version scorer number seed state started finished ending practice"
            ),
            *_of("first_attempt", "person thing attempt"),
        ),
        (_M,),
        _LASTING,
        _STAYS,
    ),
    Holding(
        "steps",
        (
            *_of("step", "attempt number kind place choice at"),
            *_of("answer", "attempt number question chosen matched certainty"),
        ),
        (),
        _LASTING,
        _STAYS,
    ),
    Holding("written-answers", _of("answer", "text"), (), _ERASED, _BLANKED),
    Holding(
        "drawn",
        (
            *_of("drawn", "attempt ordinal question option_order points"),
            *_of("carried", "attempt point ordinal num den from_attempt"),
        ),
        (),
        _LASTING,
        _STAYS,
    ),
    Holding("reflections", _of("reflection", "attempt prompt text"), (), _ERASED, _GOES),
    Holding("intentions", _of("intention", "attempt text on_date done"), (), _ERASED, _GOES),
    Holding("unsent", _of("unsent", "attempt number fields at"), (), _RUNS_OUT, _GOES),
    Holding(
        "results",
        (
            *_of("result", "id attempt num den passed at current critical"),
            *_of("result_point", "result point ordinal num den word"),
        ),
        (),
        _LASTING,
        _STAYS,
    ),
    Holding(
        "first-marks",
        _of("first_mark", "person module point place attempt choice word sure_wrong"),
        (),
        _LASTING,
        _STAYS,
    ),
    Holding(
        "completions",
        (
            *_of("completion", "id person module on_date briefing_sha source at"),
            *_of("completion_evidence", "completion ordinal attempt otherwise"),
            *_of("completion_current", "person module completion"),
            *_of("completion_end", "completion at by"),
        ),
        (_M,),
        _LASTING,
        _STAYS,
    ),
    Holding(
        "another-way",
        (
            *_of("otherwise", "id public_id person thing on_date by at"),
            *_of("otherwise_current", "person thing otherwise"),
            *_of("otherwise_end", "otherwise at by"),
        ),
        (_M, _T),
        _LASTING,
        _STAYS,
    ),
    Holding(
        "certificates",
        (
            *_of("certificate", "code completion issued_at replaces"),
            *_of("certificate_current", "completion code"),
            *_of("certificate_end", "code kind at by"),
        ),
        (_M, _A, _C),
        _LASTING,
        _STAYS,
    ),
    Holding("printed", _of("certificate", "printed"), (_A, _C), _LASTING, _BLANKED),
    Holding(
        "reasons",
        (*_of("certificate_end", "why"), *_of("completion_end", "why"), *_of("otherwise_end", "why")),
        (_M, _A),
        _LASTING,
        _BLANKED,
    ),
    Holding(
        "required",
        (
            *_of("belonging", "person kind value from_on to_on"),
            *_of("exemption", "id public_id requirement person from_on to_on by at"),
            *_of("exemption_end", "exemption to_on by at"),
            *_of("standing", "person module home_team due_on completed_on renew_from expires_on exempt_until begun_on"),
            *_of("standing", "status0 on1 status1 on2 status2 next_on"),
        ),
        (_M, _A),
        _LASTING,
        _STAYS,
    ),
    Holding("exempt-because", _of("exemption", "reason"), (_A,), _LASTING, _BLANKED),
    Holding(
        "in-practice", _of("in_practice", "completion text shared supervision_on set_aside at"), (_M,), _ERASED, _GOES
    ),
    Holding(
        "mail", _of("outbox", "id public_id reason_key person kind lines said made_at sent_at"), (_A,), _LASTING, _GOES
    ),
    Holding("posting", _of("outbox", "tries next_try leased_until hitch failed_at"), (_A,), _LASTING, _GOES),
    Holding("letters-chosen", _of("letter_choice", "person weekly at"), (), _ERASED, _GOES),
    Holding("agreed", (*_of("team_action", "by at"), *_of("team_action_end", "by at")), (_M,), _LASTING, _STAYS),
    Holding("requirements", (*_of("requirement", "by at"), *_of("requirement_rule", "by at")), (_A,), _LASTING, _STAYS),
    Holding("erasure", _of("erasure", "person at reason by"), (_A,), _LASTING, _STAYS),
    Holding("audit", _of("audit", "seq at actor action subject object details"), (), _LASTING, _STAYS),
    Holding("once", _of("audit", "once"), (), _LASTING, _STAYS, is_copied=False),
    Holding(
        "published",
        (*_of("version", "by at"), *_of("publication", "by at why"), *_of("retirement", "by at why")),
        (_T, _A),
        _LASTING,
        _STAYS,
    ),
    Holding("settings", _of("setting_change", "by at"), (_A,), _LASTING, _STAYS),
)

# Columns of tables that reach a person and say nothing of anybody: what was published, and what the organisation set.
# Only who did it, and when, is about a person.
IMPERSONAL: Final[frozenset[str]] = frozenset(
    {
        *_of("version", "id thing own_sha format origin"),
        *_of("version_part", "version path sha"),
        *_of("compiled", "version compiler model_json html_json map_json"),
        *_of("live", "thing version"),
        *_of("publication", "seq thing version previous"),
        *_of("retirement", "publication"),
        *_of("setting_change", "seq setting team text previous"),
        *_of("team_action", "id public_id team text on_date due_on"),
        *_of("team_action_end", "action kind on_date note"),
        *_of("requirement", "id public_id module"),
        *_of("requirement_rule", "requirement number from_on name who counted_from due_by due_days renew_months"),
        *_of("requirement_rule", "window_days grace_days"),
    }
)


def holding_of(table: str, column: str) -> Holding | None:
    """The holding that has this column; None where it is in none."""
    return next((one for one in REGISTER if f"{table}.{column}" in one.columns), None)


def copied() -> frozenset[str]:
    """The columns (`table.column`) that a person's own copy has."""
    return frozenset(column for one in REGISTER if one.is_copied for column in one.columns)
