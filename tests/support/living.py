"""The demo's floor, living, on an ordinary morning: opened, let live for a while, and read afterwards."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.demo import SCENES, phones, show
from bot.demo.day import Day, Scene
from bot.demo.stage import Stage
from playground.models import Message
from playground.person import Person
from playground.traffic import Record
from storage import audit
from support.cast import MORNING
from support.house import WORDS

# Breaks alone, which make themselves the same on any machine; what the phones tell is counted as time allows.
BREAKS = tuple(scene for scene in SCENES if scene is not phones.calls)


@dataclass(frozen=True)
class Act:
    """Who did what, so many seconds after the opening."""

    at: int
    who: str
    what: str


@dataclass
class Living:
    """The stage and its day, and what a test asks of them."""

    stage: Stage
    day: Day

    async def lives(self, minutes: float) -> None:
        """So much of the day, as fast as it goes."""
        await self.day.rehearse(self.stage.clock.now() + timedelta(minutes=minutes))

    def person(self, name: str) -> Person:
        return self.stage.slack.person(f"U0{name}")

    async def does(self, name: str, text: str) -> str:
        """Somebody whom the reader plays types `/break`; the answer, a few seconds later."""
        person = self.person(name)
        answer = await person.command("/break", text, f"C0{self.team_of(name)}")
        await self.lives(0.1)
        return answer.text

    def team_of(self, name: str) -> str:
        return next(one.member.team for one in self.stage.actors if one.member.slack_id == f"U0{name}")

    def board(self, team: str) -> str:
        return self.stage.board(team)

    def acts(self) -> list[Act]:
        """Everything that anybody did, in the order in which it arrived."""
        return [_act(one, self.stage.opens_at.timestamp()) for one in self.stage.slack.traffic.envelopes()]

    def happened(self) -> list[str]:
        """What the audit record names, such as `breaks.granted`."""
        with self.stage.house.database.reading() as session:
            return list(session.execute(select(audit.audit.c.action).order_by(audit.audit.c.id)).scalars())

    def said(self) -> list[Message]:
        """Every message of the bot's in any channel, whispers aside."""
        channels = self.stage.slack.workspace.channels.values()
        return [one for channel in channels for one in channel.messages.values() if one.metadata]


def _act(record: Record, opened: float) -> Act:
    sent = record.sent
    who = sent.get("user_id") or sent["user"]["id"]
    pressed = [one["action_id"] for one in sent.get("actions", ())]
    what = " ".join([record.name, *pressed, sent.get("text", "")]).strip()
    return Act(round(record.at + record.took - opened), who, what)


@asynccontextmanager
async def living(language: str = "en", seed: int = 1, scenes: Sequence[Scene] = BREAKS) -> AsyncIterator[Living]:
    """Just opened; the clock stands."""
    t = WORDS.reader(language, ZoneInfo("UTC"), MORNING)
    async with show.living(0, seed, WORDS, t, MORNING, scenes) as (stage, day):
        yield Living(stage, day)
