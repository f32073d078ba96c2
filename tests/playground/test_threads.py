"""Threads, what a message carries unseen, and the links to it."""

from playground_world import World, hears, refusal

NOTE = {"event_type": "outbox", "event_payload": {"id": "42"}}


async def threaded(world: World) -> str:
    """Mei asks; Arun and the app answer, the app a second time to everybody."""
    asked = await world.mei.say("#floor", "Who is out?")
    await world.person("arun").say("#floor", "I am", thread_ts=asked.ts)
    for text, broadcast in (("Arun, until ten", False), ("Arun is back", True)):
        await world.client.chat_postMessage(
            channel="C0FLOOR", text=text, thread_ts=asked.ts, reply_broadcast=broadcast, metadata=NOTE
        )
    return asked.ts


async def test_the_first_message_of_a_thread_counts_the_others(world: World) -> None:
    ts = await threaded(world)
    history = (await world.client.conversations_history(channel="C0FLOOR"))["messages"]
    thread = (await world.client.conversations_replies(channel="C0FLOOR", ts=ts))["messages"]

    first, *answers = thread
    assert [answer["text"] for answer in answers] == ["I am", "Arun, until ten", "Arun is back"]
    assert (first["thread_ts"], first["reply_count"], first["latest_reply"]) == (ts, 3, answers[-1]["ts"])
    assert (first["reply_users"], first["reply_users_count"]) == (["U0ARUN", "U0PLAYBOT"], 2)
    assert [answer["parent_user_id"] for answer in answers] == ["U0MEI"] * 3
    assert {key: history[-1][key] for key in ("reply_count", "latest_reply")} == {
        "reply_count": 3,
        "latest_reply": answers[-1]["ts"],
    }


async def test_only_an_answer_meant_for_everybody_shows_in_the_channel(world: World) -> None:
    await threaded(world)
    history = (await world.client.conversations_history(channel="C0FLOOR"))["messages"]

    assert [(message["text"], message.get("subtype")) for message in history] == [
        ("Arun is back", "thread_broadcast"),
        ("Who is out?", None),
    ]


async def test_a_thread_is_read_in_pages_with_its_first_message_always_there(world: World) -> None:
    ts = await threaded(world)
    replies = world.client.conversations_replies
    whole = (await replies(channel="C0FLOOR", ts=ts))["messages"]
    page = await replies(channel="C0FLOOR", ts=ts, limit=2)
    rest = await replies(channel="C0FLOOR", ts=ts, limit=2, cursor=page["response_metadata"]["next_cursor"])
    late = (await replies(channel="C0FLOOR", ts=ts, oldest=whole[2]["ts"]))["messages"]

    assert (page["has_more"], rest["has_more"]) == (True, False)
    assert [message["ts"] for message in page["messages"] + rest["messages"]] == [message["ts"] for message in whole]
    assert [message["text"] for message in late] == ["Who is out?", "Arun is back"]
    assert await refusal(world.client, "conversations.replies", channel="C0FLOOR", ts="1.000001") == "thread_not_found"


async def test_a_whisper_in_a_thread_does_not_lengthen_it(world: World) -> None:
    asked = await world.client.chat_postMessage(channel="C0FLOOR", text="Who is out?")
    whisper = {"channel": "C0FLOOR", "user": "U0MEI", "text": "You", "thread_ts": asked["ts"]}
    await world.client.chat_postEphemeral(**whisper)

    history = (await world.client.conversations_history(channel="C0FLOOR"))["messages"]
    assert "reply_count" not in history[0]
    assert "thread_ts" not in history[0]
    assert world.mei.sees("#floor")[-1].thread_ts == asked["ts"]
    await world.mei.say("#floor", "Me", thread_ts=asked["ts"])
    thread = (await world.client.conversations_replies(channel="C0FLOOR", ts=asked["ts"]))["messages"]
    assert [(message["text"], message.get("reply_count")) for message in thread] == [("Who is out?", 1), ("Me", None)]


async def test_a_thread_that_lost_its_answers_is_an_ordinary_message_again(world: World) -> None:
    asked = await world.client.chat_postMessage(channel="C0FLOOR", text="Who is out?")
    answer = await world.client.chat_postMessage(channel="C0FLOOR", text="Nobody", thread_ts=asked["ts"])
    await world.client.chat_delete(channel="C0FLOOR", ts=answer["ts"])

    history = (await world.client.conversations_history(channel="C0FLOOR"))["messages"]
    assert "reply_count" not in history[0]


async def test_metadata_is_read_back_from_threads_and_changes_with_the_message(world: World) -> None:
    ts = await threaded(world)
    replies = world.client.conversations_replies
    brief = (await replies(channel="C0FLOOR", ts=ts))["messages"][-1]
    full = (await replies(channel="C0FLOOR", ts=ts, include_all_metadata=True))["messages"][-1]
    assert (brief["metadata"], full["metadata"]) == ({"event_type": "outbox"}, NOTE)

    newer = NOTE | {"event_payload": {"id": "43"}}
    await world.client.chat_update(channel="C0FLOOR", ts=full["ts"], text="Arun is back", metadata=newer)
    await world.client.chat_update(channel="C0FLOOR", ts=full["ts"], text="Arun is back!")
    again = (await replies(channel="C0FLOOR", ts=ts, include_all_metadata=True))["messages"][-1]
    assert (again["text"], again["metadata"]) == ("Arun is back!", newer)


async def test_an_answer_reaches_the_app_with_the_thread_it_belongs_to(world: World) -> None:
    heard = hears(world.app, "message")
    await world.connect()
    asked = await world.client.chat_postMessage(channel="U0MEI", text="Back yet?")
    await world.mei.say(None, "Yes", thread_ts=asked["ts"])
    await world.slack.until(lambda: heard)

    assert (heard[0]["thread_ts"], heard[0]["parent_user_id"]) == (asked["ts"], "U0PLAYBOT")


async def test_links_lead_to_the_message_and_into_its_thread(world: World) -> None:
    ts = await threaded(world)
    answer = world.mei.sees("#floor")[1].ts
    link, inside = [
        (await world.client.chat_getPermalink(channel="C0FLOOR", message_ts=one))["permalink"] for one in (ts, answer)
    ]

    assert link == f"{world.slack.url}/archives/C0FLOOR/p{ts.replace('.', '')}"
    assert inside == f"{world.slack.url}/archives/C0FLOOR/p{answer.replace('.', '')}?thread_ts={ts}&cid=C0FLOOR"
    gone = {"channel": "C0FLOOR", "message_ts": "1.000001"}
    assert await refusal(world.client, "chat.getPermalink", **gone) == "message_not_found"
    assert await refusal(world.client, "chat.getPermalink", channel="C0FLOOR") == "invalid_arguments"
