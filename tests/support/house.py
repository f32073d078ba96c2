"""A whole house on loopback: the playground, the bot, a clock in the test's hand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from pydantic import SecretStr

from bot.app import House
from bot.manifest import manifest
from bot.settings import Settings
from handlers import ROUTES
from playground.person import Person
from playground.server import Playground
from rules import handbook
from rules.handbook import Site
from support import cast
from support.cast import Member
from support.clock import HandClock
from views.words import Words

WORDS = Words()
SITE = Site(handbook.read(handbook.DEFAULT_FILE.read_text(encoding="utf-8")), cast.ZONE, "zh-CN")


@dataclass
class Scene:
    """What a conversation needs: the workspace, the bot behind it, and the clock."""

    slack: Playground
    house: House
    clock: HandClock

    def person(self, member: Member | str) -> Person:
        return self.slack.person(member if isinstance(member, str) else member.slack_id)

    async def sweep(self) -> None:
        """Let the clock ask everything now, and everything that follows be said."""
        for job in self.house.runner.schedule:
            await self.house.runner.run(job)


def settings(slack: Playground, database_url: str, mode: str = "socket") -> Settings:
    app = slack.seed.app
    return Settings(
        slack_bot_token=SecretStr(app.bot_token),
        slack_app_token=SecretStr(app.app_token),
        slack_signing_secret=SecretStr(app.signing_secret),
        slack_mode="http" if mode == "http" else "socket",
        slack_api_url=slack.api_url,
        http_host="127.0.0.1",
        http_port=0,
        database_url=database_url,
        handbook_file=None,
    )


@asynccontextmanager
async def scene(database_url: str, clock: HandClock, mode: str = "socket", site: Site = SITE) -> AsyncIterator[Scene]:
    """The house, open, with the cast on the roster; the database at the URL is upgraded and empty."""
    async with Playground(cast.seed(manifest(ROUTES, WORDS))) as slack:
        house = House(settings(slack, database_url, mode), site, WORDS, clock)
        with house.database.changing() as session:
            cast.settle(session)
        await house.start()
        try:
            if mode == "http":
                slack.reach_app_at(f"http://127.0.0.1:{house.port}/slack/events")
            else:
                await slack.connected(1)
            yield Scene(slack, house, clock)
        finally:
            await house.stop()
