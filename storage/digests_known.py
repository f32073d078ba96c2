"""Of which days and queues is something known?"""

from datetime import date

from sqlalchemy import bindparam, func, select

from rules import digests_slots as slots
from rules.digests_facts import Kind, Scope
from rules.digests_slots import Period, Span
from storage.database import Session
from storage.digests_tables import counts, totals

_newest = select(func.max(counts.c.period)).where(counts.c.period.startswith(f"{Span.DAY}/"))
_queues = select(totals.c.about).where(totals.c.period == bindparam("of"), totals.c.about.startswith(f"{Kind.QUEUE}:"))


def newest_day(session: Session) -> date | None:
    """The last day that was counted."""
    newest = session.execute(_newest).scalar()
    return Period.read(newest).day if newest else None


def queues(session: Session, day: date) -> list[str]:
    """The queues that had calls on a day."""
    rows = session.execute(_queues, {"of": str(slots.a_day(day))}).scalars()
    return sorted(Scope.read(about).name for about in rows)
