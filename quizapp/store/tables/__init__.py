"""The tables: what the database itself must hold (STORE.md), by subject. `migrations/` makes them; a test holds the two
together. The triggers that keep finished attempts and the append-only tables as they are stand in the migrations too.

May import: what store may. The other parts of the store take every table from here.
"""

from quizapp.store.columns import metadata
from quizapp.store.tables.attempts import (
    answer,
    attempt,
    carried,
    drawn,
    first_attempt,
    intention,
    reflection,
    result,
    result_point,
    step,
    unsent,
)
from quizapp.store.tables.audit import audit
from quizapp.store.tables.completions import (
    certificate,
    certificate_current,
    certificate_end,
    completion,
    completion_current,
    completion_end,
    completion_evidence,
    otherwise,
    otherwise_current,
    otherwise_end,
)
from quizapp.store.tables.erasures import erasure
from quizapp.store.tables.figures import choice_total, first_mark, point_total
from quizapp.store.tables.organisation import setting_change
from quizapp.store.tables.outbox import letter_choice, outbox
from quizapp.store.tables.people import management, membership, person_table, role, team
from quizapp.store.tables.practice import in_practice, team_action, team_action_end
from quizapp.store.tables.published import blob, compiled, live, publication, retirement, thing, version, version_part
from quizapp.store.tables.requirements import (
    belonging,
    exemption,
    exemption_end,
    requirement,
    requirement_rule,
    standing,
)
from quizapp.store.tables.signing_in import known_browser, link, session, throttle

__all__ = [
    "answer",
    "attempt",
    "audit",
    "belonging",
    "blob",
    "carried",
    "certificate",
    "certificate_current",
    "certificate_end",
    "choice_total",
    "compiled",
    "completion",
    "completion_current",
    "completion_end",
    "completion_evidence",
    "drawn",
    "erasure",
    "exemption",
    "exemption_end",
    "first_attempt",
    "first_mark",
    "in_practice",
    "intention",
    "known_browser",
    "letter_choice",
    "link",
    "live",
    "management",
    "membership",
    "metadata",
    "otherwise",
    "otherwise_current",
    "otherwise_end",
    "outbox",
    "person_table",
    "point_total",
    "publication",
    "reflection",
    "requirement",
    "requirement_rule",
    "result",
    "result_point",
    "retirement",
    "role",
    "session",
    "setting_change",
    "standing",
    "step",
    "team",
    "team_action",
    "team_action_end",
    "thing",
    "throttle",
    "unsent",
    "version",
    "version_part",
]
