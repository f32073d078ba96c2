"""What does the clock carry when it asks, and how does a slot of the outbox become words? Plain data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Generic, TypeVar

from rules.handbook import Site
from storage import people
from storage.database import Session
from storage.people import Person
from views.message import Home, Message
from views.words import Reader, Words, choose

Found = TypeVar("Found")


@dataclass(frozen=True)
class Tick:
    """The clock asks: it is now, here; the house has been open since then, where that matters."""

    now: datetime
    site: Site
    open_since: datetime | None = None


@dataclass(frozen=True)
class Every:
    """A sweep: harmless to repeat, so every replica runs it, at its pace, and if it likes after every change too."""

    name: str
    period: timedelta
    run: Callable[[Tick, Session], None]
    after_changes: bool = False


@dataclass(frozen=True)
class Daily:
    """A run at a local time of day, once over all replicas, caught up when it is at most `patience` late."""

    name: str
    at: time
    patience: timedelta
    run: Callable[[Tick, Session], None]


@dataclass(frozen=True)
class Study(Generic[Found]):
    """Long reads that no `/break` may wait for: `look` reads and reckons in a process of its own, when something is
    `wanted`; `keep` writes what it found, in a short transaction here."""

    name: str
    period: timedelta
    wanted: Callable[[Tick, Session], bool]
    look: Callable[[Tick, Session], Found]
    keep: Callable[[Tick, Session, Found], None]


Job = Every | Daily | Study


@dataclass(frozen=True)
class Sheet:
    """A slot about to be said: its parts after the name, who reads it, in which words."""

    parts: Sequence[str]
    reader: Person | None
    t: Reader
    now: datetime
    site: Site

    @property
    def id(self) -> int:
        return int(self.parts[0])


Drawing = Callable[[Sheet, Session], Message | Home | None]


def sheet(session: Session, slot: str, conversation: str, now: datetime, site: Site, words: Words) -> Sheet:
    """Who reads this conversation, and in which language: a person's own, else the team's, else the site's."""
    reader = people.by_slack_id(session, conversation, now)
    wishes = (reader.language, reader.slack_locale) if reader else (people.channel_language(session, conversation),)
    language = choose(*wishes, site.language) or site.language
    return Sheet(slot.split(":")[1:], reader, words.reader(language, site.zone, now), now, site)
