"""What does somebody read by and by? Waiting for words; the clock hurries, so that nobody waits for Slack's pace."""

from collections.abc import Callable
from typing import TypeVar

from playground.models import Message
from support.cast import Member
from support.house import Scene

Found = TypeVar("Found")

HURRY_S = 0.3


async def soon(scene: Scene, found: Callable[[], Found | None]) -> Found:
    """What is found in the end; each look puts the clock a little forward."""

    def look() -> Found | None:
        scene.clock.forward(seconds=HURRY_S)
        scene.house.speaker.wake()
        return found()

    return found() or await scene.slack.until(look)


async def reads(scene: Scene, member: Member | str, *words: str) -> Message:
    """The newest of a person's direct messages that says all this."""
    return await seen(scene, member, None, *words)


async def seen(scene: Scene, member: Member | str, channel: str | None, *words: str) -> Message:
    """The newest message in a channel, or in the direct messages, that says all this."""
    person = scene.person(member)

    def found() -> Message | None:
        told = [m for m in person.sees(channel) if not m.ephemeral_to and all(word in m.words for word in words)]
        return told[-1] if told else None

    try:
        return await soon(scene, found)
    except TimeoutError:
        raise AssertionError(f"{words} is not among {[m.words for m in person.sees(channel)]}") from None


async def hears(scene: Scene, member: Member | str, *words: str) -> Message:
    """The newest whisper to a person, in their direct messages with the bot or in their team's channel."""
    person = scene.person(member)

    def found() -> Message | None:
        channels = scene.slack.workspace.channels_of(person.id)
        told = [m for c in channels for m in person.sees(c) if m.ephemeral_to and all(w in m.words for w in words)]
        return max(told, key=lambda m: m.sequence, default=None)

    return await soon(scene, found)
