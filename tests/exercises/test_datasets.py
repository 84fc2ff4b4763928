"""The shipped data is what its description says."""

from __future__ import annotations

import numpy as np

from exercises import datasets


def test_digits_are_split_without_overlap_and_scaled() -> None:
    trained, held = datasets.digits_to_train(), datasets.digits_held_out()
    assert trained.images.shape == (1198, 8, 8)
    assert held.images.shape == (599, 8, 8)
    both = np.concatenate([trained.images, held.images])
    assert both.min() == 0
    assert both.max() == 1
    assert np.bincount(np.concatenate([trained.labels, held.labels])).tolist() == [
        178, 182, 177, 183, 181, 182, 181, 179, 174, 180,
    ]  # fmt: skip  # as the repository's description counts them


def test_a_held_out_digit_looks_like_a_trained_one_of_its_label() -> None:
    trained, held = datasets.digits_to_train(), datasets.digits_held_out()
    distance = ((held.images[:, None] - trained.images[None]) ** 2).sum(axis=(2, 3))
    assert np.mean(trained.labels[distance.argmin(axis=1)] == held.labels) > 0.97


def test_every_character_of_the_text_is_in_the_alphabet() -> None:
    assert len(datasets.text()) == 1904
    assert len(datasets.alphabet()) == 25
    assert set(datasets.text()) == set(datasets.alphabet())


def test_the_data_is_small_enough_to_ship() -> None:
    assert sum(file.stat().st_size for file in datasets.FOLDER.iterdir() if file.is_file()) < 100_000
