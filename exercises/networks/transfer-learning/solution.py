"""Fine-tuning through a frozen layer: nothing asks for its gradients, but everything below goes through it."""

import numpy as np


def transfer_learning(params, frozen, W0, x, t, alpha):
    """Mean cross-entropy plus a pull of W1 towards W0, and the gradients of what is trained."""
    W1, W2, W3 = params["W1"], frozen["W2"], params["W3"]
    h = np.tanh(x @ W1 + params["b1"])
    f = np.tanh(h @ W2 + frozen["b2"])  # the features: all that the head sees
    z = f @ W3 + params["b3"]

    shifted = z - z.max(axis=1, keepdims=True)  # exp can no longer overflow
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    rows = np.arange(len(t))
    away = W1 - W0
    loss = -logp[rows, t].mean() + alpha / 2 * np.sum(away**2)

    dz = np.exp(logp)
    dz[rows, t] -= 1
    dz = dz / len(t)
    df = dz @ W3.T
    dh = (df * (1 - f**2)) @ W2.T  # frozen is not cut off: h acts on the loss through W2 whether W2 moves or not
    da = dh * (1 - h**2)
    dW1 = x.T @ da + alpha * away
    return loss, {"W1": dW1, "b1": da.sum(axis=0), "W3": f.T @ dz, "b3": dz.sum(axis=0)}
