"""A training step (forward, backward, AdamW) of ViT-Tiny/16 or of MobileNetV2 without batch normalization, in PyTorch.

usage: training_torch.py vit|mobilenet|NAME full|lora|bias THREADS BATCH STEPS
NAME is a network of training_networks.py.
Prints one row: version, threads, batch, the fastest step in seconds, peak memory in MiB, losses. Random weights and pixels.
Structures: Dosovitskiy et al., ICLR 2021 with width 192, depth 12, 3 heads; Sandler et al., CVPR 2018, table 2.
"""
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

from training_networks import NETWORKS, network


class Linear(nn.Linear):
    """With a low-rank adapter of rank 8 and scale 2 where asked for."""

    adapted = False

    def adapt(self):
        self.a = nn.Parameter(torch.randn(8, self.in_features) / self.in_features ** 0.5)
        self.b = nn.Parameter(torch.zeros(self.out_features, 8))
        self.adapted = True

    def forward(self, x):
        y = F.linear(x, self.weight, self.bias)
        return y + 2 * ((x @ self.a.T) @ self.b.T) if self.adapted else y


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-6), nn.LayerNorm(width, eps=1e-6)
        self.qkv, self.proj = Linear(width, 3 * width), Linear(width, width)
        self.mlp = nn.Sequential(Linear(width, 4 * width), nn.GELU(), Linear(4 * width, width))

    def forward(self, x):
        n, t, d = x.shape
        q, k, v = self.qkv(self.norm1(x)).reshape(n, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        a = (q @ k.transpose(-2, -1) * (d // self.heads) ** -0.5).softmax(-1) @ v
        x = x + self.proj(a.transpose(1, 2).reshape(n, t, d))
        return x + self.mlp(self.norm2(x))


class Vit(nn.Module):
    def __init__(self, width=192, depth=12, heads=3):
        super().__init__()
        self.patch = nn.Conv2d(3, width, 16, 16)
        self.token = nn.Parameter(torch.zeros(1, 1, width))
        self.place = nn.Parameter(torch.randn(1, 197, width) * 0.02)
        self.blocks = nn.Sequential(*[Block(width, heads) for _ in range(depth)])
        self.norm, self.head = nn.LayerNorm(width, eps=1e-6), Linear(width, 1000)

    def forward(self, x):
        x = self.patch(x).flatten(2).transpose(1, 2)
        x = torch.cat([self.token.expand(x.shape[0], -1, -1), x], 1) + self.place
        return self.head(self.norm(self.blocks(x))[:, 0])


def conv(inside, outside, size=1, stride=1, groups=1, active=True):
    layers = [nn.Conv2d(inside, outside, size, stride, size // 2, groups=groups)]
    return layers + [nn.ReLU6(inplace=True)] if active else layers


class Inverted(nn.Module):
    def __init__(self, inside, outside, stride, widen):
        super().__init__()
        middle = inside * widen
        layers = conv(inside, middle) if widen != 1 else []
        layers += conv(middle, middle, 3, stride, middle) + conv(middle, outside, active=False)
        self.layers, self.adds = nn.Sequential(*layers), stride == 1 and inside == outside

    def forward(self, x):
        return x + self.layers(x) if self.adds else self.layers(x)


def mobilenet():
    layers, inside = conv(3, 32, 3, 2), 32
    for widen, outside, count, stride in [
        (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]:
        for i in range(count):
            layers.append(Inverted(inside, outside, stride if i == 0 else 1, widen))
            inside = outside
    layers += conv(320, 1280)
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(1280, 1001))


what, how = sys.argv[1], sys.argv[2]
threads, batch, steps = (int(text) for text in sys.argv[3:6])
torch.set_num_threads(threads)
torch.manual_seed(1)
images, labels = torch.randn(batch, 3, 224, 224), torch.arange(batch)
if what in NETWORKS:
    model, images, labels = network(what, batch)
else:
    model = Vit() if what == "vit" else mobilenet()
if how == "lora":
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    for block in model.blocks:
        block.qkv.adapt()
elif how == "bias":
    for name, parameter in model.named_parameters():
        parameter.requires_grad_(name.endswith("bias"))
optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=1e-4)
seconds, losses = [], []
for _ in range(steps + 1):
    start = time.perf_counter()
    optimizer.zero_grad(set_to_none=True)
    loss = F.cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    seconds.append(time.perf_counter() - start)
    losses.append(loss.item())
with open("/proc/self/status") as status:  # not ru_maxrss, which a child process takes over from its parent
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) >> 10
print(f"| PyTorch {torch.__version__} | {threads} | {batch} | {min(seconds[1:]):.3f} | {peak} "
      f"| loss {losses[0]:.3f} to {losses[-1]:.3f} |")
