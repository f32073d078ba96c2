"""What may people ask about surges: look, raise, lower, stand down, drill, confirm? (SG-02 to SG-05)"""

import re
from typing import NamedTuple

from handlers.asking import Answer, Ask, Button, Command, Route, as_typed
from handlers.typed import scrubbed
from rules import surges as watching
from rules.refusals import Refusal
from rules.roles import FLOOR_LEADERS
from rules.surges import CALM, HIGHEST, State
from rules.surges_incident import DRILL_LASTS, MINUTE, Act, Incident
from storage import outbox, surges_shown
from storage import surges_incidents as storage
from storage import surges_steps as steps
from storage.database import Session
from views import surges as views

_NUMERALS = str.maketrans("一二三", "123")


class Wish(NamedTuple):
    """What was typed: a queue and a level where they were named, and the reason."""

    queue: str
    level: int | None
    reason: str


def state(ask: Ask, session: Session) -> Answer:
    """`/surge`: what is in force, and what cannot be seen."""
    some = [surges_shown.shown(session, one) for one in storage.all_open(session)]
    minutes = ask.site.handbook.surges.forecast.interval // MINUTE
    return views.state(ask.t, some, list(storage.silent_feeds(session).values()), minutes)


def raise_level(ask: Ask, session: Session) -> Answer:
    """One level up, or to the one that is named; a surge that nobody has noticed begins."""
    wish = _wish(ask, "raise")
    queue = _queue(ask, session, wish.queue, only_open=False)
    before, surge = _locked(session, queue)
    here = surge.level if surge else CALM
    if here == HIGHEST:
        raise Refusal("surges-is-highest", queue=queue)
    level = wish.level if wish.level is not None else here + 1
    if level <= here:
        raise Refusal("surges-is-not-above", queue=queue, level=here)
    _order(ask, session, queue, before, surge, level, wish.reason)
    return views.said(ask.t, "surges-opened", queue=queue, level=level)


def lower(ask: Ask, session: Session) -> Answer:
    """One level down, or to the one that is named; below the first it is over."""
    wish = _wish(ask, "lower")
    queue = _queue(ask, session, wish.queue, only_open=True)
    before, surge = _locked(session, queue)
    if surge is None:
        raise _nothing_there(session, queue)
    level = wish.level if wish.level is not None else max(CALM, surge.level - 1)
    if level >= surge.level > CALM:
        raise Refusal("surges-is-not-below", queue=queue, level=surge.level)
    _order(ask, session, queue, before, surge, level, wish.reason)
    key = "surges-opened" if level else "surges-ended"
    return views.said(ask.t, key, queue=queue, **({"level": level} if level else {}))


def stand_down(ask: Ask, session: Session) -> Answer:
    """The end, of a drill too."""
    wish = _wish(ask, "stand_down")
    queue = _queue(ask, session, wish.queue, only_open=True)
    before, _ = _locked(session, queue)
    one = storage.open_of(session, queue)
    if one is None:
        raise Refusal("surges-is-calm", queue=queue)
    if one.is_drill:
        steps.finish(session, one, _act(ask, wish.reason), ask.now, ask.site)
    else:
        _order(ask, session, queue, before, one, CALM, wish.reason)
    return views.said(ask.t, "surges-ended", queue=queue)


