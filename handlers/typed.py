"""What may be kept of what people typed? Customers' numbers may not."""

import re

from phonenumbers import PhoneNumberMatcher
from stdnum.cn import ric

MASK = "***"
REGION = "CN"
_ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


def scrubbed(text: str) -> str:
    """The text without phone numbers and without resident identity numbers (those whose check digit fits)."""
    without_ids = _ID_NUMBER.sub(lambda found: MASK if ric.is_valid(found[0].upper()) else found[0], text)
    for match in reversed(list(PhoneNumberMatcher(without_ids, REGION))):
        without_ids = without_ids[: match.start] + MASK + without_ids[match.end :]
    return without_ids
