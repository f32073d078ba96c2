"""Which Web API methods are there? Each module holds a family of them."""

from ..wire import Json
from . import chat, conversations, files, marks, members, rooms, usergroups, users, views
from .call import Call, Method


async def _test(call: Call) -> Json:
    if call.args.get("error"):
        return {"ok": False, "error": call.args["error"], "args": call.args}
    return {"args": call.args}


async def _who_am_i(call: Call) -> Json:
    workspace = call.workspace
    return {
        "url": f"{call.base_url}/",
        "team": workspace.team.name,
        "user": workspace.users[workspace.app.bot_user_id].name,
        "team_id": workspace.team.id,
        "user_id": workspace.app.bot_user_id,
        "bot_id": workspace.app.bot_id,
        "is_enterprise_install": False,
    }


async def _connect(call: Call) -> Json:
    return {"url": call.socket_url()}


METHODS: dict[str, Method] = {
    "api.test": Method(_test, caller="anyone"),
    "auth.test": Method(_who_am_i, caller="bot or app"),
    "apps.connections.open": Method(_connect, caller="app"),
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **marks.METHODS,
    **members.METHODS,
    **rooms.METHODS,
    **usergroups.METHODS,
    **users.METHODS,
    **views.METHODS,
}
