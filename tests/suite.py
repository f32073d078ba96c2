"""The whole suite, as `make test` runs it: it says in one line what ran and what this machine could not run."""

import os
import shutil
import subprocess
import sys

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FONT = "fonts-noto-cjk"


def main() -> int:
    browser = _browser() or _install_browser()
    notes = ["SQLite", "PostgreSQL", f"browser: {browser}" if browser else "no browser tests: Chromium is not here"]
    status = subprocess.call([sys.executable, "-m", "pytest", *sys.argv[1:]])
    print(f"Ran with {', '.join(notes)}.")
    return status


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
