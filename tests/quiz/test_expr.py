import math

import pytest

from quiz.expr import LARGEST_INT, ExpressionError, evaluate, formula

VALUES = {"n": 4, "k": 3, "x": 0.5}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("2 + 3 * n", 14),
        ("-n ** 2", -16),
        ("(n - k) // 2 + 1", 1),
        ("7 % k", 1),
        ("n / 8", 0.5),
        ("10 ** 15 * n + 1", 4 * 10**15 + 1),
        ("6 * 175e9 * 300e9", 3.15e23),
        ("1 if n > k else 0", 1),
        ("1 if n < k else 1 / 0 if n == 0 else 2", 2),
        ("0 < x < 1", True),
        ("n != 4", False),
        ("sqrt(n) + exp(0) + log(1) + log2(8) + tanh(0)", 6.0),
        ("sigmoid(0)", 0.5),
        ("sigmoid(-1000)", 0.0),
        ("sigmoid(1000)", 1.0),
        ("floor(2.7) + ceil(2.2) + abs(-k)", 8),
        ("min(n, k, 9) * max(n, k)", 12),
        ("round(x * 2.71828, 2)", 1.36),
        ("2 ** -2", 0.25),
        ("  n  ", 4),
    ],
)
def test_a_formula_has_its_value(source, expected):
    value = evaluate(source, VALUES)
    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize(
    "source",
    [
        "", "n +", "n n", "(" * 150, "1\0", "import os", "n = 1", "lambda: 1", "n.real", "n[0]", "'a'", "True", "1j",
        "None", "[1]", "(1,)", "n and k", "not n", "~n", "n << 2", "n in k", "n is k", "open(n)", "__import__(n)",
        "sqrt", "sqrt()", "sqrt(1, 2)", "round(n, ndigits=1)", "max(n)", "max(*n)", "(sqrt)(4)(1)", "f'{n}'",
        "(n := 3)", "1 if n else os.system", "-" * 40 + "1", "1" + "+1" * 200, "await n",
    ],
)  # fmt: skip
def test_what_is_not_of_the_language_is_refused_when_it_is_read(source):
    with pytest.raises(ExpressionError):
        formula(source)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("m + 1", "unknown m"),
        ("1 / (n - 4)", "divides by zero"),
        ("n % 0", "divides by zero"),
        ("0 ** -1", "divides by zero"),
        ("log(0)", "no value"),
        ("sqrt(-1)", "no value"),
        ("(-8) ** x", "negative"),
        ("exp(1000)", "no value"),
        ("1e300 * 1e300", "not finite"),
        ("1e300 * 1e300 - 1e300 * 1e300", "not finite"),
        ("10 ** 31", "larger than 1e30"),
        ("9 ** 9 ** 9", "exponent"),
        ("2 ** (2 ** 90)", "exponent"),
        ("1" * 100, "larger than 1e30"),
        ("floor(1e300)", "larger than 1e30"),
        ("round(n, x)", "no value"),
    ],
)
def test_a_formula_without_a_value_says_why(source, reason):
    with pytest.raises(ExpressionError, match=reason):
        evaluate(source, VALUES)


def test_names_are_known_without_values():
    assert formula("n if k > 2 else sqrt(m)").names == {"n", "k", "m"}


def test_the_bound_leaves_room_for_exact_integers():
    assert evaluate("10 ** 30", {}) == LARGEST_INT
    assert math.isclose(evaluate("10.0 ** 31", {}), 1e31)
