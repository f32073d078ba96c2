"""What can be shown to somebody: a message, a modal, a Home, a file, a picture?"""

from collections.abc import Sequence
from dataclasses import dataclass, field

# A block as Slack takes it. The models of slack_sdk cost 60 microseconds a block, a third of a whole `/break`; what
# they would check, the tests check on every screen in both languages.
Block = dict[str, object]


def plain_text(text: str) -> Block:
    return {"type": "plain_text", "text": text}


@dataclass(frozen=True)
class File:
    """A file that goes with a message."""

    name: str
    title: str
    content: bytes


@dataclass(frozen=True)
class Picture:
    """A PNG that is shown among the blocks; `alt` says in words what is to be seen."""

    name: str
    content: bytes
    alt: str


@dataclass(frozen=True)
class Message:
    """Blocks, and the same content as plain text: the notification, and what a screen reader reads.

    An answer to a button takes the place of what was pressed, unless it stands `beside` it.
    """

    text: str
    blocks: Sequence[Block]
    file: File | None = None
    picture: Picture | None = None
    beside: bool = False

    def payload(self) -> dict[str, object]:
        return {"text": self.text, "blocks": list(self.blocks)}


@dataclass(frozen=True)
class Modal:
    """A form, or with no `submit` a note."""

    id: str
    title: str
    close: str
    blocks: Sequence[Block]
    submit: str | None = None

    def payload(self) -> dict[str, object]:
        view = {
            "type": "modal",
            "callback_id": self.id,
            "title": plain_text(self.title),
            "close": plain_text(self.close),
            "blocks": list(self.blocks),
        }
        return {**view, "submit": plain_text(self.submit)} if self.submit else view


@dataclass(frozen=True)
class Home:
    """Somebody's App Home."""

    blocks: Sequence[Block] = field(default_factory=tuple)

    def payload(self) -> dict[str, object]:
        return {"type": "home", "blocks": list(self.blocks)}
