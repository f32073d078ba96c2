"""What has been put on a message: which reactions, by whom, and is it pinned?"""

import re
from collections.abc import Callable

from .models import Change, Message, Pin
from .wire import ApiError, Json

REACTIONS_OF_A_PERSON = 23
KINDS_OF_REACTION = 50
# Any well-formed name is an emoji here, because a workspace has its own ones too.
_NAME = re.compile(r"[\w'+-]{1,100}(::skin-tone-[2-6])?")


class Marks:
    """Whispers carry neither reactions nor pins: only the reader has them."""

    def __init__(self, tell: Callable[[Change], None], clock: Callable[[], float]) -> None:
        self._tell = tell
        self._clock = clock

    def react(self, message: Message, user: str, name: str) -> None:
        if not _NAME.fullmatch(name):
            raise ApiError("invalid_name")
        if message.ephemeral_to:
            raise ApiError("message_not_found")
        if user in message.reactions.get(name, ()):
            raise ApiError("already_reacted")
        if name not in message.reactions and len(message.reactions) >= KINDS_OF_REACTION:
            raise ApiError("too_many_emoji")
        if sum(user in users for users in message.reactions.values()) >= REACTIONS_OF_A_PERSON:
            raise ApiError("too_many_reactions")
        message.reactions.setdefault(name, []).append(user)
        self._changed(message)

    def unreact(self, message: Message, user: str, name: str) -> None:
        if user not in message.reactions.get(name, ()):
            raise ApiError("no_reaction")
        message.reactions[name].remove(user)
        if not message.reactions[name]:
            del message.reactions[name]
        self._changed(message)

    def pin(self, message: Message, user: str) -> Pin:
        if message.ephemeral_to:
            raise ApiError("message_not_found")
        if message.pin is not None:
            raise ApiError("already_pinned")
        message.pin = Pin(user, int(self._clock()))
        self._changed(message)
        return message.pin

    def unpin(self, message: Message) -> Pin:
        """Anybody may take a pin away, whoever put it there. Returns what it was."""
        pin = message.pin
        if pin is None:
            raise ApiError("no_pin")
        message.pin = None
        self._changed(message)
        return pin

    def _changed(self, message: Message) -> None:
        """Not an edit: `sequence` stays, and with it what counts as an answer to somebody's act."""
        self._tell(Change("message", None, message.channel, message))


def reactions(message: Message) -> list[Json]:
    return [{"name": name, "users": list(users), "count": len(users)} for name, users in message.reactions.items()]


def pinned(message: Message) -> Json:
    if message.pin is None:
        return {}
    info = {"channel": message.channel, "pinned_by": message.pin.by, "pinned_ts": message.pin.at}
    return {"pinned_to": [message.channel], "pinned_info": info}
