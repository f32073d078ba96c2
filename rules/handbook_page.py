"""What does a TOML file of the site say, key by key, and what is wrong with it?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True)
class BadKey:
    """One thing wrong in a handbook file: where, and the sentence that says what is expected."""

    path: str
    key: str
    facts: Mapping[str, object] = field(default_factory=dict)


class BadHandbook(Exception):
    """Every bad key of a handbook file, together."""

    def __init__(self, problems: list[BadKey]) -> None:
        super().__init__(", ".join(problem.path for problem in problems))
        self.problems = problems


class Page:
    """A TOML table that is asked key by key and remembers everything that was wrong with the answers."""

    def __init__(self, table: Mapping[str, object]) -> None:
        self._values = dict(_leaves(table))
        self._asked: set[str] = set()
        self.problems: list[BadKey] = []

    def count(self, path: str, at_least: int, at_most: int) -> int:
        return self._ask(path, _whole(at_least, at_most), at_least, "handbook-not-a-count", low=at_least, high=at_most)

    def minutes(self, path: str, at_least: int, at_most: int) -> timedelta:
        return timedelta(minutes=self.count(path, at_least, at_most))

    def yes_or_no(self, path: str) -> bool:
        # Where it cannot be read, yes: a bad `token` must not make the default kind look wrong as well.
        return self._ask(path, lambda value: value if isinstance(value, bool) else None, True, "handbook-not-yes-no")

    def clock(self, path: str) -> time:
        return self._ask(path, _time_of_day, time(0), "handbook-not-a-time")

    def one_of(self, path: str, choices: list[str]) -> str:
        choose = {choice: choice for choice in choices}
        return self._ask(
            path, lambda value: choose.get(str(value)), "", "handbook-not-one-of", names=", ".join(choices)
        )

    def words(self, path: str) -> frozenset[str]:
        """A list of words, in lower case."""
        return self._ask(path, _words, frozenset(), "handbook-not-words")

    def names(self, path: str, needed: tuple[str, ...]) -> list[str]:
        """The tables below `path`; the needed ones are asked for even where the file leaves them out."""
        depth = path.count(".") + 1
        below = {key.split(".")[depth] for key in self._values if key.startswith(f"{path}.") and key.count(".") > depth}
        return [*needed, *sorted(below - set(needed))]

    def refuse_unknown_keys(self) -> None:
        for path in sorted(set(self._values) - self._asked):
            self.problems.append(BadKey(path, "handbook-unknown-key"))

    def _ask(
        self, path: str, accept: Callable[[object], Value | None], instead: Value, sentence: str, **facts: object
    ) -> Value:
        self._asked.add(path)
        if path not in self._values:
            self.problems.append(BadKey(path, "handbook-missing-key"))
            return instead
        value = accept(self._values[path])
        if value is None:
            self.problems.append(BadKey(path, sentence, {"value": str(self._values[path]), **facts}))
            return instead
        return value


def _leaves(table: Mapping[str, object], above: str = "") -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for name, value in table.items():
        path = f"{above}{name}"
        # An empty table stays a leaf: nobody asks for it, so it is named as unknown instead of being passed over.
        found += _leaves(value, f"{path}.") if isinstance(value, dict) and value else [(path, value)]
    return found


def _whole(at_least: int, at_most: int) -> Callable[[object], int | None]:
    def accept(value: object) -> int | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        return value if at_least <= value <= at_most else None

    return accept


def _words(value: object) -> frozenset[str] | None:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        return None
    return frozenset(word.strip().casefold() for word in value)


def _time_of_day(value: object) -> time | None:
    """A local time of day, as TOML's own or as text; one with an offset would be another site's."""
    if isinstance(value, time):
        return value
    try:
        clock = time.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return clock if clock and clock.tzinfo is None else None
