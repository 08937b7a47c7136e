namespace Isonomia.Onnx;

/// <summary>The tensors of a batch, given to a run whole or in parts of equally many rows.</summary>
internal sealed class BatchInputs(IReadOnlyList<OnnxTensor> numbers, IReadOnlyList<OnnxIntegers> integers)
{
    /// <summary>Gives a run what it needs.</summary>
    /// <param name="binding">The run.</param>
    /// <param name="graph">Its graph, whose inputs say types and shapes.</param>
    /// <param name="names">The inputs to give.</param>
    /// <param name="part">Which part, from 0.</param>
    /// <param name="partCount">How many parts the batch has.</param>
    /// <exception cref="ArgumentException">A tensor is missing, or its rows are no whole parts.</exception>
    internal void Bind(RunBinding binding, GraphProto graph, IEnumerable<string> names, int part, int partCount)
    {
        HashSet<string> open = [.. names];
        Dictionary<string, TypeProto.Types.Tensor> types =
            graph.Input.ToDictionary(input => input.Name, input => input.Type.TensorType, StringComparer.Ordinal);
        foreach (OnnxTensor input in numbers.Where(input => open.Remove(input.Name)))
        {
            (Memory<float> values, long[] shape) = Part(input.Name, input.Values, input.Shape, part, partCount);
            binding.Input(input.Name, values, shape);
        }

        foreach (OnnxIntegers input in integers.Where(input => open.Remove(input.Name)))
        {
            (Memory<long> values, long[] shape) = Part(input.Name, input.Values, input.Shape, part, partCount);
            if (types[input.Name].ElemType == (int)TensorProto.Types.DataType.Int32)
            {
                binding.Input<int>(
                    input.Name, Array.ConvertAll(values.ToArray(), number => checked((int)number)), shape);
            }
            else
            {
                binding.Input(input.Name, values, shape);
            }
        }

        if (open.Count > 0)
        {
            throw new ArgumentException($"A step needs {string.Join(", ", open.Order())}, which was not given.");
        }
    }

    private static (Memory<T> Values, long[] Shape) Part<T>(
        string name, T[] values, IReadOnlyList<long> shape, int part, int partCount)
    {
        if (partCount == 1)
        {
            return (values, [.. shape]);
        }

        if (shape.Count == 0 || shape[0] % partCount != 0 || values.Length != TensorData.Count(shape))
        {
            throw new ArgumentException(
                $"'{name}' has the shape [{string.Join(", ", shape)}] and {values.Length} numbers; rows on the first "
                + $"axis that make {partCount} equal parts were expected.");
        }

        int length = values.Length / partCount;
        return (values.AsMemory(part * length, length), [shape[0] / partCount, .. shape.Skip(1)]);
    }
}
