"""How much waits to be said, and what cannot be said at all?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select

from storage.database import Session, UtcDateTime
from storage.outbox import outbox, pending

_given_up = outbox.c.failed_at.is_not(None)
_held_up = and_(outbox.c.said < outbox.c.wanted, outbox.c.error.is_not(None))


@dataclass(frozen=True)
class Backlog:
    """How much waits to be said, since when, and how much could not be said."""

    pending: int
    oldest: datetime | None
    failed: int


@dataclass(frozen=True)
class Kept:
    """What is kept because it cannot be said: how many messages of a conversation, and what Slack answered last."""

    conversation: str
    messages: int
    error: str


def backlog(session: Session) -> Backlog:
    waiting, oldest = session.execute(
        select(func.count(), func.min(outbox.c.queued_at, type_=UtcDateTime())).where(pending)
    ).one()
    failed = session.execute(select(func.count()).where(_given_up)).scalar_one()
    return Backlog(waiting, oldest, failed)


def given_up(session: Session) -> list[Kept]:
    """Every conversation in which something cannot be said."""
    kept = select(outbox.c.conversation, func.count(), func.max(outbox.c.error)).where(_given_up)
    return [Kept(*row) for row in session.execute(kept.group_by(outbox.c.conversation))]


def held_up_in(session: Session, conversation: str) -> Kept | None:
    """What is still to be said in a conversation after a try that failed, given up or just tried again."""
    counted = select(func.count(), func.max(outbox.c.error)).where(_held_up, outbox.c.conversation == conversation)
    messages, error = session.execute(counted).one()
    return Kept(conversation, messages, error) if messages else None
