using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Pictures, an embedding service and two probes, for one additive edit of all pictures.</summary>
public sealed record UniversalEditRequest
{
    /// <summary>The pictures, a row each, shape [n, p].</summary>
    public required FloatMatrix Pictures { get; init; }

    /// <summary>The service: pictures, shape [m, p], to embeddings, shape [m, d]. Only its answers are used, no
    /// gradient.</summary>
    public required Func<FloatMatrix, FloatMatrix> Embed { get; init; }

    /// <summary>The probability of one value of the attribute by a probe, of embeddings, shape [m].</summary>
    public required Func<FloatMatrix, double[]> Attribute { get; init; }

    /// <summary>The probability of the label by a probe, of embeddings, shape [m].</summary>
    public required Func<FloatMatrix, double[]> Label { get; init; }

    /// <summary>The most that a pixel may change, above 0.</summary>
    public required double Bound { get; init; }

    /// <summary>The most pictures that may be sent to the service, all counted.</summary>
    public required int QueryBudget { get; init; }

    /// <summary>Pictures a step.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>How strongly the label's probability is held, at least 0.</summary>
    public double KeepLabel { get; init; } = 1;

    /// <summary>How far a pixel is moved to ask for a slope, above 0.</summary>
    public double ProbeStep { get; init; } = 1e-2;

    /// <summary>The first length of a step, above 0; it adapts.</summary>
    public double Rate { get; init; } = 1e-1;

    /// <summary>The seed of batches and directions.</summary>
    public ulong Seed { get; init; } = 1;
}
