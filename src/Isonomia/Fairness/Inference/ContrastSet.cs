using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Contrasts that are judged together by max-T.</summary>
/// <param name="isLogarithmic">Whether contrasts are differences of logarithms.</param>
internal sealed class ContrastSet(bool isLogarithmic)
{
    private readonly List<(string Metric, ContrastSide A, ContrastSide B)> _contrasts = [];
    private readonly List<double> _estimates = [];
    private readonly List<double[]> _replicates = [];

    /// <summary>How many contrasts there are.</summary>
    internal int Count => _contrasts.Count;

    /// <summary>Adds one contrast, A minus B.</summary>
    /// <param name="metric">The metric's id.</param>
    /// <param name="a">The first side.</param>
    /// <param name="b">The second side.</param>
    internal void Add(string metric, ContrastSide a, ContrastSide b)
    {
        _contrasts.Add((metric, a, b));
        _estimates.Add(Scale(a.Value) - Scale(b.Value));
        double[] replicates = new double[a.Series.Length];
        for (int i = 0; i < replicates.Length; i++)
        {
            replicates[i] = Scale(a.Series[i]) - Scale(b.Series[i]);
        }

        _replicates.Add(replicates);
    }

    /// <summary>Judges them, or null where there is nothing to judge.</summary>
    /// <param name="request">Confidence level and largest undefined share.</param>
    /// <returns>The family.</returns>
    internal MaxTFamily? Judge(AuditRequest request) =>
        Count == 0 || _replicates[0].Length == 0 || _estimates.Any(double.IsNaN)
            ? null
            : MaxT.Of([.. _estimates], _replicates, request.Confidence, request.MaxUndefinedShare);

    /// <summary>Lists the contrasts with their intervals and p-values; values on the scale of the set.</summary>
    /// <param name="family">What <see cref="Judge"/> found, or null.</param>
    /// <returns>The contrasts.</returns>
    internal IReadOnlyList<ContrastResult> List(MaxTFamily? family)
    {
        bool hasIntervals = family is { Reason: null };
        return
        [
            .. _contrasts.Select((contrast, q) => new ContrastResult(
                contrast.Metric,
                contrast.A.Name,
                contrast.B.Name,
                _estimates[q],
                hasIntervals ? family!.Intervals[q].Low : null,
                hasIntervals ? family!.Intervals[q].High : null,
                hasIntervals ? family!.P[q] : null)),
        ];
    }

    /// <summary>The widest contrast: its standard error, and the side that makes it wide.</summary>
    /// <param name="family">What <see cref="Judge"/> found.</param>
    /// <returns>The standard error and the limiting group, or null.</returns>
    internal (double Error, string Group)? Widest(MaxTFamily? family)
    {
        if (family is null || family.StandardErrors.Any(double.IsNaN))
        {
            return null;
        }

        int widest = 0;
        for (int q = 1; q < Count; q++)
        {
            widest = family.StandardErrors[q] > family.StandardErrors[widest] ? q : widest;
        }

        (_, ContrastSide a, ContrastSide b) = _contrasts[widest];
        return (family.StandardErrors[widest], a.Error >= b.Error || b.Name == Cell.OverallName ? a.Name : b.Name);
    }

    // A logarithm of zero is an undefined replicate, and an estimate of zero leaves the family without intervals.
    private double Scale(double value) => !isLogarithmic ? value : value > 0 ? Math.Log(value) : double.NaN;
}

/// <summary>One side of a contrast.</summary>
/// <param name="Name">The group.</param>
/// <param name="Value">Its value.</param>
/// <param name="Series">Its replicates.</param>
/// <param name="Error">Its standard error.</param>
internal readonly record struct ContrastSide(string Name, double Value, double[] Series, double Error);
