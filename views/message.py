"""What can be shown to somebody: a message, a modal, a Home, a file?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from slack_sdk.models.blocks import Block, PlainTextObject
from slack_sdk.models.views import View


@dataclass(frozen=True)
class File:
    """A file that goes with a message."""

    name: str
    title: str
    content: bytes


@dataclass(frozen=True)
class Message:
    """Blocks, and the same content as plain text: the notification, and what a screen reader reads."""

    text: str
    blocks: Sequence[Block]
    file: File | None = None

    def payload(self) -> dict[str, object]:
        return {"text": self.text, "blocks": [block.to_dict() for block in self.blocks]}


@dataclass(frozen=True)
class Modal:
    """A form, or with no `submit` a note; `carries` comes back with the submission."""

    id: str
    title: str
    close: str
    blocks: Sequence[Block | dict[str, object]]
    submit: str | None = None
    carries: str = ""

    def payload(self) -> dict[str, object]:
        return View(
            type="modal",
            callback_id=self.id,
            title=PlainTextObject(text=self.title),
            close=PlainTextObject(text=self.close),
            submit=PlainTextObject(text=self.submit) if self.submit else None,
            blocks=list(self.blocks),
            private_metadata=self.carries,
        ).to_dict()


@dataclass(frozen=True)
class Home:
    """Somebody's App Home."""

    blocks: Sequence[Block] = field(default_factory=tuple)

    def payload(self) -> dict[str, object]:
        return View(type="home", blocks=list(self.blocks)).to_dict()


Shown = Message | Modal | Home


def as_json(shown: Message) -> str:
    return json.dumps(shown.payload(), ensure_ascii=False)
