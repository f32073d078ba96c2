"""Which forms and which Home does each person have open?"""

import secrets
from collections.abc import Callable

from . import state
from .blocks import with_ids
from .models import Change, View
from .passes import Trigger
from .wire import ApiError, Json

STACK_LIMIT = 3


class Screens:
    def __init__(self, tell: Callable[[Change], None], clock: Callable[[], float]) -> None:
        self._tell = tell
        self._clock = clock
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}
        self._views: dict[str, View] = {}

    def stack(self, user: str) -> list[View]:
        return list(self._stacks.get(user, ()))

    def home(self, user: str) -> View | None:
        return self._homes.get(user)

    def top(self, user: str) -> View | None:
        stack = self._stacks.get(user)
        return stack[-1] if stack else None

    def find(self, view_id: str | None = None, external_id: str | None = None) -> View | None:
        if view_id:
            return self._views.get(view_id)
        return next(
            (v for v in self._views.values() if external_id and v.content.get("external_id") == external_id), None
        )

    def open(self, trigger: Trigger, content: Json) -> View:
        """A new modal: the person's earlier one, if any, goes away."""
        self._refuse_double(content)
        for old in self._stacks.pop(trigger.user, []):
            self._forget(old)
        view = self._made(trigger.user, content, trigger)
        self._stacks[trigger.user] = [view]
        self._shown(view)
        return view

    def push(self, trigger: Trigger, content: Json) -> View:
        stack = self._stacks.get(trigger.user)
        if not stack:
            raise ApiError("not_found")
        return self.put_on_top(stack[-1], content, trigger)

    def put_on_top(self, below: View, content: Json, trigger: Trigger | None = None) -> View:
        stack = self._stacks.get(below.user, [])
        if len(stack) >= STACK_LIMIT:
            raise ApiError("push_limit_reached")
        self._refuse_double(content)
        view = self._made(below.user, content, trigger)
        view.root_view_id, view.previous_view_id = below.root_view_id, below.id
        stack.append(view)
        self._shown(view)
        return view

    def update(self, view: View, content: Json, expected_hash: str | None = None) -> View:
        """Keeps what was typed where block_id and action_id stay the same; a stale `hash` is refused."""
        if expected_hash and expected_hash != view.hash:
            raise ApiError("hash_conflict")
        if content["type"] != view.content["type"]:
            raise ApiError("invalid_arguments")
        view.content, view.hash, view.errors = self._own(content), self._hash(), {}
        view.state = state.carried_over(view.blocks, view.state)
        self._shown(view)
        return view

    def publish(self, user: str, content: Json, expected_hash: str | None = None) -> View:
        old = self._homes.get(user)
        if old is not None:
            return self.update(old, content, expected_hash)
        view = self._homes[user] = self._made(user, content)
        self._shown(view)
        return view

    def pop(self, view: View) -> None:
        """The top view goes; what lies below it is seen again."""
        stack = self._stacks.get(view.user, [])
        if view in stack:
            stack.remove(view)
        self._forget(view)
        self._tell(Change("view", view.user, view=view))

    def clear(self, user: str) -> list[View]:
        gone = self._stacks.pop(user, [])
        for view in gone:
            self._forget(view)
        self._tell(Change("view", user))
        return gone

    def typed(self, view: View, values: Json) -> None:
        state.fill(view.blocks, view.state, values)

    def complain(self, view: View, errors: dict[str, str]) -> None:
        view.errors = errors
        self._tell(Change("view", view.user, view=view))

    def _made(self, user: str, content: Json, trigger: Trigger | None = None) -> View:
        view_id = f"V{secrets.token_hex(5).upper()}"
        view = View(view_id, user, self._own(content), self._hash(), root_view_id=view_id)
        view.state = state.initial(view.blocks)
        if trigger is not None:
            # Only here is the trigger spent: a view that Slack refuses leaves it good for another try.
            trigger.is_used, view.opened_by = True, trigger.id
        self._views[view_id] = view
        return view

    def _own(self, content: Json) -> Json:
        return {**content, "blocks": with_ids(list(content["blocks"]))}

    def _hash(self) -> str:
        return f"{int(self._clock())}.{secrets.token_hex(4)}"

    def _refuse_double(self, content: Json) -> None:
        if self.find(external_id=content.get("external_id")):
            raise ApiError("duplicate_external_id")

    def _forget(self, view: View) -> None:
        view.is_open = False
        self._views.pop(view.id, None)

    def _shown(self, view: View) -> None:
        self._tell(Change("home" if view.is_home else "view", view.user, view=view))
