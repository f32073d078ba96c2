"""What does the telephone system of the demo's floor write into its queue log?"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from bot.demo.callers import DAY_S, Demand, Wave
from bot.demo.day import Steps
from bot.demo.exchange import Agent, Event, Exchange
from bot.demo.people import BEGAN, DAYS_BEFORE, Member
from bot.demo.stage import Actor, Stage
from rules.shifts import Shift
from storage import breaks

LOOK = timedelta(seconds=5)
QUEUES = {"orders": 0.52, "service": 0.48}
SERVES = {"A1": "orders", "A2": "orders", "B1": "service", "B2": "service"}
ON_TIME = timedelta(minutes=15)  # before a shift; nobody is at their phone earlier
DAY_BEGAN = BEGAN[0]  # the floor's day begins with the shift of most of the cast
WORSE_DAY, WORSE = -4, 1.4
ABSENT, ABSENT_ON_THE_WORSE = 0.03, 0.1


async def calls(stage: Stage, chance: Random) -> Steps:
    """The log of the days before, at once; then it goes on, and whom the bot knows to be out is not ready."""
    file = stage.house.settings.queue_log_file
    assert file is not None
    agents = [_agent(actor, stage.opens_at, chance) for actor in stage.agents]
    demand = Demand(QUEUES, _epoch(stage.opens_at - DAY_BEGAN), _days(stage.opens_at, chance))
    exchange = Exchange(agents, demand, chance, _begins(stage))
    _write(file, exchange.goes_on(_epoch(stage.clock.now()), None))
    while True:
        yield LOOK
        with stage.house.database.reading() as session:
            out = breaks.who_is_out(session)
        _write(file, exchange.goes_on(_epoch(stage.clock.now()), out))


def _agent(actor: Actor, opens_at: datetime, chance: Random) -> Agent:
    member = actor.member
    return Agent(member.number, SERVES[member.team], _worked(member, opens_at, Random(chance.random())))  # noqa: S311


def _worked(member: Member, opens_at: datetime, chance: Random) -> Iterator[Shift]:
    """Of the shifts of the past, somebody was ill in some."""
    for day, shift in enumerate(member.shifts(opens_at), start=-DAYS_BEFORE):
        absent = ABSENT_ON_THE_WORSE if day == WORSE_DAY else ABSENT
        if day >= 0 or chance.random() >= absent:
            yield shift


def _days(opens_at: datetime, chance: Random) -> list[Wave]:
    """No two days are the same, and one of them was too much."""
    first = _epoch(opens_at - DAY_BEGAN)
    factors = {day: WORSE if day == WORSE_DAY else chance.gauss(1, 0.06) for day in range(-DAYS_BEFORE, 0)}
    return [Wave(first + day * DAY_S, first + (day + 1) * DAY_S, factor) for day, factor in factors.items()]


def _begins(stage: Stage) -> int:
    return _epoch(min(next(one.member.shifts(stage.opens_at)).starts_at for one in stage.agents) - ON_TIME)


def _epoch(moment: datetime) -> int:
    return int(moment.timestamp())


def lines(events: Iterable[Event]) -> Iterator[str]:
    """As Asterisk writes them: with a bar at the end where an event has no facts."""
    return ("|".join(map(str, (*one[:5], *(one.facts or ("",))))) + "\n" for one in events)


def _write(file: Path, events: Iterable[Event]) -> None:
    with file.open("a", encoding="utf-8") as log:
        log.writelines(lines(events))
