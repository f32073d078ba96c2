"""What does the queue log of a real centre look like, as many lines of it as wanted?

Months of a centre with 300 agents in three queues: two peaks a day and quiet nights, waits that grow with the traffic,
callers with patience of their own, log-normal talks, agents who do not pick up, transfers, sessions, and pauses.
"""

import heapq
import random
from collections.abc import Iterator
from pathlib import Path

START = 1_767_225_600  # 2026-01-01T00:00Z
QUEUES = ("support", "sales", "billing")
BY_HOUR = (
    1,
    1,
    1,
    1,
    1,
    2,
    4,
    12,
    30,
    46,
    52,
    48,
    38,
    36,
    46,
    50,
    46,
    34,
    20,
    14,
    10,
    7,
    4,
    2,
)  # calls a minute, thirds
AGENTS = 300
CALLERS = 400_000
ABANDONS = 0.09
RINGS_IN_VAIN = 0.45
TRANSFERS = 0.05

Event = tuple[int, int, str]


def write(file: Path, events: int, seed: int = 4) -> None:
    """Stream so many lines into a file."""
    lines = log(random.Random(seed))
    with file.open("w", encoding="ascii") as stream:
        for _ in range(events):
            stream.write(next(lines))


def log(chance: random.Random) -> Iterator[str]:
    """Lines without end, in the order of their time."""
    waiting: list[Event] = []
    order = 0
    for at, told in _happenings(chance):
        for later, text in told:
            order += 1
            heapq.heappush(waiting, (later, order, text))
        while waiting and waiting[0][0] <= at:
            event = heapq.heappop(waiting)
            yield f"{event[0]}|{event[2]}\n"


def _happenings(chance: random.Random) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    at, number, turn = float(START), 0, 0
    while True:
        rate = BY_HOUR[int(at % 86400 // 3600)] / 180  # a second
        at += chance.expovariate(rate)
        number += 1
        yield int(at), _call(chance, int(at), number, rate)
        if number % 9 == 0:
            yield int(at), _pause(chance, int(at))
        if at - START > turn * 28800:
            turn += 1
            yield int(at), _shift(chance, int(at))


def _call(chance: random.Random, at: int, number: int, rate: float) -> list[tuple[int, str]]:
    call = f"pbx1-{at - chance.randint(3, 25)}.{2 * number}|{QUEUES[number % 3]}"
    told = [(at, f"{call}|NONE|ENTERQUEUE||1555{chance.randrange(CALLERS):07d}|{chance.randint(1, 5)}")]
    wait = int(chance.expovariate(1 / (4 + 100 * rate))) + 2
    if chance.random() < ABANDONS:
        gone = int(chance.expovariate(1 / 60)) + 1
        return [*told, (at + gone, f"{call}|NONE|ABANDON|1|1|{gone}")]
    while chance.random() < RINGS_IN_VAIN:
        told.append((at + wait, f"{call}|{_agent(chance)}|RINGNOANSWER|15000"))
        wait += 15
    agent, talk = _agent(chance), int(chance.lognormvariate(4.9, 0.8)) + 3
    ring = min(wait, chance.randint(1, 8))
    told.append((at + wait, f"{call}|{agent}|CONNECT|{wait}|pbx1-{at + wait - ring}.{2 * number + 1}|{ring}"))
    ends = at + wait + talk
    if chance.random() < TRANSFERS:
        return [*told, (ends, f"{call}|{agent}|BLINDTRANSFER|7001|from-internal|{wait}|{talk}|1")]
    who = "COMPLETECALLER" if chance.random() < 0.7 else "COMPLETEAGENT"
    return [*told, (ends, f"{call}|{agent}|{who}|{wait}|{talk}|1")]


def _pause(chance: random.Random, at: int) -> list[tuple[int, str]]:
    agent, reason = _agent(chance), chance.choice(("tea", "lunch", "acw", "training"))
    ends = at + chance.randint(60, 1800)
    return [(at, f"NONE|NONE|{agent}|PAUSEALL|{reason}"), (ends, f"NONE|NONE|{agent}|UNPAUSEALL|{reason}")]


def _shift(chance: random.Random, at: int) -> list[tuple[int, str]]:
    told = []
    for number in range(AGENTS):
        agent, begins, ends = f"PJSIP/{1000 + number}", at + chance.randrange(900), at + 28800 - chance.randrange(900)
        told.append((begins, f"NONE|NONE|{agent}|AGENTLOGIN|{agent}-0000{number:04x}"))
        told.append((ends, f"NONE|NONE|{agent}|AGENTLOGOFF|{agent}-0000{number:04x}|{ends - begins}"))
    return told


def _agent(chance: random.Random) -> str:
    return f"PJSIP/{1000 + chance.randrange(AGENTS)}"
