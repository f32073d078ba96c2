"""May the app react to this message, and pin it?"""

import re

from .. import events
from ..marks import reactions as shown
from ..models import Channel, Message
from ..wire import ApiError, Json
from .call import Call, Method
from .chat import known
from .pages import page

_TS = re.compile(r"\d{1,12}\.\d{6}")


async def react(call: Call) -> Json:
    return _reacted(call, added=True)


async def unreact(call: Call) -> Json:
    return _reacted(call, added=False)


def _reacted(call: Call, added: bool) -> Json:
    name, message = call.need("name"), _item(call)
    bot, marks = call.workspace.app.bot_user_id, call.workspace.marks
    (marks.react if added else marks.unreact)(message, bot, name)
    call.workspace.announce(events.reaction(added, bot, name, message))
    return {}


async def reactions_of(call: Call) -> Json:
    message = _item(call)
    told = call.payloads.message(message) | {"reactions": shown(message), "permalink": call.permalink(message)}
    return {"type": "message", "channel": message.channel, "message": told}


async def reacted_to(call: Call) -> Json:
    """What one person has reacted to, the newest message first; where the app can look."""
    user = str(call.args.get("user") or call.workspace.app.bot_user_id)
    if user not in call.workspace.users:
        raise ApiError("user_not_found")
    messages = [m for c in _open_to_app(call) for m in c.messages.values()]
    found = [m for m in messages if any(user in users for users in m.reactions.values())]
    part, metadata = page(call, sorted(found, key=lambda m: m.ts, reverse=True))
    items = [{"type": "message", "channel": m.channel, "message": call.payloads.message(m)} for m in part]
    return {"items": items, "response_metadata": metadata}


async def pin(call: Call) -> Json:
    return _pinned(call, added=True)


async def unpin(call: Call) -> Json:
    return _pinned(call, added=False)


def _pinned(call: Call, added: bool) -> Json:
    message = _item(call)
    channel = call.workspace.channels[message.channel]
    bot, marks = call.workspace.app.bot_user_id, call.workspace.marks
    the_pin = marks.pin(message, bot) if added else marks.unpin(message)
    call.workspace.announce(events.pin(added, bot, channel, the_pin, call.payloads.message(message)))
    return {}


async def pins_of(call: Call) -> Json:
    """The latest pin first."""
    channel = _inside(call)
    pinned = [(m.pin, m) for m in channel.messages.values() if m.pin is not None]
    pinned.sort(key=lambda both: both[0].at, reverse=True)
    return {"items": [events.pin_item(channel, the_pin, call.payloads.message(m)) for the_pin, m in pinned]}


def _item(call: Call) -> Message:
    """A message by channel and timestamp; files and comments cannot be marked any more."""
    ts = str(call.args.get("timestamp") or "")
    if not ts or not call.args.get("channel"):
        raise ApiError("no_item_specified")
    channel = _inside(call)
    if channel.is_archived:
        raise ApiError("is_archived")
    if not _TS.fullmatch(ts):
        raise ApiError("bad_timestamp")
    message = channel.messages.get(ts)
    if message is None or message.ephemeral_to:
        raise ApiError("message_not_found")
    return message


def _inside(call: Call) -> Channel:
    channel = known(call, call.need("channel"))
    if call.workspace.app.bot_user_id not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def _open_to_app(call: Call) -> list[Channel]:
    return call.workspace.channels_of(call.workspace.app.bot_user_id)


METHODS: dict[str, Method] = {
    "reactions.add": Method(react, ("reactions:write",)),
    "reactions.remove": Method(unreact, ("reactions:write",)),
    "reactions.get": Method(reactions_of, ("reactions:read",)),
    "reactions.list": Method(reacted_to, ("reactions:read",)),
    "pins.add": Method(pin, ("pins:write",)),
    "pins.remove": Method(unpin, ("pins:write",)),
    "pins.list": Method(pins_of, ("pins:read",)),
}
