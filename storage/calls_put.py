"""How do calls, states and figures get into the tables, again and again without harm?"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Row, Table, bindparam, func, insert, select, update

from rules.calls import AgentState, Call, Figure, Flag
from storage.calls import agent_states, calls, feed_imports, feeds, figures, unknown_events
from storage.database import Session, insert_for, put_once
from storage.digests_marks import mark, mark_spans
from storage.roster import Tally

BATCH = 500
ROUNDING = timedelta(seconds=2)
MOST = 2**31 - 1
NOTHING = Tally(0, 0, 0)

Values = dict[str, object]

_CALL = [*Call._fields]
_STATE = [*AgentState._fields]
_FIGURE = [*Figure._fields]
_FIGURE_KEY = _FIGURE[:-1]
HOUR = timedelta(hours=1)
LATE = timedelta(hours=12)
LATEST = timedelta(days=10)


def feed(session: Session, name: str, form: str) -> int:
    """The feed of this name, which is made when it is new."""
    put_once(session, feeds, name=name, format=form)
    return session.execute(select(feeds.c.id).where(feeds.c.name == name)).scalar_one()


def is_heard(session: Session) -> bool:
    """Whether any phone system ever told anything."""
    return session.execute(select(feeds.c.id).limit(1)).first() is not None


def new_import(session: Session, feed_id: int, source: str, now: datetime) -> int:
    """A new import, so that its rows can say where they came from."""
    row = {"feed_id": feed_id, "source": source[-400:], "at": now, "rows": 0, "unknown": 0, "bad": 0}
    return session.execute(insert(feed_imports).returning(feed_imports.c.id), row).scalar_one()


def of_the_day(session: Session, feed_id: int, source: str, now: datetime) -> int:
    """The import of what comes in bit by bit: one a day for each source."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    newest = select(func.max(feed_imports.c.id)).where(
        feed_imports.c.feed_id == feed_id, feed_imports.c.source == source[-400:], feed_imports.c.at >= today
    )
    return session.execute(newest).scalar() or new_import(session, feed_id, source, now)


def count(session: Session, import_id: int, rows: int, unknown: int, bad: int) -> None:
    """Add to what an import came to."""
    table = feed_imports.c
    more = {"rows": table.rows + rows, "unknown": table.unknown + unknown, "bad": table.bad + bad}
    session.execute(update(feed_imports).where(table.id == import_id).values(more))


def put_calls(session: Session, feed_id: int, import_id: int, some: Sequence[Call]) -> Tally:
    """By the feed's own key; what is known for certain is not replaced by what is still open."""
    whole = _known_by_their_other_half(session, feed_id, some)
    return _put_rows(session, calls, feed_id, import_id, _CALL, whole, _call_moments)


def put_states(session: Session, feed_id: int, import_id: int, some: Sequence[AgentState]) -> Tally:
    at = session.execute(select(feed_imports.c.at).where(feed_imports.c.id == import_id)).scalar_one()
    return _put_rows(session, agent_states, feed_id, import_id, _STATE, some, partial(_state_moments, at))


def put_figures(session: Session, import_id: int, some: Sequence[Figure]) -> Tally:
    """By what they are about and when; a new value takes the place of the old one."""
    known = {tuple(row)[:-1]: row.value for row in session.execute(select(*(figures.c[name] for name in _FIGURE)))}
    fresh = [one for one in some if known.get(tuple(one)[:-1]) != one.value]
    if fresh:
        put = insert_for(session.dialect.name, figures).values({name: bindparam(name) for name in _FIGURE})
        put = put.values(import_id=import_id)
        again = {"value": put.excluded.value, "import_id": import_id}
        session.execute(
            put.on_conflict_do_update(index_elements=_FIGURE_KEY, set_=again), [one._asdict() for one in fresh]
        )
        mark_spans(session, [(one.from_at, one.to_at) for one in fresh])
    new = sum(tuple(one)[:-1] not in known for one in fresh)
    return Tally(new, len(fresh) - new, len(some) - len(fresh))


def note_unknown(session: Session, feed_id: int, odd: Mapping[str, tuple[int, str]]) -> None:
    """How often an event came that we do not know; the same file again does not count it twice."""
    table = unknown_events
    put = insert_for(session.dialect.name, table)
    greatest = func.max if session.dialect.name == "sqlite" else func.greatest
    again = put.on_conflict_do_update(
        index_elements=[table.c.feed_id, table.c.event],
        set_={"count": greatest(table.c.count, put.excluded.count)},
    )
    rows = [
        {"feed_id": feed_id, "event": event, "count": times, "sample": sample}
        for event, (times, sample) in sorted(odd.items())
    ]
    if rows:
        session.execute(again, rows)


def both(one: Tally, other: Tally) -> Tally:
    """Two parts of one import together."""
    return Tally(one.new + other.new, one.changed + other.changed, one.same + other.same)


