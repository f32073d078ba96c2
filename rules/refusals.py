"""How does a rule say no?"""

from collections.abc import Mapping


class Refusal(Exception):
    """A no with its reason: `key` names the sentence, `facts` fill it. The sentence says what to do next."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts: Mapping[str, object] = facts


class FieldError(Exception):
    """A form field that cannot be accepted; `field` is the field's block id, `key` the sentence."""

    def __init__(self, field: str, key: str, **facts: object) -> None:
        super().__init__(f"{field}: {key}")
        self.field = field
        self.key = key
        self.facts: Mapping[str, object] = facts
