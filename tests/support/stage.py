"""A speaker and a small Slack with its faults: what the tests of the speaker play on."""

from collections.abc import Callable
from dataclasses import dataclass, field

from slack_sdk.web.async_client import AsyncWebClient

from bot.speaker import Drawn, Speaker
from playground.server import Playground
from storage import outbox, unsaid
from storage.database import Database
from storage.unsaid import Backlog
from support.clock import HandClock
from views.parts import line, message


@dataclass
class Stage:
    """What a speaker needs; `words` is what each slot says, and may be changed."""

    slack: Playground
    database: Database
    clock: HandClock
    words: dict[str, Drawn] = field(default_factory=dict)
    draw: Callable[[str, str], Drawn] | None = None

    def speaker(self, database: Database | None = None, api_url: str = "") -> Speaker:
        token, url = self.slack.seed.app.bot_token, api_url or self.slack.api_url
        client = AsyncWebClient(token, url, timeout=2, retry_handlers=[])
        draw = self.draw or self._drawn
        return Speaker(database or self.database, client, draw, self.clock, lambda slot: slot.startswith("long"))

    def _drawn(self, slot: str, _conversation: str) -> Drawn:
        return self.words[slot] if slot in self.words else message(line(slot))

    def promise(self, slot: str, conversation: str = "C0A1", urgent: bool = False, follow: str = "") -> None:
        with self.database.changing() as session:
            topics = [follow] if follow else []
            outbox.say(session, slot, conversation, self.clock.now(), urgent=urgent, follow=topics)

    def change(self, *topics: str) -> None:
        with self.database.changing() as session:
            outbox.changed(session, *topics)

    def backlog(self) -> Backlog:
        with self.database.reading() as session:
            return unsaid.backlog(session)

    @property
    def called(self) -> list[str]:
        """The calls that reached Slack, or were struck on their way, in their order."""
        return [call.name for call in self.slack.traffic.calls() if call.error != "answer_lost"]

    def said(self, channel: str = "C0A1") -> list[str]:
        """What can be read in a channel, or in somebody's direct messages."""
        found = self.slack.workspace.dm(channel) if channel.startswith("U") else self.slack.workspace.channel(channel)
        assert found is not None
        return [m.words for m in found.messages.values() if not m.is_deleted]


async def turns(speaker: Speaker, clock: HandClock, count: int = 1, seconds: float = 1.1) -> None:
    """So many looks at the outbox, each with its time."""
    for _ in range(count):
        await speaker.speak()
        await speaker.drained()
        clock.forward(seconds=seconds)
