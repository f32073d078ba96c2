"""As whom does somebody look on, on a page?"""

import time
from urllib.parse import parse_qs, urlsplit

# A page that is gone says nothing; one that is only quiet must not lose its people, so the latest one never does.
REMEMBERED_SECONDS = 300.0


class Audience:
    """The people whom the open pages show: a page has them in its address, and its requests carry that along."""

    def __init__(self) -> None:
        self._asked_at: dict[frozenset[str], float] = {}

    def note(self, person: str, referer: str) -> None:
        """A request on behalf of this person, from the page with this address."""
        named = parse_qs(urlsplit(referer).query).get("as", [""])[0].split(",")
        shown = frozenset(one.partition(":")[0] for one in named)
        # While somebody is being chosen, the address still names whom they replace.
        people = shown if person in shown else frozenset({person})
        self._asked_at.pop(people, None)
        self._asked_at[people] = time.monotonic()

    def people(self) -> frozenset[str]:
        """Everybody whom a page shows; empty before the first page."""
        latest = next(reversed(self._asked_at), frozenset[str]())
        since = time.monotonic() - REMEMBERED_SECONDS
        self._asked_at = {people: at for people, at in self._asked_at.items() if at > since or people is latest}
        return frozenset().union(*self._asked_at)
