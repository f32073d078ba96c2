"""How fast is a `/break`, what does a storm of them do, and does a year of history slow it down?

    .venv/bin/python benchmarks/break_storm.py [--quick]

Servers, load and Web API are processes of their own on 127.0.0.1. Rates differ between machines and between minutes;
what counts are ratios within a round. Ends with one line of JSON.
"""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from measuring import aged, figures, history, steady, storm
from measuring.child import child
from measuring.databases import Postgresql, Sqlite, Store
from measuring.figures import Target
from measuring.turns import Bench


@dataclass(frozen=True)
class Effort:
    """How much is measured: rounds of each kind, the seconds of a turn, the days of history."""

    rounds: dict[str, int]
    seconds: float
    storms: int
    aged_rounds: int
    days: dict[str, int]


WHOLE = Effort({"sqlite": 5, "postgresql": 3}, 3.0, 3, 5, {"sqlite": history.ON_DUTY, "postgresql": history.ON_DUTY})
QUICK = Effort({"sqlite": 2, "postgresql": 1}, 1.5, 1, 2, {"sqlite": 40, "postgresql": 20})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer rounds and a shorter history, under two minutes")
    effort = QUICK if parser.parse_args().quick else WHOLE
    targets: dict[str, list[Target]] = {}
    found: dict[str, dict[str, float]] = {}
    with child("load") as load, child("web_api") as web_api:
        bench = Bench(load, web_api)
        for kind in (Sqlite, Postgresql):
            with _store(kind) as store:
                targets[store.name], found[store.name] = _measured(bench, store, effort)
    figures.show(targets, found)


def _measured(bench: Bench, store: Store, effort: Effort) -> tuple[list[Target], dict[str, float]]:
    parts = (
        steady.measure(bench, store, effort.rounds[store.name], effort.seconds),
        storm.measure(bench, store, effort.storms),
        aged.measure(bench, store, effort.aged_rounds, effort.days[store.name]),
    )
    targets = [target for some, _ in parts for target in some]
    return targets, {name: figure for _, some in parts for name, figure in some.items()}


@contextmanager
def _store(kind: type[Sqlite] | type[Postgresql]) -> Iterator[Store]:
    with tempfile.TemporaryDirectory(prefix="break_storm_") as folder:
        store = kind(Path(folder))
        try:
            yield store
        finally:
            store.close()


if __name__ == "__main__":
    main()
