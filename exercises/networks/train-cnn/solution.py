"""Mini-batch training of a convolutional network: the gradients of one batch, one step of all parameters, the next."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def train(params, x, t, order, steps, lr):
    """Step k is taken on the images order[k], from the front again after the last row."""
    params = dict(params)  # another dict, in which arrays are replaced: the caller's own stay as they are
    for k in range(steps):
        batch = order[k % len(order)]
        _, grads = cnn(params, x[batch], t[batch])  # all four at the same point, before anything moves
        for name in params:
            params[name] = params[name] - lr * grads[name]
    return params


def cnn(params, x, t):
    """Mean cross-entropy of convolution, ReLU, max pooling, linear layer and softmax, and its gradients."""
    wc, bc, w, b = params["wc"], params["bc"], params["w"], params["b"]
    N = len(x)
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    patches = sliding_window_view(padded, (3, 3), axis=(2, 3))  # (N, C, H, W, 3, 3), a view: nothing is copied
    z = np.tensordot(patches, wc, ((1, 4, 5), (1, 2, 3))).transpose(0, 3, 1, 2) + bc[:, None, None]
    blocks = into_blocks(np.maximum(z, 0))
    best = blocks.argmax(axis=-1)[..., None]
    pooled = np.take_along_axis(blocks, best, axis=-1)  # (N, F, OH, OW, 1)
    flat = pooled.reshape(N, len(w))
    logits = flat @ w + b
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -logp[np.arange(N), t].mean()

    dlogits = np.exp(logp)
    dlogits[np.arange(N), t] -= 1
    dlogits = dlogits / N
    dpooled = (dlogits @ w.T).reshape(pooled.shape)
    dblocks = np.zeros_like(blocks)
    np.put_along_axis(dblocks, best, dpooled, axis=-1)  # the winner of each block gets all
    dz = out_of_blocks(dblocks, z.shape) * (z > 0)
    # A weight is used at every position of every image: its shares add up. Images need no gradient.
    dwc = np.tensordot(dz, patches, ((0, 2, 3), (0, 2, 3)))
    return loss, {"wc": dwc, "bc": dz.sum(axis=(0, 2, 3)), "w": flat.T @ dlogits, "b": dlogits.sum(axis=0)}


def into_blocks(a):
    """(N, F, H, W) to (N, F, H // 2, W // 2, 4): the pixels of each 2x2 block side by side, an odd rest left out."""
    N, F, H, W = a.shape
    tiles = a[:, :, : H // 2 * 2, : W // 2 * 2].reshape(N, F, H // 2, 2, W // 2, 2)
    return tiles.swapaxes(3, 4).reshape(N, F, H // 2, W // 2, 4)


def out_of_blocks(blocks, shape):
    """The way back: every pixel where it stood, and 0 in a row or column that no block covers."""
    N, F, OH, OW, _ = blocks.shape
    a = np.zeros(shape)
    tiles = blocks.reshape(N, F, OH, OW, 2, 2).swapaxes(3, 4)
    a[:, :, : 2 * OH, : 2 * OW] = tiles.reshape(N, F, 2 * OH, 2 * OW)
    return a
