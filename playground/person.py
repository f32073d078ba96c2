"""What can a person do here, and what do they see?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import blocks as block_kit
from . import state
from .acts import NotThere, Outcome
from .blocks import Placed
from .models import SLACKBOT, Channel, Message, User, View
from .wire import Json

if TYPE_CHECKING:
    from .server import Playground as Slack

# An app publishes a Home after it has acknowledged the event, so opening it waits a little for that.
HOME_PATIENCE = 1.0


class Answer:
    """What came of an act. Forms and whispers may follow the ack, so these properties look again each time."""

    def __init__(self, slack: Slack, person: Person, outcome: Outcome) -> None:
        self._slack = slack
        self._person = person
        self.acked_in = outcome.acked_in
        self.error = outcome.error
        self.errors = outcome.errors
        self.body = outcome.body
        self._outcome = outcome

    def __repr__(self) -> str:
        return f"Answer(error={self.error!r}, errors={self.errors!r}, text={self.text!r}, view={self.view!r})"

    @property
    def messages(self) -> list[Message]:
        """Everything this person can see that was posted, or edited, since the act."""
        channels = self._slack.workspace.channels_of(self._person.id)
        seen = [m for c in channels for m in self._slack.workspace.seen_by(self._person.id, c)]
        return sorted((m for m in seen if m.sequence > self._outcome.since), key=lambda m: m.sequence)

    @property
    def ephemeral(self) -> list[Message]:
        return [m for m in self.messages if m.ephemeral_to == self._person.id]

    @property
    def text(self) -> str:
        """The words of the ephemeral messages, as one string."""
        return "\n".join(m.words for m in self.ephemeral)

    @property
    def view(self) -> View | None:
        """The form that this act opened, pushed or updated: the topmost, if it is this act's doing."""
        top = self._slack.workspace.screens.top(self._person.id)
        asked = (self.body or {}).get("response_action") in ("update", "push")
        return top if top and (asked or top.opened_by == self._outcome.trigger_id) else None

    async def opened(self, timeout: float = 3.0) -> View:
        """Waits for the form."""
        return await self._slack.until(lambda: self.view, timeout)

    async def heard(self, timeout: float = 3.0) -> Message:
        """Waits for the first ephemeral message."""
        return (await self._slack.until(lambda: self.ephemeral, timeout))[0]


@dataclass(frozen=True)
class Home:
    """One person's Home of the app; always the latest."""

    person: Person

    @property
    def view(self) -> View | None:
        return self.person.slack.workspace.screens.home(self.person.id)

    @property
    def blocks(self) -> list[Json]:
        return self.view.blocks if self.view else []

    @property
    def words(self) -> str:
        return block_kit.words(self.blocks)


