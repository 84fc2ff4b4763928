"""Asking a terminal where its cursor stands: one that answers, one that answers otherwise, one that does not."""

import os
import pty
import threading

import pytest

from quiz.ruler import widths


@pytest.fixture
def terminal():
    """Both ends of a terminal."""
    master, slave = pty.openpty()
    yield master, slave
    os.close(master)
    os.close(slave)


def answering(master, columns):
    """A terminal that says these columns, one for each question."""

    def answer():
        for column in columns:
            seen = b""
            while not seen.endswith(b"\x1b[6n"):
                seen += os.read(master, 1)
            os.write(master, b"x\x1b[12;%dR" % column)  # somebody presses a key meanwhile

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    return thread


def test_a_terminal_says_how_wide_it_draws(terminal):
    master, slave = terminal
    thread = answering(master, [2, 3])
    assert widths(["α", "中"], slave, slave, patience=10) == [1, 2]
    thread.join(10)
    assert os.read(master, 64).startswith(b"\r")


def test_a_terminal_that_does_not_say_is_not_waited_for(terminal):
    _, slave = terminal
    assert widths(["α"], slave, slave, patience=0.05) is None


def test_what_is_no_terminal_is_not_asked(tmp_path):
    with (tmp_path / "file").open("w+b") as file:
        assert widths(["α"], file.fileno(), file.fileno()) is None
        assert file.tell() == 0
