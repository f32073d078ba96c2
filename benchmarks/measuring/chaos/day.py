"""One bad day: people press, Slack misbehaves, bots die; then quiet, and the ledger."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import get_args

from sqlalchemy import func, select

from jobs import DRAWINGS
from jobs.asking import sheet
from measuring.chaos import ledger, small_floor
from measuring.chaos.hands import Hands
from measuring.chaos.ledger import Ledger
from measuring.chaos.reaper import Reaper
from measuring.chaos.wanted import Watch
from playground.faults import Kind
from playground.server import Playground
from rules.breaks import OPEN
from storage import audit, outbox, schema, unsaid
from storage.breaks_tables import breaks
from storage.database import Database, Session, open_database
from views.message import Home, Message
from views.words import Words

SETTLE_WITHIN_S = 300
GONE_AFTER_S = 5.0
ROUTINE_EVERY_S = 2.0
WORDS, SITE = Words(), small_floor.hurried_site()
# Nothing of the traffic is forgotten, and what Slack brings again it brings while somebody still looks.
HOW = {"keep_traffic": 1_000_000, "retry_delays": (0.0, 3.0, 10.0)}


@dataclass(frozen=True)
class Plan:
    """How bad the day is."""

    kills: int
    replicas: int
    seed: int


@dataclass(frozen=True)
class Day:
    """What came of it; times in seconds, from a kill to the next answered command."""

    kills: int
    naps: int
    died_alone: int
    recoveries_s: list[float]
    waits_s: list[float]
    struck: Counter[str]
    ledger: Ledger


async def live_through(url: str, plan: Plan, log_file: Path, say: Callable[[str], None]) -> Day:
    """The whole day on an empty database at this URL."""
    database = open_database(url)
    schema.upgrade(database)
    with database.changing() as session:
        small_floor.settle(session, datetime.now(UTC))
    try:
        async with Playground(small_floor.seed(), **HOW, chance=plan.seed) as slack:
            return await _day(slack, database, url, plan, log_file, say)
    finally:
        database.close()


async def _day(
    slack: Playground, database: Database, url: str, plan: Plan, log_file: Path, say: Callable[[str], None]
) -> Day:
    began, stop, watch = time.monotonic(), asyncio.Event(), Watch(database)
    watching = asyncio.create_task(watch.run(stop))
    hands = Hands(slack, plan.seed)
    reaper = Reaper(slack, plan.replicas, plan.seed, url, slack.api_url, str(log_file))
    misbehave(slack)
    chatter = asyncio.create_task(_chatter(database, random.Random(plan.seed)))
    hands.begin()
    await asyncio.gather(reaper.reap(plan.kills), _archive_later(slack))
    chatter.cancel()
    await hands.end()
    say(f"{reaper.kills} kills; now it becomes quiet")
    struck = Counter(dict.fromkeys(get_args(Kind), 0))
    for fault in slack.faults.planned:
        struck[fault.kind] += fault.struck
    slack.faults.planned.clear()  # Slack's clock stays as wrong as it is
    await _quiet(slack, database, hands)
    await reaper.stop()
    stop.set()
    await watching
    watch.look()
    with database.reading() as session:
        found = ledger.compare(
            slack, session, watch.wishes, time.monotonic() - began - GONE_AFTER_S, partial(_drawn, session)
        )
        waits_s = _waits(session, watch)
    return Day(reaper.kills, reaper.naps, reaper.died_alone, reaper.recoveries_s, waits_s, struck, found)


def misbehave(slack: Playground) -> None:
    """Slack's bad day: about one call in eight goes wrong, and one envelope in fifteen."""
    plan = slack.faults.plan
    slack.faults.skew_s = 20
    plan("ratelimited", rate=0.02, seconds=1)
    plan("unavailable", rate=0.02)
    plan("broken", rate=0.02)
    plan("slow", rate=0.02, seconds=0.5)
    plan("cut_before", "chat.*", rate=0.03)
    plan("cut_after", "chat.*", rate=0.04)
    plan("cut_after", rate=0.01)
    plan("cut_before", "slash_commands", rate=0.01)
    plan("duplicate", rate=0.04, seconds=0.1)
    plan("late", rate=0.02, seconds=0.5)
    plan("half_open", rate=0.002)


async def _chatter(database: Database, chance: random.Random) -> None:
    """Routine messages for the leaders, who otherwise get only urgent ones: those must go first."""
    for number in count():
        await asyncio.sleep(ROUTINE_EVERY_S)
        leader = small_floor.leader(chance.randrange(small_floor.TEAMS))
        await asyncio.to_thread(_promise_routine, database, leader, number)


def _promise_routine(database: Database, leader: str, number: int) -> None:
    with database.changing() as session:
        newest = session.execute(select(func.max(breaks.c.id))).scalar()
        if newest is not None:
            slot = f"breaks.approved:{newest}:{number}"
            outbox.say(session, slot, leader, datetime.now(UTC), follow=[f"break:{newest}"])


async def _archive_later(slack: Playground) -> None:
    """One team's channel goes away on the way; the others must not notice."""
    await asyncio.sleep(GONE_AFTER_S)
    channel = slack.workspace.channel(small_floor.channel(small_floor.GONE))
    assert channel is not None
    channel.is_archived = True


async def _quiet(slack: Playground, database: Database, hands: Hands) -> None:
    """Everybody goes home, and whatever was promised is said; raises TimeoutError if that never ends."""
    everybody = [who for who, _, role in small_floor.everybody() if role == "agent"]
    until = time.monotonic() + SETTLE_WITHIN_S
    while left := await asyncio.to_thread(_left_to_do, database):
        if time.monotonic() > until:
            raise TimeoutError(f"it never became quiet: {left}")
        await hands.go_home(everybody)
        await asyncio.sleep(2)


def _left_to_do(database: Database) -> dict[str, int]:
    with database.reading() as session:
        counts = {
            "breaks": session.execute(select(func.count()).where(breaks.c.state.in_(OPEN))).scalar_one(),
            "changes": session.execute(select(func.count()).select_from(outbox.marks)).scalar_one(),
            "seals": audit.verify(session).unsealed,
            "messages": unsaid.backlog(session).pending,
        }
    return {what: count for what, count in counts.items() if count}


def _drawn(session: Session, slot: str, conversation: str) -> Message | Home | None:
    """What a slot says now, as the bot would draw it."""
    drawn = sheet(session, slot, conversation, datetime.now(UTC), SITE, WORDS)
    return DRAWINGS[slot.split(":")[0]](drawn, session)


def _waits(session: Session, watch: Watch) -> list[float]:
    """How long each promised message waited until it was said for the first time."""
    rows = session.execute(select(outbox.outbox.c.id, outbox.outbox.c.said_at)).all()
    return [
        (said_at - watch.wishes[id_].queued_at).total_seconds()
        for id_, said_at in rows
        if said_at and id_ in watch.wishes
    ]
