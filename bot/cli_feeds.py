"""How does the operator bring in what phone systems report? `shiftlead import calls`, `states`, `figures`."""

import csv
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO
from zoneinfo import ZoneInfo, available_timezones

import typer
from rich.progress import BarColumn, DownloadColumn, ProgressColumn, TextColumn, TimeRemainingColumn

from bot.settings import Settings
from bot.terminal import bad_row, bar, clock, database, fail, out, spoken, t, words
from feeds import csv_mapping, figures, importing, importing_calls
from feeds.callers import hasher
from feeds.csv_mapping import BadMapping, CsvMapping
from feeds.intake import Brought, Origin
from feeds.table import BadFile
from rules.handbook import Site
from storage import calls_put
from storage.database import Session
from views.words import Reader


class CallFormat(StrEnum):
    QUEUE_LOG = "queue_log"
    QUEUE_LOG_REALTIME = "queue_log_realtime"
    PBXWARE = "pbxware"
    VICIDIAL = "vicidial"
    AMAZON_CONNECT = "amazon_connect"
    FREESWITCH = "freeswitch"
    PLAIN = "plain"


class StateFormat(StrEnum):
    VICIDIAL = "vicidial"
    PLAIN = "plain"


LogFile = Annotated[Path, typer.Argument(help=t.plain("cli-help-feed-file"))]
MappingFile = Annotated[Path | None, typer.Option("--mapping", help=t.plain("cli-help-mapping"))]
FeedName = Annotated[str, typer.Option("--feed", help=t.plain("cli-help-feed"))]
Zone = Annotated[str, typer.Option("--zone", help=t.plain("cli-help-zone"))]
SkipBad = Annotated[bool, typer.Option("--skip-bad", help=t.plain("cli-help-skip-bad"))]

Bring = Callable[[Session, BinaryIO, Origin], Brought]


@dataclass(frozen=True)
class Wish:
    """What the operator asked for."""

    what: str
    file: Path
    form: str
    feed: str
    zone: str
    skip_bad: bool


def add_to(imports: typer.Typer) -> None:
    imports.command("calls", help=t.plain("cli-help-calls"))(_command("calls", CallFormat, _calls))
    imports.command("states", help=t.plain("cli-help-states"))(_command("states", StateFormat, _states))
    imports.command("figures", help=t.plain("cli-help-figures"))(bring_figures)


def _command(what: str, formats: type[StrEnum], read: Callable[[Path | None, str], Bring]) -> Callable[..., None]:
    def command(
        file: LogFile,
        form: str = "plain",
        mapping: MappingFile = None,
        feed: FeedName = "",
        zone: Zone = "",
        skip_bad: SkipBad = False,
    ) -> None:
        wish = Wish(what, file, mapping.stem if mapping else form, feed, zone, skip_bad)
        _bring(wish, read(mapping, form))

    # Nothing but the formats differs, and Typer learns them from the annotation.
    command.__annotations__["form"] = Annotated[formats, typer.Option("--format", help=t.plain("cli-help-format"))]
    return command


def _calls(mapping: Path | None, form: str) -> Bring:
    if mapping is None and form == CallFormat.QUEUE_LOG:
        return importing_calls.queue_log
    if mapping is None and form == CallFormat.QUEUE_LOG_REALTIME:
        return importing_calls.realtime
    return _mapped(mapping, form)


def _states(mapping: Path | None, form: str) -> Bring:
    return _mapped(mapping, f"{form}_states")


def bring_figures(file: LogFile) -> None:
    def bring_in(session: Session, stream: BinaryIO, origin: Origin) -> Brought:
        found = figures.figures(stream.read(), origin.zone)
        feed_id = calls_put.feed(session, origin.feed, origin.form)
        import_id = calls_put.new_import(session, feed_id, origin.source, origin.now)
        calls_put.count(session, import_id, len(found), 0, 0)
        return Brought(calls_put.put_figures(session, import_id, found), [], {})

    _bring(Wish("figures", file, "figures", "", "", skip_bad=False), bring_in)


def _mapped(mapping: Path | None, form: str) -> Bring:
    read = _mapping(mapping, form)
    return lambda session, stream, origin: importing_calls.mapped(session, stream, read, origin)


def _mapping(file: Path | None, form: str) -> CsvMapping:
    try:
        return csv_mapping.read(file.read_text("utf-8-sig")) if file else csv_mapping.shipped(form)
    except BadMapping as bad:
        fail([t.plain("cli-bad-mapping", file=str(file), why=bad.key)])
    except (OSError, UnicodeDecodeError):
        fail([t.plain("cli-no-file", file=str(file))])


def _bring(wish: Wish, bring_in: Bring) -> None:
    """All of a file or nothing, unless bad rows shall be skipped; every bad row is named by its line."""
    if wish.zone and wish.zone not in available_timezones():
        fail([t.plain("settings-not-a-zone", name="--zone")])
    try:
        stream = wish.file.open("rb")
    except OSError:
        fail([t.plain("cli-no-file", file=str(wish.file))])
    with stream, database() as (opened, site, settings), bar(*_columns()) as shown:
        task = shown.add_task(t.plain("import-progress", file=wish.file.name), total=wish.file.stat().st_size)
        origin = _origin(wish, site, settings, lambda read: shown.advance(task, read))
        here = words.reader(spoken, site.zone, clock.now())
        try:
            with opened.changing() as session:
                brought = bring_in(session, stream, origin)
                if brought.refused and not wish.skip_bad:
                    raise BadFile([one.problem for one in brought.refused])
                importing.note_file(session, origin.now, wish.what, wish.file.name, _hash(stream), brought.tally)
        except BadFile as bad:
            shown.stop()
            fail([t.plain("import-nothing", file=str(wish.file)), *(bad_row(here, one) for one in bad.problems)])
    _tell(wish, here, brought)


def _origin(wish: Wish, site: Site, settings: Settings, step: Callable[[int], None]) -> Origin:
    zone = ZoneInfo(wish.zone) if wish.zone else site.zone
    key = settings.caller_key.get_secret_value() if settings.caller_key else None
    return Origin(wish.feed or wish.form, wish.form, wish.file.name, clock.now(), zone, hasher(key), step)


def _columns() -> Sequence[ProgressColumn]:
    """Of a bar that counts bytes."""
    return TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn()


def _hash(stream: BinaryIO) -> str:
    stream.seek(0)
    found = hashlib.sha256()
    while piece := stream.read(1 << 20):
        found.update(piece)
    return found.hexdigest()


def _tell(wish: Wish, here: Reader, brought: Brought) -> None:
    tally = brought.tally
    out.print(here.plain("import-done", file=wish.file.name, new=tally.new, changed=tally.changed, same=tally.same))
    if brought.odd:
        named = ", ".join(f"{event} × {times}" for event, (times, _) in sorted(brought.odd.items()))
        out.print(here.plain("import-unknown-events", events=named))
    if brought.refused:
        out.print(here.plain("import-skipped", count=len(brought.refused), file=str(_write_bad(wish, here, brought))))


def _write_bad(wish: Wish, here: Reader, brought: Brought) -> Path:
    """The rows that were left out, beside the file, with what is wrong with each."""
    beside = wish.file.with_name(f"{wish.file.name}.bad.csv")
    with beside.open("w", encoding="utf-8-sig", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["line", "reason", "row"])
        for one in brought.refused:
            table.writerow([one.problem.line, here.plain(one.problem.key, **one.problem.facts), one.raw])
    return beside
