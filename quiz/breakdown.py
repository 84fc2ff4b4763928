"""Writes our own faults down, so that somebody can report them.

Refuses to fail: where the file cannot be written, another is tried, then stderr takes the text.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from quiz.version import VERSION


def write_fault(path: Path, error: BaseException) -> str:
    """Append the traceback to this file, or to one among the temporary files; returns where it stands."""
    head = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC  gradlings {VERSION}  Python {platform.python_version()}"
    text = f"{head}\n{''.join(traceback.format_exception(error))}\n"
    for place in (path, Path(tempfile.gettempdir()) / f"gradlings-faults-{os.getuid()}.log"):
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("a", encoding="utf-8", errors="replace") as file:
                file.write(text)
        except OSError:
            continue
        return str(place)
    sys.stderr.write(text)
    return "stderr"
