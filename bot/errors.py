"""What does an error of Slack's say, whatever it came as?"""

from collections.abc import Mapping

from slack_sdk.errors import SlackApiError


def word_of(error: SlackApiError) -> str | None:
    """Slack's own word for what went wrong; None where something in between answered, such as a proxy."""
    data = getattr(error.response, "data", None)
    named = data.get("error") if isinstance(data, Mapping) else None
    return str(named) if named else None


def name_of(error: SlackApiError) -> str:
    """Slack's own word, or the status where the answer was not Slack's."""
    return word_of(error) or str(status_of(error))


def status_of(error: SlackApiError) -> int:
    """The HTTP status; slack_sdk hands over the bare response where it could not read the body."""
    return getattr(error.response, "status_code", None) or getattr(error.response, "status", 200)


def rest_s(headers: Mapping[str, str], otherwise: float) -> float:
    """How long Slack wants us to wait; Slack writes seconds, a proxy may write a date."""
    asked = headers.get("Retry-After", "")
    return float(asked) if asked.isdecimal() else otherwise
