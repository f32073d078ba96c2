"""What is inside a list of blocks: which elements, which words?"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from .wire import Json

# Elements whose choice Slack keeps and reports in `state.values`.
STATEFUL = frozenset(
    [
        "plain_text_input",
        "number_input",
        "email_text_input",
        "url_text_input",
        "rich_text_input",
        "static_select",
        "external_select",
        "users_select",
        "conversations_select",
        "channels_select",
        "multi_static_select",
        "multi_external_select",
        "multi_users_select",
        "multi_conversations_select",
        "multi_channels_select",
        "datepicker",
        "timepicker",
        "datetimepicker",
        "checkboxes",
        "radio_buttons",
    ]
)
INTERACTIVE = STATEFUL | {"button", "overflow", "workflow_button", "icon_button", "feedback_buttons"}


@dataclass(frozen=True, slots=True)
class Placed:
    """An element and the block it stands in."""

    block: Json
    element: Json

    @property
    def block_id(self) -> str:
        return self.block["block_id"]

    @property
    def action_id(self) -> str:
        return self.element["action_id"]


def inner(block: Json) -> Iterator[Json]:
    """A block's elements, and those of the blocks it holds (containers, carousels)."""
    for key in ("accessory", "element"):
        if isinstance(block.get(key), dict):
            yield block[key]
    for key in ("elements", "actions"):
        yield from _objects(block.get(key))


def flat(blocks: list[Json]) -> Iterator[Json]:
    for block in blocks:
        yield block
        for key in ("blocks", "child_blocks", "cards"):
            yield from flat(_objects(block.get(key)))


def _objects(value: object) -> list[Json]:
    """Of a list its objects; anything may stand where `limits` does not look."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def interactive(blocks: list[Json]) -> Iterator[Placed]:
    for block in flat(blocks):
        for element in inner(block):
            if is_interactive(element):
                yield Placed(block, element)


def is_interactive(element: Json) -> bool:
    kind = element.get("type")
    return isinstance(kind, str) and kind in INTERACTIVE


def with_ids(blocks: list[Json]) -> list[Json]:
    """Slack names every block and every element that the app left without a name."""
    for block in flat(blocks):
        if not _has_name(block, "block_id"):
            block["block_id"] = secrets.token_urlsafe(4)[:5]
        for element in inner(block):
            if is_interactive(element) and not _has_name(element, "action_id"):
                element["action_id"] = secrets.token_urlsafe(4)[:5]
    return blocks


def _has_name(holder: Json, key: str) -> bool:
    return isinstance(holder.get(key), str) and holder[key] != ""


def words(value: object) -> str:
    """Every word a person can read in these blocks, one line a text, in reading order."""
    return "\n".join(line for line in _lines(value) if line)


# In the order they are read. Not `value`, `action_id` and the like: a person does not see them.
_READ = (
    "title",
    "label",
    "text",
    "subtitle",
    "fields",
    "accessory",
    "elements",
    "element",
    "rows",
    "blocks",
    "child_blocks",
    "cards",
    "body",
    "placeholder",
    "options",
    "option_groups",
    "hint",
    "description",
    "alt_text",
    "caption",
    "actions",
)


def _lines(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _lines(item)
    elif isinstance(value, dict):
        if value.get("type") in ("rich_text_section", "rich_text_quote", "rich_text_preformatted"):
            yield "".join(_rich(part) for part in _objects(value.get("elements")))
            return
        for key in _READ:
            if key in value:
                yield from _lines(value[key])


def _rich(part: Json) -> str:
    match part.get("type"):
        case "user":
            return f"<@{part.get('user_id')}>"
        case "usergroup":
            return f"<!subteam^{part.get('usergroup_id')}>"
        case "channel":
            return f"<#{part.get('channel_id')}>"
        case "emoji":
            return f":{part.get('name')}:"
        case "date":
            return str(part.get("fallback") or part.get("timestamp"))
        case "broadcast":
            return f"@{part.get('range')}"
        case _:
            return str(part.get("text") or part.get("url") or "")
