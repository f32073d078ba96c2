"""How is this installation set up, and what is wrong with that?"""

from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from rules import handbook
from rules.handbook import BadHandbook, Site
from views.words import LANGUAGES, Reader, choose

ENV_FILE = ".env"
SHORTEST_SECRET = 16


class Settings(BaseSettings):
    """Read from the environment and from `.env`, which is never copied into the environment."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE, env_file_encoding="utf-8-sig", extra="ignore", env_ignore_empty=True
    )

    slack_mode: Literal["socket", "http"] = "socket"  # first, so that the tokens can be held against it
    slack_bot_token: SecretStr
    slack_app_token: SecretStr | None = Field(None, validate_default=True)
    slack_signing_secret: SecretStr | None = Field(None, validate_default=True)
    slack_api_url: str = "https://slack.com/api/"
    http_host: str = "127.0.0.1"
    http_port: int = Field(3000, ge=0, le=65535)
    database_url: str = "sqlite:///data/shiftlead.db"
    site_timezone: str = "Asia/Shanghai"
    site_language: str = "zh-CN"
    management_channel: str | None = None
    handbook_file: Path | None = None
    queue_log_file: Path | None = None
    ingest_token: SecretStr | None = None
    caller_key: SecretStr | None = None

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_a_slash(cls, url: str) -> str:
        if not url.startswith(("https://", "http://")):
            raise ValueError("settings-not-a-url")
        return url if url.endswith("/") else f"{url}/"

    @field_validator("site_timezone")
    @classmethod
    def _is_a_zone(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError("settings-not-a-zone")
        return name

    @field_validator("site_language")
    @classmethod
    def _is_a_language(cls, name: str) -> str:
        language = choose(name)
        if language is None:
            raise ValueError("settings-not-a-language")
        return language

    @field_validator("database_url")
    @classmethod
    def _is_a_database(cls, url: str) -> str:
        if not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
            raise ValueError("settings-not-a-database")
        try:
            parts = make_url(url)
        except (ArgumentError, ValueError):
            raise ValueError("settings-database-unreadable") from None
        # An @ in the host is the rest of a password, and would be shown with the first error.
        if "@" in (parts.host or ""):
            raise ValueError("settings-database-unreadable")
        if parts.drivername == "sqlite" and parts.database in ("", ":memory:"):
            raise ValueError("settings-database-needs-a-file")
        return url

    @field_validator("handbook_file")
    @classmethod
    def _exists(cls, file: Path | None) -> Path | None:
        if file is not None and not file.is_file():
            raise ValueError("settings-no-file")
        return file

    @field_validator("ingest_token", "caller_key")
    @classmethod
    def _cannot_be_guessed(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and len(secret.get_secret_value()) < SHORTEST_SECRET:
            raise ValueError("settings-too-short")
        return secret

    @field_validator("slack_app_token")
    @classmethod
    def _is_there_for_socket_mode(cls, token: SecretStr | None, others: ValidationInfo) -> SecretStr | None:
        if token is None and others.data.get("slack_mode") == "socket":
            raise ValueError("settings-socket-needs-app-token")
        return token

    @field_validator("slack_signing_secret")
    @classmethod
    def _is_there_for_http(cls, secret: SecretStr | None, others: ValidationInfo) -> SecretStr | None:
        if secret is None and others.data.get("slack_mode") == "http":
            raise ValueError("settings-http-needs-signing-secret")
        return secret


class BadSettings(Exception):
    """Everything that is wrong with the settings, as sentences."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def load(t: Reader, **instead: object) -> Settings:
    """The settings; raises BadSettings with every problem. `instead` stands above the environment."""
    try:
        return Settings(**instead)  # pyright: ignore[reportArgumentType]
    except ValidationError as wrong:
        raise BadSettings([_sentence(t, error) for error in wrong.errors()]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings([t.plain("settings-unreadable", name=ENV_FILE, why=str(error))]) from None


def load_for_database(t: Reader) -> Settings:
    """The settings for commands that never speak to Slack: its tokens may be missing."""
    nobody = SecretStr("none")
    return load(t, slack_bot_token=nobody, slack_app_token=nobody, slack_signing_secret=nobody)


def site(t: Reader, settings: Settings) -> Site:
    """The site's handbook, zone and language; raises BadSettings with every bad key of the handbook file."""
    file = settings.handbook_file or handbook.DEFAULT_FILE
    try:
        numbers = handbook.read(file.read_text(encoding="utf-8-sig"))
    except BadHandbook as bad:
        sentences = [t.plain(problem.key, path=problem.path, **problem.facts) for problem in bad.problems]
        raise BadSettings([f"{file}: {sentence}" for sentence in sentences]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings([t.plain("settings-unreadable", name="HANDBOOK_FILE", why=str(error))]) from None
    return Site(numbers, ZoneInfo(settings.site_timezone), settings.site_language, settings.management_channel)


def _sentence(t: Reader, error: object) -> str:
    """One problem in words; the value is left out, it may be a secret."""
    assert isinstance(error, dict)
    name = "_".join(str(part) for part in error["loc"]).upper()
    if error["type"] == "missing":
        return t.plain("settings-missing", name=name)
    if error["type"] == "value_error":
        return t.plain(str(error["ctx"]["error"]), name=name, languages=", ".join(LANGUAGES), limit=SHORTEST_SECRET)
    return t.plain("settings-bad", name=name, why=error["msg"])
