"""How fast is a queue log read, how soon is an event in the database, and what do a day's counts cost, also others?

    .venv/bin/python benchmarks/indicators.py [--events N] [--quick]

A log of a made-up centre is written to a temporary file. Each reading is a process of its own, ours and pandas in turn;
the ratio is that of their CPU seconds, which other work on the machine disturbs least, and the median of the rounds
counts. Then a house counts days of a thousand agents, 60,000 calls each, while a part of them press `/break`.
Ends with one line of JSON.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from measuring import stall
from measuring.calls import centre, lag
from measuring.child import child
from measuring.databases import Postgresql, Sqlite
from measuring.digests_day import digest_cpu_s
from measuring.figures import Target, at_least, at_most
from measuring.turns import Bench
from rich.console import Console
from rich.table import Table

HERE = Path(__file__).parent
WARM_EVENTS = 20_000
STORES = {"": Sqlite, "_postgresql": Postgresql}


@dataclass(frozen=True)
class Reading:
    events: int
    cpu_s: float
    wall_s: float
    peak_mb: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000_000, help="lines of the log")
    parser.add_argument("--quick", action="store_true", help="half a million lines and one round, some five minutes")
    chosen = parser.parse_args()
    events, lags, rounds = (500_000, 10, 1) if chosen.quick else (chosen.events, 40, 3)
    with tempfile.TemporaryDirectory(prefix="indicators_") as folder:
        figures = {**_parsing(Path(folder), events), **_following(Path(folder), lags)}
        figures["digest_cpu_s"] = round(digest_cpu_s(Path(folder)), 2)
    figures |= _stalling(rounds)
    _show(figures)
    print(json.dumps(figures))


def _parsing(folder: Path, events: int) -> dict[str, float]:
    file = folder / "queue_log"
    centre.write(folder / "warm.log", WARM_EVENTS)
    centre.write(file, events)
    print(f"{events} events, {file.stat().st_size / 1e6:.0f} MB")
    pairs: list[tuple[Reading, Reading]] = []
    for _ in range(3):
        pairs.append((_read("ours", file), _read("pandas", file)))
        ours, floor = pairs[-1]
        print(
            f"  ours {ours.cpu_s:.1f} s CPU, {ours.peak_mb:.0f} MB; pandas {floor.cpu_s:.1f} s, {floor.peak_mb:.0f} MB"
        )
    return {
        "parse_ratio": round(statistics.median(floor.cpu_s / ours.cpu_s for ours, floor in pairs), 3),
        "parse_events_per_s": round(statistics.median(ours.events / ours.wall_s for ours, _ in pairs)),
        "peak_mb": round(max(ours.peak_mb for ours, _ in pairs), 1),
    }


def _following(folder: Path, events: int) -> dict[str, float]:
    return {"live_lag_s": round(max(lag.measure(folder, events)), 3)}


def _stalling(rounds: int) -> dict[str, float]:
    figures: dict[str, float] = {}
    with child("load") as load, child("web_api") as web_api:
        bench = Bench(load, web_api)
        for end, kind in STORES.items():
            with tempfile.TemporaryDirectory(prefix="indicators_") as folder, closing(kind(Path(folder))) as store:
                found = stall.measure(bench, store, rounds)
            figures |= {f"{name}{end}": round(figure, 2) for name, figure in found.items()}
    return figures


def _read(way: str, file: Path) -> Reading:
    command = [sys.executable, "-m", "measuring.calls.reading", way, str(file)]
    path = os.pathsep.join((str(HERE), str(HERE.parent)))
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": path})
    return Reading(**json.loads(ran.stdout))


def _show(figures: dict[str, float]) -> None:
    targets = [
        at_least("parsing against pandas (CPU)", figures["parse_ratio"], 0.5),
        Target("events a second", f"{figures['parse_events_per_s']:.0f}"),
        at_most("memory at its peak", figures["peak_mb"], 1000, " MB"),
        at_most("an event in the database after", figures["live_lag_s"], 2, " s"),
        at_most("a day's digest for 1,000 agents (CPU)", figures["digest_cpu_s"], 2, " s"),
        *(target for end, kind in STORES.items() for target in _stalls(figures, end, kind.name)),
    ]
    table = Table("what", "figure", "", title="indicators")
    for target in targets:
        table.add_row(target.what, target.shown, target.verdict)
    Console(width=110).print(table)


def _stalls(figures: dict[str, float], end: str, database: str) -> list[Target]:
    alone, counting = (figures[f"break_p99_{when}_ms{end}"] for when in ("alone", "counting"))
    return [
        at_most(f"p99 of a /break while days are counted, {database}", figures[f"break_p99_ratio{end}"], stall.MUST),
        Target("the same in ms, alone and while days are counted", f"{alone:.0f}, {counting:.0f}"),
    ]


if __name__ == "__main__":
    main()
