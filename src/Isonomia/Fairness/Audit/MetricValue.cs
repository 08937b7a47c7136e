namespace Isonomia.Fairness;

/// <summary>A metric's value with its interval, or the reason why there is none.</summary>
public sealed record MetricValue
{
    /// <summary>The value, or null where undefined.</summary>
    public double? Value { get; init; }

    /// <summary>The lower end of the interval, or null.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of the interval, or null.</summary>
    public double? High { get; init; }

    /// <summary>The number of rows the value rests on.</summary>
    public long N { get; init; }

    /// <summary>The interval method, for example <c>bca</c>, or null.</summary>
    public string? Method { get; init; }

    /// <summary>The resampling standard error, or null.</summary>
    public double? StandardError { get; init; }

    /// <summary>Why there is no value, or null.</summary>
    public string? Undefined { get; init; }

    /// <summary>Why there is a value but no interval, or null.</summary>
    public string? IntervalUndefined { get; init; }

    /// <summary>The share of replicates in which the value was undefined, or null where none were.</summary>
    public double? UndefinedShare { get; init; }

    /// <summary>Flags of this value.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];
}
