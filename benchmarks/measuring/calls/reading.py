"""One reading of a log in a process of its own: `python -m measuring.calls.reading ours|pandas FILE`.

Prints one line of JSON: events, CPU seconds, wall seconds, the most memory the process held.
"""

import sys
import time
from pathlib import Path

from measuring.child import peak_rss_mb, say

ROWS = 500_000  # pandas too must not hold the whole file
FIELDS = range(11)


def ours(file: Path) -> int:
    """To the model: every call and state is made, and let go, as when it is stored."""
    from feeds.callers import hasher
    from feeds.queue_log import QueueLog
    from feeds.queue_log_rows import events, pieces

    log, line = QueueLog(hasher("a key for the benchmark")), 1
    with file.open("rb") as stream:
        for piece in pieces(stream):
            line = log.take(events(piece), line)
            log.calls(), log.states()
    log.rest()
    assert not log.bad
    return line - 1


def pandas(file: Path) -> int:
    """The floor: read and split into text, and nothing else."""
    import pandas as pd

    parts = pd.read_csv(file, sep="|", header=None, names=FIELDS, dtype=str, chunksize=ROWS)
    return sum(len(part) for part in parts)


if __name__ == "__main__":
    way = {"ours": ours, "pandas": pandas}[sys.argv[1]]
    way(Path(sys.argv[2]).with_name("warm.log"))  # imports and caches are not what is measured
    wall, cpu = time.perf_counter(), time.process_time()
    events = way(Path(sys.argv[2]))
    say(events=events, cpu_s=time.process_time() - cpu, wall_s=time.perf_counter() - wall, peak_mb=peak_rss_mb())
