"""The learner's own editor: which command it is, and a run of it in this terminal.

Owns how a command is read and what is wrong with one that does not work. Refuses to touch the screen: whoever has it
steps aside first.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from exercises.content import Text
from quiz.words import in_both

VARIABLES = ("VISUAL", "EDITOR")


class NoEditor(Exception):
    """There is none, or it did not work; `text` says what to set."""

    def __init__(self, key: str, **values: object) -> None:
        self.text: Text = in_both(f"editor.{key}", **values)
        super().__init__(self.text.en)


def command(setting: str, environment: Mapping[str, str]) -> list[str]:
    """The setting, else what the environment says. Raises NoEditor."""
    chosen = next(filter(None, map(str.strip, (setting, *(environment.get(name, "") for name in VARIABLES)))), "")
    if not chosen:
        raise NoEditor("none")
    try:
        return shlex.split(chosen, posix=os.name != "nt")
    except ValueError as error:
        raise NoEditor("unreadable", command=chosen, reason=error) from error


def edit(words: list[str], file: Path) -> None:
    """Open the file and wait for the editor's end. Raises NoEditor where it does not start or says it failed."""
    with _unbroken():
        try:
            code = subprocess.run([*words, str(file)], check=False).returncode  # noqa: S603 (the learner's own command)
        except OSError as error:
            raise NoEditor("missing", command=words[0], reason=error.strerror or error) from error
    if code:
        raise NoEditor("failed", command=shlex.join(words), code=code)


@contextmanager
def _unbroken() -> Iterator[None]:
    """Ctrl+C is the editor's, not ours. A handler that does nothing: what is ignored would be so in the editor too."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
