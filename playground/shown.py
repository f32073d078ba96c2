"""What does the page need to know about things?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import pictures, redacted
from .models import SLACKBOT, Change, Channel, Message, View
from .traffic import Record
from .wire import Json

if TYPE_CHECKING:
    from .person import Person
    from .server import Playground

# How far somebody has read: person, and channel or channel/thread -> number of what happened.
Reading = dict[tuple[str, str], int]


def workspace(slack: Playground) -> Json:
    state = slack.workspace
    return {
        "now": state.clock(),
        "pace": slack.pace,
        "team": {"id": state.team.id, "name": state.team.name},
        "app": {"id": state.app.id, "name": state.app.name, "bot_user_id": state.app.bot_user_id},
        "users": [_user(slack, user_id) for user_id in state.users],
        "channels": [{"id": c.id, "name": c.name} for c in state.channels.values() if c.kind == "channel"],
        "usergroups": [{"id": g.id, "handle": g.handle, "name": g.name} for g in state.usergroups.all()],
        "commands": list(state.manifest.commands),
        "shortcuts": list(state.manifest.shortcuts),
    }


def _user(slack: Playground, user_id: str) -> Json:
    user = slack.workspace.users[user_id]
    return {
        "id": user.id,
        "name": user.name,
        "real_name": user.real_name,
        "title": user.title,
        "locale": user.locale,
        "tz": user.tz,
        "is_bot": user.is_bot,
        "is_slackbot": user.id == SLACKBOT,
        "deleted": user.deleted,
        "hint": user.hint,
        "group": user.group,
    }


def screen(slack: Playground, person: Person, read: Reading) -> Json:
    """One person's whole screen but for the messages: channels with unread counts, forms, Home."""
    state = slack.workspace
    direct = state.dm(person.id)
    channels = [c for c in state.channels_of(person.id) if c is not direct]
    home = state.screens.home(person.id)
    return {
        "person": _user(slack, person.id),
        "channels": [_channel(slack, person.id, c, read) for c in channels],
        "dm": _channel(slack, person.id, direct, read),
        "views": [view(slack, v) for v in person.views],
        "home": view(slack, home) if home else None,
    }


def _channel(slack: Playground, user: str, channel: Channel, read: Reading) -> Json:
    seen = slack.workspace.seen_by(user, channel)
    threads = _unread_replies(user, channel, seen, read)
    since = read.get((user, channel.id), 0)
    fresh = sum(1 for m in seen if m.user != user and m.posted > since and not _is_in_thread(m))
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "topic": channel.topic or channel.purpose,
        "is_archived": channel.is_archived,
        "members": len(channel.members),
        "unread": fresh + sum(threads.values()),
        "threads": threads,
    }


def _is_in_thread(found: Message) -> bool:
    return found.thread_ts not in (None, found.ts) and not found.broadcast


def _unread_replies(user: str, channel: Channel, seen: list[Message], read: Reading) -> dict[str, int]:
    """By thread, and only where this person has a part: they began it, answered in it, or are named in it."""
    followed = {m.thread_ts or m.ts for m in seen if m.user == user or f"<@{user}>" in m.text}
    counts: dict[str, int] = {}
    for reply in filter(_is_in_thread, seen):
        thread = reply.thread_ts or ""
        since = read.get((user, f"{channel.id}/{thread}"), 0)
        if thread in followed and reply.user != user and reply.posted > since:
            counts[thread] = counts.get(thread, 0) + 1
    return counts


def message(slack: Playground, found: Message) -> Json:
    return slack.payloads.message(found) | {
        "blocks": pictures.with_addresses(slack.workspace.files, found.channel, found.blocks),
        "channel": found.channel,
        "ephemeral": found.ephemeral_to is not None,
        "for": found.ephemeral_to,
        "deleted": found.is_deleted,
        "states": found.states,
        "broadcast": found.broadcast,
    }


def view(slack: Playground, found: View) -> Json:
    return slack.payloads.view(found) | {"user": found.user, "errors": found.errors, "is_open": found.is_open}


def change(slack: Playground, what: Change) -> Json:
    told: Json = {"kind": what.kind, "user": what.user, "channel": what.channel}
    if what.message is not None:
        told["message"] = message(slack, what.message)
        told["is_new"] = what.is_new
        told["members"] = slack.workspace.channels[what.message.channel].members
    if what.kind in ("view", "home") and what.user:
        home = slack.workspace.screens.home(what.user)
        told["views"] = [view(slack, v) for v in slack.workspace.screens.stack(what.user)]
        told["home"] = view(slack, home) if home else None
    return told


def record(slack: Playground, found: Record) -> Json:
    """Without payloads, which can be long; `passes` tell which calls used what an envelope had brought."""
    return {
        "number": found.number,
        "kind": found.kind,
        "name": redacted.text(found.name),
        "at": found.at + found.took * (1 - slack.pace),
        "took": found.took,
        "error": found.error,
        "retry": found.retry,
        "who": _who(slack, found.sent),
        "where": _id(found.sent.get("channel_id") or found.sent.get("channel")),
        "passes": redacted.passes(found),
    }


def full_record(slack: Playground, found: Record) -> Json:
    return record(slack, found) | {"sent": redacted.json_of(found.sent), "answer": redacted.json_of(found.answer)}


def _who(slack: Playground, sent: Json) -> str | None:
    """The person whom a payload or a call is about, wherever it says so."""
    event = sent.get("event")
    author = event.get("user") if isinstance(event, dict) else None
    for place in (sent.get("user"), sent.get("user_id"), author, sent.get("channel")):
        name = _id(place)
        channel = slack.workspace.channels.get(name)
        name = channel.members[0] if channel and channel.is_im else name
        if name in slack.workspace.users:
            return name
    return None


def _id(place: object) -> str:
    """Payloads name people and channels by their ids, or bring them along."""
    return str(place.get("id") if isinstance(place, dict) else place)
