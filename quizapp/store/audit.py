"""The audit trail: who did what to whom, and when. Ids only, never names; appended to and never changed."""

import json
from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.engine import Connection

from quizapp.store.tables import audit

_RECORD = audit.insert()


def record(
    connection: Connection,
    *,
    at: datetime,
    actor: int | None,
    action: str,
    subject: int | None = None,
    object: str = "",
    details: Mapping[str, str | int] | None = None,
) -> None:
    """Append one row, in the transaction of what it tells of. `object` and `details` hold ids, never names or texts."""
    text = json.dumps(dict(details or {}), sort_keys=True)
    row = {"at": at, "actor": actor, "action": action, "subject": subject, "object": object, "details": text}
    connection.execute(_RECORD, row)


def count(connection: Connection) -> int:
    """How many rows there are."""
    return connection.execute(select(sa.func.count()).select_from(audit)).scalar_one()
