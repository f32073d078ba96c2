"""Would Slack accept these younger blocks: videos, cards, alerts, small actions?"""

from .elements import ANY_TEXT, PLAIN, Report, text
from .wire import Json

LEVELS = ("default", "info", "warning", "error", "success")
_CARD_TEXTS = {"title": 150, "subtitle": 150, "body": 200}


def video(report: Report, block: Json, at: str) -> None:
    for key in ("video_url", "thumbnail_url", "alt_text"):
        if not block.get(key):
            report.say(f"missing required field: {key}", at)
    text(report, block, "title", 199, at, PLAIN)
    report.optional(block, "author_name", 49, at)


def alert(report: Report, block: Json, at: str) -> None:
    text(report, block, "text", 3000, at, ANY_TEXT)
    report.one_of(block.get("level", LEVELS[0]), LEVELS, f"{at}/level")


def card(report: Report, block: Json, at: str) -> None:
    if not any(block.get(key) for key in ("hero_image", "title", "actions", "body")):
        report.say("must define one of `hero_image`, `title`, `actions`, `body`", at)
    for key, most in _CARD_TEXTS.items():
        text(report, block, key, most, at, ANY_TEXT, need=False)


def carousel(report: Report, block: Json, at: str) -> None:
    for number, one in enumerate(report.items(block.get("elements"), 10, f"{at}/elements")):
        here = f"{at}/elements/{number}"
        if isinstance(one, dict) and one.get("type") == "card":
            card(report, one, here)
        else:
            report.say("must be one of [card]", f"{here}/type")


def context_actions(report: Report, block: Json, at: str) -> None:
    for number, one in enumerate(report.items(block.get("elements"), 5, f"{at}/elements")):
        kind = one.get("type") if isinstance(one, dict) else None
        report.one_of(kind, ("feedback_buttons", "icon_button"), f"{at}/elements/{number}/type")
