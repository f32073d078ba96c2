"""In which tables is kept what surges leave to the teams, and who was told?"""

from datetime import timedelta

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Index, Integer, Row, Table, func, text

from rules.surges_policy import Ration
from storage.breaks_tables import breaks
from storage.database import Id, UtcDateTime, metadata
from storage.people import people, teams

_IN_FORCE = text("ended_at IS NULL")
_NOT_OVER = text("over_at IS NULL")

# Kept beside the leaders' caps, so that these are afterwards what they were.
rations = Table(
    "rations",
    metadata,
    Column("id", Id, primary_key=True),
    Column("incident_id", Id, nullable=False),
    Column("team_id", Id, ForeignKey(teams.c.id), nullable=False),
    Column("tokens", Integer, nullable=False),
    Column("length_s", Integer, nullable=False),
    Column("set_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    CheckConstraint("tokens >= 0", name="tokens"),
    Index(
        "uq_rations_in_force",
        "team_id",
        "incident_id",
        unique=True,
        sqlite_where=_IN_FORCE,
        postgresql_where=_IN_FORCE,
    ),
)

ration_told = Table(
    "ration_told",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey(people.c.id), nullable=False),
    Column("break_id", Id, ForeignKey(breaks.c.id), nullable=False),
    Column("was_out", Boolean, nullable=False),
    Column("told_at", UtcDateTime, nullable=False),
    Column("over_at", UtcDateTime),
    # Whoever was told is not told again before it is over, however many queues are in trouble.
    Index("uq_ration_told_person", "person_id", unique=True, sqlite_where=_NOT_OVER, postgresql_where=_NOT_OVER),
)

# Several surges at once: the strictest holds.
STRICTEST = (func.min(rations.c.tokens).label("ration_tokens"), func.min(rations.c.length_s).label("ration_s"))


def as_ration(row: Row) -> Ration | None:
    """A row with the STRICTEST columns; None where no surge leaves less than usual."""
    return None if row.ration_tokens is None else Ration(row.ration_tokens, timedelta(seconds=row.ration_s))
