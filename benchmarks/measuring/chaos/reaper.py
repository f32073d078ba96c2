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
CRADLE_S = (0.0, 0.4)
TOGETHER = 0.2  # with several replicas: how often all of them die at once
NAP = 0.1  # with several replicas: how often one of them is suspended, and goes on when its lease is over
NAP_S = LEASE.total_seconds() + 2
AWAKE_S = 1.0  # to finish what it had begun before it fell asleep
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
        self._asleep: ForkServerProcess | None = None
        self.recoveries_s: list[float] = []
        self._asking: list[asyncio.Task[bool]] = []

    def _born(self) -> ForkServerProcess:
        bot = self._context.Process(target=mortal.live, args=self._life, daemon=True)
        bot.start()
        return bot

    async def reap(self, kills: int) -> None:
        """So many times: wait until somebody answers, let them live for a while, and kill some or all."""
        await self._answers()
        in_the_cradle = False
        while self.kills < kills:
            await asyncio.sleep(self._chance.uniform(*(CRADLE_S if in_the_cradle else LIFE_S)))
            if len(self._bots) > 1 and not self._asleep and self._chance.random() < NAP:
                self._suspend(self._chance.choice(self._bots))
            killed_at = time.monotonic()
            self._kill_some()
            in_the_cradle = self._chance.random() < IN_THE_CRADLE
            if not in_the_cradle:
                await self._answers()
                self.recoveries_s.append(time.monotonic() - killed_at)

    def _suspend(self, bot: ForkServerProcess) -> None:
        """In the middle of whatever it does, while the others go on."""
        if bot.is_alive() and bot.pid is not None:
            os.kill(bot.pid, signal.SIGSTOP)
            self._asleep = bot
            self._naps.append(asyncio.create_task(self._wake_later(bot.pid)))

    async def _wake_later(self, pid: int) -> None:
        """It goes on where it was; nobody kills it in its sleep."""
        await asyncio.sleep(NAP_S)
        os.kill(pid, signal.SIGCONT)
        await asyncio.sleep(AWAKE_S)
        self.naps += 1
        self._asleep = None

    def _kill_some(self) -> None:
        awake = [place for place, bot in enumerate(self._bots) if bot is not self._asleep]
        chosen = awake if self._chance.random() < TOGETHER else [self._chance.choice(awake)]
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
