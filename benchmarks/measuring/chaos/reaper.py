"""Who kills the bot, and how soon is it back?"""

import asyncio
import multiprocessing
import os
import random
import signal
import time
from multiprocessing.context import ForkServerProcess

from bot.speaker import LEASE
from measuring.chaos import mortal, small_floor
from playground.server import Playground

LIFE_S = (0.2, 2.4)
IN_THE_CRADLE = 0.1  # how many lives end while the bot is still starting
TOGETHER = 0.2  # with several replicas: how often all of them die at once
NAP = 0.1  # with several replicas: how often one of them is suspended, and goes on when its lease is over
NAP_S = LEASE.total_seconds() + 2
ASK_EVERY_S = 0.1
START_WITHIN_S = 60


class Reaper:
    """Keeps so many bots alive, and kills them at random; each is started anew at once."""

    def __init__(self, slack: Playground, replicas: int, seed: int, *life: object) -> None:
        # Forked from a server that has imported everything: a life begins within a fraction of a second.
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([mortal.__name__])
        self._slack = slack
        self._life = life
        self._chance = random.Random(seed)
        self._bots: list[ForkServerProcess] = [self._born() for _ in range(replicas)]
        self.kills = 0
        self.died_alone = 0
        self.naps = 0
        self._naps: list[asyncio.Task[None]] = []
        self.recoveries_s: list[float] = []
        self._asking: list[asyncio.Task[bool]] = []

    def _born(self) -> ForkServerProcess:
        bot = self._context.Process(target=mortal.live, args=self._life, daemon=True)
        bot.start()
        return bot

    async def reap(self, kills: int) -> None:
        """So many times: let them live for a while, kill some or all, and ask until somebody answers again."""
        await self._answers()
        while self.kills < kills:
            in_the_cradle = self._chance.random() < IN_THE_CRADLE
            await asyncio.sleep(self._chance.uniform(0, 0.4) if in_the_cradle else self._chance.uniform(*LIFE_S))
            if len(self._bots) > 1 and self._chance.random() < NAP:
                self._suspend(self._chance.choice(self._bots))
            killed_at = time.monotonic()
            self._kill_some()
            if not in_the_cradle:
                await self._answers()
                self.recoveries_s.append(time.monotonic() - killed_at)

    def _suspend(self, bot: ForkServerProcess) -> None:
        """In the middle of whatever it does, while the others go on."""
        if bot.is_alive() and bot.pid is not None:
            os.kill(bot.pid, signal.SIGSTOP)
            self.naps += 1
            self._naps.append(asyncio.create_task(self._wake_later(bot)))

    async def _wake_later(self, bot: ForkServerProcess) -> None:
        await asyncio.sleep(NAP_S)
        if bot.is_alive() and bot.pid is not None:
            os.kill(bot.pid, signal.SIGCONT)

    def _kill_some(self) -> None:
        all_at_once = self._chance.random() < TOGETHER
        chosen = range(len(self._bots)) if all_at_once else [self._chance.randrange(len(self._bots))]
        for place in chosen:
            self.died_alone += not self._bots[place].is_alive()
            self._bots[place].kill()
            self._bots[place].join()
            self.kills += 1
        for place in chosen:
            self._bots[place] = self._born()

    async def _answers(self) -> None:
        """Somebody asks ten times a second until a command is answered; TimeoutError for a bot that stays away."""
        async with asyncio.timeout(START_WITHIN_S):
            while not any(one.done() and one.result() for one in self._asking):
                self._asking.append(asyncio.create_task(self._is_answered()))
                await asyncio.sleep(ASK_EVERY_S)
        self._asking.clear()

    async def _is_answered(self) -> bool:
        return (await self._slack.person(small_floor.OPS).command("/break", "status")).error is None

    async def stop(self) -> None:
        """A clean end for whoever still lives."""
        await asyncio.gather(*self._naps)
        for bot in self._bots:
            if bot.is_alive() and bot.pid is not None:
                bot.terminate()
        for bot in self._bots:
            await asyncio.to_thread(bot.join, START_WITHIN_S)
        assert all(bot.exitcode in (0, -signal.SIGTERM) for bot in self._bots), [bot.exitcode for bot in self._bots]
