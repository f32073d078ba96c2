"""Which channels are there, who is in them, what was said?"""

from ..models import Channel, Message
from ..wire import ApiError, Json, is_true
from .call import Call, Method
from .pages import page

_TYPES = {"channel": "public_channel", "group": "private_channel", "im": "im"}
_SCOPE = {"channel": "channels", "group": "groups", "im": "im"}
# Which scopes will do, any one of them, by the kind of channel.
Scopes = dict[str, tuple[str, ...]]
_READ: Scopes = {kind: (f"{name}:read",) for kind, name in _SCOPE.items()}
_WRITE: Scopes = {kind: (f"{name}:write",) for kind, name in _SCOPE.items()}
_HISTORY: Scopes = {kind: (f"{name}:history",) for kind, name in _SCOPE.items()}


async def open_dm(call: Call) -> Json:
    """With `users`: the DM with one person; with `channel`: a DM that is there already."""
    workspace, names = call.workspace, call.names("users")
    if not names:
        channel = asked_for(call, _WRITE if str(call.args.get("channel", "")).startswith("D") else _READ)
        return {"channel": shown(call, channel), "no_op": True, "already_open": True}
    if len(names) > 1:
        raise ApiError("too_many_users")
    user = workspace.users.get(names[0])
    if user is None:
        raise ApiError("user_not_found")
    if user.is_bot or user.deleted:
        raise ApiError("cannot_dm_bot" if user.is_bot else "user_disabled")
    was_open = workspace.has_dm(user.id)
    channel = workspace.dm(user.id)
    told = shown(call, channel) if call.flag("return_im") else {"id": channel.id}
    return {"channel": told} | ({"no_op": True, "already_open": True} if was_open else {})


async def info(call: Call) -> Json:
    channel = asked_for(call, _READ)
    found = shown(call, channel)
    if call.flag("include_num_members"):
        found["num_members"] = len(channel.members)
    return {"channel": found}


async def everything(call: Call) -> Json:
    types = set(str(call.args.get("types") or "public_channel").replace(" ", "").split(","))
    if not types <= {"public_channel", "private_channel", "im", "mpim"}:
        raise ApiError("invalid_types")
    for kind in (kind for kind, name in _TYPES.items() if name in types):
        call.need_scope(f"{_SCOPE[kind]}:read")
    bot, hide = call.workspace.app.bot_user_id, call.flag("exclude_archived")
    channels = [
        c
        for c in call.workspace.channels.values()
        if _TYPES[c.kind] in types and (c.kind == "channel" or bot in c.members) and not (hide and c.is_archived)
    ]
    part, metadata = page(call, channels)
    return {"channels": [shown(call, c) for c in part], "response_metadata": metadata}


async def members(call: Call) -> Json:
    part, metadata = page(call, asked_for(call, _READ).members)
    return {"members": part, "response_metadata": metadata}


async def history(call: Call) -> Json:
    """Newest first. Replies stay in their thread, unless they were broadcast; whispers are not kept by Slack."""
    channel = _readable(call)
    found = [m for m in channel.messages.values() if m.ephemeral_to is None and (m.broadcast or not m.is_reply)]
    found = [m for m in reversed(found) if _is_between(call, m)]
    part, metadata = page(call, found)
    messages = [call.payloads.message(m, call.flag("include_all_metadata")) for m in part]
    has_more = bool(metadata["next_cursor"])
    pins = sum(1 for m in channel.messages.values() if m.pin is not None)
    answer: Json = {"messages": messages, "has_more": has_more, "pin_count": pins}
    return answer | ({"response_metadata": metadata} if has_more else {})


async def replies(call: Call) -> Json:
    """Oldest first, the thread's first message at the head."""
    channel, ts = _readable(call), call.need("ts")
    if ts not in channel.messages or channel.messages[ts].ephemeral_to:
        raise ApiError("thread_not_found")
    parent = channel.messages[ts]
    thread = [parent, *call.workspace.replies(channel, parent)]
    part, metadata = page(call, [m for m in thread if m is parent or _is_between(call, m)], otherwise=1000)
    messages = [call.payloads.message(m, call.flag("include_all_metadata")) for m in part]
    return {"messages": messages, "has_more": bool(metadata["next_cursor"]), "response_metadata": metadata}


def asked_for(call: Call, scopes: Scopes) -> Channel:
    """The channel of this call, if the app may know of it and has one of the scopes for its kind."""
    channel = call.workspace.channels.get(call.need("channel"))
    if channel is None or (channel.kind == "group" and call.workspace.app.bot_user_id not in channel.members):
        raise ApiError("channel_not_found")
    call.need_scope(*scopes[channel.kind])
    return channel


def _readable(call: Call) -> Channel:
    channel = asked_for(call, _HISTORY)
    if call.workspace.app.bot_user_id not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def _is_between(call: Call, message: Message) -> bool:
    oldest, latest = _moment(call, "oldest"), _moment(call, "latest")
    at = _microseconds(message.ts)
    if is_true(call.args.get("inclusive")):
        return (oldest is None or at >= oldest) and (latest is None or at <= latest)
    return (oldest is None or at > oldest) and (latest is None or at < latest)


def _moment(call: Call, name: str) -> int | None:
    raw = call.args.get(name)
    if raw in (None, "", 0, "0", "now"):
        return None
    try:
        return _microseconds(str(raw))
    except ValueError:
        raise ApiError(f"invalid_ts_{name}") from None


def _microseconds(ts: str) -> int:
    """Whole numbers, because a float cannot tell two neighbouring ts apart."""
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * 1_000_000 + int((fraction + "000000")[:6])


def shown(call: Call, channel: Channel) -> Json:
    """A channel as calls answer it."""
    bot = call.workspace.app.bot_user_id
    common: Json = {"id": channel.id, "created": channel.created, "is_im": channel.is_im, "is_mpim": False}
    common |= {"is_archived": channel.is_archived, "context_team_id": call.workspace.team.id}
    if channel.is_im:
        return common | {"user": channel.name, "is_user_deleted": call.workspace.users[channel.name].deleted}
    return common | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_private": channel.kind == "group",
        "is_member": bot in channel.members,
        "is_general": False,
        "creator": channel.creator,
        "topic": {"value": channel.topic, **channel.signed.get("topic", _UNSIGNED)},
        "purpose": {"value": channel.purpose, **channel.signed.get("purpose", _UNSIGNED)},
        **({"last_read": channel.last_read} if bot in channel.members else {}),
    }


_UNSIGNED: Json = {"creator": "", "last_set": 0}


METHODS: dict[str, Method] = {
    "conversations.open": Method(open_dm, ("im:write",)),
    "conversations.info": Method(info),
    "conversations.list": Method(everything),
    "conversations.members": Method(members),
    "conversations.history": Method(history),
    "conversations.replies": Method(replies),
}
