"""What happens when a person types, presses or sends a form?"""

from dataclasses import dataclass, field

from . import forms, state
from .blocks import Placed
from .delivery import Ack, Delivery, Envelope
from .limits import check_message, check_view
from .models import Channel, Message, User, View
from .passes import Trigger
from .payloads import Payloads
from .wire import ApiError, Json
from .workspace import Workspace

# What Slack shows above a form when the app did not answer it, or answered nonsense.
TROUBLE = "We had some trouble connecting. Try again?"


class NotThere(LookupError):
    """Nobody can press what they cannot see."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an act went: `error` as Slack names it, `errors` the form's own by block_id, `since` for what appeared."""

    acked_in: float = 0.0
    error: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    since: int = 0
    trigger_id: str | None = None
    body: Json | None = None


class Acts:
    def __init__(self, workspace: Workspace, payloads: Payloads, delivery: Delivery) -> None:
        self._workspace = workspace
        self._payloads = payloads
        self._delivery = delivery

    async def command(self, user: User, command: str, text: str, channel: Channel) -> Outcome:
        since = self._workspace.next_number()
        manifest = self._workspace.manifest
        if manifest.given and manifest.command(command) is None:
            self._workspace.whisper(channel, user.id, f"{command} is not a valid command.")
            return Outcome(error="unknown_command", since=since)
        trigger = self._workspace.passes.trigger(user.id)
        payload = self._payloads.command(user, channel, command, text, trigger)
        ack = await self._delivery.deliver(Envelope("slash_commands", command, payload))
        if ack.error:
            self._workspace.whisper(channel, user.id, f'{command} failed with the error "{ack.error}"')
        elif ack.body:
            self._say_ack(user, channel, ack.body)
        return _outcome(ack, since, trigger)

    def _say_ack(self, user: User, channel: Channel, body: Json) -> None:
        """An ack with words or blocks is the answer: for the person alone, unless it says in_channel."""
        blocks = body.get("blocks") or []
        if not (body.get("text") or blocks or body.get("attachments")):
            return
        try:
            check_message(blocks)
        except ApiError as refused:
            self._workspace.whisper(channel, user.id, f'The app\'s answer was refused: "{refused.error}"')
            return
        whom = None if body.get("response_type") == "in_channel" else user.id
        self._workspace.post_as_app(
            channel, body.get("text", ""), blocks, ephemeral_to=whom, attachments=body.get("attachments") or []
        )

    async def press_in_message(self, user: User, message: Message, placed: Placed, choice: Json) -> Outcome:
        since = self._workspace.next_number()
        trigger = self._workspace.passes.trigger(user.id)
        values = message.states.setdefault(user.id, state.initial(message.blocks))
        if placed.element["type"] in state.STATEFUL:
            values.setdefault(placed.block_id, {})[placed.action_id] = choice
        action = self._action(placed, choice)
        payload = self._payloads.press_in_message(user, message, action, trigger, values)
        ack = await self._delivery.deliver(Envelope("interactive", "block_actions", payload))
        return _outcome(ack, since, trigger)

    async def press_in_view(self, user: User, view: View, placed: Placed, choice: Json) -> Outcome:
        since = self._workspace.next_number()
        trigger = self._workspace.passes.trigger(user.id, None if view.is_home else view.id)
        if placed.element["type"] in state.STATEFUL:
            view.state.setdefault(placed.block_id, {})[placed.action_id] = choice
        payload = self._payloads.press_in_view(user, view, self._action(placed, choice), trigger)
        ack = await self._delivery.deliver(Envelope("interactive", "block_actions", payload))
        return _outcome(ack, since, trigger)

    def _action(self, placed: Placed, choice: Json) -> Json:
        ids = {"block_id": placed.block_id, "action_id": placed.action_id, "action_ts": self._workspace.next_ts()}
        shown = {"text": placed.element["text"]} if placed.element["type"] == "button" else {}
        return choice | ids | shown

    async def submit(self, user: User, view: View) -> Outcome:
        since, view.errors = self._workspace.next_number(), {}
        complaints = forms.complaints(view)
        if complaints:
            self._workspace.screens.complain(view, complaints)
            return Outcome(errors=complaints, since=since)
        trigger = self._workspace.passes.trigger(user.id, view.id)
        payload = self._payloads.submission(user, view, trigger)
        ack = await self._delivery.deliver(Envelope("interactive", "view_submission", payload))
        if ack.error is None:
            ack = self._respond(view, ack)
        if ack.error:
            self._workspace.screens.complain(view, {"": TROUBLE})
        return _outcome(ack, since, trigger, view.errors)

    def _respond(self, view: View, ack: Ack) -> Ack:
        """Does what the ack of a submission asks for; an ack that Slack would refuse comes back with an error."""
        screens, body = self._workspace.screens, ack.body or {}
        try:
            match body.get("response_action"):
                case "errors":
                    screens.complain(view, forms.checked_errors(view, body.get("errors")))
                case "clear":
                    screens.clear(view.user)
                case "update":
                    screens.update(view, check_view(body.get("view"), "modal"))
                case "push":
                    screens.put_on_top(view, check_view(body.get("view"), "modal"))
                case None:
                    screens.pop(view)
                case _:
                    raise ApiError("invalid_response_action")
        except ApiError as refused:
            return Ack(body, refused.error, after=ack.after)
        return ack

    async def close(self, user: User, view: View, everything: bool = False) -> Outcome:
        """Closing tells the app only where the view asked for it (`notify_on_close`)."""
        since, screens = self._workspace.next_number(), self._workspace.screens
        everything = everything or bool(view.content.get("clear_on_close"))
        gone = list(reversed(screens.stack(user.id))) if everything else [view]
        if everything:
            screens.clear(user.id)
        else:
            screens.pop(view)
        outcome = Outcome(since=since)
        for closed in (v for v in gone if v.content.get("notify_on_close")):
            payload = self._payloads.closing(user, closed, everything)
            ack = await self._delivery.deliver(Envelope("interactive", "view_closed", payload))
            outcome = _outcome(ack, since, None)
        return outcome

    async def shortcut(self, user: User, callback_id: str, message: Message | None) -> Outcome:
        since = self._workspace.next_number()
        trigger = self._workspace.passes.trigger(user.id)
        if message is None:
            name, payload = "shortcut", self._payloads.shortcut(user, callback_id, trigger)
        else:
            name = "message_action"
            payload = self._payloads.message_shortcut(user, callback_id, message, trigger)
        ack = await self._delivery.deliver(Envelope("interactive", name, payload))
        return _outcome(ack, since, trigger)


def _outcome(ack: Ack, since: int, trigger: Trigger | None, errors: dict[str, str] | None = None) -> Outcome:
    return Outcome(ack.after, ack.error, dict(errors or {}), since, trigger.id if trigger else None, ack.body)
