"""What does a digest stand on: which rows, of whom, in which stretch of time?"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from rules.calls import AgentState, Call, Figure
from rules.shifts import Shift

# PJSIP/1127, Agent/1127, Local/1127@callback-agent/n, Local/id-1127@agentcallback: one agent (P15).
_DEVICE = re.compile(r"(?:[A-Za-z][A-Za-z0-9_]*/)?(?:id-)?(\d+)(?:[@-].*)?")


class Window(NamedTuple):
    """A stretch of time, half-open [from_at, to_at), aware UTC."""

    from_at: datetime
    to_at: datetime


class Kind(StrEnum):
    """Whose number it is."""

    CENTRE = "centre"
    QUEUE = "queue"
    TEAM = "team"
    AGENT = "agent"


class Scope(NamedTuple):
    """The centre, or one queue, team or agent."""

    kind: Kind = Kind.CENTRE
    name: str = ""

    @property
    def about(self) -> str:
        """As figures and targets are filed: empty for the centre, else `team:A1`."""
        return f"{self.kind}:{self.name}" if self.name else ""

    def __str__(self) -> str:
        return self.about or str(self.kind)

    @staticmethod
    def read(about: str) -> "Scope":
        """The other way round; a name may have a colon of its own."""
        kind, _, name = about.partition(":")
        return Scope(Kind(kind or Kind.CENTRE), name)


CENTRE = Scope()


class Worker(NamedTuple):
    """Somebody on the roster, as a digest needs them."""

    employee_no: str
    name: str
    team: str | None
    takes_calls: bool


class Outing(NamedTuple):
    """A break that was granted: due back at `due_at`; `lunch` tells the meal from the rest."""

    out_at: datetime
    due_at: datetime
    lunch: bool


class Import(NamedTuple):
    """A file, or a stretch of a followed one, that rows of a window came from."""

    feed: str
    format: str
    source: str
    at: datetime
    rows: int
    unknown: int
    bad: int


@dataclass(frozen=True)
class Facts:
    """Everything that the numbers of a window stand on; `agent` in calls and states is the name of `agent_of`.

    Calls are those that arrived in the window, and those before and after that somebody's own window needs.
    `whole_days` says that a night counts on the day on which it began. Nothing after `now` is counted.
    """

    window: Window
    now: datetime
    whole_days: bool
    calls: Sequence[Call]
    states: Sequence[AgentState]
    workers: Mapping[str, Worker]
    shifts: Mapping[str, Sequence[Shift]]
    outings: Mapping[str, Sequence[Outing]]
    figures: Sequence[Figure]

    def own_window(self, agent: str) -> Window:
        shifts = self.shifts.get(agent, ())
        return own_window(self.window, shifts) if self.whole_days and shifts else self.window


def agent_of(name: str, names: Mapping[str, str], numbers: Iterable[str]) -> str:
    """The employee number behind a phone system's name: as filed, as it is, or as the number in it (P15).

    A number that nobody on the roster has still makes one agent of one device's names.
    """
    if name in names:
        return names[name]
    if name in numbers:
        return name
    found = _DEVICE.fullmatch(name)
    return found[1] if found else name


def own_window(window: Window, shifts: Iterable[Shift]) -> Window:
    """Somebody's part of a day, week or month: a night that crosses its end belongs to it, one that crosses its
    beginning to the day before. Windows that touch stay disjoint and leave no gap."""
    begins, ends = window
    for shift in shifts:
        if shift.starts_at < window.from_at < shift.ends_at:
            begins = max(begins, shift.ends_at)
        if window.from_at <= shift.starts_at < window.to_at < shift.ends_at:
            ends = max(ends, shift.ends_at)
    return Window(begins, ends)
