"""The lock refuses what its tables do not allow; the level reported is what was refused, not what was asked for."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

from grader import Grader, Options
from grader.sandbox import SandboxError, seccomp
from grader.sandbox.fork import Forker
from grader.sandbox.spawn import Spawner
from grader.sandbox.strongest import BadSetting, Strongest, from_environment

from .conftest import CALL, child, lockable

ALLOWED, REFUSED, ABSENT, KILLED = seccomp.ALLOW, seccomp.ERRNO | 1, seccomp.ERRNO | 38, seccomp.KILL
TABLES = {"x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
          "aarch64": Path("/usr/include/asm-generic/unistd.h")}  # fmt: skip
NEVER = """
    open openat openat2 creat stat newfstatat statx access socket connect bind sendto sendmsg recvmsg clone
    fork vfork execve execveat kill tkill tgkill ptrace process_vm_readv process_vm_writev fcntl ioctl dup
    dup2 dup3 unshare setns mount umount2 pivot_root chroot bpf userfaultfd io_uring_setup memfd_create keyctl
    add_key shmget msgget semget setuid setresuid prctl seccomp setpriority sched_setaffinity pidfd_open
    pidfd_send_signal pidfd_getfd perf_event_open inotify_init1 eventfd2 timerfd_create signalfd4 splice tee
    vmsplice unlink unlinkat rename mkdir chmod fchmod chown utimensat truncate ftruncate symlink link
    getdents64 getcwd chdir umask reboot swapon init_module delete_module kexec_load personality setsid
    setpgid setrlimit rt_sigqueueinfo migrate_pages mbind
""".split()  # noqa: SIM905 (a hundred quotation marks say nothing)


def decide(rules, arch, number, *args):
    """What the kernel's interpreter would answer: just the five instructions that we use."""
    data = struct.pack("<IIQ6Q", number, arch, 0, *(*args, *[0] * (6 - len(args))))
    at = accumulator = 0
    while True:
        code, yes, no, value = struct.unpack_from("<HBBI", rules, 8 * at)
        if code == 0x06:
            return value
        if code == 0x20:
            (accumulator,) = struct.unpack_from("<I", data, value)
            at += 1
            continue
        holds = {0x15: accumulator == value, 0x35: accumulator >= value, 0x45: bool(accumulator & value)}[code]
        at += 1 + (yes if holds else no)


@pytest.fixture(params=seccomp.MACHINES)
def machine(request):
    column, arch = seccomp.MACHINES[request.param]
    return request.param, column, arch, seccomp.load(request.param)


def numbers(machine):
    """Call names and numbers by the kernel's own header. Skips where it is not installed."""
    if not TABLES[machine].exists():
        pytest.skip("the kernel's headers are not installed")
    text = TABLES[machine].read_text()
    return {name: int(number) for name, number in re.findall(r"define __NR(?:3264)?_(\w+)\s+(\d+)", text)}


def test_the_tables_hold_the_numbers_of_the_kernels_headers(machine):
    name, column, _, _ = machine
    true = numbers(name)
    for table in (seccomp.PLAIN, seccomp.NOT_EXECUTABLE, seccomp.ONLY_ITSELF, seccomp.ABSENT):
        for call, row in table.items():
            assert row[column] == true.get(call), call


def test_the_filter_lets_through_what_is_on_the_list_and_nothing_else(machine):
    _, column, arch, rules = machine
    plain = {row[column] for row in seccomp.PLAIN.values()}
    careful = {row[column] for t in (seccomp.NOT_EXECUTABLE, seccomp.ONLY_ITSELF, seccomp.ABSENT) for row in t.values()}
    for number in range(600):
        verdict = decide(rules, arch, number)
        assert verdict == ALLOWED if number in plain else number in careful or verdict == REFUSED, number


def test_calls_that_open_reach_or_start_anything_are_refused(machine):
    name, _, arch, rules = machine
    true = numbers(name)
    for call in NEVER:
        if call in true:
            assert decide(rules, arch, true[call]) == REFUSED, call
    assert decide(rules, arch, true["clone3"]) == ABSENT


def test_memory_is_never_executable_and_limits_are_ones_own(machine):
    _, column, arch, rules = machine
    for row in seccomp.NOT_EXECUTABLE.values():
        assert decide(rules, arch, row[column], 0, 4096, 3) == ALLOWED
        for protection in (4, 5, 7, 7 | 1 << 20):
            assert decide(rules, arch, row[column], 0, 4096, protection) == REFUSED
    (prlimit,) = seccomp.ONLY_ITSELF.values()
    assert decide(rules, arch, prlimit[column], 0, 7) == ALLOWED
    for pid in (1, 2**31, 2**32 + 1):  # a pid has 32 bits
        assert decide(rules, arch, prlimit[column], pid, 7) == REFUSED


def test_another_architectures_numbers_kill(machine):
    name, _, arch, rules = machine
    assert decide(rules, arch ^ 1, 0) == KILLED
    assert decide(rules, 0x40000003, 0) == KILLED  # 32-bit x86
    if name == "x86_64":
        assert decide(rules, arch, seccomp.X32 | 1) == KILLED


