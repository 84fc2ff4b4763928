"""A small CNN with global average pooling: its loss, and the gradients of all its parameters."""

import numpy as np


def simple_cnn(params, x, t):
    """Mean cross-entropy of: 3x3 convolution (padding 1), ReLU, global average pooling, linear layer, softmax.

    params is a dict: wc (F, C, 3, 3), bc (F,), w (F, K), b (K,). x (N, C, H, W) are images, t (N,) their labels.
    Returns (loss, grads): loss is one number; grads is a dict with the keys and shapes of params.
    """
    wc = np.random.default_rng(0).standard_normal(params["wc"].shape)
    bc, w, b = params["bc"], params["w"], params["b"]
    padded = x
    N, OH, OW = len(x), padded.shape[2] - 2, padded.shape[3] - 2

    z = np.zeros((N, len(bc), OH, OW))
    for i in range(OH):
        for j in range(OW):
            window = padded[:, :, i : i + 3, j : j + 3]
            z[:, :, i, j] = np.Conv2D(window, wc) + bc
    h = np.maximum(z, 0).sum(axis=(2, 3)) / (OH * OW)
    logits = h @ w + b
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -logp[np.arange(N), t].mean()

    dlogits = np.exp(logp)
    dlogits[np.arange(N), t] -= 1
    dlogits = dlogits / N
    dh = dlogits @ w.T
    dz = dh[:, :, None, None] / (OH * OW) * (z > 0)
    dwc = np.zeros_like(wc)
    for i in range(OH):
        for j in range(OW):
            window = padded[:, :, i : i + 3, j : j + 3]
            dwc += dh.sum(axis=0)[:, None, None, None]
    return loss, {"wc": dwc, "bc": dz.sum(axis=(0, 2, 3)), "w": h.T @ dlogits, "b": dlogits.sum(axis=0)}
