"""What is read about a surge: the incident's one message, the call to sign in, who is late, a feed that is silent?"""

from collections.abc import Sequence
from datetime import datetime

from rules.surges import Reason
from rules.surges_callin import Standing
from rules.surges_incident import CLOCK, MINUTE, Change, Figures, Incident, Needed, Request, Shown
from views.message import Block, Message
from views.parts import (
    MESSAGE_BLOCKS,
    MESSAGE_LETTERS,
    button,
    buttons,
    heading,
    how_many_fit,
    in_sections,
    line,
    lines,
    message,
    note,
    short,
)
from views.words import Reader, escaped

SHOWN_CHANGES = 10
SHOWN_NAMES = 30
SHOWN_REASON = 200


def incident(t: Reader, shown: Shown) -> Message:
    """The one living message in the operations channel; its last lines are the log."""
    one = shown.incident
    is_open = one.ended_at is None
    told = [line(text) for text in _figures(t, shown.figures)] if is_open and shown.figures and not one.is_drill else []
    return message(
        heading(title(t, one)),
        line(t("surges-drill-note")) if one.is_drill else None,
        lines(_standing(t, one)),
        *told,
        *answers(t, shown),
        line(_call_in(t, shown.call_in)) if shown.call_in else None,
        *timeline(t, shown, SHOWN_CHANGES),
        note(t("surges-how")) if is_open else None,
    )


def title(t: Reader, one: Incident) -> str:
    return t.plain("surges-title", drill=_drill(one), level=one.level, queue=short(one.queue))


def _standing(t: Reader, one: Incident) -> list[str]:
    if one.ended_at:
        return [t("surges-over", drill=_drill(one), **{"from": one.started_at, "to": one.ended_at})]
    since = t("surges-since", **{"from": one.started_at}, level_since=one.level_since)
    return [since] if one.is_drill else [t("surges-level", level=one.level), since]


def _figures(t: Reader, found: Figures) -> list[str]:
    stretch = {"from": t.clock(found.at - found.minutes * MINUTE), "to": t.clock(found.at)}
    calls = _count(found.calls)
    if found.expected is None:
        came = t("surges-calls-unknown", calls=calls, **stretch)
    else:
        came = t("surges-calls", calls=calls, expected=_count(found.expected), **stretch)
    unknown = t.plain("surges-unknown")
    felt = t(
        "surges-felt",
        service_level=unknown if found.service_level is None else f"{_percent(found.service_level)} %",
        oldest=_count(found.oldest_wait_s),
        waiting=str(found.waiting),
        agents=unknown if found.agents is None else str(found.agents),
    )
    return ["\n".join([came, felt]), *(["\n".join(_needed(t, found.needed))] if found.needed else [])]


def _needed(t: Reader, needed: Needed) -> list[str]:
    """How many more, and what that supposes."""
    goal = {"goal": _percent(needed.goal), "within": _count(needed.within_s)}
    supposed = {"calls": _count(needed.calls_an_hour), "aht": _count(needed.aht_s)}
    more = (
        t("surges-needed", more=str(needed.more), minutes=str(needed.minutes), **goal)
        if needed.more
        else t("surges-enough", **goal)
    )
    if needed.patience_s is None:
        return [more, t("surges-assumes-patient", **supposed)]
    return [more, t("surges-assumes", patience=_count(needed.patience_s), **supposed)]


def answers(t: Reader, shown: Shown) -> list[Block]:
    """Who has answered the call to sign in, and who has not."""
    if shown.incident.level == 0 and not shown.requests:
        return []
    if not shown.requests:
        return [line(t("surges-nobody-called"))]
    done = [one for one in shown.requests if one.answered_at]
    told = [t.plain("surges-answer", name=_name(shown, one), at=t.clock(_at(one))) for one in done]
    missing = [_name(shown, one) for one in shown.requests if not one.answered_at]
    texts = [
        t("surges-answered", names=_listed(t, told)) if told else "",
        t("surges-unanswered", names=_listed(t, missing)) if missing else "",
    ]
    return [lines([text for text in texts if text])]


def _call_in(t: Reader, one: Standing) -> str:
    """How the replies of those at home stand against the need."""
    return t(
        "surges-call-in",
        need=str(one.need),
        asked=str(one.asked),
        accepted=str(one.accepted),
        arrived=str(one.arrived),
        declined=str(one.declined),
        open=str(one.open),
    )


