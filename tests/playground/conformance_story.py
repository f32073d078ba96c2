"""Which calls are made to both, in which order, and what is looked at in their answers?"""

from dataclasses import dataclass, field

BLOCKS = [{"type": "section", "block_id": "one", "text": {"type": "mrkdwn", "text": "*Board*"}}]
NOTE = {"event_type": "outbox", "event_payload": {"id": "42"}}
HOME = {"type": "home", "blocks": BLOCKS}
FORM = {"type": "modal", "title": {"type": "plain_text", "text": "Form"}, "blocks": BLOCKS}

CHANNEL = "id name name_normalized created creator is_channel is_group is_im is_mpim is_private is_archived is_member"
CHANNEL += " topic.value purpose.value"
USER = "id team_id name real_name deleted is_bot is_admin profile.real_name profile.display_name profile.title"


def under(prefix: str, keys: str) -> str:
    return " ".join(f"{prefix}.{key}" for key in keys.split())


@dataclass(frozen=True)
class Step:
    """A call. `{name}` in an argument stands for what an earlier step kept.

    `keys` are documented ones that must be there, of one type; `same` those whose values must be equal as well.
    """

    label: str
    method: str
    args: dict = field(default_factory=dict)
    keys: str = ""
    same: str = ""
    keep: dict[str, str] = field(default_factory=dict)


BOARD = {"channel": "{board}"}
FLOOR = {"channel": "{floor}"}
RULES = {"channel": "{rules}"}
ITEM = BOARD | {"timestamp": "{ts}"}
EYES = ITEM | {"name": "eyes"}
NOTHING = "1.000001"

PEOPLE = (
    Step("who am I", "auth.test", {}, "url team user team_id user_id bot_id", keep={"me": "user_id"}),
    Step("a made-up token", "auth.test", {"token": "xoxb-else"}),
    Step("nobody's method", "breaks.grant"),
    Step("everybody", "users.list", {}, under("members.0", USER), keep={"mei": "members[mei].id"}),
    Step("somebody else", "users.list", keep={"arun": "members[arun].id"}),
    Step("a page of people", "users.list", {"limit": 1}, "response_metadata.next_cursor", "members.#"),
    Step("one person", "users.info", {"user": "{mei}"}, under("user", USER), "user.name user.real_name"),
    Step("their place", "users.info", {"user": "{mei}", "include_locale": True}, "user.locale user.tz user.tz_offset"),
    Step("nobody", "users.info", {"user": "U0NOBODY"}),
    Step("a direct message", "conversations.open", {"users": "{mei}"}, "channel.id"),
    Step("said to a person", "chat.postMessage", {"channel": "{mei}", "text": "x"}, "channel ts", "message.text"),
)

CHANNELS = (
    Step("channels", "conversations.list", {}, under("channels.0", CHANNEL), keep={"floor": "channels[floor].id"}),
    Step("a page of channels", "conversations.list", {"limit": 1}, "response_metadata.next_cursor", "channels.#"),
    Step(
        "a new channel",
        "conversations.create",
        {"name": "board"},
        under("channel", CHANNEL),
        "channel.name channel.is_member channel.is_private channel.is_archived",
        {"board": "channel.id"},
    ),
    Step("another", "conversations.create", {"name": "rules"}, keep={"rules": "channel.id"}),
    Step("its name again", "conversations.create", {"name": "board"}),
    Step("a name of two words", "conversations.create", {"name": "the board"}),
    Step("a name too long", "conversations.create", {"name": "x" * 81}),
    Step("a channel without a name", "conversations.create"),
    Step("about a channel", "conversations.info", BOARD, under("channel", CHANNEL), "channel.name"),
    Step("about no channel", "conversations.info", {"channel": "C0NOWHERE"}),
    Step(
        "a topic",
        "conversations.setTopic",
        RULES | {"topic": "Tokens: 2"},
        "channel.topic.creator channel.topic.last_set",
        "channel.topic.value",
    ),
    Step("a purpose", "conversations.setPurpose", RULES | {"purpose": "x"}, "", "channel.purpose.value"),
    Step("a topic elsewhere", "conversations.setTopic", FLOOR | {"topic": "x"}),
    Step("a guest", "conversations.invite", BOARD | {"users": "{mei}"}, under("channel", CHANNEL)),
    Step("the guest again", "conversations.invite", BOARD | {"users": "{mei}"}, "errors.0.user", "errors.0.error"),
    Step("an unknown guest", "conversations.invite", BOARD | {"users": "U0NOBODY"}),
    Step("itself as a guest", "conversations.invite", BOARD | {"users": "{me}"}),
    Step("who is there", "conversations.members", BOARD, "response_metadata.next_cursor", "members.#"),
)