class Person:
    def __init__(self, slack: Slack, user: User) -> None:
        self.slack = slack
        self.user = user
        self.id = user.id

    # Doing

    async def command(self, command: str, text: str = "", channel: Channel | str | None = None) -> Answer:
        """Types a slash command; in the DM with the app unless a channel is given."""
        where = self._channel(channel)
        return self._answer(await self.slack.acts.command(self.user, command, text, where))

    async def press(
        self,
        thing: Message | View | Home,
        action_id: str,
        value: str | None = None,
        selected: object = None,
        block_id: str | None = None,
    ) -> Answer:
        """Presses or chooses. `value` or `block_id` tell apart elements that share an action_id; `selected` is the
        choice in a menu, picker, list of checkboxes (a list) or field. A confirm dialog is confirmed."""
        screen = self._current(thing)
        placed = self._placed(screen.blocks, action_id, value, block_id)
        choice = _choice(placed.element, value if selected is None else selected)
        if isinstance(screen, View):
            return self._answer(await self.slack.acts.press_in_view(self.user, screen, placed, choice))
        return self._answer(await self.slack.acts.press_in_message(self.user, screen, placed, choice))

    def fill(self, view: View, values: Json) -> View:
        """Types into a form without sending it: block_id or action_id -> value."""
        self._current(view)
        self.slack.workspace.screens.typed(view, values)
        return view

    async def submit(self, view: View, values: Json | None = None) -> Answer:
        """Types, then presses the form's main button. `errors` are Slack's own (required fields) or the app's."""
        if "submit" not in view.content and any(b["type"] == "input" for b in view.blocks):
            raise NotThere("this form has no button to send it")
        self.fill(view, values or {})
        return self._answer(await self.slack.acts.submit(self.user, view))

    async def close(self, view: View, everything: bool = False) -> Answer:
        """The Cancel button: back to the form below; `everything` is the cross in the corner."""
        self._current(view)
        return self._answer(await self.slack.acts.close(self.user, view, everything))

    async def open_home(self) -> Home:
        """Opens the app's Home, and gives the app a moment to publish it."""
        home, before = Home(self), self.slack.workspace.screens.home(self.id)
        seen = before.hash if before else None
        ack = await self.slack.happenings.home_opened(self.user)
        if ack is not None and ack.error is None:
            await self._quietly(lambda: home.view is not None and home.view.hash != seen)
        return home

    async def _quietly(self, predicate: Callable[[], bool]) -> None:
        try:
            await self.slack.until(predicate, HOME_PATIENCE)
        except TimeoutError:
            return

    async def say(self, channel: Channel | str | None, text: str, thread_ts: str | None = None) -> Message:
        """Writes a message; None is the DM with the app."""
        return await self.slack.happenings.said(self.user, self._channel(channel), text, thread_ts)

    async def react(self, message: Message, name: str) -> None:
        await self.slack.happenings.reacted(self.user, self._seen(message), name)

    async def unreact(self, message: Message, name: str) -> None:
        await self.slack.happenings.reacted(self.user, self._seen(message), name, added=False)

    async def pin(self, message: Message) -> None:
        await self.slack.happenings.pinned(self.user, self._seen(message))

    async def unpin(self, message: Message) -> None:
        await self.slack.happenings.pinned(self.user, self._seen(message), added=False)

    async def shortcut(self, callback_id: str, message: Message | None = None) -> Answer:
        """A global shortcut, or a message shortcut where a message is given."""
        if message is not None:
            self._current(message)
        return self._answer(await self.slack.acts.shortcut(self.user, callback_id, message))

    async def change(self, **changes: object) -> None:
        """Changes the person's profile, such as `locale` or `tz`; the app gets user_change."""
        await self.slack.happenings.user_changed(self.user, **changes)

    async def join(self, channel: Channel | str) -> None:
        await self.slack.happenings.joined(self.user, self._channel(channel, member=False))

    async def leave(self, channel: Channel | str) -> None:
        await self.slack.happenings.left(self.user, self._channel(channel))

    # Seeing

    def sees(self, channel: Channel | str | None = None) -> list[Message]:
        """The channel's messages that this person can see, oldest first, whispers included."""
        return self.slack.workspace.seen_by(self.id, self._channel(channel, member=False))

    def dm(self) -> list[Message]:
        return self.sees(None)

    @property
    def views(self) -> list[View]:
        """The forms on this person's screen, the top one last."""
        return self.slack.workspace.screens.stack(self.id)

    @property
    def home(self) -> Home:
        return Home(self)

    def _answer(self, outcome: Outcome) -> Answer:
        return Answer(self.slack, self, outcome)

    def _channel(self, channel: Channel | str | None, member: bool = True) -> Channel:
        workspace = self.slack.workspace
        if channel is None:
            return workspace.dm(self.id)
        found = channel if isinstance(channel, Channel) else workspace.channel(channel)
        if found is None or (member and self.id not in found.members):
            raise NotThere(f"{self.user.name} is in no channel {channel!r}")
        return found

    def _seen(self, message: Message) -> Message:
        seen = self.slack.workspace.seen_by(self.id, self.slack.workspace.channels[message.channel])
        if message.user == SLACKBOT or message not in seen:
            raise NotThere(f"{self.user.name} does not see that message")
        return message

    def _current(self, thing: Message | View | Home) -> Message | View:
        """The thing as it is on this person's screen now."""
        if isinstance(thing, Message):
            return self._seen(thing)
        view = thing.view if isinstance(thing, Home) else thing
        if view is None or view.user != self.id:
            raise NotThere(f"{self.user.name} has no such screen")
        if not view.is_home and view is not self.slack.workspace.screens.top(self.id):
            raise NotThere(f"{view.title!r} is not the form in front of {self.user.name}")
        return view

    def _placed(self, blocks: list[Json], action_id: str, value: str | None, block_id: str | None) -> Placed:
        found = [p for p in block_kit.interactive(blocks) if p.action_id == action_id]
        found = [p for p in found if block_id in (None, p.block_id)]
        if value is not None and len(found) > 1:
            found = [p for p in found if p.element.get("value") == value]
        if not found:
            there = [(p.action_id, p.element.get("value")) for p in block_kit.interactive(blocks)]
            raise NotThere(f"nothing here is called {action_id!r} (value {value!r}); there is {there}")
        if len(found) > 1:
            raise NotThere(f"{len(found)} things are called {action_id!r}: say which `value`")
        return found[0]


def _choice(element: Json, selected: object) -> Json:
    if element["type"] in ("button", "workflow_button", "icon_button"):
        value = {"value": element["value"]} if "value" in element else {}
        if selected is not None and selected != element.get("value"):
            raise NotThere(f"this button's value is {element.get('value')!r}, not {selected!r}")
        return {"type": element["type"], **value}
    return state.chosen(element, selected)
