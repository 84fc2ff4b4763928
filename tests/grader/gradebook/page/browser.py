"""A real browser, started for one page: what it makes of the page, what it shows, and what it complains of."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-dev-shm-usage", "--hide-scrollbars", "--enable-logging=stderr",
)  # fmt: skip
REQUIRE = "GRADLINGS_REQUIRE_CHROMIUM"
SECONDS = 120
"""On a machine where everything else runs at the same time."""


def found() -> str:
    """Where it is. Skips the test where it is not, or fails it where that must not be."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None and os.environ.get(REQUIRE) == "1":
        pytest.fail(f"there is no chromium, and {REQUIRE} is set")
    return path or pytest.skip("there is no chromium on this machine: apt-get install chromium")


@dataclass(frozen=True)
class Browser:
    """`dark` is what the system prefers."""

    program: str
    profile: Path

    def dom(self, page: Path, state: str = "") -> tuple[str, list[str]]:
        """The page's HTML after its script has run, and the lines of the console."""
        done = self._run(page, state, "--dump-dom")
        return done.stdout, re.findall(r"CONSOLE.*", done.stderr)

    def picture(self, page: Path, *, dark: bool = False) -> bytes:
        """The top of the page as a PNG."""
        path = self.profile.with_suffix(".png")
        scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
        self._run(page, "", scheme, "--window-size=300,200", f"--screenshot={path}")
        return path.read_bytes()

    def _run(self, page: Path, state: str, *options: str) -> subprocess.CompletedProcess[str]:
        command = [self.program, *FLAGS, f"--user-data-dir={self.profile}", *options, f"{page.as_uri()}{state}"]
        return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=True)
