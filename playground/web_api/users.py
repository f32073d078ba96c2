"""Who are these people?"""

from ..happenings import user_object
from ..wire import ApiError, Json
from .call import Call, Method
from .pages import page


async def info(call: Call) -> Json:
    user = call.workspace.users.get(call.need("user"))
    if user is None:
        raise ApiError("user_not_found")
    return {"user": user_object(user, call.workspace.team.id, call.flag("include_locale"))}


async def everyone(call: Call) -> Json:
    shown, metadata = page(call, list(call.workspace.users.values()), otherwise=1000)
    with_locale = call.flag("include_locale")
    members = [user_object(user, call.workspace.team.id, with_locale) for user in shown]
    return {"members": members, "cache_ts": int(call.workspace.clock()), "response_metadata": metadata}


METHODS: dict[str, Method] = {
    "users.info": Method(info, ("users:read",)),
    "users.list": Method(everyone, ("users:read",)),
}
