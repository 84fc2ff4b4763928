"""An embedding: the forward copies rows, so the backward sums what comes back to each of them."""

import numpy as np


def embedding_forward(ids, table):
    """y[n, t] is row ids[n, t] of the table."""
    return table[ids], (ids, table.shape)


def embedding_backward(dy, cache):
    """Every place adds its gradient to the row that it was given; rows that nobody asked for keep 0."""
    ids, shape = cache
    dtable = np.zeros(shape)
    # Not dtable[ids] += dy, which writes each row once: of an id that occurs again one gradient would be left.
    np.add.at(dtable, ids, dy)
    return dtable
