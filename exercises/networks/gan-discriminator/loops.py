"""The discriminator's loss of a GAN once more, number by number: what `reference.py` is held against."""

import math


def forward(Dw1, Db1, Dw2, Db2, Gw1, Gb1, Gw2, Gb2, x, z):
    """Minus the log of the probability of the right answer, averaged over real and over generated samples."""
    real, fake = 0.0, 0.0
    for row in x:
        real += minus_log_sigmoid(network(row, Dw1, Db1, Dw2, Db2)[0])
    for noise in z:
        made = network(noise, Gw1, Gb1, Gw2, Gb2)
        fake += minus_log_sigmoid(-network(made, Dw1, Db1, Dw2, Db2)[0])
    return real / len(x) + fake / len(z)


def network(values, w1, b1, w2, b2):
    """Two dense layers with a tanh between them, for one sample."""
    hidden = []
    for j in range(len(b1)):
        total = math.fsum(float(values[i]) * float(w1[i, j]) for i in range(len(values)))
        hidden.append(math.tanh(total + float(b1[j])))
    units, outputs = range(len(b1)), range(len(b2))
    return [math.fsum(hidden[j] * float(w2[j, k]) for j in units) + float(b2[k]) for k in outputs]


def minus_log_sigmoid(s):
    """log(1 + e^-s), written so that the exponent is never positive."""
    return math.log1p(math.exp(-s)) if s >= 0 else math.log1p(math.exp(s)) - s
