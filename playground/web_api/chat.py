"""What may the app say, and change, and take back?"""

from .. import pictures
from ..limits import MARKDOWN_CHARACTERS, check_message
from ..models import Channel, Message
from ..wire import ApiError, Json, is_true
from .call import Call, Method

TEXT_CHARACTERS = 40_000
UPDATE_CHARACTERS = 4_000
_TRUNCATED: Json = {"warning": "message_truncated", "response_metadata": {"warnings": ["message_truncated"]}}


async def post_message(call: Call) -> Json:
    channel = _where(call)
    blocks = _content(call)
    pictures.share(call.workspace.files, blocks, channel.id)
    said = str(call.args.get("text") or call.args.get("markdown_text") or "")
    thread_ts = thread(call, channel)
    message = call.workspace.post_as_app(
        channel,
        said[:TEXT_CHARACTERS],
        blocks,
        thread_ts=thread_ts,
        broadcast=is_true(call.args.get("reply_broadcast")),
        metadata=_metadata(call),
        attachments=call.args.get("attachments") or [],
    )
    answer: Json = {"channel": channel.id, "ts": message.ts, "message": call.payloads.message(message)}
    return answer | (_TRUNCATED if len(said) > TEXT_CHARACTERS else {})


async def post_ephemeral(call: Call) -> Json:
    channel, user = known(call, call.need("channel")), call.need("user")
    check_may_write(call, channel)
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    blocks = _content(call)
    message = call.workspace.post_as_app(
        channel,
        str(call.args.get("text") or "")[:TEXT_CHARACTERS],
        blocks,
        ephemeral_to=user,
        thread_ts=call.args.get("thread_ts"),
        attachments=call.args.get("attachments") or [],
    )
    return {"message_ts": message.ts}


async def update(call: Call) -> Json:
    """New text without blocks takes the old blocks away; new blocks without text leave no "edited" mark.

    As on Slack, a picture that comes by an edit is taken, but not shared with the readers: they do not see it.
    """
    channel, message = _own_message(call, "cant_update_message")
    args = call.args
    changes: Json = {}
    if args.get("text") is not None:
        if len(str(args["text"])) > UPDATE_CHARACTERS:
            raise ApiError("msg_too_long")
        changes |= {"text": str(args["text"]), "blocks": []}
    if args.get("blocks") is not None:
        changes["blocks"] = _blocks(call)
    if args.get("attachments") is not None:
        changes["attachments"] = args["attachments"]
    if not changes:
        raise ApiError("no_text")
    if args.get("metadata") is not None:
        changes["metadata"] = _metadata(call)
    call.workspace.edit(message, mark=not args.get("blocks"), **changes)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": call.payloads.message(message)}


async def delete(call: Call) -> Json:
    channel, message = _own_message(call, "cant_delete_message")
    call.workspace.remove(message)
    return {"channel": channel.id, "ts": message.ts}


async def permalink(call: Call) -> Json:
    channel = known(call, call.need("channel"))
    message = channel.messages.get(call.need("message_ts"))
    if message is None or message.ephemeral_to:
        raise ApiError("message_not_found")
    return {"channel": channel.id, "permalink": call.permalink(message)}


def _where(call: Call) -> Channel:
    """A channel, a DM, or a user id, which stands for the DM with that person."""
    name = call.need("channel")
    user = call.workspace.users.get(name)
    if user is None:
        channel = known(call, name)
    elif user.is_bot:
        raise ApiError("cannot_dm_bot")
    elif user.deleted:
        raise ApiError("user_disabled")
    else:
        channel = call.workspace.dm(user.id)
    check_may_write(call, channel)
    return channel


def known(call: Call, name: str) -> Channel:
    """Private channels are there only for those who are in them."""
    channel = call.workspace.channel(name)
    if channel is None or (channel.kind == "group" and call.workspace.app.bot_user_id not in channel.members):
        raise ApiError("channel_not_found")
    return channel


def check_may_write(call: Call, channel: Channel) -> None:
    if channel.is_archived:
        raise ApiError("is_archived")
    scopes = call.workspace.manifest.scopes
    invited = call.workspace.app.bot_user_id in channel.members
    if not invited and scopes is not None and "chat:write.public" not in scopes:
        raise ApiError("not_in_channel")


def _content(call: Call) -> list[Json]:
    args = call.args
    if not any(args.get(key) for key in ("text", "blocks", "attachments", "markdown_text")):
        raise ApiError("no_text")
    if len(str(args.get("markdown_text") or "")) > MARKDOWN_CHARACTERS:
        raise ApiError("msg_too_long")
    if len(args.get("attachments") or ()) > 100:
        raise ApiError("too_many_attachments")
    return _blocks(call)


def _blocks(call: Call) -> list[Json]:
    blocks = check_message(call.args.get("blocks") or [])
    pictures.check(call.workspace.files, blocks)
    return blocks


def thread(call: Call, channel: Channel) -> str | None:
    thread_ts = call.args.get("thread_ts")
    if thread_ts and thread_ts not in channel.messages:
        raise ApiError("thread_not_found")
    return thread_ts or None


def _metadata(call: Call) -> Json | None:
    metadata = call.args.get("metadata")
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or not metadata.get("event_type"):
        raise ApiError("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict):
        raise ApiError("invalid_metadata_schema")
    return metadata


def _own_message(call: Call, refusal: str) -> tuple[Channel, Message]:
    """Whispers cannot be found by ts; other people's messages cannot be touched."""
    channel = known(call, call.need("channel"))
    message = channel.messages.get(call.need("ts"))
    if message is None or message.ephemeral_to:
        raise ApiError("message_not_found")
    if message.bot_id != call.workspace.app.bot_id:
        raise ApiError(refusal)
    if channel.is_archived:
        raise ApiError("is_inactive")
    return channel, message


METHODS: dict[str, Method] = {
    "chat.postMessage": Method(post_message, ("chat:write",)),
    "chat.postEphemeral": Method(post_ephemeral, ("chat:write",)),
    "chat.update": Method(update, ("chat:write",)),
    "chat.delete": Method(delete, ("chat:write",)),
    "chat.getPermalink": Method(permalink),
}
