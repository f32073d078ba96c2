"""How do bytes become the fields of queue-log events? Asterisk's file, and rows of its realtime table."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import repeat
from typing import BinaryIO
from zoneinfo import ZoneInfo

from feeds.queue_log_calls import Fields

AGAIN_S = 60  # rows may change places by a little; what goes back by more is the clock
PIECE = 1 << 16  # bytes; what is read stays in the processor's cache until it is used


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """A file in pieces that end with a line, the last one perhaps without its end."""
    while piece := stream.read(PIECE):
        yield piece + stream.readline()


def events(piece: bytes) -> Iterator[Fields]:
    """The events of such a piece. What is no UTF-8 is replaced, for a name is no reason to lose a call; blanks around
    the bars are the business of whoever reads the event (P19)."""
    lines = piece.decode("utf-8", "replace").removesuffix("\n").split("\n")
    return map(str.split, map(str.rstrip, lines), repeat("|"))


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
