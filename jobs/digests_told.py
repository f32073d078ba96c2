"""When is which digest told, to whom, and what does it say?"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from jobs.asking import Drawing, Every, Job, Sheet, Tick
from rules import digests_slots as slots
from rules.digests_days import TREND_DAYS
from rules.digests_explain import explain
from rules.digests_facts import CENTRE, Kind, Scope
from rules.digests_scopes import Digest
from rules.digests_slots import Due, Period, Span
from storage import calls_put, digests_counts, digests_days, digests_marks, outbox, people, runs
from storage import digests as storage
from storage.database import Session
from views import digests_explain as explain_views
from views import digests_picture
from views import digests_standing as views
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
    if tick.now - due.at >= PATIENCE:
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


def draw_explanation(sheet: Sheet, session: Session) -> Message:
    """One number taken apart, from the rows themselves, for whoever asked; the number is told as it is now."""
    *asked, key, _ = sheet.parts
    period, scope = _asked(asked)
    window = period.window(sheet.site.zone)
    day = slots.days(period.days[0], period.days[-1], sheet.site.zone)
    digest = Digest(storage.facts(session, day, sheet.now), sheet.site.handbook.digests)
    piece = digest.intervals([window])[window] if period.hour_at else digest
    return explain_views.message_of(sheet.t, explain(piece, scope, key), period, storage.imports(session, window))


def _asked(parts: Sequence[str]) -> tuple[Period, Scope]:
    """Of when and of whom: `day/2026-11-24`, `team`, `A1`."""
    return Period.read(parts[0]), Scope.read(":".join(parts[1:]))


SCHEDULE: tuple[Job, ...] = (Every("digests.post", POST_EVERY, post),)
LONG_DRAWINGS: dict[str, Drawing] = {
    "digests.told": draw_told,
    "digests.explanation": draw_explanation,
}
