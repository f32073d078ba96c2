"""How do bytes become the fields of queue-log events? Asterisk's file, and rows of its realtime table."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from operator import methodcaller
from typing import BinaryIO
from zoneinfo import ZoneInfo

from feeds.queue_log_calls import Fields

CHUNK = 1 << 16
AGAIN_S = 60  # rows may change places by a little; what goes back by more is the clock

_split = methodcaller("split", "|")


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """A file in pieces that end with a line; the last line may lack its end."""
    half = b""
    while piece := stream.read(CHUNK):
        whole, newline, rest = piece.rpartition(b"\n")
        if newline:
            yield half + whole + newline
            half = rest
        else:
            half += piece
    if half:
        yield half


def events(chunk: bytes) -> Iterable[Fields]:
    """The fields of whole lines; what is no UTF-8 is replaced, for a name is no reason to lose a call."""
    text = chunk.decode("utf-8", "replace")
    if "\r" in text or "\0" in text:  # no database takes a NUL
        text = text.replace("\r\n", "\n").replace("\0", "")
    lines = text.removesuffix("\n").split("\n")
    if " |" in text or "| " in text:  # P19: somebody edited it
        return ([field.strip() for field in line.split("|")] for line in lines)
    return map(_split, lines)


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
