# cause: db is returned as a column, (F, 1), where b has the shape (F,).
# accept: outside
# where: db
import numpy as np

def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    OH = (H + 2*pad - KH)//stride + 1
    OW = (W + 2*pad - KW)//stride + 1
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    Wm = w.reshape(F, -1)
    y = np.zeros((N, F, OH, OW))
    X = []
    for n in range(N):
        cols = []
        for i in range(OH):
            for j in range(OW):
                cols.append(xp[n, :, i*stride:i*stride+KH, j*stride:j*stride+KW].ravel())
        cols = np.array(cols).T
        X.append(cols)
        y[n] = (Wm @ cols + b[:, None]).reshape(F, OH, OW)
    return y, (X, w, x.shape, stride, pad)

def conv2d_backward(dy, cache):
    X, w, (N, C, H, W), stride, pad = cache
    F, _, KH, KW = w.shape
    OH, OW = dy.shape[2:]
    Wm = w.reshape(F, -1)
    dWm = np.zeros(Wm.shape)
    dbm = np.zeros((F, 1))
    dxp = np.zeros((N, C, H + 2*pad, W + 2*pad))
    for n in range(N):
        dY = dy[n].reshape(F, -1)
        dWm += dY @ X[n].T
        dbm += dY.sum(axis=1, keepdims=True)
        dcols = Wm.T @ dY
        for i in range(OH):
            for j in range(OW):
                dxp[n, :, i*stride:i*stride+KH, j*stride:j*stride+KW] += dcols[:, i*OW + j].reshape(C, KH, KW)
    return dxp[:, :, pad:pad+H, pad:pad+W], dWm.reshape(w.shape), dbm
