"""What goes wrong between the app and Slack, and when? A plan, so that a bad day can be had again."""

import random
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from typing import Literal, get_args

from .wire import Json

Kind = Literal[
    "ratelimited", "broken", "unavailable", "slow", "cut_before", "cut_after", "half_open", "duplicate", "late"
]
# What can befall a call of the app's (Web API, response URL, upload), and what an envelope for the app.
CALLS: frozenset[Kind] = frozenset({"ratelimited", "broken", "unavailable", "slow", "cut_before", "cut_after"})
ENVELOPES: frozenset[Kind] = frozenset({"cut_before", "cut_after", "half_open", "duplicate", "late"})


@dataclass(slots=True)
class Fault:
    """One thing that goes wrong.

    `of` is a pattern: a Web API method ("chat.*"), `response_url`, `upload`, an envelope's name ("/break") or kind
    ("events_api"). `channel` is the argument of the call, or where the envelope comes from; empty is any. It strikes
    `times` times (None: for ever), each time with the chance `rate`. `seconds` is the Retry-After of `ratelimited` and
    the wait of `slow`, `late` and `duplicate`.
    """

    kind: Kind
    of: str = "*"
    channel: str = ""
    times: int | None = None
    rate: float = 1.0
    seconds: float = 1.0
    struck: int = 0

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise ValueError(f"kind must be one of {', '.join(get_args(Kind))}, not {self.kind!r}")
        if not 0 <= self.rate <= 1 or self.seconds < 0 or (self.times or 0) < 0:
            raise ValueError("rate must be from 0 to 1; seconds and times must not be below 0")

    def concerns(self, names: Iterable[str], channel: str) -> bool:
        """Whether it could strike here once more."""
        if self.times is not None and self.struck >= self.times:
            return False
        return self.channel in ("", channel) and any(fnmatchcase(name, self.of) for name in names)


class Faults:
    """The plan. With the same seed and the same calls, the same ones are struck."""

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.skew_s = 0.0  # how far Slack's clock is ahead of everybody else's
        self.planned: list[Fault] = []
        self._chance = random.Random(seed)  # noqa: S311 - chance without secrets

    def plan(
        self,
        kind: Kind,
        of: str = "*",
        channel: str = "",
        times: int | None = None,
        rate: float = 1.0,
        seconds: float = 1.0,
    ) -> Fault:
        """From now on this goes wrong; `struck` counts how often it did. ValueError for what makes no sense."""
        fault = Fault(kind, of, channel, times, rate, seconds)
        self.planned.append(fault)
        return fault

    def clear(self) -> None:
        """A good day begins."""
        self.planned.clear()
        self.skew_s = 0.0

    def strikes(self, kinds: frozenset[Kind], names: Iterable[str], channel: str = "") -> Fault | None:
        """The first fault of the plan that strikes now, if any; it is counted."""
        for fault in self.planned:
            if fault.kind in kinds and fault.concerns(names, channel) and self._chance.random() < fault.rate:
                fault.struck += 1
                return fault
        return None

    def told(self) -> Json:
        return {"seed": self.seed, "skew_s": self.skew_s, "faults": [asdict(fault) for fault in self.planned]}
