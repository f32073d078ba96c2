"""Which forms and Homes may the app show?"""

from ..limits import check_view
from ..models import View
from ..wire import ApiError, Json, missing
from .call import Call, Method


async def open_modal(call: Call) -> Json:
    trigger_id, view = call.need("trigger_id"), _view(call, "modal")
    trigger = call.workspace.passes.exchange(trigger_id)
    return _shown(call, call.workspace.screens.open(trigger, view))


async def push(call: Call) -> Json:
    """Only a trigger that came from a view can put another on top of it."""
    trigger_id, view = call.need("trigger_id"), _view(call, "modal")
    trigger = call.workspace.passes.exchange(trigger_id)
    if trigger.view_id is None:
        raise ApiError("invalid_trigger_id")
    return _shown(call, call.workspace.screens.push(trigger, view))


async def update(call: Call) -> Json:
    content = call.args.get("view")
    kind = content.get("type") if isinstance(content, dict) else "modal"
    view = _view(call, "home" if kind == "home" else "modal")
    found = call.workspace.screens.find(call.args.get("view_id"), call.args.get("external_id"))
    if found is None:
        raise ApiError("not_found")
    return _shown(call, call.workspace.screens.update(found, view, call.args.get("hash")))


async def publish(call: Call) -> Json:
    user, view = call.need("user_id"), _view(call, "home")
    if user not in call.workspace.users:
        raise ApiError("invalid_arguments", response_metadata={"messages": ["[ERROR] invalid `user_id`"]})
    return _shown(call, call.workspace.screens.publish(user, view, call.args.get("hash")))


def _view(call: Call, kind: str) -> Json:
    if not call.args.get("view"):
        raise missing("view")
    return check_view(call.args["view"], kind)


def _shown(call: Call, view: View) -> Json:
    return {"view": call.payloads.view(view)}


METHODS: dict[str, Method] = {
    "views.open": Method(open_modal),
    "views.push": Method(push),
    "views.update": Method(update),
    "views.publish": Method(publish),
}
