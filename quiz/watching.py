"""Notices that a file is another one than before, on any disk: it is looked at now and then, nothing is subscribed to.

Owns what counts as a change: other bytes. Time and size only save the reading: a file that is merely touched has not
changed, and one that is written twice within a tick of a coarse clock has.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from quiz.workspace import WorkspaceError, read_source

PAUSE = 0.5
"""Seconds between two looks."""
DOUBTS = 5
"""Looks after a change that read the file whatever its time says; clocks of disks tick every two seconds at worst."""

Stamp = tuple[int, int]


class Watched:
    """One file, as it was when it was last looked at. A file that is not there has not changed yet."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: Stamp | None = None
        self._content: bytes | None = None
        self._doubts = 0
        with suppress(WorkspaceError):
            self.look()

    def look(self) -> bytes | None:
        """Its bytes if they are others than at the last look; None where nothing is new.

        Raises WorkspaceError where it was changed into something that cannot be read, once.
        """
        try:
            found = self._path.stat()
        except OSError:
            return None
        stamp = (found.st_mtime_ns, found.st_size)
        if stamp != self._stamp:
            self._stamp, self._doubts = stamp, DOUBTS
        elif self._doubts == 0:
            return None
        self._doubts -= 1
        content = read_source(self._path)
        if content == self._content:
            return None
        self._content = content
        return content


class Watch(threading.Thread):
    """Looks at a file until it is stopped, and says in this thread that it has changed."""

    def __init__(self, path: Path, changed: Callable[[], object], pause: float = PAUSE) -> None:
        super().__init__(name=f"gradlings-watch-{path.name}", daemon=True)
        self._path = path
        self._changed = changed
        self._pause = pause
        self._stopped = threading.Event()

    def run(self) -> None:
        """Until `stop`."""
        watched = Watched(self._path)
        while not self._stopped.wait(self._pause):
            with suppress(WorkspaceError):  # whoever is told of a change reads it, and says what is wrong
                if watched.look() is None:
                    continue
            if not self._stopped.is_set():
                self._changed()

    def stop(self) -> None:
        """No further look; does not wait for the one that goes on."""
        self._stopped.set()
