"""Queue logs: how a test reads one, and where those with reference answers lie."""

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from feeds.callers import hasher
from feeds.queue_log import QueueLog
from feeds.queue_log_rows import events
from rules.calls import AgentState, Call, Outcome
from support.code import ROOT

DATA = ROOT.parent / "shared/data"
HASH = hasher("a key for tests")


@dataclass(frozen=True)
class Heard:
    """What a log came to, with what was open at its end."""

    calls: list[Call]
    states: list[AgentState]
    log: QueueLog

    def call(self, call_id: str, queue: str = "") -> Call:
        found = [one for one in self.calls if one.call_id == call_id and queue in ("", one.queue)]
        assert len(found) == 1, found
        return found[0]

    def of(self, outcome: Outcome) -> list[Call]:
        return [one for one in self.calls if one.outcome is outcome]


def data(name: str) -> bytes:
    """A file with reference answers; the test is skipped where it is not at hand."""
    file = DATA / name
    if not file.exists():
        pytest.skip(f"the reference data is not at hand: ../shared/data/{name}")
    content = file.read_bytes()
    return gzip.decompress(content) if name.endswith(".gz") else content


def hear(content: bytes | str) -> Heard:
    """Read a whole log."""
    log = QueueLog(HASH)
    log.take(events(content if isinstance(content, bytes) else content.encode()))
    return finished(log)


def hear_rows(rows: Iterable[list[str]]) -> Heard:
    log = QueueLog(HASH)
    log.take(rows)
    return finished(log)


def finished(log: QueueLog) -> Heard:
    calls, states = log.rest()
    return Heard([*log.calls(), *calls], [*log.states(), *states], log)


def at(epoch: int) -> datetime:
    return datetime.fromtimestamp(epoch, UTC)


@dataclass(frozen=True)
class Technion:
    """The calls of the "Anonymous Bank" (Mandelbaum, Sakov, Zeltyn) that were offered to an agent, as a queue log."""

    rows: list[dict[str, str]]

    @classmethod
    def read(cls, name: str = "technion_anonymousbank_1999-02.txt.gz") -> "Technion":
        lines = data(name).decode("latin-1").splitlines()
        header = lines[0].split("\t")
        return cls([dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:] if line])

    def lines(self) -> Iterator[tuple[int, int, str]]:
        """Epoch, order and line; sort them and it is a log. Whoever left in the IVR was never offered (2.5)."""
        for number, row in enumerate(self.rows):
            outcome, wait = row["outcome"], int(row["q_time"])
            if outcome == "PHANTOM" or (outcome == "HANG" and wait == 0):
                continue
            entered = self._epoch(row["date"], row["q_start"] if wait else row["vru_exit"])
            call = f"{entered - 10}.{number}|{row['type']}"
            yield entered, number, f"{entered}|{call}|NONE|ENTERQUEUE||{row['customer_id']}|1"
            if outcome == "HANG":
                yield entered + wait, number, f"{entered + wait}|{call}|NONE|ABANDON|1|1|{wait}"
                continue
            talk = int(row["ser_time"])
            ends = entered + wait + talk
            agent = row["server"]
            yield entered + wait, number, f"{entered + wait}|{call}|{agent}|CONNECT|{wait}|{number}.1|0"
            yield ends, number, f"{ends}|{call}|{agent}|COMPLETECALLER|{wait}|{talk}|1"

    def log(self) -> str:
        return "".join(f"{line}\n" for _, _, line in sorted(self.lines(), key=lambda one: one[:2]))

    @staticmethod
    def _epoch(day: str, clock: str) -> int:
        hours, minutes, seconds = (int(part) for part in clock.split(":"))
        midnight = datetime.strptime(f"19{day}", "%Y%m%d").replace(tzinfo=UTC)
        return int((midnight + timedelta(hours=hours, minutes=minutes, seconds=seconds)).timestamp())
