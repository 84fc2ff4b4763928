"""The joules that the question on energy states, from powers, times and the cost of single operations."""

import numpy as np

PICO, MILLI = 1e-12, 1e-3
MULTIPLY, ADD, DRAM_WORD = 3.7 * PICO, 0.9 * PICO, 640 * PICO
LAYER = np.zeros((4096, 4096), np.int8).size


def test_power_times_time_favours_the_busy_card_and_not_the_idle_one():
    card, processor = 250 * 2 * MILLI, 65 * 30 * MILLI
    assert np.isclose(card, 0.5)
    assert np.isclose(processor, 1.95)
    assert np.isclose(card + 40 * 1, 40.5)
    assert card < processor < card + 40 * 1


def test_a_word_from_dram_costs_139_multiply_adds():
    assert round(DRAM_WORD / (MULTIPLY + ADD)) == 139


def test_one_sample_pays_for_reading_the_layer_and_not_for_the_arithmetic():
    arithmetic, reading = LAYER * (MULTIPLY + ADD), LAYER * DRAM_WORD
    assert round(LAYER / 1e6, 1) == 16.8
    assert round(arithmetic / MILLI, 2) == 0.08
    assert round(reading / MILLI, 1) == 10.7
    assert round(reading / 64 / MILLI, 2) == 0.17


def test_one_byte_weights_move_a_quarter_and_leave_the_operations():
    words = np.zeros(LAYER, np.int8).nbytes / 4
    assert words == LAYER / 4
    assert round(words * DRAM_WORD / MILLI, 1) == 2.7


def test_dense_kernels_do_not_see_zeros():
    w = np.ones((64, 32), np.float32)
    pruned = np.where(np.arange(w.size).reshape(w.shape) % 5 == 0, w, 0)
    assert (pruned != 0).mean() < 0.21
    assert (pruned.nbytes, pruned.size) == (w.nbytes, w.size)


def test_a_separable_convolution_needs_fewer_multiply_adds():
    c, f, k = 64, 128, 3
    full, separable = np.zeros((f, c, k, k)).size, np.zeros((c, k, k)).size + np.zeros((f, c)).size
    assert (full, separable) == (c * f * 9, c * 9 + c * f)
    assert separable < full / 8
