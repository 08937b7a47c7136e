using Isonomia.Adaptation;
using Isonomia.Fairness;

namespace Isonomia.Robustness;

/// <summary>A cohort from several sites with embeddings: train at one site, judge there and at each of the
/// others.</summary>
public sealed record ShiftStudyRequest
{
    /// <summary>The cohort with its attributes, and the embeddings.</summary>
    public required EmbeddedCohortSource Source { get; init; }

    /// <summary>The label column; binary.</summary>
    public required string Label { get; init; }

    /// <summary>The value of the label that is positive, or null: 0/1 as they are.</summary>
    public string? Positive { get; init; }

    /// <summary>The column that names the site (scanner, hospital, data set).</summary>
    public required string Site { get; init; }

    /// <summary>The sites to train at, or empty: all that are large enough.</summary>
    public IReadOnlyList<string> TrainingSites { get; init; } = [];

    /// <summary>The fewest patients of each class at a site that trains or is judged.</summary>
    public int MinimumPatients { get; init; } = 25;

    /// <summary>The probe's id.</summary>
    public string Probe { get; init; } = "logistic";

    /// <summary>The metric that is followed, binary.</summary>
    public string Metric { get; init; } = "auroc";

    /// <summary>The threshold policy, fitted on the training site's validation rows and kept everywhere.</summary>
    public string Threshold { get; init; } = "youden";

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
