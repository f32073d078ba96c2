"""Which user groups are there, and who is in them?"""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .seed import SeedUserGroup
from .wire import ApiError


@dataclass(slots=True, eq=False)
class UserGroup:
    """`deleted` is the moment it was disabled, 0 while it is in use: Slack never takes a group away altogether."""

    id: str
    handle: str
    name: str
    description: str = ""
    users: list[str] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)
    created: int = 0
    updated: int = 0
    deleted: int = 0
    created_by: str = ""
    updated_by: str = ""
    deleted_by: str | None = None


class UserGroups:
    def __init__(self, seeds: Iterable[SeedUserGroup], clock: Callable[[], float], maker: str) -> None:
        self._clock = clock
        self._groups = {seed.id: self._seeded(seed, maker) for seed in seeds}

    def _seeded(self, seed: SeedUserGroup, maker: str) -> UserGroup:
        now, users, channels = int(self._clock()), list(seed.users), list(seed.channels)
        return UserGroup(
            seed.id, seed.handle, seed.name or seed.handle, seed.description, users, channels, now, now, 0, maker, maker
        )

    def all(self) -> list[UserGroup]:
        return list(self._groups.values())

    def find(self, group_id: str) -> UserGroup | None:
        return self._groups.get(group_id)

    def called(self, handle: str) -> UserGroup | None:
        """By handle; a disabled group is not mentioned any more."""
        return next((g for g in self.all() if g.handle == handle and not g.deleted), None)

    def make(self, by: str, **what: object) -> UserGroup:
        group = UserGroup(f"S{secrets.token_hex(5).upper()}", "", "", created=int(self._clock()), created_by=by)
        self.change(group, by, **what)
        self._groups[group.id] = group
        return group

    def change(self, group: UserGroup, by: str, **changes: object) -> None:
        for key, value in changes.items():
            setattr(group, key, value)
        group.updated, group.updated_by = int(self._clock()), by

    def disable(self, group: UserGroup, by: str) -> None:
        self.change(group, by, deleted=int(self._clock()), deleted_by=by)

    def enable(self, group: UserGroup, by: str) -> None:
        self.change(group, by, deleted=0, deleted_by=None)

    def check_free(self, group: UserGroup | None, name: str | None, handle: str | None) -> None:
        """Names and handles are each used once, also by groups that are disabled."""
        others = [other for other in self.all() if other is not group]
        if name and any(other.name == name for other in others):
            raise ApiError("name_already_exists")
        if handle and any(other.handle == handle for other in others):
            raise ApiError("handle_already_exists")
