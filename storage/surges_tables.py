"""What is kept of a surge: the watch of each queue, incidents, their timeline, who was called, and silent feeds?"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.calls import feeds
from storage.database import Id, UtcDateTime, metadata
from storage.people import people

_OPEN = text("ended_at IS NULL")

# The state of the watch, what is usual today and what was found last, as JSON.
surge_watches = Table(
    "surge_watches",
    metadata,
    Column("queue", String(256), primary_key=True),
    Column("state", Text, nullable=False),
    Column("profile", Text),
    Column("figures", Text),
)

surge_incidents = Table(
    "surge_incidents",
    metadata,
    Column("id", Id, primary_key=True),
    Column("queue", String(256), nullable=False),
    Column("drill", Boolean, nullable=False),
    Column("level", Integer, nullable=False),
    Column("level_since", UtcDateTime, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("rules", Text, nullable=False),
    Column("report", Text),
    CheckConstraint("level BETWEEN 0 AND 3", name="level_known"),
    Index("uq_surge_incidents_open", "queue", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
)

# Every change of a level, with a name and a reason; `found` is what the clock found, as JSON.
surge_changes = Table(
    "surge_changes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("incident_id", Id, ForeignKey(surge_incidents.c.id), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("did", String(10), nullable=False),
    Column("level", Integer, nullable=False),
    Column("by", String(40), nullable=False),
    Column("reason", Text, nullable=False),
    Column("found", Text, nullable=False),
    Index("ix_surge_changes_incident_id", "incident_id"),
)

surge_requests = Table(
    "surge_requests",
    metadata,
    Column("id", Id, primary_key=True),
    Column("incident_id", Id, ForeignKey(surge_incidents.c.id), nullable=False),
    Column("person_id", Id, ForeignKey(people.c.id), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("acknowledged_at", UtcDateTime),
    Column("seen_at", UtcDateTime),
    Column("shown_at", UtcDateTime),
    UniqueConstraint("incident_id", "person_id"),
)

surge_silences = Table(
    "surge_silences",
    metadata,
    Column("id", Id, primary_key=True),
    Column("feed_id", Id, ForeignKey(feeds.c.id), nullable=False),
    Column("heard_at", UtcDateTime, nullable=False),
    Column("noticed_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Index("uq_surge_silences_open", "feed_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
)
