"""Is every promise kept once, while Slack misbehaves and the bot is killed with SIGKILL again and again?

    .venv/bin/python benchmarks/chaos.py [--quick] [--kills 200] [--seed 1]

One bot on SQLite, two replicas on PostgreSQL. People press, one Web API call in eight goes wrong, envelopes come twice,
late or never; in the end what people read is compared with the database. Ends with one line of JSON.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path

from measuring.chaos.day import Day, Plan, live_through
from measuring.databases import Postgresql, Sqlite

LAST_WORDS = 60  # lines of the bots' log that are shown when the day never ends
REPLICAS = {"sqlite": 1, "postgresql": 2}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200, help="how often a bot is killed, on each database")
    parser.add_argument(
        "--seed", type=int, default=1, help="of chance: who presses what, what goes wrong, who dies when"
    )
    parser.add_argument("--quick", action="store_true", help="20 kills, about two minutes")
    parser.add_argument("--only", choices=tuple(REPLICAS), help="one database alone")
    given = parser.parse_args()
    figures: dict[str, dict[str, float]] = {}
    complaints = 0
    for kind in (Sqlite, Postgresql):
        if given.only in (None, kind.name):
            plan = Plan(20 if given.quick else given.kills, REPLICAS[kind.name], given.seed)
            day = _lived(kind, plan)
            complaints += len(day.ledger.complaints) + day.died_alone
            figures[kind.name] = _figures(day)
    print(json.dumps(figures))
    return 1 if complaints else 0


def _lived(kind: type[Sqlite] | type[Postgresql], plan: Plan) -> Day:
    print(f"{kind.name}: {plan}", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="chaos_") as folder:
        store, log_file = kind(Path(folder)), Path(folder) / "bot.log"
        try:
            store.prepare("chaos", lambda _session: None)
            day = asyncio.run(live_through(store.copy("chaos"), plan, log_file, _say))
        except TimeoutError:
            sys.stderr.write("".join(log_file.read_text("utf-8").splitlines(keepends=True)[-LAST_WORDS:]))
            raise
        finally:
            store.close()
    _report(day, time.monotonic() - began)
    return day


def _say(line: str) -> None:
    print(f"  {line}", flush=True)


def _report(day: Day, took_s: float) -> None:
    book = day.ledger
    _say(f"{took_s:.0f} s; {day.kills} kills, {day.naps} naps, {day.died_alone} bots that died alone")
    _say(f"{book.promises} promises, {book.kept} kept that cannot be said, {book.sealed} audit rows sealed")
    _say("what went wrong: " + ", ".join(f"{count} {kind}" for kind, count in day.struck.most_common()))
    _say(f"answered again after: p50 {_at(day.recoveries_s, 50):.1f} s, p99 {_at(day.recoveries_s, 99):.1f} s")
    _say(f"said after: p50 {_at(day.waits_s, 50):.1f} s, p99 {_at(day.waits_s, 99):.1f} s")
    for line in book.complaints[:40]:
        print(f"  !! {line}", file=sys.stderr)


def _figures(day: Day) -> dict[str, float]:
    book = day.ledger
    return {
        "kills": day.kills,
        "promises": book.promises,
        "lost": len(book.lost),
        "doubled": len(book.doubled),
        "out_of_order": len(book.out_of_order),
        "uncommitted_sent": len(book.uncommitted),
        "unsettled": len(book.unsettled),
        "too_fast": len(book.too_fast),
        "recovery_p99_s": round(_at(day.recoveries_s, 99), 2),
        "said_p99_s": round(_at(day.waits_s, 99), 2),
    }


def _at(seconds: list[float], percent: int) -> float:
    ordered = sorted(seconds) or [0.0]
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


if __name__ == "__main__":
    sys.exit(main())
