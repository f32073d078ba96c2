"""How does one line get to Slack: posted, edited, published, with a file or a picture?"""

from collections.abc import Sequence
from dataclasses import replace

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import errors
from bot.clock import Clock
from bot.fates import Fate, NotSaid, Trouble
from bot.gallery import Gallery
from storage.outbox import Line
from views.message import Block, File, Home, Message, Picture
from views.parts import with_picture, without_picture

EVENT = "shiftlead_said"

Drawn = Message | Home | None


class Messenger:
    """Carries a line to Slack, and brings back the place where its message now stands."""

    def __init__(self, client: AsyncWebClient, clock: Clock) -> None:
        self._client = client
        self._gallery = Gallery(client, clock)

    async def prepare(self, drawn: Drawn) -> None:
        """What nobody sees and may take long, before the last look at whose turn it is."""
        if isinstance(drawn, Message) and drawn.picture is not None:
            await self._gallery.hand_in(drawn.picture)

    async def deliver(self, line: Line, drawn: Drawn) -> Line:
        if drawn is None:
            return line
        if isinstance(drawn, Home):
            await self._client.views_publish(user_id=line.conversation, view=drawn.payload())
            return line
        if drawn.file is not None:
            return await self._hand_over(line, drawn, drawn.file)
        if drawn.picture is not None:
            return await self._illustrate(line, drawn, drawn.picture)
        return await self._put(line, drawn.text, drawn.blocks)

    async def channel(self, line: Line) -> str:
        """The conversation's channel: a person's direct messages are opened first."""
        if not line.conversation.startswith(("U", "W")):
            return line.conversation
        opened = await self._client.conversations_open(users=line.conversation)
        channel = opened["channel"]
        assert channel is not None
        return str(channel["id"])

    async def _put(self, line: Line, text: str, blocks: Sequence[Block]) -> Line:
        if line.channel and line.ts:
            await self._client.chat_update(
                channel=line.channel, ts=line.ts, text=text, blocks=blocks, metadata=_mark(line)
            )
            return line
        posted = await self._client.chat_postMessage(
            channel=line.conversation,
            text=text,
            blocks=blocks,
            metadata=_mark(line),
            unfurl_links=False,
            unfurl_media=False,
        )
        return replace(line, channel=posted["channel"], ts=posted["ts"])

    async def _hand_over(self, line: Line, drawn: Message, file: File) -> Line:
        channel = await self.channel(line)
        await self._client.files_upload_v2(
            channel=channel, filename=file.name, title=file.title, content=file.content, initial_comment=drawn.text
        )
        return replace(line, channel=channel)

    async def _illustrate(self, line: Line, drawn: Message, picture: Picture) -> Line:
        """With its picture; with the picture's words in its place where Slack will not have the picture."""
        hanging = self._gallery.hanging(picture)
        if hanging.file_id is None or self._gallery.is_hopeless(hanging):
            line = await self._put(line, drawn.text, without_picture(drawn.blocks))
            hanging.refused_since = None  # said; whoever draws it again may hope again
            return line
        if line.ts is None:
            hanging.lines.add(line.id)  # before it is certain: whoever looks back finds the message with its picture
        try:
            put = await self._put(line, drawn.text, with_picture(drawn.blocks, hanging.file_id))
        except SlackApiError as error:
            if errors.name_of(error) != "invalid_blocks":
                raise
            raise self._gallery.refused(hanging, errors.name_of(error)) from error
        hanging.is_taken, hanging.refused_since = True, None
        if line.id not in hanging.lines:
            await self._take_away(put)
        return put

    async def _take_away(self, line: Line) -> None:
        """A message that got a new picture by an edit goes, and is posted anew.

        Posting shares a file with the channel, editing does not: everybody but the bot would see a broken picture
        (slackapi/java-slack-sdk 1441, bolt-python 1295). The edit before has shown that Slack takes the file by now.
        """
        await self._client.chat_delete(channel=line.channel or "", ts=line.ts or "")
        raise NotSaid(Trouble(Fate.GONE, "a new picture needs a new message"))


def _mark(line: Line) -> dict[str, object]:
    return {"event_type": EVENT, "event_payload": {"outbox_id": line.id}}
