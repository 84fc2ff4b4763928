# ruff: noqa: E501 (all ways to write a line stand in it)
"""An LSTM as different people write it: seven ways forward, six ways back, any of which go together.

Where people differ in details stands <<one|or the other>>; lines that begin with ~ may stand in any order with those
next to them. Every forward leaves (x, h0, c0, wx, wh, b, saved) with saved[t] = (h before, c before, i, f, g, o, c).
"""

SIGMOIDS = [
    "def sigmoid(z):\n    return <<1 / (1 + np.exp(-z))|1.0 / (np.exp(-z) + 1.0)|(1 + np.exp(-z)) ** -1>>\n",
    "def sigmoid(z):\n    return <<0.5 * (1 + np.tanh(0.5 * z))|(np.tanh(z / 2) + 1) / 2>>\n",
    "def sigmoid(z):\n    e = np.exp(-np.abs(z))\n    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))\n",
    (
        "def sigmoid(z):\n    out = np.empty_like(z)\n    pos = z >= 0\n    out[pos] = 1 / (1 + np.exp(-z[pos]))\n"
        "    ez = np.exp(z[~pos])\n    out[~pos] = ez / (1 + ez)\n    return out\n"
    ),
    "def sigmoid(z):\n    return np.exp(-np.logaddexp(0, -z))\n",
    "sigmoid = lambda z: <<np.reciprocal(1 + np.exp(-z))|1 / (1 + np.exp(-z))|np.divide(1, 1 + np.exp(-z))>>\n",
]

