"""In which language, and in which words, do we say this?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast

LOCALES = Path(__file__).with_name("locales")
LANGUAGES = ("zh-CN", "en")
SENTENCES = 4096
_BABEL = {"zh-CN": "zh_CN", "en": "en_GB"}


class BrokenWords(Exception):
    """A catalog that Fluent cannot read whole; Fluent itself would drop the broken entries in silence."""


class Mrkdwn(str):
    """Text that is Slack markup already, such as a mention; everything else is escaped before it is shown."""


def mention(slack_user_id: str) -> Mrkdwn:
    return Mrkdwn(f"<@{slack_user_id}>")


def channel(channel_id: str) -> Mrkdwn:
    return Mrkdwn(f"<#{channel_id}>")


def escaped(text: str) -> str:
    """What somebody typed, so that it pings nobody and links nowhere."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def choose(*wishes: str | None) -> str | None:
    """The first wish that we can serve, as one of LANGUAGES; Slack's locales are such as zh-CN, zh-TW, en-GB."""
    for wish in wishes:
        spoken = (wish or "").replace("_", "-").lower().split("-")[0]
        if spoken in ("zh", "en"):
            return "zh-CN" if spoken == "zh" else "en"
    return None


@dataclass(frozen=True)
class Reader:
    """Somebody who reads: a language, the site's zone, and the moment at which they read."""

    language: str
    zone: ZoneInfo
    now: datetime
    bundle: FluentBundle

    def __call__(self, key: str, **facts: object) -> str:
        """The sentence for Slack markup; what people typed is escaped."""
        shown = {name: self._shown(fact) for name, fact in facts.items()}
        return self._say(key, {name: escaped(fact) if type(fact) is str else fact for name, fact in shown.items()})

    def plain(self, key: str, **facts: object) -> str:
        """The sentence for plain text: labels, titles, files."""
        return self._say(key, {name: self._shown(fact) for name, fact in facts.items()})

    def time(self, moment: datetime) -> str:
        """A moment on the site's clock, with the day where it is not today."""
        local = moment.astimezone(self.zone)
        is_today = local.date() == self.now.astimezone(self.zone).date()
        return self.clock(moment) if is_today else f"{self.day(local.date())} {self.clock(moment)}"

    def clock(self, moment: datetime) -> str:
        return moment.astimezone(self.zone).strftime("%H:%M")

    def day(self, day: date) -> str:
        return _day(self.language, day)

    def _shown(self, fact: object) -> object:
        if isinstance(fact, datetime):
            return self.time(fact)
        return self.day(fact) if isinstance(fact, date) else fact

    def _say(self, key: str, facts: Mapping[str, object]) -> str:
        return _sentence(self.bundle, key, tuple(facts.items()))


class Words:
    """Every catalog of every language, read once."""

    def __init__(self) -> None:
        self.entries = {language: _entries(language) for language in LANGUAGES}
        self._bundles = {language: _bundle(language, self.entries[language]) for language in LANGUAGES}

    def reader(self, language: str, zone: ZoneInfo, now: datetime) -> Reader:
        return Reader(language, zone, now, self._bundles[language])

    def spellings(self, key: str) -> list[str]:
        """The words people may type for one thing, in any language: the catalogs list them with commas."""
        listed = [self.say(language, key) for language in LANGUAGES]
        return list(dict.fromkeys(word.strip().casefold() for text in listed for word in re.split("[,,、]", text)))

    def say(self, language: str, key: str) -> str:
        """A sentence that names no moment."""
        return Reader(language, _NOWHERE, _NEVER, self._bundles[language]).plain(key)


@lru_cache(maxsize=SENTENCES)
def _sentence(bundle: FluentBundle, key: str, facts: tuple[tuple[str, object], ...]) -> str:
    """The same few sentences are said all day long: a place in line, a time, a button's label."""
    pattern = bundle.get_message(key).value
    assert pattern is not None
    text, errors = bundle.format_pattern(pattern, dict(facts))
    assert not errors, f"{key}: {errors}"
    return str(text)


@lru_cache
def _day(language: str, day: date) -> str:
    return format_date(day, "d MMM" if language == "en" else "M月d日", locale=_BABEL[language])


_NOWHERE = ZoneInfo("UTC")
_NEVER = datetime(1970, 1, 1, tzinfo=_NOWHERE)


def _bundle(language: str, entries: Mapping[str, ast.Message]) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(ast.Resource(list(entries.values())))
    return bundle


def _entries(language: str) -> dict[str, ast.Message]:
    """Every sentence of a language by key; raises BrokenWords for junk and for a key that stands twice."""
    found: dict[str, ast.Message] = {}
    for file in sorted((LOCALES / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Junk):
                raise BrokenWords(f"{language}/{file.name}: {(entry.content or '').strip()[:80]}")
            if not isinstance(entry, ast.Message):
                continue
            if entry.id.name in found:
                raise BrokenWords(f"{language}/{file.name}: {entry.id.name} stands twice")
            found[entry.id.name] = entry
    return found
