"""The networks that export_networks.py exports: torchvision's, and hand-written ones for what those do not have.

Weights are random. An entry is a function of no arguments that gives the module and its example inputs.
"""
import math

import torch
import torch.nn.functional as F
import torchvision
from torch import nn

CLASSES = 10


def image(size, channels=3, batch=2):
    return torch.randn(batch, channels, size, size)


def vision(name, size=64, batch=2, **settings):
    def build():
        extra = {'aux_logits': False, 'init_weights': False} if name in ('googlenet', 'inception_v3') else {}
        return getattr(torchvision.models, name)(num_classes=CLASSES, **extra, **settings), [image(size, 3, batch)]
    return build


def video(name, **settings):
    return lambda: (getattr(torchvision.models.video, name)(num_classes=CLASSES, **settings),
                    [torch.randn(1, 3, 4, 32, 32)])


class Segmentation(nn.Module):
    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, x):
        return self.net(x)['out']


def segmentation(name, size=64):
    return lambda: (Segmentation(getattr(torchvision.models.segmentation, name)(
        weights=None, weights_backbone=None, num_classes=4)), [image(size)])


def swin(version):
    def build():
        from torchvision.models import swin_transformer as s
        more = {'block': s.SwinTransformerBlockV2, 'downsample_layer': s.PatchMergingV2} if version == 2 else {}
        net = s.SwinTransformer([4, 4], 24, [2, 2], [2, 4], [4, 4], num_classes=CLASSES, **more)
        for block in [m for m in net.modules() if version == 2 and isinstance(m, s.ShiftedWindowAttentionV2)]:
            block.qkv.bias = None  # torch cannot export how its part for the keys is set to zero
        return net, [image(40)]
    return build


def max_vit():
    from torchvision.models.maxvit import MaxVit
    return MaxVit((64, 64), 16, 4, [16, 32], [1, 1], 8, 0.1, num_classes=CLASSES), [image(64)]


def vision_transformer():
    return torchvision.models.VisionTransformer(32, 8, 3, 4, 48, 96, num_classes=CLASSES), [image(32)]


def conv_next():
    from torchvision.models.convnext import CNBlockConfig, ConvNeXt
    return ConvNeXt([CNBlockConfig(24, 48, 2), CNBlockConfig(48, None, 2)], num_classes=CLASSES), [image(48)]


