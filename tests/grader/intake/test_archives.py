"""Zip and tar archives: read where they are honest, refused by name where they are not, and the rest goes on."""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile

import pytest

from grader.intake import archives, gather
from tests.grader.intake.messy import RIGHT

LINK = "alice/link.py"


def zipped(members: dict[str, str | bytes | zipfile.ZipInfo], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def tarred(members: dict[str, bytes | tarfile.TarInfo], mode: str = "w:gz") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, content in members.items():
            info = content if isinstance(content, tarfile.TarInfo) else tarfile.TarInfo(name)
            if isinstance(content, bytes):
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
            else:
                archive.addfile(info)
    return buffer.getvalue()


def special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def faults(submissions):
    return {s.file: s.fault.en for s in submissions if s.fault}


def fine(submissions):
    return {s.student for s in submissions if not s.fault and s.source == RIGHT.encode()}


@pytest.mark.parametrize("name", ["hw.zip", "hw.tar", "hw.tar.gz", "hw.tgz", "hw.tar.bz2", "hw.tar.xz"])
def test_every_kind_of_archive_is_read_like_a_folder(gathered, put, name):
    members = {
        "hw/alice.py": RIGHT.encode(),
        "hw/bob/dense.py": RIGHT.encode(),
        "hw/.DS_Store": b"",
        "__MACOSX/x.py": b"",
    }
    mode = {"gz": "w:gz", "tgz": "w:gz", "bz2": "w:bz2", "xz": "w:xz"}.get(name.rpartition(".")[2], "w")
    put(name, zipped(members) if name.endswith("zip") else tarred(members, mode))
    assert fine(gathered(name)) == {"alice", "bob"}


def test_the_folder_that_a_tar_was_packed_in_is_nobody(gathered, put):
    """As `tar -C folder .` writes it."""
    files = {f"./submissions/{name}/dense.py": RIGHT.encode() for name in ("alice", "bob")}
    put("wrapped.tar.gz", tarred({"./": special("./", tarfile.DIRTYPE)} | files))
    found = gathered("wrapped.tar.gz")
    assert {s.student for s in found} == fine(found) == {"alice", "bob"}


def test_what_is_hostile_in_a_zip_is_refused_by_name_and_the_rest_goes_on(gathered, put):
    link = zipfile.ZipInfo("bob.py")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    data = zipped({"alice.py": RIGHT, "../../evil.py": RIGHT, "/etc/evil.py": RIGHT, "C:\\evil.py": RIGHT,
                   "bomb.py": b"#" * (2 << 20), "carol.py": RIGHT})  # fmt: skip
    with zipfile.ZipFile(buffer := io.BytesIO(data), "a") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("dora.py", RIGHT)
    data = bytearray(buffer.getvalue())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 8] |= 1  # dora's is said to be encrypted
    put("hw.zip", bytes(data))
    found = gathered("hw.zip")
    assert fine(found) == {"alice", "carol"}
    refused = faults(found)
    assert refused.keys() == {"../../evil.py", "/etc/evil.py", "C:/evil.py", "bomb.py", "bob.py", "dora.py"}
    assert "leads out" in refused["../../evil.py"]
    assert "bomb" in refused["bomb.py"]
    assert "link" in refused["bob.py"]
    assert "encrypted" in refused["dora.py"]


def test_what_is_hostile_in_a_tar_is_refused_by_name_and_the_rest_goes_on(gathered, put):
    put(
        "hw.tar.gz",
        tarred(
            {
                "alice.py": RIGHT.encode(),
                "1": special("bob.py", tarfile.SYMTYPE, "/etc/passwd"),
                "2": special("carol.py", tarfile.LNKTYPE, "alice.py"),
                "3": special("dora.py", tarfile.FIFOTYPE),
                "../evil.py": b"",
                "/root/evil.py": b"",
                "eve.py": RIGHT.encode(),
            }
        ),
    )
    found = gathered("hw.tar.gz")
    assert fine(found) == {"alice", "eve"}
    assert faults(found).keys() == {"bob.py", "carol.py", "dora.py", "../evil.py", "/root/evil.py"}


def test_a_students_own_good_file_is_judged_beside_what_is_refused_of_theirs(gathered, put):
    link = zipfile.ZipInfo(LINK)
    link.external_attr = stat.S_IFLNK << 16
    put("hw.zip", _with(link))
    (found,) = gathered("hw.zip")
    assert found.fault is None
    assert LINK in found.notes[-1].text.en


