"""How does a newcomer try everything on one machine? A small local Slack, a small floor, and the bot as it is."""

import logging
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from pydantic import SecretStr

from bot.app import House, quiet_logs
from bot.clock import Clock
from bot.manifest import manifest
from bot.running import stop_signal
from bot.settings import Settings, site
from feeds import importing
from handlers import ROUTES
from playground.seed import Manifest, Seed, SeedApp, SeedChannel, SeedUser
from playground.server import Playground
from storage import schema
from views.words import Reader, Words

ZONE = "Asia/Shanghai"
BOT = "U0SHIFTLEAD"
SHOWN = "U0MEI,U0ARUN,U0LIN"
SHIFT = timedelta(hours=9)
LONG_SINCE, JUST_NOW = timedelta(hours=3), timedelta(minutes=8)


@dataclass(frozen=True)
class Member:
    """Somebody of the demo's small floor; `title` and `hint` name sentences, `began` says how long their shift runs."""

    number: str
    slack_id: str
    name: str
    team: str
    role: str
    language: str
    title: str = "demo-title-agent"
    hint: str = "demo-hint-agent"
    began: timedelta = LONG_SINCE


def cast(language: str) -> tuple[Member, ...]:
    """Two teams and a site manager. The first team's leader reads the language of whoever started the demo."""
    lead = ("demo-title-leader", "demo-hint-leader")
    lin = "林静" if language == "zh-CN" else "Lin"
    return (
        Member("1001", "U0MEI", "梅婷", "A1", "agent", "zh-CN"),
        Member("1002", "U0ARUN", "Arun", "A1", "agent", "en"),
        Member("1003", "U0JIE", "李杰", "A1", "agent", "zh-CN", hint="demo-hint-new", began=JUST_NOW),
        Member("1004", "U0LIN", lin, "A1", "team_leader", language, *lead),
        Member("2001", "U0OLGA", "Olga", "B1", "agent", "en"),
        Member("2002", "U0SAM", "Sam", "B1", "agent", "en", hint="demo-hint-new", began=JUST_NOW),
        Member("2003", "U0HAO", "王浩", "B1", "team_leader", "zh-CN", *lead),
        Member("3001", "U0ZHAO", "赵磊", "", "site_manager", "zh-CN", "demo-title-manager", "demo-hint-leader"),
    )


def teams(language: str) -> tuple[tuple[str, str, str], ...]:
    """Team, channel, language of the board."""
    return (("A1", "C0A1", language), ("B1", "C0B1", "en"))


async def show(port: int, browser: bool, words: Words, t: Reader, ready: Callable[[str], None]) -> None:
    """Run the playground and the bot until Ctrl-C; nothing is kept."""
    hush()
    stop = stop_signal()
    async with floor(port, words, t, Clock()) as slack:
        url = f"{slack.url}/?as={SHOWN}"
        ready(url)
        if browser:
            webbrowser.open(url)
        await stop.wait()


def hush() -> None:
    """Only what went wrong is logged; a newcomer has one line to read, the address."""
    quiet_logs()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))


@asynccontextmanager
async def floor(port: int, words: Words, t: Reader, clock: Clock) -> AsyncIterator[Playground]:
    """The demo's small floor, at work: the page, the bot, and everybody on shift."""
    with tempfile.TemporaryDirectory(prefix="shiftlead-demo-") as folder:
        async with Playground(seed(words, t), port, page=True, clock=lambda: clock.now().timestamp()) as slack:
            settings = settings_for(slack, f"sqlite:///{folder}/demo.db", t.language)
            house = House(settings, site(t, settings), words, clock)
            settle(house, clock.now(), words, t)
            await house.start()
            try:
                await slack.connected(1)
                yield slack
            finally:
                await house.stop()


def settings_for(slack: Playground, database_url: str, language: str) -> Settings:
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
        site_language=language,
        handbook_file=None,
    )


def seed(words: Words, t: Reader) -> Seed:
    """The workspace: everybody in their team's channel, the site manager in all of them."""
    members = cast(t.language)
    users = tuple(_user(words, one) for one in members)
    channels = tuple(
        SeedChannel(
            channel,
            f"team-{team.lower()}",
            (*(one.slack_id for one in members if one.team in (team, "")), BOT),
            topic=words.say(language, "demo-topic"),
        )
        for team, channel, language in teams(t.language)
    )
    app = SeedApp(name="Shiftlead", bot_user_id=BOT)
    return Seed(app=app, users=users, channels=channels, manifest=manifest(ROUTES, words))


def _user(words: Words, one: Member) -> SeedUser:
    title = " · ".join(filter(None, (words.say(one.language, one.title), one.team)))
    locale = "en-GB" if one.language == "en" else one.language
    hint = words.say(one.language, one.hint)
    return SeedUser(one.slack_id, one.slack_id[2:].lower(), one.name, title, locale, ZONE, hint=hint)


def settle(house: House, now: datetime, words: Words, t: Reader) -> None:
    """Bring the demo's teams, people and shifts in the way any site does: as CSV files."""
    schema.upgrade(house.database)
    places = [("team", "name", "channel_id", "language")]
    roster = [("employee_no", "name", "slack_user_id", "team", "roles", "language", "hired_on", "left_on")]
    shifts = [("employee_no", "starts_at", "ends_at", "kind")]
    for team, channel, language in teams(t.language):
        places.append((team, words.say(language, f"demo-team-{team.lower()}"), channel, language))
    for one in cast(t.language):
        starts_at = now - one.began
        roster.append((one.number, one.name, one.slack_id, one.team, one.role, one.language, "", ""))
        shifts.append((one.number, starts_at.isoformat(), (starts_at + SHIFT).isoformat(), "day"))
    with house.database.changing() as session:
        importing.teams(session, _csv(places), now, _quietly)
        importing.people(session, _csv(roster), house.site.zone, _quietly)
        importing.shifts(session, _csv(shifts), house.site.zone, _quietly)


class BadSeed(Exception):
    """A seed file that cannot be used."""


def seed_from(file: Path) -> Seed:
    """The workspace in a JSON file; raises BadSeed, also where the manifest that it names cannot be read."""
    try:
        found = Seed.from_file(file)
        Manifest.read(found.manifest)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise BadSeed(f"{type(error).__name__}: {error}") from None
    return found


async def playground_alone(port: int, workspace: Seed, headless: bool, t: Reader, say: Callable[[str], None]) -> None:
    """The small Slack for whoever wants to connect a bot of their own."""
    stop = stop_signal()
    async with Playground(workspace, port, page=not headless) as slack:
        app = slack.seed.app
        say(t.plain("cli-playground-ready", url=slack.url))
        tokens = {"bot": app.bot_token, "app": app.app_token, "secret": app.signing_secret}
        say(t.plain("cli-playground-tokens", api=slack.api_url, **tokens))
        await stop.wait()


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    return "\n".join(",".join(row) for row in rows).encode()


def _quietly(_rows: int) -> None:
    return
