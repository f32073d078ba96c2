"""Who comes into this channel, and who goes?"""

from .. import events
from ..models import Channel
from ..wire import ApiError, Json
from .call import Call, Method
from .conversations import Scopes, asked_for, shown
from .rooms import MANAGE, check_open, own, room

_INVITES: Scopes = MANAGE | {
    "channel": ("channels:manage", "channels:write.invites"),
    "group": ("groups:write", "groups:write.invites"),
}


async def join(call: Call) -> Json:
    channel = asked_for(call, dict.fromkeys(MANAGE, ()))
    if channel.kind != "channel":
        raise ApiError("method_not_supported_for_channel_type")
    check_open(channel)
    bot = call.workspace.app.bot_user_id
    if bot in channel.members:
        beside = {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
        return {"channel": shown(call, channel), **beside}
    _come(call, channel, bot)
    return {"channel": shown(call, channel)}


async def leave(call: Call) -> Json:
    channel, bot = room(call), call.workspace.app.bot_user_id
    check_open(channel)
    if bot not in channel.members:
        raise ApiError("not_in_channel", not_in_channel=True)
    if channel.members == [bot]:
        raise ApiError("last_member")
    _go(call, channel, bot)
    return {}


async def invite(call: Call) -> Json:
    """All or nobody; with `force` whoever can be invited, and the others as `errors` beside it."""
    channel = own(call, _INVITES)
    users = call.names("users")
    if not users:
        raise ApiError("no_user")
    wrong = {user: problem for user in users if (problem := _uninvitable(call, channel, user))}
    errors = [{"user": user, "ok": False, "error": problem} for user, problem in wrong.items()]
    welcome = [user for user in users if user not in wrong]
    if wrong and not (call.flag("force") and welcome):
        raise ApiError(next(iter(wrong.values())), errors=errors)
    for user in welcome:
        _come(call, channel, user, inviter=call.workspace.app.bot_user_id)
    return {"channel": shown(call, channel)} | ({"errors": errors} if errors else {})


def _uninvitable(call: Call, channel: Channel, user: str) -> str | None:
    found = call.workspace.users.get(user)
    if found is None or found.deleted:
        return "user_not_found"
    if user == call.workspace.app.bot_user_id:
        return "cant_invite_self"
    return "already_in_channel" if user in channel.members else None


async def kick(call: Call) -> Json:
    channel, user = own(call), call.need("user")
    if user not in call.workspace.users:
        raise ApiError("user_not_found")
    if user == call.workspace.app.bot_user_id:
        raise ApiError("cant_kick_self")
    if user not in channel.members:
        raise ApiError("not_in_channel")
    _go(call, channel, user)
    return {"errors": {}}


def _come(call: Call, channel: Channel, user: str, inviter: str | None = None) -> None:
    call.workspace.admit(channel, user)
    call.workspace.announce(events.membership(True, user, channel, call.workspace.team.id, inviter))


def _go(call: Call, channel: Channel, user: str) -> None:
    call.workspace.dismiss(channel, user)
    call.workspace.announce(events.membership(False, user, channel, call.workspace.team.id))


METHODS: dict[str, Method] = {
    "conversations.join": Method(join, ("channels:join",)),
    "conversations.leave": Method(leave),
    "conversations.invite": Method(invite),
    "conversations.kick": Method(kick),
}
