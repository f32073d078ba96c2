"""Which user groups are there, and may the app change them?"""

import re

from ..usergroups import UserGroup
from ..wire import ApiError, Json
from .call import Call, Method

_HANDLE = re.compile(r"[\w.-]{1,80}")


async def everything(call: Call) -> Json:
    groups = [g for g in call.workspace.usergroups.all() if not g.deleted or call.flag("include_disabled")]
    return {"usergroups": [_shown(call, group) for group in groups]}


async def users(call: Call) -> Json:
    group = _group(call)
    if group.deleted and not call.flag("include_disabled"):
        raise ApiError("no_such_subteam")
    return {"users": list(group.users)}


async def create(call: Call) -> Json:
    if not call.args.get("name"):
        raise ApiError("missing_subteam_name")
    group = call.workspace.usergroups.make(_bot(call), **_asked(call, None))
    _announce(call, "subteam_created", group)
    return {"usergroup": _shown(call, group)}


async def update(call: Call) -> Json:
    group = _group(call)
    call.workspace.usergroups.change(group, _bot(call), **_asked(call, group))
    return _updated(call, group)


async def disable(call: Call) -> Json:
    group = _group(call)
    call.workspace.usergroups.disable(group, _bot(call))
    return _updated(call, group)


async def enable(call: Call) -> Json:
    group = _group(call)
    call.workspace.usergroups.enable(group, _bot(call))
    return _updated(call, group)


async def update_users(call: Call) -> Json:
    """The whole list, not an addition to it; it may not be empty."""
    group, wanted = _group(call), call.names("users")
    if not wanted:
        raise ApiError("no_users_provided")
    if any(user not in call.workspace.users or call.workspace.users[user].deleted for user in wanted):
        raise ApiError("invalid_users")
    before = list(group.users)
    call.workspace.usergroups.change(group, _bot(call), users=wanted)
    call.workspace.announce(_members_changed(call, group, before))
    _announce(call, "subteam_updated", group)
    return {"usergroup": _shown(call, group, in_full=True)}


def _group(call: Call) -> UserGroup:
    group = call.workspace.usergroups.find(call.need("usergroup"))
    if group is None:
        raise ApiError("no_such_subteam")
    return group


def _asked(call: Call, group: UserGroup | None) -> Json:
    """What the call wants to change. A handle is used once among channels, people and groups."""
    changes: Json = {key: str(call.args[key]) for key in ("name", "handle", "description") if call.args.get(key)}
    if group is None:
        changes.setdefault("handle", "-".join(changes["name"].lower().split()))
    handle = changes.get("handle")
    if handle and not _HANDLE.fullmatch(handle):
        raise ApiError("bad_handle")
    if handle and (call.workspace.user(f"@{handle}") or call.workspace.channel(f"#{handle}")):
        raise ApiError("handle_already_exists")
    call.workspace.usergroups.check_free(group, changes.get("name"), handle)
    if call.args.get("channels"):
        changes["channels"] = call.names("channels")
        if any(channel not in call.workspace.channels for channel in changes["channels"]):
            raise ApiError("invalid_channel_provided")
    return changes


def _updated(call: Call, group: UserGroup) -> Json:
    _announce(call, "subteam_updated", group)
    return {"usergroup": _shown(call, group)}


def _announce(call: Call, name: str, group: UserGroup) -> None:
    call.workspace.announce({"type": name, "subteam": _shown(call, group, in_full=True)})


def _members_changed(call: Call, group: UserGroup, before: list[str]) -> Json:
    came = [user for user in group.users if user not in before]
    went = [user for user in before if user not in group.users]
    return {
        "type": "subteam_members_changed",
        "subteam_id": group.id,
        "team_id": call.workspace.team.id,
        "date_update": group.updated,
        "added_users": came,
        "added_users_count": len(came),
        "removed_users": went,
        "removed_users_count": len(went),
    }


def _shown(call: Call, group: UserGroup, in_full: bool = False) -> Json:
    """Members, and how many, where they are asked for."""
    told = _object(call, group)
    if in_full or call.flag("include_users"):
        told["users"] = list(group.users)
    if in_full or call.flag("include_count"):
        told["user_count"] = len(group.users)
    return told


def _object(call: Call, group: UserGroup) -> Json:
    channels = {c: call.workspace.channels[c].kind for c in group.channels if c in call.workspace.channels}
    return {
        "id": group.id,
        "team_id": call.workspace.team.id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": group.description,
        "handle": group.handle,
        "is_external": False,
        "date_create": group.created,
        "date_update": group.updated,
        "date_delete": group.deleted,
        "auto_type": None,
        "created_by": group.created_by,
        "updated_by": group.updated_by,
        "deleted_by": group.deleted_by,
        "prefs": {
            "channels": [c for c, kind in channels.items() if kind == "channel"],
            "groups": [c for c, kind in channels.items() if kind == "group"],
        },
    }


def _bot(call: Call) -> str:
    return call.workspace.app.bot_user_id


METHODS: dict[str, Method] = {
    "usergroups.list": Method(everything, ("usergroups:read",)),
    "usergroups.users.list": Method(users, ("usergroups:read",)),
    "usergroups.create": Method(create, ("usergroups:write",)),
    "usergroups.update": Method(update, ("usergroups:write",)),
    "usergroups.disable": Method(disable, ("usergroups:write",)),
    "usergroups.enable": Method(enable, ("usergroups:write",)),
    "usergroups.users.update": Method(update_users, ("usergroups:write",)),
}
