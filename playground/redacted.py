"""What of the traffic may be shown: everything but what opens doors."""

import hashlib
import re

from .traffic import Record

HIDDEN = "…"
_SECRET_KEYS = {"token", "trigger_id", "response_url", "response_urls", "upload_url", "authorization"}
_SECRET_WORDS = re.compile(
    r"(?P<token>\bx(?:ox[a-z]|app)-)[\w-]+|(?P<url>/(?:commands|actions)/)[0-9a-f]{24}|(?P<ticket>ticket=)[\w-]+"
)


def text(words: str) -> str:
    """Tokens, response URLs and tickets keep only their beginning."""
    return _SECRET_WORDS.sub(lambda found: (found["token"] or found["url"] or found["ticket"]) + HIDDEN, words)


def json_of(value: object) -> object:
    if isinstance(value, dict):
        return {key: HIDDEN if key in _SECRET_KEYS and one else json_of(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [json_of(one) for one in value]
    return text(value) if isinstance(value, str) else value


def passes(record: Record) -> list[str]:
    """What ties a call to the envelope that allowed it, trigger ids and response URLs, as names that open nothing."""
    held = [record.sent.get("trigger_id"), record.sent.get("response_url")]
    used = [record.name] if record.kind == "response_url" else []
    return [_name(str(one)) for one in (*held, *used) if one]


def _name(secret: str) -> str:
    return hashlib.sha256(secret.rpartition("/")[2].encode()).hexdigest()[:10]
