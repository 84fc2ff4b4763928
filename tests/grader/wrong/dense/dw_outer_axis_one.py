# cause: the outer products (N, D, M) are summed over the features instead of the samples, so dw is (N, M).
# accept: wrong-axis
# where: dw
import numpy as np

def dense_forward(x, w, b):
  out = x @ w
  out = out + b
  return out, (x, w, b)

def dense_backward(dOut, cache):
  inputData, weightMatrix, _ = cache
  # outer product per sample, broadcasting:  (N,D,1) * (N,1,M)
  outerProducts = inputData[:, :, None] * dOut[:, None, :]
  gradWeights = np.sum(outerProducts, axis=1)
  gradInput = np.sum(dOut[:, None, :] * weightMatrix, axis=2)
  gradBias = np.sum(dOut, axis=0)
  return gradInput, gradWeights, gradBias
