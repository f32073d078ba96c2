"""How does a newcomer try everything on one machine? A small local Slack, a small floor, and the bot as it is."""

import tempfile
import webbrowser
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.app import House, quiet_logs
from bot.clock import Clock
from bot.manifest import manifest
from bot.running import stop_signal
from bot.settings import Settings, site
from feeds import importing
from handlers import ROUTES
from playground.seed import Seed, SeedApp, SeedChannel, SeedUser
from playground.server import Playground
from storage import schema
from views.words import Reader, Words

ZONE = "Asia/Shanghai"
BOT = "U0SHIFTLEAD"

# The people of the demo: number, name, Slack id, team, roles, language, title, hours since their shift began.
CAST = (
    ("1001", "Mei 梅", "U0MEI", "A1", "agent", "zh-CN", "坐席 · A1", 3),
    ("1002", "Arun", "U0ARUN", "A1", "agent", "en", "Agent · A1", 3),
    ("1003", "Jie 杰", "U0JIE", "A1", "agent", "zh-CN", "坐席 · A1（刚上班）", 0),
    ("1004", "Lin 林", "U0LIN", "A1", "team_leader", "zh-CN", "班长 · A1", 3),
    ("2001", "Olga", "U0OLGA", "B1", "agent", "en", "Agent · B1", 3),
    ("2002", "Hao 浩", "U0HAO", "B1", "team_leader", "zh-CN", "班长 · B1", 3),
    ("3001", "Zhao 赵", "U0ZHAO", "", "site_manager", "zh-CN", "现场负责人", 3),
)
TEAMS = (("A1", "A1 组", "C0A1", "zh-CN"), ("B1", "Team B1", "C0B1", "en"))
JUST_STARTED = timedelta(minutes=8)
SHIFT = timedelta(hours=9)


async def show(port: int, browser: bool, words: Words, t: Reader, ready: Callable[[str], None]) -> None:
    """Run the playground and the bot until Ctrl-C; nothing is kept."""
    quiet_logs()
    stop = stop_signal()
    clock = Clock()
    with tempfile.TemporaryDirectory(prefix="shiftlead-demo-") as folder:
        async with Playground(seed(words, t), port, page=True) as slack:
            settings = settings_for(slack, f"sqlite:///{folder}/demo.db")
            house = House(settings, site(t, settings), words, clock)
            settle(house, clock.now())
            await house.start()
            try:
                await slack.connected(1)
                url = f"{slack.url}/?as=U0MEI,U0LIN"
                ready(url)
                if browser:
                    webbrowser.open(url)
                await stop.wait()
            finally:
                await house.stop()


def settings_for(slack: Playground, database_url: str) -> Settings:
    """What the bot needs to know of a playground; nothing of the environment matters."""
    app = slack.seed.app
    return Settings(
        slack_bot_token=SecretStr(app.bot_token),
        slack_app_token=SecretStr(app.app_token),
        slack_signing_secret=SecretStr(app.signing_secret),
        slack_mode="socket",
        slack_api_url=slack.api_url,
        http_host="127.0.0.1",
        http_port=0,
        database_url=database_url,
        site_timezone=ZONE,
        site_language="zh-CN",
        handbook_file=None,
    )


def seed(words: Words, t: Reader) -> Seed:
    """The workspace: everybody in their team's channel, leaders in all of them."""
    users = tuple(
        SeedUser(slack_id, name.split()[0].lower(), name, title, language if language != "en" else "en-GB", ZONE)
        for _, name, slack_id, _, _, language, title, _ in CAST
    )
    channels = tuple(
        SeedChannel(channel, name, (*(one[2] for one in CAST if one[3] in (team, "")), BOT))
        for team, name, channel, _ in TEAMS
    )
    app = SeedApp(name="Shiftlead", bot_user_id=BOT)
    return Seed(app=app, users=users, channels=channels, manifest=manifest(ROUTES, words))


def settle(house: House, now: datetime) -> None:
    """Bring the demo's teams, people and shifts in the way any site does: as CSV files."""
    schema.upgrade(house.database)
    teams = [
        ("team", "name", "channel_id", "language"),
        *((team, name, channel, lang) for team, name, channel, lang in TEAMS),
    ]
    roster = [("employee_no", "name", "slack_user_id", "team", "roles", "language", "hired_on", "left_on")]
    shifts = [("employee_no", "starts_at", "ends_at", "kind")]
    for number, name, slack_id, team, roles, language, _, hours in CAST:
        starts_at = now - (timedelta(hours=hours) or JUST_STARTED)
        roster.append((number, name, slack_id, team, roles, language, "", ""))
        shifts.append((number, starts_at.isoformat(), (starts_at + SHIFT).isoformat(), "day"))
    with house.database.changing() as session:
        importing.teams(session, _csv(teams), now, _quietly)
        importing.people(session, _csv(roster), house.site.zone, _quietly)
        importing.shifts(session, _csv(shifts), house.site.zone, _quietly)


async def playground_alone(
    port: int, file: Path | None, headless: bool, words: Words, t: Reader, say: Callable[[str], None]
) -> None:
    """The small Slack for whoever wants to connect a bot of their own."""
    stop = stop_signal()
    async with Playground(Seed.from_file(file) if file else seed(words, t), port, page=not headless) as slack:
        app = slack.seed.app
        say(t.plain("cli-playground-ready", url=slack.url))
        tokens = {"bot": app.bot_token, "app": app.app_token, "secret": app.signing_secret}
        say(t.plain("cli-playground-tokens", api=slack.api_url, **tokens))
        await stop.wait()


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    return "\n".join(",".join(row) for row in rows).encode()


def _quietly(_rows: int) -> None:
    return
