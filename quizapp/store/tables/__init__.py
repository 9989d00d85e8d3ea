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
)
from quizapp.store.tables.audit import audit
from quizapp.store.tables.completions import certificate, completion, completion_evidence, otherwise
from quizapp.store.tables.organisation import setting_change
from quizapp.store.tables.people import management, membership, person_table, role, team
from quizapp.store.tables.published import blob, compiled, live, publication, thing, version, version_part
from quizapp.store.tables.signing_in import link, session, throttle

__all__ = [
    "answer",
    "attempt",
    "audit",
    "blob",
    "carried",
    "certificate",
    "compiled",
    "completion",
    "completion_evidence",
    "drawn",
    "first_attempt",
    "intention",
    "link",
    "live",
    "management",
    "membership",
    "metadata",
    "otherwise",
    "person_table",
    "publication",
    "reflection",
    "result",
    "result_point",
    "role",
    "session",
    "setting_change",
    "step",
    "team",
    "thing",
    "throttle",
    "version",
    "version_part",
]