@lockable
def test_every_probe_is_refused_and_the_layers_are_named(lock):
    assert lock.level in "AB"
    assert len(lock.probes()) >= 18
    assert "open" not in lock.probes().values()
    assert {"seccomp", "rlimits"} <= set(lock.layers())
    assert ("bwrap" in lock.layers()) == (lock.level == "A")


@lockable
def test_a_lock_with_a_hole_is_no_lock():
    forker = Forker(wrapped=False)
    forker.probes()["start-a-process"] = "open"
    assert forker.level == "D"
    forker.close()


NUMPY_WORK = """
import numpy as np, re, random, json, math, itertools, functools, statistics, decimal, fractions, textwrap, warnings
def f():
    rng = np.random.default_rng(1)
    a = rng.standard_normal((60, 60))
    np.random.shuffle(list(range(5))); random.random()
    u, s, v = np.linalg.svd(a); np.linalg.eigh(a + a.T); np.linalg.inv(a); np.linalg.det(a); np.linalg.qr(a)
    np.fft.fft2(a); np.einsum('ij,jk,kl', a, a, a, optimize=True); np.tensordot(a, a); np.kron(a[:3], a[:3])
    np.lib.stride_tricks.sliding_window_view(a, (3, 3)).sum(); np.sort(a); np.argsort(a); np.unique(a.round())
    np.add.at(a.copy(), ([0, 0], [1, 1]), 1.0); np.bincount([1, 2]); np.histogram(a); np.interp(0.5, [0, 1], [2, 3])
    big = np.ones((1500, 1500)); big @ big; np.array2string(a); repr(a); str(np.float32(1))
    warnings.warn("seen"); np.log(np.zeros(1)); np.savetxt(__import__('io').StringIO(), a)
    re.sub('a+', 'b', 'caat'); json.dumps([1.5]); decimal.Decimal(1) / 7; statistics.mean([1, 2]); '%s' % a
    return np.asarray(np.allclose(u @ np.diag(s) @ v, a)).astype(float)
"""


def test_ordinary_numpy_works_under_the_lock(sandbox):
    with child(sandbox, NUMPY_WORK) as one:
        (done,) = one.perform([CALL], [], 1000)
    assert done == 1.0


REFUSALS = {
    "open('/etc/hostname')": "blocked",
    "os.listdir('/')": "blocked",
    "os.stat('/')": "blocked",
    "os.fork()": "blocked",
    "__import__('_thread').start_new_thread(print, ())": "blocked",
    "os.kill(os.getppid(), 9)": "blocked",
    "os.kill(os.getpid(), 9)": "blocked",
    "os.execv('/bin/true', ['true'])": "blocked",
    "os.setsid()": "blocked",
    "os.dup(1)": "blocked",
    "os.memfd_create('x')": "blocked",
    "__import__('socket').socket()": "blocked",
}


@pytest.mark.parametrize("attempt", REFUSALS)
def test_an_attempt_ends_with_a_plain_refusal(lock, attempt):
    with child(lock, f"import os\ndef f():\n    {attempt}") as one:
        failure = one.perform([CALL], [], 100)
    assert failure.cause == REFUSALS[attempt], failure


def test_isolation_that_is_required_and_missing_runs_nothing(dense):
    with Grader(Strongest(plain=True, required="B")) as grader:
        report = grader.check(dense, dense.solution.encode(), Options(salt="x"))
        assert report.verdict == "infra"
        assert "level D and B is required" in report.message.en
        with pytest.raises(SandboxError):
            grader.prove()


def test_the_environment_chooses_and_is_checked():
    assert from_environment({"GRADLINGS_ISOLATION": "plain"}).level == "D"
    with pytest.raises(BadSetting, match="`plain` or `auto`"):
        from_environment({"GRADLINGS_ISOLATION": "none"})
    with pytest.raises(BadSetting, match="`A`, `B` or `D`"):
        from_environment({"GRADLINGS_REQUIRE_ISOLATION": "Z"})
    with pytest.raises(SandboxError, match="required"):
        from_environment({"GRADLINGS_ISOLATION": "plain", "GRADLINGS_REQUIRE_ISOLATION": "B"}).take()


@lockable
def test_where_the_lock_cannot_be_started_plain_processes_take_its_place(monkeypatch):
    monkeypatch.setattr(Forker, "level", property(lambda _: (_ for _ in ()).throw(SandboxError("no"))))
    sandbox = Strongest()
    assert sandbox.level == Spawner.level == "D"
    sandbox.close()


def test_every_report_says_what_held_it(sandbox, dense):
    report = Grader(sandbox).check(dense, dense.solution.encode(), Options(salt="x"))
    assert report.passed, report.message.en
    level, _, layers = report.isolation.partition(": ")
    assert level == sandbox.level
    assert layers.split("+") == (["limits"] if level == "D" else list(sandbox.layers()))
