"""Who is the shift leader now, and whose word counts for which team?"""

from dataclasses import dataclass

import pytest

from rules.roles import Role, leads, shift_leaders


@dataclass(frozen=True)
class Somebody:
    name: str
    team_id: int | None
    on_shift: bool
    roles: frozenset[Role]


def here(name: str, role: str, team_id: int | None = 1, on_shift: bool = True) -> Somebody:
    return Somebody(name, team_id, on_shift, frozenset({Role(role)}))


def at_home(name: str, role: str, team_id: int | None = 1) -> Somebody:
    return here(name, role, team_id, on_shift=False)


IN_THE_ORDER_OF_ASKING = (
    here("own shift leader", "shift_leader"),
    here("own team leader", "team_leader"),
    here("own supervisor", "supervisor"),
    here("other shift leader", "shift_leader", 2),
    here("site manager", "site_manager", None),
    here("centre manager", "centre_manager", None),
    at_home("own shift leader at home", "shift_leader"),
    at_home("own team leader at home", "team_leader"),
    at_home("own supervisor at home", "supervisor"),
    at_home("other shift leader at home", "shift_leader", 2),
    at_home("site manager at home", "site_manager", None),
    at_home("centre manager at home", "centre_manager", None),
)


@pytest.mark.parametrize("position", range(len(IN_THE_ORDER_OF_ASKING)))
def test_the_nearest_leader_who_is_here_is_asked_first(position: int) -> None:
    candidates = list(reversed(IN_THE_ORDER_OF_ASKING[position:]))
    assert shift_leaders(candidates, 1) == [IN_THE_ORDER_OF_ASKING[position]]


def test_two_of_the_same_rank_are_both_asked() -> None:
    two = [here("one", "team_leader"), here("two", "team_leader"), here("three", "supervisor")]
    assert [one.name for one in shift_leaders(two, 1)] == ["one", "two"]


def test_another_teams_leader_and_an_agent_are_never_asked() -> None:
    assert shift_leaders([here("a", "team_leader", 2), here("b", "supervisor", 2), here("c", "agent")], 1) == []
    assert shift_leaders([], 1) == []


@pytest.mark.parametrize(
    ("role", "own", "others"),
    [
        ("agent", False, False),
        ("qa", False, False),
        ("team_leader", True, False),
        ("supervisor", True, False),
        ("shift_leader", True, True),
        ("site_manager", True, True),
        ("centre_manager", True, True),
    ],
)
def test_a_leader_decides_for_the_teams_they_lead(role: str, own: bool, others: bool) -> None:
    assert (leads(here("x", role), 1), leads(here("x", role), 2)) == (own, others)


def test_several_roles_add_up() -> None:
    both = Somebody("both", 1, True, frozenset({Role.AGENT, Role.TEAM_LEADER}))
    assert leads(both, 1)
    assert shift_leaders([both], 1) == [both]
