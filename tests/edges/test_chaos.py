"""Bots are killed while Slack misbehaves and people press: a short day of the chaos run."""

from pathlib import Path

from measuring.chaos.day import Plan, live_through


async def test_a_bad_day_loses_and_doubles_nothing(database_url: str, tmp_path: Path) -> None:
    """One bot on SQLite, two replicas on PostgreSQL."""
    replicas = 1 if database_url.startswith("sqlite") else 2
    day = await live_through(database_url, Plan(5, replicas, seed=7), tmp_path / "bot.log", print)
    assert day.ledger.complaints == []
    assert day.died_alone == 0
    assert day.kills >= 5
    assert day.ledger.promises > 20
    assert sum(day.struck.values()) > 15, "it was too good a day to prove anything"
