"""Certificates: what is printed on each, for good; which stands; and how the others ended, by a row of its own."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.completion import Certificate, CertificateEnd, HowItEnded, Printed
from quizapp.model.moments import no_earlier
from quizapp.store.records import printed as printed_texts
from quizapp.store.refusals import Refused, refused
from quizapp.store.tables import certificate, certificate_end, completion

__all__ = ["Refused"]

_Row = sa.Row[*tuple[Any, ...]]

_CERTIFICATES = select(
    certificate.c.code,
    certificate.c.completion,
    completion.c.person,
    certificate.c.printed,
    certificate.c.issued_at,
    certificate.c.replaces,
    certificate_end.c.kind,
    certificate_end.c.at,
    certificate_end.c.by,
    certificate_end.c.why,
).select_from(
    certificate.join(completion, completion.c.id == certificate.c.completion).outerjoin(
        certificate_end, certificate_end.c.code == certificate.c.code
    )
)
_REPLACEMENT = select(certificate.c.code).where(certificate.c.replaces == bindparam("code"))
_BY_CODE = _CERTIFICATES.where(certificate.c.code == bindparam("code"))
# Oldest first, and what stands last.
_BY_COMPLETIONS = _CERTIFICATES.where(certificate.c.completion.in_(bindparam("of", expanding=True))).order_by(
    certificate_end.c.code.is_(None), certificate.c.issued_at, certificate.c.code
)


def issue(
    connection: Connection,
    *,
    code: str,
    completion: int,
    printed: Printed,
    at: datetime,
    replaces: str | None = None,
) -> None:
    """Store what one completion's certificate says, for good, as `issue_all` does, and which code it replaces, if any.

    Raises Refused, too, where the other was replaced before.
    """
    _insert(connection, [_row(code, completion, printed, at, replaces)])


def issue_all(
    connection: Connection, issued: Collection[tuple[str, int, Printed, datetime]], replaces: str | None = None
) -> None:
    """Store these certificates, as (code, completion, what it says, issued when), for good, in one statement.

    `replaces` is the code that the only one of them replaces. Raises Refused where a completion has one that stands, or
    a code is taken.
    """
    _insert(
        connection, [_row(code, completion_id, printed, at, replaces) for code, completion_id, printed, at in issued]
    )


def _row(code: str, completion_id: int, printed: Printed, at: datetime, replaces: str | None) -> dict[str, Any]:
    text = printed_texts.as_json(printed)
    return {"code": code, "completion": completion_id, "printed": text, "issued_at": at, "replaces": replaces}


def _insert(connection: Connection, rows: list[dict[str, Any]]) -> None:
    try:
        connection.execute(certificate.insert(), rows)
    except sa.exc.IntegrityError as error:
        raise refused(error) from error


def find(connection: Connection, code: str) -> Certificate | None:
    """The certificate with this code, whether it stands or not; None if there is none."""
    row = connection.execute(_BY_CODE, {"code": code}).one_or_none()
    return _certificate(row) if row is not None else None


def replacement(connection: Connection, code: str) -> str | None:
    """The code of the certificate that took the place of this one; None if none did."""
    return connection.execute(_REPLACEMENT, {"code": code}).scalar_one_or_none()


def of_completion(connection: Connection, completion: int) -> Certificate | None:
    """The certificate of a completion: the one that stands, or else the last that did; None if none was issued."""
    return of_completions(connection, [completion]).get(completion)


def of_completions(connection: Connection, completions: Collection[int]) -> Mapping[int, Certificate]:
    """The same for each of these completions; in one query, those without a certificate left out."""
    if not completions:
        return {}
    return {row.completion: _certificate(row) for row in connection.execute(_BY_COMPLETIONS, {"of": list(completions)})}


def end(connection: Connection, code: str, kind: CertificateEnd, *, at: datetime, by: int | None, why: str) -> bool:
    """Let a certificate stand no longer, with the reason; False if there is none or it has ended already.

    It ends no earlier than it was issued. Raises Refused for a reason that is empty or far too long.
    """
    found = find(connection, code)
    if found is None or not found.stands:
        return False
    row = {"code": code, "kind": kind, "at": no_earlier(at, found.issued), "by": by, "why": why}
    try:
        connection.execute(certificate_end.insert(), row)
    except sa.exc.IntegrityError as error:
        raise refused(error) from error
    return True


def _certificate(row: _Row) -> Certificate:
    ended = HowItEnded(row.at, row.why, row.by) if row.kind is not None else None
    return Certificate(
        code=row.code,
        completion=row.completion,
        person=row.person,
        printed=printed_texts.read(row.printed),
        issued=row.issued_at,
        replaces=row.replaces or "",
        kind=CertificateEnd(row.kind) if row.kind is not None else None,
        ended=ended,
    )
