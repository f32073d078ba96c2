"""The load: raw keep-alive connections in a process of its own, told by lines of JSON what to press."""

import asyncio
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from measuring.child import say
from measuring.presses import press

GIVE_UP_S = 30
Wire = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Heard:
    """What came back: when each was sent, every ack time in seconds, every status."""

    sent_at: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)


class Load:
    """Connections to one server; a free one is used again."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._free: list[Wire] = []
        self.heard = Heard()

    async def press(self, sent: bytes, since: float) -> None:
        """Press once; the ack time counts from `since`, also where a connection must be made first."""
        try:
            status = await asyncio.wait_for(self._ask(sent), GIVE_UP_S)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            status = type(error).__name__
        took = time.perf_counter() - since
        self.heard.sent_at.append(time.time() - took)
        self.heard.times.append(took)
        self.heard.statuses[status] += 1

    async def _ask(self, sent: bytes) -> str:
        wire = self._free.pop() if self._free else await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = wire
        writer.write(sent)
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
        await reader.readexactly(int(fields["content-length"]))
        if fields.get("connection") == "close":
            writer.close()
        else:
            self._free.append(wire)
        return head.split(" ", 2)[1]

    def close(self) -> None:
        for _, writer in self._free:
            writer.close()


async def steady(port: int, sent: Iterator[bytes], connections: int, seconds: float) -> Heard:
    """Every connection presses again as soon as it is answered, until the time or the agents are over."""
    load = Load(port)
    until = time.perf_counter() + seconds

    async def one() -> None:
        while (began := time.perf_counter()) < until and (wanted := next(sent, None)) is not None:
            await load.press(wanted, began)

    await asyncio.gather(*(one() for _ in range(connections)))
    load.close()
    return load.heard


async def storm(port: int, sent: list[bytes], within_s: float) -> Heard:
    """Everybody presses once, within so many seconds, whether or not the others have been answered."""
    load = Load(port)
    began = time.perf_counter() + 0.1

    async def one(wanted: bytes, moment: float) -> None:
        await asyncio.sleep(began + moment - time.perf_counter())
        await load.press(wanted, began + moment)

    pressed = zip(sent, moments(len(sent), within_s), strict=True)
    await asyncio.gather(*(one(wanted, moment) for wanted, moment in pressed))
    load.close()
    return load.heard


def moments(presses: int, within_s: float) -> list[float]:
    """When each is pressed: at random, in every run the same."""
    chance = random.Random(2026)
    return sorted(chance.uniform(0, within_s) for _ in range(presses))


async def run(job: Mapping[str, object]) -> dict[str, object]:
    port, web_api, presses = job["port"], job["web_api"], job["presses"]
    assert isinstance(port, int)
    assert isinstance(web_api, int)
    assert isinstance(presses, list)
    sent = [press(agent, text, port, web_api) for agent, text in presses]
    began = time.perf_counter()
    if "within_s" in job:
        heard = await storm(port, sent, float(str(job["within_s"])))
    else:
        heard = await steady(port, iter(sent), int(str(job["connections"])), float(str(job["seconds"])))
    took = time.perf_counter() - began
    return {"took_s": took, "sent_at": heard.sent_at, "times": heard.times, "statuses": dict(heard.statuses)}


if __name__ == "__main__":
    for line in sys.stdin:
        say(**asyncio.run(run(json.loads(line))))
