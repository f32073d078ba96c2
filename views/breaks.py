"""What does an agent read about breaks: granted, in line, offered, refused, late?"""

from datetime import datetime, timedelta

from rules import breaks as rules
from rules.breaks import MINUTE, URGENT, Break, Floor, State, Usage
from rules.handbook import BreakRules
from rules.refusals import Refusal
from rules.surges_policy import Ration
from views import surges_policy
from views.message import Block, Message, Modal
from views.parts import button, buttons, line, lines, message, note, text_field, typed
from views.words import Reader


def kind_name(t: Reader, kind: str) -> str:
    return t.plain("breaks-kind", kind=kind)


def minutes(length: timedelta) -> int:
    """Whole minutes, a started one counted from its half."""
    return round(length / MINUTE)


def granted(t: Reader, one: Break, ration: Ration | None = None) -> Message:
    assert one.due_at is not None
    if one.kind == URGENT:
        said = t("breaks-granted-urgent")
    elif one.token_no is None:
        said = t("breaks-granted-untokened", kind=kind_name(t, one.kind), due=one.due_at)
    else:
        said = t("breaks-granted", due=one.due_at, minutes=minutes(one.length))
    shorter = surges_policy.why(t, ration) if ration and one.token_no is not None else None
    return message(line(said), shorter, buttons(button(t, "breaks.back", one.id, "primary")))


def queued(t: Reader, one: Break, floor: Floor, handbook: BreakRules) -> Message:
    place = rules.place_in_line(floor, one.id)
    rests = floor.ration is not None and floor.ration.tokens == 0
    return message(
        line(t("surges-queued" if rests else "breaks-queued", place=place, offer=minutes(handbook.offer))),
        *_expected(t, one, floor, handbook),
        buttons(button(t, "breaks.leave", one.id), button(t, "breaks.urgent")),
    )


def standing(t: Reader, one: Break | None, floor: Floor, used: Usage, handbook: BreakRules) -> Message:
    """Where somebody stands, whatever that is, with the buttons that fit."""
    if one is None:
        return message(
            lines([t("breaks-free"), _used(t, used, handbook)]),
            surges_policy.why(t, floor.ration) if floor.ration else None,
            buttons(button(t, "breaks.take", "", "primary"), button(t, "breaks.urgent")),
        )
    if one.state is State.OUT:
        return message(line(_out(t, one)), buttons(button(t, "breaks.back", one.id, "primary")))
    if one.state is State.OFFERED:
        return offered(t, one)
    if one.state is State.APPLIED:
        return message(
            line(t("breaks-applied")), buttons(button(t, "breaks.leave", one.id), button(t, "breaks.urgent"))
        )
    return message(
        line(t("breaks-waiting", place=rules.place_in_line(floor, one.id))),
        *_expected(t, one, floor, handbook),
        buttons(button(t, "breaks.leave", one.id), button(t, "breaks.urgent")),
    )


def offered(t: Reader, one: Break) -> Message:
    return message(
        line(t("breaks-offered", until=one.offer_ends_at)),
        buttons(button(t, "breaks.accept", one.id, "primary"), button(t, "breaks.pass", one.id)),
    )


def ended(t: Reader, one: Break) -> Message:
    """What became of a break whose button was pressed too late."""
    return message(line(t("breaks-ended", state=one.state.value, at=one.ended_at)))


def back(t: Reader, one: Break, now: datetime) -> Message:
    assert one.out_at is not None
    assert one.due_at is not None
    late = now - one.due_at
    if late < MINUTE:
        return message(line(t("breaks-back", minutes=minutes(now - one.out_at))))
    return message(line(t("breaks-back-late", minutes=minutes(now - one.out_at), late=minutes(late))))


def said(t: Reader, key: str, then: Message | None = None) -> Message:
    """One sentence, and where it helps, where things stand now."""
    return message(line(t(key)), *(then.blocks if then else ()))


