"""What may a leader ask about breaks: decide, look, take back, cap, report?"""

import re
from datetime import date, datetime, time, timedelta

from handlers import meant
from handlers.asking import Answer, Ask, Button, Command, Route, as_typed
from handlers.typed import scrubbed
from rules import breaks as rules
from rules.breaks import Break, Queued, State
from rules.refusals import Refusal
from rules.roles import LEADERS, leads
from storage import audit, breaks_report, breaks_watch, outbox, people
from storage import breaks as storage
from storage.breaks_board import boards_of
from storage.database import Session
from storage.people import Person
from views import breaks_board as views
from views import breaks_report as report_views


def approve(ask: Ask, session: Session) -> Answer:
    """Into the line, past the protected half hour (FR-04); a free token is offered at once."""
    one, applicant = _application(ask, session)
    if not storage.approve(session, one, ask.who.id, Queued(one.closes_at)):
        raise Refusal("breaks-application-decided")
    storage.noted(session, ask.now, ask.who.employee_no, "breaks.approved", one, State.WAITING)
    _tell(ask, session, f"breaks.approved:{one.id}", applicant)
    return views.decided(ask.t, True, applicant.name)


def decline(ask: Ask, session: Session) -> Answer:
    one, applicant = _application(ask, session)
    if not storage.end(session, one, State.DECLINED, ask.now, ask.who.id):
        raise Refusal("breaks-application-decided")
    storage.noted(session, ask.now, ask.who.employee_no, "breaks.declined", one, State.DECLINED)
    _tell(ask, session, f"breaks.end:{one.id}", applicant)
    return views.decided(ask.t, False, applicant.name)


def board(ask: Ask, session: Session) -> Answer:
    """The boards of the teams I lead."""
    mine = [team for team in people.all_teams(session) if leads(ask.who, team.id)]
    return views.boards(ask.t, boards_of(session, mine, ask.site.zone, ask.now), ask.site.handbook.breaks)


def recall(ask: Ask, session: Session) -> Answer:
    """The token is taken back: it is free at once, and its holder is told."""
    one, holder = _holder(ask, session)
    _check_leads(ask, one.team_id)
    if one.state is not State.OUT or not storage.end(session, one, State.RECALLED, ask.now, ask.who.id):
        raise Refusal("breaks-recall-not-out", name=holder.name)
    storage.noted(session, ask.now, ask.who.employee_no, "breaks.recalled", one, State.RECALLED, token=one.token_no)
    _tell(ask, session, f"breaks.end:{one.id}", holder)
    return views.recalled(ask.t, holder.name)


def cap(ask: Ask, session: Session) -> Answer:
    """`/break cap TEAM N until 15:00 because ...` (SG-04): lower at any time, higher as the handbook allows."""
    name, tokens, until, reason = _cap(ask)
    team = people.team_named(session, name)
    if team is None:
        teams = ask.t.plain("floor-and").join(one.team for one in people.all_teams(session))
        raise Refusal("breaks-cap-team", typed=as_typed(name), teams=teams)
    _check_leads(ask, team.id)
    wanted = rules.check_new_cap(tokens, until, reason, ask.site.handbook.breaks, ask.now)
    before = breaks_watch.set_cap(session, team.id, wanted, ask.who.id, ask.now)
    audit.note(
        session,
        ask.now,
        ask.who.employee_no,
        "breaks.capped",
        f"team:{team.id}",
        {"tokens": before.tokens, "until": before.until} if before else {},
        {"tokens": tokens, "until": until, "reason": reason},
    )
    outbox.changed(session, f"team:{team.id}")
    return views.cap_set(ask.t, team.name, wanted)


def report(ask: Ask, session: Session) -> Answer:
    """Outings, minutes, lateness and waiting per person, on the screen and as CSV."""
    day = _day(ask)
    mine = [team for team in people.all_teams(session) if leads(ask.who, team.id)]
    outings = breaks_report.outings_on(session, mine, day, ask.now)
    if any(outings.values()):
        assert ask.who.slack_user_id is not None
        outbox.say(session, f"breaks.report:{day}:{ask.who.id}", ask.who.slack_user_id, ask.now)
    return report_views.report(ask.t, day, outings)


