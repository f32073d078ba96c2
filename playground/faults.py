"""What goes wrong between the app and Slack, and when? A plan, so that a bad day can be had again."""

import random
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from typing import Literal, get_args

from .web_api import METHODS
from .wire import Json

Kind = Literal[
    "ratelimited",
    "broken",
    "unavailable",
    "slow",
    "unready",
    "cut_before",
    "cut_after",
    "half_open",
    "duplicate",
    "late",
]
# What can befall a call of the app's (Web API, response URL, upload), and what an envelope for the app.
CALLS: frozenset[Kind] = frozenset(
    {"ratelimited", "broken", "unavailable", "slow", "unready", "cut_before", "cut_after"}
)
# Those that strike only a call whose blocks show a file: Slack still looks through it.
WITH_A_FILE: frozenset[Kind] = frozenset({"unready"})
ENVELOPES: frozenset[Kind] = frozenset({"cut_before", "cut_after", "half_open", "duplicate", "late"})


_OTHER_CALLS = ("response_url", "upload")
LONGEST_S = 86_400


@dataclass(slots=True)
class Fault:
    """One thing that goes wrong.

    `of` is a pattern: a Web API method ("chat.*"), `response_url`, `upload`, an envelope's name ("/break") or kind
    ("events_api"). `channel` is the argument of the call, or where the envelope comes from; empty is any. It strikes
    `times` times (None: for ever), each time with the chance `rate`. `seconds` is the Retry-After of `ratelimited` and
    the wait of `slow`, `late` and `duplicate`. ValueError for what makes no sense or could never strike.
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
        if not isinstance(self.of, str) or not isinstance(self.channel, str):
            raise ValueError("of and channel must be text")
        if not _is_number(self.rate, 1):
            raise ValueError(f"rate must be a number from 0 to 1, not {self.rate!r}")
        if not _is_number(self.seconds, LONGEST_S):
            raise ValueError(f"seconds must be a number from 0 to {LONGEST_S}, not {self.seconds!r}")
        if self.times is not None and (type(self.times) is not int or self.times < 0):
            raise ValueError(f"times must be a whole number and not below 0, not {self.times!r}")
        if self.kind not in ENVELOPES and not _may_be_a_call(self.of):
            raise ValueError(f"{self.kind} strikes calls, and no call is named {self.of!r}")
        if self.kind not in CALLS and not _may_be_an_envelope(self.of):
            raise ValueError(f"{self.kind} strikes envelopes, and no envelope is named {self.of!r}")

    def concerns(self, names: Iterable[str], channel: str) -> bool:
        """Whether it could strike here once more."""
        if self.times is not None and self.struck >= self.times:
            return False
        return self.channel in ("", channel) and any(fnmatchcase(name, self.of) for name in names)


def _is_number(value: object, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most


def _may_be_a_call(of: str) -> bool:
    """Web API methods have a dot in their names, also those that the playground lacks; envelopes have none."""
    if "." in of and not of.startswith("/"):
        return True
    return any(fnmatchcase(name, of) for name in (*METHODS, *_OTHER_CALLS))


def _may_be_an_envelope(of: str) -> bool:
    return of.startswith("/") or ("." not in of and of not in _OTHER_CALLS)


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
