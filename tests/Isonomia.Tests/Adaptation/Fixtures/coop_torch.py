"""A trained context in front of prompts (CoOp) through the text tower of the toy CLIP, written in torch, double precision.

The tower is held against the text embeddings of the shared oracle model_clip before it is used.
Usage: coop_torch.py SHARED > coop_torch.json"""
import json
import struct
import sys

import numpy
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
shared = sys.argv[1]


def varint(b, i):
    r = s = 0
    while True:
        c = b[i]
        i += 1
        r |= (c & 127) << s
        s += 7
        if c < 128:
            return r, i


def fields(b):
    i = 0
    while i < len(b):
        k, i = varint(b, i)
        w = k & 7
        if w == 0:
            v, i = varint(b, i)
        elif w == 2:
            n, i = varint(b, i)
            v = b[i:i + n]
            i += n
        else:
            n = 8 if w == 1 else 4
            v = b[i:i + n]
            i += n
        yield k >> 3, v


def tensor(b):
    """Name and numbers of a TensorProto with raw data."""
    dims, name, raw, kind = [], None, b"", None
    for f, v in fields(b):
        if f == 1:
            dims += [v] if isinstance(v, int) else list(v)
        elif f == 2:
            kind = v
        elif f == 8:
            name = v.decode()
        elif f == 9:
            raw = v
    return name, numpy.frombuffer(raw, numpy.float32).reshape(dims).astype(float) if kind == 1 and raw else None


graph = [v for f, v in fields(open(f"{shared}/models/toy/clip.onnx", "rb").read()) if f == 7][0]
w = {n: torch.from_numpy(a) for n, a in (tensor(v) for f, v in fields(graph) if f == 5) if a is not None}
MATRICES = {0: "onnx::MatMul_635 638 641 645 646 647".split(), 1: "onnx::MatMul_648 651 654 658 659 660".split()}
HEADS = 2


def tower(embedded, ends):
    """Embedded tokens [r, l, 32] and the place of each end token to unit vectors [r, 24]."""
    h = embedded + w["positional_embedding_t"]
    r, l, d = h.shape
    mask = torch.full((l, l), float("-inf")).triu(1)
    for block in (0, 1):
        names = [MATRICES[block][0]] + ["onnx::MatMul_" + n for n in MATRICES[block][1:]]
        q, k, v, o, up, down = (w[n] for n in names)
        p = f"text.{block}."
        x = F.layer_norm(h, (d,), w[p + "ln_1.weight"], w[p + "ln_1.bias"])
        heads = [(x @ m + w[p + f"attn.{n}.bias"]).reshape(r, l, HEADS, d // HEADS).transpose(1, 2)
                 for m, n in ((q, "query"), (k, "key"), (v, "value"))]
        a = (heads[0] @ heads[1].transpose(2, 3) / (d // HEADS) ** 0.5 + mask).softmax(-1) @ heads[2]
        h = h + a.transpose(1, 2).reshape(r, l, d) @ o + w[p + "attn.output.bias"]
        x = F.layer_norm(h, (d,), w[p + "ln_2.weight"], w[p + "ln_2.bias"]) @ up + w[p + "c_fc.bias"]
        h = h + (x * torch.sigmoid(1.702 * x)) @ down + w[p + "c_proj.bias"]
    h = F.layer_norm(h, (d,), w["ln_final.weight"], w["ln_final.bias"])
    return F.normalize(h[torch.arange(r), ends] @ w["text_proj"], dim=-1)


table = w["token_embedding.weight"]
ids = torch.from_numpy(numpy.load(f"{shared}/oracles/autodiff/model_clip/input_ids.npy"))
oracle = numpy.load(f"{shared}/oracles/autodiff/model_clip/expected.npz")["output/text_embedding"]
assert numpy.abs(tower(table[ids], ids.argmax(1)).numpy() - oracle).max() < 1e-6

count, scale, rate, decay = 3, 8.0, 0.02, 0.01
rows = torch.tensor([[62, 5, 5, 5, 5, 1, 63, 63, 63, 63, 63, 63], [62, 7, 7, 7, 7, 63, 63, 63, 63, 63, 63, 63],
                     [62, 9, 9, 9, 9, 10, 11, 63, 63, 63, 63, 63]])
owners = [0, 1, 1]
i = torch.arange(count).reshape(-1, 1)
j = torch.arange(32).reshape(1, -1)
start = (((i * 7 + j * 3 + i * j * 5) % 19) - 9) / 9.0
i = torch.arange(10).reshape(-1, 1)
j = torch.arange(24).reshape(1, -1)
x = (((i * 5 + j * 11 + i * j * 3 + i * i * (j + 2)) % 17) - 8) / 8.0 + 0.2
y = torch.arange(10) * 3 % 2
context = start.clone().requires_grad_(True)
optimizer = torch.optim.AdamW([context], lr=rate, weight_decay=decay)


def classes():
    embedded = torch.cat([table[rows[:, :1]], context.expand(3, -1, -1), table[rows[:, 1 + count:]]], 1)
    texts = tower(embedded, rows.argmax(1))
    return F.normalize(torch.stack([texts[0], texts[1:].mean(0)]), dim=-1)


losses, gradient, first = [], None, None
for step in range(5):
    optimizer.zero_grad()
    vectors = classes()
    loss = F.cross_entropy(scale * F.normalize(x, dim=-1) @ vectors.t(), y)
    loss.backward()
    if gradient is None:
        gradient, first = context.grad.flatten().tolist(), vectors.detach().flatten().tolist()
    optimizer.step()
    losses.append(loss.item())
print(json.dumps({
    "source": f"torch {torch.__version__}, float64, coop_torch.py", "ids": rows.tolist(), "owners": owners,
    "count": count, "scale": scale, "rate": rate, "decay": decay, "start": start.flatten().tolist(),
    "x": x.flatten().tolist(), "label": y.tolist(), "classes": first, "losses": losses, "gradient": gradient,
    "context": context.detach().flatten().tolist()}))
