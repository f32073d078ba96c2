"""Calls, states and figures, put where a feed would put them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert

from rules.calls import AgentState, Call, Figure
from storage import calls as tables
from storage.database import Session
from support.cast import MORNING


def keep(
    session: Session,
    calls: Sequence[Call] = (),
    states: Sequence[AgentState] = (),
    figures: Sequence[Figure] = (),
    feed: str = "queue_log",
    at: datetime = MORNING,
) -> None:
    """One import of one feed."""
    made = insert(tables.feeds).values(name=feed, format=feed).returning(tables.feeds.c.id)
    feed_id = session.execute(made).scalar_one()
    imported = {"feed_id": feed_id, "source": f"{feed}.txt", "at": at, "rows": len(calls), "unknown": 2, "bad": 0}
    came = insert(tables.feed_imports).values(imported).returning(tables.feed_imports.c.id)
    import_id = session.execute(came).scalar_one()
    here = {"feed_id": feed_id, "import_id": import_id}
    if calls:
        session.execute(insert(tables.calls), [here | _row(one) for one in calls])
    if states:
        session.execute(insert(tables.agent_states), [here | _row(one) for one in states])
    if figures:
        session.execute(insert(tables.figures), [{"import_id": import_id, **one._asdict()} for one in figures])


def _row(one: Call | AgentState) -> dict[str, object]:
    row = {**one._asdict(), "flags": " ".join(one.flags)}
    if isinstance(one, Call):
        row |= {"outcome": str(one.outcome), "transferred": None if one.transferred is None else int(one.transferred)}
    return row
