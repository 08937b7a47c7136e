"""Exports networks with random weights to ONNX and writes the gradients of all their inputs and weights, computed by
torch in double precision, as a case in the form of the autodiff oracles.

usage: export_networks.py --list
       export_networks.py OUT NAME@VARIANT ...

Variants: opset11 … opset21 (18 and later are rewritten from 17 as those operator sets write a node), open (all axes
open), raw (no constant folding), bn (batch normalizations kept), functions (modules as functions of the model).
exported_networks.json lists all; ExportedNetworkTests runs them. A case is OUT/NAME@VARIANT with model.onnx, case.json,
expected.npz and the inputs. The gradients come from running the exported graph in torch (onnx_in_torch.py); outputs and
gradients of inputs and of weights by name are checked against the module itself.
"""
import json
import os
import sys
import warnings

import numpy
import onnx
import torch

from exported_networks import NETWORKS
from onnx_in_torch import Graph

VARIANTS = json.load(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'exported_networks.json')))


def settle(module, inputs):
    """Gives batch normalizations the statistics of the inputs, so that numbers keep their size through the network."""
    with torch.no_grad():
        for parameter in module.parameters():
            # Equal weights would become one weight in the file.
            parameter.add_((0.1 if parameter.dim() < 2 else 0.01) * torch.randn_like(parameter))
    norms = [m for m in module.modules() if isinstance(m, torch.nn.modules.batchnorm._BatchNorm)]
    for norm in norms:
        norm.momentum = 1.0
        torch.nn.init.uniform_(norm.weight, 0.5, 1.5)
        torch.nn.init.uniform_(norm.bias, -0.3, 0.3)
        norm.train()
    if norms:
        with torch.no_grad():
            module(*inputs)
    for norm in norms:
        norm.eval()
        norm.running_var.mul_(1.05).add_(0.01)


def newer(model, opset):
    """Writes an exported graph of operator set 17 as later sets do: axes as an input, the number of parts of a Split."""
    extra = []
    for node in model.graph.node:
        axes = [entry for entry in node.attribute if entry.name == 'axes']
        if node.op_type.startswith('Reduce') and axes:
            name = node.output[0] + '_axes'
            extra.append(onnx.numpy_helper.from_array(numpy.array(list(axes[0].ints), numpy.int64), name))
            node.attribute.remove(axes[0])
            node.input.append(name)
        if node.op_type == 'Split' and len(node.input) == 1:
            node.attribute.append(onnx.helper.make_attribute('num_outputs', len(node.output)))
        if node.op_type == 'GridSample' and opset >= 20:
            for entry in node.attribute:
                if entry.name == 'mode':
                    entry.s = {b'bilinear': b'linear', b'bicubic': b'cubic'}.get(entry.s, entry.s)
    model.graph.initializer.extend(extra)
    next(entry for entry in model.opset_import if entry.domain == '').version = opset
    model.ir_version = 8 if opset < 19 else 9 if opset < 21 else 10


def export(module, inputs, path, settings):
    opset = next((int(s[5:]) for s in settings if s.startswith('opset')), 17)
    more = {}
    names = [f'x{i}' for i in range(len(inputs))]
    if 'open' in settings:
        more['dynamic_axes'] = {name: {axis: f'{name}_{axis}' for axis in range(x.dim())
                                       if x.dim() < 4 or axis != 1} for name, x in zip(names, inputs)}
    if 'functions' in settings:
        more['export_modules_as_functions'] = True
    with torch.no_grad():
        outputs = module(*inputs)
    count = len(outputs) if isinstance(outputs, tuple) else 1
    torch.onnx.export(
        module, tuple(inputs), path, opset_version=min(opset, 17), do_constant_folding='raw' not in settings,
        training=torch.onnx.TrainingMode.PRESERVE if 'bn' in settings else torch.onnx.TrainingMode.EVAL,
        input_names=names, output_names=[f'y{i}' for i in range(count)], **more)
    model = onnx.load(path)
    if opset > 17:
        newer(model, opset)
        onnx.save(model, path)
    return model


def case(out, title):
    """Tries a few seeds, so that no number lies next to a kink where float32 and float64 may take different sides."""
    for seed in range(1, 7):
        margin = attempt(out, title, seed)
        if margin > 1e-6:
            break
    print(title, flush=True)