MESSAGES = (
    Step(
        "a message",
        "chat.postMessage",
        BOARD | {"text": "Board", "blocks": BLOCKS, "metadata": NOTE},
        "channel ts message.user message.ts message.bot_id",
        "message.type message.text message.blocks message.metadata",
        {"ts": "ts"},
    ),
    Step(
        "read back",
        "conversations.history",
        BOARD | {"include_all_metadata": True},
        "messages.0.user messages.0.ts",
        "messages.# messages.0.type messages.0.text messages.0.blocks messages.0.metadata has_more",
    ),
    Step("read back in brief", "conversations.history", BOARD, "", "messages.0.metadata"),
    Step("nothing newer", "conversations.history", BOARD | {"oldest": "{ts}"}, "", "messages.# has_more"),
    Step("itself too", "conversations.history", BOARD | {"oldest": "{ts}", "inclusive": True}, "", "messages.#"),
    Step("nothing older", "conversations.history", BOARD | {"latest": "{ts}"}, "", "messages.#"),
    Step("a bad cursor", "conversations.history", BOARD | {"cursor": "?"}),
    Step("not its history", "conversations.history", FLOOR),
    Step("nothing said", "chat.postMessage", BOARD),
    Step("too much said", "chat.postMessage", RULES | {"text": "x" * 40_001}, "", "warning message.text"),
    Step("said nowhere", "chat.postMessage", {"channel": "C0NOWHERE", "text": "x"}),
    Step(
        "an edit",
        "chat.update",
        BOARD | {"ts": "{ts}", "text": "New"},
        "channel ts message.edited.user message.edited.ts",
        "text message.text message.blocks message.metadata",
    ),
    Step("an edit of nothing", "chat.update", BOARD | {"ts": NOTHING, "text": "x"}),
    Step("an answer", "chat.postMessage", BOARD | {"text": "Re", "thread_ts": "{ts}"}, "ts", keep={"re": "ts"}),
    Step(
        "the thread",
        "conversations.replies",
        BOARD | {"ts": "{ts}"},
        "messages.0.reply_users.0 messages.1.thread_ts",
        "messages.# messages.0.reply_count messages.1.text has_more",
    ),
    Step("the first of the thread", "conversations.replies", BOARD | {"ts": "{ts}"}, "messages.0.thread_ts"),
    Step("the last of the thread", "conversations.replies", BOARD | {"ts": "{ts}"}, "messages.0.latest_reply"),
    Step("who answered", "conversations.replies", BOARD | {"ts": "{ts}"}, "messages.0.reply_users_count"),
    Step("whose thread", "conversations.replies", BOARD | {"ts": "{ts}"}, "messages.1.parent_user_id"),
    Step("no thread", "conversations.replies", BOARD | {"ts": NOTHING}),
    Step("outside the thread", "conversations.history", BOARD, "", "messages.# messages.0.reply_count"),
    Step("a link", "chat.getPermalink", BOARD | {"message_ts": "{ts}"}, "channel permalink"),
    Step("a link to nothing", "chat.getPermalink", BOARD | {"message_ts": NOTHING}),
    Step("a whisper", "chat.postEphemeral", BOARD | {"user": "{mei}", "text": "psst"}, "message_ts"),
    Step("a whisper outside", "chat.postEphemeral", BOARD | {"user": "{arun}", "text": "psst"}),
    Step("whispers are not kept", "conversations.history", BOARD, "", "messages.#"),
    Step("how far it is read", "conversations.mark", BOARD | {"ts": "{ts}"}),
)

