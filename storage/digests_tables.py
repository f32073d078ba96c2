"""What is kept of what was counted, and of what has been told of it?"""

from sqlalchemy import Column, Integer, String, Table, Text

from storage.database import Id, UtcDateTime, metadata

# When a period was counted last, and which feeds told something of it and when, as JSON.
counts = Table(
    "digest_counts",
    metadata,
    Column("period", String(40), primary_key=True),
    Column("counted_at", UtcDateTime, nullable=False),
    Column("heard", Text, nullable=False),
)

# One scope of a period: its measures and hours as JSON.
totals = Table(
    "digest_totals",
    metadata,
    Column("period", String(40), primary_key=True),
    Column("about", String(280), primary_key=True),
    Column("measures", Text, nullable=False),
    Column("hours", Text, nullable=False),
)

# Something new was told of a quarter of an hour, counted since 1970. Only appended, so that whoever counts takes away
# exactly what was seen.
marks = Table(
    "digest_marks",
    metadata,
    Column("id", Id, primary_key=True),
    Column("quarter", Integer, nullable=False),
    sqlite_autoincrement=True,  # a number that was seen is never given again
)

# What a digest said when it was posted, and what it says now: a correction, where it is something else.
posts = Table(
    "digest_posts",
    metadata,
    Column("period", String(40), primary_key=True),
    Column("about", String(280), primary_key=True),
    Column("posted_at", UtcDateTime, nullable=False),
    Column("measures", Text, nullable=False),
    Column("told", Text, nullable=False),
)
