namespace Isonomia.Studies;

/// <summary>How predictions are audited; what is not said here is as <c>isonomia audit</c> does it.</summary>
public sealed record StudyAudit
{
    /// <summary>The threshold policy, or null: as the preset says.</summary>
    public string? Threshold { get; init; } = "youden";

    /// <summary>The parity preset.</summary>
    public string Parity { get; init; } = "default";

    /// <summary>Ids of the metrics, or empty: those of the task.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Ids of the primary criteria, or empty: those of the task.</summary>
    public IReadOnlyList<string> Criteria { get; init; } = [];

    /// <summary>Columns within whose levels aggregates are also given.</summary>
    public IReadOnlyList<string> Controls { get; init; } = [];

    /// <summary>Crossings up to this depth, 1 to 3.</summary>
    public int Intersections { get; init; } = 2;

    /// <summary>Bootstrap replicates.</summary>
    public int Replicates { get; init; } = 2000;

    /// <summary>Permutations of each test.</summary>
    public int Permutations { get; init; } = 9999;

    /// <summary>The confidence level.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Margins by criterion id.</summary>
    public IReadOnlyDictionary<string, double> Margins { get; init; } = new SortedDictionary<string, double>();

    /// <summary>Reference groups by attribute.</summary>
    public IReadOnlyDictionary<string, string> References { get; init; } = new SortedDictionary<string, string>();

    /// <summary>Gates: the run ends with exit code 1 where one fails.</summary>
    public IReadOnlyList<string> FailOn { get; init; } = [];
}
