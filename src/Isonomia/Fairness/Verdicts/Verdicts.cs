using System.Globalization;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Brings a finding before the verdict rule, and says the verdict in a sentence.</summary>
internal static class Verdicts
{
    /// <summary>The four-fifths ratio, the default margin of ratios.</summary>
    internal const double RatioMargin = 0.8;

    /// <summary>Whether the rule speaks of this kind of criterion: an unsigned gap, or a ratio of smallest to
    /// largest.</summary>
    /// <param name="criterion">The criterion.</param>
    /// <param name="finding">Its finding.</param>
    /// <returns>Whether it can be judged.</returns>
    internal static bool CanJudge(Criterion criterion, DisparityFinding finding) =>
        finding.IsRatio || criterion.Better == Direction.LowerIsBetter;

    /// <summary>The margin: as declared for the run, else the criterion's; of a ratio the ratio itself.</summary>
    /// <param name="criterion">The criterion.</param>
    /// <param name="isRatio">Whether it is a ratio.</param>
    /// <param name="request">The run.</param>
    /// <returns>The margin; of a ratio on the log scale.</returns>
    internal static double Margin(Criterion criterion, bool isRatio, AuditRequest request)
    {
        double margin = request.Margins.TryGetValue(criterion.Id, out double declared) ? declared : criterion.Margin;
        if (!isRatio)
        {
            return margin;
        }

        // A ratio's margin is a ratio, written either way round; a number that cannot be one means none was declared.
        double ratio = margin is >= 0.5 and < 1 or > 1 ? margin : RatioMargin;
        return Math.Abs(Math.Log(ratio));
    }

    /// <summary>Gathers what the rule needs.</summary>
    /// <param name="pending">The finding with its adjusted p-value.</param>
    /// <param name="support">Which groups are supported.</param>
    /// <param name="request">The run.</param>
    /// <returns>The evidence.</returns>
    internal static VerdictEvidence Evidence(PendingDisparity pending, GroupSupport support, AuditRequest request)
    {
        DisparityFinding finding = pending.Finding;
        double? gap = finding.Value.ValueOrNull;
        Interval? interval = finding.Interval;
        if (finding.IsRatio)
        {
            gap = gap is > 0 ? -Math.Log(gap.Value) : null;
            interval = interval is { Low: > 0 } ends ? new Interval(-Math.Log(ends.High), -Math.Log(ends.Low)) : null;
        }

        bool isCrossing = support.IsCrossing(pending.Grouping);
        LeftOutGroup[] left = [.. pending.Parts.SelectMany(part => part.LeftOut).DistinctBy(one => one.Group)];
        return new VerdictEvidence
        {
            Gap = gap is { } value && double.IsFinite(value) ? value : null,
            Lower = interval?.Low,
            Upper = interval?.High,
            PAdjusted = pending.PAdjusted,
            Margin = Margin(pending.Criterion!, finding.IsRatio, request),
            Alpha = request.Alpha,
            UndefinedShare = finding.UndefinedShare,
            MaxUndefinedShare = request.MaxUndefinedShare,
            // Verdicts on crossings speak of the supported cells only (§9).
            UnsupportedCount = isCrossing ? 0 : left.Count(one => !support.IsWaived(pending.Grouping, one.Group)),
            Problem = !finding.Value.IsDefined && left.Length > 0 ? VerdictRule.BelowMinCount : finding.Problem?.Id(),
            HasConstantGroup = pending.Parts.Any(part => part.HasConstantGroup),
        };
    }

    /// <summary>The worst-off or best-off group of the part with the larger spread.</summary>
    /// <param name="pending">The finding.</param>
    /// <param name="wantsWorst">Which of the two.</param>
    /// <returns>The group, or null.</returns>
    internal static string? Extreme(PendingDisparity pending, bool wantsWorst)
    {
        GroupMetric? part = pending.Parts.Where(one => one.Values.Length >= 2)
            .MaxBy(one => one.Values.Max() - one.Values.Min());
        if (part is null)
        {
            return null;
        }

        Func<double, double> goodness = part.Metric.Better switch
        {
            Direction.LowerIsBetter => static value => -value,
            Direction.CloserToZero => static value => -Math.Abs(value),
            Direction.CloserToOne => static value => -Math.Abs(value - 1),
            _ => static value => value,
        };
        double[] ranked = [.. part.Values.Select(goodness)];
        return part.Names[Array.IndexOf(ranked, wantsWorst ? ranked.Min() : ranked.Max())];
    }

    /// <summary>Says a verdict.</summary>
    /// <param name="outcome">The verdict.</param>
    /// <param name="pending">The finding.</param>
    /// <param name="support">Which groups are supported.</param>
    /// <param name="margin">The margin.</param>
    /// <returns>One sentence.</returns>
    internal static string Sentence(
        VerdictOutcome outcome, PendingDisparity pending, GroupSupport support, double margin)
    {
        string name = pending.Criterion!.Name;
        string size = Number(pending.Finding.IsRatio ? Math.Exp(-margin) : margin);
        string value = pending.Finding.Value.IsDefined ? Number(pending.Finding.Value.Value) : "undefined";
        string ends = pending.Finding.Interval is { } interval
            ? $" ({Number(interval.Low)} to {Number(interval.High)})"
            : string.Empty;
        LeftOutGroup[] left = [.. pending.Parts.SelectMany(part => part.LeftOut).DistinctBy(one => one.Group)];
        string tail = left.Length == 0
            ? string.Empty
            : $" Not assessed: {string.Join(", ", left.Select(one => Describe(one, support, pending.Grouping)))}.";
        string sentence = (outcome.Verdict, outcome.Reason) switch
        {
            (VerdictIds.Found, "exceeds_margin") =>
                $"{name}: a disparity of {value}{ends} was found; the whole interval lies beyond the margin {size}.",
            (VerdictIds.Found, _) =>
                $"{name}: a disparity of {value}{ends} was found; it may be smaller than the margin {size}.",
            (VerdictIds.NoneFound, _) =>
                $"{name}: no disparity beyond {size} was found for these groups, metrics and data; it is "
                    + $"{value}{ends}.",
            (_, "interval_reaches_margin") =>
                $"{name}: {value}{ends}; the data allow neither to claim nor to rule out a disparity beyond {size}.",
            (_, VerdictRule.BelowMinCount) =>
                $"{name}: {value}{ends}; groups are too small to be assessed, so that no disparity can be ruled out.",
            (_, VerdictRule.BoundaryEstimate) =>
                $"{name}: {value}{ends}; a group's value is the same in every resample, so that its uncertainty is "
                    + "unknown.",
            _ => $"{name}: no conclusion is possible ({outcome.Reason}).",
        };
        return sentence + tail;
    }

    private static string Describe(LeftOutGroup left, GroupSupport support, int grouping) =>
        $"{left.Group} ({left.Reason}{(support.IsWaived(grouping, left.Group) ? "; waived" : string.Empty)})";

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
