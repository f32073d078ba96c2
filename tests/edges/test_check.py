"""Does `shiftlead check` name every problem at once, and nothing that is none?"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from pydantic import SecretStr
from support import cast, databases
from support.clock import HandClock
from support.files import ROSTER, TEAMS, bring, file
from support.house import SITE, WORDS, settings
from support.shell import Shell

from bot import check
from bot.clock import Clock
from bot.manifest import manifest
from bot.settings import Settings
from handlers import ROUTES
from playground.server import Playground
from storage.database import open_database
from views.words import LANGUAGES

NOW = Clock().now()
WHERE = "http://127.0.0.1"


def filled(folder: Path, now: datetime = NOW) -> str:
    """A database with the cast, whose shifts are today's."""
    url = databases.sqlite_url(folder)
    database = databases.upgraded(url)
    with database.changing() as session:
        cast.settle(session, (now, now + timedelta(hours=9)))
    database.close()
    return url


async def found(given: Settings, language: str = "en", clock: Clock | None = None) -> list[str]:
    return await check.problems(given, SITE, WORDS.reader(language, cast.ZONE, NOW), clock or Clock())


@asynccontextmanager
async def answering(text: str, kind: str, status: int = 200) -> AsyncIterator[str]:
    """Something that answers like no Slack."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(text=text, content_type=kind, status=status)

    application = web.Application()
    application.router.add_route("*", "/{anything:.*}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"{WHERE}:{runner.addresses[0][1]}/api/"
    await runner.cleanup()


@pytest.fixture
async def slack() -> AsyncIterator[Playground]:
    async with Playground(cast.seed(manifest(ROUTES, WORDS))) as slack:
        yield slack


async def test_a_floor_in_order_has_no_problems(slack: Playground, tmp_path: Path) -> None:
    assert await found(settings(slack, filled(tmp_path))) == []
    assert await found(settings(slack, filled(tmp_path), mode="http")) == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_everything_that_is_wrong_is_named_at_once(tmp_path: Path, language: str) -> None:
    told = manifest(ROUTES, WORDS)
    told["oauth_config"] = {"scopes": {"bot": ["chat:write", "channels:read", "users:read"]}}
    seed = cast.seed(told)
    quiet = replace(seed.channels[0], members=())
    url = filled(tmp_path)
    database = open_database(url)
    bring(database, file(TEAMS, "A1,A1,C0A1,", "B1,B1,C0GONE,", "C1,,,"))
    bring(database, file(ROSTER, "4001,Silent,,C1,agent,,,"))
    database.close()
    async with Playground(replace(seed, channels=(quiet, *seed.channels[1:]))) as slack:
        given = settings(slack, url).model_copy(update={"slack_app_token": SecretStr("xapp-wrong")})
        said = await found(given, language, HandClock(Clock().now() - timedelta(minutes=10)))
    named = ("files:write", "im:write", "C0A1", "not_in_channel", "C0GONE", "channel_not_found", "C1", "Silent")
    for word in (*named, "invalid_auth", r"\b(599|600|601) "):
        assert any(re.search(word, one) for one in said), f"{word} is not named in {said}"
    assert len(said) == len(set(said))
    assert "xapp-wrong" not in "".join(said)


async def test_a_refused_token_is_the_end_of_what_it_could_tell(slack: Playground, tmp_path: Path) -> None:
    given = settings(slack, filled(tmp_path)).model_copy(update={"slack_bot_token": SecretStr("xoxb-wrong")})
    (said,) = await found(given)
    assert "Slack refuses the bot token: invalid_auth" in said


async def test_an_archived_channel_is_no_place_for_a_board(tmp_path: Path) -> None:
    seed = cast.seed(manifest(ROUTES, WORDS))
    channels = tuple(replace(one, is_archived=one.id == "C0B1") for one in seed.channels)
    async with Playground(replace(seed, channels=channels)) as slack:
        (said,) = await found(settings(slack, filled(tmp_path)))
    assert "C0B1" in said
    assert "is_archived" in said


async def test_an_id_that_slack_does_not_know_is_named(slack: Playground, tmp_path: Path) -> None:
    url = filled(tmp_path)
    database = open_database(url)
    bring(database, file(ROSTER, "0001,First,U0ELSEWHERE,,site_manager,,,"))
    database.close()
    (said,) = await found(settings(slack, url))
    assert "U0ELSEWHERE" in said


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("404: Not Found", "text/plain", 404),
        ("ok", "text/plain", 200),
        ("<html>proxy</html>", "text/html", 200),
        ("{broken", "application/json", 200),
        ("", "application/json", 503),
    ],
)
async def test_what_is_no_slack_is_a_sentence(tmp_path: Path, text: str, kind: str, status: int) -> None:
    async with Playground(cast.seed()) as slack, answering(text, kind, status) as url:
        given = settings(slack, filled(tmp_path)).model_copy(update={"slack_api_url": url})
        (said,) = await found(given)
    assert f"Slack does not answer at {url}" in said


async def test_a_slack_out_of_reach_is_said_once(slack: Playground, tmp_path: Path) -> None:
    given = settings(slack, filled(tmp_path)).model_copy(update={"slack_api_url": f"{WHERE}:9/api/"})
    (said,) = await found(given)
    assert "Slack does not answer" in said


async def test_a_server_without_locales_is_named_with_what_happens_instead(tmp_path: Path) -> None:
    known = '{"ok": true, "user_id": "U1", "url": "ws://x", "channel": {"id": "C1"}, "user": {"id": "U1"}}'
    async with Playground(cast.seed()) as slack, answering(known, "application/json") as url:
        given = settings(slack, filled(tmp_path)).model_copy(update={"slack_api_url": url})
        (said,) = await found(given)
    assert "Chinese is used" in said


async def test_an_empty_house_is_told_what_to_do_first(slack: Playground, tmp_path: Path) -> None:
    url = databases.sqlite_url(tmp_path)
    (said,) = await found(settings(slack, url))
    assert "shiftlead db upgrade" in said
    databases.upgraded(url).close()
    said = await found(settings(slack, url))
    assert [one for one in said if "import teams" in one]
    assert [one for one in said if "import roster" in one]
    assert len(said) == 2


async def test_the_command_line_says_it_all_and_ends_with_two(slack: Playground, tmp_path: Path) -> None:
    app = slack.seed.app
    shell = Shell(
        tmp_path,
        {
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": app.bot_token,
            "SLACK_APP_TOKEN": "xapp-wrong",
            "DATABASE_URL": filled(tmp_path),
            "SITE_LANGUAGE": "en",
        },
    )
    (said,) = (await shell("check")).refused()
    assert "app token" in said
    assert app.bot_token not in said
    good = await shell("check", SLACK_APP_TOKEN=app.app_token, lang="zh_CN.UTF-8")
    assert good.done() == "一切正常。\n"
