"""How fast is a `/break` beside the least that such a bot can do, and beside the usual way to build one?

Every measured request is somebody's first `/break` of the day, so each one grants a token or queues, and none of them
is the cheaper "you already stand in line". That needs more agents than a round has requests: 6,000 in 600 teams, who
press in a shuffled order, so that grants and places in line come mixed. Each turn has a fresh database and a fresh
server, which 200 presses warm up.
"""

from collections.abc import Sequence
from statistics import median

from measuring.databases import Store
from measuring.figures import Target, at_least, exactly, turn_line
from measuring.floor import Floor, settle, shuffled
from measuring.serve import KINDS
from measuring.turns import Agents, Bench, Turn

FLOOR = Floor(agents=6000, teams=600)
WARM_UP = 200
CONNECTIONS = 64
TARGETS = {"one_insert": 0.6, "sync_bolt": 2.0}


def measure(bench: Bench, store: Store, rounds: int, seconds: float) -> tuple[list[Target], dict[str, float]]:
    """A B C D, A B C D: the medians of the ratios within each round."""
    store.prepare("wide", lambda session: settle(session, FLOOR))
    order = shuffled(FLOOR.agents)
    agents = Agents(order[:WARM_UP], order[WARM_UP:])
    turns: dict[str, list[Turn]] = {kind: [] for kind in KINDS}
    for number in range(rounds):
        print(f"{store.name}: steady, round {number + 1} of {rounds}", flush=True)
        for kind in KINDS:
            turn = bench.turn(store, "wide", kind, agents, {"connections": CONNECTIONS, "seconds": seconds})
            turns[kind].append(turn)
            print(turn_line(kind, turn), flush=True)
    return _judged(turns)


def _judged(turns: dict[str, list[Turn]]) -> tuple[list[Target], dict[str, float]]:
    ours = turns["shiftlead"]
    ratios = {kind: _ratio(ours, turns[kind]) for kind in KINDS if kind != "shiftlead"}
    # What was answered must also have been done: one row, one audit row, one remembered answer a press.
    pressed = sum(len(turn.times) + WARM_UP for turn in ours)
    done = sum(min(turn.truth.rows, turn.truth.people, turn.truth.audited, turn.truth.answered) for turn in ours)
    targets = [
        at_least("requests a second beside one INSERT", ratios["one_insert"], TARGETS["one_insert"]),
        at_least("requests a second beside a sync bot", ratios["sync_bolt"], TARGETS["sync_bolt"]),
        Target("requests a second beside a bare ack", f"{ratios['bare']:.2f}"),
        *(Target(f"{kind}: p50, p99", _times(turns[kind])) for kind in KINDS),
        exactly("steady: every press granted or queued", done, pressed),
    ]
    names = {"one_insert": "ratio_to_one_insert", "bare": "ratio_to_bare", "sync_bolt": "ratio_to_sync_bolt"}
    return targets, {names[kind]: ratio for kind, ratio in ratios.items()}


def _ratio(ours: Sequence[Turn], theirs: Sequence[Turn]) -> float:
    return median(mine.rate / other.rate for mine, other in zip(ours, theirs, strict=True))


def _times(turns: Sequence[Turn]) -> str:
    p50, p99 = (1000 * median(turn.at(percent) for turn in turns) for percent in (50, 99))
    return f"{p50:.0f} ms, {p99:.0f} ms"
