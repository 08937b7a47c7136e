"""Convolutional networks for training_torch.py, as exporters write them: batch normalizations that follow a convolution
are folded into it, those of DenseNet (before a ReLU) keep their statistics.

usage: training_networks.py NAME BATCH OUT.onnx
Writes the network with random weights for Isonomia.Benchmarks training-peer.
Structures: He et al., CVPR 2016; Simonyan and Zisserman, ICLR 2015 (VGG-11); Huang et al., CVPR 2017; Ronneberger et al.,
MICCAI 2015 (four levels, width 32, padded); a classifier of volumes with four 3 x 3 x 3 convolutions.
"""
import sys

import torch
from torch import nn


class Residual(nn.Module):
    def __init__(self, inside, outside, stride):
        super().__init__()
        self.first = nn.Conv2d(inside, outside, 3, stride, 1)
        self.second = nn.Conv2d(outside, outside, 3, 1, 1)
        self.short = nn.Conv2d(inside, outside, 1, stride) if stride > 1 else nn.Identity()
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x):
        return self.relu(self.short(x) + self.second(self.relu(self.first(x))))


def resnet18():
    layers, inside = [nn.Conv2d(3, 64, 7, 2, 3), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1)], 64
    for width in (64, 128, 256, 512):
        layers += [Residual(inside, width, 2 if width > 64 else 1), Residual(width, width, 1)]
        inside = width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 1000))


def vgg11():
    layers, inside = [], 3
    for width, pools in [(64, 1), (128, 1), (256, 0), (256, 1), (512, 0), (512, 1), (512, 0), (512, 1)]:
        layers += [nn.Conv2d(inside, width, 3, 1, 1), nn.ReLU(inplace=True)] + [nn.MaxPool2d(2)] * pools
        inside = width
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(25088, 4096), nn.ReLU(inplace=True), nn.Linear(4096, 4096),
                         nn.ReLU(inplace=True), nn.Linear(4096, 1000))


class Dense(nn.Module):
    def __init__(self, inside):
        super().__init__()
        self.layers = nn.Sequential(nn.BatchNorm2d(inside), nn.ReLU(inplace=True), nn.Conv2d(inside, 128, 1),
                                    nn.ReLU(inplace=True), nn.Conv2d(128, 32, 3, 1, 1, bias=False))

    def forward(self, x):
        return torch.cat([x, self.layers(x)], 1)


def densenet121():
    layers, width = [nn.Conv2d(3, 64, 7, 2, 3), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1)], 64
    for block, count in enumerate((6, 12, 24, 16)):
        for _ in range(count):
            layers.append(Dense(width))
            width += 32
        if block < 3:
            layers += [nn.BatchNorm2d(width), nn.ReLU(inplace=True), nn.Conv2d(width, width // 2, 1, bias=False),
                       nn.AvgPool2d(2)]
            width //= 2
    return nn.Sequential(*layers, nn.BatchNorm2d(width), nn.ReLU(inplace=True), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
                         nn.Linear(width, 1000))


class UNet(nn.Module):
    def __init__(self, width=32):
        super().__init__()

        def double(inside, outside):
            return nn.Sequential(nn.Conv2d(inside, outside, 3, 1, 1), nn.ReLU(inplace=True),
                                 nn.Conv2d(outside, outside, 3, 1, 1), nn.ReLU(inplace=True))
        widths = [width << level for level in range(4)]
        self.down = nn.ModuleList(double(a, b) for a, b in zip([3] + widths, widths))
        self.turned = nn.ModuleList(nn.ConvTranspose2d(2 * w, w, 2, 2) for w in widths[:3])
        self.up = nn.ModuleList(double(2 * w, w) for w in widths[:3])
        self.pool, self.out = nn.MaxPool2d(2), nn.Conv2d(width, 4, 1)

    def forward(self, x):
        kept = []
        for level, layer in enumerate(self.down):
            x = layer(self.pool(x) if level else x)
            kept.append(x)
        for level in (2, 1, 0):
            x = self.up[level](torch.cat([self.turned[level](x), kept[level]], 1))
        return self.out(x)


def volume():
    layers = []
    for inside, outside in [(1, 16), (16, 32), (32, 64), (64, 64)]:
        layers += [nn.Conv3d(inside, outside, 3, 1, 1), nn.ReLU(inplace=True)]
        layers += [nn.MaxPool3d(2)] if inside in (16, 32) else []
    return nn.Sequential(*layers, nn.AdaptiveAvgPool3d(1), nn.Flatten(), nn.Linear(64, 10))


NETWORKS = {'resnet18': resnet18, 'vgg11': vgg11, 'densenet121': densenet121, 'unet': UNet, 'volume': volume}
SHAPES = {'unet': (3, 256, 256), 'volume': (1, 64, 64, 64)}


def network(name, batch):
    """A network in inference mode (dropout is left out, statistics stay), pixels and labels."""
    model = NETWORKS[name]().eval()
    for norm in (m for m in model.modules() if isinstance(m, nn.BatchNorm2d)):
        nn.init.uniform_(norm.running_var, 0.5, 1.5)
    shape = SHAPES.get(name, (3, 224, 224))
    labels = torch.arange(batch)
    if name == 'unet':
        labels = torch.arange(batch * 65536).reshape(batch, 256, 256) // 7 % 4
    return model, torch.randn(batch, *shape), labels % 10


if __name__ == '__main__':
    torch.manual_seed(1)
    net, images, _ = network(sys.argv[1], int(sys.argv[2]))
    torch.onnx.export(net, (images,), sys.argv[3], opset_version=17, input_names=['image'], output_names=['logits'],
                      training=torch.onnx.TrainingMode.EVAL)