def timeline(t: Reader, shown: Shown, at_most: int) -> list[Block]:
    """The last lines of the log."""
    told = [_change(t, shown, one) for one in shown.changes[-at_most:]]
    return [line(text) for text in in_sections([t("surges-timeline"), *told])]


def _change(t: Reader, shown: Shown, one: Change) -> str:
    by = one.act.by
    who = t.plain("surges-clock") if by == CLOCK else short(shown.names.get(by, by))
    change = t.plain("surges-change", did=one.did.value, at=t.time(one.at), who=who, level=one.level)
    because = one.act.reason or t.plain("floor-and").join(reason(t, found) for found in one.act.found)
    return t("surges-change-because", change=change, reason=because[:SHOWN_REASON]) if because else escaped(change)


def reason(t: Reader, one: Reason) -> str:
    return t.plain(
        "surges-reason",
        why=one.why.value,
        found=_count(one.found),
        against=_count(one.against),
        percent=_percent(one.found),
        minutes=str(one.lasts // MINUTE),
    )


def request(t: Reader, one: Incident, called: Request) -> Message:
    """The private call to sign in; once answered, or over, there is no button left."""
    queue = short(one.queue)
    if called.answered_at:
        return message(line(t("surges-request-done", queue=queue, at=called.answered_at)))
    if one.ended_at:
        return message(line(t("surges-request-over", queue=queue)))
    said = line(t("surges-request", drill=_drill(one), queue=queue, due=called.due_at))
    return message(said, buttons(button(t, "surges.acknowledge", one.id, "primary")))


def late(t: Reader, shown: Shown) -> Message:
    """For the site manager: who was called and has not answered in time."""
    one, queue = shown.incident, short(shown.incident.queue)
    missing = [each for each in shown.requests if each.shown_at and not each.answered_at]
    names = _listed(t, [_name(shown, each) for each in missing])
    if not missing:
        return message(line(t("surges-late-none", queue=queue)))
    if one.ended_at:
        return message(line(t("surges-late-over", queue=queue, names=names)))
    minutes = str(max((each.due_at - each.asked_at) // MINUTE for each in missing))
    return message(line(t("surges-late", drill=_drill(one), queue=queue, minutes=minutes, names=names)))


def silence(t: Reader, feed: str, heard_at: datetime, ended_at: datetime | None) -> Message:
    if ended_at:
        return message(line(t("surges-silence-over", feed=short(feed), **{"from": heard_at, "to": ended_at})))
    return message(line(t("surges-silence", feed=short(feed), **{"from": heard_at})))


def state(t: Reader, some: Sequence[Shown], silent: Sequence[str], minutes: int) -> Message:
    """`/surge`: every open incident in short, and what cannot be seen."""
    deaf = [line(t("surges-silent", feed=short(feed))) for feed in silent[:SHOWN_CHANGES]]
    groups = [_briefly(t, one) for one in some]
    fit = how_many_fit(groups, MESSAGE_BLOCKS - len(deaf), MESSAGE_LETTERS)
    calm = [] if some else [line(t("surges-none", minutes=str(minutes)))]
    more = [note(t("surges-more", count=len(some) - fit))] if fit < len(some) else []
    return message(*deaf, *(block for group in groups[:fit] for block in group), *more, *calm)


def _briefly(t: Reader, one: Shown) -> list[Block]:
    brief = t("surges-brief", title=title(t, one.incident), **{"from": one.incident.started_at})
    told = _figures(t, one.figures) if one.figures and not one.incident.is_drill else []
    return [lines([brief, *told]), *answers(t, one)]


def said(t: Reader, key: str, **facts: object) -> Message:
    return message(line(t(key, **facts)))


def help_for(t: Reader) -> Message:
    return message(line(t("surges-help")))


def _name(shown: Shown, one: Request) -> str:
    return short(shown.people.get(one.person_id, str(one.person_id)))


def _listed(t: Reader, names: Sequence[str]) -> str:
    more = [f"+{len(names) - SHOWN_NAMES}"] if len(names) > SHOWN_NAMES else []
    return t.plain("floor-and").join([*names[:SHOWN_NAMES], *more])


def _at(one: Request) -> datetime:
    assert one.answered_at is not None
    return one.answered_at


def _drill(one: Incident) -> str:
    return "yes" if one.is_drill else "no"


def _percent(share: float) -> str:
    return str(round(100 * share))


def _count(amount: float) -> str:
    return str(round(amount))
