"""Would Slack accept these blocks, this view? It says no with a pointer to what is wrong."""

from collections.abc import Callable

from . import newer_blocks, rich_text, tables
from .elements import ANY_TEXT, IN_ACTIONS, IN_INPUT, IN_SECTION, PLAIN, Report, bare_text, element, image, text
from .wire import ApiError, Json

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MARKDOWN_CHARACTERS = 12_000
# Not documented, but met in practice (slackapi/bolt-js issue 2509): all words of a message's blocks together.
MESSAGE_CHARACTERS = 13_200

Check = Callable[[Report, Json, str], None]


def check_message(blocks: object) -> list[Json]:
    """The blocks of a message, or the refusal that chat.postMessage gives."""
    if not isinstance(blocks, list):
        raise ApiError("invalid_blocks_format")
    report = Report("message")
    _check_one_table(blocks)
    _blocks(report, blocks, MESSAGE_BLOCKS, "/blocks")
    if report.complaints:
        raise _refusal("invalid_blocks", report)
    if report.characters > MESSAGE_CHARACTERS:
        raise ApiError("msg_blocks_too_long")
    return blocks


def _check_one_table(blocks: list[Json]) -> None:
    kinds = [block.get("type") if isinstance(block, dict) else None for block in blocks]
    found = [number for number, kind in enumerate(kinds) if kind in ("table", "data_table")]
    if len(found) > 1:
        report = Report("message")
        report.say("only one table allowed", f"/blocks/{found[1]}")
        raise _refusal("only_one_table_allowed", report)


def check_view(view: object, kind: str) -> Json:
    """A modal or a Home, or the refusal that views.open and views.publish give."""
    if not isinstance(view, dict):
        raise ApiError(
            "invalid_arguments", response_metadata={"messages": ["[ERROR] must provide an object [json-pointer:/view]"]}
        )
    report = Report(kind)
    if view.get("type") != kind:
        report.say(f"must be one of [{kind}]", "/view/type")
    text(report, view, "title", 24, "/view", PLAIN, need=kind == "modal")
    text(report, view, "submit", 24, "/view", PLAIN, need=False)
    text(report, view, "close", 24, "/view", PLAIN, need=False)
    for key, most in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        report.optional(view, key, most, "/view")
    for key in view.keys() - _VIEW_KEYS:
        report.say(f"invalid additional property: {key}", "/view")
    _view_blocks(report, view, kind)
    if report.complaints:
        raise _refusal("invalid_arguments", report, "failed to match all allowed schemas [json-pointer:/view]")
    return view


_VIEW_KEYS = frozenset(
    [
        "type",
        "title",
        "submit",
        "close",
        "blocks",
        "private_metadata",
        "callback_id",
        "external_id",
        "clear_on_close",
        "notify_on_close",
        "submit_disabled",
    ]
)


def _view_blocks(report: Report, view: Json, kind: str) -> None:
    if "blocks" not in view:
        report.say("missing required field: blocks", "/view")
        return
    _blocks(report, view["blocks"], VIEW_BLOCKS, "/view/blocks")
    if kind == "modal" and not view.get("submit"):
        for number, block in enumerate(view["blocks"] if isinstance(view["blocks"], list) else ()):
            if isinstance(block, dict) and block.get("type") == "input":
                report.say("must define `submit` to use an `input` block in modals", f"/view/blocks/{number}/input")


def _refusal(error: str, report: Report, *first: str) -> ApiError:
    complaints = [*first, *report.complaints]
    messages = [f"[ERROR] {complaint}" for complaint in complaints]
    return ApiError(error, errors=complaints, response_metadata={"messages": messages})


def _blocks(report: Report, blocks: object, most: int, at: str, least: int = 0) -> None:
    seen: set[str] = set()
    for number, block in enumerate(report.items(blocks, most, at, least)):
        here = f"{at}/{number}"
        if not isinstance(block, dict):
            report.say("must provide an object", here)
            continue
        report.name(block, "block_id", seen, here)
        _block(report, block, here)


