"""What does the clock do about surges: look at every queue, raise and lower, call, and miss a feed that is silent?"""

from datetime import datetime, timedelta

from jobs.asking import Every, Job, Study, Tick
from rules import surges_incident as rules
from rules.surges import CALM, State
from rules.surges_incident import CLOCK, Act, Findings, Incident, Looked
from rules.surges_watch import Watched, acted, watch
from storage import calls_put, outbox, runs, surges_live, surges_look
from storage import surges_incidents as storage
from storage import surges_steps as steps
from storage.database import Session

WATCH = "surges.watch"
LOOK_EVERY = timedelta(seconds=15)
SETTLED = timedelta(seconds=5)  # what happened in an interval is told by then


def wanted(tick: Tick, session: Session) -> bool:
    """Whether an interval is over at which nobody has looked."""
    last = runs.last_slot(session, WATCH)
    return calls_put.is_heard(session) and (last is None or last < _slot(tick))


def look(tick: Tick, session: Session) -> Findings:
    return surges_look.findings(session, _slot(tick), tick.now, tick.site)


def keep(tick: Tick, session: Session, found: Findings) -> None:
    """What follows, once over all replicas."""
    if not runs.claim(session, WATCH, found.slot, tick.now):
        return
    unknown = rules.unheard(found, _silences(tick, session, found))
    for one in found.queues:
        if one.queue not in unknown:
            _watch(tick, session, one, found.slot)


def sweep(tick: Tick, session: Session) -> None:
    """Whose time has passed in an open incident; with none there is nothing to do."""
    for one in storage.all_open(session):
        if one.is_drill and one.started_at + rules.DRILL_LASTS <= tick.now:
            steps.finish(session, one, Act(CLOCK), tick.now, tick.site)
        elif one.level > CALM:
            _follow_up(tick, session, one)


def _follow_up(tick: Tick, session: Session, one: Incident) -> None:
    """Who came on duty is called too, who was seen signed in has answered, who is late is shown to the site manager."""
    steps.call_managers(session, one, steps.managers(session, tick.now), tick.now, tick.site)
    open_ones = [each for each in storage.requests(session, one.id) if not each.answered_at]
    if not open_ones:
        return
    since = surges_live.signed_in(session, tick.now)
    came = {each.person_id: max(since[each.person_id], each.asked_at) for each in open_ones if each.person_id in since}
    if storage.seen(session, one.id, came):
        outbox.changed(session, steps.topic(one.id))
    if storage.show_late(session, one.id, tick.now):
        steps.tell_site_managers(session, "surges.late", one.id, tick.now, [steps.topic(one.id)])
        outbox.changed(session, steps.topic(one.id))


def _watch(tick: Tick, session: Session, one: Looked, slot: datetime) -> None:
    """One queue: the pure watch decides, under the lock that people's orders take, too."""
    before = storage.lock_watch(session, one.queue)
    incident = storage.open_of(session, one.queue)
    surge = incident if incident and not incident.is_drill else None
    snapshot = rules.rules_read(surge.rules, tick.site.handbook.surges) if surge else tick.site.handbook.surges
    after = watch(_acted(session, before, surge, slot), one.interval, one.forecast, one.impact, snapshot, slot)
    storage.keep_watch(session, one.queue, after.state, rules.figures(one, tick.now), one.profile)
    _follow(tick, session, surge, one, after)


def _acted(session: Session, state: State, surge: Incident | None, now: datetime) -> State:
    """Level 1 is acted upon once everybody who was called has answered (SG-03)."""
    if surge is None or state.level != 1:
        return state
    called = storage.requests(session, surge.id)
    return acted(state, now) if called and all(each.answered_at for each in called) else state


def _follow(tick: Tick, session: Session, surge: Incident | None, one: Looked, after: Watched) -> None:
    act = Act(CLOCK, found=after.decision.reasons)
    if surge is None:
        if after.state.is_open:
            steps.declare(session, one.queue, after.state.level, act, tick.now, tick.site)
        return
    if not after.state.is_open:
        steps.finish(session, surge, act, tick.now, tick.site)
    elif after.state.level != surge.level:
        steps.move(session, surge, after.state.level, act, tick.now, tick.site)
    else:
        outbox.changed(session, steps.topic(surge.id))


def _silences(tick: Tick, session: Session, found: Findings) -> list[int]:
    """The feeds that are silent while people work; each is told once, and its message says when it speaks again."""
    silent = rules.silent_feeds(found, tick.site.handbook.surges, tick.now)
    known = storage.silent_feeds(session)
    speaking = [one.feed_id for one in found.heard if one not in silent and one.feed_id in known]
    for silence_id in storage.end_silences(session, speaking, tick.now) if speaking else ():
        outbox.changed(session, steps.topic(silence_id, "surges.silence"))
    for one in silent if surges_live.anybody_works(session, tick.now) else ():
        silence_id = storage.begin_silence(session, one.feed_id, one.at, tick.now)
        if silence_id is not None:
            steps.tell(session, "surges.silence", silence_id, tick.now, tick.site)
    return [one for one in {*known, *(one.feed_id for one in silent)} if one not in speaking]


def _slot(tick: Tick) -> datetime:
    """The end of the last interval that is over, on the site's clock."""
    return surges_look.whole(tick.now - SETTLED, tick.site.handbook.surges.forecast.interval)


SCHEDULE: tuple[Job, ...] = (
    Study(WATCH, LOOK_EVERY, wanted, look, keep),
    Every("surges.sweep", timedelta(seconds=5), sweep, after_changes=True),
)
