"""May the app make, name, close and fill this channel?"""

from ..models import Channel
from ..wire import ApiError, Json
from .call import Call, Method
from .conversations import Scopes, asked_for, shown

NAME_CHARACTERS = 80
TOPIC_CHARACTERS = 250
# What a bot's token needs to change a channel of each kind: the wide scope, or the narrow one for just that.
MANAGE: Scopes = {"channel": ("channels:manage",), "group": ("groups:write",), "im": ("im:write",)}
_TOPIC: Scopes = MANAGE | {
    "channel": ("channels:manage", "channels:write.topic"),
    "group": ("groups:write", "groups:write.topic"),
}


async def create(call: Call) -> Json:
    kind = "group" if call.flag("is_private") else "channel"
    call.need_scope(*MANAGE[kind])
    channel = call.workspace.open_channel(_free_name(call), kind, call.workspace.app.bot_user_id)
    if kind == "channel":
        _announce(call, channel, "created", _named(channel) | {"creator": channel.creator})
    return {"channel": shown(call, channel)}


async def rename(call: Call) -> Json:
    channel = own(call)
    call.workspace.change_channel(channel, name=_free_name(call))
    _announce(call, channel, "rename", _named(channel))
    return {"channel": shown(call, channel)}


async def archive(call: Call) -> Json:
    channel = room(call)
    if channel.is_archived:
        raise ApiError("already_archived")
    call.workspace.change_channel(channel, is_archived=True)
    _announce(call, channel, "archive", channel.id)
    return {}


async def unarchive(call: Call) -> Json:
    channel = room(call)
    if not channel.is_archived:
        raise ApiError("not_archived")
    call.workspace.change_channel(channel, is_archived=False)
    _announce(call, channel, "unarchive", channel.id)
    return {}


async def set_topic(call: Call) -> Json:
    return _written(call, "topic")


async def set_purpose(call: Call) -> Json:
    return _written(call, "purpose")


def _written(call: Call, what: str) -> Json:
    channel, bot = own(call, _TOPIC), call.workspace.app.bot_user_id
    words = str(call.args.get(what) or "")
    if len(words) > TOPIC_CHARACTERS:
        raise ApiError("too_long")
    channel.signed[what] = {"creator": bot, "last_set": int(call.workspace.clock())}
    call.workspace.change_channel(channel, **{what: words})
    return {"channel": shown(call, channel)}


async def mark(call: Call) -> Json:
    """How far the app has read; it only shows in conversations.info."""
    channel = asked_for(call, MANAGE)
    if call.workspace.app.bot_user_id not in channel.members:
        raise ApiError("not_in_channel")
    ts = call.need("ts")
    if not ts.replace(".", "", 1).isdecimal():
        raise ApiError("invalid_timestamp")
    channel.last_read = ts
    return {}


def room(call: Call, scopes: Scopes = MANAGE) -> Channel:
    """A channel, public or private, but no DM."""
    channel = asked_for(call, scopes)
    if channel.is_im:
        raise ApiError("method_not_supported_for_channel_type")
    return channel


def own(call: Call, scopes: Scopes = MANAGE) -> Channel:
    """One that the app is in, and that is not archived."""
    channel = room(call, scopes)
    if call.workspace.app.bot_user_id not in channel.members:
        raise ApiError("not_in_channel")
    check_open(channel)
    return channel


def check_open(channel: Channel) -> None:
    if channel.is_archived:
        raise ApiError("is_archived")


def _free_name(call: Call) -> str:
    """Small letters of any script, figures, hyphens and underscores; one name is one channel, archived or not."""
    name = str(call.args.get("name") or "")
    if not name:
        raise ApiError("invalid_name_required")
    if len(name) > NAME_CHARACTERS:
        raise ApiError("invalid_name_maxlength")
    if name != name.lower() or not all(one.isalnum() or one in "-_" for one in name):
        raise ApiError("invalid_name_specials")
    if not any(one.isalnum() for one in name):
        raise ApiError("invalid_name_punctuation")
    if call.workspace.channel(f"#{name}"):
        raise ApiError("name_taken")
    return name


def _announce(call: Call, channel: Channel, what: str, told: object) -> None:
    """A private channel is a "group" in the names of its events."""
    actor = {"user": call.workspace.app.bot_user_id} if isinstance(told, str) else {}
    call.workspace.announce({"type": f"{channel.kind}_{what}", "channel": told, **actor})


def _named(channel: Channel) -> Json:
    return {"id": channel.id, "name": channel.name, "created": channel.created}


METHODS: dict[str, Method] = {
    "conversations.create": Method(create),
    "conversations.rename": Method(rename),
    "conversations.archive": Method(archive),
    "conversations.unarchive": Method(unarchive),
    "conversations.setTopic": Method(set_topic),
    "conversations.setPurpose": Method(set_purpose),
    "conversations.mark": Method(mark),
}
