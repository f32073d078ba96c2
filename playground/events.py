"""What does an event about reactions, pins, members or channels look like?"""

from .models import Channel, Message, Pin
from .wire import Json


def reaction(added: bool, user: str, name: str, message: Message) -> Json:
    return {
        "type": "reaction_added" if added else "reaction_removed",
        "user": user,
        "reaction": name,
        "item_user": message.user,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
    }


def pin(added: bool, user: str, channel: Channel, the_pin: Pin, message: Json) -> Json:
    """`message` as histories show it. `has_pins` tells whether others are left."""
    count = sum(1 for m in channel.messages.values() if m.pin is not None)
    return {
        "type": "pin_added" if added else "pin_removed",
        "user": user,
        "channel_id": channel.id,
        "item": pin_item(channel, the_pin, message),
        "item_user": message["user"],
        "pin_count": str(count),
        "pinned_info": {"channel": channel.id, "pinned_by": the_pin.by, "pinned_ts": the_pin.at},
        **({} if added else {"has_pins": count > 0}),
    }


def membership(came: bool, user: str, channel: Channel, team: str, inviter: str | None = None) -> Json:
    return {
        "type": "member_joined_channel" if came else "member_left_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": "C" if channel.kind == "channel" else "G",
        "team": team,
        **({"inviter": inviter} if inviter else {}),
    }


def pin_item(channel: Channel, the_pin: Pin, message: Json) -> Json:
    return {
        "type": "message",
        "channel": channel.id,
        "message": message,
        "created": the_pin.at,
        "created_by": the_pin.by,
    }
