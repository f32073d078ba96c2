"""Where do the settings come from, what is refused, and do the secrets stay secret?"""

import logging
import os
from pathlib import Path

import pytest
from support import cast, databases
from support.cast import MEI, MORNING
from support.clock import HandClock
from support.house import WORDS, scene

from bot import settings
from bot.settings import BadSettings, Settings
from views.words import LANGUAGES

BOT, APP, SIGNING = "xoxb-not-to-be-seen", "xapp-not-to-be-seen", "signing-not-to-be-seen"
ENGLISH = WORDS.reader("en", cast.ZONE, MORNING)


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with no `.env`, and an environment without our names in it."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return tmp_path


def write(folder: Path, text: str, encoding: str = "utf-8") -> None:
    (folder / ".env").write_text(text, encoding=encoding)


def problems(language: str = "en") -> list[str]:
    with pytest.raises(BadSettings) as bad:
        settings.load(WORDS.reader(language, cast.ZONE, MORNING))
    return bad.value.problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_the_file_is_read_and_not_copied_into_the_environment(nowhere: Path, encoding: str) -> None:
    write(nowhere, f"SLACK_BOT_TOKEN={BOT}\nSLACK_APP_TOKEN={APP}\nSITE_TIMEZONE=Asia/Kolkata\n", encoding)
    before = dict(os.environ)
    read = settings.load(ENGLISH)
    assert read.slack_bot_token.get_secret_value() == BOT
    assert read.site_timezone == "Asia/Kolkata"
    assert dict(os.environ) == before


def test_the_environment_goes_before_the_file(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(nowhere, f"SLACK_BOT_TOKEN={BOT}\nSLACK_APP_TOKEN={APP}\nSITE_LANGUAGE=zh-CN\n")
    monkeypatch.setenv("SITE_LANGUAGE", "en_GB.UTF-8")
    assert settings.load(ENGLISH).site_language == "en"


def test_what_is_left_empty_keeps_its_default(nowhere: Path) -> None:
    write(nowhere, f"SLACK_BOT_TOKEN={BOT}\nSLACK_APP_TOKEN={APP}\nHANDBOOK_FILE=\nHTTP_PORT=\nSOMETHING_ELSE=1\n")
    assert settings.load(ENGLISH).http_port == 3000


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_problems_come_together(nowhere: Path, language: str) -> None:
    bad = ("HTTP_PORT=http", "SITE_TIMEZONE=Mars/Olympus", "SITE_LANGUAGE=fr", "DATABASE_URL=mysql://x/y")
    write(nowhere, "\n".join([*bad, "SLACK_API_URL=slack.com", "HANDBOOK_FILE=nowhere.toml"]))
    said = problems(language)
    named = [line.split("=")[0] for line in bad]
    for name in (*named, "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_API_URL", "HANDBOOK_FILE"):
        assert any(name in one for one in said), f"{name} is not named in {said}"
    assert len(said) == 8


def test_each_mode_needs_its_own_secret(nowhere: Path) -> None:
    write(nowhere, f"SLACK_BOT_TOKEN={BOT}\nSLACK_MODE=http\n")
    assert [one for one in problems() if "SLACK_SIGNING_SECRET" in one and "SLACK_MODE=http" in one]
    write(nowhere, f"SLACK_BOT_TOKEN={BOT}\nSLACK_MODE=http\nSLACK_SIGNING_SECRET={SIGNING}\n")
    assert settings.load(ENGLISH).slack_app_token is None
    write(nowhere, f"SLACK_BOT_TOKEN={BOT}\nSLACK_MODE=carrier-pigeon\n")
    assert len(problems()) == 1


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///",
        "sqlite:///:memory:",
        "postgresql://bot:secret@host:port/floor",
        "postgresql://bot:half@secret@host/floor",
        "oracle://bot:secret@host/floor",
    ],
)
def test_a_database_that_cannot_be_is_refused_without_its_password(nowhere: Path, url: str) -> None:
    write(nowhere, f"SLACK_BOT_TOKEN={BOT}\nSLACK_APP_TOKEN={APP}\nDATABASE_URL={url}\n")
    assert len(problems()) == 1
    assert "DATABASE_URL" in problems()[0]
    assert "secret" not in problems()[0]


def test_a_file_that_is_no_text_is_one_sentence(nowhere: Path) -> None:
    (nowhere / ".env").write_bytes(b"SLACK_BOT_TOKEN=\xff\xfe\xfa")
    assert len(problems()) == 1
    assert ".env" in problems()[0]


def test_secrets_are_shown_to_nobody(nowhere: Path) -> None:
    write(nowhere, f"SLACK_BOT_TOKEN={BOT}\nSLACK_APP_TOKEN={APP}\nSLACK_SIGNING_SECRET={SIGNING}\n")
    read = settings.load(ENGLISH)
    assert "not-to-be-seen" not in repr(read) + str(read) + str(read.model_dump()) + read.model_dump_json()
    write(nowhere, f"SLACK_BOT_TOKEN={BOT}\nSLACK_APP_TOKEN={APP}\nHTTP_PORT=99999\nSLACK_MODE={SIGNING}\n")
    assert "not-to-be-seen" not in " ".join(problems())


async def test_a_client_id_in_the_environment_does_not_switch_to_oauth(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """With these two set Bolt would throw the bot token away and answer nobody."""
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_SCOPES", "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.setenv(name, f"{name}-not-to-be-seen")
    caplog.set_level(logging.DEBUG)
    url = databases.sqlite_url(nowhere)
    databases.upgraded(url).close()
    async with scene(url, HandClock(MORNING)) as opened:
        answer = await opened.person(MEI).command("/break")
        assert "小休牌给你了" in answer.text
        await opened.slack.until(lambda: opened.person(MEI).sees("C0A1"))
        app = opened.slack.seed.app
        printed = caplog.text + "".join(capsys.readouterr())
        for secret in (app.bot_token, app.app_token, app.signing_secret, "not-to-be-seen"):
            assert secret not in printed
