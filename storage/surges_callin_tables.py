"""In which tables are call-ins and their calls kept, and how is a row read?"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Row, String, Table, UniqueConstraint, text

from rules.surges_callin import Call, State
from storage.database import Id, UtcDateTime, metadata
from storage.people import people

_OPEN = text("ended_at IS NULL")
_WAITED_FOR = text("state IN ('asked', 'silent', 'accepted')")

callins = Table(
    "callins",
    metadata,
    Column("id", Id, primary_key=True),
    Column("incident_id", Id, nullable=False),
    Column("need", Integer, nullable=False),
    Column("begun_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    CheckConstraint("need > 0", name="need"),
    Index("uq_callins_open", "incident_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
)

calls = Table(
    "callin_calls",
    metadata,
    Column("id", Id, primary_key=True),
    Column("callin_id", Id, ForeignKey(callins.c.id), nullable=False),
    Column("person_id", Id, ForeignKey(people.c.id), nullable=False, index=True),
    Column("state", String(10), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("answer_by", UtcDateTime, nullable=False),
    Column("arrives_at", UtcDateTime),
    # Nobody is asked twice for one surge, nor for two at the same time.
    UniqueConstraint("callin_id", "person_id"),
    Index(
        "uq_callin_calls_waited_for", "person_id", unique=True, sqlite_where=_WAITED_FOR, postgresql_where=_WAITED_FOR
    ),
)

CALL_COLUMNS = tuple(calls.c[field] for field in Call._fields)


def as_call(row: Row) -> Call:
    """A row that begins with CALL_COLUMNS."""
    one = Call._make(row[: len(CALL_COLUMNS)])
    return one._replace(state=State(one.state))
