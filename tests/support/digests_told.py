"""A few days of the phone system, put where a feed would put them, through the same door."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from rules.calls import AgentState, Call, State
from storage import calls_put
from storage.database import Session
from support.cast import at
from support.digests import as_call
from support.plain_count import Leg

NEVER_LATER = 10**6


def call(number: int, arrived_at: datetime, agent: str | None = "1001", wait: float = 10) -> Call:
    """A call that was answered, or given up where no agent is named."""
    ended = "answered" if agent else "abandoned"
    told = {"ring": 4.0, "talk": 180.0, "agent": agent} if agent else {}
    leg = Leg(f"1.{number}", "support", 0, ended, wait, **told)
    return as_call(leg, arrived_at.astimezone(UTC))._replace(key=f"{number}")


def signed_in(agent: str, begins: datetime, ends: datetime | None, what: State = State.READY) -> AgentState:
    key = f"{agent}:{begins.timestamp():.0f}:{what}"
    to_at = ends.astimezone(UTC) if ends else None
    return AgentState(key, agent, "", what, "", begins.astimezone(UTC), to_at)


def a_day(
    day: str, agents: Sequence[str] = ("1001", "1002"), calls: int = 20, given_up: int = 2
) -> tuple[list[Call], list[AgentState]]:
    """Everybody signs in from 08:30 to 17:30 and answers their share; some callers give up."""
    first = at("09:00", day)
    base = int(first.timestamp()) % NEVER_LATER * 100
    answered = [
        call(base + number, first + number * timedelta(minutes=20), agents[number % len(agents)])
        for number in range(calls)
    ]
    lost = [call(base + 50 + number, first + number * timedelta(minutes=30), None, 40) for number in range(given_up)]
    states = [signed_in(agent, at("08:30", day), at("17:30", day)) for agent in agents]
    return [*answered, *lost], states


def tell(
    session: Session, calls: Sequence[Call] = (), states: Sequence[AgentState] = (), feed: str = "asterisk"
) -> None:
    """What a feed does with what it has read."""
    moment = max([*(one.arrived_at for one in calls), *(one.from_at for one in states)])
    feed_id = calls_put.feed(session, feed, "queue_log")
    import_id = calls_put.new_import(session, feed_id, f"{feed}.txt", moment)
    calls_put.put_calls(session, feed_id, import_id, calls)
    calls_put.put_states(session, feed_id, import_id, states)
