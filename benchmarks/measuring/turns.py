"""One turn: a fresh database, a fresh server, a load on it, and the truth afterwards."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import quantiles
from typing import Any, NamedTuple

from measuring.child import Child, child
from measuring.databases import Store
from measuring.floor import Truth, truth

SETTLE_S = 1.5


@dataclass(frozen=True)
class Turn:
    """What one server did under one load."""

    took_s: float
    times: Sequence[float]
    statuses: Mapping[str, int]
    truth: Truth
    rss_mb: float
    cpu_s: float  # of the server, a request
    pandas: bool
    spoken: Mapping[str, int]

    @property
    def rate(self) -> float:
        return len(self.times) / self.took_s

    def at(self, percent: int) -> float:
        """The ack time that so many percent stayed under, in seconds."""
        return quantiles(self.times, n=100)[percent - 1]


class Press(NamedTuple):
    """Who types `/break`, and what behind it."""

    agent: int
    text: str


@dataclass(frozen=True)
class Agents:
    """Who presses: some to warm the server up, then those who are measured."""

    first: Sequence[int]
    measured: Sequence[int]


class Bench:
    """The load and the Web API, which serve every turn."""

    def __init__(self, load: Child, web_api: Child) -> None:
        self._load = load
        self._web_api = web_api
        self.web_api_port = web_api.hear()["port"]

    def turn(self, store: Store, prepared: str, kind: str, agents: Agents, how: Mapping[str, float]) -> Turn:
        """Copy, start, warm up, press, stop, count."""
        began = datetime.now(UTC)
        url = store.copy(prepared)
        with child("serve", kind, url, str(self.web_api_port)) as server:
            port = server.hear()["port"]
            if agents.first:
                self.press(port, _bare(agents.first), {"connections": 16, "seconds": 30})
            pressed = self.press(port, _bare(agents.measured), how)
            if "within_s" in how:
                time.sleep(SETTLE_S)  # what was promised is said, and late answers arrive
            last: dict[str, Any] = server.end()
        self._web_api.tell({})
        spoken: dict[str, Any] = self._web_api.hear()
        found = truth(url, began)
        store.drop(url)
        return Turn(
            took_s=pressed["took_s"],
            times=pressed["times"],
            statuses=pressed["statuses"],
            truth=found,
            rss_mb=last["rss_mb"],
            cpu_s=last["cpu_s"] / (len(agents.first) + len(pressed["times"])),
            pandas=last["pandas"],
            spoken=spoken,
        )

    def press(self, port: object, presses: Sequence[Press], how: Mapping[str, float]) -> dict[str, Any]:
        """Let them press at a server; what came back."""
        self._load.tell({"port": port, "web_api": self.web_api_port, "presses": list(presses), **how})
        return self._load.hear()


def _bare(agents: Sequence[int]) -> list[Press]:
    return [Press(agent, "") for agent in agents]