def attempt(out, title, seed):
    name, _, variant = title.partition('@')
    settings = variant.split('+')
    torch.manual_seed(seed)
    module, inputs = NETWORKS[name]()
    module.eval()
    settle(module, inputs)
    folder = os.path.join(out, title)
    os.makedirs(folder, exist_ok=True)
    model = export(module, inputs, os.path.join(folder, 'model.onnx'), settings)

    names = [entry.name for entry in model.graph.input]
    graph = Graph(model)
    wanted = {weight: tensor.requires_grad_() for weight, tensor in graph.weights.items() if tensor.is_floating_point()}
    values = {key: x.double() if x.is_floating_point() else x for key, x in zip(names, inputs)}
    for key, x in values.items():
        if x.is_floating_point():
            wanted[key] = x.requires_grad_()
    results = graph(values)
    outputs = [entry.name for entry in model.graph.output]
    weights = {key: torch.randn(results[key].shape) for key in outputs}
    loss = sum((results[key] * weights[key].double()).sum() for key in outputs)
    gradients = torch.autograd.grad(loss, list(wanted.values()), allow_unused=True)
    check(module, inputs, [results[key] for key in outputs], [weights[key] for key in outputs], names,
          dict(zip(wanted, gradients)))

    arrays = {'loss': loss.detach().numpy()}
    entries = []
    for key, gradient in zip(wanted, gradients):
        array = numpy.zeros(tuple(wanted[key].shape)) if gradient is None else gradient.numpy()
        arrays[f'grad/{key}'] = numpy.ascontiguousarray(array, numpy.float32).reshape(array.shape)
        entries.append({'tensor': key, 'zero': gradient is None})
    numpy.savez(os.path.join(folder, 'expected.npz'), **arrays)
    for key, x in zip(names, inputs):
        numpy.save(os.path.join(folder, key + '.npy'), numpy.ascontiguousarray(x.detach().numpy()))
    for key in outputs:
        numpy.save(os.path.join(folder, f'cotangent.{key}.npy'), numpy.ascontiguousarray(weights[key].numpy()))
    with open(os.path.join(folder, 'case.json'), 'w') as file:
        json.dump({
            'case': title, 'model': 'model.onnx',
            'inputs': [{'name': key, 'file': key + '.npy'} for key in names],
            'loss': {'kind': 'sum_product', 'value': loss.item(),
                     'terms': [{'output': key, 'weight': f'cotangent.{key}.npy'} for key in outputs]},
            'gradients': entries,
            'seed': seed, 'smallest_distance_to_a_kink': graph.margin,
            'operators': sorted({node.op_type for node in model.graph.node}),
        }, file, indent=1)
    return graph.margin


def check(module, inputs, results, weights, names, gradients):
    """The graph computes what the module computes, and so do its gradients of the inputs and of weights by name."""
    double = module.double()
    given = [x.double().requires_grad_() if x.is_floating_point() else x for x in [x.detach() for x in inputs]]
    outputs = double(*given)
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    loss = sum((y * w.double()).sum() for y, w in zip(outputs, weights))
    tensors = {name: x for name, x in zip(names, given) if x.is_floating_point()}
    tensors.update({name: p for name, p in double.named_parameters() if name in gradients})
    for y, result in zip(outputs, results):
        near(y, result, 'output')
    for (name, tensor), gradient in zip(tensors.items(),
                                        torch.autograd.grad(loss, list(tensors.values()), allow_unused=True)):
        if gradient is not None and gradients[name] is not None and gradient.shape == gradients[name].shape:
            # Folding a batch normalization into a convolution rounds, which moves numbers across kinks.
            near(gradient, gradients[name], f'gradient of {name}', 0.05)


def near(want, got, what, share=1e-3):
    off = (want - got).abs().max().item()
    size = want.abs().max().item()
    if not off <= share * size + 1e-9:
        raise ValueError(f'{what}: the exported graph is off by {off:.3g} where the module has {size:.3g}')


def main():
    if sys.argv[1:] == ['--list']:
        print('\n'.join(VARIANTS['quick'] + VARIANTS['thorough']))
        return
    warnings.filterwarnings('ignore')
    torch.set_num_threads(2)
    failed = False
    for title in sys.argv[2:]:
        try:
            case(sys.argv[1], title)
        except Exception as failure:
            failed = True
            print(f'{title}: {type(failure).__name__}: {str(failure)[:300]}', file=sys.stderr, flush=True)
    sys.exit(1 if failed else 0)


main()
