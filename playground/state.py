"""What has a person typed and chosen so far, as `state.values` reports it?"""

from .blocks import STATEFUL, Placed, interactive
from .wire import Json

# Which key of an element's state holds its choice, and which of its fields the choice it starts with.
_KEYS: dict[str, tuple[str, str]] = {
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "overflow": ("selected_option", ""),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "rich_text_input": ("rich_text_value", "initial_value"),
}


def key_of(element: Json) -> str:
    return _KEYS.get(element["type"], ("value", "initial_value"))[0]


def _empty(key: str) -> list[Json] | None:
    return [] if key == "selected_options" else None


def starting(element: Json) -> Json:
    key, first = _KEYS.get(element["type"], ("value", "initial_value"))
    return {"type": element["type"], key: element.get(first, _empty(key))}


def _stateful(blocks: list[Json]) -> list[Placed]:
    return [placed for placed in interactive(blocks) if placed.element["type"] in STATEFUL]


def initial(blocks: list[Json]) -> Json:
    values: Json = {}
    for placed in _stateful(blocks):
        values.setdefault(placed.block_id, {})[placed.action_id] = starting(placed.element)
    return values


def carried_over(blocks: list[Json], before: Json) -> Json:
    """Typed input survives an update only where both ids, and the kind of element, are the same as before."""
    values = initial(blocks)
    for block_id, actions in values.items():
        for action_id, fresh in actions.items():
            kept = before.get(block_id, {}).get(action_id)
            if kept and kept["type"] == fresh["type"]:
                actions[action_id] = kept
    return values


def chosen(element: Json, value: object) -> Json:
    """A person's plain choice ("10", ["a", "b"], a user id) as Slack reports it; LookupError if it is not on offer."""
    key = key_of(element)
    if key == "selected_option":
        return {"type": element["type"], key: None if value is None else option(element, value)}
    if key == "selected_options":
        wanted = value if isinstance(value, list | tuple | set) else [value]
        return {"type": element["type"], key: [option(element, one) for one in wanted]}
    if key == "selected_date_time":
        return {"type": element["type"], key: None if value is None else int(str(value))}
    if key == "value":
        return {"type": element["type"], key: None if value in (None, "") else str(value)}
    return {"type": element["type"], key: value}


def options_of(element: Json) -> list[Json]:
    groups = element.get("option_groups") or []
    return list(element.get("options") or []) + [o for group in groups for o in group.get("options", [])]


def option(element: Json, value: object) -> Json:
    """By its value, or by the words on it."""
    offered = options_of(element)
    for one in offered:
        if value in (one.get("value"), one.get("text", {}).get("text")):
            return one
    raise LookupError(f"{value!r} is not on offer; there is {[one.get('value') for one in offered]}")


def fill(blocks: list[Json], values: Json, typed: Json) -> None:
    """`typed`: block_id or action_id -> plain choice, or block_id -> {action_id -> plain choice}."""
    places = _stateful(blocks)
    for name, value in typed.items():
        targets = [p for p in places if name in (p.block_id, p.action_id)]
        if isinstance(value, dict):
            targets = [p for p in targets if p.action_id in value]
        if not targets:
            raise LookupError(f"no field {name!r} here; there is {[(p.block_id, p.action_id) for p in places]}")
        for place in targets:
            plain = value[place.action_id] if isinstance(value, dict) else value
            values.setdefault(place.block_id, {})[place.action_id] = chosen(place.element, plain)
