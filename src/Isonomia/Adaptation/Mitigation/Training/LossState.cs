using System.Runtime.InteropServices;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>What a loss has learned between steps: one call writes it down, the same call puts it back.</summary>
internal sealed class LossState
{
    private readonly bool _isReading;

    /// <summary>Writes down.</summary>
    internal LossState() => Parts = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Puts back what was written.</summary>
    internal LossState(IReadOnlyDictionary<string, string> parts)
    {
        Parts = parts.ToDictionary(StringComparer.Ordinal);
        _isReading = true;
    }

    /// <summary>The parts as base64, by name.</summary>
    internal Dictionary<string, string> Parts { get; }

    internal void Visit(string name, double[] values) => Visit(name, MemoryMarshal.AsBytes(values.AsSpan()));

    internal void Visit(string name, float[] values) => Visit(name, MemoryMarshal.AsBytes(values.AsSpan()));

    internal void Visit(string name, RandomSource random)
    {
        (ulong a, ulong b, ulong c, ulong d) = random.State;
        ulong[] state = [a, b, c, d];
        Visit(name, MemoryMarshal.AsBytes(state.AsSpan()));
        random.State = (state[0], state[1], state[2], state[3]);
    }

    internal void Visit(string name, ref int value)
    {
        int[] state = [value];
        Visit(name, MemoryMarshal.AsBytes(state.AsSpan()));
        value = state[0];
    }

    /// <summary>A network of a loss's own with its optimizer.</summary>
    internal void Visit(string name, DenseNetwork network, Optimizer optimizer)
    {
        foreach ((int index, DenseLayer layer) in network.Layers.Index())
        {
            Visit($"{name}:{index}", layer.Parameters);
        }

        optimizer.Visit(this, name);
    }

    private void Visit(string name, Span<byte> bytes)
    {
        if (_isReading)
        {
            Convert.FromBase64String(Parts[name]).CopyTo(bytes);
        }
        else
        {
            Parts[name] = Convert.ToBase64String(bytes);
        }
    }
}
