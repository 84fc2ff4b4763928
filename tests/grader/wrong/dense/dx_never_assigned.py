# cause: dx stays at zero: the sum in the loop is computed and thrown away, since += is missing.
# accept: zero
# where: dx
import numpy as np
def dense_forward(x, w, b):
    N=x.shape[0]; M=w.shape[1]
    y=np.zeros((N,M))
    for n in range(N):
        for m in range(M):
            y[n,m]=np.sum(x[n]*w[:,m])+b[m]
    cache=(x,w,b)
    return y,cache
def dense_backward(dy, cache):
    x,w,b=cache
    dx=np.zeros_like(x); dw=np.zeros_like(w); db=np.zeros_like(b)
    for n in range(dy.shape[0]):
        for m in range(dy.shape[1]):
            dx[n]+dy[n,m]*w[:,m]
            dw[:,m]+=dy[n,m]*x[n]
            db[m]+=dy[n,m]
    return dx,dw,db
