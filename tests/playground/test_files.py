"""A file goes to Slack in three steps, and arrives as a message."""

from dataclasses import replace

import aiohttp
import pytest
from playground_world import SEED, World, a_world, refusal
from slack_sdk.web.async_client import AsyncWebClient

CSV = "﻿姓名,分钟\n梅婷,15\n".encode()


def with_scopes(*scopes: str) -> dict:
    return {"oauth_config": {"scopes": {"bot": list(scopes)}}}


async def dm_of(world: World, user: str) -> str:
    return (await world.client.conversations_open(users=user))["channel"]["id"]


async def uploaded(client: AsyncWebClient, name: str = "a.csv", content: bytes = CSV) -> str:
    """The id of a file whose bytes are there, and which nobody has seen yet."""
    place = await client.files_getUploadURLExternal(filename=name, length=len(content))
    async with aiohttp.ClientSession() as http, http.post(place["upload_url"], data=content) as answer:
        assert answer.status == 200
    return place["file_id"]


async def test_a_file_arrives_as_a_message_with_its_comment(world: World) -> None:
    dm = await dm_of(world, "U0MEI")
    sent = await world.client.files_upload_v2(
        channel=dm, filename="日报 1.csv", title="外出报表", content=CSV, initial_comment="*明细* 在此"
    )

    message = world.mei.dm()[-1]
    assert (message.text, message.words) == ("*明细* 在此", "*明细* 在此")
    assert [(f.name, f.title, f.content) for f in message.files] == [("日报 1.csv", "外出报表", CSV)]
    assert sent["file"]["id"] == message.files[0].id
    assert "ts" not in sent["file"]
    told = (await world.client.conversations_history(channel=dm))["messages"][0]["files"][0]
    assert (told["name"], told["mimetype"], told["size"]) == ("日报 1.csv", "text/csv", len(CSV))


async def test_what_was_uploaded_can_be_fetched_and_runs_nothing(world: World) -> None:
    await world.client.files_upload_v2(channel="C0FLOOR", filename='x"y.html', content=b"<script>alert(1)</script>")
    await world.client.files_upload_v2(channel="C0FLOOR", filename="board.png", content=b"\x89PNG")

    page, picture = [m.files[0] for m in world.mei.sees("#floor")]
    async with aiohttp.ClientSession(world.slack.url) as http:
        async with http.get(page.path) as answer:
            assert await answer.read() == b"<script>alert(1)</script>"
            assert answer.headers["Content-Disposition"].startswith("attachment;")
            assert answer.content_type == "application/octet-stream"
        async with http.get(picture.path) as answer:
            assert (answer.status, answer.content_type) == (200, "image/png")
            assert answer.headers["Content-Disposition"].startswith("inline;")


async def test_several_files_go_into_one_message_of_a_thread(world: World) -> None:
    first = await world.client.chat_postMessage(channel="C0FLOOR", text="Reports")
    files = [{"filename": "a.csv", "content": "1"}, {"filename": "b.csv", "content": "2", "title": "B"}]
    await world.client.files_upload_v2(channel="C0FLOOR", thread_ts=first["ts"], file_uploads=files)

    message = world.mei.sees("#floor")[-1]
    assert message.thread_ts == first["ts"]
    assert [f.title for f in message.files] == ["a.csv", "B"]


async def test_one_file_can_be_shared_with_channels_and_people_at_once(world: World) -> None:
    await world.client.files_upload_v2(channels=["C0FLOOR", "U0ARUN"], filename="a.csv", content=CSV)

    file = world.mei.sees("#floor")[-1].files[0]
    assert world.person("arun").dm()[-1].files == [file]
    told = (await world.client.files_info(file=file.id))["file"]
    assert (told["channels"], told["ims"]) == (["C0FLOOR"], [world.person("arun").dm()[-1].channel])


async def test_a_file_shared_nowhere_stays_private(world: World) -> None:
    sent = await world.client.files_upload_v2(filename="a.csv", content=CSV)

    assert sent["file"]["name"] == "a.csv"
    assert world.mei.sees("#floor") == []


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ({"channel_id": "U0MEI"}, "invalid_arguments"),
        ({"channel_id": "C0NOWHERE"}, "channel_not_found"),
        ({"channel_id": "C0QUIET"}, "channel_not_found"),
        ({"channel_id": "G0SECRET"}, "channel_not_found"),
        ({"channel_id": "C0OLD"}, "is_archived"),
        ({"channel_id": "C0FLOOR", "thread_ts": "1.000001"}, "thread_not_found"),
    ],
)
async def test_a_place_where_slack_would_not_share_it_is_refused(world: World, where: dict, error: str) -> None:
    file = await uploaded(world.client)

    assert await refusal(world.client, "files.completeUploadExternal", files=[{"id": file}], **where) == error
    again = await world.client.files_completeUploadExternal(files=[{"id": file}], channel_id="C0FLOOR")
    assert again["ok"], "a refusal leaves the upload good for another try"


async def test_bytes_are_taken_once_and_only_as_announced(world: World) -> None:
    place = await world.client.files_getUploadURLExternal(filename="a.csv", length=3)
    finish = {"files": [{"id": place["file_id"]}], "channel_id": "C0FLOOR"}
    async with aiohttp.ClientSession() as http:
        async with http.post(place["upload_url"], data=b"four") as answer:
            assert answer.status == 400
        assert await refusal(world.client, "files.completeUploadExternal", **finish) == "file_not_found"
        form = aiohttp.FormData()
        form.add_field("filename", b"abc", filename="a.csv")
        async with http.post(place["upload_url"], data=form) as answer:
            assert (answer.status, await answer.text()) == (200, "OK - 3")
        async with http.post(place["upload_url"], data=b"def") as answer:
            assert answer.status == 404
    await world.client.api_call("files.completeUploadExternal", json=finish)
    assert world.mei.sees("#floor")[-1].files[0].content == b"abc"
    assert await refusal(world.client, "files.completeUploadExternal", **finish) == "file_not_found"


@pytest.mark.parametrize("args", [{"filename": "a"}, {"length": 3}, {"filename": "a", "length": 0}])
async def test_an_upload_says_its_name_and_length(world: World, args: dict) -> None:
    assert await refusal(world.client, "files.getUploadURLExternal", **args) == "invalid_arguments"


async def test_uploading_needs_the_scope_for_it() -> None:
    async with a_world(replace(SEED, manifest=with_scopes("chat:write"))) as world:
        for method in ("files.getUploadURLExternal", "files.completeUploadExternal", "files.info"):
            assert await refusal(world.client, method) == "missing_scope"
    async with a_world(replace(SEED, manifest=with_scopes("files:write"))) as world:
        sent = await world.client.files_upload_v2(channel="C0FLOOR", filename="a.csv", content=CSV)
        assert await refusal(world.client, "files.info", file=sent["file"]["id"]) == "missing_scope"
