"""What did the phone systems report? Calls, agent states, figures, and where each came from."""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, text

from storage.database import Id, UtcDateTime, metadata

feeds = Table(
    "feeds",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("format", String(40), nullable=False),
)

# One row an import, so that every number can say which files it stands on and when they came.
feed_imports = Table(
    "feed_imports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("feed_id", Id, ForeignKey(feeds.c.id), nullable=False),
    Column("source", String(400), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("unknown", Integer, nullable=False),
    Column("bad", Integer, nullable=False),
)

# How far a followed file has been read, and what was open there, as JSON: a restart goes on from here.
feed_positions = Table(
    "feed_positions",
    metadata,
    Column("feed_id", Id, ForeignKey(feeds.c.id), primary_key=True),
    Column("file", String(400), nullable=False),
    Column("inode", Id, nullable=False),
    Column("offset", Id, nullable=False),
    Column("open", Text, nullable=False),
    Column("read_at", UtcDateTime, nullable=False),
)

calls = Table(
    "calls",
    metadata,
    Column("id", Id, primary_key=True),
    Column("feed_id", Id, ForeignKey(feeds.c.id), nullable=False),
    Column("key", String(400), nullable=False),
    Column("import_id", Id, ForeignKey(feed_imports.c.id), nullable=False),
    Column("call_id", String(120), nullable=False),
    Column("queue", String(256), nullable=False),
    Column("arrived_at", UtcDateTime, nullable=False),
    Column("answered_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    Column("outcome", String(10), nullable=False),
    Column("wait_s", Float),
    Column("ring_s", Float),
    Column("missed_rings", Integer, nullable=False),
    Column("missed_ring_s", Float, nullable=False),
    Column("talk_s", Float),
    Column("hold_s", Float),
    Column("acw_s", Float),
    Column("agent", String(120)),
    Column("transferred", Integer),
    Column("caller", String(64)),
    Column("topic", String(120)),
    Column("flags", String(200), nullable=False),
    UniqueConstraint("feed_id", "key"),
    Index("ix_calls_arrived_at", "arrived_at"),
    Index("ix_calls_agent_answered", "agent", "answered_at"),
)

agent_states = Table(
    "agent_states",
    metadata,
    Column("id", Id, primary_key=True),
    Column("feed_id", Id, ForeignKey(feeds.c.id), nullable=False),
    Column("key", String(400), nullable=False),
    Column("import_id", Id, ForeignKey(feed_imports.c.id), nullable=False),
    Column("agent", String(120), nullable=False),
    Column("queue", String(256), nullable=False),
    Column("state", String(12), nullable=False),
    Column("reason", String(120), nullable=False),
    Column("from_at", UtcDateTime, nullable=False),
    Column("to_at", UtcDateTime),
    Column("flags", String(200), nullable=False),
    UniqueConstraint("feed_id", "key"),
    Index("ix_agent_states_from_at", "from_at"),
    Index("ix_agent_states_agent", "agent", "from_at"),
    # What still lasts may have begun long ago; a digest finds it without reading years.
    Index(
        "ix_agent_states_open", "from_at", sqlite_where=text("to_at IS NULL"), postgresql_where=text("to_at IS NULL")
    ),
)

# P15: one agent has several names; whoever is not named here is known by the employee number in the name itself.
agent_names = Table(
    "agent_names",
    metadata,
    Column("name", String(120), primary_key=True),
    Column("employee_no", String(40), nullable=False),
)

# Events we do not know are kept and counted, so that nothing a phone system said is lost in silence.
unknown_events = Table(
    "unknown_events",
    metadata,
    Column("feed_id", Id, ForeignKey(feeds.c.id), primary_key=True),
    Column("event", String(80), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("sample", String(400), nullable=False),
)

figures = Table(
    "figures",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("about", String(120), nullable=False),
    Column("from_at", UtcDateTime, nullable=False),
    Column("to_at", UtcDateTime, nullable=False),
    Column("value", Float, nullable=False),
    Column("import_id", Id, ForeignKey(feed_imports.c.id), nullable=False),
    UniqueConstraint("kind", "about", "from_at", "to_at"),
)

targets = Table(
    "targets",
    metadata,
    Column("id", Id, primary_key=True),
    Column("indicator", String(60), nullable=False),
    Column("about", String(120), nullable=False),
    Column("effective_from", UtcDateTime, nullable=False),
    Column("value", Float, nullable=False),
    Column("set_by", String(40), nullable=False),
    Column("set_at", UtcDateTime, nullable=False),
    UniqueConstraint("indicator", "about", "effective_from"),
)
