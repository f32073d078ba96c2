"""What went to and fro between the app and Slack, and how long did it take?"""

import itertools
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from .wire import Json


@dataclass(frozen=True, slots=True)
class Record:
    """A Web API call, a use of a response URL, or one attempt to deliver an envelope. `took` is in seconds.

    For an envelope `name` is what happened ("/break", "block_actions", "app_home_opened"), `sent` the payload and
    `answer` the body of the ack; `error` is None where all went well.
    """

    number: int
    kind: Literal["api", "response_url", "envelope"]
    name: str
    at: float
    took: float
    sent: Json
    answer: Json | None
    error: str | None
    retry: int = 0


class Traffic:
    """The last records, oldest first; bounded, so that a long load run stays lean."""

    def __init__(self, clock: Callable[[], float], keep: int) -> None:
        self.records: deque[Record] = deque(maxlen=keep)
        self.listeners: list[Callable[[Record], None]] = []
        self._clock = clock
        self._numbers = itertools.count(1)

    def note(
        self,
        kind: Literal["api", "response_url", "envelope"],
        name: str,
        took: float,
        sent: Json,
        answer: Json | None,
        error: str | None,
        retry: int = 0,
    ) -> None:
        record = Record(next(self._numbers), kind, name, self._clock() - took, took, sent, answer, error, retry)
        self.records.append(record)
        for listener in self.listeners:
            listener(record)

    def __iter__(self) -> Iterator[Record]:
        return iter(tuple(self.records))

    def __len__(self) -> int:
        return len(self.records)

    def calls(self, method: str | None = None) -> list[Record]:
        return [r for r in self if r.kind == "api" and method in (None, r.name)]

    def envelopes(self, name: str | None = None) -> list[Record]:
        return [r for r in self if r.kind == "envelope" and name in (None, r.name)]

    def clear(self) -> None:
        self.records.clear()
