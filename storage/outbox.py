"""What must still be said, where, in which order, and what became of it?

A row is a *slot*: one message, or one living message that is edited. What it says is drawn from the facts when it is
said, so that nothing stale is ever said. The rows of a conversation share a *lane*: one speaker at a time, at Slack's
pace.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    String,
    Table,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    text,
    update,
)

from storage.database import Id, Session, UtcDateTime, insert_for, metadata

_FAILED = text("failed_at IS NOT NULL")

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("slot", String(120), nullable=False, unique=True),
    Column("conversation", String(40), nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("wanted", Integer, nullable=False),
    Column("said", Integer, nullable=False),
    Column("queued_at", UtcDateTime, nullable=False),
    Column("said_at", UtcDateTime),
    Column("tried_at", UtcDateTime),
    Column("tries", Integer, nullable=False),
    Column("channel", String(40)),
    Column("ts", String(40)),
    Column("failed_at", UtcDateTime),
    Column("error", String(200)),
    Index("ix_outbox_failed", "conversation", sqlite_where=_FAILED, postgresql_where=_FAILED),
)

pending = and_(outbox.c.said < outbox.c.wanted, outbox.c.failed_at.is_(None))  # still to be said
Index("ix_outbox_pending", outbox.c.conversation, sqlite_where=pending, postgresql_where=pending)

# Who wants to be drawn again when something changes: the slot of a board follows its team.
follows = Table(
    "outbox_follows",
    metadata,
    Column("topic", String(80), primary_key=True),
    Column("slot", String(120), primary_key=True),
)

# A change is only appended here, so that a thousand people never wait for one row; the speaker gathers the marks.
marks = Table(
    "outbox_marks",
    metadata,
    Column("id", Id, primary_key=True),
    Column("topic", String(80), nullable=False),
)

lanes = Table(
    "outbox_lanes",
    metadata,
    Column("conversation", String(40), primary_key=True),
    Column("owner", String(40)),
    Column("leased_until", UtcDateTime, nullable=False),
    Column("next_at", UtcDateTime, nullable=False),
)


@dataclass(frozen=True)
class Line:
    """The next thing to say in a conversation, ours to say for as long as the lane is leased.

    `unsure_since` is when an earlier try may have reached Slack.
    """

    id: int
    slot: str
    conversation: str
    wanted: int
    channel: str | None
    ts: str | None
    tries: int
    unsure_since: datetime | None
    leased_until: datetime


_mark = insert(marks)
_wanted_again = {
    "wanted": outbox.c.wanted + 1,
    "failed_at": None,
    "tries": case((outbox.c.failed_at.is_not(None), 0), else_=outbox.c.tries),  # a new wish, and not its old patience
    "queued_at": case(
        (outbox.c.said == outbox.c.wanted, bindparam("now", type_=UtcDateTime())), else_=outbox.c.queued_at
    ),
}


def say(
    session: Session, slot: str, conversation: str, now: datetime, urgent: bool = False, follow: Iterable[str] = ()
) -> None:
    """Want a slot said in a conversation (a channel or a person), again if it was said before."""
    dialect = session.dialect.name
    fresh = {"wanted": 1, "said": 0, "tries": 0, "queued_at": now}
    put = insert_for(dialect, outbox).values(slot=slot, conversation=conversation, urgent=urgent, **fresh)
    moved = outbox.c.conversation != conversation
    there = {"conversation": conversation, "ts": case((moved, None), else_=outbox.c.ts)}
    again = put.on_conflict_do_update(index_elements=[outbox.c.slot], set_={**_wanted_again, **there})
    session.execute(again, {"now": now})
    for topic in follow:
        session.execute(insert_for(dialect, follows).values(topic=topic, slot=slot).on_conflict_do_nothing())


def changed(session: Session, *topics: str) -> None:
    """Something changed: every slot that follows one of these topics will be drawn again."""
    if topics:
        session.execute(_mark, [{"topic": topic} for topic in topics])


def gather(session: Session, now: datetime) -> int:
    """Turn marks into wanted slots; how many topics had changed."""
    topics = set(session.execute(delete(marks).returning(marks.c.topic)).scalars())
    if topics:
        following = select(follows.c.slot).where(follows.c.topic.in_(topics))
        again = update(outbox).where(outbox.c.slot.in_(following)).values(_wanted_again)
        session.execute(again, {"now": now})
    return len(topics)


def claim(session: Session, owner: str, now: datetime, lease: timedelta, at_most: int) -> list[Line]:
    """Take conversations that have something to say and may speak now, and the next line of each, noted as tried.

    Urgent lines come first, then the order in which they were wanted. Nobody else speaks there until the lane is
    released or the lease is over.
    """
    until = now + lease
    lines = [_begin(session, lane, now, until) for lane in _claim_lanes(session, owner, now, until, at_most)]
    return [line for line in lines if line is not None]


def _claim_lanes(session: Session, owner: str, now: datetime, until: datetime, at_most: int) -> list[str]:
    waiting = select(outbox.c.conversation).where(pending).distinct()
    lane_is_missing = ~exists().where(lanes.c.conversation == outbox.c.conversation)
    missing = session.execute(waiting.where(lane_is_missing)).scalars().all()
    if missing:
        fresh = [{"conversation": one, "leased_until": now, "next_at": now} for one in missing]
        session.execute(insert_for(session.dialect.name, lanes).on_conflict_do_nothing(), fresh)
    free = (
        select(lanes.c.conversation)
        .where(lanes.c.conversation.in_(waiting), lanes.c.leased_until <= now)
        .order_by(_most_urgent.desc(), lanes.c.next_at)
        .limit(at_most)
        .with_for_update(skip_locked=True)
    )
    taken = update(lanes).where(lanes.c.conversation.in_(free.scalar_subquery()))
    claimed = taken.values(owner=owner, leased_until=until).returning(lanes.c.conversation)
    return list(session.execute(claimed).scalars())


_most_urgent = (
    select(func.max(case((outbox.c.urgent, 1), else_=0)))
    .where(pending, outbox.c.conversation == lanes.c.conversation)
    .scalar_subquery()
)


def _begin(session: Session, conversation: str, now: datetime, leased_until: datetime) -> Line | None:
    row = session.execute(_next_line, {"in_conversation": conversation}).one_or_none()
    if row is None:
        return None
    session.execute(_tried, {"line_id": row.id, "now": now})
    unsure_since = row.tried_at if row.ts is None else None
    tries = row.tries + 1
    return Line(row.id, row.slot, conversation, row.wanted, row.channel, row.ts, tries, unsure_since, leased_until)


_next_line = (
    select(outbox)
    .where(pending, outbox.c.conversation == bindparam("in_conversation"))
    .order_by(outbox.c.urgent.desc(), outbox.c.queued_at, outbox.c.id)
    .limit(1)
)
_tried = (
    update(outbox)
    .where(outbox.c.id == bindparam("line_id"))
    .values(tried_at=func.coalesce(outbox.c.tried_at, bindparam("now", type_=UtcDateTime())))
)


def said(session: Session, line: Line, now: datetime) -> None:
    """It was said, or there was nothing left to say; it stands where the line says."""
    here = {
        "channel": line.channel,
        "ts": line.ts,
        "said_at": func.coalesce(outbox.c.said_at, literal(now, UtcDateTime())),
    }
    done = {"said": line.wanted, "tried_at": None, "tries": 0, "error": None, **here}
    session.execute(update(outbox).where(outbox.c.id == line.id).values(done))


def not_said(session: Session, line: Line, error: str, now: datetime, sure: bool, for_good: bool) -> None:
    """It was not said: `sure` when Slack has not got this try, `for_good` when trying again is no use.

    A doubt from an earlier try stays until somebody has looked back.
    """
    doubt = line.unsure_since if sure else line.unsure_since or now
    # Counted here and not at the beginning: a bot that died meanwhile is no reason to be slower with the next try.
    values: dict[str, object] = {"error": error[:200], "tried_at": doubt, "tries": line.tries}
    values |= {"channel": line.channel, "ts": line.ts}
    if for_good:
        values["failed_at"] = now
    session.execute(update(outbox).where(outbox.c.id == line.id).values(values))


def lost_its_message(session: Session, line: Line) -> None:
    """Somebody deleted the message that was to be edited: it will be posted again."""
    session.execute(update(outbox).where(outbox.c.id == line.id).values(ts=None, channel=None, tried_at=None))


def hold_lane(session: Session, conversation: str, owner: str, until: datetime) -> bool:
    """Keep a lane for longer; False where it is another's by now."""
    mine = update(lanes).where(lanes.c.conversation == conversation, lanes.c.owner == owner)
    return session.execute(mine.values(leased_until=until)).rowcount > 0  # pyright: ignore[reportAttributeAccessIssue]