def drill(ask: Ask, session: Session) -> Answer:
    """Level 1 as if it were real; nothing on the floor is changed."""
    queue = _queue(ask, session, _named(ask, ask.text), only_open=False)
    storage.lock_watch(session, queue)
    if steps.declare(session, queue, 1, _act(ask, ""), ask.now, ask.site, is_drill=True) is None:
        raise Refusal("surges-drill-not-now", queue=queue)
    return views.said(ask.t, "surges-drilled", queue=queue, minutes=str(DRILL_LASTS // MINUTE))


def acknowledge(ask: Ask, session: Session) -> Answer:
    """Whoever was called confirms; every reminder about it stops."""
    incident_id = int(ask.value)
    one = storage.by_id(session, incident_id)
    if one is None or one.ended_at or not storage.acknowledge(session, incident_id, ask.who.id, ask.now):
        raise Refusal("surges-not-called")
    outbox.changed(session, steps.topic(incident_id))
    return views.said(ask.t, "surges-acknowledged")


def help_me(ask: Ask, session: Session) -> Answer:
    return views.help_for(ask.t)


ROUTES: tuple[Route, ...] = (
    Command("/surge", "surges.state", state, plain=True),
    Command("/surge", "surges.raise", raise_level, FLOOR_LEADERS),
    Command("/surge", "surges.lower", lower, FLOOR_LEADERS),
    Command("/surge", "surges.stand_down", stand_down, FLOOR_LEADERS),
    Command("/surge", "surges.drill", drill, FLOOR_LEADERS),
    Command("/surge", "surges.help", help_me),
    Button("surges.acknowledge", acknowledge),
)


def _order(
    ask: Ask, session: Session, queue: str, before: State, surge: Incident | None, level: int, reason: str
) -> None:
    """At once, whatever the numbers say; the watch goes on from there."""
    after = watching.order(before, level, ask.who.employee_no, ask.now, ask.site.handbook.surges.cool_down)
    storage.keep_watch(session, queue, after)
    act = _act(ask, reason)
    if surge is None:
        done = steps.declare(session, queue, level, act, ask.now, ask.site) is not None
    elif level == CALM:
        done = steps.finish(session, surge, act, ask.now, ask.site)
    else:
        done = steps.move(session, surge, level, act, ask.now, ask.site)
    assert done, "the watch is locked, so nobody else can have moved it"


def _locked(session: Session, queue: str) -> tuple[State, Incident | None]:
    """The watch, ours until the commit, and the open incident if it is no drill."""
    before = storage.lock_watch(session, queue)
    one = storage.open_of(session, queue)
    return before, None if one is None or one.is_drill else one


def _nothing_there(session: Session, queue: str) -> Refusal:
    is_drill = storage.open_of(session, queue) is not None
    return Refusal("surges-drill-levels") if is_drill else Refusal("surges-is-calm", queue=queue)


def _act(ask: Ask, reason: str) -> Act:
    return Act(ask.who.employee_no, reason)


def _wish(ask: Ask, verb: str) -> Wish:
    """`support 2 because the line is down`; raises Refusal where the reason is missing or too long."""
    because = "|".join(map(re.escape, ask.spelled("surges-word-because")))
    found = re.fullmatch(rf"(?P<what>.*?)\s*(?:{because})\s*(?P<reason>\S.*)", ask.text, re.IGNORECASE)
    if found is None:
        raise Refusal("surges-because-missing", verb=ask.t.plain(f"surges-verb-{verb}").split(",")[0])
    reason = scrubbed(as_typed(found["reason"].strip()))
    limit = ask.site.handbook.breaks.reason_at_most_letters
    if len(reason) > limit:
        raise Refusal("surges-reason-long", limit=limit, letters=len(reason))
    queue, level = _level(ask, found["what"])
    return Wish(_named(ask, queue), level, reason)


def _level(ask: Ask, typed: str) -> tuple[str, int | None]:
    """The level at the end of what was typed, and what stands before it."""
    words = "|".join(map(re.escape, sorted(ask.spelled("surges-word-level"), key=len, reverse=True)))
    found = re.fullmatch(
        rf"(?P<queue>.*?)\s*(?:(?:{words})\s*)?(?<!\d)(?P<level>[1-3一二三])\s*(?:{words})?", typed, re.IGNORECASE
    )
    if found is None or (found["queue"] and not re.match(r"\s|[^\w]", typed[len(found["queue"]) :])):
        return typed, None
    return found["queue"], int(found["level"].translate(_NUMERALS))


def _named(ask: Ask, typed: str) -> str:
    """`queue support`: the name alone."""
    first, _, rest = as_typed(typed).strip().partition(" ")
    return rest if rest and first.casefold() in ask.spelled("surges-word-queue") else as_typed(typed).strip()


def _queue(ask: Ask, session: Session, named: str, only_open: bool) -> str:
    """The queue that is named; else the one with an incident, else the only one there is."""
    known = list(storage.states(session))
    if named:
        return next((queue for queue in known if queue.casefold() == named.casefold()), named)
    open_ones = [one.queue for one in storage.all_open(session)]
    some = open_ones if len(open_ones) == 1 or only_open else known
    if len(some) == 1:
        return some[0]
    if not some:
        raise Refusal("surges-no-queues") if not only_open else Refusal("surges-nothing-open")
    raise Refusal("surges-which-queue", queues=ask.t.plain("floor-and").join(some))