MARKS = (
    Step("a reaction", "reactions.add", EYES),
    Step("the reaction again", "reactions.add", EYES),
    Step("reacting to nothing", "reactions.add", EYES | {"timestamp": NOTHING}),
    Step(
        "the reactions",
        "reactions.get",
        ITEM,
        "message.reactions.0.users.0",
        "type message.text message.reactions.0.name message.reactions.0.count",
    ),
    Step("where it is", "reactions.get", ITEM, "channel"),
    Step("in the history", "conversations.history", BOARD, "messages.0.reactions.0.users.0", "messages.0.reactions.#"),
    Step("no reaction any more", "reactions.remove", EYES),
    Step("no reaction at all", "reactions.remove", EYES),
    Step("all it reacted to", "reactions.list", {}, "", "items.#"),
    Step("a pin", "pins.add", ITEM),
    Step("the pin again", "pins.add", ITEM),
    Step(
        "the pins",
        "pins.list",
        BOARD,
        "items.0.created items.0.created_by items.0.message.ts",
        "items.# items.0.type items.0.message.text",
    ),
    Step("pinned", "conversations.history", BOARD, "messages.0.pinned_to.0", "pin_count"),
    Step("no pin any more", "pins.remove", ITEM),
    Step("no pin at all", "pins.remove", ITEM),
    Step("groups", "usergroups.list", {}, "", "usergroups.#"),
)

SCREENS_AND_FILES = (
    Step(
        "a home",
        "views.publish",
        {"user_id": "{mei}", "view": HOME},
        "view.id view.team_id view.hash view.app_id view.bot_id view.root_view_id",
        "view.type view.blocks view.private_metadata view.callback_id view.state view.clear_on_close view.external_id",
    ),
    Step("a stale home", "views.publish", {"user_id": "{mei}", "view": HOME, "hash": "1.old"}),
    Step("a form from nowhere", "views.open", {"trigger_id": "1.2.3", "view": FORM}),
    Step("a form that is gone", "views.update", {"view_id": "V0NONE", "view": FORM}),
    Step(
        "a place for a file",
        "files.getUploadURLExternal",
        {"filename": "a.csv", "length": 3},
        "upload_url file_id",
        keep={"file": "file_id"},
    ),
    Step("a file that never came", "files.completeUploadExternal", BOARD | {"files": [{"id": "{file}"}]}),
)

ENDINGS = (
    Step("taken back", "chat.delete", BOARD | {"ts": "{re}"}, "channel ts"),
    Step("taken back twice", "chat.delete", BOARD | {"ts": "{re}"}),
    Step("sent away", "conversations.kick", BOARD | {"user": "{mei}"}),
    Step("sent away twice", "conversations.kick", BOARD | {"user": "{mei}"}),
    Step("sent away by itself", "conversations.kick", BOARD | {"user": "{me}"}),
    Step("a new name", "conversations.rename", BOARD | {"name": "tokens"}, "", "channel.name"),
    Step("joined again", "conversations.join", BOARD, under("channel", CHANNEL)),
    Step("joined for nothing", "conversations.join", BOARD, "warning"),
    Step("nobody left", "conversations.leave", BOARD),
    Step("closed", "conversations.archive", BOARD),
    Step("closed twice", "conversations.archive", BOARD),
    Step("said into a closed channel", "chat.postMessage", BOARD | {"text": "x"}),
    Step("a closed channel is joined", "conversations.join", BOARD),
    Step("opened", "conversations.unarchive", BOARD),
    Step("opened twice", "conversations.unarchive", BOARD),
)

STORY = PEOPLE + CHANNELS + MESSAGES + MARKS + SCREENS_AND_FILES + ENDINGS