FORWARDS = [
    """
def lstm_forward(x, h0, c0, wx, wh, b):
    ~<<N, T, _ = x.shape|N, T = x.shape[:2]|N, T, D = np.shape(x)>>
    ~<<H = h0.shape[1]|H = wh.shape[0]|H = h0.shape[-1]>>
    saved = []
    ~<<h = np.zeros((N, T, H))|h = np.empty((N, T, H), dtype=x.dtype)|h = np.zeros([N, T, H])>>
    ~<<hp, cp = h0, c0|hp, cp = h0.copy(), c0.copy()>>
    for t in range(T):
        a = <<x[:, t] @ wx + hp @ wh + b|x[:, t, :] @ wx + hp @ wh + b|b + x[:, t] @ wx + hp @ wh>>
        ~i = sigmoid(<<a[:, :H]|a[:, 0:H]|a[:, 0 * H : 1 * H]>>)
        ~f = sigmoid(<<a[:, H : 2 * H]|a[:, H : H + H]|a[:, 1 * H : 2 * H]>>)
        ~g = np.tanh(a[:, 2 * H : 3 * H])
        ~o = sigmoid(<<a[:, 3 * H :]|a[:, 3 * H : 4 * H]|a[:, -H:]>>)
        c = <<f * cp + i * g|i * g + f * cp|cp * f + g * i>>
        saved.append((hp, cp, i, f, g, o, c))
        <<hp = o * np.tanh(c)|hp = np.tanh(c) * o>>
        ~<<h[:, t] = hp|h[:, t, :] = hp>>
        ~cp = c
    return h, (x, h0, c0, wx, wh, b, saved)
""",
    """
def lstm_forward(x, h0, c0, wx, wh, b):
    xw = <<x @ wx + b|np.einsum("ntd,dk->ntk", x, wx) + b|np.tensordot(x, wx, axes=1) + b|np.matmul(x, wx) + b>>
    ~out = []
    ~saved = []
    ~<<h, c = h0, c0|c, h = c0, h0>>
    for <<t in range(xw.shape[1])|t in range(len(xw[0]))>>:
        ~before = h, c
        ~i, f, g, o = <<np.split(xw[:, t] + h @ wh, 4, axis=1)|np.split(xw[:, t] + h.dot(wh), 4, axis=-1)|np.hsplit(xw[:, t] + np.dot(h, wh), 4)>>
        <<i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)|i, f, o = sigmoid(i), sigmoid(f), sigmoid(o); g = np.tanh(g)|i, f, o = map(sigmoid, (i, f, o)); g = np.tanh(g)>>
        c = <<f * c + i * g|np.multiply(f, c) + np.multiply(i, g)|i * g + f * c>>
        h = <<o * np.tanh(c)|np.tanh(c) * o|np.multiply(o, np.tanh(c))>>
        ~out.append(h)
        ~saved.append((*before, i, f, g, o, c))
    <<return np.stack(out, axis=1), (x, h0, c0, wx, wh, b, saved)|return np.stack(out, 1), (x, h0, c0, wx, wh, b, saved)|return np.array(out).swapaxes(0, 1), (x, h0, c0, wx, wh, b, saved)|return np.array(out).transpose(1, 0, 2), (x, h0, c0, wx, wh, b, saved)>>
""",
    """
def lstm_forward(x, h0, c0, wx, wh, b):
    H = <<h0.shape[1]|c0.shape[1]|b.size // 4|len(b) // 4>>
    T = <<x.shape[1]|np.size(x, 1)>>
    ~wxi, wxf, wxg, wxo = <<wx[:, :H], wx[:, H:2*H], wx[:, 2*H:3*H], wx[:, 3*H:]|np.split(wx, 4, axis=1)|[wx[:, k * H:(k + 1) * H] for k in range(4)]>>
    ~whi, whf, whg, who = <<wh[:, :H], wh[:, H:2*H], wh[:, 2*H:3*H], wh[:, 3*H:]|np.split(wh, 4, axis=1)|[wh[:, k * H:(k + 1) * H] for k in range(4)]>>
    ~bi, bf, bg, bo = <<b[:H], b[H:2*H], b[2*H:3*H], b[3*H:]|np.split(b, 4)|b.reshape(4, H)>>
    ~hs = np.zeros(<<(x.shape[0], T, H)|x.shape[:2] + (H,)|(len(x), T, H)>>)
    ~cache_steps = []
    ~h_t, c_t = h0, c0
    for t in range(T):
        x_t = <<x[:, t, :]|x[:, t]>>
        ~i_t = sigmoid(<<x_t @ wxi + h_t @ whi + bi|np.dot(x_t, wxi) + np.dot(h_t, whi) + bi|x_t.dot(wxi) + h_t.dot(whi) + bi>>)
        ~f_t = sigmoid(<<x_t @ wxf + h_t @ whf + bf|np.dot(x_t, wxf) + np.dot(h_t, whf) + bf|x_t.dot(wxf) + h_t.dot(whf) + bf>>)
        ~g_t = np.tanh(<<x_t @ wxg + h_t @ whg + bg|np.dot(x_t, wxg) + np.dot(h_t, whg) + bg|x_t.dot(wxg) + h_t.dot(whg) + bg>>)
        ~o_t = sigmoid(<<x_t @ wxo + h_t @ who + bo|np.dot(x_t, wxo) + np.dot(h_t, who) + bo|x_t.dot(wxo) + h_t.dot(who) + bo>>)
        c_new = <<f_t * c_t + i_t * g_t|i_t * g_t + f_t * c_t>>
        h_new = <<o_t * np.tanh(c_new)|np.tanh(c_new) * o_t>>
        ~cache_steps.append((h_t, c_t, i_t, f_t, g_t, o_t, c_new))
        ~hs[:, t, :] = h_new
        <<h_t, c_t = h_new, c_new|h_t = h_new; c_t = c_new>>
    <<return hs, (x, h0, c0, wx, wh, b, cache_steps)|cache = (x, h0, c0, wx, wh, b, cache_steps); return hs, cache>>
""",
    """
def cell(x_t, h, c, params):
    wx, wh, b = params
    N, H = <<h.shape|c.shape>>
    z = (<<x_t @ wx + h @ wh + b|np.dot(x_t, wx) + np.dot(h, wh) + b|h @ wh + x_t @ wx + b>>).reshape(<<N, 4, H|N, 4, -1|(-1, 4, H)>>)
    <<s = sigmoid(z)|s = sigmoid(z[:, [0, 1, 2, 3]])>>
    ~i, f, o = <<s[:, 0], s[:, 1], s[:, 3]|s[:, 0, :], s[:, 1, :], s[:, 3, :]|(s[:, k] for k in (0, 1, 3))>>
    ~g = np.tanh(<<z[:, 2]|z[:, 2, :]>>)
    new_c = <<f * c + i * g|c * f + i * g|i * g + c * f>>
    return <<o * np.tanh(new_c), new_c, (h, c, i, f, g, o, new_c)|np.tanh(new_c) * o, new_c, (h, c, i, f, g, o, new_c)>>


def lstm_forward(x, h0, c0, wx, wh, b):
    ~h, c = h0, c0
    ~saved = []
    ~states = <<np.zeros((x.shape[0], x.shape[1], h0.shape[1]))|np.empty(x.shape[:2] + h0.shape[1:])>>
    for t in range(x.shape[1]):
        h, c, step = cell(x[:, t], h, c, (wx, wh, b))
        ~states[:, t] = h
        ~saved.append(step)
    return states, (x, h0, c0, wx, wh, b, saved)
""",
    """
def lstm_forward(x, h0, c0, wx, wh, b):
    ~hidden = [h0]
    ~memory = [c0]
    ~saved = []
    ~size = <<h0.shape[1]|wh.shape[0]|wh.shape[1] // 4>>
    for x_t in <<np.moveaxis(x, 1, 0)|x.transpose(1, 0, 2)|np.swapaxes(x, 0, 1)|np.rollaxis(x, 1)>>:
        total = <<np.dot(x_t, wx) + np.dot(hidden[-1], wh) + b|x_t @ wx + hidden[-1] @ wh + b|np.add(x_t @ wx, hidden[-1] @ wh) + b>>
        parts = <<[total[:, n * size : (n + 1) * size] for n in range(4)]|[total[:, n : n + size] for n in range(0, 4 * size, size)]|np.array_split(total, 4, axis=1)>>
        gates = <<[np.tanh(p) if n == 2 else sigmoid(p) for n, p in enumerate(parts)]|[fn(p) for fn, p in zip((sigmoid, sigmoid, np.tanh, sigmoid), parts)]|[sigmoid(p) for p in parts[:2]] + [np.tanh(parts[2]), sigmoid(parts[3])]>>
        memory.append(<<gates[1] * memory[-1] + gates[0] * gates[2]|gates[0] * gates[2] + gates[1] * memory[-1]>>)
        saved.append((hidden[-1], memory[-2], *gates, memory[-1]))
        hidden.append(<<gates[3] * np.tanh(memory[-1])|np.tanh(memory[-1]) * gates[3]>>)
    return <<np.stack(hidden[1:], axis=1)|np.swapaxes(hidden[1:], 0, 1)|np.moveaxis(np.array(hidden[1:]), 0, 1)>>, (x, h0, c0, wx, wh, b, saved)
""",
    """
def lstm_forward(x, h0, c0, wx, wh, b):
    n, steps, d = x.shape
    u = <<h0.shape[1]|wh.shape[0]>>
    ~W = <<np.vstack([wx, wh])|np.concatenate([wx, wh], axis=0)|np.concatenate((wx, wh))|np.r_[wx, wh]>>
    ~H = <<np.zeros((n, steps + 1, u))|np.empty((n, steps + 1, u))>>
    ~C = <<np.zeros((n, steps + 1, u))|np.empty((n, steps + 1, u))>>
    saved = [None] * steps
    ~H[:, 0] = h0
    ~C[:, 0] = c0
    for t in range(1, steps + 1):
        inp = <<np.hstack([x[:, t - 1], H[:, t - 1]])|np.concatenate([x[:, t - 1], H[:, t - 1]], axis=1)|np.c_[x[:, t - 1], H[:, t - 1]]>>
        z = <<inp @ W + b|np.dot(inp, W) + b|inp.dot(W) + b>>
        ~z[:, : 2 * u] = sigmoid(z[:, : 2 * u])
        ~z[:, 3 * u :] = sigmoid(z[:, 3 * u :])
        ~z[:, 2 * u : 3 * u] = np.tanh(z[:, 2 * u : 3 * u])
        i, f, g, o = <<z[:, :u], z[:, u : 2 * u], z[:, 2 * u : 3 * u], z[:, 3 * u :]|np.split(z, 4, 1)|(z[:, k * u : k * u + u] for k in range(4))>>
        C[:, t] = <<f * C[:, t - 1] + i * g|i * g + f * C[:, t - 1]>>
        H[:, t] = <<o * np.tanh(C[:, t])|np.tanh(C[:, t]) * o>>
        saved[t - 1] = <<(H[:, t - 1], C[:, t - 1], i, f, g, o, C[:, t])|H[:, t - 1], C[:, t - 1], i, f, g, o, C[:, t]>>
    return H[:, 1:], (x, h0, c0, wx, wh, b, saved)
""",
    """
def lstm_forward(x, h0, c0, wx, wh, b):
    ~saved = list()
    ~h_all = <<np.zeros(x.shape[:-1] + (wh.shape[0],))|np.ndarray((*x.shape[:2], len(wh)))>>
    ~prev_h = h0
    ~prev_c = c0
    ~count = wh.shape[0]
    t = 0
    while t < <<x.shape[1]|h_all.shape[1]>>:
        act = <<np.matmul(x[:, t], wx)|x[:, t] @ wx|np.einsum("nd,dk->nk", x[:, t], wx)>>
        act += <<np.matmul(prev_h, wh)|prev_h @ wh|np.einsum("nh,hk->nk", prev_h, wh)>>
        <<act += b|act += b[None, :]|act = act + b>>
        ~in_gate = sigmoid(act[:, <<:count|0:count|slice(count)>>])
        ~forget = sigmoid(act[:, <<count : 2 * count|slice(count, 2 * count)|count : count * 2>>])
        ~cand = np.tanh(act[:, <<2 * count : 3 * count|slice(2 * count, 3 * count)|-2 * count : -count>>])
        ~out_gate = sigmoid(act[:, <<3 * count :|slice(3 * count, None)|-count:>>])
        kept = <<forget * prev_c|np.multiply(prev_c, forget)>>
        added = <<in_gate * cand|cand * in_gate>>
        now = kept + added
        saved += [(prev_h, prev_c, in_gate, forget, cand, out_gate, now)]
        h_all[:, t] = <<out_gate * np.tanh(now)|np.tanh(now) * out_gate>>
        prev_h, prev_c, t = h_all[:, t], now, t + 1
    return h_all, (x, h0, c0, wx, wh, b, saved)
""",
]

