"""Would Slack let this form be sent, and are the app's complaints about it well-formed?"""

from .blocks import flat
from .models import View
from .state import key_of
from .wire import ApiError, Json

REQUIRED = "Please complete this required field."


def complaints(view: View) -> dict[str, str]:
    """What Slack says before it asks the app at all: empty required fields, lengths, numbers out of range."""
    found: dict[str, str] = {}
    for block in flat(view.blocks):
        if block["type"] == "input":
            complaint = _complaint(block, view.state.get(block["block_id"], {}))
            if complaint:
                found[block["block_id"]] = complaint
    return found


def _complaint(block: Json, values: Json) -> str | None:
    element = block["element"]
    value = values.get(element.get("action_id"), {}).get(key_of(element))
    if value in (None, "", []):
        return None if block.get("optional") else REQUIRED
    if element["type"] == "plain_text_input":
        return _length(str(value), element)
    if element["type"] == "number_input":
        return _number(str(value), element)
    return None


def _length(value: str, element: Json) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < least:
        return f"This must be at least {least} characters long."
    if len(value) > most:
        return f"This must be at most {most} characters long."
    return None


def _number(value: str, element: Json) -> str | None:
    try:
        number = float(value)
    except ValueError:
        return "Please enter a number."
    if not element.get("is_decimal_allowed") and not number.is_integer():
        return "Please enter a whole number."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and number < float(least):
        return f"This must be at least {least}."
    if most is not None and number > float(most):
        return f"This must be at most {most}."
    return None


def checked_errors(view: View, errors: object) -> dict[str, str]:
    """Errors are keyed by the block_id of an input block; any other key makes Slack refuse the whole answer."""
    fields = {block["block_id"] for block in flat(view.blocks) if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not fields.issuperset(errors):
        raise ApiError("invalid_errors")
    return {str(block_id): str(words) for block_id, words in errors.items()}
