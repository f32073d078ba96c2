"""What does JSON look like on the wire, and how does Slack say no?"""

from typing import Any

# The one place with `Any`: blocks, views and payloads are other people's JSON, and stay as they came.
Json = dict[str, Any]


class ApiError(Exception):
    """Slack's refusal of a call: its error string, and what it says beside it."""

    def __init__(self, error: str, **beside: Any) -> None:  # noqa: ANN401
        super().__init__(error)
        self.error = error
        self.beside: Json = beside

    def answer(self) -> Json:
        return {"ok": False, "error": self.error, **self.beside}


def missing(argument: str) -> ApiError:
    message = f"[ERROR] missing required field: {argument}"
    return ApiError("invalid_arguments", response_metadata={"messages": [message]})


def is_true(value: object) -> bool:
    """Form arguments are text, so a flag may arrive as true, "true" or "1"."""
    return value is True or value in ("true", "True", "1", 1)
