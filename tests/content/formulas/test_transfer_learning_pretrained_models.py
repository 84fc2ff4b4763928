"""What content/questions/transfer-learning/pretrained-models.toml states, computed from definitions."""

import numpy as np


def dense(i, o):
    return i * o + o


def bert_base():
    h, wide, norm = 768, 3072, 2 * 768
    embeddings = (30_522 + 512 + 2) * h + norm
    layer = 4 * dense(h, h) + norm + dense(h, wide) + dense(wide, h) + norm
    return embeddings + 12 * layer + dense(h, h)


def test_the_size_of_bert_base_and_the_share_of_its_token_table():
    table = 30_522 * 768
    assert round(bert_base() / 1e6, 1) == 109.5
    assert round(table / 1e6, 1) == 23.4
    assert round(100 * table / bert_base()) == 21


def test_visible_pairs_of_an_encoder_and_of_a_decoder():
    for t in (1, 5, 8):
        assert np.ones((t, t)).sum() == t**2
        assert np.tril(np.ones((t, t))).sum() == t * (t + 1) / 2
    assert (np.ones((8, 8)).sum(), np.tril(np.ones((8, 8))).sum()) == (64, 36)


def test_a_power_law_is_still_falling_after_a_million_steps():
    losses = [2 + 8 * n ** (-1 / 4) for n in (1e6, 1e7)]
    assert [round(loss, 2) for loss in losses] == [2.25, 2.14]


def test_pixels_from_0_to_255_are_far_from_what_the_network_knew():
    mean, std = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])
    known = (np.array([[0.0], [1.0]]) - mean) / std
    raw = (255.0 - mean) / std
    assert abs(known).max() < 3
    assert raw.min() > 1000
