"""How fast is a `/break`, what does a storm of them do, and is the truth still the truth afterwards?

Run it: `python benchmarks/break_storm.py [--quick]`. Signed HTTP on loopback; every server in one process of its own,
the load and a Web API stub in two others. Compared are medians over interleaved rounds of one run, because the machine
is never quiet. Every measured request is an agent's first `/break`, so that each is granted or queued.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from measuring.child import child
from measuring.databases import Postgresql, Sqlite, Store
from measuring.floor import Floor, settle, shuffled
from measuring.history import live_through
from measuring.serve import KINDS
from measuring.turns import Agents, Bench, Turn
from rich.console import Console
from rich.table import Table

from storage.database import Session

CONNECTIONS = 64
STORM = Floor(1_000, 100)
STORM_WITHIN_S = 1.0
WARM_UP = 200
console = Console(width=110)


@dataclass(frozen=True)
class Plan:
    """How long to measure."""

    rounds: int
    seconds: float
    steady: Floor
    days: int


FULL = Plan(rounds=5, seconds=4.0, steady=Floor(8_000, 800), days=350)
QUICK = Plan(rounds=2, seconds=2.0, steady=Floor(4_000, 400), days=60)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="fewer and shorter rounds, a shorter history")
    plan = QUICK if arguments.parse_args().quick else FULL
    results: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory(prefix="storm-") as folder, child("load") as load, child("web_api") as web_api:
        bench = Bench(load, web_api)
        for open_store in (Sqlite, Postgresql):
            with _opened(open_store, Path(folder)) as store:
                results[store.name] = _measure(bench, store, plan)
    _judge(results)
    print(json.dumps(_by_figure(results)))


@contextmanager
def _opened(kind: type[Sqlite] | type[Postgresql], folder: Path) -> Iterator[Store]:
    (folder / kind.name).mkdir()
    store = kind(folder / kind.name)
    try:
        yield store
    finally:
        store.close()


def _measure(bench: Bench, store: Store, plan: Plan) -> dict[str, float]:
    console.rule(store.name)
    return {**_compare(bench, store, plan), **_storm(bench, store), **_age(bench, store, plan)}


def _compare(bench: Bench, store: Store, plan: Plan) -> dict[str, float]:
    """The four servers in turn, round by round."""
    store.prepare("steady", partial(settle, floor=plan.steady))
    order = shuffled(plan.steady.agents)
    agents = Agents(order[:WARM_UP], order[WARM_UP:])
    how = {"connections": CONNECTIONS, "seconds": plan.seconds}
    turns: dict[str, list[Turn]] = {kind: [] for kind in KINDS}
    for number in range(plan.rounds):
        with console.status(f"round {number + 1} of {plan.rounds}"):
            for kind in KINDS:
                turns[kind].append(bench.turn(store, "steady", kind, agents, how))
    _show(turns)
    ours = turns["shiftlead"]
    return {
        "ratio_to_bare": _ratio(ours, turns["bare"]),
        "ratio_to_one_insert": _ratio(ours, turns["one_insert"]),
        "ratio_to_sync_bolt": _ratio(ours, turns["sync_bolt"]),
    }


def _ratio(ours: Sequence[Turn], theirs: Sequence[Turn]) -> float:
    """The median over the rounds: both of a pair saw the same machine."""
    return median(one.rate / other.rate for one, other in zip(ours, theirs, strict=True))


def _storm(bench: Bench, store: Store) -> dict[str, float]:
    """Everybody presses within one second; afterwards the database is asked what is true."""
    store.prepare("storm", partial(settle, floor=STORM))
    with console.status("storm"):
        turn = bench.turn(store, "storm", "shiftlead", Agents([], shuffled(STORM.agents)), {"within_s": STORM_WITHIN_S})
    truth = turn.truth
    whole = (truth.people, truth.rows, truth.audited, truth.answered) == (STORM.agents,) * 4
    console.print(
        f"storm: {dict(turn.statuses)} p50 {turn.at(50):.3f} s, p99 {turn.at(99):.3f} s, "
        f"slowest {max(turn.times):.3f} s, {turn.rss_mb:.0f} MB; said {dict(turn.spoken)}"
    )
    console.print(f"truth: {truth}")
    return {
        "storm_p99_s": turn.at(99),
        "storm_max_s": max(turn.times),
        "tokens_out": truth.tokens_out,
        "in_line": truth.in_line,
        "none_lost_none_doubled": float(whole and not truth.teams_with_two_out and not turn.pandas),
        "rss_mb": turn.rss_mb,
    }


def _age(bench: Bench, store: Store, plan: Plan) -> dict[str, float]:
    """The same presses on an empty database and on one with years behind it, in turn."""

    def grow_old(session: Session) -> None:
        settle(session, STORM)
        console.print(f"aged: {live_through(session, plan.days):,} outings before")

    store.prepare("aged", grow_old)
    order = shuffled(STORM.agents)
    agents = Agents(order[:WARM_UP], order[WARM_UP:])
    how = {"connections": CONNECTIONS, "seconds": 30.0}
    ratios: list[float] = []
    for number in range(plan.rounds):
        with console.status(f"aged, round {number + 1} of {plan.rounds}"):
            young = bench.turn(store, "storm", "shiftlead", agents, how)
            old = bench.turn(store, "aged", "shiftlead", agents, how)
        ratios.append(young.rate / old.rate)
    return {"aged_ratio": median(ratios)}


def _show(turns: Mapping[str, Sequence[Turn]]) -> None:
    table = Table("server", "requests/s", "p50 ms", "p99 ms", "peak MB", "statuses")
    for kind, some in turns.items():
        statuses = {status: sum(turn.statuses.get(status, 0) for turn in some) for status in some[0].statuses}
        figures = (median(turn.rate for turn in some), *(1e3 * median(turn.at(p) for turn in some) for p in (50, 99)))
        memory = max(turn.rss_mb for turn in some)
        table.add_row(kind, *(f"{figure:,.0f}" for figure in (*figures, memory)), str(statuses))
    console.print(table)


def _judge(results: Mapping[str, Mapping[str, float]]) -> None:
    sqlite, both = results["sqlite"], results.values()
    targets = {
        "SQLite: at least 0.6 of one INSERT": sqlite["ratio_to_one_insert"] >= 0.6,
        "SQLite: at least twice sync Bolt": sqlite["ratio_to_sync_bolt"] >= 2,
        "storm: every ack under 3 s": all(one["storm_max_s"] < 3 for one in both),
        "storm on SQLite: p99 under 1.5 s": sqlite["storm_p99_s"] < 1.5,
        "100 out, 900 in line": all((one["tokens_out"], one["in_line"]) == (100, 900) for one in both),
        "none lost, none doubled": all(one["none_lost_none_doubled"] for one in both),
        "under 150 MB": all(one["rss_mb"] < 150 for one in both),
        "a year of history: at most 1.2 times as slow": all(one["aged_ratio"] <= 1.2 for one in both),
    }
    for target, met in targets.items():
        console.print(f"{'MET    ' if met else 'NOT MET'} {target}")


def _by_figure(results: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    figures = next(iter(results.values()))
    return {name: {kind: round(one[name], 3) for kind, one in results.items()} for name in figures}


if __name__ == "__main__":
    main()
