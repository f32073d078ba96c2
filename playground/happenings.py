"""Which events does the app hear about?"""

import re

from . import events
from .delivery import Ack, Delivery
from .models import Channel, Message, User
from .payloads import Payloads
from .wire import Json
from .workspace import Workspace

_EVENT_OF_KIND = {"im": "message.im", "channel": "message.channels", "group": "message.groups"}
_TYPE_OF_KIND = {"im": "im", "channel": "channel", "group": "group"}


class Happenings:
    """Events go to the app only where its manifest subscribes to them (or where there is no manifest)."""

    def __init__(self, workspace: Workspace, payloads: Payloads, delivery: Delivery) -> None:
        self._workspace = workspace
        self._payloads = payloads
        self._delivery = delivery
        workspace.hearers.append(lambda event: delivery.later(self.happened(event["type"], event)))

    async def _in(self, channel: Channel, event: Json) -> None:
        """What happens in a channel is told to an app that is in it."""
        if self._hears(channel):
            await self.happened(event["type"], event)

    async def happened(self, name: str, event: Json) -> Ack | None:
        """Delivers any event; None where the app did not subscribe to `name`."""
        if not self._workspace.manifest.wants(name):
            return None
        return await self._delivery.event(self._payloads.event(event | {"event_ts": self._workspace.next_ts()}))

    async def home_opened(self, user: User) -> Ack | None:
        home = self._workspace.screens.home(user.id)
        event: Json = {
            "type": "app_home_opened",
            "user": user.id,
            "channel": self._workspace.dm(user.id).id,
            "tab": "home",
        }
        return await self.happened("app_home_opened", event | ({"view": self._payloads.view(home)} if home else {}))

    async def said(self, user: User, channel: Channel, text: str, thread_ts: str | None = None) -> Message:
        message = self._workspace.post(channel, user.id, text, _as_rich_text(text), thread_ts=thread_ts)
        event = self._payloads.message(message) | {"channel": channel.id}
        if self._hears(channel):
            kind = {"channel_type": _TYPE_OF_KIND[channel.kind]}
            await self.happened(_EVENT_OF_KIND[channel.kind], event | kind)
            if not channel.is_im and f"<@{self._workspace.app.bot_user_id}>" in text:
                await self.happened("app_mention", event | {"type": "app_mention"})
        return message

    def _hears(self, channel: Channel) -> bool:
        return self._workspace.app.bot_user_id in channel.members

    async def user_changed(self, user: User, **changes: object) -> None:
        self._workspace.change_user(user, **changes)
        await self.happened("user_change", {"type": "user_change", "user": user_object(user, self._workspace.team.id)})

    async def reacted(self, user: User, message: Message, name: str, added: bool = True) -> None:
        marks = self._workspace.marks
        (marks.react if added else marks.unreact)(message, user.id, name)
        event = events.reaction(added, user.id, name, message)
        await self._in(self._workspace.channels[message.channel], event)

    async def pinned(self, user: User, message: Message, added: bool = True) -> None:
        channel, marks = self._workspace.channels[message.channel], self._workspace.marks
        pin = marks.pin(message, user.id) if added else marks.unpin(message)
        await self._in(channel, events.pin(added, user.id, channel, pin, self._payloads.message(message)))

    async def joined(self, user: User, channel: Channel, inviter: str | None = None) -> None:
        if user.id in channel.members:
            return
        self._workspace.admit(channel, user.id)
        await self._in(channel, events.membership(True, user.id, channel, self._workspace.team.id, inviter))

    async def left(self, user: User, channel: Channel) -> None:
        self._workspace.dismiss(channel, user.id)
        await self._in(channel, events.membership(False, user.id, channel, self._workspace.team.id))


def _as_rich_text(text: str) -> list[Json]:
    """What people type reaches apps as text and as a rich_text block; mentions keep their own elements."""
    parts: list[Json] = []
    for piece in re.split(r"(<@[A-Z0-9]+>|<!subteam\^[A-Z0-9]+>)", text):
        if piece.startswith("<@"):
            parts.append({"type": "user", "user_id": piece[2:-1]})
        elif piece.startswith("<!"):
            parts.append({"type": "usergroup", "usergroup_id": piece[len("<!subteam^") : -1]})
        elif piece:
            parts.append({"type": "text", "text": piece})
    return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]}] if parts else []


def user_object(user: User, team_id: str, with_locale: bool = True) -> Json:
    found: Json = {
        "id": user.id,
        "team_id": team_id,
        "name": user.name,
        "deleted": user.deleted,
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": user.tz,
        "tz_offset": user.tz_offset,
        "profile": {
            "title": user.title,
            "real_name": user.real_name,
            "real_name_normalized": user.real_name,
            "display_name": user.name,
            "display_name_normalized": user.name,
            "team": team_id,
        },
        "is_admin": user.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": user.updated,
    }
    return found | ({"locale": user.locale} if with_locale else {})
