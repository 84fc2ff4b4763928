"""What a task of a cluster carries, and what is done with it there: bytes in, bytes out, nothing of ours pickled.

Owns how an exercise travels: by its id where it is one of ours, by its files where it is somebody's. A worker keeps one
grader as long as it lives; every submission runs in a locked child of its own, as everywhere. Needs no Dask.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from exercises.catalog import OURS
from grader import Grader
from grader.batch.job import Job, RunOptions
from grader.batch.worker import judged
from grader.sandbox import SandboxError
from grader.sandbox.strongest import Level

JUDGING = Path(__file__).parents[1], OURS
"""The folders whose files a verdict depends on."""


def parcel(job: Job) -> bytes:
    """A job for another machine."""
    return json.dumps({**job.told(), "folder": _packed(job.folder)}).encode("ascii")


def terms(options: RunOptions) -> bytes:
    """What is the same for all jobs of a run."""
    return json.dumps(asdict(options)).encode()


def greet(code: str, options: bytes) -> bytes:
    """On the worker, before anything is judged: its isolation level, as proven, or why nothing may be."""
    return json.dumps(_said(code, options)).encode()


def judge(job: bytes, options: bytes) -> bytes:
    """On the worker: the report on one submission, as JSON."""
    told, how = json.loads(job), _options(options)
    report = judged({**told, "folder": _unpacked(told["folder"])}, how, _grader(how.required))
    return json.dumps(report, separators=(",", ":")).encode("ascii")


@lru_cache(maxsize=1)
def ours() -> str:
    """What judges here: a hash of its code and exercises, and NumPy's version, since the same must judge everywhere."""
    found = sha256()
    for file in _files():
        found.update(file.read_bytes())
    return f"{found.hexdigest()[:12]} with NumPy {version('numpy')}"


def _said(code: str, options: bytes) -> dict[str, str]:
    if code != ours():
        return {"differs": ours()}
    try:
        return {"isolation": _grader(_options(options).required).prove()}
    except SandboxError as error:
        return {"refused": str(error)}


@lru_cache(maxsize=1)
def _grader(required: Level) -> Grader:
    return Grader(required=required)


def _options(told: bytes) -> RunOptions:
    return RunOptions(**json.loads(told))


def _files() -> Iterator[Path]:
    for folder in JUDGING:
        for suffix in ("py", "toml"):
            yield from sorted(folder.rglob(f"*.{suffix}"))


@lru_cache(maxsize=256)
def _packed(folder: str) -> str:
    path = Path(folder)
    if path.is_relative_to(OURS):
        return json.dumps({"ours": path.relative_to(OURS).as_posix()})
    files = {
        file.name: base64.b64encode(file.read_bytes()).decode("ascii") for file in path.iterdir() if file.is_file()
    }
    return json.dumps({"name": f"{path.parent.name}/{path.name}", "files": files})


@lru_cache(maxsize=256)
def _unpacked(packed: str) -> str:
    """The folder on this machine."""
    told = json.loads(packed)
    if "ours" in told:
        return str(OURS / told["ours"])
    folder = Path(_home().name, sha256(packed.encode()).hexdigest()[:16], *told["name"].split("/"))
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in told["files"].items():
        (folder / name).write_bytes(base64.b64decode(content))
    return str(folder)


@lru_cache(maxsize=1)
def _home() -> TemporaryDirectory[str]:
    """Gone when this process ends."""
    return TemporaryDirectory(prefix="gradlings-")
