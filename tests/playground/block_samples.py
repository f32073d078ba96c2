"""Blocks to try limits with."""

from playground_world import button, plain

from playground.limits import check_message
from playground.wire import ApiError


def complaints(blocks: list) -> list[str]:
    """What Slack says about them, nothing where it would show them."""
    try:
        check_message(blocks)
    except ApiError as refused:
        return refused.beside["errors"]
    return []


def menu(count: int) -> dict:
    options = [{"text": plain(str(n)), "value": str(n)} for n in range(count)]
    return {"type": "static_select", "action_id": "pick", "options": options}


def cell(text: str = "x") -> dict:
    return {"type": "raw_text", "text": text}


def table(rows: int, cells: int = 1, text: str = "x") -> dict:
    return {"type": "table", "rows": [[cell(text)] * cells] * rows}


def data_table(*rows: list, **more: object) -> dict:
    return {"type": "data_table", "caption": "Tokens", "rows": list(rows)} | more


def rich(*parts: dict, **more: object) -> dict:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(parts)} | more]}


def listed(**more: object) -> dict:
    piece = {"type": "rich_text_list", "style": "bullet", "elements": [{"type": "rich_text_section", "elements": []}]}
    return {"type": "rich_text", "elements": [piece | more]}


def asking(**texts: str) -> dict:
    """A button that asks first."""
    words = {"title": "Sure?", "text": "Sure?", "confirm": "Yes", "deny": "No"} | texts
    return button() | {"confirm": {key: plain(text) for key, text in words.items()}}


def marked(text: str) -> dict:
    return {"type": "mrkdwn", "text": text}


def choice(kind: str, **more: object) -> dict:
    option = {"text": plain("Ten"), "value": "10"} | more
    return {"type": kind, "action_id": "pick", "options": [option]}


def grouped(groups: int, label: str = "Minutes", **more: object) -> dict:
    group = {"label": plain(label), "options": menu(1)["options"]}
    return {"type": "static_select", "action_id": "pick", "option_groups": [group] * groups} | more
