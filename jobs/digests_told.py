"""When is which digest told, to whom, and what does it say?"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from jobs.asking import Drawing, Every, Job, Sheet, Tick
from rules import digests_slots as slots
from rules.digests_days import TREND_DAYS
from rules.digests_explain import as_seen_by, explain
from rules.digests_facts import CENTRE, Kind, Scope
from rules.digests_readers import belongs, may_read
from rules.digests_scopes import Digest
from rules.digests_slots import Due, Period, Span
from storage import calls_put, digests_counts, digests_days, digests_marks, outbox, people, runs
from storage import digests as storage
from storage.database import Session
from storage.people import Person
from views import digests_asked as asked_views
from views import digests_explain as explain_views
from views import digests_picture
from views import digests_standing as views
from views import digests_workbook as book_views
from views.message import Message

POST_EVERY = timedelta(seconds=20)
PATIENCE = timedelta(minutes=15)  # for the count of a period; then it is told as far as it was counted


def post(tick: Tick, session: Session) -> None:
    """Every digest that is due, once over all replicas, when its period was counted (KP-04)."""
    if not calls_put.is_heard(session):
        return
    for due in slots.due(tick.site.handbook.digests, tick.site.zone, tick.now):
        job = f"digests.{due.period.span}"
        is_told = runs.last_slot(session, job) == due.at
        if not is_told and _is_counted(session, tick, due) and runs.claim(session, job, due.at, tick.now):
            _say(tick, session, due.period)


def _is_counted(session: Session, tick: Tick, due: Due) -> bool:
    """Whether it was counted when it was over, and so was every day with which it is compared; not for ever."""
    since = max(due.at, tick.open_since or due.at)  # after a downtime there is much to read and to count
    if tick.now - since >= PATIENCE:
        return True
    last = due.period if due.period.hour_at else slots.a_day(due.period.days[-1])
    days = [slots.a_day(due.period.day - back * slots.DAY) for back in range(TREND_DAYS)]
    counted = digests_counts.counted(session, [last, *days])
    if last not in counted or counted[last] < last.window(tick.site.zone).to_at:
        return False
    marked = digests_marks.marked(session, tick.site.zone)
    return not any(one.day in marked and one not in counted for one in days)


def _say(tick: Tick, session: Session, period: Period) -> None:
    readers = dict(_readers(tick, session))
    digests_days.post(session, digests_days.standings(session, period, list(readers), tick.site.zone), tick.now)
    counted = [slots.a_day(day) for day in period.days] if period.hour_at is None else [period]
    for scope, conversation in readers.items():
        slot = f"digests.told:{period}:{scope}"
        outbox.say(session, slot, conversation, tick.now, follow=[digests_counts.topic(one, scope) for one in counted])


def _readers(tick: Tick, session: Session) -> Iterator[tuple[Scope, str]]:
    """The management's channel reads of the centre, each team's channel of the team."""
    if tick.site.management_channel:
        yield CENTRE, tick.site.management_channel
    for team in people.all_teams(session):
        if team.channel_id:
            yield Scope(Kind.TEAM, team.team), team.channel_id


def draw_told(sheet: Sheet, session: Session) -> Message:
    """A digest as its period stands now; whatever was posted otherwise is named."""
    period, scope = _asked(sheet.parts)
    zone, rules = sheet.site.zone, sheet.site.handbook.digests
    teams = people.all_teams(session) if scope == CENTRE else []
    scopes = [scope, *(Scope(Kind.TEAM, team.team) for team in teams)]
    one, *theirs = digests_days.standings(session, period, scopes, zone)
    has_picture = period.span is not Span.HOUR and one.totals is not None
    picture = digests_picture.picture(sheet.t, one, rules) if has_picture else None
    return views.digest(sheet.t, one, rules, theirs, picture)


def draw_explanation(sheet: Sheet, session: Session) -> Message | None:
    """One number taken apart, from the rows themselves, for whoever asked; the number is told as it is now."""
    *asked, key, _, _ = sheet.parts
    period, scope = _asked(asked)
    seen = _seen_by(sheet, session)
    if not seen.may_read(scope):
        return None
    if period.span is Span.WEEK:
        return _explained_week(sheet, session, period, scope, key, seen)
    window = period.window(sheet.site.zone)
    day = slots.days(period.days[0], period.days[-1], sheet.site.zone)
    digest = Digest(storage.facts(session, day, sheet.now), sheet.site.handbook.digests)
    piece = digest.intervals([window])[window] if period.hour_at else digest
    one = as_seen_by(explain(piece, scope, key), seen.names)
    whose = seen.names.get(scope.name, "") if scope.kind is Kind.AGENT else ""
    return explain_views.message_of(sheet.t, one, period, storage.imports(session, window), whose)


def _explained_week(sheet: Sheet, session: Session, period: Period, scope: Scope, key: str, seen: "_Seen") -> Message:
    """A week is its days, added up; each of them can be explained by itself."""
    known = digests_days.kept(session, [slots.a_day(day) for day in period.days], [scope])
    days = [
        (day, one.measures.get(key) if (one := known.get((scope, slots.a_day(day)))) else None) for day in period.days
    ]
    whose = seen.names.get(scope.name, "") if scope.kind is Kind.AGENT else ""
    return explain_views.week_of(sheet.t, key, scope, days, sheet.site.handbook.digests, whose)


def draw_workbook(sheet: Sheet, session: Session) -> Message | None:
    """A scope and everything below it that whoever asked may read, as a workbook."""
    *asked, _, _ = sheet.parts
    period, scope = _asked(asked)
    seen = _seen_by(sheet, session)
    some = [
        one
        for one in digests_days.all_totals(session, period)
        if belongs(one.scope, scope, seen.team_of) and seen.may_read(one.scope)
    ]
    if not seen.may_read(scope):
        return None
    days = [] if period.hour_at else [slots.a_day(day) for day in period.days]
    hours = [hour for _, one in sorted(digests_days.kept(session, days, [scope]).items()) for hour in one.hours]
    return book_views.file(sheet.t, period, scope, some, seen.names, hours, sheet.site.handbook.digests)


class _Seen(NamedTuple):
    """What a reader may see of people: `names` are those of whom they may read."""

    reader: Person | None
    team_of: Mapping[str, str | None]
    names: Mapping[str, str]

    def may_read(self, scope: Scope) -> bool:
        return self.reader is not None and may_read(self.reader, scope, self.team_of)


def _seen_by(sheet: Sheet, session: Session) -> _Seen:
    workers = storage.workers(session).values()
    everybody = _Seen(sheet.reader, {one.employee_no: one.team for one in workers}, {})
    readable = [one for one in workers if everybody.may_read(Scope(Kind.AGENT, one.employee_no))]
    return everybody._replace(names=asked_views.names(sheet.t, [(one.employee_no, one.name) for one in readable]))


def _asked(parts: Sequence[str]) -> tuple[Period, Scope]:
    """Of when and of whom: `day/2026-11-24`, `team`, `A1`."""
    return Period.read(parts[0]), Scope.read(":".join(parts[1:]))


SCHEDULE: tuple[Job, ...] = (Every("digests.post", POST_EVERY, post),)
LONG_DRAWINGS: dict[str, Drawing] = {
    "digests.told": draw_told,
    "digests.explanation": draw_explanation,
    "digests.workbook": draw_workbook,
}