def refused(t: Reader, no: Refusal, wanted: int | None) -> Message:
    """A no, with the buttons that lead on; an application asks for the same minutes."""
    reason = no.facts.get("reason")
    left = no.facts.get("left")
    facts = {name: fact for name, fact in no.facts.items() if name != "reason"}
    if no.key == "breaks-length":
        facts["kind"] = kind_name(t, str(facts["kind"]))
    return message(
        line(t(no.key, **facts)),
        typed(str(reason)) if reason else None,
        buttons(
            button(t, "breaks.apply", wanted or "") if no.key.startswith("breaks-protected") else None,
            button(t, "breaks.take_minutes", left, "primary", minutes=left) if left else None,
            button(t, "breaks.urgent") if no.key.startswith(_URGENT_HELPS) else None,
        ),
    )


_URGENT_HELPS = ("breaks-protected", "breaks-allowance", "breaks-capped")


def application_form(t: Reader, most: int, wanted: int, letters: int) -> Modal:
    """The special application of FR-04."""
    return Modal(
        id="breaks.application",
        title=t.plain("breaks-form-title"),
        close=t.plain("floor-cancel"),
        submit=t.plain("breaks-form-send"),
        blocks=[
            line(t("breaks-form-why")),
            text_field(
                "reason", t.plain("breaks-form-reason"), t.plain("breaks-form-reason-hint"), letters, multiline=True
            ),
            text_field("minutes", t.plain("breaks-form-minutes"), value=str(min(wanted, most))),
        ],
    )


def unknown(t: Reader, word: str, nearest: str | None, leader: bool) -> Message:
    """A word nobody knows: the nearest one, a short help, and buttons instead of typing."""
    key = "breaks-unknown-nearest" if nearest else "breaks-unknown"
    facts = {"typed": word, **({"nearest": nearest} if nearest else {})}
    return message(line(t(key, **facts)), *help_for(t, leader).blocks)


def help_for(t: Reader, leader: bool) -> Message:
    return message(
        line(t("breaks-help")),
        line(t("breaks-help-leaders")) if leader else None,
        buttons(
            button(t, "breaks.take", "", "primary"),
            button(t, "breaks.back"),
            button(t, "breaks.status"),
            button(t, "breaks.urgent"),
        ),
    )


def due(t: Reader, one: Break) -> Message:
    """T+0: it is time; after a downtime the same message says by how much."""
    late = t.now - (one.due_at or t.now)
    facts = {"due": one.due_at, **({"late": minutes(late)} if late >= MINUTE else {})}
    key = "breaks-due-late" if late >= MINUTE else "breaks-due"
    return message(line(t(key, **facts)), buttons(button(t, "breaks.back", one.id, "primary")))


def over(t: Reader, one: Break, leader: str, by_offers: bool) -> Message:
    """A break that ended without its person doing anything."""
    if one.state is not State.LAPSED:
        return message(line(t(f"breaks-end-{one.state}", **({} if one.state is State.CLOSED else {"leader": leader}))))
    if by_offers:
        return message(line(t("breaks-end-lapsed-offers")), buttons(button(t, "breaks.take", "", "primary")))
    if one.reason and not one.approved:
        return message(line(t("breaks-end-lapsed-applied")))
    return message(line(t("breaks-end-lapsed-line")), buttons(button(t, "breaks.apply")))


def approved(t: Reader, leader: str) -> Message:
    return message(line(t("breaks-approved", leader=leader)))


def _out(t: Reader, one: Break) -> str:
    assert one.due_at is not None
    late = t.now - one.due_at
    kind = kind_name(t, one.kind)
    if late < MINUTE:
        return t("breaks-out", kind=kind, due=one.due_at)
    return t("breaks-out-late", kind=kind, due=one.due_at, late=minutes(late))


def _used(t: Reader, used: Usage, handbook: BreakRules) -> str:
    return t(
        "breaks-used",
        outings=used.outings,
        minutes=minutes(used.time),
        most=handbook.outings_per_shift,
        limit=minutes(handbook.allowance),
    )


def _expected(t: Reader, one: Break, floor: Floor, handbook: BreakRules) -> list[Block]:
    at = rules.expected_at(floor, one.id, handbook, t.now)
    capped = floor.cap is not None and floor.cap.tokens == 0
    when = [note(t("breaks-expected-capped" if capped else "breaks-expected", at=at))] if at else []
    return [*when, surges_policy.why(t, floor.ration, in_line=True)] if floor.ration else when
