"""What can the people of the demo do, and whom does the reader play?"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.app import House
from bot.clock import FloorClock
from bot.demo.people import THE_READERS, Member
from jobs.asking import Every
from playground import blocks
from playground.models import Message
from playground.server import Playground
from rules.shifts import Shift, protected_until
from storage import unsaid

HOME = "A1"
RECENT = 8
ROUNDS = 5
QUICK = 10  # times the pace of the wall: a break lasts a minute or so
_IN_LINE = re.compile(r"^\d+\. (.+)$", re.MULTILINE)


class Stage:
    """The floor as a scene finds it: the clock, the workspace, and everybody in it."""

    def __init__(
        self, slack: Playground, house: House, clock: FloorClock, cast: Iterable[Member], opens_at: datetime
    ) -> None:
        self.slack = slack
        self.house = house
        self.clock = clock
        self.opens_at = opens_at
        self.to_the_opening = opens_at - clock.now()
        self.acts = 0
        self.actors = [Actor(self, member) for member in cast]

    @property
    def agents(self) -> list["Actor"]:
        return [one for one in self.actors if one.member.role == "agent"]

    @property
    def leaders(self) -> list["Actor"]:
        return [one for one in self.actors if one.member.role in ("team_leader", "shift_leader", "site_manager")]

    @property
    def readers(self) -> list["Actor"]:
        """Whom the reader plays: everybody whom a page shows. Nobody else acts as them."""
        shown = self.slack.control.audience.people() or THE_READERS
        return [one for one in self.actors if one.member.slack_id in shown]

    def is_kept_free(self, team: str) -> bool:
        """Whether nobody else should ask for this team's token now: where the reader begins, and where they wait.

        On a fast day nobody has the token for long, so that nothing needs to be kept.
        """
        begins_here = team == HOME and any(one.member.team == HOME for one in self.readers)
        return (begins_here and self.clock.pace < QUICK) or self.reader_waits(team)

    def reader_waits(self, team: str) -> bool:
        """Whether somebody whom the reader plays stands in line on the team's board."""
        return bool(set(_IN_LINE.findall(self.board(team))) & self._names_of_readers(team))

    def reader_is_on_board(self, team: str) -> bool:
        """Whether the board names somebody whom the reader plays: out, or in line."""
        return any(name in self.board(team) for name in self._names_of_readers(team))

    def _names_of_readers(self, team: str) -> set[str]:
        return {one.member.name for one in self.readers if one.member.team == team}

    def board(self, team: str) -> str:
        channel = self.slack.workspace.channels[f"C0{team}"]
        return next((one.words for one in channel.messages.values() if one.ephemeral_to is None), "")

    async def bot_looks(self) -> None:
        """The bot does at once what it would do within a second or two: for a clock that jumps."""
        if self.house.follower:
            await self.house.follower.catch_up()
        for job in self.house.runner.schedule:
            if isinstance(job, Every):
                await self.house.runner.run(job)
        for _ in range(ROUNDS):
            await self.house.speaker.speak()
            await self.house.speaker.caught_up()
            with self.house.database.reading() as session:
                if not unsaid.backlog(session).pending:
                    return


class Actor:
    """One of the cast, with eyes and hands: they see their own screen and press what is there."""

    def __init__(self, stage: Stage, member: Member) -> None:
        self.member = member
        self.is_busy = False
        self._stage = stage
        self._person = stage.slack.person(member.slack_id)
        self._began = 0
        self._answer: Message | None = None

    @property
    def is_the_readers(self) -> bool:
        return self in self._stage.readers

    @property
    def shift(self) -> Shift | None:
        return self.member.on_shift(self._stage.opens_at, self._stage.clock.now())

    @property
    def is_protected(self) -> bool:
        """Whether this is the first or the last half hour of the shift (FR-04)."""
        window = self._stage.house.site.handbook.breaks.protected
        return self.shift is not None and protected_until(self.shift, window, self._stage.clock.now()) is not None

    def says(self, key: str) -> str:
        """A sentence in their language."""
        return self._stage.house.words.say(self.member.language, key)

    def word(self, key: str) -> str:
        """Of the words that may be typed for a thing, the first in their language."""
        return self.says(key).split(",")[0]

    def begins(self) -> None:
        """Something new: what stood on the screen before is history."""
        self._began, self._answer = self._stage.slack.workspace.next_number(), None

    async def types(self, command: str, text: str = "") -> None:
        """Types a command in the team's channel."""
        if self.is_the_readers:
            return
        self._stage.acts += 1
        answer = await self._person.command(command, text, f"C0{self.member.team}")
        self._answer = next(iter(answer.ephemeral), None)

    def sees(self, action: str) -> Message | None:
        """The newest message with this button, of those that came or changed since it all began."""
        shown = [*self._person.dm()[-RECENT:], *([self._answer] if self._answer else [])]
        fresh = [one for one in shown if one.sequence > self._began and not one.is_deleted and _has(one, action)]
        return max(fresh, key=lambda one: one.sequence, default=None)

    def was_told(self, action: str) -> bool:
        """Whether the answer to what they typed last has this button."""
        return self._answer is not None and _has(self._answer, action)

    async def presses(self, action: str) -> bool:
        """Whether there was such a button to press; by now it may be gone, or the reader may play this person."""
        message = self.sees(action)
        if message is None or self.is_the_readers:
            return False
        self._stage.acts += 1
        before = message.sequence
        try:
            await self._person.press(message, action)
            await self._stage.slack.until(lambda: message.sequence > before or message.is_deleted)
        except (LookupError, TimeoutError):
            return False
        return True

    async def applies(self, reason: str, minutes: int) -> bool:
        """The special application: opens the form, fills it in, sends and closes it; whether it was taken."""
        message = self.sees("breaks.apply")
        if message is None or self.is_the_readers:
            return False
        self._stage.acts += 1
        try:
            form = await (await self._person.press(message, "breaks.apply")).opened()
            sent = await self._person.submit(form, {"reason": reason, "minutes": str(minutes)})
            await self._person.close(self._person.views[-1], everything=True)
        except (LookupError, TimeoutError):
            return False
        return not sent.errors and sent.error is None

    def age(self, message: Message) -> timedelta:
        """How long a message has been there."""
        return timedelta(seconds=self._stage.clock.now().timestamp() - float(message.ts))


def _has(message: Message, action: str) -> bool:
    return any(placed.action_id == action for placed in blocks.interactive(message.blocks))
