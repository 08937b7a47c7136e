using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>What to audit and how; the defaults are those of the specification, §22.</summary>
public sealed record AuditRequest
{
    /// <summary>The table and the roles of its columns.</summary>
    public required PredictionRequest Predictions { get; init; }

    /// <summary>Crossings of the attributes up to this depth, 1 (none) to 3.</summary>
    public int Intersections { get; init; } = 2;

    /// <summary>The value of the split column whose rows choose thresholds, or null.</summary>
    public string? ValidationSplit { get; init; }

    /// <summary>The value of the split column whose rows are audited, or null: all rows.</summary>
    public string? TestSplit { get; init; }

    /// <summary>The threshold policy, for example <c>0.5</c>, <c>max_f1</c>, <c>specificity_at_least(0.9)</c>; null: as
    /// the preset says.</summary>
    public string? Threshold { get; init; }

    /// <summary>Ids of the metrics, or empty: the default set of the task.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Ids of the primary criteria, or empty: those of the task.</summary>
    public IReadOnlyList<string> Criteria { get; init; } = [];

    /// <summary>The parity preset.</summary>
    public string Parity { get; init; } = "default";

    /// <summary>How rows without an attribute value are treated: <c>keep_overall</c>, <c>drop</c> or <c>as_group</c>;
    /// null: as the preset says.</summary>
    public string? Missing { get; init; }

    /// <summary>Bootstrap replicates; 0 computes no intervals.</summary>
    public int Replicates { get; init; } = 2000;

    /// <summary>Permutations of each test; 0 computes none.</summary>
    public int Permutations { get; init; } = 9999;

    /// <summary>The confidence level of every interval.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The level of every test.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>The seed of every random procedure.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Reference groups by attribute; absent: the largest group.</summary>
    public IReadOnlyDictionary<string, string> References { get; init; } = new Dictionary<string, string>();

    /// <summary>Groups that are declared to exist by attribute, whether or not they occur.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> DeclaredGroups { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Unsupported groups that are waived by name, <c>attribute=group</c>, each with its reason.</summary>
    public IReadOnlyDictionary<string, string> Waivers { get; init; } = new Dictionary<string, string>();

    /// <summary>Margins by criterion id, where they differ from the defaults.</summary>
    public IReadOnlyDictionary<string, double> Margins { get; init; } = new Dictionary<string, double>();

    /// <summary>The fewest positives, negatives and patients a supported group has.</summary>
    public GroupFloors Floors { get; init; } = new();

    /// <summary>The attribute (usually age) whose mix, with the label's, is made equal in all groups for a second look
    /// at distributions, or null: by the label alone.</summary>
    public string? Match { get; init; }

    /// <summary>How many principal components of the embeddings are compared; 0: the columns of the file as they
    /// are.</summary>
    public int EmbeddingModes { get; init; } = 4;

    /// <summary>How many neighbors the consistency looks at.</summary>
    public int Neighbors { get; init; } = 5;

    /// <summary>Whether embeddings are scaled to length 1 before neighbors are looked for.</summary>
    public bool NormalizesEmbeddings { get; init; }

    /// <summary>The Lipschitz constant L: scores may differ by L times the distance of two embeddings.</summary>
    public double LipschitzConstant { get; init; } = 1;

    /// <summary>Whether the validation patients are resampled too, so that intervals know that the threshold was
    /// estimated.</summary>
    public bool RefitsThreshold { get; init; }

    /// <summary>Gates, for example <c>gap(auroc)&gt;0.05</c>.</summary>
    public IReadOnlyList<string> FailOn { get; init; } = [];

    /// <summary>The surface tolerance τ in millimeters for segmentation, or null.</summary>
    public double? SurfaceToleranceMillimeters { get; init; }

    /// <summary>The largest share of undefined replicates an interval may rest on.</summary>
    public double MaxUndefinedShare { get; init; } = 0.05;

    /// <summary>How many threads to use; 0: one for each core. The result does not depend on it.</summary>
    public int Threads { get; init; }
}
