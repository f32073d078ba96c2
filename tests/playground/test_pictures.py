"""A picture that was uploaded stands among the blocks of a message, for those who may see it."""

import pytest
from playground_world import World, refusal
from slack_sdk.errors import SlackApiError

# Two by one, red.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000020000000108020000007b40e8dd0000"
    "000d49444154789c63f8cfc000440008fe01ffc69e79f70000000049454e44ae426082"
)


async def uploaded(world: World, name: str = "chart.png") -> dict:
    """A file without a channel: it is there, and nobody has seen it."""
    return (await world.client.files_upload_v2(filename=name, content=PNG))["files"][0]


def image(**slack_file: str) -> list[dict]:
    return [{"type": "image", "alt_text": "calls by the hour", "slack_file": slack_file}]


@pytest.mark.parametrize("by", ["id", "url"])
async def test_a_picture_stands_in_a_message_by_its_id_or_its_address(world: World, by: str) -> None:
    file = await uploaded(world)
    shown = image(id=file["id"]) if by == "id" else image(url=file["permalink"])
    await world.client.chat_postMessage(channel="C0FLOOR", text="digest", blocks=shown)
    assert world.mei.sees("#floor")[-1].words == "calls by the hour"
    assert (await world.client.files_info(file=file["id"]))["file"]["channels"] == ["C0FLOOR"]


async def test_a_file_that_is_not_there_is_refused(world: World) -> None:
    with pytest.raises(SlackApiError) as refused:
        await world.client.chat_postMessage(channel="C0FLOOR", text="x", blocks=image(id="F0000000000"))
    assert refused.value.response["error"] == "invalid_blocks"
    assert refused.value.response["errors"] == ["invalid slack file [json-pointer:/blocks/0/slack_file]"]


async def test_what_is_no_picture_is_refused(world: World) -> None:
    for name in ("a.csv", "a.svg", "a.webp"):
        file = await uploaded(world, name)
        assert await refusal(world.client, "chat.postMessage", channel="C0FLOOR", blocks=image(id=file["id"])) == (
            "invalid_blocks"
        )


@pytest.mark.parametrize(
    ("slack_file", "complaint"),
    [
        ({"id": "https://slack.example/F1"}, "input must match regex pattern: ^[F][A-Z0-9]{8,}$"),
        ({"id": "F0123456789", "url": "https://slack.example/F1"}, "must define either `id` or `url`, not both"),
    ],
)
async def test_a_file_is_named_in_one_way(world: World, slack_file: dict, complaint: str) -> None:
    with pytest.raises(SlackApiError) as refused:
        await world.client.chat_postMessage(channel="C0FLOOR", text="x", blocks=image(**slack_file))
    assert refused.value.response["errors"][0].startswith(complaint)


async def test_a_fresh_file_may_be_refused_for_a_while(world: World) -> None:
    file = await uploaded(world)
    fault = world.slack.faults.plan("unready", "chat.*", times=2)
    blocks = [{"type": "divider"}, *image(id=file["id"])]
    await world.client.chat_postMessage(channel="C0FLOOR", text="words alone are not struck")
    for _ in range(2):
        with pytest.raises(SlackApiError) as refused:
            await world.client.chat_postMessage(channel="C0FLOOR", text="x", blocks=blocks)
        assert refused.value.response["errors"] == ["invalid slack file [json-pointer:/blocks/1/slack_file]"]
    await world.client.chat_postMessage(channel="C0FLOOR", text="x", blocks=blocks)
    assert fault.struck == 2


async def test_a_picture_that_comes_by_an_edit_is_not_shared(world: World) -> None:
    """What people report of Slack: the edit is taken, and the readers see a broken picture."""
    posted = await world.client.chat_postMessage(channel="C0FLOOR", text="x")
    file = await uploaded(world)
    await world.client.chat_update(channel="C0FLOOR", ts=posted["ts"], text="x", blocks=image(id=file["id"]))
    assert (await world.client.files_info(file=file["id"]))["file"]["channels"] == []
