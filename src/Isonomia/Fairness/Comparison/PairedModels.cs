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
        PairedChange change = new PairedChange(
            candidate.Names, Minus(candidate.Point, baseline.Point), setting.IsPaired
                ? Difference(candidate, baseline) : null)
            .Judge(request.Confidence, request.MaxUndefinedShare);
        int k = candidate.Groups.Length;
        double removed = -change.Estimates[k];
        return new ComparisonChange
        {
            Model = candidate.Model,
            Dataset = setting.Dataset,
            Change = change.ToResult(setting.Attribute, metric.Id, request.Tolerance),
            PriceOfFairness = removed > 0 ? -change.Estimates[k + 2] / removed : null,
            IntervalUndefined = change.IsJudged ? null
                : !setting.IsPaired ? "not_paired"
                : change.Family is null ? "no_replicates"
                : change.Family.Reason!.Value.Id(),
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

    private static double[][]? Difference(ModelCell candidate, ModelCell baseline) =>
        candidate.Replicates() is { } after && baseline.Replicates() is { } before
            ? [.. after.Zip(before, Minus)]
            : null;

    private static double[] Minus(double[] a, double[] b) => [.. a.Zip(b, static (x, y) => x - y)];
}
