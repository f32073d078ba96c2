"""What is a workspace made of?"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from . import blocks as block_kit
from .files import File
from .seed import SeedChannel, SeedUser
from .wire import Json

SLACKBOT = "USLACKBOT"


@dataclass(slots=True)
class User:
    id: str
    name: str
    real_name: str
    title: str = ""
    locale: str = "en-US"
    tz: str = "UTC"
    is_admin: bool = False
    is_bot: bool = False
    deleted: bool = False
    hint: str = ""
    group: str = ""
    updated: int = 0

    @classmethod
    def seeded(cls, seed: SeedUser) -> "User":
        return cls(
            seed.id,
            seed.name,
            seed.real_name or seed.name,
            seed.title,
            seed.locale,
            seed.tz,
            seed.is_admin,
            seed.is_bot,
            seed.deleted,
            seed.hint,
            seed.group,
        )

    @property
    def tz_offset(self) -> int:
        offset = datetime.now(UTC).astimezone(ZoneInfo(self.tz)).utcoffset()
        return int(offset.total_seconds()) if offset else 0


@dataclass(slots=True)
class Channel:
    """`kind` is what Slack's payloads call it: a public channel, a private one, or the DM of a person with the bot.

    `signed` says who wrote the topic and the purpose, and when; `last_read` is how far the app says that it has read.
    """

    id: str
    name: str
    kind: Literal["channel", "group", "im"] = "channel"
    members: list[str] = field(default_factory=list)
    topic: str = ""
    purpose: str = ""
    is_archived: bool = False
    created: int = 0
    creator: str = ""
    last_read: str = "0000000000.000000"
    signed: dict[str, Json] = field(default_factory=dict)
    messages: "dict[str, Message]" = field(default_factory=dict)

    @classmethod
    def seeded(cls, seed: SeedChannel, created: int) -> "Channel":
        kind = "group" if seed.is_private else "channel"
        members = list(seed.members)
        return cls(seed.id, seed.name, kind, members, seed.topic, seed.purpose, seed.is_archived, created)

    @property
    def is_im(self) -> bool:
        return self.kind == "im"

    @property
    def spoken_name(self) -> str:
        """The channel_name of a slash command or a button press."""
        return {"im": "directmessage", "group": "privategroup"}.get(self.kind, self.name)


@dataclass(frozen=True, slots=True)
class Pin:
    by: str
    at: int


@dataclass(slots=True, eq=False)
class Message:
    """Something said. The object stays the same when the message is edited; `is_deleted` tells when it is gone.

    `posted` and `sequence` number what happens in the workspace: when it was said, and when it last changed.
    """

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    bot_id: str | None = None
    app_id: str | None = None
    thread_ts: str | None = None
    broadcast: bool = False
    ephemeral_to: str | None = None
    metadata: Json | None = None
    attachments: list[Json] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    pin: Pin | None = None
    edited: Json | None = None
    posted: int = 0
    sequence: int = 0
    is_deleted: bool = False
    states: dict[str, Json] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What a person reads: the blocks' words, or the text where there are no blocks."""
        return block_kit.words(self.blocks) or self.text

    @property
    def is_reply(self) -> bool:
        return self.thread_ts not in (None, self.ts)

    def is_visible_to(self, user: str) -> bool:
        return not self.is_deleted and self.ephemeral_to in (None, user)


@dataclass(slots=True, eq=False)
class View:
    """A modal or a Home. `content` is what the app sent; `state` what the person has typed so far."""

    id: str
    user: str
    content: Json
    hash: str
    root_view_id: str
    previous_view_id: str | None = None
    state: Json = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    is_open: bool = True
    opened_by: str | None = None

    @property
    def is_home(self) -> bool:
        return self.content["type"] == "home"

    @property
    def blocks(self) -> list[Json]:
        return self.content["blocks"]

    @property
    def callback_id(self) -> str:
        return self.content.get("callback_id", "")

    @property
    def private_metadata(self) -> str:
        return self.content.get("private_metadata", "")

    @property
    def title(self) -> str:
        return (self.content.get("title") or {}).get("text", "")

    @property
    def words(self) -> str:
        return block_kit.words(self.blocks)


@dataclass(frozen=True, slots=True)
class Change:
    """Something somebody may want to see at once. `user` is None where every member of the channel may see it."""

    kind: Literal["message", "view", "home", "channel", "user", "traffic"]
    user: str | None = None
    channel: str | None = None
    message: Message | None = None
    view: View | None = None
    is_new: bool = False
