"""Numbers stated by the question overfitting/overfitting, computed from definitions."""

import numpy as np


def early_stopping(losses, patience):
    """The last epoch trained and the epoch whose weights come back, both counted from 1."""
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best = epoch
        if epoch - best == patience:
            break
    return epoch + 1, best + 1


def test_patience_two_misses_the_better_epoch_five():
    losses = [0.70, 0.58, 0.61, 0.60, 0.55]
    assert early_stopping(losses, 2) == (4, 2)
    assert np.argmin(losses) + 1 == 5
    assert early_stopping(losses, 3) == (5, 5)


def test_five_folds_train_five_models_on_800_of_1000_samples():
    folds = np.array_split(np.arange(1000), 5)
    training = [np.setdiff1d(np.arange(1000), fold) for fold in folds]
    assert [len(rows) for rows in training] == [800] * 5
    assert len(training[0]) / 1000 == (5 - 1) / 5


def test_dropout_masks_and_scales_activations():
    activations, mask, p = np.array([2, 4]), np.array([1, 0]), 0.5
    assert (activations * mask / (1 - p)).tolist() == [4, 0]


def test_an_l2_term_adds_to_the_loss():
    lam, w = 0.1, 3
    assert np.isclose(lam * w**2, 0.9)


def test_copying_twenty_samples_49_times_shows_each_of_them_50_times():
    rare = np.arange(20)
    rows = np.concatenate([rare, np.tile(rare, 49)])
    assert len(rows) == 1000
    assert set(np.unique(rows, return_counts=True)[1].tolist()) == {50}


def test_halving_the_features_takes_weights_from_the_first_layer_alone():
    def weights(features, hidden):
        return [np.ones(shape).size for shape in ((features, hidden), (hidden, hidden), (hidden, 10))]

    for hidden in (7, 32):
        before, after = weights(100, hidden), weights(50, hidden)
        assert before[0] - after[0] == 50 * hidden
        assert before[1:] == after[1:]
