"""Which column of somebody else's CSV is which fact? A mapping file says it (domain.md 3)."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from rules.calls import Outcome, State

SHIPPED = Path(__file__).with_name("mappings")
KINDS = ("calls", "states", "stretches", "events")
UNITS = {"s": 1.0, "ms": 0.001}

Columns = Mapping[str, tuple[str, ...]]


class BadMapping(Exception):
    """A mapping file that cannot be used, and the key in it that is to blame."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True)
class Stretch:
    """A part of a row that says how long an agent was in a state; the parts follow each other."""

    state: State
    seconds: str
    reason: str = ""


@dataclass(frozen=True)
class CsvMapping:
    """A mapping file as it was read. `columns` names for each fact where to look; the first filled one counts.

    `time` is iso, epoch, epoch_ms or a pattern of strptime; without `zone` times are the site's. `newest` names the
    column that tells which of several rows with one key is the last word.
    """

    kind: str
    columns: Columns
    key: tuple[str, ...] = ()
    zone: ZoneInfo | None = None
    time: str = "iso"
    unit: float = 1.0
    newest: str = ""
    nobody: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    only_with: tuple[str, ...] = ()
    answered_with: str = ""
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    states: Mapping[str, State] = field(default_factory=dict)
    stretches: Sequence[Stretch] = ()
    events: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def needed(self) -> list[str]:
        """The columns without which a file cannot be read."""
        named = [column for fact, some in self.columns.items() if fact not in self.optional for column in some]
        parts = [column for one in self.stretches for column in (one.seconds, one.reason) if column]
        more = [column for some in self.events.values() for column in some]
        return list(dict.fromkeys([*named, *self.key, *parts, *more, *self.only_with, *filter(None, [self.newest])]))


def shipped(name: str) -> CsvMapping:
    return read((SHIPPED / f"{name}.toml").read_text("utf-8"))


def read(text: str) -> CsvMapping:
    """Raises BadMapping with the first key that is missing, unknown or of the wrong kind."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadMapping(str(error)) from None
    values: dict[str, object] = {}
    for name, value in found.items():
        if name not in _READ:
            raise BadMapping(name)
        try:
            values[name] = _READ[name](value)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise BadMapping(f"{name}: {error}") from None
    for name in ("kind", "columns"):
        if name not in values:
            raise BadMapping(name)
    return CsvMapping(**values)  # pyright: ignore[reportArgumentType]


def _kind(value: str) -> str:
    return KINDS[KINDS.index(value)]


def _zone(value: str) -> ZoneInfo | None:
    if value == "site":
        return None
    if value not in available_timezones():
        raise ValueError(value)
    return ZoneInfo(value)


def _names(value: str | list[str]) -> tuple[str, ...]:
    some = [value] if isinstance(value, str) else value
    if not all(isinstance(one, str) for one in some):
        raise ValueError(some)
    return tuple(one.casefold() for one in some)


def _columns(value: Mapping[str, str | list[str]]) -> Columns:
    return {fact: _names(some) for fact, some in value.items()}


def _stretches(value: list[Mapping[str, str]]) -> list[Stretch]:
    return [Stretch(State(one["state"]), one["seconds"].casefold(), one.get("reason", "").casefold()) for one in value]


def _text(value: str) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


_READ = {
    "kind": _kind,
    "columns": _columns,
    "key": _names,
    "zone": _zone,
    "time": _text,
    "unit": lambda value: UNITS[value],
    "newest": lambda value: _text(value).casefold(),
    "nobody": lambda value: frozenset(value),
    "optional": lambda value: frozenset(value),
    "only_with": _names,
    "answered_with": _text,
    "outcomes": lambda value: {name: Outcome(one) for name, one in value.items()},
    "states": lambda value: {name: State(one) for name, one in value.items()},
    "stretches": _stretches,
    "events": _columns,
}
