using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Robustness;

/// <summary>The predictions of one model at two places, A and B, decided with one threshold.</summary>
public sealed record ShiftRequest
{
    /// <summary>What A is called.</summary>
    public required string FirstName { get; init; }

    /// <summary>What B is called.</summary>
    public required string SecondName { get; init; }

    /// <summary>The predictions in A; binary.</summary>
    public required PredictionTable First { get; init; }

    /// <summary>The predictions in B; binary, the same attributes with the same groups.</summary>
    public required PredictionTable Second { get; init; }

    /// <summary>The embeddings of the rows in A, or null.</summary>
    public FloatMatrix? FirstEmbeddings { get; init; }

    /// <summary>The embeddings of the rows in B, or null.</summary>
    public FloatMatrix? SecondEmbeddings { get; init; }

    /// <summary>The metric that is followed, binary.</summary>
    public string Metric { get; init; } = "auroc";

    /// <summary>The threshold of decisions at both places.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>The attribute whose mix (with the label) the matched gap holds equal, or null: the one named
    /// age.</summary>
    public string? MatchAttribute { get; init; }

    /// <summary>Bootstrap replicates at each place.</summary>
    public int Replicates { get; init; } = 2000;

    /// <summary>Permutations of the tests on embeddings; 0: none are made.</summary>
    public int Permutations { get; init; } = 199;

    /// <summary>The fewest positives, negatives and patients of a supported group.</summary>
    public GroupFloors Floors { get; init; } = new();

    /// <summary>The confidence level.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The seed of every draw.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; 0: one for each core. The result does not depend on it.</summary>
    public int Threads { get; init; }
}
