"""What must Slack know of this app? The manifest, derived from the routes."""

from collections.abc import Sequence

from handlers.asking import Command, Event, Route
from views.words import Words

SCOPES = (
    "channels:history",
    "channels:read",
    "chat:write",
    "chat:write.public",
    "commands",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:write",
    "users:read",
)
ALSO_HEARD = ("user_change",)


def manifest(routes: Sequence[Route], words: Words) -> dict[str, object]:
    """The app manifest, for Socket Mode; behind HTTP, add a request URL and switch Socket Mode off."""
    commands = [route for route in routes if isinstance(route, Command) and route.plain]
    events = sorted({route.id for route in routes if isinstance(route, Event)} | set(ALSO_HEARD))
    return {
        "_metadata": {"major_version": 2, "minor_version": 0},
        "display_information": {
            "name": "Shiftlead",
            "description": "The shift leader of a contact-centre floor · 呼叫中心的值班助手",
            "background_color": "#1f3b4d",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": "Shiftlead", "always_online": True},
            "slash_commands": [_command(command, words) for command in commands],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": events},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }


def _command(command: Command, words: Words) -> dict[str, object]:
    return {
        "command": command.command,
        "description": words.say("en", f"{command.feature}-command"),
        "usage_hint": words.say("en", f"{command.feature}-command-hint"),
        "should_escape": True,
    }
