"""Which part of a long list was asked for?"""

import base64
import binascii
from typing import TypeVar

from ..wire import ApiError, Json
from .call import Call

T = TypeVar("T")


def page(call: Call, everything: list[T], otherwise: int = 100) -> tuple[list[T], Json]:
    """One page, and the `response_metadata` with the cursor of the next ("" after the last)."""
    start = _offset(call.args.get("cursor"))
    end = start + call.number("limit", otherwise)
    more = end < len(everything)
    return everything[start:end], {"next_cursor": _cursor(end) if more else ""}


def _cursor(offset: int) -> str:
    return base64.b64encode(f"next:{offset}".encode()).decode()


def _offset(cursor: str | None) -> int:
    if not cursor:
        return 0
    try:
        word, _, number = base64.b64decode(cursor).decode().partition(":")
        return int(number) if word == "next" else int("no cursor of ours")
    except (ValueError, binascii.Error):
        raise ApiError("invalid_cursor") from None
