"""How do the demo's people come to their desks: in the small Slack, and on the roster?"""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.app import House
from bot.demo.people import (
    DAYS_BEFORE,
    JUST_BEGAN,
    MANAGEMENT,
    ONE_DAY,
    TEAMS,
    YET_TO_COME,
    ZONE,
    Member,
    cast,
    teams,
)
from bot.manifest import manifest
from bot.settings import Settings, site
from feeds import digests_targets, importing
from handlers import ROUTES
from playground.seed import Seed, SeedApp, SeedChannel, SeedUser
from playground.server import Playground
from rules.handbook import Site
from storage import schema
from views.words import Reader, Words

BOT = "U0SHIFTLEAD"
LEADING = ("team_leader", "shift_leader", "site_manager")
DIGEST_AFTER = timedelta(minutes=2)
DAY_S = 86_400
TARGETS = {
    "service_level_sl3": 80,
    "average_ring_time": 6,
    "login_rate": 96,
    "not_ready_rate": 15,
    "utilisation": 50,
}


def settings_for(slack: Playground, folder: Path, language: str) -> Settings:
    """What the bot needs to know of a playground; nothing of the environment matters. The folder gets a queue log."""
    app = slack.seed.app
    queue_log = folder / "queue_log"
    queue_log.touch()
    return Settings(
        slack_bot_token=SecretStr(app.bot_token),
        slack_app_token=SecretStr(app.app_token),
        slack_signing_secret=SecretStr(app.signing_secret),
        slack_mode="socket",
        slack_api_url=slack.api_url,
        http_host="127.0.0.1",
        http_port=0,
        database_url=f"sqlite:///{folder}/demo.db",
        site_timezone=ZONE,
        site_language=language,
        handbook_file=None,
        queue_log_file=queue_log,
        management_channel=MANAGEMENT,
    )


def site_of(t: Reader, settings: Settings, opens_at: datetime) -> Site:
    """The shipped handbook, but the digest of the day before is told while a newcomer looks on.

    A surge begins when somebody calls it with /surge: the floor's own days would make some at random.
    """
    usual = site(t, settings)
    told_at = (opens_at + DIGEST_AFTER).astimezone(usual.zone)
    digests = replace(usual.handbook.digests, daily_at=told_at.time(), weekly_on=(told_at.weekday() + 1) % 7)
    calm = replace(
        usual.handbook.surges.impact, warn_below=0, critical_below=0, oldest_warn_s=DAY_S, oldest_critical_s=DAY_S
    )
    surges = replace(usual.handbook.surges, impact=calm)
    return replace(usual, handbook=replace(usual.handbook, digests=digests, surges=surges))


def seed(words: Words, t: Reader, opens_at: datetime) -> Seed:
    """The workspace: everybody in their team's channel, those without a team in all of them."""
    members = cast(t.language)
    channels = tuple(
        SeedChannel(
            one.channel,
            f"team-{one.team.lower()}",
            (*(member.slack_id for member in members if member.team in (one.team, "")), BOT),
            topic=words.say(one.language, "demo-topic"),
        )
        for one in teams(t.language)
    )
    leading = (member.slack_id for member in members if member.role in LEADING)
    managers = SeedChannel(
        MANAGEMENT, "management", (*leading, BOT), topic=words.say(t.language, "demo-topic-management")
    )
    users = tuple(_user(words, t, one, opens_at) for one in members)
    app = SeedApp(name="Shiftlead", bot_user_id=BOT)
    return Seed(app=app, users=users, channels=(*channels, managers), manifest=manifest(ROUTES, words))


def _user(words: Words, t: Reader, one: Member, opens_at: datetime) -> SeedUser:
    title = " · ".join(filter(None, (words.say(one.language, f"demo-title-{one.role}"), one.team)))
    return SeedUser(
        one.slack_id,
        one.slack_id[2:].lower(),
        one.name,
        title,
        "en-GB" if one.language == "en" else one.language,
        ZONE,
        hint=_hint(words, one, opens_at),
        group=words.say(t.language, f"demo-team-{one.team.lower() or 'all'}"),
    )


def _hint(words: Words, one: Member, opens_at: datetime) -> str:
    """What to try first as this person; where it depends on their shift it says the time, for the day goes on."""
    read = words.reader(one.language, ZoneInfo(ZONE), opens_at)
    begins = opens_at - one.began
    if one.role != "agent":
        return read.plain("demo-hint-guest" if one.role in ("qa", "safety_officer") else "demo-hint-leader")
    if one.began == JUST_BEGAN:
        return read.plain("demo-hint-new", begins=begins)
    return read.plain("demo-hint-coming", begins=begins) if one.began == YET_TO_COME else read.plain("demo-hint-agent")


def settle(house: House, words: Words, t: Reader, opens_at: datetime) -> None:
    """Bring the demo's teams, people, shifts and targets in the way any site does: as CSV files."""
    schema.upgrade(house.database)
    places = [("team", "name", "channel_id", "language")]
    roster = [("employee_no", "name", "slack_user_id", "team", "roles", "language", "hired_on", "left_on")]
    shifts = [("employee_no", "starts_at", "ends_at", "kind")]
    for one in teams(t.language):
        # Its own words where they are the terminal's too, so that no heading mixes two languages.
        name = words.say(t.language, f"demo-team-{one.team.lower()}") if one.language == t.language else one.team
        places.append((one.team, name, one.channel, one.language))
    for one in cast(t.language):
        roster.append((one.number, one.name, one.slack_id, one.team, one.role, one.language, "", ""))
        moments = [
            (shift.starts_at.isoformat(), shift.ends_at.isoformat(), shift.kind) for shift in one.shifts(opens_at)
        ]
        shifts += [(one.number, *moment) for moment in moments]
    targets = _targets(opens_at)
    with house.database.changing() as session:
        importing.teams(session, _csv(places), opens_at, _quietly)
        importing.people(session, _csv(roster), house.site.zone, _quietly)
        importing.shifts(session, _csv(shifts), house.site.zone, _quietly)
        digests_targets.bring_in(session, _csv(targets), house.site.zone, opens_at, _quietly)


def _targets(opens_at: datetime) -> list[tuple[str, ...]]:
    """The same for the centre and for every team, in force before the first call."""
    since = (opens_at - (DAYS_BEFORE + 1) * ONE_DAY).isoformat()
    abouts = ("centre", *(f"team:{team}" for team in TEAMS))
    rows = [(key, about, since, str(value)) for key, value in TARGETS.items() for about in abouts]
    return [digests_targets.COLUMNS, *rows]


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    return "\n".join(",".join(row) for row in rows).encode()


def _quietly(_rows: int) -> None:
    return
