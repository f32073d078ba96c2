"""Which files of Slack's do blocks show as pictures, and may they?"""

from collections.abc import Iterator

from .blocks import flat, inner
from .files import File, Files
from .wire import ApiError, Json

# Slack shows fewer kinds in blocks than it shows as files.
KINDS = frozenset({"png", "jpg", "jpeg", "gif"})


def placed(blocks: object) -> Iterator[tuple[str, Json]]:
    """Every block or element that shows a file, and where it stands."""
    for number, top in enumerate(blocks if isinstance(blocks, list) else []):
        for block in flat([top]) if isinstance(top, dict) else []:
            for one in (block, *inner(block)):
                if isinstance(one.get("slack_file"), dict):
                    yield f"/blocks/{number}/slack_file", one


def shown(blocks: object) -> bool:
    return next(placed(blocks), None) is not None


def check(files: Files, blocks: list[Json]) -> None:
    """The refusal of blocks that show a file which Slack does not have, or not yet."""
    wrong = [at for at, one in placed(blocks) if named(files, one["slack_file"]) is None]
    if wrong:
        raise refusal(wrong)


def share(files: Files, blocks: list[Json], channel: str) -> None:
    """Whoever may read the channel may see the pictures of a message that is posted there."""
    for _, one in placed(blocks):
        file = named(files, one["slack_file"])
        if file is not None:
            file.channels.add(channel)


def named(files: Files, slack_file: Json) -> File | None:
    """By its id, or by the address that `url_private` and `permalink` give; only a picture whose bytes are there."""
    file = files.find(str(slack_file.get("id"))) or files.at(str(slack_file.get("url")))
    return file if file and file.is_complete and file.kind in KINDS else None


def refusal(wrong: list[str]) -> ApiError:
    complaints = [f"invalid slack file [json-pointer:{at}]" for at in wrong]
    messages = [f"[ERROR] {complaint}" for complaint in complaints]
    return ApiError("invalid_blocks", errors=complaints, response_metadata={"messages": messages})


def with_addresses(files: Files, channel: str, value: object) -> object:
    """Blocks as the page draws them: a picture has its file's address where the channel's readers may see it."""
    if isinstance(value, list):
        return [with_addresses(files, channel, one) for one in value]
    if not isinstance(value, dict):
        return value
    told = {key: with_addresses(files, channel, one) for key, one in value.items()}
    file = named(files, value["slack_file"]) if isinstance(value.get("slack_file"), dict) else None
    return told | ({"image_url": file.path} if file and channel in file.channels else {})
