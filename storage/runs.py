"""Has this scheduled run been done, and how late was it?"""

from datetime import datetime

from sqlalchemy import Column, Integer, String, Table, bindparam, delete, func, select

from storage.database import Session, UtcDateTime, metadata, put_once

runs = Table(
    "runs",
    metadata,
    Column("job", String(80), primary_key=True),
    Column("slot", UtcDateTime, primary_key=True),
    Column("ran_at", UtcDateTime, nullable=False),
    Column("late_s", Integer, nullable=False),
)

_last_slot = select(func.max(runs.c.slot, type_=UtcDateTime())).where(runs.c.job == bindparam("job"))


def claim(session: Session, job: str, slot: datetime, now: datetime) -> bool:
    """Take one run of a job; False where it was taken. Do the work in the same transaction: both stay or both go."""
    late_s = round((now - slot).total_seconds())
    return put_once(session, runs, job=job, slot=slot, ran_at=now, late_s=late_s) is not None


def last_slot(session: Session, job: str) -> datetime | None:
    return session.execute(_last_slot, {"job": job}).scalar()


def forget(session: Session, before: datetime) -> None:
    session.execute(delete(runs).where(runs.c.slot < before))
