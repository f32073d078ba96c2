"""What was counted already, and how is a new count kept?"""

from collections.abc import Collection, Mapping, Sequence
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
_correct = (
    update(posts)
    .where(posts.c.period == bindparam("of"), posts.c.about == bindparam("of_about"))
    .values(told=bindparam("says"))
)
_rows = select(totals.c.about, totals.c.measures, totals.c.hours).where(totals.c.period == bindparam("of"))

NOTHING = written({})


class Count(NamedTuple):
    """A period as it was counted: the scopes that differ from what is kept, as text, and the marks that are done.

    `gone` are scopes of which nothing is told any more; `corrected` is what posted digests are to say from now on, and
    `in_weeks` are scopes of which a week that was told is not the same any more.
    """

    period: Period
    counted_at: datetime
    heard: str
    rows: Mapping[str, tuple[str, str]]
    gone: Sequence[str]
    corrected: Mapping[str, str]
    in_weeks: Sequence[str]
    marks: Sequence[int]


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
    """What was counted, beside what is kept: only what differs will be written; and what digests say, if they are to
    be corrected."""
    known = {row.about: (row.measures, row.hours) for row in session.execute(_rows, {"of": str(period)})}
    rows = {one.scope.about: (written(one.measures), written_hours(one.hours)) for one in totals_now}
    differ = {about: row for about, row in rows.items() if known.get(about) != row}
    gone = [about for about in known if about not in rows]
    corrected, in_weeks = _corrected(session, period, rows, {*differ, *gone}) if corrects else ({}, [])
    last = as_json({name: at.isoformat() for name, at in sorted(heard_of.items())})
    return Count(period, now, last, differ, gone, corrected, in_weeks, marks)


def _corrected(
    session: Session, period: Period, rows: Mapping[str, tuple[str, str]], differ: Collection[str]
) -> tuple[dict[str, str], list[str]]:
    """What posted digests of a period are to say, where that is something new; and whose week has changed with it."""
    week = slots.a_week(period.day)
    posted = session.execute(_told, {"periods": [str(period), str(week)]}).all()
    told = {row.about: row.told for row in posted if row.period == str(period)}
    says = {about: rows[about][0] if about in rows else NOTHING for about in told}
    corrected = {about: text for about, text in says.items() if text != told[about]}
    return corrected, [row.about for row in posted if row.period == str(week) and row.about in differ]


def keep(session: Session, count: Count) -> bool:
    """Write what was counted, unless somebody who counted later was first; whether it was written."""
    put = insert_for(session.dialect.name, counts)
    values = {"period": str(count.period), "counted_at": count.counted_at, "heard": count.heard}
    put = put.values(values).on_conflict_do_update(
        index_elements=["period"],
        set_={name: put.excluded[name] for name in ("counted_at", "heard")},
        where=counts.c.counted_at < put.excluded.counted_at,
    )
    if session.execute(put.returning(counts.c.period)).first() is None:
        return False
    _write(session, count)
    unmark(session, count.marks)
    return True


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
    if count.corrected:
        says = [{"of": period, "of_about": about, "says": told} for about, told in sorted(count.corrected.items())]
        session.execute(_correct, says)
