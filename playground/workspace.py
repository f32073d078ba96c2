"""Who is here, and what has been said?"""

import itertools
import secrets
import time
from collections.abc import Callable
from typing import Literal

from .blocks import with_ids
from .files import Files
from .marks import Marks
from .models import SLACKBOT, Change, Channel, Message, User
from .passes import Passes
from .screens import Screens
from .seed import Manifest, Seed, SeedApp, SeedTeam
from .usergroups import UserGroups
from .wire import Json

Clock = Callable[[], float]
Listener = Callable[[Change], None]
Hearer = Callable[[Json], None]


class Workspace:
    """The whole state, in memory. Everything that changes it tells the listeners (pages, waiting tests)."""

    def __init__(self, seed: Seed, clock: Clock = time.time, pace: Callable[[], float] = lambda: 1.0) -> None:
        self.clock = clock
        self.team: SeedTeam = seed.team
        self.app: SeedApp = seed.app
        self.manifest = Manifest.read(seed.manifest)
        self.listeners: list[Listener] = []
        self.hearers: list[Hearer] = []
        self.passes = Passes(clock, pace)
        self.screens = Screens(self.tell, clock)
        self.files = Files()
        self.marks = Marks(self.tell, clock)
        self.usergroups = UserGroups(seed.usergroups, clock, maker=self.app.bot_user_id)
        self._last_microsecond = 0
        self._numbers = itertools.count(1)
        self._direct: dict[str, Channel] = {}
        self.users = {user.id: User.seeded(user) for user in seed.users}
        self.users.setdefault(self.app.bot_user_id, self._bot())
        self.users.setdefault(SLACKBOT, User(SLACKBOT, "slackbot", "Slackbot", is_bot=True))
        self.channels = {c.id: Channel.seeded(c, int(clock())) for c in seed.channels}

    def _bot(self) -> User:
        name = self.app.name.lower().replace(" ", "_")
        return User(self.app.bot_user_id, name, self.app.name, is_bot=True)

    def tell(self, change: Change) -> None:
        for listener in tuple(self.listeners):
            listener(change)

    def announce(self, event: Json) -> None:
        """The app's own doing is an event too: it hears of it after the call has been answered."""
        for hearer in self.hearers:
            hearer(event)

    def next_ts(self) -> str:
        """Unique and increasing, as Slack promises within a channel; here even across channels."""
        self._last_microsecond = max(self._last_microsecond + 1, int(self.clock() * 1_000_000))
        return f"{self._last_microsecond // 1_000_000}.{self._last_microsecond % 1_000_000:06d}"

    def next_number(self) -> int:
        return next(self._numbers)

    # Who and where

    def user(self, name: str) -> User | None:
        """By id, by @name or by name."""
        plain = name.removeprefix("@")
        return self.users.get(name) or next((u for u in self.users.values() if u.name == plain), None)

    def channel(self, name: str) -> Channel | None:
        """By id, by #name or by name."""
        plain = name.removeprefix("#")
        return self.channels.get(name) or next(
            (c for c in self.channels.values() if c.name == plain and not c.is_im), None
        )

    def dm(self, user: str) -> Channel:
        """The direct channel of this person and the bot, opened on demand."""
        found = self._direct.get(user)
        if found is None:
            found = Channel(f"D{user[1:]}", user, "im", [user, self.app.bot_user_id], created=int(self.clock()))
            self._direct[user] = self.channels[found.id] = found
            self.tell(Change("channel", user, found.id))
        return found

    def has_dm(self, user: str) -> bool:
        return user in self._direct

    def channels_of(self, user: str) -> list[Channel]:
        return [c for c in self.channels.values() if user in c.members]

    def open_channel(self, name: str, kind: Literal["channel", "group"], creator: str) -> Channel:
        channel_id = f"C{secrets.token_hex(5).upper()}"
        channel = Channel(channel_id, name, kind, [creator], created=int(self.clock()), creator=creator)
        self.channels[channel_id] = channel
        self.tell(Change("channel", creator, channel_id))
        return channel

    def change_channel(self, channel: Channel, **changes: object) -> None:
        for name, value in changes.items():
            setattr(channel, name, value)
        for user in channel.members:
            self.tell(Change("channel", user, channel.id))

    def admit(self, channel: Channel, user: str) -> None:
        channel.members.append(user)
        self.tell(Change("channel", user, channel.id))

    def dismiss(self, channel: Channel, user: str) -> None:
        channel.members.remove(user)
        self.tell(Change("channel", user, channel.id))

    def change_user(self, user: User, **changes: object) -> None:
        for name, value in changes.items():
            setattr(user, name, value)
        user.updated = int(self.clock())
        self.tell(Change("user", None))

    # What was said

    def post(self, channel: Channel, user: str, text: str, blocks: list[Json] | None = None, **more: object) -> Message:
        message = Message(channel.id, self.next_ts(), user, text, with_ids(blocks or []))
        for name, value in more.items():
            setattr(message, name, value)
        message.posted = message.sequence = self.next_number()
        channel.messages[message.ts] = message
        self.tell(Change("message", message.ephemeral_to, channel.id, message, is_new=True))
        self._lengthen_thread(channel, message)
        return message

    def _lengthen_thread(self, channel: Channel, reply: Message) -> None:
        """The first message of a thread knows that it is one; whispers are not part of it."""
        parent = channel.messages.get(reply.thread_ts or "")
        if parent is not None and reply.ephemeral_to is None:
            parent.thread_ts = parent.thread_ts or parent.ts
            self.tell(Change("message", None, channel.id, parent))

    def post_as_app(self, channel: Channel, text: str, blocks: list[Json] | None = None, **more: object) -> Message:
        app = self.app
        return self.post(channel, app.bot_user_id, text, blocks, bot_id=app.bot_id, app_id=app.id, **more)

    def whisper(self, channel: Channel, user: str, text: str) -> Message:
        """Slackbot tells one person something, such as that a command failed."""
        return self.post(channel, SLACKBOT, text, ephemeral_to=user)

    def edit(self, message: Message, mark: bool, **changes: object) -> None:
        """`mark`: whether readers see that it was edited. Slack marks new text, but not new blocks."""
        for name, value in changes.items():
            setattr(message, name, value)
        with_ids(message.blocks)
        if mark:
            message.edited = {"user": message.user, "ts": self.next_ts()}
        message.sequence = self.next_number()
        self.tell(Change("message", message.ephemeral_to, message.channel, message))

    def remove(self, message: Message) -> None:
        message.is_deleted = True
        message.sequence = self.next_number()
        self.channels[message.channel].messages.pop(message.ts, None)
        self.tell(Change("message", message.ephemeral_to, message.channel, message))

    def seen_by(self, user: str, channel: Channel) -> list[Message]:
        """Oldest first, whispers to this person included; nothing where they are not a member."""
        if user not in channel.members and channel.kind != "channel":
            return []
        return [m for m in channel.messages.values() if m.is_visible_to(user)]

    def replies(self, channel: Channel, parent: Message) -> list[Message]:
        """Oldest first, without the thread's first message."""
        thread = (m for m in channel.messages.values() if m.thread_ts == parent.ts and m is not parent)
        return [m for m in thread if m.ephemeral_to is None]