def release_lane(session: Session, conversation: str, owner: str, next_at: datetime) -> None:
    mine = update(lanes).where(lanes.c.conversation == conversation, lanes.c.owner == owner)
    session.execute(mine.values(owner=None, leased_until=next_at, next_at=next_at))


def first_said_at(session: Session, slot: str) -> datetime | None:
    """When a slot was said for the first time; None while that is still to come."""
    return session.execute(select(outbox.c.said_at).where(outbox.c.slot == slot)).scalar()


def has_failed(session: Session, slot: str) -> bool:
    """Whether a slot cannot be said, however often it is tried."""
    failed = select(outbox.c.id).where(outbox.c.slot == slot, outbox.c.failed_at.is_not(None))
    return session.execute(failed).first() is not None


def is_promised(session: Session, slot: str) -> bool:
    """Whether a slot was ever wanted."""
    return session.execute(select(outbox.c.id).where(outbox.c.slot == slot)).first() is not None


def forget(session: Session, before: datetime) -> None:
    """Drop what was said, or could not be said, long ago; boards and Homes are living and stay."""
    passing = or_(*(follows.c.topic.like(f"{kind}%") for kind in ("break:", "digest:", "surges.")))
    living = select(follows.c.slot).where(~passing)
    old = and_(~pending, outbox.c.queued_at < before, outbox.c.slot.not_in(living))
    session.execute(delete(outbox).where(old))
    session.execute(delete(follows).where(follows.c.slot.not_in(select(outbox.c.slot))))
