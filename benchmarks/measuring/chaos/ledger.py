"""Afterwards: does what people read agree with what was decided, message by message?"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.messenger import EVENT
from measuring.chaos import small_floor
from measuring.chaos.wanted import Wish
from playground import blocks as block_kit
from playground.models import Message
from playground.server import Playground
from rules.breaks import OPEN
from storage.audit import audit, verify
from storage.breaks_tables import breaks
from storage.database import Session
from storage.inbox import inbox
from storage.outbox import outbox
from storage.people import people
from views import floor as views
from views.message import Home
from views.message import Message as Drawn
from views.words import LANGUAGES, Words

BREAK_BUTTONS = ("breaks.accept", "breaks.pass", "breaks.back", "breaks.leave")
# A line is claimed, drawn and perhaps looked for before it is posted; whatever became urgent meanwhile comes next.
CLAIMED_EARLIER = timedelta(seconds=4)
SLACKS_PACE_S = 1.0  # about one message a second in a conversation
TOLD_WITHIN_S = 90.0  # the sweep that tells what cannot be said comes every minute
Draw = Callable[[str, str], Drawn | Home | None]


@dataclass
class Ledger:
    """Every complaint has a line; a good day has none."""

    promises: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    uncommitted: list[str] = field(default_factory=list)
    unsettled: list[str] = field(default_factory=list)
    too_fast: list[str] = field(default_factory=list)
    kept: int = 0
    sealed: int = 0

    @property
    def complaints(self) -> list[str]:
        found = (self.lost, self.doubled, self.out_of_order, self.uncommitted, self.unsettled, self.too_fast)
        return [line for some in found for line in some]


def compare(slack: Playground, session: Session, wishes: Mapping[int, Wish], gone_for_s: float, draw: Draw) -> Ledger:
    """The workspace against the database, when nothing is left to be said; one channel was archived so long ago."""
    ledger = Ledger()
    said = _said(slack)
    _messages(ledger, session, said)
    _order(ledger, wishes, said, slack.faults.skew_s)
    _words(ledger, slack, session, draw)
    _pace(ledger, slack)
    _breaks(ledger, session)
    _answers(ledger, slack, session)
    if (
        ledger.kept
        and gone_for_s > TOLD_WITHIN_S
        and not any(w.slot.startswith("house.unsaid:") for w in wishes.values())
    ):
        ledger.lost.append("nobody was told what cannot be said")
    verdict = verify(session)
    ledger.sealed = verdict.sealed
    if verdict.broken_at is not None or verdict.unsealed:
        ledger.unsettled.append(f"audit: broken at {verdict.broken_at}, {verdict.unsealed} unsealed")
    return ledger


def _said(slack: Playground) -> dict[int, list[Message]]:
    """What the speaker said, by the mark of the outbox row; whispers are answers and have none."""
    found: dict[int, list[Message]] = defaultdict(list)
    bot = slack.workspace.app.bot_user_id
    for channel in slack.workspace.channels.values():
        for message in channel.messages.values():
            if message.user == bot and message.ephemeral_to is None:
                found[_mark(message)].append(message)
    return found


def _mark(message: Message) -> int:
    metadata = message.metadata or {}
    return metadata["event_payload"]["outbox_id"] if metadata.get("event_type") == EVENT else 0


def _messages(ledger: Ledger, session: Session, said: Mapping[int, list[Message]]) -> None:
    """Each slot stands once where the database believes it; what cannot be said is kept."""
    rows = {row.id: row for row in session.execute(select(outbox))}
    ledger.promises += len(rows)
    ledger.doubled += [f"{rows[id_].slot} stands {len(ms)} times" for id_, ms in said.items() if id_ in rows and ms[1:]]
    ledger.uncommitted += [f"{ms[0].words!r} was never promised" for id_, ms in said.items() if id_ not in rows]
    for row in rows.values():
        if row.failed_at is not None:
            ledger.kept += 1
            if row.conversation != small_floor.channel(small_floor.GONE):
                ledger.lost.append(f"{row.slot} failed: {row.error}")
        elif row.said < row.wanted:
            ledger.lost.append(f"{row.slot} was never said: {row.error}")
        elif not row.slot.startswith("home:") and row.ts not in [m.ts for m in said.get(row.id, ())]:
            ledger.lost.append(f"{row.slot} does not stand where it should: {row.ts}")


def _order(ledger: Ledger, wishes: Mapping[int, Wish], said: Mapping[int, list[Message]], skew_s: float) -> None:
    """In every conversation in the order of the wishes; what is urgent goes first. Slack's clock is ahead of ours."""
    spoken: dict[str, list[tuple[float, Wish]]] = defaultdict(list)
    for id_, messages in said.items():
        if id_ in wishes:
            spoken[wishes[id_].conversation].append((float(messages[0].ts) - skew_s, wishes[id_]))
    for conversation, lines in spoken.items():
        ledger.out_of_order += [
            f"in {conversation}: {pair}" for pair in _swapped(sorted(lines, key=lambda one: one[0]))
        ]


