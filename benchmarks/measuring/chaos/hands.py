"""What do people do meanwhile? They type and press whatever is in front of them, at the worst moments too."""

import asyncio
import random
from collections.abc import Iterable
from contextlib import suppress

from measuring.chaos import small_floor
from playground import blocks as block_kit
from playground.acts import NotThere
from playground.models import Message
from playground.person import Answer, Person
from playground.server import Playground

WISHES = (small_floor.DASH, small_floor.DASH, small_floor.DASH, "back", "back", "status", "urgent", "cancel", "lunch")
PRESSED = ("breaks.accept", "breaks.pass", "breaks.back", "breaks.leave", "breaks.approve", "breaks.decline")
LOOK_AT = 4  # the newest messages of somebody's own
REASON = "The school has called <!channel> *now*"


class Hands:
    """Everybody on the floor at once, each with a chance of their own."""

    def __init__(self, slack: Playground, seed: int) -> None:
        self._slack = slack
        self._seed = seed
        self._stop = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def begin(self) -> None:
        for team in range(small_floor.TEAMS):
            for who in (*small_floor.agents(team), small_floor.leader(team)):
                chance = random.Random(f"{self._seed} {who}")
                self._tasks.append(asyncio.create_task(self._live(self._slack.person(who), team, chance)))

    async def end(self) -> None:
        self._stop.set()
        await asyncio.gather(*self._tasks)

    async def go_home(self, everybody: Iterable[str]) -> None:
        """Whoever is out comes back, whoever waits leaves the line."""
        for who in everybody:
            for word in ("back", "cancel"):
                await self._slack.person(who).command("/break", word)

    async def _live(self, person: Person, team: int, chance: random.Random) -> None:
        while not self._stop.is_set():
            await asyncio.sleep(chance.uniform(0.4, 1.6))
            with suppress(NotThere):  # the button was taken away while the hand was on its way
                await self._act(person, team, chance)

    async def _act(self, person: Person, team: int, chance: random.Random) -> None:
        found = _buttons(person)
        if found and chance.random() < 0.6:
            message, action_id, value = chance.choice(found)
            await person.press(message, action_id, value)
        elif person.id == small_floor.leader(team):
            await self._lead(person, team, chance)
        elif team == small_floor.FRESH:
            await self._apply(person)
        else:
            await person.command("/break", chance.choice(WISHES))

    async def _lead(self, person: Person, team: int, chance: random.Random) -> None:
        if chance.random() < 0.1:
            await person.command("/break", f"recall <@{chance.choice(small_floor.agents(team))}>")
        elif chance.random() < 0.2:
            await person.open_home()
        else:
            await person.command("/break", "board")

    async def _apply(self, person: Person) -> None:
        refused: Answer = await person.command("/break", "")
        for whisper in refused.ephemeral:
            with suppress(NotThere, TimeoutError):
                form = await (await person.press(whisper, "breaks.apply")).opened(1.0)
                await person.submit(form, {"reason": REASON, "minutes": "1"})


def _buttons(person: Person) -> list[tuple[Message, str, str]]:
    """What lies in front of somebody, in their direct messages: message, action id, value."""
    return [
        (message, placed.action_id, placed.element.get("value", ""))
        for message in person.dm()[-LOOK_AT:]
        for placed in block_kit.interactive(message.blocks)
        if placed.action_id in PRESSED
    ]