class Attention(nn.Module):
    """Attention written as softmax(q k^T / sqrt(d)) v, with optional causal mask."""

    def __init__(self, width, heads, causal=False):
        super().__init__()
        self.heads, self.causal = heads, causal
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x):
        n, length, width = x.shape
        q, k, v = self.qkv(x).reshape(n, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        if self.causal:
            mask = torch.full((length, length), float('-inf'), dtype=x.dtype).triu(1)
            scores = scores + mask
        return self.out((scores.softmax(-1) @ v).transpose(1, 2).reshape(n, length, width))


class Block(nn.Module):
    def __init__(self, width, heads, causal=False, activation=None):
        super().__init__()
        self.one, self.two = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = Attention(width, heads, causal)
        self.mlp = nn.Sequential(nn.Linear(width, 2 * width), activation or nn.GELU(), nn.Linear(2 * width, width))

    def forward(self, x):
        x = x + self.attention(self.one(x))
        return x + self.mlp(self.two(x))


class QuickGelu(nn.Module):
    def forward(self, x):
        return x * torch.sigmoid(1.702 * x)


class Clip(nn.Module):
    """Both towers; text is pooled at its largest token, as in the original."""

    def __init__(self):
        super().__init__()
        self.patch = nn.Conv2d(3, 32, 8, 8, bias=False)
        self.first = nn.Parameter(torch.randn(32) * 0.1)
        self.places = nn.Parameter(torch.randn(17, 32) * 0.1)
        self.before, self.after = nn.LayerNorm(32), nn.LayerNorm(32)
        self.seeing = nn.Sequential(Block(32, 4, activation=QuickGelu()), Block(32, 4, activation=QuickGelu()))
        self.image_out = nn.Parameter(torch.randn(32, 24) * 0.1)
        self.words = nn.Embedding(50, 32)
        self.text_places = nn.Parameter(torch.randn(12, 32) * 0.1)
        self.reading = nn.Sequential(Block(32, 4, True, QuickGelu()), Block(32, 4, True, QuickGelu()))
        self.last = nn.LayerNorm(32)
        self.text_out = nn.Parameter(torch.randn(32, 24) * 0.1)
        self.scale = nn.Parameter(torch.tensor(2.0))

    def forward(self, pixels, tokens):
        x = self.patch(pixels).flatten(2).transpose(1, 2)
        first = self.first.to(x.dtype) + torch.zeros(x.shape[0], 1, x.shape[-1], dtype=x.dtype)
        x = self.before(torch.cat([first, x], 1) + self.places)
        x = self.after(self.seeing(x)[:, 0]) @ self.image_out
        t = self.last(self.reading(self.words(tokens) + self.text_places))
        t = t[torch.arange(t.shape[0]), tokens.argmax(-1)] @ self.text_out
        x = x / x.norm(dim=1, keepdim=True)
        t = t / t.norm(dim=1, keepdim=True)
        return self.scale.exp() * x @ t.t()


class LayerNorm2d(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.ones(width)), nn.Parameter(torch.zeros(width))

    def forward(self, x):
        mean = x.mean(1, keepdim=True)
        variance = (x - mean).pow(2).mean(1, keepdim=True)
        return self.weight[:, None, None] * ((x - mean) / torch.sqrt(variance + 1e-6)) + self.bias[:, None, None]


def relative(size, table):
    distance = torch.arange(size)[:, None] - torch.arange(size)[None, :] + size - 1
    return table[distance]


class WindowBlock(nn.Module):
    """A block of SAM's encoder: windows that pad the picture, decomposed relative positions."""

    def __init__(self, width, heads, window, size):
        super().__init__()
        self.heads, self.window = heads, window
        self.one, self.two = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        side = window or size
        self.rel_h = nn.Parameter(torch.randn(2 * side - 1, width // heads) * 0.1)
        self.rel_w = nn.Parameter(torch.randn(2 * side - 1, width // heads) * 0.1)
        self.mlp = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))

    def attend(self, x):
        b, h, w, _ = x.shape
        q, k, v = self.qkv(x).reshape(b, h * w, 3, self.heads, -1).permute(2, 0, 3, 1, 4) \
            .reshape(3, b * self.heads, h * w, -1).unbind(0)
        scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-2, -1)
        rows = q.reshape(b * self.heads, h, w, -1)
        by_h = torch.einsum('bhwc,hkc->bhwk', rows, relative(h, self.rel_h))
        by_w = torch.einsum('bhwc,wkc->bhwk', rows, relative(w, self.rel_w))
        scores = (scores.view(b * self.heads, h, w, h, w) + by_h[:, :, :, :, None] + by_w[:, :, :, None, :]) \
            .view(b * self.heads, h * w, h * w)
        x = (scores.softmax(-1) @ v).view(b, self.heads, h, w, -1).permute(0, 2, 3, 1, 4).reshape(b, h, w, -1)
        return self.out(x)

    def forward(self, x):
        y = self.one(x)
        if self.window:
            b, h, w, c = y.shape
            s = self.window
            ph, pw = (s - h % s) % s, (s - w % s) % s
            y = F.pad(y, (0, 0, 0, pw, 0, ph))
            hp, wp = h + ph, w + pw
            y = y.view(b, hp // s, s, wp // s, s, c).permute(0, 1, 3, 2, 4, 5).reshape(-1, s, s, c)
            y = self.attend(y)
            y = y.view(b, hp // s, wp // s, s, s, -1).permute(0, 1, 3, 2, 4, 5).reshape(b, hp, wp, -1)[:, :h, :w]
        else:
            y = self.attend(y)
        x = x + y
        return x + self.mlp(self.two(x))


class Sam(nn.Module):
    def __init__(self):
        super().__init__()
        self.patch = nn.Conv2d(3, 32, 8, 8)
        self.places = nn.Parameter(torch.randn(1, 5, 5, 32) * 0.1)
        self.blocks = nn.Sequential(WindowBlock(32, 4, 3, 5), WindowBlock(32, 4, 0, 5))
        self.neck = nn.Sequential(nn.Conv2d(32, 16, 1, bias=False), LayerNorm2d(16),
                                  nn.Conv2d(16, 16, 3, padding=1, bias=False), LayerNorm2d(16))

    def forward(self, x):
        x = self.patch(x).permute(0, 2, 3, 1) + self.places
        return self.neck(self.blocks(x).permute(0, 3, 1, 2))


class UNet(nn.Module):
    def __init__(self, up, dimensions=2, norm='batch', residual=False):
        super().__init__()
        conv = nn.Conv2d if dimensions == 2 else nn.Conv3d
        turned = nn.ConvTranspose2d if dimensions == 2 else nn.ConvTranspose3d
        norms = {'batch': nn.BatchNorm2d if dimensions == 2 else nn.BatchNorm3d,
                 'instance': lambda w: (nn.InstanceNorm2d if dimensions == 2 else nn.InstanceNorm3d)(w, affine=True),
                 'group': lambda w: nn.GroupNorm(2, w)}
        self.pool = (nn.MaxPool2d if dimensions == 2 else nn.MaxPool3d)(2)

        def double(a, b):
            return nn.Sequential(conv(a, b, 3, padding=1), norms[norm](b), nn.LeakyReLU(0.1), conv(b, b, 3, padding=1),
                                 norms[norm](b), nn.SiLU())
        self.a, self.b, self.c = double(1, 8), double(8, 16), double(16, 32)
        if up == 'transposed':
            self.up1, self.up2 = turned(32, 16, 2, 2), turned(16, 8, 2, 2)
        else:
            aligned = {} if up == 'nearest' else {'align_corners': residual}
            self.up1 = nn.Sequential(nn.Upsample(scale_factor=2, mode=up, **aligned), conv(32, 16, 1))
            self.up2 = nn.Sequential(nn.Upsample(scale_factor=2, mode=up, **aligned), conv(16, 8, 1))
        self.d, self.e = double(32, 16), double(16, 8)
        self.out = conv(8, 3, 1)

    def forward(self, x):
        a = self.a(x)
        b = self.b(self.pool(a))
        c = self.c(self.pool(b))
        d = self.d(torch.cat([self.up1(c), b], 1))
        return self.out(self.e(torch.cat([self.up2(d), a], 1)))


class Activations(nn.Module):
    """Every activation of torch.nn that exports, in a row."""

    def __init__(self):
        super().__init__()
        self.bends = nn.ModuleList([
            nn.GELU(), nn.GELU(approximate='tanh'), nn.SiLU(), nn.Hardswish(), nn.Hardsigmoid(), nn.Mish(), nn.ELU(),
            nn.CELU(0.7), nn.SELU(), nn.PReLU(8), nn.PReLU(), nn.Softplus(), nn.Softsign(), nn.Tanh(), nn.ReLU6(),
            nn.LogSigmoid(), nn.Hardtanh(-0.8, 0.9), nn.LeakyReLU(0.2), nn.GLU(1), nn.Softmin(1), nn.Tanhshrink()])
        self.mix = nn.ModuleList([nn.Conv2d(8 if i == 0 or not isinstance(self.bends[i - 1], nn.GLU) else 4, 8, 1)
                                  for i in range(len(self.bends))])

    def forward(self, x):
        for mix, bend in zip(self.mix, self.bends):
            x = bend(mix(x))
        return x.mean((2, 3))


class Parts(nn.Module):
    """Layers that no torchvision network above has."""

    def __init__(self):
        super().__init__()
        self.normed = nn.utils.weight_norm(nn.Conv2d(3, 16, 3, padding=1, padding_mode='reflect'))
        self.group = nn.GroupNorm(4, 16)
        self.instance = nn.InstanceNorm2d(16)
        self.shuffle = nn.PixelShuffle(2)
        self.unshuffle = nn.PixelUnshuffle(2)
        self.squeeze = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(16, 4, 1), nn.ReLU(), nn.Conv2d(4, 16, 1),
                                     nn.Sigmoid())
        self.wide = nn.Conv2d(16, 16, 3, padding=2, dilation=2, padding_mode='replicate', groups=4)
        self.edge = nn.Conv2d(16, 8, (3, 5), stride=(2, 1), padding=(1, 2), padding_mode='replicate')
        self.first = nn.Linear(8 * 4, 6)
        self.second = nn.Linear(8 * 4, 6)

    def forward(self, x):
        x = self.instance(self.group(self.normed(x)))
        x = x * self.squeeze(x)
        x = self.unshuffle(self.shuffle(x))
        x = self.edge(F.elu(self.wide(x))).reshape(2, 8, 6, 12)
        a = F.adaptive_avg_pool2d(x, 2).flatten(1)
        b = F.adaptive_max_pool2d(x, 2).flatten(1)
        return torch.cat([self.first(a), F.normalize(self.second(b), dim=1)], 1)


class Token(nn.Module):
    """A text encoder with padding mask, pooled by a masked mean, as sentence encoders and BERT have."""

    def __init__(self):
        super().__init__()
        self.words, self.places, self.kinds = nn.Embedding(40, 24), nn.Embedding(16, 24), nn.Embedding(2, 24)
        self.norm = nn.LayerNorm(24)
        self.q, self.k, self.v = nn.Linear(24, 24), nn.Linear(24, 24), nn.Linear(24, 24)
        self.out, self.head = nn.Linear(24, 24), nn.Linear(24, CLASSES)
        self.mlp = nn.Sequential(nn.Linear(24, 48), nn.GELU(), nn.Linear(48, 24))

    def split(self, x):
        return x.view(x.size(0), x.size(1), 4, 6).permute(0, 2, 1, 3)

    def forward(self, tokens, mask):
        n, length = tokens.shape
        x = self.words(tokens) + self.places(torch.arange(length)[None].expand(n, length)) \
            + self.kinds(torch.zeros_like(tokens))
        x = self.norm(x)
        open_ = mask[:, None, None, :].to(x.dtype)
        scores = self.split(self.q(x)) @ self.split(self.k(x)).transpose(-1, -2) / math.sqrt(6) + (1 - open_) * -1e4
        scores = scores.masked_fill(mask[:, None, None, :] == 0, -1e9)
        y = (scores.softmax(-1) @ self.split(self.v(x))).permute(0, 2, 1, 3).contiguous().view(n, length, 24)
        x = self.norm(x + self.out(y))
        x = x + self.mlp(x)
        weights = mask[:, :, None].to(x.dtype)
        mean = (x * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
        return self.head(torch.tanh(mean))


class Rotary(nn.Module):
    """Rotary positions, RMS norm and a gated MLP, as in recent vision-language models."""

    def __init__(self):
        super().__init__()
        self.patch = nn.Conv2d(3, 32, 8, 8)
        self.norm = nn.Parameter(torch.rand(32) + 0.5)
        self.qkv, self.out = nn.Linear(32, 96, bias=False), nn.Linear(32, 32, bias=False)
        self.gate, self.up, self.down = nn.Linear(32, 48), nn.Linear(32, 48), nn.Linear(48, 32)
        self.head = nn.Linear(32, CLASSES)

    def rms(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-6) * self.norm

    def turn(self, x):
        t = torch.arange(x.shape[-2], dtype=x.dtype)[:, None] * (0.1 ** (torch.arange(4, dtype=x.dtype) / 4))[None]
        angles = torch.cat([t, t], -1)
        half = torch.cat([-x[..., 4:], x[..., :4]], -1)
        return x * angles.cos() + half * angles.sin()

    def forward(self, x):
        x = self.patch(x).flatten(2).transpose(1, 2)
        y = self.rms(x)
        q, k, v = [t.reshape(t.shape[0], t.shape[1], 4, 8).transpose(1, 2) for t in self.qkv(y).chunk(3, -1)]
        q, k = self.turn(q), self.turn(k)
        scores = torch.einsum('bhqd,bhkd->bhqk', q, k) * 8 ** -0.5
        y = torch.einsum('bhqk,bhkd->bqhd', scores.softmax(-1), v).flatten(2)
        x = x + self.out(y)
        y = self.rms(x)
        x = x + self.down(F.silu(self.gate(y)) * self.up(y))
        return self.head(x.amax(1))


class Places(nn.Module):
    """A ViT whose positions are resized to the picture, as DINO and SAM do for other sizes."""

    def __init__(self, mode):
        super().__init__()
        self.mode = mode
        self.patch = nn.Conv2d(3, 24, 8, 8)
        self.first = nn.Parameter(torch.randn(1, 1, 24) * 0.1)
        self.places = nn.Parameter(torch.randn(1, 1 + 36, 24) * 0.1)
        self.block, self.norm, self.head = Block(24, 4), nn.LayerNorm(24), nn.Linear(48, CLASSES)

    def forward(self, x):
        x = self.patch(x)
        n, c, h, w = x.shape
        grid = self.places[:, 1:].reshape(1, 6, 6, c).permute(0, 3, 1, 2)
        grid = F.interpolate(grid, size=(h, w), mode=self.mode, align_corners=False)
        x = torch.cat([self.first.expand(n, -1, -1), x.flatten(2).transpose(1, 2)], 1)
        x = x + torch.cat([self.places[:, :1], grid.flatten(2).transpose(1, 2)], 1)
        x = self.norm(self.block(x))
        return self.head(torch.cat([x[:, 0], x[:, 1:].mean(1)], 1))


class Warp(nn.Module):
    """A spatial transformer."""

    def __init__(self, mode='bilinear', padding='zeros', aligned=False):
        super().__init__()
        self.mode, self.padding, self.aligned = mode, padding, aligned
        self.look = nn.Sequential(nn.Conv2d(3, 6, 5, 4), nn.SiLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
                                  nn.Linear(6, 2 * 8 * 8))
        self.out = nn.Conv2d(3, 4, 3)

    def forward(self, x):
        grid = torch.tanh(self.look(x)).reshape(-1, 8, 8, 2) * 1.2
        return self.out(F.grid_sample(x, grid, self.mode, self.padding, self.aligned)).flatten(1)


class Recurrent(nn.Module):
    def __init__(self, kind, both=False):
        super().__init__()
        self.conv = nn.Conv1d(4, 8, 3, padding=1)
        self.net = kind(8, 6, 2, batch_first=True, bidirectional=both)
        self.head = nn.Linear(12 if both else 6, CLASSES)

    def forward(self, x):
        y, _ = self.net(self.conv(x).transpose(1, 2))
        return self.head(y[:, -1])


class Heads(nn.Module):
    """torch's own attention modules."""

    def __init__(self):
        super().__init__()
        self.patch = nn.Conv2d(3, 32, 8, 8)
        layer = nn.TransformerEncoderLayer(32, 4, 64, 0.1, 'gelu', batch_first=True, norm_first=True)
        self.encoder = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.decoder = nn.TransformerDecoderLayer(32, 4, 64, batch_first=True)
        self.cross = nn.MultiheadAttention(32, 4, add_bias_kv=True)
        self.queries = nn.Parameter(torch.randn(1, 3, 32))
        self.head = nn.Linear(32, CLASSES)

    def forward(self, x):
        x = self.encoder(self.patch(x).flatten(2).transpose(1, 2))
        q = self.decoder(self.queries.expand(x.shape[0], -1, -1), x)
        y, _ = self.cross(q.transpose(0, 1), x.transpose(0, 1), x.transpose(0, 1))
        return self.head(y.mean(0))


class Picks(nn.Module):
    """Indexing, sorting, masks and scatters, as in routing, token pruning and losses inside a graph."""

    def __init__(self):
        super().__init__()
        self.a, self.b, self.c = nn.Linear(12, 16), nn.Linear(16, 16), nn.Linear(16, CLASSES)
        self.scores = nn.Linear(16, 1)

    def forward(self, x):
        x = torch.tanh(self.a(x))
        s = self.scores(x).squeeze(-1)
        values, places = s.topk(3, 1)
        kept = x.gather(1, places.unsqueeze(-1).expand(-1, -1, 16)) * values.unsqueeze(-1).sigmoid()
        y = torch.zeros_like(x).scatter(1, places.unsqueeze(-1).expand(-1, -1, 16), kept)
        y = torch.where(y > 0, y, 0.1 * y) + x.roll(1, 1) + x.flip(2)
        y = y + x.cumsum(1) + x[:, [3, 0, 2, 1, 4], :] + x[:, ::2].repeat(1, 2, 1)[:, :5]
        y = y + torch.logsumexp(y, 2, keepdim=True) + y.std(2, keepdim=True) + y.var(1, keepdim=True)
        y = y.clone()
        y[:, 0] = y[:, 1] * 2
        y = y * torch.maximum(x, x.mean(1, keepdim=True)) + torch.minimum(x.abs() + 1, y ** 2).sqrt()
        y = y + F.one_hot(places, 16)[..., :16].to(x.dtype).mean(1, keepdim=True) * y
        z = torch.stack([y.amax(1), y.amin(1), y.prod(1) * 1e-3, y.norm(dim=1)], 1).mean(1)
        return F.log_softmax(self.c(self.b(z).tril() if z.shape[0] == 16 else self.b(z)), 1)


class Optional(nn.Module):
    """Squeeze of an axis whose size is open when exporting: an If in the graph."""

    def __init__(self):
        super().__init__()
        self.conv, self.head = nn.Conv2d(3, 8, 3), nn.Linear(8, CLASSES)

    def forward(self, x):
        x = F.silu(self.conv(x))
        x = F.adaptive_avg_pool2d(x, 1).squeeze(3).squeeze(2)
        return self.head(x.squeeze(0).reshape(x.shape[0], -1))


class Scripted(nn.Module):
    """A scripted loop and branch: Loop and If in the graph."""

    def __init__(self):
        super().__init__()
        self.a, self.head = nn.Linear(6, 6), nn.Linear(6, CLASSES)

    def forward(self, x):
        rows = []
        for i in range(3):
            x = torch.tanh(self.a(x)) + x * i
            rows.append(x)
        if x.shape[0] > 1:
            x = x * 2
        else:
            x = x - 1
        return self.head(x + rows[0])


class Volume(nn.Module):
    """A 3-D encoder with trilinear resizing, adaptive pooling and attention over slices."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv3d(1, 8, 3, 2, 1), nn.BatchNorm3d(8), nn.SiLU(), nn.AvgPool3d(2, ceil_mode=True))
        self.depth = nn.Conv3d(8, 8, (1, 3, 3), padding=(0, 1, 1), groups=8)
        self.block, self.head = Block(8, 2), nn.Linear(8, CLASSES)

    def forward(self, x):
        x = self.depth(self.stem(x))
        x = F.interpolate(x, size=(4, 6, 6), mode='trilinear', align_corners=False)
        x = F.adaptive_avg_pool3d(x, (4, 1, 1)).flatten(2).transpose(1, 2)
        return self.head(self.block(x).mean(1))


class TwoOutputs(nn.Module):
    def __init__(self):
        super().__init__()
        self.base, self.a, self.b = nn.Conv2d(3, 8, 3, padding=1), nn.Conv2d(8, 3, 1), nn.Linear(8, CLASSES)

    def forward(self, x):
        x = F.gelu(self.base(x))
        return self.a(x), self.b(x.mean((2, 3)))


def tokens():
    return torch.randint(1, 49, (2, 12))


def masked_tokens():
    mask = torch.ones(2, 9, dtype=torch.int64)
    mask[1, 6:] = 0
    return [torch.randint(0, 40, (2, 9)), mask]


NETWORKS = {
    'alexnet': vision('alexnet', 224, 1), 'vgg11_bn': vision('vgg11_bn', 224, 1), 'resnet18': vision('resnet18', 32),
    'resnet50': vision('resnet50', 32), 'resnext50_32x4d': vision('resnext50_32x4d', 32),
    'wide_resnet50_2': vision('wide_resnet50_2', 32), 'densenet121': vision('densenet121'),
    'mobilenet_v2': vision('mobilenet_v2'), 'mobilenet_v3_small': vision('mobilenet_v3_small'),
    'mobilenet_v3_large': vision('mobilenet_v3_large'), 'shufflenet_v2_x1_0': vision('shufflenet_v2_x1_0'),
    'squeezenet1_1': vision('squeezenet1_1'), 'mnasnet1_0': vision('mnasnet1_0'), 'googlenet': vision('googlenet'),
    'inception_v3': vision('inception_v3', 96), 'regnet_y_400mf': vision('regnet_y_400mf'),
    'regnet_x_400mf': vision('regnet_x_400mf'), 'efficientnet_b0': vision('efficientnet_b0'),
    'efficientnet_v2_s': vision('efficientnet_v2_s'), 'convnext': conv_next, 'swin': swin(1), 'swin_v2': swin(2),
    'maxvit': max_vit, 'vit': vision_transformer, 'r3d_18': video('r3d_18'), 'mc3_18': video('mc3_18'),
    'r2plus1d_18': video('r2plus1d_18'), 'deeplabv3_mobilenet_v3_large': segmentation('deeplabv3_mobilenet_v3_large'),
    'lraspp_mobilenet_v3_large': segmentation('lraspp_mobilenet_v3_large'), 'fcn_resnet50': segmentation('fcn_resnet50', 32),
    'clip': lambda: (Clip(), [image(32), tokens()]), 'sam': lambda: (Sam(), [image(40)]),
    'unet_bilinear': lambda: (UNet('bilinear'), [image(16, 1)]),
    'unet_aligned': lambda: (UNet('bilinear', norm='group', residual=True), [image(16, 1)]),
    'unet_nearest': lambda: (UNet('nearest', norm='instance'), [image(16, 1)]),
    'unet_transposed': lambda: (UNet('transposed'), [image(16, 1)]),
    'unet_3d': lambda: (UNet('transposed', 3, 'instance'), [torch.randn(1, 1, 8, 8, 8)]),
    'unet_3d_trilinear': lambda: (UNet('trilinear', 3, 'group'), [torch.randn(1, 1, 8, 8, 8)]),
    'activations': lambda: (Activations(), [image(6, 8)]), 'parts': lambda: (Parts(), [image(12)]),
    'text': lambda: (Token(), masked_tokens()), 'rotary': lambda: (Rotary(), [image(32)]),
    'places_bicubic': lambda: (Places('bicubic'), [image(40)]),
    'places_bilinear': lambda: (Places('bilinear'), [image(32)]),
    'warp': lambda: (Warp(), [image(16)]), 'warp_border': lambda: (Warp('bilinear', 'border', True), [image(16)]),
    'warp_reflection': lambda: (Warp('bilinear', 'reflection'), [image(16)]),
    'warp_nearest': lambda: (Warp('nearest', 'border'), [image(16)]),
    'lstm': lambda: (Recurrent(nn.LSTM), [torch.randn(2, 4, 7)]),
    'lstm_both': lambda: (Recurrent(nn.LSTM, True), [torch.randn(2, 4, 7)]),
    'gru': lambda: (Recurrent(nn.GRU), [torch.randn(2, 4, 7)]),
    'rnn': lambda: (Recurrent(nn.RNN), [torch.randn(2, 4, 7)]), 'heads': lambda: (Heads(), [image(32)]),
    'picks': lambda: (Picks(), [torch.randn(2, 5, 12)]), 'optional': lambda: (Optional(), [image(8)]),
    'scripted': lambda: (torch.jit.script(Scripted()), [torch.randn(2, 6)]),
    'volume': lambda: (Volume(), [torch.randn(2, 1, 12, 16, 16)]), 'two_outputs': lambda: (TwoOutputs(), [image(6)]),
}