def _block(report: Report, block: Json, at: str) -> None:
    kind = block.get("type")
    check = _CHECKS.get(str(kind))
    if kind is None:
        report.say("missing required field: type", at)
    elif check is None or (report.root, kind) in _NOT_HERE:
        report.say(f"unsupported type: {kind}", f"{at}/type")
    else:
        check(report, block, at)


def _section(report: Report, block: Json, at: str) -> None:
    if not block.get("text") and not block.get("fields"):
        report.say("must define either `text` or `fields`", at)
        return
    text(report, block, "text", 3000, at, ANY_TEXT, need=False)
    if "fields" in block:
        for number, one in enumerate(report.items(block["fields"], 10, f"{at}/fields")):
            bare_text(report, one, 2000, f"{at}/fields/{number}", ANY_TEXT)
    if "accessory" in block:
        element(report, block["accessory"], IN_SECTION, f"{at}/accessory", set())


def _actions(report: Report, block: Json, at: str) -> None:
    if "elements" not in block:
        report.say("missing required field: elements", at)
        return
    seen: set[str] = set()
    for number, one in enumerate(report.items(block["elements"], 25, f"{at}/elements")):
        element(report, one, IN_ACTIONS, f"{at}/elements/{number}", seen)


def _context(report: Report, block: Json, at: str) -> None:
    if "elements" not in block:
        report.say("missing required field: elements", at)
        return
    for number, one in enumerate(report.items(block["elements"], 10, f"{at}/elements")):
        here = f"{at}/elements/{number}"
        if isinstance(one, dict) and one.get("type") == "image":
            image(report, one, here)
        else:
            bare_text(report, one, 3000, here, ANY_TEXT)


def _input(report: Report, block: Json, at: str) -> None:
    text(report, block, "label", 2000, at, PLAIN)
    text(report, block, "hint", 2000, at, PLAIN, need=False)
    if "element" not in block:
        report.say("missing required field: element", at)
        return
    element(report, block["element"], IN_INPUT, f"{at}/element", set())


def _header(report: Report, block: Json, at: str) -> None:
    text(report, block, "text", 150, at, PLAIN)


def _image(report: Report, block: Json, at: str) -> None:
    image(report, block, at)
    text(report, block, "title", 2000, at, PLAIN, need=False)


def _markdown(report: Report, block: Json, at: str) -> None:
    if "text" not in block:
        report.say("missing required field: text", at)
        return
    report.length(block["text"], MARKDOWN_CHARACTERS - report.markdown, f"{at}/text", least=1)
    report.markdown += len(str(block["text"]))
    report.characters += len(str(block["text"]))


def _container(report: Report, block: Json, at: str) -> None:
    if not block.get("title") and not block.get("rich_text_title"):
        report.say("must define either `title` or `rich_text_title`", at)
    text(report, block, "title", 150, at, ANY_TEXT, need=False)
    text(report, block, "subtitle", 150, at, ANY_TEXT, need=False)
    _blocks(report, block.get("child_blocks"), 10, f"{at}/child_blocks", least=1)


def _anything(report: Report, block: Json, at: str) -> None:
    """Blocks whose inside is not checked here; the README names them."""


_CHECKS: dict[str, Check] = {
    "section": _section,
    "actions": _actions,
    "context": _context,
    "input": _input,
    "header": _header,
    "image": _image,
    "markdown": _markdown,
    "rich_text": rich_text.check,
    "table": tables.table,
    "data_table": tables.data_table,
    "video": newer_blocks.video,
    "alert": newer_blocks.alert,
    "card": newer_blocks.card,
    "carousel": newer_blocks.carousel,
    "context_actions": newer_blocks.context_actions,
    "container": _container,
    **dict.fromkeys(["divider", "file", "call", "plan", "task_card", "data_visualization"], _anything),
}
_ONLY_MESSAGES = ("markdown", "table", "data_table", "data_visualization", "file", "plan", "task_card")
_NOT_HERE = {(root, kind) for root in ("modal", "home") for kind in _ONLY_MESSAGES}
