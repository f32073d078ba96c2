"""Where does a scope stand: its totals, what is wanted of them, and what was before?"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Table, and_, bindparam, delete, or_, select

from rules import digests_slots as slots
from rules.digests_days import TREND_DAYS, Measures, Standing, Totals, together
from rules.digests_facts import Scope
from rules.digests_slots import DAY, Period, Span
from rules.digests_targets import Target, in_force
from storage import digests_targets
from storage.database import Session, insert_for
from storage.digests_rows import read, read_hours, written
from storage.digests_tables import counts, posts, totals

WEEKS_BEFORE = 4

_all_rows = select(totals).where(totals.c.period.in_(bindparam("periods", expanding=True)))
_rows_of = _all_rows.where(totals.c.about.in_(bindparam("abouts", expanding=True)))
_counts = select(counts).where(counts.c.period.in_(bindparam("periods", expanding=True)))
_posted = select(posts.c.about, posts.c.measures).where(posts.c.period == bindparam("of"))

Known = Mapping[tuple[Scope, Period], Totals]


def all_totals(session: Session, period: Period) -> list[Totals]:
    """Every scope of a period of which something was counted."""
    known = _known(session.execute(_all_rows, {"periods": [str(one) for one in _counted_as(period)]}))
    found = (_totals(period, scope, known) for scope in sorted({scope for scope, _ in known}))
    return [one for one in found if one]


def totals_of(session: Session, period: Period, scopes: Sequence[Scope]) -> dict[Scope, Totals]:
    """What these came to in a period; those of whom nothing was counted are left out."""
    known = kept(session, _counted_as(period), scopes)
    return {scope: one for scope in scopes if (one := _totals(period, scope, known))}


def kept(session: Session, periods: Iterable[Period], scopes: Sequence[Scope]) -> Known:
    """What is kept of these scopes in each of these days or hours."""
    asked = {"abouts": [one.about for one in scopes], "periods": sorted(map(str, periods))}
    return _known(session.execute(_rows_of, asked))


def standings(session: Session, period: Period, scopes: Sequence[Scope], zone: ZoneInfo) -> list[Standing]:
    """Where each of these stands at the end of a period, as far as it was counted; in their order."""
    trend = [period.days[-1] - back * DAY for back in reversed(range(TREND_DAYS))]
    earlier = _earlier(period)
    wanted = {*map(slots.a_day, [*trend, *(day for some in earlier for day in some)]), *_counted_as(period)}
    known = kept(session, wanted, scopes)
    targets = digests_targets.all_targets(session)
    posted = {row.about: read(row.measures) for row in session.execute(_posted, {"of": str(period)})}
    at, silent = _heard(session, period, zone)
    return [
        Standing(
            period=period,
            scope=scope,
            totals=_totals(period, scope, known),
            counted_at=at,
            targets=_in_force(targets, scope, period.window(zone).from_at),
            days=[(day, one.measures if (one := known.get((scope, slots.a_day(day)))) else None) for day in trend],
            before=_before(known, period, scope),
            silent=silent,
            posted=posted.get(scope.about),
        )
        for scope in scopes
    ]


def post(session: Session, told: Sequence[Standing], now: datetime) -> None:
    """Remember what is told now, so that what is told otherwise later can be called a correction."""
    rows = [
        {"period": str(one.period), "about": one.scope.about, "posted_at": now, "measures": says, "told": says}
        for one in told
        for says in [written(one.totals.measures if one.totals else {})]
    ]
    if rows:
        session.execute(insert_for(session.dialect.name, posts).on_conflict_do_nothing(), rows)


def forget(session: Session, before: date, agents_before: date) -> None:
    """Drop what nobody will compare with any more; from the calls it can be counted again."""
    for table in (counts, totals, posts):
        session.execute(delete(table).where(_older(table, before)))
    session.execute(delete(totals).where(totals.c.about.like("agent:%"), _older(totals, agents_before)))


def _older(table: Table, before: date) -> ColumnElement[bool]:
    period = table.c.period
    return or_(*(and_(period >= f"{span}/", period < f"{span}/{before}") for span in Span))


def _earlier(period: Period) -> list[list[date]]:
    """The days of earlier periods of the same length; an hour is compared with none."""
    if period.span is Span.HOUR:
        return []
    if period.span is Span.DAY:
        return [[period.day - back * DAY] for back in range(1, TREND_DAYS + 1)]
    return [slots.a_week(period.day - back * 7 * DAY).days for back in range(1, WEEKS_BEFORE + 1)]


def _counted_as(period: Period) -> list[Period]:
    """What a period is counted as: a week is its days."""
    return [period] if period.span is Span.HOUR else [slots.a_day(day) for day in period.days]


def _known(rows: Iterable[Row]) -> Known:
    return {
        (scope, Period.read(row.period)): Totals(scope, read(row.measures), read_hours(row.hours))
        for row in rows
        for scope in [Scope.read(row.about)]
    }


def _measures(known: Known, scope: Scope, days: Sequence[date]) -> list[Measures]:
    return [known[scope, slots.a_day(day)].measures for day in days if (scope, slots.a_day(day)) in known]


def _totals(period: Period, scope: Scope, known: Known) -> Totals | None:
    if period.span is not Span.WEEK:
        return known.get((scope, period))
    some = _measures(known, scope, period.days)
    return Totals(scope, together(some)) if some else None


def _before(known: Known, period: Period, scope: Scope) -> list[Measures]:
    """Earlier periods of which as much was counted: half a week is no measure for a whole one."""
    days = len(_measures(known, scope, period.days)) or 1
    earlier = [_measures(known, scope, some) for some in _earlier(period)]
    return [together(some) for some in earlier if len(some) >= days]


def _heard(session: Session, period: Period, zone: ZoneInfo) -> tuple[datetime | None, list[str]]:
    """When it was counted, and the feeds that told something in the week before and nothing of it.

    An hour may be quiet, and so may be a day that is not over.
    """
    own = _counted_as(period)
    before = [slots.a_day(period.day - back * DAY) for back in range(1, 8)]
    rows = {row.period: row for row in session.execute(_counts, {"periods": [str(one) for one in (*own, *before)]})}
    mine = [rows[name] for one in own if (name := str(one)) in rows]
    told = {name for row in mine for name in json.loads(row.heard)}
    used_to = {name for one in before if (row := rows.get(str(one))) for name in json.loads(row.heard)}
    at = max((row.counted_at for row in mine), default=None)
    is_over = at is None or at >= period.window(zone).to_at
    return at, sorted(used_to - told) if is_over and period.span is not Span.HOUR else []


def _in_force(targets: Sequence[Target], scope: Scope, at: datetime) -> dict[str, float]:
    found = {key: in_force(targets, key, scope, at) for key in {one.indicator for one in targets}}
    return {key: target.value for key, target in found.items() if target}
