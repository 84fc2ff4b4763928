"""A heat-map as lines: signs without colours, labelled axes, never wider than there is room."""

import numpy as np
import pytest

from grader.heat import heatmap
from quiz.symbols import in_ascii
from quiz.ui.heat_view import Picture
from quiz.words import Words
from quiz.wrapping import cells


def drawn(errors, names=(), width=78, rows=12, language="en"):
    picture = Picture(heatmap(np.asarray(errors, float), 1e-12), names)
    return [line.plain for line in picture.lines(width, rows, Words(language))]


def test_signs_tell_right_from_wrong_and_large_from_small():
    lines = drawn([[1.0, 1e-13, 0.1], [1e-2, 1e-8, np.nan]], ("D", "M"))
    assert lines == [
        "rows: D = 0…1; columns: M = 0…2",
        "    0 1 2",
        "  0 ██· ▓▓",
        "  1 ▒▒░░! ",
        "  ! nan or infinite  █ error from 1  ▓ error from 0.1  ▒ error from 0.01",
        "  ░ error from 1e-08  · within 1e-12",
    ]


def test_in_ascii_every_sign_is_another():
    lines = drawn([[1.0, 1e-13, 0.1], [1e-2, 1e-8, np.nan]])
    signs = [in_ascii(sign) for sign in "█▓▒░·!"]
    assert len(set(signs)) == 6
    assert all(in_ascii(line).isascii() for line in lines)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("shape", [(7,), (40, 300), (3, 4, 11), (8, 16, 14, 14)])
def test_it_fits_and_says_that_a_cell_stands_for_many(shape, language):
    errors = np.zeros(shape)
    errors[tuple(n - 1 for n in shape)] = 1.0
    lines = drawn(errors, width=56, rows=10, language=language)
    assert max(map(cells, lines)) <= 56
    assert len(lines) <= 10 + 6
    assert any("█" in line for line in lines[2:])
    said = {"en": "A cell stands for", "zh": "一格最多代表"}[language]
    assert (said in " ".join(lines)) == (shape != (7,))


def test_a_vector_has_columns_only():
    lines = drawn([0.0, 1.0, 0.0], ("M",))
    assert lines[0] == "columns: M = 0…2"
    assert lines[2].strip() == "· ██·"
