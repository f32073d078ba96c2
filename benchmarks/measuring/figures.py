"""Are the targets met? Every figure with its mark, a table to read, and one line for machines."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from measuring.turns import Turn


@dataclass(frozen=True)
class Target:
    """A figure and what it should be; with no bound it is only shown."""

    what: str
    shown: str
    met: bool | None = None

    @property
    def verdict(self) -> str:
        return "" if self.met is None else "MET" if self.met else "NOT MET"


def at_least(what: str, figure: float, bound: float) -> Target:
    return Target(f"{what}: at least {bound}", f"{figure:.2f}", figure >= bound)


def at_most(what: str, figure: float, bound: float, unit: str = "") -> Target:
    return Target(f"{what}: at most {bound}{unit}", f"{figure:.2f}{unit}", figure <= bound)


def exactly(what: str, figure: int, bound: int) -> Target:
    return Target(f"{what}: {bound}", str(figure), figure == bound)


def turn_line(name: str, turn: Turn) -> str:
    """One turn, as it is done."""
    bad = sum(count for status, count in turn.statuses.items() if status != "200")
    ill = f"  {bad} not answered with 200" if bad else ""
    return (
        f"  {name:<11} {turn.rate:7.0f} /s   p50 {1000 * turn.at(50):5.0f} ms   p99 {1000 * turn.at(99):5.0f} ms"
        f"   CPU {1000 * turn.cpu_s:5.2f} ms each   {turn.rss_mb:4.0f} MB{ill}"
    )


def show(targets: Mapping[str, Sequence[Target]], figures: Mapping[str, Mapping[str, float]]) -> None:
    """The table, and the line of JSON that ends every benchmark."""
    table = Table("database", "what", "figure", "", title="break_storm")
    for database, some in targets.items():
        for target in some:
            table.add_row(database, target.what, target.shown, target.verdict)
        table.add_section()
    Console(width=110).print(table)
    rounded = {database: {name: round(value, 4) for name, value in some.items()} for database, some in figures.items()}
    print(json.dumps(rounded))