ROUTES: tuple[Route, ...] = (
    Command("/break", "breaks.board", board, LEADERS),
    Command("/break", "breaks.recall", recall, LEADERS),
    Command("/break", "breaks.cap", cap, LEADERS),
    Command("/break", "breaks.report", report, LEADERS),
    Button("breaks.approve", approve, LEADERS),
    Button("breaks.decline", decline, LEADERS),
    Button("breaks.recall", recall, LEADERS),
)


def _application(ask: Ask, session: Session) -> tuple[Break, Person]:
    one = storage.by_id(session, int(ask.value))
    assert one is not None, "a button carries an id that was never given out"
    _check_leads(ask, one.team_id)
    if one.state is not State.APPLIED:
        raise Refusal("breaks-application-decided")
    return one, people.by_ids(session, [one.person_id], ask.now)[one.person_id]


def _holder(ask: Ask, session: Session) -> tuple[Break, Person]:
    """Whose token: the one on the button, or the person who was named."""
    if ask.value:
        one = storage.by_id(session, int(ask.value))
        assert one is not None, "a button carries an id that was never given out"
        return one, people.by_ids(session, [one.person_id], ask.now)[one.person_id]
    if not ask.text:
        raise Refusal("breaks-recall-whom")
    holder = meant.person(ask, session, ask.text)
    one = storage.open_break_of(session, holder.id)
    if one is None:
        raise Refusal("breaks-recall-not-out", name=holder.name)
    return one, holder


def _check_leads(ask: Ask, team_id: int | None) -> None:
    if team_id is None or not leads(ask.who, team_id):
        raise Refusal("breaks-not-your-team")


def _tell(ask: Ask, session: Session, slot: str, whom: Person) -> None:
    if whom.slack_user_id:
        topic = f"break:{slot.rsplit(':', 1)[1]}"
        outbox.say(session, slot, whom.slack_user_id, ask.now, urgent=True, follow=[topic])


def _cap(ask: Ask) -> tuple[str, int, datetime, str]:
    until, because = (
        "|".join(map(re.escape, ask.spelled(key))) for key in ("breaks-word-until", "breaks-word-because")
    )
    wanted = re.fullmatch(
        rf"(?P<team>.+?)\s+(?P<tokens>\d{{1,2}})\s*(?:{until})\s*(?P<at>\d{{1,2}}[:：]\d{{2}}|\S+)"
        rf"\s*(?:{because})\s*(?P<reason>.+)",
        ask.text,
        re.IGNORECASE,
    )
    if wanted is None:
        raise Refusal("breaks-cap-how", team=ask.who.team.team if ask.who.team else "A1")
    return (
        wanted["team"],
        int(wanted["tokens"]),
        _time_to_come(ask, wanted["at"]),
        scrubbed(as_typed(wanted["reason"].strip())),
    )


def _time_to_come(ask: Ask, typed: str) -> datetime:
    """The next time the site's clock shows it; more than half a day ahead means that it has passed."""
    try:
        clock = time.fromisoformat(typed.replace("：", ":").zfill(5))
    except ValueError as error:
        raise Refusal("breaks-cap-time", typed=as_typed(typed)) from error
    today = ask.now.astimezone(ask.site.zone).date()
    at = datetime.combine(today, clock, ask.site.zone)
    tomorrow = datetime.combine(today + timedelta(days=1), clock, ask.site.zone)
    return tomorrow if at <= ask.now and tomorrow - ask.now <= timedelta(hours=12) else at


def _day(ask: Ask) -> date:
    """The shift day that is meant."""
    found = meant.day(ask, ask.text) if ask.text else ask.day
    if found is None:
        raise meant.bad_day(ask.text)
    return found
