"""What was counted already, and how is a new count kept?"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, select, update

from rules import digests_slots as slots
from rules.digests_days import Totals
from rules.digests_facts import Scope, Window
from rules.digests_slots import Period
from storage.calls import agent_states, calls, feeds
from storage.database import Session, UtcDateTime, insert_for
from storage.digests_marks import unmark
from storage.digests_rows import as_json, written, written_hours
from storage.digests_tables import counts, posts, totals

_counts = select(counts.c.period, counts.c.counted_at).where(counts.c.period.in_(bindparam("periods", expanding=True)))
_told = select(posts.c.period, posts.c.about, posts.c.told).where(
    posts.c.period.in_(bindparam("periods", expanding=True))
)
_measures = select(totals.c.about, totals.c.measures).where(
    totals.c.period == bindparam("of"), totals.c.about.in_(bindparam("abouts", expanding=True))
)
_say_otherwise = (
    update(posts)
    .where(posts.c.period == bindparam("of"), posts.c.about == bindparam("of_about"))
    .values(told=bindparam("says"))
)
_rows = select(totals.c.about, totals.c.measures, totals.c.hours).where(totals.c.period == bindparam("of"))

NOTHING = written({})


class Count(NamedTuple):
    """A period as it was counted: the scopes that differ from what is kept, as text, and the marks that are done.

    `gone` are scopes of which nothing is told any more; `corrects` says whether posted digests are to follow.
    """

    period: Period
    counted_at: datetime
    heard: str
    rows: Mapping[str, tuple[str, str]]
    gone: Sequence[str]
    marks: Sequence[int]
    corrects: bool


def counted(session: Session, periods: Sequence[Period]) -> dict[Period, datetime]:
    """When each of these was counted last; those that never were are left out."""
    rows = session.execute(_counts, {"periods": [str(one) for one in periods]})
    return {Period.read(row.period): row.counted_at for row in rows}


def heard(session: Session, window: Window) -> dict[str, datetime]:
    """Which feeds told something of a window, and of when the last of it is."""
    found: dict[str, datetime] = {}
    for table, at in ((calls, calls.c.arrived_at), (agent_states, agent_states.c.from_at)):
        told = select(feeds.c.name, func.max(at, type_=UtcDateTime())).join_from(table, feeds).group_by(feeds.c.name)
        for name, last in session.execute(told.where(at >= window.from_at, at < window.to_at)):
            found[name] = max(last, found.get(name, last))
    return found


def compared(
    session: Session,
    period: Period,
    totals_now: Sequence[Totals],
    heard_of: Mapping[str, datetime],
    now: datetime,
    marks: Sequence[int] = (),
    corrects: bool = True,
) -> Count:
    """What was counted, beside what is kept: only what differs will be written."""
    known = {row.about: (row.measures, row.hours) for row in session.execute(_rows, {"of": str(period)})}
    rows = {one.scope.about: (written(one.measures), written_hours(one.hours)) for one in totals_now}
    differ = {about: row for about, row in rows.items() if known.get(about) != row}
    gone = [about for about in known if about not in rows]
    last = as_json({name: at.isoformat() for name, at in sorted(heard_of.items())})
    return Count(period, now, last, differ, gone, marks, corrects)


def keep(session: Session, count: Count) -> list[Scope]:
    """Write what was counted, unless a later count was first; whose posted digests say something else now."""
    put = insert_for(session.dialect.name, counts)
    values = {"period": str(count.period), "counted_at": count.counted_at, "heard": count.heard}
    put = put.values(values).on_conflict_do_update(
        index_elements=["period"],
        set_={name: put.excluded[name] for name in ("counted_at", "heard")},
        where=counts.c.counted_at < put.excluded.counted_at,
    )
    if session.execute(put.returning(counts.c.period)).first() is None:
        return []
    _write(session, count)
    unmark(session, count.marks)
    return _correct(session, count) if count.corrects else []


def _correct(session: Session, count: Count) -> list[Scope]:
    """In the transaction that writes the count: a digest may have been posted while it was under way."""
    day, week = str(count.period), str(slots.a_week(count.period.day))
    posted = session.execute(_told, {"periods": [day, week]}).all()
    told = {row.about: row.told for row in posted if row.period == day}
    rows_now = session.execute(_measures, {"of": day, "abouts": list(told)}) if told else ()
    now = {row.about: row.measures for row in rows_now}
    says = {about: now.get(about, NOTHING) for about, text in told.items() if now.get(about, NOTHING) != text}
    if says:
        rows = [{"of": day, "of_about": about, "says": text} for about, text in sorted(says.items())]
        session.execute(_say_otherwise, rows)
    in_weeks = {row.about for row in posted if row.period == week} & {*count.rows, *count.gone}
    return [Scope.read(about) for about in sorted({*says, *in_weeks})]


def topic(period: Period, scope: Scope) -> str:
    """What is marked as changed when other things are told of a scope."""
    return f"digest:{period}:{scope}"


def _write(session: Session, count: Count) -> None:
    period = str(count.period)
    put = insert_for(session.dialect.name, totals).values(
        {name: bindparam(name) for name in ("period", "about", "measures", "hours")}
    )
    again = {name: put.excluded[name] for name in ("measures", "hours")}
    rows = [
        {"period": period, "about": about, "measures": measures, "hours": hours}
        for about, (measures, hours) in sorted(count.rows.items())
    ]
    if rows:
        session.execute(put.on_conflict_do_update(index_elements=["period", "about"], set_=again), rows)
    if count.gone:
        session.execute(delete(totals).where(totals.c.period == period, totals.c.about.in_(count.gone)))
