using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>How well one attribute can be read out of embeddings. Encoding alone is not a disparity.</summary>
public sealed record AttributeLeakage
{
    /// <summary>The attribute.</summary>
    public required string Attribute { get; init; }

    /// <summary>Its groups that entered, with their sizes and the AUROC of each against the others.</summary>
    public required IReadOnlyList<LeakageGroup> Groups { get; init; }

    /// <summary>The groups that were too small, each with its reason.</summary>
    public IReadOnlyList<LeftOutGroup> LeftOut { get; init; } = [];

    /// <summary>The AUROC on test rows; three groups and more: the mean of one versus rest. 0.5: nothing is encoded
    /// linearly.</summary>
    public required MetricValue Auroc { get; init; }

    /// <summary>The mean recall on test rows of the group with the largest probability; 1/K by chance.</summary>
    public required MetricValue BalancedAccuracy { get; init; }

    /// <summary>The AUROC among test rows of each class of the label, by class.</summary>
    public IReadOnlyDictionary<string, MetricValue> WithinLabel { get; init; } = new Dictionary<string, MetricValue>();

    /// <summary>The mean over the classes of the label: what is encoded beyond what the label tells; null without a
    /// label.</summary>
    public MetricValue? Conditional { get; init; }

    /// <summary>The control: the mean AUROC of probes taught the attribute permuted between patients, or
    /// null.</summary>
    public double? PermutedMean { get; init; }

    /// <summary>The AUROC of the control probe farthest from 0.5, or null.</summary>
    public double? PermutedFarthest { get; init; }

    /// <summary>How many control probes there were.</summary>
    public int Permutations { get; init; }

    /// <summary>The cross-validated separability, or null where it was not measured.</summary>
    public SeparabilityResult? Separability { get; init; }

    /// <summary>The probe's id.</summary>
    public required string Probe { get; init; }

    /// <summary>The chosen setting, for example C, or null where undefined.</summary>
    public double? Setting { get; init; }

    /// <summary>Every setting that was tried.</summary>
    public IReadOnlyList<ProbeCandidate> Candidates { get; init; } = [];

    /// <summary>Why nothing was measured (<c>single_group</c>), or null.</summary>
    public string? Undefined { get; init; }
}
