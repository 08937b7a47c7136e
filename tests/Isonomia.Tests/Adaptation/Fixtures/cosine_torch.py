"""Six steps of torch's AdamW on heads of cosines, in double precision, on data that a formula makes.

prototypes: FairMedFM's CLIPWrapper (logits = scale * normalize(x) @ normalize(prototypes).T, prototypes trained).
clip_adapter: Gao et al., IJCV 2024, released code (Adapter without biases, share 0.2, texts fixed).
Usage: cosine_torch.py > cosine_torch.json"""
import json

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def wave(rows, columns, a, b):
    i = torch.arange(rows).reshape(-1, 1)
    j = torch.arange(columns).reshape(1, -1)
    return (((i * a + j * b + i * j * 5 + i * i * (j + 2)) % 19) - 9) / 9.0


cases = []
for name in ("prototypes", "clip_adapter"):
    for classes, decay in ((2, 0.0), (3, 0.1)):
        n, d, share, scale, rate, norm = 12, 8, 0.2, 20.0, 0.01, 5.0
        x = wave(n, d, 7, 3) + 0.3
        y = (torch.arange(n) * 5 + 1) % classes
        prototypes = F.normalize(wave(classes, d, 11, 4) + 0.2, dim=-1).clone().requires_grad_(name == "prototypes")
        down = (wave(d // 4, d, 3, 8) / 2).requires_grad_(name != "prototypes")
        up = (wave(d, d // 4, 13, 6) / 2).requires_grad_(name != "prototypes")
        trained = [prototypes] if name == "prototypes" else [down, up]
        optimizer = torch.optim.AdamW(trained, lr=rate, weight_decay=decay)
        losses = []
        first = None
        for step in range(6):
            optimizer.zero_grad()
            if name == "prototypes":
                pictures = x
            else:
                pictures = share * F.relu(F.linear(F.relu(F.linear(x, down)), up)) + (1 - share) * x
            logits = scale * F.normalize(pictures, dim=-1) @ F.normalize(prototypes, dim=-1).t()
            loss = F.cross_entropy(logits, y)
            loss.backward()
            if first is None:
                first = [t.grad.flatten().tolist() for t in trained]
            torch.nn.utils.clip_grad_norm_(trained, norm)
            optimizer.step()
            losses.append(loss.item())
        cases.append({
            "head": name, "x": x.flatten().tolist(), "width": d, "label": y.tolist(), "scale": scale, "share": share,
            "rate": rate, "decay": decay, "norm": norm,
            "prototypes": F.normalize(wave(classes, d, 11, 4) + 0.2, dim=-1).flatten().tolist(),
            "down": (wave(d // 4, d, 3, 8) / 2).flatten().tolist(), "up": (wave(d, d // 4, 13, 6) / 2).flatten().tolist(),
            "losses": losses, "first_gradients": first, "trained": [t.detach().flatten().tolist() for t in trained]})
print(json.dumps({"source": f"torch {torch.__version__}, float64, cosine_torch.py", "cases": cases}))
