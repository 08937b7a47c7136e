using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>What a candidate changed against a baseline, in values where larger is better: the groups, the gap, the
/// worst, overall.</summary>
/// <param name="Groups">The names of the groups.</param>
/// <param name="Estimates">The changes of the groups, of the gap, of the worst value and of the overall value, shape [K
/// + 3].</param>
/// <param name="Replicates">The replicates of the same, or null.</param>
internal sealed record PairedChange(IReadOnlyList<string> Groups, double[] Estimates, double[][]? Replicates)
{
    /// <summary>The family of groups, gap and worst value, or null without replicates.</summary>
    internal MaxTFamily? Family { get; private init; }

    /// <summary>The overall change alone, or null without replicates.</summary>
    internal MaxTFamily? Overall { get; private init; }

    /// <summary>Whether intervals settle the label.</summary>
    internal bool IsJudged => Family is { Reason: null };

    /// <summary>Judges the changes: groups, gap and worst value as one family, the overall value by itself
    /// (specification §11.8).</summary>
    /// <param name="confidence">The confidence level.</param>
    /// <param name="maxUndefinedShare">The largest share of undefined replicates.</param>
    /// <returns>The judged changes.</returns>
    internal PairedChange Judge(double confidence, double maxUndefinedShare)
    {
        int k = Groups.Count;
        return Replicates is null ? this : this with
        {
            Family = k < 2 ? null : MaxT.Of(Estimates[..(k + 2)], Replicates[..(k + 2)], confidence, maxUndefinedShare),
            Overall = double.IsNaN(Estimates[k + 2]) ? null
                : MaxT.Of([Estimates[k + 2]], [Replicates[k + 2]], confidence, maxUndefinedShare),
        };
    }

    /// <summary>Says it in the form of a result.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="metric">The metric's id.</param>
    /// <param name="tolerance">The tolerance τ of the labels.</param>
    /// <returns>The change with its labels (specification §13).</returns>
    internal BaselineChange ToResult(string attribute, string metric, double tolerance)
    {
        int k = Groups.Count;
        BaselineChange change = new()
        {
            Attribute = attribute,
            Metric = metric,
            Label = LevellingDown.Unclear,
            PointLabel = LevellingDown.Unclear,
            OverallChange = double.IsNaN(Estimates[k + 2]) ? null : Estimates[k + 2],
            OverallP = Overall is { Reason: null } ? Overall.P[0] : null,
        };
        return k < 2 ? change : change with
        {
            GapChange = Estimates[k],
            WorstChange = Estimates[k + 1],
            PointLabel = LabelOf(Array.ConvertAll(Estimates, static value => new Interval(value, value)), tolerance),
            Label = IsJudged ? LabelOf(Family!.Intervals, tolerance) : LevellingDown.Unclear,
            Groups =
            [
                .. Groups.Select((name, i) => new ContrastResult(
                    metric, name, "baseline", Estimates[i],
                    IsJudged ? Family!.Intervals[i].Low : null,
                    IsJudged ? Family!.Intervals[i].High : null,
                    IsJudged ? Family!.P[i] : null)),
            ],
        };
    }

    private string LabelOf(IReadOnlyList<Interval> intervals, double tolerance) => LevellingDown.Classify(
        intervals[Groups.Count], intervals[Groups.Count + 1], [.. intervals.Take(Groups.Count)], tolerance);
}
