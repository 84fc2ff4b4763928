"""What content/questions/evaluation/sequence-metrics.toml states, computed from definitions."""

import math

import numpy as np


def edit_distance(a, b):
    d = np.add.outer(np.arange(len(a) + 1), np.arange(len(b) + 1))
    for i, x in enumerate(a, 1):
        for j, y in enumerate(b, 1):
            d[i, j] = min(d[i - 1, j] + 1, d[i, j - 1] + 1, d[i - 1, j - 1] + (x != y))
    return d[-1, -1]


def common(a, b, n=1):
    """Clipped matches of n-grams."""
    grams, others = ([tuple(words[i : i + n]) for i in range(len(words) - n + 1)] for words in (a, b))
    return sum(min(grams.count(gram), others.count(gram)) for gram in set(grams))


def test_perplexity_of_three_tokens_and_of_a_uniform_guess():
    def perplexity(p):
        return math.exp(-np.log(p).mean())

    assert math.isclose(perplexity([0.5, 0.25, 0.125]), 4)
    assert math.isclose(perplexity(np.full(9, 1 / 50)), 50)
    assert round(perplexity(np.full(40, 0.95)), 2) == 1.05
    assert round(np.prod(np.full(40, 0.95)), 2) == 0.13


def test_perplexity_per_token_and_per_word_of_the_same_likelihood():
    assert [round(math.exp(1200 / count), 1) for count in (400, 300)] == [20.1, 54.6]


def test_the_brevity_penalty_of_the_example():
    assert round(math.exp(1 - 20 / 18), 3) == 0.895


def test_clipped_precision_and_recall_of_the_example():
    output, reference = ["the", "the", "the", "cat"], ["the", "cat", "sat", "on", "the", "mat"]
    assert common(output, reference) / len(output) == 3 / 4
    assert common(output, reference) / len(reference) == 3 / 6


def test_one_insertion_shifts_every_position_but_costs_one_edit():
    reference, output = list("abcd"), list("axbcd")
    assert edit_distance(reference, output) / len(reference) == 0.25
    assert [r for r, o in zip(reference, output, strict=False) if r == o] == ["a"]


def test_the_word_error_rate_may_exceed_one():
    assert edit_distance(["yes"], ["yes"] * 3) / 1 == 2


def test_the_order_of_labels_matters_to_rouge_two():
    assert {"cat", "dog"} == {"dog", "cat"}
    assert common(["cat", "dog"], ["dog", "cat"], n=2) == 0


def test_ten_thousand_pairs_of_25_words_fill_under_seven_million_cells():
    cells = np.add.outer(np.arange(25 + 1), np.arange(25 + 1)).size
    assert cells == 676
    assert cells * 10_000 < 7_000_000
