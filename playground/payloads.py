"""What exactly does Slack send to the app?"""

import secrets

from .blocks import Placed, interactive
from .files import File
from .marks import pinned, reactions
from .models import Channel, Message, User, View
from .passes import ResponseUrl, Trigger
from .typed import as_sent
from .wire import Json
from .workspace import Workspace


class Payloads:
    def __init__(self, workspace: Workspace, base_url: str) -> None:
        self._workspace = workspace
        self._base_url = base_url

    def address(self, url: ResponseUrl) -> str:
        return self._base_url + url.path

    def command(self, user: User, channel: Channel, command: str, text: str, trigger: Trigger) -> Json:
        url = self._workspace.passes.response_url("commands", user.id, channel.id)
        return {
            "token": self._workspace.app.verification_token,
            "team_id": self._workspace.team.id,
            "team_domain": self._workspace.team.domain,
            "channel_id": channel.id,
            "channel_name": channel.spoken_name,
            "user_id": user.id,
            "user_name": user.name,
            "command": command,
            "text": as_sent(self._workspace, command, text),
            "api_app_id": self._workspace.app.id,
            "is_enterprise_install": "false",
            "response_url": self.address(url),
            "trigger_id": trigger.id,
        }

    def _interaction(self, kind: str, user: User, trigger: Trigger | None) -> Json:
        workspace = self._workspace
        common: Json = {
            "type": kind,
            "team": {"id": workspace.team.id, "domain": workspace.team.domain},
            "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": workspace.team.id},
            "api_app_id": workspace.app.id,
            "token": workspace.app.verification_token,
            "enterprise": None,
            "is_enterprise_install": False,
        }
        return common | ({"trigger_id": trigger.id} if trigger else {})

    def press_in_message(self, user: User, message: Message, action: Json, trigger: Trigger, values: Json) -> Json:
        channel = self._workspace.channels[message.channel]
        url = self._workspace.passes.response_url("actions", user.id, channel.id, message)
        return self._interaction("block_actions", user, trigger) | {
            "container": {
                "type": "message",
                "message_ts": message.ts,
                "channel_id": channel.id,
                "is_ephemeral": message.ephemeral_to is not None,
                **({"thread_ts": message.thread_ts} if message.thread_ts else {}),
            },
            "channel": {"id": channel.id, "name": channel.spoken_name},
            "message": self.message(message),
            "state": {"values": values},
            "response_url": self.address(url),
            "actions": [action],
        }

    def press_in_view(self, user: User, view: View, action: Json, trigger: Trigger) -> Json:
        return self._interaction("block_actions", user, trigger) | {
            "container": {"type": "view", "view_id": view.id},
            "view": self.view(view),
            "actions": [action],
        }

    def submission(self, user: User, view: View, trigger: Trigger) -> Json:
        urls = [self._place_of_answer(user, placed, channel) for placed, channel in _answerable(view)]
        return self._interaction("view_submission", user, trigger) | {"view": self.view(view), "response_urls": urls}

    def _place_of_answer(self, user: User, placed: Placed, channel: str) -> Json:
        url = self._workspace.passes.response_url("actions", user.id, channel)
        ids = {"block_id": placed.block_id, "action_id": placed.action_id}
        return ids | {"channel_id": channel, "response_url": self.address(url)}

    def closing(self, user: User, view: View, is_cleared: bool) -> Json:
        return self._interaction("view_closed", user, None) | {"view": self.view(view), "is_cleared": is_cleared}

    def shortcut(self, user: User, callback_id: str, trigger: Trigger) -> Json:
        action_ts = self._workspace.next_ts()
        return self._interaction("shortcut", user, trigger) | {"callback_id": callback_id, "action_ts": action_ts}

    def message_shortcut(self, user: User, callback_id: str, message: Message, trigger: Trigger) -> Json:
        channel = self._workspace.channels[message.channel]
        url = self._workspace.passes.response_url("actions", user.id, channel.id)
        return self._interaction("message_action", user, trigger) | {
            "callback_id": callback_id,
            "action_ts": self._workspace.next_ts(),
            "message_ts": message.ts,
            "channel": {"id": channel.id, "name": channel.spoken_name},
            "message": self.message(message),
            "response_url": self.address(url),
        }

    def event(self, event: Json) -> Json:
        workspace = self._workspace
        return {
            "token": workspace.app.verification_token,
            "team_id": workspace.team.id,
            "context_team_id": workspace.team.id,
            "context_enterprise_id": None,
            "api_app_id": workspace.app.id,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{secrets.token_hex(5).upper()}",
            "event_time": int(workspace.clock()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": workspace.team.id,
                    "user_id": workspace.app.bot_user_id,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": f"4-{secrets.token_hex(16)}",
        }

    def message(self, message: Message, all_metadata: bool = True) -> Json:
        """A message as payloads and histories show it."""
        found: Json = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
        optional = {
            "bot_id": message.bot_id,
            "app_id": message.app_id,
            "thread_ts": message.thread_ts,
            "edited": message.edited,
            "subtype": "thread_broadcast" if message.is_reply and message.broadcast else None,
            "blocks": message.blocks,
            "attachments": message.attachments,
            "files": [self.file(file) for file in message.files],
            "metadata": message.metadata if all_metadata else _only_type(message.metadata),
            "reactions": reactions(message),
            **pinned(message),
            **self._thread(message),
        }
        found |= {key: value for key, value in optional.items() if value}
        found["team"] = self._workspace.team.id
        return found

    def _thread(self, message: Message) -> Json:
        """What the first message of a thread says about the others, and a reply about the first."""
        channel = self._workspace.channels[message.channel]
        if message.is_reply:
            parent = channel.messages.get(message.thread_ts or "")
            return {"parent_user_id": parent.user if parent else None}
        answers = self._workspace.replies(channel, message) if message.thread_ts else []
        if not answers:
            return {}
        users = list(dict.fromkeys(m.user for m in answers))
        return {
            "reply_count": len(answers),
            "reply_users": users,
            "reply_users_count": len(users),
            "latest_reply": answers[-1].ts,
        }

    def file(self, file: File) -> Json:
        address = self._base_url + file.path
        return {
            "id": file.id,
            "created": file.created,
            "timestamp": file.created,
            "name": file.name,
            "title": file.title,
            "mimetype": file.mimetype,
            "filetype": file.kind,
            "user": self._workspace.app.bot_user_id,
            "user_team": self._workspace.team.id,
            "mode": "hosted",
            "editable": False,
            "is_external": False,
            "size": file.size,
            "alt_txt": file.alt_text,
            "url_private": address,
            "url_private_download": address,
            "permalink": address,
        }

    def view(self, view: View) -> Json:
        """A view as calls answer it and payloads carry it."""
        app, content = self._workspace.app, view.content
        return {
            "id": view.id,
            "team_id": self._workspace.team.id,
            "type": content["type"],
            "blocks": content["blocks"],
            "private_metadata": content.get("private_metadata", ""),
            "callback_id": content.get("callback_id", ""),
            "state": {"values": {block: dict(actions) for block, actions in view.state.items()}},
            "hash": view.hash,
            "title": content.get("title"),
            "clear_on_close": content.get("clear_on_close", False),
            "notify_on_close": content.get("notify_on_close", False),
            "close": content.get("close"),
            "submit": content.get("submit"),
            "previous_view_id": view.previous_view_id,
            "root_view_id": view.root_view_id,
            "app_id": app.id,
            "external_id": content.get("external_id", ""),
            "app_installed_team_id": self._workspace.team.id,
            "bot_id": app.bot_id,
        }


def _only_type(metadata: Json | None) -> Json | None:
    return {"event_type": metadata["event_type"]} if metadata else None


def _answerable(view: View) -> list[tuple[Placed, str]]:
    """The menus that say where an answer to this form may go, with the channel that was chosen."""
    chosen = [(placed, _channel_in(view, placed)) for placed in interactive(view.blocks)]
    return [(placed, channel) for placed, channel in chosen if channel and placed.element.get("response_url_enabled")]


def _channel_in(view: View, placed: Placed) -> str | None:
    value = view.state.get(placed.block_id, {}).get(placed.action_id, {})
    return value.get("selected_conversation") or value.get("selected_channel")
