"""Which files does the app share, and where?"""

import json

from ..files import File
from ..models import Channel
from ..wire import ApiError, Json
from .call import Call, Method
from .chat import check_may_write, known, thread

ALT_CHARACTERS = 1_000


async def upload_url(call: Call) -> Json:
    name, size = call.need("filename"), call.need("length")
    alt_text = str(call.args.get("alt_txt") or "")
    if len(alt_text) > ALT_CHARACTERS:
        raise ApiError("alt_txt_too_large")
    if not size.isdecimal() or int(size) == 0:
        raise ApiError("invalid_arguments", response_metadata={"messages": ["[ERROR] must be greater than 0: length"]})
    file = call.workspace.files.expect(name, int(size), int(call.workspace.clock()), alt_text)
    return {"upload_url": f"{call.base_url}/upload/v1/{file.upload_key}", "file_id": file.id}


async def complete(call: Call) -> Json:
    """Everything is checked before anything is shared. As on Slack, the answer does not say which message it became."""
    titles = {str(one.get("id")): one.get("title") for one in _listed(call)}
    files = [_uploaded(call, file_id) for file_id in titles]
    channels = _channels(call)
    threads = [thread(call, channel) for channel in channels]
    for file in files:
        file.title, file.is_complete = str(titles[file.id] or file.name), True
    words = str(call.args.get("initial_comment") or "")
    for channel, thread_ts in zip(channels, threads, strict=True):
        for file in files:
            file.channels.add(channel.id)
        call.workspace.post_as_app(channel, words, thread_ts=thread_ts, files=files)
    return {"files": [call.payloads.file(file) for file in files]}


async def info(call: Call) -> Json:
    file = call.workspace.files.find(call.need("file"))
    if file is None or not file.is_complete:
        raise ApiError("file_not_found")
    shares = _shares(call, file)
    places = {
        key: [c.id for c in shares if c.kind == kind]
        for key, kind in (("channels", "channel"), ("groups", "group"), ("ims", "im"))
    }
    return {"file": call.payloads.file(file) | places, "comments": []}


def _shares(call: Call, file: File) -> list[Channel]:
    return [c for c in call.workspace.channels.values() if c.id in file.channels]


def _listed(call: Call) -> list[Json]:
    raw = call.args.get("files")
    try:
        listed = json.loads(raw) if isinstance(raw, str) else raw
    except ValueError:
        listed = None
    if not isinstance(listed, list) or not listed or not all(isinstance(one, dict) for one in listed):
        raise ApiError("invalid_arguments", response_metadata={"messages": ["[ERROR] must provide a list: files"]})
    return listed


def _uploaded(call: Call, file_id: str) -> File:
    file = call.workspace.files.find(file_id)
    if file is None or file.content is None or file.is_complete:
        raise ApiError("file_not_found")
    return file


def _channels(call: Call) -> list[Channel]:
    """`channel_id` takes no person's id, `channels` does; neither a channel that the app is not in. None is private."""
    workspace = call.workspace
    wanted = [str(call.args["channel_id"])] if call.args.get("channel_id") else []
    if wanted and wanted[0][0] not in "CGDZ":
        pointer = "[ERROR] input must match regex pattern: ^[CGDZ][A-Z0-9]{8,}$ [json-pointer:/channel_id]"
        raise ApiError("invalid_arguments", response_metadata={"messages": [pointer]})
    wanted += call.names("channels")
    found = [workspace.dm(name) if name in workspace.users else known(call, name) for name in dict.fromkeys(wanted)]
    for channel in found:
        if workspace.app.bot_user_id not in channel.members:
            raise ApiError("channel_not_found")
        check_may_write(call, channel)
    return found


METHODS: dict[str, Method] = {
    "files.getUploadURLExternal": Method(upload_url, ("files:write",)),
    "files.completeUploadExternal": Method(complete, ("files:write",)),
    "files.info": Method(info, ("files:read",)),
}
