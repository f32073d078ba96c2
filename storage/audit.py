"""Who changed what on the floor, and can we prove that nobody changed the record? (SF-36)"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Row, String, Table, Text, func, insert, select

from storage.database import Id, Session, UtcDateTime, metadata, put_once

audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", String(40), nullable=False),
    Column("action", String(80), nullable=False),
    Column("subject", String(80), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
)

# The chain stands beside the rows, so that both are append-only and a sweep, not the floor, waits for its order.
audit_seals = Table(
    "audit_seals",
    metadata,
    Column("seq", Id, primary_key=True, autoincrement=False),
    Column("audit_id", Id, ForeignKey(audit.c.id), nullable=False, unique=True),
    Column("hash", String(64), nullable=False),
)

CLOCK = "clock"
SEAL_AT_ONCE = 500
OVERTAKEN = 10_000  # how many rows a slow transaction may be overtaken by before its own are committed
START = "0" * 64

_note = insert(audit)


@dataclass(frozen=True)
class Verdict:
    """What verification found: rows sealed and not yet sealed, the newest hash, and the first broken link."""

    sealed: int
    unsealed: int
    newest: str
    broken_at: int | None


def note(
    session: Session,
    now: datetime,
    actor: str,
    action: str,
    subject: str,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Append one row; `actor` is an employee number or the clock, `action` a word such as breaks.granted."""
    row = {"at": now, "actor": actor, "action": action, "subject": subject}
    session.execute(_note, {**row, "before": _text(before or {}), "after": _text(after or {})})


def seal(session: Session) -> int:
    """Chain the rows that no seal holds yet; how many. Two sealers cannot fork the chain: `seq` is unique."""
    last = session.execute(select(audit_seals).order_by(audit_seals.c.seq.desc()).limit(1)).one_or_none()
    seq, chained, newest = (last.seq, last.hash, last.audit_id) if last else (0, START, 0)
    rows = session.execute(
        select(audit)
        .outerjoin(audit_seals, audit_seals.c.audit_id == audit.c.id)
        .where(audit_seals.c.seq.is_(None), audit.c.id > newest - OVERTAKEN)
        .order_by(audit.c.id)
        .limit(SEAL_AT_ONCE)
    ).all()
    seals: list[dict[str, object]] = []
    for row in rows:
        seq, chained = seq + 1, _hash(chained, row)
        seals.append({"seq": seq, "audit_id": row.id, "hash": chained})
    if seals and put_once(session, audit_seals, **seals[0]) is None:
        return 0
    if seals[1:]:
        session.execute(insert(audit_seals), seals[1:])
    return len(seals)


def verify(session: Session) -> Verdict:
    """Walk the whole chain again; `broken_at` is the audit row where a seal no longer fits what is written."""
    chained, sealed, broken_at = START, 0, None
    rows = session.execute(
        select(audit, audit_seals.c.seq, audit_seals.c.hash, audit_seals.c.audit_id)
        .select_from(audit_seals)
        .outerjoin(audit, audit.c.id == audit_seals.c.audit_id)
        .order_by(audit_seals.c.seq)
        .execution_options(yield_per=1000)
    )
    for row in rows:
        sealed += 1
        if row.id is None or row.seq != sealed or _hash(chained, row) != row.hash:
            broken_at = row.audit_id
            break
        chained = row.hash
    total = session.execute(select(func.count()).select_from(audit)).scalar_one()
    seals = session.execute(select(func.count()).select_from(audit_seals)).scalar_one()
    return Verdict(sealed, total - seals, chained, broken_at)


def _hash(chained: str, row: Row) -> str:
    fields = [chained, row.id, row.at.isoformat(), row.actor, row.action, row.subject, row.before, row.after]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()


_text = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str).encode
