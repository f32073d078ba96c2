"""Is this rich text that Slack accepts?"""

from .elements import Report
from .wire import Json

# Slack names no bound; this one only keeps the check short.
MOST_PARTS = 1000
DEEPEST_INDENT = 8
# What each kind of part must say; the words of texts and links are counted.
_PARTS: dict[str, tuple[str, ...]] = {
    "text": ("text",),
    "link": ("url",),
    "emoji": ("name",),
    "user": ("user_id",),
    "usergroup": ("usergroup_id",),
    "channel": ("channel_id",),
    "team": ("team_id",),
    "broadcast": ("range",),
    "date": ("timestamp", "format"),
    "color": ("value",),
}
# Slack's own composer makes these; what is inside them is let through.
_OTHERS = frozenset(
    "attachment_mention canvas canvas_message_unfurl canvas_user_mention citation file list_record message_mention "
    "salesforce_data_field tag workflow_mention work_object_mention".split()
)


def check(report: Report, block: Json, at: str) -> None:
    if "elements" not in block:
        report.say("missing required field: elements", at)
        return
    for number, one in enumerate(report.items(block["elements"], MOST_PARTS, f"{at}/elements")):
        _piece(report, one, f"{at}/elements/{number}")


def _piece(report: Report, piece: object, at: str) -> None:
    kind = piece.get("type") if isinstance(piece, dict) else None
    if not isinstance(piece, dict) or kind not in _PIECES:
        report.say(f"unsupported type: {kind}", f"{at}/type")
    elif kind == "rich_text_list":
        _list(report, piece, at)
    else:
        _parts(report, piece, at, ("text", "link") if kind == "rich_text_preformatted" else None)


_PIECES = ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")


def _list(report: Report, piece: Json, at: str) -> None:
    report.one_of(piece.get("style"), ("bullet", "ordered"), f"{at}/style")
    indent = piece.get("indent", 0)
    if not isinstance(indent, int) or not 0 <= indent <= DEEPEST_INDENT:
        report.say(f"must be between 0 and {DEEPEST_INDENT}", f"{at}/indent")
    for number, one in enumerate(report.items(piece.get("elements"), MOST_PARTS, f"{at}/elements", least=0)):
        here = f"{at}/elements/{number}"
        if isinstance(one, dict) and one.get("type") == "rich_text_section":
            _parts(report, one, here)
        else:
            report.say("must be one of [rich_text_section]", f"{here}/type")


def _parts(report: Report, piece: Json, at: str, allowed: tuple[str, ...] | None = None) -> None:
    for number, part in enumerate(report.items(piece.get("elements"), MOST_PARTS, f"{at}/elements", least=0)):
        _part(report, part, f"{at}/elements/{number}", allowed)


def _part(report: Report, part: object, at: str, allowed: tuple[str, ...] | None) -> None:
    kind = part.get("type") if isinstance(part, dict) else None
    if not isinstance(part, dict) or kind not in (allowed or (*_PARTS, *_OTHERS)):
        report.say(f"unsupported type: {kind}", f"{at}/type")
        return
    for key in _PARTS.get(str(kind), ()):
        if key not in part:
            report.say(f"missing required field: {key}", at)
    if kind == "text" and "text" in part:
        report.length(part["text"], len(str(part["text"])), f"{at}/text", least=1)
    if kind == "broadcast" and "range" in part:
        report.one_of(part["range"], ("here", "channel", "everyone"), f"{at}/range")
    report.characters += len(str(part.get("text") or part.get("url") or ""))