def _with(link: zipfile.ZipInfo) -> bytes:
    with zipfile.ZipFile(buffer := io.BytesIO(zipped({"alice/dense.py": RIGHT})), "a") as archive:
        archive.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def test_a_tar_that_never_ends_is_cut_off(gathered, put, monkeypatch):
    monkeypatch.setattr(archives, "MEGABYTE", 1 << 10)
    put("hw.tar.gz", tarred({"alice.py": RIGHT.encode(), "bomb.bin": b"\0" * (1 << 20), "bob.py": RIGHT.encode()}))
    found = gathered("hw.tar.gz")
    assert fine(found) == {"alice"}
    assert "bomb" in faults(found)["hw.tar.gz"]


def test_a_header_of_a_tar_is_no_way_to_fill_the_memory(gathered, put):
    header = tarfile.TarInfo("x").tobuf()
    pax = tarfile.TarInfo("x")
    pax.type, pax.size = tarfile.XHDTYPE, 1 << 40
    put("hw.tar", pax.tobuf(tarfile.GNU_FORMAT) + header)
    assert faults(gathered("hw.tar")).keys() == {"hw.tar"}


def test_too_many_files_are_refused_before_they_are_listed(gathered, put, monkeypatch):
    monkeypatch.setattr("grader.intake.gathering.MOST_FILES_INSIDE", 50)
    put("alice/hw.zip", zipped({f"{n}.txt": "" for n in range(51)}))
    put("bob/hw.tar", tarred({f"{n}.txt": b"" for n in range(51)}, "w"))
    put("carol.py", RIGHT)
    submissions = gathered()
    assert fine(submissions) == {"carol"}
    assert ["more than 50 files" in why for why in faults(submissions).values()] == [True, True]


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 no zip", b"PK\x05\x06" + b"\0" * 18 + b"rest", b"\x1f\x8b", RIGHT.encode()]
)
@pytest.mark.parametrize("suffix", ["zip", "tar", "tar.gz", "tar.xz"])
def test_a_damaged_archive_is_a_fault(gathered, put, data, suffix):
    put(f"alice.{suffix}", data)
    put("bob.py", RIGHT)
    submissions = gathered()
    assert fine(submissions) == {"bob"}
    assert {s.student for s in submissions} == {"alice", "bob"}


def test_a_damaged_member_is_a_fault_and_the_others_are_not(gathered, put):
    data = bytearray(zipped({"alice.py": RIGHT, "bob.py": RIGHT}, zipfile.ZIP_STORED))
    data[data.index(b"import")] ^= 1
    put("hw.zip", bytes(data))
    submissions = gathered("hw.zip")
    assert fine(submissions) == {"bob"}
    assert "CRC" in faults(submissions)["alice.py"]


def test_archives_of_students_are_opened_and_those_inside_them_are_not(gathered, put):
    inner = zipped({"dense.py": RIGHT})
    members = {"alice.zip": inner, "bob/my.zip": inner, "carol.zip": zipped({"deep.zip": inner}), "eve.rar": b"Rar!"}
    put("hw.zip", zipped(members | {"dora_7_8_code-1.tar.gz": tarred({"x/dense.py": RIGHT.encode()})}))
    submissions = gathered("hw.zip")
    assert fine(submissions) == {"alice", "bob", "7"}
    assert {s.file for s in submissions if not s.fault} == {
        "alice.zip/dense.py", "bob/my.zip/dense.py", "dora_7_8_code-1.tar.gz/x/dense.py"
    }  # fmt: skip
    assert [s.attempt for s in submissions if s.student == "7"] == [2]
    refused = faults(submissions)
    assert "inside another" in refused["carol.zip/deep.zip"]
    assert "not read" in refused["eve.rar"]


def test_one_students_archive_is_called_for_its_student(gathered, put):
    put("alice.zip", zipped({"alice/dense.py": RIGHT, "alice/helper.py": "", "alice/README.md": ""}))
    put("bob.zip", zipped({"solution.py": RIGHT}))
    assert fine(gathered("alice.zip", "bob.zip")) == {"alice", "bob"}


@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "张三"), ("gb18030", "张三"), ("cp437", "Zoë")])
def test_names_that_do_not_say_their_encoding(gathered, put, encoding, name):
    put("hw.zip", _named(name, encoding))
    assert fine(gathered("hw.zip")) == {name}


def _named(name: str, encoding: str) -> bytes:
    raw = f"{name}.py".encode(encoding)
    return zipped({"x" * len(raw): RIGHT}).replace(b"x" * len(raw), raw)


def test_nothing_is_written_anywhere(gathered, put, tmp_path):
    put("hw.zip", zipped({"alice.zip": zipped({"dense.py": RIGHT})}))
    before = sorted(tmp_path.rglob("*"))
    assert fine(gathered("hw.zip")) == {"alice"}
    assert sorted(tmp_path.rglob("*")) == before


def test_submissions_come_one_at_a_time(put, dense):
    path = put("hw.zip", zipped({"alice.py": RIGHT, "bob.py": RIGHT}))
    several = gather([path], [dense])
    assert next(several).student == "alice"
    assert next(several).student == "bob"