BACKWARDS = [
    """
def lstm_backward(dh, cache):
    x, h0, c0, wx, wh, b, saved = cache
    ~<<dx = np.zeros_like(x)|dx = np.empty_like(x)|dx = np.zeros(x.shape)>>
    ~<<dwx = np.zeros_like(wx)|dwx = np.zeros(wx.shape)|dwx = 0 * wx>>
    ~<<dwh = np.zeros_like(wh)|dwh = np.zeros(wh.shape)|dwh = 0 * wh>>
    ~<<db = np.zeros_like(b)|db = np.zeros(b.shape)|db = 0 * b>>
    ~<<dh_next = np.zeros_like(h0)|dh_next = 0|dh_next = np.zeros(h0.shape)>>
    ~<<dc_next = np.zeros_like(c0)|dc_next = 0|dc_next = np.zeros(c0.shape)>>
    for t in <<reversed(range(x.shape[1]))|range(x.shape[1] - 1, -1, -1)|range(x.shape[1])[::-1]>>:
        hp, cp, i, f, g, o, c = saved[t]
        ~dht = <<dh[:, t] + dh_next|dh_next + dh[:, t]>>
        ~tc = np.tanh(c)
        dc = <<dc_next + dht * o * (1 - tc**2)|dht * o * (1 - tc * tc) + dc_next|dc_next + o * dht * (1 - tc**2)>>
        ~dai = <<dc * g * i * (1 - i)|g * dc * i * (1 - i)|dc * g * (i - i**2)>>
        ~daf = <<dc * cp * f * (1 - f)|cp * dc * f * (1 - f)|dc * cp * (f - f**2)>>
        ~dag = <<dc * i * (1 - g**2)|i * dc * (1 - g * g)|(1 - g**2) * dc * i>>
        ~dao = <<dht * tc * o * (1 - o)|tc * dht * o * (1 - o)|dht * tc * (o - o**2)>>
        da = <<np.concatenate([dai, daf, dag, dao], axis=1)|np.hstack([dai, daf, dag, dao])|np.concatenate((dai, daf, dag, dao), 1)>>
        ~dx[:, t] = <<da @ wx.T|np.dot(da, wx.T)>>
        ~dwx += <<x[:, t].T @ da|np.dot(x[:, t].T, da)>>
        ~dwh += <<hp.T @ da|np.dot(hp.T, da)>>
        ~db += <<da.sum(axis=0)|np.sum(da, axis=0)|da.sum(0)>>
        ~dh_next = <<da @ wh.T|np.dot(da, wh.T)>>
        ~dc_next = <<dc * f|f * dc>>
    return dx, dh_next, dc_next, dwx, dwh, db
""",
    """
def lstm_backward(dh, cache):
    x, h0, c0, wx, wh, b, saved = cache
    H = <<h0.shape[1]|wh.shape[0]|dh.shape[2]>>
    ~grads = <<[np.zeros_like(p) for p in (x, wx, wh, b)]|list(map(np.zeros_like, (x, wx, wh, b)))|[np.zeros(p.shape) for p in [x, wx, wh, b]]>>
    ~da = <<np.empty((len(x), 4 * H))|np.zeros((x.shape[0], 4 * H))>>
    ~gh = <<np.zeros_like(h0)|h0 * 0>>
    ~gc = <<np.zeros_like(c0)|c0 * 0>>
    for t, (hp, cp, i, f, g, o, c) in <<reversed(list(enumerate(saved)))|list(enumerate(saved))[::-1]|zip(range(len(saved) - 1, -1, -1), reversed(saved))>>:
        <<gh = gh + dh[:, t]|gh = dh[:, t, :] + gh>>
        da[:, 3 * H :] = gh * np.tanh(c) * o * (1 - o)
        gc = gc + <<gh * o * (1 - np.tanh(c) ** 2)|gh * o / np.cosh(c) ** 2|gh * o * (1 - np.square(np.tanh(c)))>>
        ~da[:, :H] = <<gc * g * i * (1 - i)|gc * i * (1 - i) * g>>
        ~da[:, H : 2 * H] = <<gc * cp * f * (1 - f)|gc * f * (1 - f) * cp>>
        ~da[:, 2 * H : 3 * H] = <<gc * i * (1 - g**2)|gc * i * (1 - g) * (1 + g)>>
        grads[0][:, t] = <<np.einsum("nk,dk->nd", da, wx)|da @ wx.T>>
        ~grads[1] += <<np.einsum("nd,nk->dk", x[:, t], da)|x[:, t].T @ da>>
        ~grads[2] += <<np.einsum("nh,nk->hk", hp, da)|hp.T @ da>>
        ~grads[3] += <<np.einsum("nk->k", da)|da.sum(axis=0)|np.add.reduce(da)>>
        ~gh = <<np.einsum("nk,hk->nh", da, wh)|da @ wh.T>>
        gc = gc * f
    return grads[0], gh, gc, <<grads[1], grads[2], grads[3]|*grads[1:]>>
""",
    """
def lstm_backward(dh, cache):
    ~x, h0, c0, wx, wh, b, saved = cache
    N, T, H = dh.shape
    ~dA = <<np.zeros((N, T, 4 * H))|np.empty((N, T, 4, H)).reshape(N, T, 4 * H)|np.zeros((N, T, b.size))>>
    ~back_h, back_c = <<np.zeros((N, H)), np.zeros((N, H))|np.zeros((2, N, H))|0.0, 0.0>>
    for t in <<range(T - 1, -1, -1)|reversed(range(T))|np.arange(T)[::-1]>>:
        _, c_prev, i, f, g, o, c = saved[t]
        ~total = dh[:, t] + back_h
        ~th = np.tanh(c)
        dcell = <<back_c + total * o * (1 - th**2)|total * o * (1 - th**2) + back_c|back_c + (1 - np.power(th, 2)) * o * total>>
        local = <<np.concatenate([g * i * (1 - i), c_prev * f * (1 - f), i * (1 - g**2)], axis=1)|np.hstack((g * (1 - i) * i, c_prev * (1 - f) * f, (1 - g**2) * i))|np.hstack([i * (1 - i) * g, f * (1 - f) * c_prev, (1 - g * g) * i])>>
        ~dA[:, t, : 3 * H] = <<np.tile(dcell, 3) * local|np.hstack([dcell] * 3) * local|np.tile(dcell, (1, 3)) * local>>
        ~dA[:, t, 3 * H :] = <<total * th * o * (1 - o)|th * total * (1 - o) * o>>
        back_h = dA[:, t] @ wh.T
        ~back_c = <<dcell * f|f * dcell>>
    h_before = <<np.stack([s[0] for s in saved], axis=1)|np.array([s[0] for s in saved]).transpose(1, 0, 2)|np.moveaxis(np.array([s[0] for s in saved]), 0, 1)>>
    flat = dA.reshape(<<-1, 4 * H|N * T, -1>>)
    ~dx = <<dA @ wx.T|np.tensordot(dA, wx, axes=(2, 1))|np.matmul(dA, wx.T)>>
    ~dwx = <<x.reshape(N * T, -1).T @ flat|np.tensordot(x, dA, axes=((0, 1), (0, 1)))|np.einsum("ntd,ntk->dk", x, dA)>>
    ~dwh = <<h_before.reshape(N * T, H).T @ flat|np.tensordot(h_before, dA, axes=((0, 1), (0, 1)))|np.einsum("nth,ntk->hk", h_before, dA)>>
    ~db = <<flat.sum(axis=0)|dA.sum(axis=(0, 1))|dA.sum((0, 1))>>
    return dx, back_h, back_c, dwx, dwh, db
""",
    """
def step_back(dh, dc, step):
    hp, cp, i, f, g, o, c = step
    th = np.tanh(c)
    do = dh * th
    dc = <<dc + dh * o * (1 - th**2)|dh * o * (1 - th**2) + dc|dc + dh * (o - o * th**2)>>
    di, df, dg = <<dc * g, dc * cp, dc * i|g * dc, cp * dc, i * dc>>
    ~di *= <<i * (1 - i)|i - i * i>>
    ~df *= <<f * (1 - f)|f - f * f>>
    ~do *= <<o * (1 - o)|o - o * o>>
    ~dg *= <<1 - g**2|1 - g * g|(1 + g) * (1 - g)>>
    return <<np.concatenate([di, df, dg, do], axis=-1), dc * f|np.column_stack([di, df, dg, do]), f * dc|np.hstack([di, df, dg, do]), dc * f>>


def lstm_backward(dh, cache):
    x, h0, c0, wx, wh, b, saved = cache
    ~dxs = []
    ~dwx, dwh, db = <<np.zeros_like(wx), np.zeros_like(wh), np.zeros_like(b)|0.0, 0.0, 0.0|(np.zeros(p.shape) for p in (wx, wh, b))>>
    ~dhn, dcn = <<np.zeros_like(h0), np.zeros_like(c0)|0 * h0, 0 * c0>>
    t = <<x.shape[1] - 1|len(saved) - 1>>
    while t >= 0:
        da, dcn = step_back(dh[:, t] + dhn, dcn, saved[t])
        ~dxs.append(da @ wx.T)
        ~dwx = dwx + <<x[:, t].T @ da|np.matmul(x[:, t].T, da)>>
        ~dwh = dwh + <<saved[t][0].T @ da|np.matmul(saved[t][0].T, da)>>
        ~db = db + <<da.sum(axis=0)|np.ones(len(da)) @ da>>
        ~dhn = <<da @ wh.T|(wh @ da.T).T>>
        t -= 1
    return <<np.stack(dxs[::-1], axis=1)|np.stack(list(reversed(dxs)), axis=1)|np.array(dxs)[::-1].transpose(1, 0, 2)>>, dhn, dcn, dwx, dwh, db
""",
    """
def dsigmoid(s):
    return <<s * (1 - s)|s - s**2|(1 - s) * s>>


def dtanh(s):
    return <<1 - s**2|1 - s * s|1 - np.square(s)>>


def lstm_backward(dh, cache):
    x, h0, c0, wx, wh, b, saved = cache
    ~hid = h0.shape[-1]
    ~dx = np.zeros(<<x.shape|(x.shape)|np.shape(x)>>)
    ~dwx, dwh, db = np.zeros(wx.shape), np.zeros(wh.shape), np.zeros(b.shape)
    ~carry_h = <<np.zeros(h0.shape)|np.zeros_like(h0)>>
    ~carry_c = <<np.zeros(c0.shape)|np.zeros_like(c0)>>
    for t in range(<<len(saved)|x.shape[1]>>):
        t = <<len(saved) - 1 - t|-1 - t + len(saved)>>
        h_old, c_old, i, f, g, o, c = saved[t]
        grad_h = dh[:, t, :] + carry_h
        grad_c = carry_c + <<grad_h * o * dtanh(np.tanh(c))|dtanh(np.tanh(c)) * grad_h * o>>
        ~carry_h = <<np.zeros_like(grad_h)|np.zeros(grad_h.shape)|0>>
        ~carry_c = grad_c * f
        pieces = [
            <<grad_c * g * dsigmoid(i)|dsigmoid(i) * grad_c * g|grad_c * dsigmoid(i) * g>>,
            <<grad_c * c_old * dsigmoid(f)|dsigmoid(f) * grad_c * c_old|grad_c * dsigmoid(f) * c_old>>,
            <<grad_c * i * dtanh(g)|dtanh(g) * grad_c * i>>,
            <<grad_h * np.tanh(c) * dsigmoid(o)|dsigmoid(o) * grad_h * np.tanh(c)>>,
        ]
        for k, piece in enumerate(pieces):
            cols = <<slice(k * hid, (k + 1) * hid)|slice(k * hid, k * hid + hid)|range(k * hid, (k + 1) * hid)>>
            ~dwx[:, cols] += <<x[:, t].T @ piece|x[:, t].T.dot(piece)|np.dot(x[:, t].T, piece)>>
            ~dwh[:, cols] += <<h_old.T @ piece|h_old.T.dot(piece)|np.dot(h_old.T, piece)>>
            ~db[cols] += <<piece.sum(axis=0)|np.sum(piece, 0)>>
            ~dx[:, t] += <<piece @ wx[:, cols].T|piece.dot(wx[:, cols].T)|np.dot(piece, wx[:, cols].T)>>
            ~carry_h = carry_h + <<piece @ wh[:, cols].T|piece.dot(wh[:, cols].T)|np.dot(piece, wh[:, cols].T)>>
    return dx, carry_h, carry_c, dwx, dwh, db
""",
    """
def lstm_backward(dh, cache):
    x, h0, c0, wx, wh, b, saved = cache
    ~n_in = <<x.shape[2]|wx.shape[0]|len(wx)>>
    W = <<np.concatenate([wx, wh])|np.vstack((wx, wh))|np.append(wx, wh, axis=0)>>
    ~dW = <<np.zeros_like(W)|np.zeros(W.shape)>>
    ~db = <<np.zeros_like(b)|np.zeros(len(b))>>
    ~dx = np.zeros_like(x)
    ~later_h = <<np.zeros_like(h0)|np.zeros_like(dh[:, 0])>>
    ~later_c = <<np.zeros_like(c0)|np.zeros_like(dh[:, 0])>>
    for t in <<reversed(range(dh.shape[1]))|range(dh.shape[1])[::-1]|range(dh.shape[1] - 1, -1, -1)>>:
        prev, old, i, f, g, o, now = saved[t]
        later_h = later_h + dh[:, t]
        squashed = np.tanh(now)
        later_c = later_c + <<later_h * o - later_h * o * squashed**2|later_h * o * (1 - squashed**2)|(later_h * o) * (1 - squashed * squashed)>>
        signal = <<np.stack([later_c * g, later_c * old, later_c * i, later_h * squashed], axis=1)|np.array([later_c * g, later_c * old, later_c * i, later_h * squashed]).transpose(1, 0, 2)|np.stack((g * later_c, old * later_c, i * later_c, squashed * later_h), 1)>>
        slope = <<np.stack([i - i**2, f - f**2, 1 - g**2, o - o**2], axis=1)|np.stack([i * (1 - i), f * (1 - f), 1 - g * g, o * (1 - o)], axis=1)|np.array([i * (1 - i), f * (1 - f), 1 - g**2, o * (1 - o)]).swapaxes(0, 1)>>
        dz = (signal * slope).reshape(<<len(x), -1|x.shape[0], b.size|dh.shape[0], 4 * dh.shape[2]>>)
        ~dW += <<np.hstack([x[:, t], prev]).T @ dz|np.concatenate([x[:, t], prev], axis=1).T @ dz|np.vstack([x[:, t].T, prev.T]) @ dz>>
        ~db += <<dz.sum(axis=0)|dz.sum(0)>>
        joint = <<dz @ W.T|np.dot(dz, W.T)|dz.dot(W.T)>>
        ~later_c = <<later_c * f|f * later_c>>
        ~dx[:, t], later_h = <<joint[:, :n_in], joint[:, n_in:]|np.split(joint, [n_in], axis=1)|np.hsplit(joint, [n_in])>>
    return dx, later_h, later_c, <<dW[:n_in], dW[n_in:], db|*np.split(dW, [n_in]), db>>
""",
]
