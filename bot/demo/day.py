"""Who acts when on the demo's floor?

A scene is an async generator: it lets people act, and yields how long it waits until it goes on. It may also yield
another such generator, which then goes on beside it. All waits are in the floor's time, and one step is made after the
other, so that the same seed makes the same day.
"""

import heapq
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime, timedelta
from itertools import count
from random import Random

from bot.demo.stage import Stage

Steps = AsyncIterator["timedelta | Steps"]
Scene = Callable[[Stage, Random], Steps]

SECOND = timedelta(seconds=1)
LOOK = timedelta(seconds=30)  # in a rehearsal the bot looks around at least this often


class Day:
    """What is still to happen, and when."""

    def __init__(self, stage: Stage, scenes: Sequence[Scene], seed: int) -> None:
        self._stage = stage
        self._plan: list[tuple[datetime, int, Steps]] = []
        self._numbers = count()
        chance = Random(seed)  # noqa: S311 - chance without secrets
        for scene in scenes:
            self._plan_at(stage.clock.now(), scene(stage, Random(chance.random())))  # noqa: S311

    async def rehearse(self, until: datetime) -> None:
        """Everything up to this moment, as fast as it goes."""
        clock = self._stage.clock
        clock.jump()
        await self._stage.bot_looks()  # whatever is being said was begun at this moment, not at the next one
        while clock.now() < until:
            await self._go_on(min(clock.now() + LOOK, until))

    async def run(self, pace: float) -> None:
        """Whatever is to come, at so many times the pace of the machine's clock, until it is cancelled."""
        clock = self._stage.clock
        clock.run(pace)
        while True:
            await self._go_on(clock.now() + max(SECOND, clock.meanwhile(SECOND / 4)))

    async def _go_on(self, until: datetime) -> None:
        """Every step at its moment. The bot looks around after each, so that the next one finds the same each time."""
        while self._plan and self._plan[0][0] <= until:
            await self._stage.clock.reaches(self._plan[0][0])
            acts = self._stage.acts
            await self._step()
            if self._stage.acts > acts:
                await self._stage.bot_looks()
        await self._stage.clock.reaches(until)
        await self._stage.bot_looks()

    async def _step(self) -> None:
        at, _, steps = heapq.heappop(self._plan)
        async for wanted in steps:
            if isinstance(wanted, timedelta):
                return self._plan_at(at + wanted, steps)
            self._plan_at(at, wanted)
        return None

    def _plan_at(self, at: datetime, steps: Steps) -> None:
        heapq.heappush(self._plan, (at, next(self._numbers), steps))
