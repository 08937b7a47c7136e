namespace Isonomia.Adaptation;

/// <summary>Corrected scores and decisions.</summary>
internal sealed record PostOutcome
{
    /// <summary>The new scores, shape [n], NaN where a row has no group or score.</summary>
    internal required double[] Scores { get; init; }

    /// <summary>The probability of a positive decision, shape [n], or null where the method decides nothing.</summary>
    internal double[]? Decisions { get; init; }

    /// <summary>What was learned, a line each.</summary>
    internal IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What was learned in numbers, by group.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Groups { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, double>>();
}
