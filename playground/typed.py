"""What does Slack make of the words behind a slash command?"""

import re

from .workspace import Workspace


def as_sent(workspace: Workspace, command: str, text: str) -> str:
    """With `should_escape` in the manifest names become mentions and the rest is escaped; else it stays as typed."""
    declared = workspace.manifest.command(command) or {}
    if not declared.get("should_escape"):
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # A client that completes names sends the markup already.
    escaped = re.sub(r"&lt;((?:[@#]|!subteam\^)[A-Z0-9]+(?:\|[^&]*)?)&gt;", r"<\1>", escaped)
    escaped = re.sub(r"(?<![\w<])@(\w[\w.-]*)", lambda found: _user(workspace, found), escaped)
    return re.sub(r"(?<![\w<])#(\w[\w.-]*)", lambda found: _channel(workspace, found), escaped)


def _user(workspace: Workspace, found: re.Match[str]) -> str:
    user = workspace.user(found[1]) or next((u for u in workspace.users.values() if u.real_name == found[1]), None)
    if user:
        return f"<@{user.id}|{user.name}>"
    group = workspace.usergroups.called(found[1])
    return f"<!subteam^{group.id}|@{group.handle}>" if group else found[0]


def _channel(workspace: Workspace, found: re.Match[str]) -> str:
    channel = workspace.channel(f"#{found[1]}") or workspace.channel(found[1])
    return f"<#{channel.id}|{channel.name}>" if channel else found[0]
