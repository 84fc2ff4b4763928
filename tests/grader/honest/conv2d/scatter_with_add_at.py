# expect: pass
import numpy as np


def shapes(x, w, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    return N, C, H, W, F, KH, KW, (H + 2 * pad - KH) // stride + 1, (W + 2 * pad - KW) // stride + 1


def padded(x, pad):
    return np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))


def places(C, KH, KW, OH, OW, stride):
    c = np.arange(C)[:, None, None, None, None]
    rows = np.arange(OH)[:, None] * stride + np.arange(KH)
    cols = np.arange(OW)[:, None] * stride + np.arange(KW)
    return c, rows[None, :, None, :, None], cols[None, None, :, None, :]


def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W, F, KH, KW, OH, OW = shapes(x, w, stride, pad)
    where = places(C, KH, KW, OH, OW, stride)
    taken = padded(x, pad)[(slice(None), *where)]
    y = np.einsum("ncijuv,fcuv->nfij", taken, w, optimize=True)
    y += b[:, None, None]
    return y, dict(taken=taken, w=w, where=where, shape=x.shape, pad=pad)


def conv2d_backward(dy, cache):
    N, C, H, W = cache["shape"]
    pad = cache["pad"]
    dw = np.einsum("ncijuv,nfij->fcuv", cache["taken"], dy, optimize=True)
    dxp = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    np.add.at(dxp, (slice(None), *cache["where"]), np.einsum("nfij,fcuv->ncijuv", dy, cache["w"]))
    return dxp[:, :, pad : pad + H, pad : pad + W], dw, np.einsum("nfij->f", dy)
