"""Did we answer this request already, and what did we say?"""

from datetime import datetime

from sqlalchemy import Column, String, Table, Text, bindparam, delete, insert, select
from sqlalchemy.exc import IntegrityError

from storage.database import Session, UtcDateTime, metadata

inbox = Table(
    "inbox",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("answer", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)

_remember = insert(inbox)
_first_answer = select(inbox.c.answer).where(inbox.c.key == bindparam("key"))


class Repeated(Exception):
    """This request was answered before: the transaction must be rolled back and the first answer given again."""


def remember(session: Session, key: str, answer: str, now: datetime) -> None:
    """Keep the answer to a request; raises Repeated for a second delivery, so that its changes are undone."""
    try:
        session.execute(_remember, {"key": key, "answer": answer, "at": now})
    except IntegrityError as error:
        raise Repeated(key) from error


def first_answer(session: Session, key: str) -> str:
    """What was answered to a request that was repeated."""
    return session.execute(_first_answer, {"key": key}).scalar_one()


def forget(session: Session, before: datetime) -> int:
    """Drop answers that nobody will ask for again; how many went."""
    return session.execute(delete(inbox).where(inbox.c.at < before)).rowcount  # pyright: ignore[reportAttributeAccessIssue]
