"""What does a team see on its board, and a leader in private?"""

from collections.abc import Sequence

from rules import breaks as rules
from rules.breaks import URGENT, Break, Cap, State
from rules.breaks_report import Board
from rules.handbook import BreakRules
from views import surges_policy
from views.breaks import kind_name, minutes
from views.message import Block, Message
from views.parts import (
    MESSAGE_BLOCKS,
    MESSAGE_LETTERS,
    button,
    buttons,
    heading,
    how_many_fit,
    line,
    lines,
    message,
    note,
    short,
    typed,
)
from views.words import Reader

SHOWN_IN_LINE = 10
SHOWN_OUT = 10
SHOWN_BRIEFLY = 12


def board(t: Reader, shown: Board, handbook: BreakRules) -> Message:
    """The living message in the team's channel, the same for everybody."""
    return message(
        heading(t.plain("breaks-board-title", team=shown.team)),
        *state(t, shown, handbook),
        buttons(button(t, "breaks.take", "", "primary"), button(t, "breaks.back"), button(t, "breaks.status")),
    )


def state(t: Reader, shown: Board, handbook: BreakRules) -> list[Block]:
    """The board without heading and buttons; the Home of a leader shows several."""
    cap = shown.floor.cap
    waiting = [one for one in shown.floor.line() if one.state is State.WAITING]
    ration = shown.floor.ration
    blocks: list[Block | None] = [
        surges_policy.on_board(t, ration) if ration else None,
        line(t("breaks-board-capped", until=cap.until, tokens=cap.tokens)) if cap else None,
        typed(cap.reason) if cap and cap.reason else None,
        lines(_standing(t, shown, handbook)),
        lines([t("breaks-board-line"), *_line(t, shown, waiting)]) if waiting else None,
        note(t("breaks-board-today", outings=shown.outings, minutes=minutes(shown.time))),
    ]
    return [block for block in blocks if block is not None]


def _going(t: Reader, shown: Board) -> list[str]:
    offered = [one for one in shown.floor.breaks if one.state is State.OFFERED]
    going = [_outing(t, shown, one) for one in shown.floor.out()] + [
        t("breaks-board-offered", name=_name(shown, one), until=one.offer_ends_at) for one in offered
    ]
    more = len(going) - SHOWN_OUT
    return [*going[:SHOWN_OUT], t("breaks-board-more", count=more)] if more > 0 else going


def _name(shown: Board, one: Break) -> str:
    return short(shown.names[one.person_id])


def _outing(t: Reader, shown: Board, one: Break) -> str:
    name = _name(shown, one)
    if one.kind == URGENT:  # why somebody left in a hurry is nobody's business
        return t("breaks-board-away", name=name)
    assert one.due_at is not None
    key = "breaks-board-out" if t.now < one.due_at else "breaks-board-out-late"
    return t(key, name=name, kind=kind_name(t, one.kind), due=one.due_at)


def _standing(t: Reader, shown: Board, handbook: BreakRules) -> list[str]:
    """Who is out or about to go, and whether a token is free beside them: lunch and urgent take none."""
    going = _going(t, shown)
    if rules.free_tokens(shown.floor, handbook):
        return [*going, t("breaks-board-free")]
    return going or [t("breaks-board-nobody")]


def _line(t: Reader, shown: Board, waiting: Sequence[Break]) -> list[str]:
    first = rules.place_in_line(shown.floor, waiting[0].id) or 1
    named = [
        t("breaks-board-waiting", place=place, name=_name(shown, one))
        for place, one in enumerate(waiting[:SHOWN_IN_LINE], start=first)
    ]
    more = len(waiting) - SHOWN_IN_LINE
    return [*named, t("breaks-board-more", count=more)] if more > 0 else named


def boards(t: Reader, shown: Sequence[Board], handbook: BreakRules) -> Message:
    """`/break board`: the leader's teams, each with a button for every token that is out."""
    if not shown:
        return message(line(t("breaks-board-none")))
    return message(*all_led(t, shown, handbook, MESSAGE_BLOCKS, MESSAGE_LETTERS))


def all_led(t: Reader, shown: Sequence[Board], handbook: BreakRules, blocks: int, letters: int) -> list[Block]:
    """Whole boards as far as they fit; the teams after them in a line each."""
    groups = [led(t, one, handbook) for one in shown]
    fit = how_many_fit(groups, blocks, letters)
    whole = [block for group in groups[:fit] for block in group]
    return [*whole, lines(_briefly(t, shown[fit:]))] if fit < len(shown) else whole


def _briefly(t: Reader, shown: Sequence[Board]) -> list[str]:
    said = [
        t("breaks-board-brief", team=short(one.team), out=len(one.floor.out()), waiting=len(one.floor.line()))
        for one in shown[:SHOWN_BRIEFLY]
    ]
    more = len(shown) - SHOWN_BRIEFLY
    return [*said, t("breaks-board-teams-more", count=more)] if more > 0 else said


def led(t: Reader, shown: Board, handbook: BreakRules) -> list[Block]:
    """One board as its leader sees it."""
    return [heading(t.plain("breaks-board-title", team=shown.team)), *state(t, shown, handbook), *_recalls(t, shown)]


def _recalls(t: Reader, shown: Board) -> list[Block]:
    """A row for each token: two buttons of one action may not stand in the same row."""
    holders = [one for one in shown.floor.out() if one.token_no is not None]
    return [row for row in (buttons(button(t, "breaks.recall", one.id)) for one in holders) if row]


def recalled(t: Reader, name: str) -> Message:
    return message(line(t("breaks-recalled", name=name)))


def cap_set(t: Reader, team: str, cap: Cap) -> Message:
    return message(line(t("breaks-cap-set", team=team, until=cap.until, tokens=cap.tokens)), typed(cap.reason))


def application(t: Reader, one: Break, name: str, team: str, leader: str) -> Message:
    """What the shift leader decides; once decided, the same message says by whom."""
    said = line(t("breaks-application", name=name, team=team, minutes=minutes(one.length)))
    if one.state is State.APPLIED:
        return message(
            said,
            typed(one.reason or ""),
            buttons(button(t, "breaks.approve", one.id, "primary"), button(t, "breaks.decline", one.id, "danger")),
        )
    outcome = "approved" if one.approved else "declined" if one.state is State.DECLINED else "over"
    by = {} if outcome == "over" else {"leader": leader}
    return message(said, typed(one.reason or ""), line(t("breaks-application-by", state=outcome, **by)))


def decided(t: Reader, approved: bool, name: str) -> Message:
    return message(line(t("breaks-decided", state="approved" if approved else "declined", name=name)))


def urgent(t: Reader, one: Break, name: str) -> Message:
    """The quiet word to the shift leader (FR-05); it says no reason."""
    if one.ended_at is None:
        return message(line(t("breaks-urgent-told", name=name, at=one.out_at)))
    return message(line(t("breaks-urgent-back", name=name, at=one.out_at, back=one.ended_at)))


def late(t: Reader, one: Break, name: str, exception: bool) -> Message:
    """T+3 and T+10 for the shift leader: one message that follows the outing to its end."""
    assert one.due_at is not None
    over_by = minutes((one.ended_at or t.now) - one.due_at)
    if one.ended_at is not None:
        key = "breaks-late-back" if one.state is State.RETURNED else "breaks-late-ended"
        return message(line(t(key, name=name, back=one.ended_at, late=over_by)))
    key = "breaks-late-exception" if exception else "breaks-late-told"
    recall = button(t, "breaks.recall", one.id) if one.token_no is not None else None
    return message(line(t(key, name=name, due=one.due_at, late=over_by)), buttons(recall))