def _swapped(lines: list[tuple[float, Wish]]) -> Iterator[str]:
    for place, (said_at, one) in enumerate(lines):
        for _, later in lines[place + 1 :]:
            waited = said_at - later.queued_at.timestamp()
            if later.urgent and not one.urgent and waited > CLAIMED_EARLIER.total_seconds():
                yield f"{one.slot} was said while the urgent {later.slot} waited for {waited:.1f} s"
            if later.urgent == one.urgent and (later.queued_at, later.id) < (one.queued_at, one.id):
                yield f"{one.slot} was said before {later.slot}"


def _words(ledger: Ledger, slack: Playground, session: Session, draw: Draw) -> None:
    """What stands there is what the facts say now, on every board, in every message and on every Home."""
    for row in session.execute(select(outbox).where(outbox.c.failed_at.is_(None))):
        drawn = draw(row.slot, row.conversation)
        if isinstance(drawn, Home):
            home = slack.workspace.screens.home(row.conversation)
            stands, wanted = block_kit.words(home.blocks) if home else "", block_kit.words(list(drawn.blocks))
        else:
            message = slack.workspace.channels[row.channel].messages.get(row.ts) if row.channel else None
            stands, wanted = message.text if message else "", drawn.text if drawn else ""
        if stands != wanted:
            ledger.lost.append(f"{row.slot} says {stands!r} and should say {wanted!r}")


def _pace(ledger: Ledger, slack: Playground) -> None:
    """About one message a second in a conversation, whoever dies in between."""
    last: dict[str, float] = {}
    for call in slack.traffic.calls():
        if call.name in ("chat.postMessage", "chat.update") and call.error is None:
            place = call.answer["channel"] if call.answer else ""
            gap = call.at - last.get(place, 0)
            if gap < SLACKS_PACE_S / 2:
                ledger.too_fast.append(f"{place}: {call.name} {gap:.2f} s after the one before")
            last[place] = call.at


def _breaks(ledger: Ledger, session: Session) -> None:
    """Every break reached exactly one final state, and the record says so once."""
    rows = session.execute(select(breaks.c.id, breaks.c.state)).all()
    ledger.promises += len(rows)
    ends = [f"breaks.{state}" for state in ("returned", "cancelled", "declined", "lapsed", "recalled", "closed")]
    ended = Counter(session.execute(select(audit.c.subject).where(audit.c.action.in_(ends))).scalars())
    for id_, state in rows:
        if state in OPEN:
            ledger.unsettled.append(f"break {id_} is still {state}")
        elif ended[f"break:{id_}"] != 1:
            ledger.unsettled.append(f"break {id_} ended {ended[f'break:{id_}']} times")


def _answers(ledger: Ledger, slack: Playground, session: Session) -> None:
    """What was answered was committed; whoever was asked twice gave the first answer again."""
    answers = {row.key: json.loads(row.answer) for row in session.execute(select(inbox))}
    whose = select(breaks.c.id, people.c.slack_user_id).join(people, people.c.id == breaks.c.person_id)
    owners = {row.id: row.slack_user_id for row in session.execute(whose)}
    for record in slack.traffic.envelopes():
        if not record.name.startswith("/") or record.error or not record.answer:
            continue
        given, who = record.answer, record.sent["user_id"]
        first = answers.get(record.sent["trigger_id"])
        if given["text"] in _PUT_OFF:
            continue
        if first is None:
            ledger.uncommitted.append(f"{who} was answered {given['text']!r}, and no record of it")
        elif given["text"] != first["text"]:
            ledger.doubled.append(f"{who} read {given['text']!r} and not the first answer, {first['text']!r}")
        strange = [value for value in _breaks_in(given) if owners.get(value) != who]
        ledger.uncommitted += [f"{who} was given break {value}, which is nobody's or another's" for value in strange]


# What somebody reads whose answer follows by response URL, or who should ask again: promises nothing.
_PUT_OFF = frozenset(
    say(Words().reader(language, small_floor.ZONE, datetime.now(UTC))).text
    for language in LANGUAGES
    for say in (views.working, views.busy)
)


def _breaks_in(given: Mapping[str, object]) -> Iterable[int]:
    blocks: list = given.get("blocks") or []  # type: ignore[assignment]
    for placed in block_kit.interactive(blocks):
        value = placed.element.get("value", "")
        if placed.action_id in BREAK_BUTTONS and value.isdecimal():
            yield int(value)
