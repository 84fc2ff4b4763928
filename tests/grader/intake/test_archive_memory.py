"""Small archives that order a lot of memory: none is given, they are refused by name, and the rest goes on."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import struct
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from zlib import crc32

import pytest

from tests.grader.intake.messy import RIGHT
from tests.grader.intake.test_archives import tarred, zipped

ROOT = Path(__file__).parents[3]
FLOOD = 96 << 20
MOST = 80
"""Megabytes for everything, Python included, which takes 25 of them."""
GATHERS = """
import json, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from exercises.catalog import Catalog
from grader.intake import gather
found = gather([Path(sys.argv[1])], [Catalog().get("layers/dense")])
said = {s.student: [s.fault.en if s.fault else "", *(note.text.en for note in s.notes)] for s in found}
told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(json.dumps([said, int(told["VmHWM"].split()[0]) // 1024]))
"""


@pytest.fixture
def gathered_apart(tmp_path):
    """What is said of each student of `tmp_path / "in"`, and the megabytes that it took at most."""

    def run() -> tuple[dict[str, list[str]], int]:
        command = [sys.executable, "-W", "error", "-c", GATHERS, str(tmp_path / "in")]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, timeout=60)
        said, peak = json.loads(done.stdout)
        return said, peak

    return run


def lying(method: int, packed: bytes, size: int = 1000) -> bytes:
    """A zip whose one member says that it has `size` bytes."""
    name = b"dense.py"
    common = struct.pack("<HHHHIII", 0, method, 0, 0, 0, len(packed), size)
    local = b"PK\3\4" + struct.pack("<H", 63) + common + struct.pack("<HH", len(name), 0) + name + packed
    entry = b"PK\1\2" + struct.pack("<HH", 63, 63) + common + struct.pack("<H", len(name)) + bytes(16) + name
    return local + entry + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(local), 0)


def huge_dictionary(data: bytes) -> bytes:
    """The same xz, which orders 4 GB for its dictionary."""
    header = bytearray(data[12:24])
    assert header[2:4] == b"\x21\x01"  # LZMA2, with one byte that says how large
    header[4] = 40
    header[8:] = struct.pack("<I", crc32(header[:8]))
    return data[:12] + bytes(header) + data[24:]


def long_header(size: int) -> bytes:
    """A tar that begins with an extended header of so many bytes."""
    extended = tarfile.TarInfo("x")
    extended.type, extended.size = tarfile.XHDTYPE, size
    record = b"%d a=%s\n" % (size, b"x" * (size - len(b"%d a=\n" % size)))
    return extended.tobuf(tarfile.USTAR_FORMAT) + record + tarred({"dense.py": RIGHT.encode()}, "w")


def sparse(name: str, stored: bytes, size: int) -> bytes:
    """A member that is a hole up to what is stored, as `tar -S` writes it."""
    info = tarfile.TarInfo(name)
    info.type, info.size = tarfile.GNUTYPE_SPARSE, len(stored)
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[386:410] = b"%011o\0%011o\0" % (size - len(stored), len(stored))
    header[483:495] = b"%011o\0" % size
    header[148:156] = b"%06o\0 " % (sum(header) - sum(header[148:156]) + 8 * ord(" "))
    return bytes(header) + stored


LZMA_HEADER = struct.pack("<BBHBI", 9, 4, 5, 93, 0xFFFFFFFF)
"""As in a zip, with a dictionary of 4 GB."""
RAW = [{"id": lzma.FILTER_LZMA1, "dict_size": 1 << 16, "preset": 0}]
BOMBS = {
    "a zip with bz2": ("zip", lambda: lying(zipfile.ZIP_BZIP2, bz2.compress(bytes(FLOOD))), "bzip2"),
    "a zip with LZMA": (
        "zip", lambda: lying(zipfile.ZIP_LZMA, LZMA_HEADER + lzma.compress(b"a" * 999, lzma.FORMAT_RAW, filters=RAW)),
        "LZMA",
    ),
    "an xz with a dictionary of 4 GB": (
        "tar.xz", lambda: huge_dictionary(lzma.compress(tarred({"dense.py": RIGHT.encode()}, "w"))), "memory",
    ),
    "a bz2 of zeros": ("tar.bz2", lambda: bz2.compress(bytes(FLOOD)), "empty"),
    "a header as long as a film": ("tar.gz", lambda: gzip.compress(long_header(60 << 20), 1), "bomb"),
    "such a header behind a hole": (
        "tar.gz", lambda: gzip.compress(sparse("__MACOSX/x", bytes(512), 1 << 32) + long_header(60 << 20), 1), "bomb",
    ),
}  # fmt: skip


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks /proc for the most memory that was taken")
@pytest.mark.parametrize(("suffix", "made", "says"), BOMBS.values(), ids=BOMBS)
def test_an_archive_that_orders_memory_is_refused_and_gets_none(gathered_apart, put, suffix, made, says):
    put(f"eve.{suffix}", made())
    put("ann.py", RIGHT)
    said, peak = gathered_apart()
    assert said.keys() == {"ann", "eve"}
    assert said["ann"] == [""]
    assert says in said["eve"][0]
    assert peak < MOST


def test_what_is_refused_of_a_zip_says_what_to_do_instead(gathered, put):
    put("ann.zip", zipped({"dense.py": RIGHT}, zipfile.ZIP_LZMA))
    put("bob.zip", zipped({"dense.py": RIGHT}, zipfile.ZIP_STORED))
    found = {s.student: s for s in gathered()}
    assert "deflate" in found["ann"].fault.en
    assert "deflate" in found["ann"].fault.zh
    assert found["bob"].source == RIGHT.encode()


def test_an_xz_of_several_streams_with_zeros_between_them_is_read_whole(gathered, put):
    data = tarred({"dense.py": RIGHT.encode()}, "w")
    put("ann.tar.xz", lzma.compress(data[:700]) + bytes(8) + lzma.compress(data[700:]) + bytes(4))
    (found,) = gathered()
    assert (found.source, found.fault) == (RIGHT.encode(), None)


@pytest.mark.parametrize("name", ["hw.tar", "hw.zip"])
def test_a_name_as_long_as_a_book_is_refused_and_not_kept(gathered, put, name):
    members = {"ann.py": RIGHT.encode(), f"bob/{'x' * 9000}.py": RIGHT.encode(), f"__MACOSX/{'y' * 9000}": b""}
    put(name, zipped(members) if name.endswith("zip") else tarred(members, "w"))
    found = {s.student: s for s in gathered(name)}
    assert found.keys() == {"ann", "bob"}
    assert "longer than" in found["bob"].fault.en
    assert len(found["bob"].file) < 5000


def test_memory_that_is_not_there_is_a_fault(gathered, put, monkeypatch):
    def none(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(zipfile.ZipExtFile, "read", none)
    put("ann.zip", zipped({"dense.py": RIGHT}))
    put("bob.py", RIGHT)
    found = {s.student: s for s in gathered()}
    assert "memory" in found["ann"].fault.en
    assert found["bob"].fault is None


def test_a_member_that_is_long_is_no_header(gathered, put):
    """What is passed over between two members is not what Python keeps of them in memory."""
    film = io.BytesIO()
    with tarfile.open(fileobj=film, mode="w:gz", compresslevel=1) as archive:
        for name, content in {"ann/film.bin": bytes(9 << 20), "__MACOSX/x": bytes(9 << 20), "bob.py": b"b"}.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    put("hw.tar.gz", film.getvalue())
    assert {s.student for s in gathered("hw.tar.gz")} == {"ann", "bob"}


def test_a_file_with_holes_is_refused_and_the_rest_goes_on(gathered, put):
    beside = tarred({"ann/dense.py": RIGHT.encode(), "bob/dense.py": RIGHT.encode()}, "w")
    put("hw.tar.gz", gzip.compress(sparse("ann/film.bin", bytes(6 << 20), 36 << 20) + beside, 1))
    found = {s.student: s for s in gathered("hw.tar.gz") if not s.fault}
    assert found.keys() == {"ann", "bob"}
