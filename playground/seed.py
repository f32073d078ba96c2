"""Who and what is in the workspace when it starts?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .wire import Json


@dataclass(frozen=True)
class SeedTeam:
    id: str = "T0PLAYGROUND"
    name: str = "Playground"
    domain: str = "playground"


@dataclass(frozen=True)
class SeedUser:
    """`hint` is what the page suggests to whoever acts as this person: mrkdwn, in their own language."""

    id: str
    name: str
    real_name: str = ""
    title: str = ""
    locale: str = "en-US"
    tz: str = "UTC"
    is_admin: bool = False
    is_bot: bool = False
    deleted: bool = False
    hint: str = ""
    group: str = ""


@dataclass(frozen=True)
class SeedChannel:
    """`members` are user ids; put the app's bot user among them where the bot has been invited."""

    id: str
    name: str
    members: tuple[str, ...] = ()
    topic: str = ""
    purpose: str = ""
    is_private: bool = False
    is_archived: bool = False


@dataclass(frozen=True)
class SeedApp:
    """The tokens are for reading, not for keeping: they open nothing but this playground."""

    id: str = "A0PLAYGROUND"
    name: str = "App"
    bot_user_id: str = "U0PLAYBOT"
    bot_id: str = "B0PLAYBOT"
    bot_token: str = "xoxb-playground"  # noqa: S105
    app_token: str = "xapp-playground"  # noqa: S105
    signing_secret: str = "playground-signing-secret"  # noqa: S105
    verification_token: str = "playground-verification-token"  # noqa: S105


@dataclass(frozen=True)
class Manifest:
    """What the app's manifest promises; `scopes` and `events` are None where none was given: nothing is enforced."""

    commands: tuple[Json, ...] = ()
    shortcuts: tuple[Json, ...] = ()
    scopes: frozenset[str] | None = None
    events: frozenset[str] | None = None
    given: bool = False

    @classmethod
    def read(cls, source: Json | str | Path | None) -> "Manifest":
        if source is None:
            return cls()
        raw: Json = json.loads(Path(source).read_text("utf-8")) if isinstance(source, str | Path) else source
        features, settings = raw.get("features", {}), raw.get("settings", {})
        return cls(
            commands=tuple(features.get("slash_commands", ())),
            shortcuts=tuple(features.get("shortcuts", ())),
            scopes=frozenset(raw.get("oauth_config", {}).get("scopes", {}).get("bot", ())),
            events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
            given=True,
        )

    def wants(self, event: str) -> bool:
        return self.events is None or event in self.events

    def command(self, name: str) -> Json | None:
        return next((c for c in self.commands if c.get("command") == name), None)


def everybody() -> tuple[SeedUser, ...]:
    return (SeedUser("U0MEI", "mei", "Mei", locale="zh-CN", tz="Asia/Shanghai"), SeedUser("U0ARUN", "arun", "Arun"))


def general() -> tuple[SeedChannel, ...]:
    return (SeedChannel("C0GENERAL", "general", ("U0MEI", "U0ARUN", "U0PLAYBOT")),)


@dataclass(frozen=True)
class Seed:
    team: SeedTeam = SeedTeam()
    app: SeedApp = SeedApp()
    users: tuple[SeedUser, ...] = field(default_factory=everybody)
    channels: tuple[SeedChannel, ...] = field(default_factory=general)
    manifest: Json | str | Path | None = None

    @classmethod
    def from_file(cls, path: str | Path) -> "Seed":
        """A JSON file with the same names as these classes; a `manifest` path is taken from the file's own folder."""
        raw: Json = json.loads(Path(path).read_text("utf-8"))
        if isinstance(raw.get("manifest"), str):
            raw["manifest"] = Path(path).parent / raw["manifest"]
        return cls.from_dict(raw)

    @classmethod
    def from_dict(cls, raw: Mapping[str, object]) -> "Seed":
        known: Json = dict(raw)
        users = tuple(SeedUser(**user) for user in known.get("users", ()))
        channels = tuple(
            SeedChannel(**{**channel, "members": tuple(channel.get("members", ()))})
            for channel in known.get("channels", ())
        )
        return cls(
            team=SeedTeam(**known.get("team", {})),
            app=SeedApp(**known.get("app", {})),
            users=users or everybody(),
            channels=channels or general(),
            manifest=known.get("manifest"),
        )
