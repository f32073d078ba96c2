"""What keeps this installation from working? Everything is asked, and every problem named at once."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
from pydantic import SecretStr
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import SQLAlchemyError

from bot import errors
from bot.clock import Clock
from bot.manifest import SCOPES
from bot.settings import Settings
from rules.handbook import Site
from storage import schema
from storage.database import open_database
from storage.gaps import Gaps, gaps
from storage.people import Team
from views.words import Reader

SLACK_WITHIN_S = 10
RATE_LIMITED_TRIES = 3
CLOCK_MAY_DIFFER = timedelta(seconds=60)  # Slack's signatures stop at five minutes
SHIFTS_AHEAD = timedelta(days=7)
NAMED = 3

_NOT_REACHED = (aiohttp.ClientError, SlackClientError, OSError, TimeoutError, UnicodeError)


async def problems(settings: Settings, site: Site, t: Reader, clock: Clock) -> list[str]:
    """Every problem as a sentence that says what to do; none when everything is in order. Nothing is changed."""
    remembered = await asyncio.to_thread(_remembered, settings.database_url, t, clock.now())
    roster = remembered.roster
    slack = _Slack(settings, t, clock.now, roster.teams if roster else [], roster.somebody if roster else None)
    await slack.look(t.plain("check-language", language=site.language))
    return [*remembered.problems, *slack.problems]


@dataclass(frozen=True)
class _Remembered:
    """What the database said; the roster is None where it could not be read."""

    problems: list[str]
    roster: Gaps | None = None


def _remembered(url: str, t: Reader, now: datetime) -> _Remembered:
    try:
        database = open_database(url)
        try:
            if not schema.is_upgraded(database):
                return _Remembered([t.plain("check-not-upgraded")])
            with database.reading() as session:
                roster = gaps(session, now, now + SHIFTS_AHEAD)
        finally:
            database.close()
    except (SQLAlchemyError, OSError) as error:
        return _Remembered([t.plain("check-database", why=str(error.__cause__ or error).splitlines()[0])])
    return _Remembered(_missing(roster, t), roster)


def _missing(roster: Gaps, t: Reader) -> list[str]:
    found = [t.plain("check-no-teams")] if not roster.teams else []
    if not roster.people:
        return [*found, t.plain("check-no-people")]
    for key, names in (("check-no-slack-id", roster.no_slack_id), ("check-no-shift", roster.no_shift)):
        if names:
            found.append(t.plain(key, count=len(names), names=", ".join(names[:NAMED])))
    found += [t.plain("check-no-channel", team=team.team) for team in roster.teams if not team.channel_id]
    key = "check-no-leader" if roster.floor_is_led else "check-nobody-leads"
    return found + [t.plain(key, team=team.team) for team in roster.leaderless]


@dataclass
class _Slack:
    """Slack, as far as the bot's own calls need it; what it refuses becomes a problem."""

    settings: Settings
    t: Reader
    now: Callable[[], datetime]
    teams: Sequence[Team]
    somebody: str | None
    problems: list[str] = field(default_factory=list)

    async def look(self, language: str) -> None:
        """Once Slack cannot be reached, asking on would only repeat that."""
        try:
            bot_is_known = await self._bot()
            await self._app()
            if bot_is_known:
                await self._channels()
                await self._locale(language)
        except SlackApiError as error:
            self._say("check-slack", url=self.settings.slack_api_url, why=_why(error))
        except _NOT_REACHED as error:
            self._say("check-slack", url=self.settings.slack_api_url, why=str(error) or type(error).__name__)

    async def _bot(self) -> bool:
        """The bot token, its scopes, and what time it is at Slack."""
        try:
            answer = await self._client(self.settings.slack_bot_token).auth_test()
        except SlackApiError as error:
            if errors.word_of(error) is None:
                raise
            self._time(error.response.headers)
            self._say("check-token", why=_why(error))
            return False
        except AttributeError:  # the SDK trips over a 200 in plain text; whatever answers there, it is not Slack
            raise SlackClientError("text/plain") from None
        self._time(answer.headers)
        given = _header(answer.headers, "x-oauth-scopes")
        missing = set(SCOPES) - {scope.strip() for scope in given.split(",")} if given else set()
        for scope in sorted(missing):
            self._say("check-scope", scope=scope)
        return True

    async def _app(self) -> None:
        if self.settings.slack_mode != "socket" or self.settings.slack_app_token is None:
            return
        client = self._client(self.settings.slack_app_token)
        try:
            await client.apps_connections_open(app_token=client.token or "")
        except SlackApiError as error:
            self._say("check-app-token", why=_why(error))

    async def _channels(self) -> None:
        client = self._client(self.settings.slack_bot_token)
        for team in self.teams:
            if team.channel_id and (why := await _unusable(client, team.channel_id)):
                self._say("check-channel", team=team.team, channel=team.channel_id, why=why)

    async def _locale(self, language: str) -> None:
        """Somebody on the roster is asked about; a roster without Slack ids has been named already."""
        if self.somebody is None:
            return
        client = self._client(self.settings.slack_bot_token)
        try:
            answer = await client.users_info(user=self.somebody, include_locale=True)
        except SlackApiError as error:
            if _why(error) == "user_not_found":
                self._say("check-unknown-user", user=self.somebody)
                return
            answer = {}
        if not (answer.get("user") or {}).get("locale"):
            self._say("check-locale", language=language)

    def _time(self, headers: Mapping[str, object]) -> None:
        told = _header(headers, "date")
        try:
            theirs = parsedate_to_datetime(told).astimezone(UTC)
        except ValueError:
            return
        apart = abs(self.now() - theirs)
        if apart > CLOCK_MAY_DIFFER:
            self._say("check-clock", seconds=round(apart.total_seconds()))

    def _client(self, token: SecretStr) -> AsyncWebClient:
        # Asking again is harmless here, and a site with many teams has more channels than Slack likes to be asked for.
        return AsyncWebClient(
            token=token.get_secret_value(),
            base_url=self.settings.slack_api_url,
            timeout=SLACK_WITHIN_S,
            retry_handlers=[AsyncRateLimitErrorRetryHandler(RATE_LIMITED_TRIES)],
        )

    def _say(self, key: str, **facts: object) -> None:
        self.problems.append(self.t.plain(key, **facts))


async def _unusable(client: AsyncWebClient, channel_id: str) -> str | None:
    """Why the board cannot stand there; the bot must be in the channel to look back at what it said."""
    try:
        channel = (await client.conversations_info(channel=channel_id)).get("channel") or {}
    except SlackApiError as error:
        return _why(error)
    if channel.get("is_archived"):
        return "is_archived"
    return "not_in_channel" if channel.get("is_member") is False else None


def _why(error: SlackApiError) -> str:
    """Slack's own word for it, else the status: the whole answer may hold more than anybody should read."""
    return errors.word_of(error) or f"HTTP {errors.status_of(error)}"


def _header(headers: Mapping[str, object], name: str) -> str:
    found = next((value for key, value in headers.items() if key.lower() == name), "")
    return ",".join(found) if isinstance(found, list) else str(found)
