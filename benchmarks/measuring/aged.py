"""Does a `/break` get slower by a year of history?"""

from statistics import median

from measuring import history
from measuring.databases import Store
from measuring.figures import Target, at_most, turn_line
from measuring.floor import Floor, settle, shuffled
from measuring.turns import Agents, Bench, Turn

FLOOR = Floor(agents=1000, teams=100)
WARM_UP = 150
MUST = 1.2
# Enough connections to keep the server busy: then the time of an ack is the time of service, times so many.
HOW = {"connections": 16, "seconds": 30}


def measure(bench: Bench, store: Store, rounds: int, days: int) -> tuple[list[Target], dict[str, float]]:
    """Aged and empty, aged and empty: the median of the ratios of the median ack times."""
    print(f"{store.name}: writing {days} days of history", flush=True)
    store.prepare("fresh", lambda session: settle(session, FLOOR))
    store.prepare("aged", lambda session: _settle_aged(session, days))
    order = shuffled(FLOOR.agents)
    agents = Agents(order[:WARM_UP], order[WARM_UP:])
    ratios: list[float] = []
    for number in range(rounds):
        print(f"{store.name}: a year of history, round {number + 1} of {rounds}", flush=True)
        first, second = ("aged", "fresh") if number % 2 else ("fresh", "aged")
        turns = {kind: _turn(bench, store, kind, agents) for kind in (first, second)}
        ratios.append(turns["aged"].at(50) / turns["fresh"].at(50))
    ratio = median(ratios)
    outings = FLOOR.agents * days * history.OUTINGS_A_SHIFT
    return [at_most(f"a /break after {outings:,} outings, beside none", ratio, MUST)], {"aged_ratio": ratio}


def _turn(bench: Bench, store: Store, kind: str, agents: Agents) -> Turn:
    turn = bench.turn(store, kind, "shiftlead", agents, HOW)
    print(turn_line(kind, turn), flush=True)
    return turn


def _settle_aged(session: history.Session, days: int) -> None:
    settle(session, FLOOR)
    history.add(session, FLOOR, days)
