"""What may an agent ask about breaks? (FR-04 to FR-07)"""

import re

from handlers.asking import Answer, Ask, Button, Command, Form, Route, as_typed, nearest
from handlers.typed import scrubbed
from rules import breaks as rules
from rules.breaks import LUNCH, MINUTE, OPEN, URGENT, Asker, Break, Floor, Granted, State, Usage, Wish
from rules.handbook import BreakKind
from rules.refusals import FieldError, Refusal
from rules.roles import LEADERS, shift_leaders
from rules.shifts import protected_until
from storage import breaks as storage
from storage import outbox, people
from storage.database import Session
from views import breaks as views
from views.message import Message

TRIES = 3


def take(ask: Ask, session: Session) -> Answer:
    """`/break`, `/break 10`, `/break smoke`: the token now, a place in line, or a reason why not."""
    handbook = ask.site.handbook.breaks
    first, _, rest = ask.text.partition(" ")
    kind = handbook.kinds.get(first.casefold())
    typed = rest if kind else ask.text or ask.value
    minutes = _minutes(ask, typed)
    if typed and minutes is None:
        return _unknown(ask)
    return _wish(ask, session, kind or handbook.default, minutes)


def lunch(ask: Ask, session: Session) -> Answer:
    return _wish(ask, session, ask.site.handbook.breaks.kinds[LUNCH], _minutes(ask, ask.text))


def urgent(ask: Ask, session: Session) -> Answer:
    """Never refused, whatever else was typed with it; the shift leader is told, quietly."""
    return _wish(ask, session, ask.site.handbook.breaks.kinds[URGENT], None)


def back(ask: Ask, session: Session) -> Answer:
    """The token comes back; the sweep hands it on."""
    one = storage.open_break_of(session, ask.who.id)
    if one and one.state is State.OUT and storage.end(session, one, State.RETURNED, ask.now):
        storage.noted(session, ask.now, ask.who.employee_no, "breaks.returned", one, State.RETURNED, token=one.token_no)
        return views.back(ask.t, one, ask.now)
    if ask.value and (over := _pressed(ask, session)):
        return over
    return views.said(ask.t, "breaks-not-out", _standing(ask, session) if one else None)


def leave(ask: Ask, session: Session) -> Answer:
    """Out of the line, or an application withdrawn."""
    one = storage.open_break_of(session, ask.who.id)
    if one and one.state is not State.OUT and storage.end(session, one, State.CANCELLED, ask.now):
        storage.noted(session, ask.now, ask.who.employee_no, "breaks.cancelled", one, State.CANCELLED)
        return views.said(ask.t, "breaks-left")
    return views.said(ask.t, "breaks-not-waiting", _standing(ask, session) if one else None)


def status(ask: Ask, session: Session) -> Answer:
    return _standing(ask, session)


def accept(ask: Ask, session: Session) -> Answer:
    """Take the token that is kept for me."""
    floor, _ = _stand(ask, session)
    one = floor.mine(ask.who.id)
    if not one or one.state is not State.OFFERED or one.closes_at <= ask.now:
        return _pressed(ask, session) or views.said(ask.t, "breaks-offer-gone", _standing(ask, session))
    assert one.team_id is not None
    kind = _kind(ask, one.kind)
    end_of_shift = ask.who.shift.ends_at if ask.who.shift else one.closes_at
    granted = Granted(one.token_no, ask.now + rules.length_now(kind, one.length, floor), end_of_shift)
    if not storage.go_out(session, one, Wish(kind, one.length), granted, ask.now):
        return views.said(ask.t, "breaks-offer-gone", _standing(ask, session))
    storage.next_turn(session, one.team_id)
    storage.noted(
        session,
        ask.now,
        ask.who.employee_no,
        "breaks.granted",
        one,
        State.OUT,
        token=one.token_no,
        due_at=granted.due_at,
    )
    return views.granted(ask.t, _again(session, one), floor.ration)


