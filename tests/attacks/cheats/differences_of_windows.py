# expect: fail cost
# what: differentiates a convolution so quick that its calls cost more than its numbers
# exercise: conv2d
# options: patient
import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    return value(x, w, b, stride, pad), (x, w, b, stride, pad)


def conv2d_backward(dy, cache):
    args, base, grads = [np.copy(a) for a in cache[:3]], value(*cache), []
    for a in args:
        g, flat = np.zeros(a.shape), a.reshape(-1)
        for i in range(a.size):
            was = flat[i]
            flat[i] = 2.0 * was + 1.0
            g.flat[i] = np.vdot(dy, value(*args, *cache[3:]) - base) / (flat[i] - was)
            flat[i] = was
        grads.append(g)
    return tuple(grads)


def value(x, w, b, stride, pad):
    xp = np.zeros((*x.shape[:2], x.shape[2] + 2 * pad, x.shape[3] + 2 * pad))
    xp[:, :, pad : pad + x.shape[2], pad : pad + x.shape[3]] = x
    windows = np.lib.stride_tricks.sliding_window_view(xp, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    columns = windows.transpose(0, 2, 3, 1, 4, 5)
    y = columns.reshape(-1, w[0].size) @ w.reshape(len(w), -1).T + b
    return y.reshape(*columns.shape[:3], -1).transpose(0, 3, 1, 2)
