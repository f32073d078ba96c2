"""What does the clock do about breaks: pass on, remind, close; and what do the promised messages say?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from jobs.asking import Drawing, Every, Job, Sheet, Tick
from rules import breaks as rules
from rules.breaks import URGENT, Break, Floor, State, Step
from rules.roles import LEADERS, leads, shift_leaders
from storage import audit, breaks_report, breaks_watch, outbox, people
from storage import breaks as storage
from storage.breaks_board import boards_of
from storage.database import Session
from storage.people import Person
from views import breaks as views
from views import breaks_board as board_views
from views import breaks_report as report_views
from views.message import Message

LATE_ENOUGH = timedelta(seconds=5)  # Slack is always a little late; only a real delay prolongs an offer


def sweep(tick: Tick, session: Session) -> None:
    """Everything whose time has passed, then the free tokens; the database says what is left to do."""
    late = breaks_watch.whose_time_has_passed(session, tick.now)
    holders = people.by_ids(session, [one.person_id for one in late], tick.now) if late else {}
    leaders = people.with_roles(session, LEADERS, tick.now) if late else []
    for one in late:
        _settle(tick, session, one, holders[one.person_id], leaders)
    _end_caps(tick, session)
    at_most = tick.site.handbook.breaks.tokens_per_team_at_most
    for floor in breaks_watch.floors_to_serve(session, at_most, tick.now).values():
        _hand_on(tick, session, floor)


def _end_caps(tick: Tick, session: Session) -> None:
    for team_id in breaks_watch.end_caps(session, tick.now):
        audit.note(session, tick.now, audit.CLOCK, "breaks.uncapped", f"team:{team_id}")
        outbox.changed(session, f"team:{team_id}")


def _settle(tick: Tick, session: Session, one: Break, holder: Person, leaders: Sequence[Person]) -> None:
    if one.closes_at <= tick.now:
        _close(tick, session, one, holder)
    elif one.state is State.OFFERED:
        _pass_on(tick, session, one, holder)
    else:
        _remind(tick, session, one, holder, leaders)


def _close(tick: Tick, session: Session, one: Break, holder: Person) -> None:
    """The shift or the open part of it is over: who is out is closed and flagged, who waits is sent home kindly."""
    state = State.CLOSED if one.state is State.OUT else State.LAPSED
    if storage.end(session, one, state, one.closes_at):
        storage.noted(session, tick.now, audit.CLOCK, f"breaks.{state}", one, state, token=one.token_no)
        _say(tick, session, f"breaks.end:{one.id}", holder, one)


def _pass_on(tick: Tick, session: Session, one: Break, holder: Person) -> None:
    """Two minutes are over (domain.md 8): the place is kept once, the second time the wait ends."""
    handbook = tick.site.handbook.breaks
    if holder.slack_user_id and _not_asked_long_enough(tick, session, one):
        return
    if not rules.leaves_the_line(one, handbook):
        if storage.back_in_line(session, one, unanswered=True):
            storage.noted(session, tick.now, audit.CLOCK, "breaks.passed", one, State.WAITING, token=one.token_no)
    elif storage.end(session, one, State.LAPSED, tick.now):
        storage.noted(session, tick.now, audit.CLOCK, "breaks.lapsed", one, State.LAPSED, token=one.token_no)
        _say(tick, session, f"breaks.end:{one.id}", holder, one)


def _not_asked_long_enough(tick: Tick, session: Session, one: Break) -> bool:
    """Nobody loses a place over a question Slack delivers late; one it refuses for good must not keep the token."""
    slot = f"breaks.offer:{one.id}:{one.offers}"
    asked_at = outbox.first_said_at(session, slot)
    if asked_at is None:
        return not outbox.has_failed(session, slot)
    ends_at = asked_at + tick.site.handbook.breaks.offer
    return ends_at > tick.now + LATE_ENOUGH and storage.keep_offer(session, one, ends_at)


def _remind(tick: Tick, session: Session, one: Break, holder: Person, leaders: Sequence[Person]) -> None:
    """T+0 the holder, T+3 the shift leader, T+10 an exception; what was missed in a downtime is said once."""
    assert one.due_at is not None
    step = rules.late_step(one.due_at, tick.site.handbook.breaks, tick.now)
    if one.kind == URGENT:  # the shift leader may look after somebody who is ill; nobody is written up for it
        step = min(step, Step.LEADER)
    if step <= one.told_step or not breaks_watch.told(session, one, step):
        return
    if one.told_step < Step.DUE:
        _say(tick, session, f"breaks.due:{one.id}", holder, one)
    if step >= Step.LEADER:
        for leader in shift_leaders([each for each in leaders if each.id != holder.id], one.team_id):
            _say(tick, session, f"breaks.late:{one.id}:{leader.id}", leader, one)
    if step is Step.EXCEPTION:
        breaks_watch.note_exception(session, one, tick.now)
        audit.note(session, tick.now, audit.CLOCK, "breaks.exception", f"break:{one.id}", {}, {"due_at": one.due_at})
    outbox.changed(session, f"team:{one.team_id}")


def _hand_on(tick: Tick, session: Session, floor: Floor) -> None:
    """Free tokens go to the line, each kept for one person for two minutes."""
    handbook = tick.site.handbook.breaks
    for token_no in rules.free_tokens(floor, handbook):
        one = rules.next_in_line(floor)
        if one is None:
            return
        ends_at = min(tick.now + handbook.offer, one.closes_at)
        if storage.offer(session, one, token_no, ends_at):
            holder = people.by_ids(session, [one.person_id], tick.now)[one.person_id]
            storage.noted(
                session, tick.now, audit.CLOCK, "breaks.offered", one, State.OFFERED, token=token_no, until=ends_at
            )
            _say(tick, session, f"breaks.offer:{one.id}:{one.offers + 1}", holder, one)
        floor = replace(floor, breaks=[each for each in floor.breaks if each is not one])


def _say(tick: Tick, session: Session, slot: str, to: Person, about: Break) -> None:
    if to.slack_user_id:
        outbox.say(session, slot, to.slack_user_id, tick.now, urgent=True, follow=[f"break:{about.id}"])


def draw_board(sheet: Sheet, session: Session) -> Message | None:
    team = people.by_team_id(session, sheet.id)
    if team is None:
        return None
    shown = boards_of(session, [team], sheet.site.zone, sheet.now)[0]
    return board_views.board(sheet.t, shown, sheet.site.handbook.breaks)


def draw_offer(sheet: Sheet, session: Session) -> Message | None:
    """The offer while it stands; afterwards what became of it, so that no dead button is left."""
    one = _break(sheet, session)
    if one.state is State.OFFERED and one.offers == int(sheet.parts[1]):
        return views.offered(sheet.t, one)
    if one.state is State.OUT:
        return views.granted(sheet.t, one)
    return views.said(sheet.t, "breaks-offer-gone") if one.state in rules.OPEN else views.ended(sheet.t, one)


def draw_due(sheet: Sheet, session: Session) -> Message | None:
    one = _break(sheet, session)
    return views.due(sheet.t, one) if one.state is State.OUT else views.ended(sheet.t, one)


def draw_end(sheet: Sheet, session: Session) -> Message | None:
    one = _break(sheet, session)
    by_offers = one.ended_at is not None and one.ended_at < one.closes_at
    return views.over(sheet.t, one, _leader(session, one), by_offers)


def draw_approved(sheet: Sheet, session: Session) -> Message | None:
    return views.approved(sheet.t, _leader(session, _break(sheet, session)))


def draw_application(sheet: Sheet, session: Session) -> Message | None:
    one = _break(sheet, session)
    assert one.team_id is not None
    team = people.by_team_id(session, one.team_id)
    name = people.names_of(session, [one.person_id])[one.person_id]
    return board_views.application(sheet.t, one, name, team.name if team else "", _leader(session, one))


def draw_urgent(sheet: Sheet, session: Session) -> Message | None:
    one = _break(sheet, session)
    return board_views.urgent(sheet.t, one, people.names_of(session, [one.person_id])[one.person_id])


def draw_late(sheet: Sheet, session: Session) -> Message | None:
    one = _break(sheet, session)
    name = people.names_of(session, [one.person_id])[one.person_id]
    return board_views.late(sheet.t, one, name, one.told_step is Step.EXCEPTION)


def draw_report(sheet: Sheet, session: Session) -> Message | None:
    """The CSV of a day, for the leader who asked for it."""
    day, leader = date.fromisoformat(sheet.parts[0]), sheet.reader
    if leader is None:
        return None
    mine = [team for team in people.all_teams(session) if leads(leader, team.id)]
    return report_views.file(sheet.t, day, breaks_report.outings_on(session, mine, day, sheet.now))


def _break(sheet: Sheet, session: Session) -> Break:
    one = storage.by_id(session, sheet.id)
    assert one is not None, "a slot names a break that was never written"
    return one


def _leader(session: Session, one: Break) -> str:
    """The name of whoever decided, and nothing where the clock did."""
    return people.names_of(session, [one.decided_by])[one.decided_by] if one.decided_by else ""


SCHEDULE: tuple[Job, ...] = (Every("breaks.sweep", timedelta(seconds=1), sweep, after_changes=True),)
DRAWINGS: dict[str, Drawing] = {
    "breaks.board": draw_board,
    "breaks.offer": draw_offer,
    "breaks.due": draw_due,
    "breaks.end": draw_end,
    "breaks.approved": draw_approved,
    "breaks.application": draw_application,
    "breaks.urgent": draw_urgent,
    "breaks.late": draw_late,
    "breaks.report": draw_report,
}
