"""How far has a followed log been read, and what was open there?"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from storage.calls import feed_positions
from storage.database import Session, insert_for


class Read(NamedTuple):
    """Where reading goes on, and what was open at that place, as JSON."""

    inode: int
    offset: int
    open: str


def place(session: Session, feed_id: int, file: str) -> Read | None:
    """None where this file was never read."""
    table = feed_positions.c
    wanted = select(table.inode, table.offset, table.open).where(table.feed_id == feed_id, table.file == file[-400:])
    row = session.execute(wanted).one_or_none()
    return Read(*row) if row else None


def keep_place(session: Session, feed_id: int, file: str, read: Read, now: datetime) -> None:
    row = {"feed_id": feed_id, "file": file[-400:], "read_at": now, **read._asdict()}
    put = insert_for(session.dialect.name, feed_positions).values(row)
    changed = {name: put.excluded[name] for name in row if name != "feed_id"}
    session.execute(put.on_conflict_do_update(index_elements=[feed_positions.c.feed_id], set_=changed))
