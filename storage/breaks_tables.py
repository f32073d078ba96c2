"""In which tables are breaks, caps and exceptions kept, and how is a row read?"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    literal_column,
    text,
)

from rules.breaks import HOLDS_TOKEN, OPEN, Break, State, Step
from storage.database import Id, UtcDateTime, metadata
from storage.people import people, teams


def _index(name: str, *columns: str, states: Iterable[State], unique: bool = False) -> Index:
    """An index over the breaks in some states only, so that years of history cost nothing."""
    condition = text("state IN ({})".format(", ".join(f"'{state}'" for state in states)))
    return Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


breaks = Table(
    "breaks",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey(people.c.id), nullable=False),
    Column("team_id", Id, ForeignKey(teams.c.id)),
    Column("kind", String(40), nullable=False),
    Column("state", String(10), nullable=False),
    Column("length_s", Integer, nullable=False),
    Column("counted_s", Integer, nullable=False),  # what the allowance counts: planned while out, real afterwards
    Column("token_no", Integer),
    Column("shift_day", Date, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("used_before_s", Integer, nullable=False),
    Column("rested_since", UtcDateTime, nullable=False),
    Column("closes_at", UtcDateTime, nullable=False),
    Column("offers", Integer, nullable=False),
    Column("unanswered", Integer, nullable=False),
    Column("passed", Boolean, nullable=False),  # let the token go by in this turn
    Column("offer_ends_at", UtcDateTime),
    Column("out_at", UtcDateTime),
    Column("due_at", UtcDateTime),
    Column("told_step", Integer, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("approved", Boolean, nullable=False),
    Column("decided_by", Id, ForeignKey(people.c.id)),
    Column("reason", String(2000)),
    CheckConstraint("token_no > 0", name="token_no"),
    # FR-06 and FR-07, kept by the database: a token is in one hand, and a person stands in one place.
    _index("uq_breaks_token", "team_id", "token_no", states=HOLDS_TOKEN, unique=True),
    _index("uq_breaks_person", "person_id", states=OPEN, unique=True),
    _index("ix_breaks_open", "state", "team_id", states=OPEN),
    Index("ix_breaks_person_day", "person_id", "shift_day"),
    Index("ix_breaks_team_day", "team_id", "shift_day"),
)

break_caps = Table(
    "break_caps",
    metadata,
    Column("id", Id, primary_key=True),
    Column("team_id", Id, ForeignKey(teams.c.id), nullable=False),
    Column("tokens", Integer, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("reason", String(2000), nullable=False),
    Column("set_by", Id, ForeignKey(people.c.id), nullable=False),
    Column("set_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    CheckConstraint("tokens >= 0", name="tokens"),
    Index(
        "uq_break_caps_in_force",
        "team_id",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)

adherence_exceptions = Table(
    "adherence_exceptions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey(people.c.id), nullable=False),
    Column("break_id", Id, ForeignKey(breaks.c.id), nullable=False, unique=True),
    Column("shift_day", Date, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)


_IN_SECONDS = {"length": "length_s", "counted": "counted_s", "used_before": "used_before_s"}
BREAK_COLUMNS = tuple(breaks.c[_IN_SECONDS.get(field, field)] for field in Break._fields)


def in_states(*states: State) -> ColumnElement[bool]:
    """Spelled out in the statement: SQLite takes a partial index only for a condition that it can read."""
    return breaks.c.state.in_([literal_column(f"'{state}'") for state in states])


def as_break(row: Sequence[Any]) -> Break:
    """A row that begins with BREAK_COLUMNS."""
    fields = list(row[: len(BREAK_COLUMNS)])
    for position, read in _READ:
        fields[position] = read(fields[position])
    return Break._make(fields)


def _timedelta(seconds: int) -> timedelta:
    return timedelta(seconds=seconds)


# A dictionary finds a state in a third of the time that the enumeration takes, and a floor has many.
_READ = tuple(
    (Break._fields.index(field), read)
    for field, read in (
        ("state", {state.value: state for state in State}.__getitem__),
        ("length", _timedelta),
        ("counted", _timedelta),
        ("used_before", _timedelta),
        ("told_step", {step.value: step for step in Step}.__getitem__),
    )
)
