using Isonomia.Datasets;

namespace Isonomia.Adaptation;

/// <summary>One post-processing method on a table of predictions.</summary>
public sealed record TableMitigationRequest
{
    /// <summary>The table: one label, one score, the attributes, and an id so that draws hang on rows.</summary>
    public required PredictionRequest Predictions { get; init; }

    /// <summary>The value of the split column whose rows fit, or null: all rows fit (and the result is
    /// flattered).</summary>
    public string? ValidationSplit { get; init; }

    /// <summary>The value of the split column whose rows are judged, or null: all.</summary>
    public string? TestSplit { get; init; }

    /// <summary>The attribute that the method works on, or null: the first.</summary>
    public string? By { get; init; }

    /// <summary>The id of the method; it must work on scores.</summary>
    public required string Method { get; init; }

    /// <summary>Hyper-parameters as text, by name.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The folder for <c>predictions.csv</c> and <c>adapt.json</c>.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>The seed of randomized decisions.</summary>
    public ulong Seed { get; init; } = 1;
}
