namespace Isonomia.Studies;

/// <summary>How labels are read out of frozen embeddings.</summary>
public sealed record StudyProbe
{
    /// <summary>The id of the probe: <c>logistic</c>, <c>knn</c>, <c>ridge</c>, <c>prototype</c>.</summary>
    public string Kind { get; init; } = "logistic";

    /// <summary>The values to try, or empty: those of the probe.</summary>
    public IReadOnlyList<double> Grid { get; init; } = [];

    /// <summary>The id of a calibrator fitted on validation rows, or null.</summary>
    public string? Calibration { get; init; }

    /// <summary>Whether classes weigh equally.</summary>
    public bool IsBalanced { get; init; }

    /// <summary>Seeds: each draws the training patients that keep their label where a share is below 1.</summary>
    public IReadOnlyList<ulong> Seeds { get; init; } = [1];

    /// <summary>Shares of the training patients that keep their label, each in (0, 1].</summary>
    public IReadOnlyList<double> Shares { get; init; } = [1];

    /// <summary>The name of the training part.</summary>
    public string Training { get; init; } = "train";

    /// <summary>The name of the validation part.</summary>
    public string Validation { get; init; } = "val";

    /// <summary>The name of the test part.</summary>
    public string Test { get; init; } = "test";
}
