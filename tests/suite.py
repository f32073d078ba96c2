"""The whole suite, as `make test` runs it: it says in one line what ran and what this machine could not run."""

import os
import shutil
import subprocess
import sys

from tests.support import emulate

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FONT = "fonts-noto-cjk"


def main() -> int:
    notes = ["SQLite", "PostgreSQL", _browser_note(), _emulate_note()]
    status = subprocess.call([sys.executable, "-m", "pytest", *sys.argv[1:]])
    print(f"Ran with {', '.join(notes)}.")
    return status


def _browser_note() -> str:
    browser = _browser() or _install_browser()
    return f"browser: {browser}" if browser else "no browser tests: Chromium is not here"


def _emulate_note() -> str:
    emulate.install()
    reason = emulate.missing()
    return f"Web API compared with none: {reason}" if reason else f"Web API compared with emulate {emulate.VERSION}"


def _browser() -> str | None:
    return next((found for name in CHROMIUM if (found := shutil.which(name))), None)


def _install_browser() -> str | None:
    """Debian's Chromium, where we may install it without asking anybody."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    print("Installing Chromium for the browser tests ...", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium", FONT]):
        subprocess.call(["apt-get", *command], env=environment, **quiet)
    return _browser()


if __name__ == "__main__":
    sys.exit(main())
