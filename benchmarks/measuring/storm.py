"""The storm: 1,000 agents in 100 teams press within one second. Is everybody answered in time, and is it all true?"""

from statistics import median

from measuring.databases import Store
from measuring.figures import Target, at_most, exactly, turn_line
from measuring.floor import Floor, settle, shuffled
from measuring.turns import Agents, Bench, Turn

FLOOR = Floor(agents=1000, teams=100)
WITHIN_S = 1.0
ACK_S = 3.0  # Slack gives up then
P99_S = {"sqlite": 1.5}
RSS_MB = 150


def measure(bench: Bench, store: Store, storms: int) -> tuple[list[Target], dict[str, float]]:
    """Nobody has pressed before: the server is cold. The worst of several storms counts."""
    store.prepare("storm", lambda session: settle(session, FLOOR))
    agents = Agents((), shuffled(FLOOR.agents))
    turns: list[Turn] = []
    for number in range(storms):
        print(f"{store.name}: storm {number + 1} of {storms}", flush=True)
        turns.append(bench.turn(store, "storm", "shiftlead", agents, {"within_s": WITHIN_S}))
        print(turn_line("shiftlead", turns[-1]), flush=True)
    return [*_in_time(store.name, turns), *_true(turns)], _figures(turns)


def _figures(turns: list[Turn]) -> dict[str, float]:
    return {
        "storm_p99_s": max(turn.at(99) for turn in turns),
        "storm_max_s": max(max(turn.times) for turn in turns),
        "tokens_out": _worst([turn.truth.tokens_out for turn in turns], FLOOR.teams),
        "in_line": _worst([turn.truth.in_line for turn in turns], FLOOR.agents - FLOOR.teams),
        "rss_mb": max(turn.rss_mb for turn in turns),
    }


def _in_time(database: str, turns: list[Turn]) -> list[Target]:
    figures = _figures(turns)
    late = max(turn.spoken.get("response_url", 0) for turn in turns)
    p99 = figures["storm_p99_s"]
    return [
        Target("storm: p50", f"{median(turn.at(50) for turn in turns):.2f} s"),
        at_most("storm: p99", p99, P99_S[database], " s")
        if database in P99_S
        else Target("storm: p99", f"{p99:.2f} s"),
        at_most("storm: slowest ack", figures["storm_max_s"], ACK_S, " s"),
        exactly("storm: answered with 200", min(turn.statuses.get("200", 0) for turn in turns), FLOOR.agents),
        exactly("storm: answered by response URL, later", late, 0),
        at_most("peak memory", figures["rss_mb"], RSS_MB, " MB"),
        exactly("pandas imported", sum(turn.pandas for turn in turns), 0),
    ]


def _true(turns: list[Turn]) -> list[Target]:
    truths = [turn.truth for turn in turns]
    everybody = FLOOR.agents
    return [
        exactly("tokens out", _worst([truth.tokens_out for truth in truths], FLOOR.teams), FLOOR.teams),
        exactly("teams with two out", max(truth.teams_with_two_out for truth in truths), 0),
        exactly(
            "in line", _worst([truth.in_line for truth in truths], everybody - FLOOR.teams), everybody - FLOOR.teams
        ),
        exactly("people with a row", _worst([truth.people for truth in truths], everybody), everybody),
        exactly("rows", _worst([truth.rows for truth in truths], everybody), everybody),
        exactly("audit rows", _worst([truth.audited for truth in truths], everybody), everybody),
        exactly("answers remembered", _worst([truth.answered for truth in truths], everybody), everybody),
    ]


def _worst(found: list[int], wanted: int) -> int:
    """The one that is furthest from what it should be."""
    return max(found, key=lambda one: abs(one - wanted))
