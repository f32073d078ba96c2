"""What does a request carry, and which handler answers it? Plain data, no Slack."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from rules.handbook import Site
from rules.roles import EVERYONE, Role
from rules.shifts import shift_day
from storage.database import Session
from storage.people import Person
from views.message import Message, Modal
from views.words import Reader, Words


@dataclass(frozen=True)
class Ask:
    """One request of one person: `text` follows a command, `value` is on a button, `form` is what was filled in."""

    who: Person
    t: Reader
    now: datetime
    site: Site
    routes: "Routes"
    text: str = ""
    value: str = ""
    form: Mapping[str, str] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The shift day on which this is asked."""
        return shift_day(self.who.shift, self.site.zone, self.now)

    def spelled(self, key: str) -> list[str]:
        """The words for one thing in every language."""
        return self.routes.words.spellings(key)


Answer = Message | Modal | None
Handler = Callable[[Ask, Session], Answer]


@dataclass(frozen=True)
class Command:
    """One verb of a slash command: `breaks.back` is spelled as `breaks-verb-back` says; the plain one needs no word."""

    command: str
    id: str
    run: Handler
    may: frozenset[Role] = EVERYONE
    plain: bool = False

    @property
    def feature(self) -> str:
        return self.id.split(".")[0]

    @property
    def verb_key(self) -> str:
        return self.id.replace(".", "-verb-")


@dataclass(frozen=True)
class Button:
    """A press on `feature.verb`, wherever the button stands."""

    id: str
    run: Handler
    may: frozenset[Role] = EVERYONE


@dataclass(frozen=True)
class Form:
    """A submitted modal; the handler runs before the ack, which carries the field errors."""

    id: str
    run: Handler
    may: frozenset[Role] = EVERYONE


@dataclass(frozen=True)
class Event:
    """Something that happened in Slack."""

    id: str
    run: Handler
    may: frozenset[Role] = EVERYONE


Route = Command | Button | Form | Event


class Routes:
    """Every route, found by what Slack sends."""

    def __init__(self, routes: Sequence[Route], words: Words) -> None:
        self.all = routes
        self.words = words
        self._by_id = {(type(route), route.id): route for route in routes}
        assert len(self._by_id) == len(routes), "two routes answer to one id"
        self._plain = {route.command: route for route in routes if isinstance(route, Command) and route.plain}
        self._verbs = {command: self._spelled(command) for command in self._plain}

    def find(self, kind: type[Route], route_id: str) -> Route | None:
        return self._by_id.get((kind, route_id))

    def command(self, command: str, text: str) -> tuple[Command, str]:
        """The verb that the first word names, and the rest; else the plain command and the whole text."""
        typed = tidy(text)
        first, _, rest = typed.partition(" ")
        verb = self._verbs[command].get(first.casefold())
        return (verb, rest) if verb else (self._plain[command], typed)

    def commands(self) -> list[Command]:
        """One plain route for each slash command."""
        return list(self._plain.values())

    def verbs(self, command: str) -> dict[str, Command]:
        """Every word that may follow a command, in any language, and the verb it stands for."""
        return self._verbs[command]

    def _spelled(self, command: str) -> dict[str, Command]:
        verbs = [
            route for route in self.all if isinstance(route, Command) and route.command == command and not route.plain
        ]
        return {word: route for route in verbs for word in self.words.spellings(route.verb_key)}


_NARROW = {wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}


def tidy(text: str) -> str:
    """What people type, with wide letters, digits and spaces made narrow; their punctuation stays theirs."""
    return " ".join(text.translate(_NARROW).split())


def as_typed(text: str) -> str:
    """A command's text as its writer saw it: Slack sends mentions and links as markup and the rest escaped."""
    seen = re.sub(r"<([@#]?)[^|>]*\|([^>]*)>", r"\1\2", text)
    return seen.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def nearest(typed: str, known: Iterable[str]) -> str | None:
    """The known word that a mistyped one comes closest to."""
    return next(iter(difflib.get_close_matches(typed.casefold(), list(known), n=1, cutoff=0.6)), None)