def let_pass(ask: Ask, session: Session) -> Answer:
    """The next in line may go and the place is kept; with nobody else in line there is no place to keep."""
    one = storage.open_break_of(session, ask.who.id)
    if not one or one.state is not State.OFFERED:
        return _pressed(ask, session) or views.said(ask.t, "breaks-offer-gone", _standing(ask, session))
    assert one.team_id is not None
    floor, _ = _stand(ask, session)
    if len(floor.line()) == 1:
        return leave(ask, session)
    if storage.back_in_line(session, one, unanswered=False):
        storage.noted(session, ask.now, ask.who.employee_no, "breaks.passed", one, State.WAITING, token=one.token_no)
    return views.said(ask.t, "breaks-passed", _standing(ask, session))


def apply(ask: Ask, session: Session) -> Answer:
    """The form for a special application (FR-04); outside the protected half hours there is nothing to apply for."""
    handbook = ask.site.handbook.breaks
    if ask.who.shift is None:
        raise _off_shift(ask, session)
    if protected_until(ask.who.shift, handbook.protected, ask.now) is None:
        return views.said(ask.t, "breaks-apply-not-needed", _standing(ask, session))
    most = handbook.default.length // MINUTE
    wanted = _minutes(ask, ask.text or ask.value) or most
    return views.application_form(ask.t, most, wanted, handbook.reason_at_most_letters)


def application(ask: Ask, session: Session) -> Answer:
    """A filled-in form goes to the shift leader."""
    wish, reason = _application(ask)
    _, used = _stand(ask, session)
    asker = _asker(ask, used)
    if asker.shift is None:
        raise _off_shift(ask, session)
    if asker.team_id is None:
        raise Refusal("breaks-no-team")
    one = storage.apply(session, asker, wish, asker.shift.ends_at, reason)
    if one is None:
        return _standing(ask, session)
    told = _tell_leaders(ask, session, one, "breaks.application")
    storage.noted(session, ask.now, ask.who.employee_no, "breaks.applied", one, State.APPLIED)
    return views.said(ask.t, "breaks-form-sent" if told else "breaks-form-nobody")


def help_me(ask: Ask, session: Session) -> Answer:
    return views.help_for(ask.t, bool(ask.who.roles & LEADERS))


ROUTES: tuple[Route, ...] = (
    Command("/break", "breaks.take", take, plain=True),
    Command("/break", "breaks.lunch", lunch),
    Command("/break", "breaks.urgent", urgent),
    Command("/break", "breaks.back", back),
    Command("/break", "breaks.cancel", leave),
    Command("/break", "breaks.status", status),
    Command("/break", "breaks.apply", apply),
    Command("/break", "breaks.help", help_me),
    Button("breaks.take", take),
    Button("breaks.take_minutes", take),
    Button("breaks.urgent", urgent),
    Button("breaks.back", back),
    Button("breaks.leave", leave),
    Button("breaks.status", status),
    Button("breaks.accept", accept),
    Button("breaks.pass", let_pass),
    Button("breaks.apply", apply),
    Form("breaks.application", application),
)


def _wish(ask: Ask, session: Session, kind: BreakKind, minutes: int | None) -> Message:
    try:
        wish = rules.wish(kind, minutes)
        return _decide(ask, session, wish)
    except Refusal as no:
        return views.refused(ask.t, no, minutes)


def _decide(ask: Ask, session: Session, wish: Wish) -> Message:
    """Read, decide, write; where somebody was faster, the database says so and we look again."""
    for _ in range(TRIES):
        floor, used = _stand(ask, session)
        mine = floor.mine(ask.who.id)
        if mine and (mine.state is State.OUT or wish.kind.token):
            return views.standing(ask.t, mine, floor, used, ask.site.handbook.breaks)
        asker = _asker(ask, used)
        if asker.shift is None and wish.kind.name != URGENT:
            raise _off_shift(ask, session)
        if asker.team_id is None and wish.kind.token:
            raise Refusal("breaks-no-team")
        decision = rules.decide(wish, asker, floor, ask.site.handbook.breaks)
        one = _write(session, mine, asker, wish, decision)
        if one:
            return _decided(ask, session, mine, one, floor)
    return _standing(ask, session)


def _write(session: Session, mine: Break | None, asker: Asker, wish: Wish, decision: rules.Decision) -> Break | None:
    if mine is None:
        return storage.record(session, asker, wish, decision)
    assert isinstance(decision, Granted), "only kinds without a token jump the line"
    went = storage.go_out(session, mine, wish, decision, asker.now)
    return _again(session, mine) if went else None


