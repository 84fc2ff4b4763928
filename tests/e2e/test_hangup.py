"""A terminal that is closed takes the app with it, also where its owner meant to survive that."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pexpect

SECONDS = 20


def test_no_app_is_left_when_its_terminal_goes(tmp_path: Path) -> None:
    env = {**os.environ, "HOME": str(tmp_path), "TERM": "xterm-256color"}
    program = str(Path(sys.executable).with_name("gradlings"))
    app = pexpect.spawn(program, env=env, dimensions=(24, 80), ignore_sighup=True, timeout=SECONDS)
    app.expect("Start today", timeout=60)
    os.close(app.fileno())
    until = time.monotonic() + SECONDS
    while os.waitpid(app.pid, os.WNOHANG) == (0, 0):
        assert time.monotonic() < until, "it is still there"
        time.sleep(0.05)
