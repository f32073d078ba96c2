"""How does Slack get a picture, and how long do we wait until it takes it?"""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot import fates
from bot.clock import Clock
from bot.fates import Fate, NotSaid, Trouble
from views.message import Picture

PATIENCE = timedelta(minutes=4)
SHORTEST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(seconds=30)
KEPT = 100


@dataclass
class Hanging:
    """What became of a picture: its file at Slack, since when Slack refuses it, and which lines have shown it."""

    file_id: str | None = None
    refused_since: datetime | None = None
    is_taken: bool = False
    lines: set[int] = field(default_factory=set)


class Gallery:
    """The pictures that Slack has from us.

    Slack looks through a new file before it lets it into a message, so a file is handed in once and then offered
    again; another file would have to wait anew. What is forgotten with a restart is handed in once more, unseen.
    """

    def __init__(self, client: AsyncWebClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._hangings: dict[str, Hanging] = {}

    def hanging(self, picture: Picture) -> Hanging:
        key = hashlib.sha256(picture.name.encode() + b"\0" + picture.content).hexdigest()
        found = self._hangings.pop(key, None) or Hanging()
        self._hangings[key] = found
        while len(self._hangings) > KEPT:
            self._hangings.pop(next(iter(self._hangings)))
        return found

    def is_hopeless(self, hanging: Hanging) -> bool:
        """Whether Slack has refused it for so long that the words should go without it."""
        since = hanging.refused_since
        return since is not None and self._clock.now() - since >= self._clock.meanwhile(PATIENCE)

    async def hand_in(self, picture: Picture) -> None:
        """Give its file to Slack, which shows it to nobody before a message does.

        Raises NotSaid where that fails, but not for ever: a proxy or a scope in the way must not cost the words.
        """
        hanging = self.hanging(picture)
        if hanging.file_id is not None:
            return
        try:
            uploaded = await self._client.files_upload_v2(filename=picture.name, content=picture.content)
        except (SlackApiError, SlackRequestError, aiohttp.ClientError, TimeoutError) as error:
            if not self.is_hopeless(hanging):
                raise self._not_handed_in(hanging, error) from error
            return
        files = uploaded["files"]
        assert files is not None
        hanging.file_id = str(files[0]["id"])

    def _not_handed_in(self, hanging: Hanging, error: Exception) -> NotSaid:
        """To be tried again: as Slack asks, or soon and then after as long as we have waited already."""
        trouble = fates.of(error)
        again = self.refused(hanging, trouble.error)
        return NotSaid(replace(again.trouble, pause=trouble.pause or again.trouble.pause))

    def refused(self, hanging: Hanging, error: str) -> NotSaid:
        """To be tried again: soon, and then after as long as we have waited already."""
        now = self._clock.now()
        if hanging.is_taken:  # Slack had it, and has it no longer
            hanging.file_id, hanging.is_taken, hanging.refused_since = None, False, None
        hanging.refused_since = hanging.refused_since or now
        waited = (now - hanging.refused_since) / self._clock.pace
        pause = min(max(waited, SHORTEST_PAUSE), LONGEST_PAUSE)
        return NotSaid(Trouble(Fate.AGAIN, f"picture: {error}", pause))
