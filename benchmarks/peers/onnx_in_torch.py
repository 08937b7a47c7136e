"""Runs an ONNX graph with torch in double precision, so that autograd gives the gradient of every weight and input
under the name that the file gives it.

An independent reference for `isonomia model gradient`: it shares no code with it. Whether it computes what the exported
module computes is checked by the caller (export_networks.py) against the module itself.
"""
import numpy
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper

REAL = {1: torch.float64, 10: torch.float64, 11: torch.float64, 16: torch.float64}
KINDS = {**REAL, 2: torch.uint8, 3: torch.int8, 6: torch.int32, 7: torch.int64, 9: torch.bool}


def tensor_of(proto):
    array = numpy_helper.to_array(proto)
    tensor = torch.from_numpy(numpy.array(array))
    return tensor.double() if tensor.is_floating_point() else tensor


def attributes(node):
    values = {}
    for entry in node.attribute:
        value = onnx.helper.get_attribute_value(entry)
        values[entry.name] = value.decode() if isinstance(value, bytes) else value
    return values


def ints(tensor):
    return [int(value) for value in tensor.reshape(-1)]


KINKED = {
    'Relu': lambda settings, x: [0], 'LeakyRelu': lambda settings, x: [0], 'PRelu': lambda settings, x, slope: [0],
    'HardSwish': lambda settings, x: [-3, 3], 'Abs': lambda settings, x: [0],
    'HardSigmoid': lambda settings, x: [-settings.get('beta', 0.5) / settings.get('alpha', 0.2),
                                        (1 - settings.get('beta', 0.5)) / settings.get('alpha', 0.2)],
    'Clip': lambda settings, x, *bounds: [bound.item() for bound in bounds if bound is not None]
    if x.is_floating_point() else [],
}


class Graph:
    """A graph with its weights as torch tensors; calling it gives the outputs by name."""

    def __init__(self, model):
        self.model = model
        self.opset = next(entry.version for entry in model.opset_import if entry.domain in ('', 'ai.onnx'))
        self.margin = 1.0
        self.functions = {(f.domain, f.name): f for f in model.functions}
        self.weights = {proto.name: tensor_of(proto) for proto in model.graph.initializer}

    def __call__(self, inputs):
        values = {'': None, **self.weights, **inputs}
        self.run(self.model.graph.node, values)
        return values

    def run(self, nodes, values):
        for node in nodes:
            self.step(node, values)

    def step(self, node, values):
        given = [values[name] if name else None for name in node.input]
        settings = attributes(node)
        function = self.functions.get((node.domain, node.op_type))
        if function is not None:
            inner = {'': None, **dict(zip(function.input, given))}
            for step in function.node:
                copy = onnx.NodeProto()
                copy.CopyFrom(step)
                for entry in copy.attribute:
                    if entry.ref_attr_name:
                        source = next(a for a in node.attribute if a.name == entry.ref_attr_name)
                        name = entry.name
                        entry.CopyFrom(source)
                        entry.name = name
                self.step(copy, inner)
            results = [inner[name] for name in function.output]
        elif node.op_type == 'If':
            branch = settings['then_branch'] if bool(given[0]) else settings['else_branch']
            inner = {**values, **{proto.name: tensor_of(proto) for proto in branch.initializer}}
            self.run(branch.node, inner)
            results = [inner[output.name] for output in branch.output]
        elif node.op_type == 'Loop':
            results = self.loop(given, settings['body'], values)
        else:
            handler = getattr(Operators, node.op_type, None)
            if handler is None:
                raise NotImplementedError(node.op_type)
            if node.op_type in KINKED:
                kinks = KINKED[node.op_type](settings, *given)
                size = given[0].detach().abs().max().item() + 1e-30
                self.margin = min([self.margin] + [
                    (given[0].detach() - kink).abs().min().item() / size for kink in kinks])
            results = handler(self, settings, len(node.output), *given)
            results = list(results) if isinstance(results, (tuple, list)) else [results]
        for name, result in zip(node.output, results):
            if name:
                values[name] = result

    def loop(self, given, body, values):
        trips = int(given[0]) if given[0] is not None else 1 << 60
        goes = bool(given[1]) if given[1] is not None else True
        state = list(given[2:])
        scans = [[] for _ in range(len(body.output) - 1 - len(state))]
        step = 0
        while step < trips and goes:
            inner = {**values, **{proto.name: tensor_of(proto) for proto in body.initializer}}
            inner.update(zip([entry.name for entry in body.input], [torch.tensor(step), torch.tensor(goes), *state]))
            self.run(body.node, inner)
            results = [inner[entry.name] for entry in body.output]
            goes = bool(results[0])
            state = results[1:1 + len(state)]
            for scan, value in zip(scans, results[1 + len(state):]):
                scan.append(value)
            step += 1
        return state + [torch.stack(scan) for scan in scans]


