"""What does an error mean for a line: has Slack got it, and is it any use to try again?"""

from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackRequestError
from sqlalchemy.exc import SQLAlchemyError

from bot import errors

log = structlog.get_logger()

RATE_LIMITED = 429
DEATHS = 5


class Fate(Enum):
    """What an error of Slack's means for a line."""

    AGAIN = auto()  # Slack certainly has not got it; later is better
    UNSURE = auto()  # Slack may have got it
    GONE = auto()  # the message to edit is no more
    NEVER = auto()  # trying again is no use


# Error strings of chat.postMessage, chat.update, chat.delete, views.publish and conversations.open.
_NEVER = frozenset(
    """
    account_inactive as_user_not_supported cannot_dm_bot cant_delete_message channel_not_found
    channel_type_not_supported compliance_exports_prevent_deletion invalid_arguments invalid_blocks
    invalid_blocks_format is_archived is_inactive messages_tab_disabled
    metadata_too_large msg_blocks_too_long msg_too_long no_text not_enabled not_in_channel restricted_action
    restricted_action_read_only_channel unknown_method user_disabled user_not_found user_not_visible
    """.split()
)
_AGAIN = frozenset(
    "ratelimited rate_limited service_unavailable team_added_to_org org_login_required ekm_access_denied"
    " invalid_auth not_authed token_expired token_revoked missing_scope no_permission access_denied".split()
)
_GONE = frozenset("message_not_found cant_update_message edit_window_closed".split())


@dataclass(frozen=True)
class Trouble:
    """Why a line was not said, and when to try again."""

    fate: Fate
    error: str
    pause: timedelta | None = None


class NotSaid(Exception):
    """A line was not said, and it is known already what that means."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.error)
        self.trouble = trouble


def of(error: Exception, tries: int = 0) -> Trouble:
    """What this means for the line that was being said, and has failed so many times before."""
    if isinstance(error, NotSaid):
        return error.trouble
    if isinstance(error, SlackApiError):
        return _of_slack(error)
    told = f"{type(error).__name__}: {error}"
    if isinstance(error, BrokenExecutor):  # what drew it died; if it dies of this line, others must not wait for it
        return Trouble(Fate.AGAIN if tries < DEATHS else Fate.NEVER, told)
    if isinstance(error, aiohttp.ClientConnectorError | SQLAlchemyError):
        return Trouble(Fate.AGAIN, told)
    if isinstance(error, aiohttp.ClientError | SlackRequestError | TimeoutError):
        return Trouble(Fate.UNSURE, told)
    log.error("a slot could not be drawn", exc_info=error)  # it must not hold up its conversation
    return Trouble(Fate.NEVER, told)


def _of_slack(error: SlackApiError) -> Trouble:
    """Each error string of Slack's has a fate; one we do not know is uncertain, and tried again slowly."""
    name = errors.name_of(error)
    if errors.status_of(error) == RATE_LIMITED:
        return Trouble(Fate.AGAIN, "ratelimited", timedelta(seconds=errors.rest_s(error.response.headers, 1)))
    for fate, names in ((Fate.NEVER, _NEVER), (Fate.AGAIN, _AGAIN), (Fate.GONE, _GONE)):
        if name in names:
            return Trouble(fate, name)
    return Trouble(Fate.UNSURE, name)
