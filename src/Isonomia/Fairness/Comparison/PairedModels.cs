using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Compares two models of one setting on the same draws (specification §11.8 and §13).</summary>
internal static class PairedModels
{
    /// <summary>Labels what a model changed against the baseline.</summary>
    /// <param name="candidate">The model.</param>
    /// <param name="baseline">The baseline, on the same groups.</param>
    /// <param name="setting">The setting.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="request">Levels and tolerance.</param>
    /// <returns>The change.</returns>
    internal static ComparisonChange Change(
        ModelCell candidate, ModelCell baseline, ComparisonSetting setting, Metric metric, ComparisonRequest request)
    {
        int k = candidate.Groups.Length;
        double[] estimates = Minus(candidate.Point, baseline.Point);
        double[][]? replicates = setting.IsPaired ? Difference(candidate, baseline) : null;
        MaxTFamily? family = replicates is null ? null : MaxT.Of(
            estimates[..(k + 2)], replicates[..(k + 2)], request.Confidence, request.MaxUndefinedShare);
        MaxTFamily? overall = replicates is null ? null : MaxT.Of(
            estimates[(k + 2)..], replicates[(k + 2)..], request.Confidence, request.MaxUndefinedShare);
        bool isJudged = family is { Reason: null };
        Interval[] points = Array.ConvertAll(estimates, static value => new Interval(value, value));
        double removed = -estimates[k];
        return new ComparisonChange
        {
            Model = candidate.Model,
            Dataset = setting.Dataset,
            Change = new BaselineChange
            {
                Attribute = setting.Attribute,
                Metric = metric.Id,
                Label = isJudged ? Label(family!.Intervals, k, request.Tolerance) : LevellingDown.Unclear,
                PointLabel = Label(points, k, request.Tolerance),
                GapChange = estimates[k],
                WorstChange = estimates[k + 1],
                OverallChange = estimates[k + 2],
                OverallP = overall is { Reason: null } ? overall.P[0] : null,
                Groups =
                [
                    .. candidate.Names.Select((name, i) => new ContrastResult(
                        metric.Id, name, "baseline", estimates[i],
                        isJudged ? family!.Intervals[i].Low : null,
                        isJudged ? family!.Intervals[i].High : null,
                        isJudged ? family!.P[i] : null)),
                ],
            },
            PriceOfFairness = removed > 0 ? -estimates[k + 2] / removed : null,
            IntervalUndefined = isJudged ? null
                : !setting.IsPaired ? "not_paired"
                : family is null ? "no_replicates"
                : family.Reason!.Value.Id(),
        };
    }

    /// <summary>Whether a model is worse than another beyond resampling noise, on overall value and gap.</summary>
    /// <param name="worse">The model in question.</param>
    /// <param name="better">The other one.</param>
    /// <param name="request">Levels.</param>
    /// <returns>Whether both simultaneous intervals leave no doubt.</returns>
    internal static bool IsDominated(ModelCell worse, ModelCell better, ComparisonRequest request)
    {
        int k = worse.Groups.Length;
        double[] estimates = Minus(worse.Point, better.Point);
        if (Difference(worse, better) is not { } replicates)
        {
            return false;
        }

        MaxTFamily family = MaxT.Of(
            [estimates[k + 2], -estimates[k]],
            [replicates[k + 2], Array.ConvertAll(replicates[k], static value => -value)],
            request.Confidence,
            request.MaxUndefinedShare);
        return family.Reason is null && ParetoFront.IsDominatedWithConfidence(family.Intervals);
    }

    private static string Label(IReadOnlyList<Interval> intervals, int groups, double tolerance) =>
        LevellingDown.Classify(intervals[groups], intervals[groups + 1], [.. intervals.Take(groups)], tolerance);

    private static double[][]? Difference(ModelCell candidate, ModelCell baseline) =>
        candidate.Replicates() is { } after && baseline.Replicates() is { } before
            ? [.. after.Zip(before, Minus)]
            : null;

    private static double[] Minus(double[] a, double[] b) => [.. a.Zip(b, static (x, y) => x - y)];
}