def _decided(ask: Ask, session: Session, was: Break | None, one: Break, before: Floor) -> Message:
    who = ask.who.employee_no
    if one.state is State.WAITING:
        storage.noted(session, ask.now, who, "breaks.queued", one, State.WAITING, kind=one.kind)
        return views.queued(ask.t, one, before.with_one(one), ask.site.handbook.breaks)
    if one.kind == URGENT:
        _tell_leaders(ask, session, one, "breaks.urgent")
    facts = {"kind": one.kind, "token": one.token_no, "due_at": one.due_at}
    storage.noted(session, ask.now, who, "breaks.granted", was or one, State.OUT, **facts)
    return views.granted(ask.t, one, before.ration)


def _stand(ask: Ask, session: Session) -> tuple[Floor, Usage]:
    return storage.standing(session, ask.who.id, ask.who.team_id, ask.day, ask.now)


def _asker(ask: Ask, used: Usage) -> Asker:
    return Asker(ask.who.id, ask.who.team_id, ask.who.shift, ask.day, used, ask.now)


def _standing(ask: Ask, session: Session) -> Message:
    floor, used = _stand(ask, session)
    return views.standing(ask.t, floor.mine(ask.who.id), floor, used, ask.site.handbook.breaks)


def _pressed(ask: Ask, session: Session) -> Message | None:
    """What became of the break whose old button was pressed, if it is over."""
    one = storage.by_id(session, int(ask.value)) if ask.value.isdecimal() else None
    if one is None or one.person_id != ask.who.id or one.state in OPEN:
        return None
    return views.ended(ask.t, one)


def _again(session: Session, one: Break) -> Break:
    changed = storage.by_id(session, one.id)
    assert changed is not None
    return changed


def _kind(ask: Ask, name: str) -> BreakKind:
    """The kind as the handbook file has it now; a kind that was taken out of the file counts as the default one."""
    handbook = ask.site.handbook.breaks
    return handbook.kinds.get(name, handbook.default)


def _off_shift(ask: Ask, session: Session) -> Refusal:
    starts_at = people.next_shift_starts(session, ask.who.id, ask.now)
    return Refusal("breaks-off-shift-next", starts=starts_at) if starts_at else Refusal("breaks-off-shift")


def _application(ask: Ask) -> tuple[Wish, str]:
    handbook = ask.site.handbook.breaks
    most = handbook.default.length // MINUTE
    minutes, reason = _minutes(ask, ask.form.get("minutes", "")), scrubbed(ask.form.get("reason", "").strip())
    if minutes is None or not 1 <= minutes <= most:
        raise FieldError("minutes", "breaks-form-minutes-bad", limit=most)
    if not reason:
        raise FieldError("reason", "breaks-form-reason-empty")
    if len(reason) > handbook.reason_at_most_letters:
        raise FieldError("reason", "breaks-reason-long", limit=handbook.reason_at_most_letters, letters=len(reason))
    return rules.wish(handbook.default, minutes), reason


def _tell_leaders(ask: Ask, session: Session, one: Break, about: str) -> int:
    """A private word to the shift leader (FR-05); how many were told."""
    leaders = people.with_roles(session, LEADERS, ask.now)
    others = [leader for leader in leaders if leader.id != ask.who.id and leader.slack_user_id]
    told = shift_leaders(others, one.team_id)
    for leader in told:
        assert leader.slack_user_id is not None
        slot = f"{about}:{one.id}:{leader.id}"
        outbox.say(session, slot, leader.slack_user_id, ask.now, urgent=True, follow=[f"break:{one.id}"])
    return len(told)


def _minutes(ask: Ask, typed: str) -> int | None:
    """`10`, `10 min`, `10分钟`; None for anything else."""
    if not typed:
        return None
    units = "|".join(map(re.escape, ask.spelled("breaks-word-minutes")))
    found = re.fullmatch(rf"(\d{{1,3}})\s*(?:{units})?", typed.strip(), re.IGNORECASE)
    return int(found[1]) if found else None


def _unknown(ask: Ask) -> Message:
    known = ask.routes.verbs("/break")
    return views.unknown(ask.t, as_typed(ask.text), nearest(ask.text, known), bool(ask.who.roles & LEADERS))
