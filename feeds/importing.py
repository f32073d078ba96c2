"""How does a file become teams, people and shifts: whole, or not at all?"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from zoneinfo import ZoneInfo

from feeds import people as files
from feeds.people import PersonRow, ShiftRow
from feeds.table import BadFile, BadRow
from storage import audit, digests_marks, roster
from storage.database import Session
from storage.roster import Progress, Tally

OPERATOR = "operator"
LATEST_DAYS = 2  # whoever changed teams did so now: older days stay with the team in which they were worked


def teams(session: Session, content: bytes, now: datetime, progress: Progress) -> Tally:
    rows = files.teams(content)
    return roster.put_teams(session, [_without_line(asdict(row)) for row in rows], now, progress)


def people(session: Session, content: bytes, zone: ZoneInfo, progress: Progress) -> Tally:
    """The roster; raises BadFile where a team is unknown or a Slack id belongs to somebody else."""
    rows = files.roster(content, zone)
    teams_known = roster.team_ids(session)
    _check_people(rows, teams_known, roster.slack_ids(session))
    values = [
        {
            "employee_no": row.employee_no,
            "name": row.name,
            "slack_user_id": row.slack_user_id,
            "team_id": teams_known[row.team] if row.team else None,
            "roster_language": row.language,
            "hired_on": row.hired_on,
            "left_at": row.left_at,
            # A file without the column says nothing: neither gives it consent nor does it take it back.
            **({} if row.may_be_called is None else {"may_be_called": row.may_be_called}),
        }
        for row in rows
    ]
    tally = roster.put_people(session, values, {row.employee_no: row.roles for row in rows}, progress)
    if tally.new or tally.changed:
        digests_marks.mark_counted(session, zone, LATEST_DAYS)
    return tally


def shifts(session: Session, content: bytes, zone: ZoneInfo, progress: Progress) -> Tally:
    """The shifts; raises BadFile where somebody is unknown or would work twice at once. Cancelled ones are removed."""
    rows = files.shifts(content, zone)
    ids = roster.employees(session)
    _check_shifts(session, rows, ids)
    values = [
        {"person_id": ids[row.employee_no], "starts_at": row.starts_at, "ends_at": row.ends_at, "kind": row.kind}
        for row in rows
        if not row.cancelled
    ]
    _mark_changed(session, rows)
    roster.remove_shifts(session, [(ids[row.employee_no], row.starts_at) for row in rows if row.cancelled])
    return roster.put_shifts(session, values, progress)


def _check_people(rows: Sequence[PersonRow], teams_known: Mapping[str, int], slack_ids: Mapping[str, str]) -> None:
    in_file = {row.employee_no for row in rows}
    problems = [
        BadRow(row.line, "import-unknown-team", {"team": row.team, "known": ", ".join(sorted(teams_known))})
        for row in rows
        if row.team and row.team not in teams_known
    ]
    for row in rows:
        holder = slack_ids.get(row.slack_user_id or "", row.employee_no)
        if holder != row.employee_no and holder not in in_file:
            problems.append(BadRow(row.line, "import-slack-id-taken", {"value": row.slack_user_id, "holder": holder}))
    if problems:
        raise BadFile(sorted(problems, key=lambda problem: problem.line))


def _check_shifts(session: Session, rows: Sequence[ShiftRow], ids: Mapping[str, int]) -> None:
    unknown = [
        BadRow(row.line, "import-unknown-employee", {"employee_no": row.employee_no})
        for row in rows
        if row.employee_no not in ids
    ]
    if unknown:
        raise BadFile(unknown)
    if rows:
        _check_overlaps(session, rows)


def _check_overlaps(session: Session, rows: Sequence[ShiftRow]) -> None:
    """A shift in the file replaces the one with the same start; any other it may only touch."""
    replaced = {(row.employee_no, row.starts_at) for row in rows}
    kept: dict[str, list[tuple[datetime, datetime]]] = {}
    span = min(row.starts_at for row in rows), max(row.ends_at for row in rows)
    for one in roster.shifts_between(session, *span):
        if (one.employee_no, one.starts_at) not in replaced:
            kept.setdefault(one.employee_no, []).append((one.starts_at, one.ends_at))
    problems = [
        BadRow(row.line, "import-overlap-known", {"employee_no": row.employee_no, "starts": starts_at})
        for row in rows
        if not row.cancelled
        for starts_at, ends_at in kept.get(row.employee_no, [])
        if row.starts_at < ends_at and starts_at < row.ends_at
    ]
    if problems:
        raise BadFile(problems)


def _mark_changed(session: Session, rows: Sequence[ShiftRow]) -> None:
    """Of a night both its days: with it the next one begins later for whoever worked."""
    if rows:
        span = min(row.starts_at for row in rows), max(row.ends_at for row in rows)
        known = {tuple(one) for one in roster.shifts_between(session, *span)}
        fresh = [one for one in rows if one.cancelled or (one.employee_no, one.starts_at, one.ends_at) not in known]
        digests_marks.mark(session, (moment for one in fresh for moment in (one.starts_at, one.ends_at)))


def _without_line(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name != "line"}


def note(session: Session, now: datetime, what: str, file: str, content: bytes, tally: Tally) -> None:
    """The audit row of an import: which file, known again by its hash, and what it came to."""
    note_file(session, now, what, file, hashlib.sha256(content).hexdigest(), tally)


def note_file(session: Session, now: datetime, what: str, file: str, sha256: str, tally: Tally) -> None:
    """The same for a file that is too large to be held."""
    audit.note(session, now, OPERATOR, f"import.{what}", file[:80], {}, {"sha256": sha256, **asdict(tally)})
