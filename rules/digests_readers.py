"""Whose numbers may somebody read? Their own, their team's, and for leaders those of the people they lead."""

from collections.abc import Mapping
from typing import Protocol

from rules.digests_facts import Kind, Scope
from rules.roles import FLOOR_LEADERS, TEAM_LEADERS, Role


class Reader(Protocol):
    """Somebody who wants to read; `team_name` is the key of the team they are in."""

    @property
    def roles(self) -> frozenset[Role]: ...
    @property
    def employee_no(self) -> str: ...
    @property
    def team_name(self) -> str | None: ...


def may_read(reader: Reader, scope: Scope, team_of: Mapping[str, str | None]) -> bool:
    """`team_of` tells the team of each agent. People's own numbers are for them and for whoever leads them."""
    if scope.kind is Kind.AGENT:
        return scope.name == reader.employee_no or leads_team(reader, team_of.get(scope.name))
    if scope.kind is Kind.TEAM and scope.name == reader.team_name:
        return True
    return bool(reader.roles - {Role.AGENT})


def belongs(scope: Scope, asked: Scope, team_of: Mapping[str, str | None]) -> bool:
    """Whether a scope goes into an export of another: to the centre everything, to a team its agents."""
    if asked.kind is Kind.CENTRE or scope == asked:
        return True
    return asked.kind is Kind.TEAM and scope.kind is Kind.AGENT and team_of.get(scope.name) == asked.name


def leads_team(reader: Reader, team: str | None) -> bool:
    if reader.roles & FLOOR_LEADERS:
        return True
    return team is not None and team == reader.team_name and bool(reader.roles & TEAM_LEADERS)
