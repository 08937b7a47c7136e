"""MobileNetV2 (width 1, batch normalization folded into the convolutions, as in the ONNX file) in PyTorch, random weights.

usage: mobilenet_torch.py THREADS BATCH SECONDS
Prints: version, images per second of the faster of two memory layouts, its name.
Structure: Sandler et al., CVPR 2018, table 2.
"""
import sys
import time

import torch
from torch import nn


def conv(inside, outside, size=1, stride=1, groups=1, active=True):
    layers = [nn.Conv2d(inside, outside, size, stride, size // 2, groups=groups)]
    if active:
        layers.append(nn.ReLU6(inplace=True))
    return layers


class Block(nn.Module):
    def __init__(self, inside, outside, stride, widen):
        super().__init__()
        middle = inside * widen
        layers = conv(inside, middle) if widen != 1 else []
        layers += conv(middle, middle, 3, stride, middle) + conv(middle, outside, active=False)
        self.layers = nn.Sequential(*layers)
        self.adds = stride == 1 and inside == outside

    def forward(self, x):
        return x + self.layers(x) if self.adds else self.layers(x)


def mobilenet():
    layers = conv(3, 32, 3, 2)
    inside = 32
    for widen, outside, count, stride in [
        (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]:
        for i in range(count):
            layers.append(Block(inside, outside, stride if i == 0 else 1, widen))
            inside = outside
    layers += conv(320, 1280)
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten())


def rate(model, images, seconds):
    with torch.inference_mode():
        for _ in range(2):
            model(images)
        start, runs = time.perf_counter(), 0
        while time.perf_counter() - start < seconds:
            model(images)
            runs += 1
        return runs * images.shape[0] / (time.perf_counter() - start)


threads, batch, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
torch.set_num_threads(threads)
torch.manual_seed(1)
model = mobilenet().eval()
images = torch.randn(batch, 3, 224, 224)
plain = rate(model, images, seconds / 2)
last = rate(model.to(memory_format=torch.channels_last), images.to(memory_format=torch.channels_last), seconds / 2)
print(torch.__version__, max(plain, last), "channels_last" if last > plain else "contiguous")
