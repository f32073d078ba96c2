"""How do bytes become the fields of queue-log events? Asterisk's file, and rows of its realtime table."""

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import repeat
from typing import BinaryIO
from zoneinfo import ZoneInfo

from feeds.queue_log_calls import Fields

AGAIN_S = 60  # rows may change places by a little; what goes back by more is the clock
PORTION = 1 << 16  # characters; what is read stays in the processor's cache until it is used


def portions(stream: BinaryIO) -> Iterator[list[str]]:
    """A file's lines, some at a time; what is no UTF-8 is replaced, for a name is no reason to lose a call."""
    text = io.TextIOWrapper(stream, "utf-8", "replace", newline="\n")
    while some := text.readlines(PORTION):
        yield some
    text.detach()


def lines(text: Iterable[str]) -> Iterator[Fields]:
    """The events of a file's lines. Blanks around the bars are the business of whoever reads the event (P19)."""
    return map(str.split, map(str.rstrip, text), repeat("|"))


def events(piece: bytes) -> Iterator[Fields]:
    """The events of a piece that ends with a line."""
    return lines(piece.decode("utf-8", "replace").removesuffix("\n").split("\n"))


class Table:
    """Rows of the realtime table `queue_log` as events; its times are local, unless Asterisk was told to use GMT."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._before = 0.0
        self._again = False

    def fields(self, row: Mapping[str, str]) -> Fields:
        """Raises ValueError where the time cannot be read. Older tables have one column `data` for all parameters."""
        data = row["data"] if "data" in row else "|".join(row.get(f"data{number}", "") for number in range(1, 6))
        at = str(int(self._epoch(row["time"])))
        return [at, row["callid"], row["queuename"], row["agent"], row["event"], *data.rstrip("|").split("|")]

    def _epoch(self, text: str) -> float:
        """Of an hour that the clock has twice the second one, from the row on that goes back (P13)."""
        local = datetime.fromisoformat(text)
        at = local if local.tzinfo else local.replace(tzinfo=self._zone)
        first, second = at.timestamp(), at.replace(fold=1).timestamp()
        self._again = second > first and (self._again or first < self._before - AGAIN_S)
        self._before = second if self._again else first
        return self._before
