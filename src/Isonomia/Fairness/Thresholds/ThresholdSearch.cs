using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>
/// The candidate thresholds of the selection rows in descending order, with what each one selects (specification
/// §2).
/// </summary>
internal sealed class ThresholdSearch
{
    internal const double Slack = 1e-12;
    internal const string Smallest = "smallest";
    internal const string FirstOfMaxima = "first_maximum";
    internal const string NoTies = "none";

    private readonly ScoreSteps _steps;
    private readonly int _shift;

    private ThresholdSearch(ScoreSteps steps, bool isStrict)
    {
        _steps = steps;
        _shift = isStrict ? 0 : 1;
    }

    internal double Positives => _steps.Positives;

    internal double Negatives => _steps.Negatives;

    internal double Weight => Positives + Negatives;

    private int Count => _steps.Count - 1;

    internal static ThresholdSearch Of(in BinaryRows rows, bool isStrict) => new(ScoreSteps.Of(rows), isStrict);

    /// <summary>Why the rule cannot be applied, or null.</summary>
    internal UndefinedReason? Problem(bool needsPositives, bool needsNegatives) =>
        Weight == 0 ? UndefinedReason.EmptyGroup
        : needsPositives && Positives == 0 ? UndefinedReason.NoPositives
        : needsNegatives && Negatives == 0 ? UndefinedReason.NoNegatives
        : null;

    internal double Hits(int candidate) => _steps.TruePositives[candidate + _shift];

    internal double Alarms(int candidate) => _steps.FalsePositives[candidate + _shift];

    internal double Selected(int candidate) => Hits(candidate) + Alarms(candidate);

    internal double Sensitivity(int candidate) => Hits(candidate) / Positives;

    internal double Specificity(int candidate) => (Negatives - Alarms(candidate)) / Negatives;

    internal double FalsePositiveRate(int candidate) => Alarms(candidate) / Negatives;

    internal double At(int candidate) => _steps.Thresholds[candidate + 1];

    /// <summary>The smallest threshold among the candidates with the largest value.</summary>
    internal ThresholdFit Best(Func<int, double> value)
    {
        double[] values = [.. Enumerable.Range(0, Count).Select(value)];
        double best = values.Max();
        return new ThresholdFit(At(Array.FindLastIndex(values, own => own >= best - Slack)), Smallest)
        {
            LargestTied = At(Array.FindIndex(values, own => own >= best - Slack)),
        };
    }

    /// <summary>The smallest threshold with exactly the largest value, without slack.</summary>
    internal ThresholdFit FirstMaximum(Func<int, double> value)
    {
        double[] values = [.. Enumerable.Range(0, Count).Select(value)];
        double best = values.Max();
        return new ThresholdFit(At(Array.LastIndexOf(values, best)), FirstOfMaxima)
        {
            LargestTied = At(Array.IndexOf(values, best)),
        };
    }

    /// <summary>The smallest threshold that meets a constraint.</summary>
    internal ThresholdFit Lowest(Predicate<int> isMet) => At(Enumerable.Range(0, Count).Reverse(), isMet);

    /// <summary>The largest threshold that meets a constraint.</summary>
    internal ThresholdFit Highest(Predicate<int> isMet) => At(Enumerable.Range(0, Count), isMet);

    /// <summary>The first candidate that meets a constraint, from the largest down, or null.</summary>
    internal int? First(Predicate<int> isMet)
    {
        for (int candidate = 0; candidate < Count; candidate++)
        {
            if (isMet(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    internal static ThresholdFit None(UndefinedReason reason) => new(Statistic.Undefined(reason), NoTies);

    private ThresholdFit At(IEnumerable<int> candidates, Predicate<int> isMet)
    {
        foreach (int candidate in candidates)
        {
            if (isMet(candidate))
            {
                return new ThresholdFit(At(candidate), NoTies);
            }
        }

        return None(UndefinedReason.Infeasible);
    }
}
