"""Who may do what, and who is asked first? (domain.md 10, Q17)"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol, TypeVar


class Role(StrEnum):
    """The handbook's roles; one person may hold several."""

    AGENT = "agent"  # 坐席代表
    TEAM_LEADER = "team_leader"  # 团队长、班长、班组长
    SHIFT_LEADER = "shift_leader"  # 值班长
    SUPERVISOR = "supervisor"  # 主管
    PROJECT_SUPERVISOR = "project_supervisor"  # 项目主管
    PROJECT_MANAGER = "project_manager"  # 项目经理
    SITE_MANAGER = "site_manager"  # 现场负责人、现场管理人员
    CENTRE_MANAGER = "centre_manager"  # 中心经理
    TRAINER = "trainer"
    QA = "qa"
    TECH = "tech"
    OPS = "ops"  # 运维
    SAFETY_COMMITTEE_MEMBER = "safety_committee_member"
    SAFETY_OFFICER = "safety_officer"  # 综合部总务安全员
    PART_TIME_SAFETY_OFFICER = "part_time_safety_officer"  # 兼职安全员
    INFOSEC_ADMIN = "infosec_admin"  # 信息安全管理员
    NETSEC_ADMIN = "netsec_admin"  # 网络安全管理员


# What the roster may call a role, besides its own name.
SPELLINGS = {
    "坐席": Role.AGENT,
    "坐席代表": Role.AGENT,
    "客服代表": Role.AGENT,
    "班长": Role.TEAM_LEADER,
    "班组长": Role.TEAM_LEADER,
    "团队长": Role.TEAM_LEADER,
    "值班长": Role.SHIFT_LEADER,
    "主管": Role.SUPERVISOR,
    "项目主管": Role.PROJECT_SUPERVISOR,
    "项目经理": Role.PROJECT_MANAGER,
    "现场负责人": Role.SITE_MANAGER,
    "现场管理人员": Role.SITE_MANAGER,
    "中心经理": Role.CENTRE_MANAGER,
    "培训师": Role.TRAINER,
    "质检": Role.QA,
    "质检员": Role.QA,
    "技术": Role.TECH,
    "技术人员": Role.TECH,
    "运维": Role.OPS,
    "安全委员会委员": Role.SAFETY_COMMITTEE_MEMBER,
    "总务安全员": Role.SAFETY_OFFICER,
    "兼职安全员": Role.PART_TIME_SAFETY_OFFICER,
    "信息安全管理员": Role.INFOSEC_ADMIN,
    "网络安全管理员": Role.NETSEC_ADMIN,
} | {role.value: role for role in Role}

EVERYONE = frozenset(Role)
TEAM_LEADERS = frozenset({Role.TEAM_LEADER, Role.SHIFT_LEADER, Role.SUPERVISOR})
FLOOR_LEADERS = frozenset({Role.SHIFT_LEADER, Role.SITE_MANAGER, Role.CENTRE_MANAGER})
LEADERS = TEAM_LEADERS | FLOOR_LEADERS
MANAGERS = frozenset({Role.SITE_MANAGER, Role.CENTRE_MANAGER})  # who may set targets (KP-03)
KEEPERS = frozenset({Role.OPS, Role.SITE_MANAGER, Role.CENTRE_MANAGER})  # who can mend the bot, or have it mended


class Candidate(Protocol):
    """Somebody who might be told: what this module needs to know of a person."""

    @property
    def roles(self) -> frozenset[Role]: ...
    @property
    def team_id(self) -> int | None: ...
    @property
    def on_shift(self) -> bool: ...


Anyone = TypeVar("Anyone", bound=Candidate)


def leads(person: Candidate, team_id: int) -> bool:
    """Whether this person may decide for that team: its own leaders, and those who lead the whole floor."""
    if person.roles & FLOOR_LEADERS:
        return True
    return person.team_id == team_id and bool(person.roles & TEAM_LEADERS)


def keepers(candidates: Sequence[Anyone]) -> list[Anyone]:
    """Who is told that the bot itself needs care: operations, and where the roster has none, the managers."""
    return [one for one in candidates if Role.OPS in one.roles] or list(candidates)


def shift_leaders(candidates: Sequence[Anyone], team_id: int | None) -> list[Anyone]:
    """Who hands out the team's token now (FR-05): the nearest leader who is here, else the next one up.

    The first group with anybody in it is told, whole: shift leaders of the team, its team leaders and supervisors,
    shift leaders of other teams, site managers; people on shift before people at home.
    """
    groups = [
        [one for one in candidates if role in one.roles and (one.team_id == team_id) >= own and one.on_shift >= here]
        for here in (True, False)
        for role, own in _ORDER
    ]
    return next((group for group in groups if group), [])


_ORDER = (
    (Role.SHIFT_LEADER, True),
    (Role.TEAM_LEADER, True),
    (Role.SUPERVISOR, True),
    (Role.SHIFT_LEADER, False),
    (Role.SITE_MANAGER, False),
    (Role.CENTRE_MANAGER, False),
)