def pads_of(settings, x, kernel):
    rank = len(kernel)
    strides = settings.get('strides', [1] * rank)
    dilations = settings.get('dilations', [1] * rank)
    automatic = settings.get('auto_pad', 'NOTSET')
    if automatic.startswith('SAME'):
        before, after = [], []
        for size, k, s, d in zip(x.shape[2:], kernel, strides, dilations):
            total = max(0, (-(-size // s) - 1) * s + (k - 1) * d + 1 - size)
            small = total // 2
            before.append(small if automatic == 'SAME_UPPER' else total - small)
            after.append(total - before[-1])
        return before, after, strides, dilations
    pads = settings.get('pads', [0] * (2 * rank))
    return list(pads[:rank]), list(pads[rank:]), strides, dilations


def padded(x, before, after, value=0.0):
    flat = [size for pair in reversed(list(zip(before, after))) for size in pair]
    return F.pad(x, flat, value=value) if any(flat) else x


def reduction(function):
    def run(graph, settings, outputs, x, axes=None):
        axes = settings.get('axes') if axes is None else ints(axes)
        if not axes:
            if settings.get('noop_with_empty_axes', 0):
                return x
            axes = list(range(x.dim()))
        return function(x, [axis % x.dim() for axis in axes], bool(settings.get('keepdims', 1)))
    return staticmethod(run)


def unary(function):
    return staticmethod(lambda graph, settings, outputs, x: function(x))


def binary(function):
    return staticmethod(lambda graph, settings, outputs, a, b: function(a, b))


def extreme(pick):
    def run(x, axes, keep):
        for axis in sorted(axes, reverse=True):
            x = pick(x, axis, keep)
        return x
    return run


def divide(a, b):
    return a / b if a.is_floating_point() else torch.div(a, b, rounding_mode='trunc')


def pool(x, settings, function, value):
    kernel = settings['kernel_shape']
    before, after, strides, dilations = pads_of(settings, x, kernel)
    extra = list(after)
    if settings.get('ceil_mode', 0):
        for i, (size, k) in enumerate(zip(x.shape[2:], kernel)):
            reach = (k - 1) * dilations[i] + 1
            rest = (size + before[i] + after[i] - reach) % strides[i]
            if rest:
                extra[i] += strides[i] - rest
    windows = padded(x, before, extra, value)
    for i, k in enumerate(kernel):
        reach = (k - 1) * dilations[i] + 1
        windows = windows.unfold(i + 2, reach, strides[i])[..., ::dilations[i]] if dilations[i] == 1 else \
            windows.unfold(i + 2, reach, strides[i])[..., torch.arange(0, reach, dilations[i])]
    return function(windows.flatten(2 + len(kernel)), before, after, strides, dilations, kernel)


def recurrent(kind, settings, x, w, r, b, lengths, h0, c0, linear_before_reset=0):
    if settings.get('layout', 0) or lengths is not None and len(set(ints(lengths))) > 1:
        raise NotImplementedError(kind)
    steps, batch, _ = x.shape
    hidden = settings['hidden_size']
    direction = settings.get('direction', 'forward')
    outputs, last_h, last_c = [], [], []
    for d in range(w.shape[0]):
        backward = direction == 'reverse' or d == 1
        h = h0[d] if h0 is not None else x.new_zeros(batch, hidden)
        c = c0[d] if c0 is not None else x.new_zeros(batch, hidden)
        wb, rb = (b[d].split(b.shape[1] // 2)) if b is not None else (0, 0)
        rows = []
        for t in reversed(range(steps)) if backward else range(steps):
            if kind == 'LSTM':
                i, o, f, g = (x[t] @ w[d].T + wb + h @ r[d].T + rb).chunk(4, 1)
                c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
                h = torch.sigmoid(o) * torch.tanh(c)
            elif kind == 'GRU':
                xz, xr, xh = (x[t] @ w[d].T + wb).chunk(3, 1)
                hz, hr, hh = (h @ r[d].T + rb).chunk(3, 1)
                z, reset = torch.sigmoid(xz + hz), torch.sigmoid(xr + hr)
                n = torch.tanh(xh + reset * hh)
                h = (1 - z) * n + z * h
            else:
                h = torch.tanh(x[t] @ w[d].T + wb + h @ r[d].T + rb)
            rows.append(h)
        outputs.append(torch.stack(rows[::-1] if backward else rows))
        last_h.append(h)
        last_c.append(c)
    return torch.stack(outputs, 1), torch.stack(last_h), torch.stack(last_c)


class Operators:
    Abs = unary(torch.abs)
    Neg = unary(torch.neg)
    Exp = unary(torch.exp)
    Log = unary(torch.log)
    Sqrt = unary(torch.sqrt)
    Sin = unary(torch.sin)
    Cos = unary(torch.cos)
    Tan = unary(torch.tan)
    Tanh = unary(torch.tanh)
    Atan = unary(torch.atan)
    Erf = unary(torch.erf)
    Sigmoid = unary(torch.sigmoid)
    Relu = unary(torch.relu)
    Softplus = unary(F.softplus)
    Softsign = unary(F.softsign)
    HardSwish = unary(F.hardswish)
    Mish = unary(F.mish)
    Floor = unary(torch.floor)
    Ceil = unary(torch.ceil)
    Round = unary(torch.round)
    Sign = unary(torch.sign)
    Reciprocal = unary(torch.reciprocal)
    Identity = unary(lambda x: x)
    Not = unary(torch.logical_not)
    IsNaN = unary(torch.isnan)
    IsInf = unary(torch.isinf)
    GlobalAveragePool = unary(lambda x: x.mean(list(range(2, x.dim())), keepdim=True))
    GlobalMaxPool = unary(lambda x: x.amax(list(range(2, x.dim())), keepdim=True))
    NonZero = unary(lambda x: torch.nonzero(x).T)
    Size = unary(lambda x: torch.tensor(x.numel()))
    Add = binary(torch.add)
    Sub = binary(torch.sub)
    Mul = binary(torch.mul)
    Div = binary(divide)
    Pow = binary(lambda a, b: torch.pow(a, b))
    MatMul = binary(torch.matmul)
    Equal = binary(torch.eq)
    Greater = binary(torch.gt)
    GreaterOrEqual = binary(torch.ge)
    Less = binary(torch.lt)
    LessOrEqual = binary(torch.le)
    And = binary(torch.logical_and)
    Or = binary(torch.logical_or)
    Xor = binary(torch.logical_xor)
    PRelu = binary(lambda x, slope: torch.where(x > 0, x, x * slope))
    Expand = binary(lambda x, shape: x * torch.ones(ints(shape), dtype=x.dtype) if x.dtype != torch.bool
                    else x & torch.ones(ints(shape), dtype=x.dtype))
    Tile = binary(lambda x, repeats: x.repeat(ints(repeats)))
    ReduceSum = reduction(lambda x, axes, keep: x.sum(axes, keepdim=keep))
    ReduceMean = reduction(lambda x, axes, keep: x.mean(axes, keepdim=keep))
    ReduceMax = reduction(extreme(lambda x, axis, keep: x.amax(axis, keepdim=keep)))
    ReduceMin = reduction(extreme(lambda x, axis, keep: x.amin(axis, keepdim=keep)))
    ReduceProd = reduction(extreme(lambda x, axis, keep: x.prod(axis, keepdim=keep)))
    ReduceL1 = reduction(lambda x, axes, keep: x.abs().sum(axes, keepdim=keep))
    ReduceL2 = reduction(lambda x, axes, keep: torch.linalg.vector_norm(x, 2, axes, keep))
    ReduceSumSquare = reduction(lambda x, axes, keep: x.square().sum(axes, keepdim=keep))
    ReduceLogSumExp = reduction(lambda x, axes, keep: torch.logsumexp(x, axes, keepdim=keep))

    @staticmethod
    def Constant(graph, settings, outputs):
        for key, value in settings.items():
            if key == 'value':
                return tensor_of(value)
            return torch.tensor(value, dtype=torch.float64 if 'float' in key else torch.int64)

    @staticmethod
    def ConstantOfShape(graph, settings, outputs, shape):
        value = tensor_of(settings['value']) if 'value' in settings else torch.zeros(1, dtype=torch.float64)
        return torch.reshape(value, ()).expand(ints(shape)).clone()

    @staticmethod
    def Shape(graph, settings, outputs, x):
        return torch.tensor(list(x.shape[settings.get('start', 0):settings.get('end', None)]), dtype=torch.int64)

    @staticmethod
    def Cast(graph, settings, outputs, x):
        return x.to(KINDS[settings['to']])

    @staticmethod
    def CastLike(graph, settings, outputs, x, y):
        return x.to(y.dtype)

    @staticmethod
    def Reshape(graph, settings, outputs, x, shape):
        sizes = [x.shape[i] if size == 0 and not settings.get('allowzero', 0) else size
                 for i, size in enumerate(ints(shape))]
        return torch.reshape(x, tuple(sizes))

    @staticmethod
    def Flatten(graph, settings, outputs, x):
        axis = settings.get('axis', 1) % (x.dim() + 1) if settings.get('axis', 1) < 0 else settings.get('axis', 1)
        return x.reshape(int(numpy.prod(x.shape[:axis])), -1)

    @staticmethod
    def Squeeze(graph, settings, outputs, x, axes=None):
        axes = settings.get('axes') if axes is None else ints(axes)
        axes = [i for i, size in enumerate(x.shape) if size == 1] if axes is None else [a % x.dim() for a in axes]
        return torch.reshape(x, tuple(size for i, size in enumerate(x.shape) if i not in axes))

    @staticmethod
    def Unsqueeze(graph, settings, outputs, x, axes=None):
        axes = settings.get('axes') if axes is None else ints(axes)
        rank = x.dim() + len(axes)
        for axis in sorted(a % rank for a in axes):
            x = x.unsqueeze(axis)
        return x

    @staticmethod
    def Transpose(graph, settings, outputs, x):
        return x.permute(settings.get('perm', list(range(x.dim()))[::-1]))

    @staticmethod
    def Concat(graph, settings, outputs, *given):
        return torch.cat(given, settings['axis'])

    @staticmethod
    def Split(graph, settings, outputs, x, sizes=None):
        axis = settings.get('axis', 0)
        sizes = settings.get('split') if sizes is None else ints(sizes)
        if sizes is None:
            size = -(-x.shape[axis] // outputs)
            sizes = [size] * (outputs - 1) + [x.shape[axis] - size * (outputs - 1)]
        return x.split(sizes, axis)

    @staticmethod
    def Slice(graph, settings, outputs, x, starts, ends, axes=None, steps=None):
        starts, ends = ints(starts), ints(ends)
        axes = list(range(len(starts))) if axes is None else ints(axes)
        steps = [1] * len(starts) if steps is None else ints(steps)
        for start, end, axis, step in zip(starts, ends, axes, steps):
            size = x.shape[axis]
            places = list(range(size))[slice(start, None if step < 0 and end < -size else end, step)]
            x = x.index_select(axis, torch.tensor(places, dtype=torch.int64))
        return x

    @staticmethod
    def Gather(graph, settings, outputs, x, indices):
        axis = settings.get('axis', 0) % x.dim()
        flat = torch.remainder(indices.long(), x.shape[axis]).reshape(-1)
        shape = (*x.shape[:axis], *indices.shape, *x.shape[axis + 1:])
        return torch.reshape(x.index_select(axis, flat), shape)

    @staticmethod
    def GatherElements(graph, settings, outputs, x, indices):
        axis = settings.get('axis', 0)
        return x.gather(axis, torch.remainder(indices, x.shape[axis]))

    @staticmethod
    def GatherND(graph, settings, outputs, x, indices):
        lead = settings.get('batch_dims', 0)
        places = tuple(indices.reshape(-1, indices.shape[-1]).T) if lead == 0 else None
        if lead:
            flat = x.reshape(-1, *x.shape[lead:])
            rows = indices.reshape(flat.shape[0], -1, indices.shape[-1])
            picked = torch.stack([flat[i][tuple(rows[i].T)] for i in range(len(flat))])
            return picked.reshape(*indices.shape[:-1], *x.shape[lead + indices.shape[-1]:])
        return x[places].reshape(*indices.shape[:-1], *x.shape[indices.shape[-1]:])

    @staticmethod
    def ScatterElements(graph, settings, outputs, x, indices, updates):
        axis = settings.get('axis', 0)
        indices = torch.remainder(indices, x.shape[axis])
        return x.scatter_add(axis, indices, updates) if settings.get('reduction') == 'add' \
            else x.scatter(axis, indices, updates)

    @staticmethod
    def ScatterND(graph, settings, outputs, x, indices, updates):
        places = tuple(indices.reshape(-1, indices.shape[-1]).T)
        values = updates.reshape(-1, *x.shape[indices.shape[-1]:])
        return x.index_put(places, values, accumulate=settings.get('reduction') == 'add')

    @staticmethod
    def TopK(graph, settings, outputs, x, k):
        return x.topk(int(k), settings.get('axis', -1), bool(settings.get('largest', 1)))

    @staticmethod
    def ArgMax(graph, settings, outputs, x):
        return x.argmax(settings.get('axis', 0), keepdim=bool(settings.get('keepdims', 1)))

    @staticmethod
    def ArgMin(graph, settings, outputs, x):
        return x.argmin(settings.get('axis', 0), keepdim=bool(settings.get('keepdims', 1)))

    @staticmethod
    def CumSum(graph, settings, outputs, x, axis):
        if settings.get('exclusive', 0) or settings.get('reverse', 0):
            raise NotImplementedError('CumSum')
        return x.cumsum(int(axis))

    @staticmethod
    def Trilu(graph, settings, outputs, x, k=None):
        k = 0 if k is None else int(k)
        return x.triu(k) if settings.get('upper', 1) else x.tril(k)

    @staticmethod
    def EyeLike(graph, settings, outputs, x):
        kind = KINDS[settings['dtype']] if 'dtype' in settings else x.dtype
        return torch.diagonal_scatter(torch.zeros(x.shape, dtype=kind), torch.ones(
            max(0, min(x.shape[0], x.shape[1] - settings.get('k', 0))), dtype=kind), settings.get('k', 0))

    @staticmethod
    def OneHot(graph, settings, outputs, indices, depth, values):
        hot = F.one_hot(torch.remainder(indices.long(), int(depth)), int(depth)).to(values.dtype)
        return (values[0] + hot * (values[1] - values[0])).movedim(-1, settings.get('axis', -1))

    @staticmethod
    def Where(graph, settings, outputs, condition, a, b):
        return torch.where(condition, a, b)

    @staticmethod
    def Range(graph, settings, outputs, start, limit, delta):
        return torch.arange(start.item(), limit.item(), delta.item(), dtype=start.dtype)

    @staticmethod
    def Mod(graph, settings, outputs, a, b):
        return torch.fmod(a, b) if settings.get('fmod', 0) else torch.remainder(a, b)

    @staticmethod
    def Sum(graph, settings, outputs, *given):
        return sum(given)

    @staticmethod
    def Mean(graph, settings, outputs, *given):
        return sum(given) / len(given)

    @staticmethod
    def Max(graph, settings, outputs, first, *others):
        for other in others:
            first = torch.maximum(first, other)
        return first

    @staticmethod
    def Min(graph, settings, outputs, first, *others):
        for other in others:
            first = torch.minimum(first, other)
        return first

    @staticmethod
    def Clip(graph, settings, outputs, x, low=None, high=None):
        return x.clamp(None if low is None else low.item(), None if high is None else high.item())

    @staticmethod
    def LeakyRelu(graph, settings, outputs, x):
        return F.leaky_relu(x, settings.get('alpha', 0.01))

    @staticmethod
    def Elu(graph, settings, outputs, x):
        return F.elu(x, settings.get('alpha', 1.0))

    @staticmethod
    def Celu(graph, settings, outputs, x):
        return F.celu(x, settings.get('alpha', 1.0))

    @staticmethod
    def Selu(graph, settings, outputs, x):
        return F.selu(x)

    @staticmethod
    def HardSigmoid(graph, settings, outputs, x):
        return (x * settings.get('alpha', 0.2) + settings.get('beta', 0.5)).clamp(0, 1)

    @staticmethod
    def Gelu(graph, settings, outputs, x):
        return F.gelu(x, approximate=settings.get('approximate', 'none'))

    @staticmethod
    def Softmax(graph, settings, outputs, x):
        return Operators.flattened(graph, settings, x, torch.softmax)

    @staticmethod
    def LogSoftmax(graph, settings, outputs, x):
        return Operators.flattened(graph, settings, x, torch.log_softmax)

    @staticmethod
    def flattened(graph, settings, x, function):
        if graph.opset < 13:
            axis = settings.get('axis', 1) % x.dim()
            return function(x.flatten(axis), -1).reshape(x.shape)
        return function(x, settings.get('axis', -1))

    @staticmethod
    def Dropout(graph, settings, outputs, x, ratio=None, training=None):
        return x

    @staticmethod
    def Gemm(graph, settings, outputs, a, b, c=None):
        product = (a.T if settings.get('transA', 0) else a) @ (b.T if settings.get('transB', 0) else b)
        product = product * settings.get('alpha', 1.0)
        return product if c is None else product + c * settings.get('beta', 1.0)

    @staticmethod
    def Einsum(graph, settings, outputs, *given):
        return torch.einsum(settings['equation'], *given)

    @staticmethod
    def Conv(graph, settings, outputs, x, w, b=None):
        before, after, strides, dilations = pads_of(settings, x, w.shape[2:])
        function = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}[w.dim() - 2]
        return function(padded(x, before, after), w, b, strides, 0, dilations, settings.get('group', 1))

    @staticmethod
    def ConvTranspose(graph, settings, outputs, x, w, b=None):
        rank = w.dim() - 2
        before, after, strides, dilations = pads_of(settings, x, w.shape[2:])
        function = {1: F.conv_transpose1d, 2: F.conv_transpose2d, 3: F.conv_transpose3d}[rank]
        y = function(x, w, b, strides, 0, settings.get('output_padding', [0] * rank), settings.get('group', 1),
                     dilations)
        return padded(y, [-size for size in before], [-size for size in after])

    @staticmethod
    def MaxPool(graph, settings, outputs, x):
        return pool(x, settings, lambda windows, *_: windows.amax(-1), float('-inf'))

    @staticmethod
    def AveragePool(graph, settings, outputs, x):
        def mean(windows, before, after, strides, dilations, kernel):
            ones = torch.ones_like(x[:1, :1])
            if settings.get('count_include_pad', 0):
                ones = padded(ones, before, after, 1.0)
                inner = {**settings, 'pads': [0] * (2 * len(kernel)), 'auto_pad': 'NOTSET'}
            else:
                inner = settings
            counts = pool(ones, inner, lambda w, *_: w.sum(-1), 0.0)
            return windows.sum(-1) / counts
        return pool(x, settings, mean, 0.0)

    @staticmethod
    def BatchNormalization(graph, settings, outputs, x, scale, bias, mean, variance):
        shape = [1, -1] + [1] * (x.dim() - 2)
        inverse = 1 / torch.sqrt(variance + settings.get('epsilon', 1e-5))
        return (x - mean.reshape(shape)) * (inverse * scale).reshape(shape) + bias.reshape(shape)

    @staticmethod
    def InstanceNormalization(graph, settings, outputs, x, scale, bias):
        return F.instance_norm(x, None, None, scale, bias, True, 0.1, settings.get('epsilon', 1e-5))

    @staticmethod
    def LayerNormalization(graph, settings, outputs, x, scale, bias=None):
        shape = x.shape[settings.get('axis', -1) % x.dim():]
        y = F.layer_norm(x, shape, None, None, settings.get('epsilon', 1e-5)) * scale
        return y if bias is None else y + bias

    @staticmethod
    def GroupNormalization(graph, settings, outputs, x, scale, bias):
        y = F.group_norm(x, settings['num_groups'], None, None, settings.get('epsilon', 1e-5))
        if graph.opset < 21:
            scale, bias = [t.repeat_interleave(x.shape[1] // settings['num_groups']) for t in (scale, bias)]
        shape = [1, -1] + [1] * (x.dim() - 2)
        return y * scale.reshape(shape) + bias.reshape(shape)

    @staticmethod
    def LpNormalization(graph, settings, outputs, x):
        return x / x.norm(settings.get('p', 2), settings.get('axis', -1), keepdim=True)

    @staticmethod
    def DepthToSpace(graph, settings, outputs, x):
        b, (n, c, h, w) = settings['blocksize'], x.shape
        if settings.get('mode', 'DCR') == 'CRD':
            return x.reshape(n, c // b ** 2, b, b, h, w).permute(0, 1, 4, 2, 5, 3).reshape(n, c // b ** 2, h * b, w * b)
        return x.reshape(n, b, b, c // b ** 2, h, w).permute(0, 3, 4, 1, 5, 2).reshape(n, c // b ** 2, h * b, w * b)

    @staticmethod
    def SpaceToDepth(graph, settings, outputs, x):
        b, (n, c, h, w) = settings['blocksize'], x.shape
        return x.reshape(n, c, h // b, b, w // b, b).permute(0, 3, 5, 1, 2, 4).reshape(n, c * b * b, h // b, w // b)

    @staticmethod
    def Pad(graph, settings, outputs, x, pads=None, value=None, axes=None):
        pads = ints(pads)
        axes = list(range(x.dim())) if axes is None else ints(axes)
        mode = settings.get('mode', 'constant')
        if mode == 'constant':
            sizes = [[0, 0] for _ in range(x.dim())]
            for i, axis in enumerate(axes):
                sizes[axis] = [pads[i], pads[i + len(axes)]]
            return F.pad(x, [size for pair in reversed(sizes) for size in pair],
                         value=0.0 if value is None else value.item())
        for i, axis in enumerate(axes):
            size = x.shape[axis]
            places = torch.arange(-pads[i], size + pads[i + len(axes)])
            if mode == 'edge':
                places = places.clamp(0, size - 1)
            elif mode == 'reflect':
                places = places.abs()
                places = torch.where(places >= size, 2 * (size - 1) - places, places)
            else:
                places = torch.remainder(places, size)
            x = x.index_select(axis, places)
        return x

    @staticmethod
    def Resize(graph, settings, outputs, x, roi=None, scales=None, sizes=None):
        lead = [i for i in range(x.dim()) if i >= 2]
        wanted = [ints(sizes)[i] for i in lead] if sizes is not None else None
        factors = [float(scales[i]) for i in lead] if wanted is None else None
        mode = {'nearest': 'nearest', 'linear': {3: 'linear', 4: 'bilinear', 5: 'trilinear'}[x.dim()],
                'cubic': 'bicubic'}[settings.get('mode', 'nearest')]
        aligned = settings.get('coordinate_transformation_mode', 'half_pixel') == 'align_corners'
        if mode == 'nearest':
            return F.interpolate(x, wanted, factors, mode)
        return F.interpolate(x, wanted, factors, mode, aligned)

    @staticmethod
    def GridSample(graph, settings, outputs, x, grid):
        mode = {'linear': 'bilinear', 'cubic': 'bicubic'}.get(settings.get('mode', 'bilinear'),
                                                              settings.get('mode', 'bilinear'))
        return F.grid_sample(x, grid, mode, settings.get('padding_mode', 'zeros'),
                             bool(settings.get('align_corners', 0)))

    @staticmethod
    def LSTM(graph, settings, outputs, x, w, r, b=None, lengths=None, h0=None, c0=None, p=None):
        return recurrent('LSTM', settings, x, w, r, b, lengths, h0, c0)

    @staticmethod
    def GRU(graph, settings, outputs, x, w, r, b=None, lengths=None, h0=None):
        if not settings.get('linear_before_reset', 0):
            raise NotImplementedError('GRU without linear_before_reset')
        return recurrent('GRU', settings, x, w, r, b, lengths, h0, None)[:2]

    @staticmethod
    def RNN(graph, settings, outputs, x, w, r, b=None, lengths=None, h0=None):
        return recurrent('RNN', settings, x, w, r, b, lengths, h0, None)[:2]
