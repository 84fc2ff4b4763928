# cause: the layer object adds to its gradients at every backward and nobody sets them back to zero.
# accept: first-call
# where: dw db
import numpy as np


class Conv2d:
    """like torch.nn.Conv2d"""

    def __init__(self, weight, bias, stride=1, padding=0):
        self.weight = weight
        self.bias = bias
        self.stride = stride
        self.padding = padding
        self.weight_grad = np.zeros_like(weight)
        self.bias_grad = np.zeros_like(bias)

    def __call__(self, x):
        p, s = self.padding, self.stride
        kh, kw = self.weight.shape[-2:]
        self.shape = x.shape
        self.xp = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
        view = np.lib.stride_tricks.sliding_window_view(self.xp, (kh, kw), (2, 3))
        self.win = view[:, :, ::s, ::s]
        return np.einsum("ncijkl,fckl->nfij", self.win, self.weight) + self.bias[:, None, None]

    def backward(self, grad):
        p, s = self.padding, self.stride
        kh, kw = self.weight.shape[-2:]
        self.weight_grad += np.einsum("nfij,ncijkl->fckl", grad, self.win)
        self.bias_grad += grad.sum((0, 2, 3))
        d = np.zeros_like(self.xp)
        for i in range(grad.shape[2]):
            for j in range(grad.shape[3]):
                d[:, :, i * s:i * s + kh, j * s:j * s + kw] += np.tensordot(grad[:, :, i, j], self.weight, 1)
        return d[:, :, p:p + self.shape[2], p:p + self.shape[3]]


def conv2d_forward(x, w, b, stride, pad):
    conv = Conv2d(w, b, stride, pad)
    return conv(x), conv


def conv2d_backward(dy, cache):
    dx = cache.backward(dy)
    return dx, cache.weight_grad.copy(), cache.bias_grad.copy()
