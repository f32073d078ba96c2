"""Is this text, option or element one that Slack accepts?"""

import re

from .wire import Json

FILE_ID = re.compile(r"^[F][A-Z0-9]{8,}$")
SELECTS = frozenset(
    f"{many}{kind}"
    for many in ("", "multi_")
    for kind in ("static_select", "external_select", "users_select", "conversations_select", "channels_select")
)
PICKERS = frozenset({"datepicker", "timepicker", "checkboxes", "radio_buttons"})
BUTTONS = frozenset({"button", "workflow_button", "overflow"})
TYPED = frozenset(
    [
        "plain_text_input",
        "number_input",
        "email_text_input",
        "url_text_input",
        "rich_text_input",
        "file_input",
        "datetimepicker",
    ]
)
IN_SECTION = SELECTS | PICKERS | BUTTONS | {"image"}
IN_ACTIONS = SELECTS | PICKERS | BUTTONS | {"datetimepicker", "rich_text_input"}
IN_INPUT = SELECTS | PICKERS | TYPED
PLAIN = ("plain_text",)
ANY_TEXT = ("plain_text", "mrkdwn")


class Report:
    """Collects Slack's complaints, each with the JSON pointer to what is wrong."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.complaints: list[str] = []
        self.characters = 0
        self.markdown = 0

    def say(self, words: str, at: str) -> None:
        self.complaints.append(f"{words} [json-pointer:{at}]")

    def length(self, value: object, most: int, at: str, least: int = 0) -> None:
        if not isinstance(value, str):
            self.say("must be a string", at)
        elif len(value) > most:
            self.say(f"must be less than {most + 1} characters", at)
        elif len(value) < least:
            self.say(f"must be more than {least - 1} characters", at)

    def name(self, holder: Json, key: str, seen: set[str], at: str) -> None:
        """An id of 1 to 255 characters that none of those `seen` has; left out, Slack gives one itself."""
        given = holder.get(key)
        if given is None:
            return
        self.length(given, 255, f"{at}/{key}", least=1)
        if not isinstance(given, str):
            return
        if given in seen:
            self.say(f'`{key}` "{given}" already exists', f"{at}/{key}")
        seen.add(given)

    def optional(self, holder: Json, key: str, most: int, at: str) -> None:
        if holder.get(key) is not None:
            self.length(holder[key], most, f"{at}/{key}")

    def items(self, value: object, most: int, at: str, least: int = 1) -> list[object]:
        """The items worth a further look, whatever they are; none if this is no list."""
        if not isinstance(value, list):
            self.say("must be an array", at)
            return []
        if len(value) > most:
            self.say(f"no more than {most} items allowed", at)
        elif len(value) < least:
            self.say(f"no less than {least} items allowed", at)
        return value[: most + 1]

    def one_of(self, value: object, allowed: tuple[str, ...], at: str) -> None:
        if value not in allowed:
            self.say(f"must be one of [{', '.join(allowed)}]", at)


def text(report: Report, holder: Json, key: str, most: int, at: str, types: tuple[str, ...], need: bool = True) -> None:
    """A text object of 1 to `most` characters under `key`."""
    value, here = holder.get(key), f"{at}/{key}"
    if value is None:
        if need:
            report.say(f"missing required field: {key}", at)
        return
    bare_text(report, value, most, here, types)


def bare_text(report: Report, value: object, most: int, at: str, types: tuple[str, ...]) -> None:
    if not isinstance(value, dict):
        report.say("must provide an object", at)
        return
    if value.get("type") not in types:
        report.one_of(value.get("type"), types, f"{at}/type")
    if "text" not in value:
        report.say("missing required field: text", at)
        return
    report.length(value["text"], most, f"{at}/text", least=1)
    report.characters += len(str(value["text"]))


def element(report: Report, value: object, allowed: frozenset[str], at: str, seen: set[str]) -> None:
    """`seen`: the action_ids of the block so far; a block may not repeat one."""
    if not isinstance(value, dict):
        report.say("must provide an object", at)
        return
    kind = value.get("type")
    if not isinstance(kind, str) or kind not in allowed:
        report.say(f"unsupported type: {kind}", f"{at}/type")
        return
    report.name(value, "action_id", seen, at)
    if "confirm" in value:
        _confirm(report, value["confirm"], f"{at}/confirm")
    _by_kind(report, kind, value, at)


def _by_kind(report: Report, kind: str, value: Json, at: str) -> None:
    if kind == "button":
        _button(report, value, at)
    elif kind == "image":
        image(report, value, at)
    elif kind in SELECTS:
        _select(report, kind, value, at)
    elif kind in ("checkboxes", "radio_buttons"):
        _choices(report, value, at, 10, ANY_TEXT)
    elif kind == "overflow":
        _choices(report, value, at, 5)
    else:
        _field(report, kind, value, at)


def _button(report: Report, value: Json, at: str) -> None:
    text(report, value, "text", 75, at, PLAIN)
    report.optional(value, "value", 2000, at)
    report.optional(value, "url", 3000, at)
    report.optional(value, "accessibility_label", 75, at)
    if "style" in value:
        report.one_of(value["style"], ("primary", "danger"), f"{at}/style")


def image(report: Report, value: Json, at: str) -> None:
    if not value.get("image_url") and not value.get("slack_file"):
        report.say("missing required field: image_url", at)
    report.optional(value, "image_url", 3000, at)
    if isinstance(value.get("slack_file"), dict):
        _slack_file(report, value["slack_file"], f"{at}/slack_file")
    if "alt_text" not in value:
        report.say("missing required field: alt_text", at)
    else:
        report.length(value["alt_text"], 2000, f"{at}/alt_text", least=1)


def _slack_file(report: Report, value: Json, at: str) -> None:
    if ("id" in value) == ("url" in value):
        report.say("must define either `id` or `url`, not both", at)
    elif "id" in value and not FILE_ID.fullmatch(str(value["id"])):
        report.say(f"input must match regex pattern: {FILE_ID.pattern}", f"{at}/id")


def _select(report: Report, kind: str, value: Json, at: str) -> None:
    text(report, value, "placeholder", 150, at, PLAIN, need=False)
    if not kind.endswith("static_select"):
        return
    if "option_groups" in value and "options" in value:
        report.say("must define either `options` or `option_groups`, not both", at)
    if "option_groups" in value:
        for number, group in enumerate(report.items(value["option_groups"], 100, f"{at}/option_groups")):
            _group(report, group, f"{at}/option_groups/{number}")
        return
    _choices(report, value, at, 100)


def _group(report: Report, group: object, at: str) -> None:
    if not isinstance(group, dict):
        report.say("must provide an object", at)
        return
    text(report, group, "label", 75, at, PLAIN)
    _choices(report, group, at, 100)


def _choices(report: Report, holder: Json, at: str, most: int, types: tuple[str, ...] = PLAIN) -> None:
    """Menus offer plain text; only checkboxes and radio buttons may be marked up."""
    if "options" not in holder:
        report.say("missing required field: options", at)
        return
    options = report.items(holder["options"], most, f"{at}/options")
    for number, one in enumerate(options):
        _option(report, one, f"{at}/options/{number}", types)
    initial = [holder[key] for key in ("initial_option",) if key in holder]
    if holder.get("initial_options") is not None:
        initial = report.items(holder["initial_options"], most, f"{at}/initial_options", least=0)
    values = [one.get("value") for one in options if isinstance(one, dict)]
    for one in initial:
        if not isinstance(one, dict) or one.get("value") not in values:
            report.say("could not match any of the options", f"{at}/initial_option")


def _option(report: Report, one: object, at: str, types: tuple[str, ...]) -> None:
    if not isinstance(one, dict):
        report.say("must provide an object", at)
        return
    text(report, one, "text", 75, at, types)
    text(report, one, "description", 75, at, types, need=False)
    report.optional(one, "url", 3000, at)
    if "value" not in one:
        report.say("missing required field: value", at)
    else:
        report.length(one["value"], 150, f"{at}/value")


def _field(report: Report, kind: str, value: Json, at: str) -> None:
    text(report, value, "placeholder", 150, at, PLAIN, need=False)
    if kind == "plain_text_input":
        for key in ("min_length", "max_length"):
            if key in value and not (isinstance(value[key], int) and 0 <= value[key] <= 3000):
                report.say("must be between 0 and 3000", f"{at}/{key}")
    if kind == "number_input" and "is_decimal_allowed" not in value:
        report.say("missing required field: is_decimal_allowed", at)


def _confirm(report: Report, value: object, at: str) -> None:
    if not isinstance(value, dict):
        report.say("must provide an object", at)
        return
    text(report, value, "title", 100, at, PLAIN)
    text(report, value, "text", 300, at, ANY_TEXT)
    text(report, value, "confirm", 30, at, PLAIN)
    text(report, value, "deny", 30, at, PLAIN)
    if "style" in value:
        report.one_of(value["style"], ("primary", "danger"), f"{at}/style")
