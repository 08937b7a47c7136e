using Isonomia.Fairness;

namespace Isonomia.Robustness;

/// <summary>One group at two places.</summary>
public sealed record GroupShift
{
    /// <summary>The group, or <c>overall</c>.</summary>
    public required string Group { get; init; }

    /// <summary>The metric in A.</summary>
    public required MetricValue First { get; init; }

    /// <summary>The metric in B.</summary>
    public required MetricValue Second { get; init; }

    /// <summary>B less A, or null where one is undefined.</summary>
    public double? Change { get; init; }

    /// <summary>The lower end of its percentile interval over independent draws of patients at both places, or
    /// null.</summary>
    public double? ChangeLow { get; init; }

    /// <summary>The upper end, or null.</summary>
    public double? ChangeHigh { get; init; }

    /// <summary>Rates in A at the threshold.</summary>
    public required OperatingPoint FirstPoint { get; init; }

    /// <summary>Rates in B at the same threshold.</summary>
    public required OperatingPoint SecondPoint { get; init; }

    /// <summary>What B's predictive values and accuracy would be with A's tpr and fpr at B's prevalence, or
    /// null.</summary>
    public TransportedRates? Transported { get; init; }

    /// <summary>Whether the group is below a floor at one place and left out of gaps.</summary>
    public bool IsSmall { get; init; }
}