def _known_by_their_other_half(session: Session, feed_id: int, some: Sequence[Call]) -> list[Call]:
    """A call that runs across two files is open in one and inferred in the other, its arrival a second off."""
    halves = [one for one in some if Flag.INFERRED in one.flags or Flag.OPEN_END in one.flags]
    table = calls.c
    keys: dict[str, str] = {}
    for start in range(0, len(halves), BATCH):
        batch = halves[start : start + BATCH]
        wanted = select(table.key, table.call_id, table.queue, table.arrived_at, table.flags).where(
            table.feed_id == feed_id, table.call_id.in_([one.call_id for one in batch]), table.flags != ""
        )
        known = session.execute(wanted).all()
        keys |= {one.key: row.key for one in batch for row in known if _is_other_half(one, row)}
    return [one._replace(key=keys[one.key]) if one.key in keys else one for one in some]


def _is_other_half(one: Call, row: Row) -> bool:
    same = (one.call_id, one.queue) == (row.call_id, row.queue) and abs(one.arrived_at - row.arrived_at) <= ROUNDING
    inferred = Flag.INFERRED in one.flags, Flag.INFERRED in row.flags
    return same and inferred[0] != inferred[1]


def _put_rows(
    session: Session,
    table: Table,
    feed_id: int,
    import_id: int,
    names: Sequence[str],
    some: Sequence[Call] | Sequence[AgentState],
    moments: Callable[[Values, Row | None], Iterable[object]],
) -> Tally:
    found = {one.key: _values(table, names, one) for one in some}
    keys = sorted(found)  # in one order, so that two replicas do not wait for each other in a circle
    tally = NOTHING
    for start in range(0, len(keys), BATCH):
        batch = [found[key] for key in keys[start : start + BATCH]]
        fresh, told = _put_batch(session, table, feed_id, import_id, names, batch)
        mark(session, [at for row, before in fresh for at in moments(row, before) if isinstance(at, datetime)])
        tally = both(tally, told)
    return tally


def _put_batch(
    session: Session, table: Table, feed_id: int, import_id: int, names: Sequence[str], batch: Sequence[Values]
) -> tuple[list[tuple[Values, Row | None]], Tally]:
    """The rows that are new or say more than was known, beside what was known."""
    wanted = table.c.key.in_([row["key"] for row in batch])
    rows = session.execute(select(*(table.c[name] for name in names)).where(table.c.feed_id == feed_id, wanted))
    known = {row.key: row for row in rows}
    new = [row for row in batch if row["key"] not in known]
    changed = [row for row in batch if row["key"] in known and _is_better(row, known[row["key"]])]
    whose = {"feed_id": feed_id, "import_id": import_id}
    put = insert_for(session.dialect.name, table).values({name: bindparam(name) for name in [*names, *whose]})
    again = put.on_conflict_do_update(
        index_elements=[table.c.feed_id, table.c.key],
        set_={name: put.excluded[name] for name in [*names, "import_id"] if name != "key"},
    )
    if new or changed:
        session.execute(again, [{**row, **whose} for row in [*new, *changed]])
    fresh = [(row, known.get(row["key"])) for row in (*new, *changed)]
    return fresh, Tally(len(new), len(changed), len(batch) - len(new) - len(changed))


def _call_moments(row: Values, known: Row | None) -> Iterable[object]:
    return row["arrived_at"], row["answered_at"], row["ended_at"]


def _state_moments(imported_at: datetime, row: Values, known: Row | None) -> Iterator[object]:
    """Every hour of it; where its end is told late, every hour since then as well, for so long it was believed to last.

    The end of what was open says nothing new of its beginning.
    """
    from_at, to_at = row["from_at"], row["to_at"]
    yield to_at
    was_open = known is not None and known.to_at is None
    if not was_open:
        yield from _hours(from_at, to_at or from_at)
    if isinstance(to_at, datetime) and LATE < imported_at - to_at < LATEST:
        yield from _hours(to_at, imported_at)


def _hours(from_at: object, to_at: object) -> Iterator[datetime]:
    assert isinstance(from_at, datetime)
    assert isinstance(to_at, datetime)
    for hour in range(int(min(to_at - from_at, LATEST) / HOUR) + 1):
        yield from_at + hour * HOUR


def _values(table: Table, names: Sequence[str], one: Call | AgentState) -> Values:
    """As the table holds it; what no column could hold is garbage, and cut."""
    row: Values = dict(zip(names, one, strict=True))
    row["flags"] = " ".join(one.flags)
    for name, value in row.items():
        if isinstance(value, str) and (len(value) > 80 or "\0" in value):
            length = table.c[name].type.length  # pyright: ignore[reportAttributeAccessIssue]
            row[name] = value.replace("\0", "")[:length]
        elif isinstance(value, bool):
            row[name] = int(value)
        elif isinstance(value, int):
            row[name] = max(-MOST, min(value, MOST))
    return row


def _is_better(row: Values, known: Row) -> bool:
    return tuple(row.values()) != tuple(known) and _certainty(str(row["flags"])) >= _certainty(known.flags)


def _certainty(flags: str) -> int:
    """An older or shorter file must not open again what a newer one has closed."""
    if Flag.OPEN_END in flags:
        return 0
    return 1 if any(flag in flags for flag in (Flag.ESTIMATED_END, Flag.NO_EXIT, Flag.NO_COMPLETE)) else 2
