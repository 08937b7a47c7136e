using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Embeddings and the groups of their rows: what the leading modes tell about who is in a picture.</summary>
public sealed record EmbeddingInspectionRequest
{
    /// <summary>The embeddings, shape [n, d], finite.</summary>
    public required FloatMatrix Embeddings { get; init; }

    /// <summary>The attributes, codes of all n rows.</summary>
    public required IReadOnlyList<Grouping> Attributes { get; init; }

    /// <summary>The label as a grouping (its classes are compared like groups, and the match holds its mix), or
    /// null.</summary>
    public Grouping? Label { get; init; }

    /// <summary>Age in bands, whose mix the match holds, or null.</summary>
    public Grouping? AgeBand { get; init; }

    /// <summary>The patient of every row as a code, shape [n], or null: every row a patient of its own. Where patients
    /// have several rows, one of each is drawn for the tests, since rows of one patient are not independent.</summary>
    public IReadOnlyList<int>? Units { get; init; }

    /// <summary>How many modes are tested.</summary>
    public int ModeCount { get; init; } = 4;

    /// <summary>The fewest rows of a group that is tested.</summary>
    public int MinimumRows { get; init; } = 10;

    /// <summary>Whether p-values follow scipy's <c>ks_2samp</c> (<c>ks@scipy</c>: exact without ties up to 10,000 rows)
    /// instead of the tie-aware rule of the specification.</summary>
    public bool UsesScipyP { get; init; }

    /// <summary>Permutations of the test of the maximum mean discrepancy of each pair of groups; 0: it is not
    /// computed.</summary>
    public int DiscrepancyPermutations { get; init; }

    /// <summary>The seed of every draw.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads, at least 1; the result does not depend on it.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;
}
