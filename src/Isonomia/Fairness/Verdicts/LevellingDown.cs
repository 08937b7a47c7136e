using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Says who paid for a smaller gap (specification §13).</summary>
/// <remarks>Differences are candidate minus baseline in the better direction; τ is the tolerance.</remarks>
internal static class LevellingDown
{
    internal const double DefaultTolerance = 0.005;
    internal const string Unclear = "unclear";
    private const string Strict = "levelling_down_strict";
    private const string WorstFell = "levelling_down_worst_fell";
    private const string Down = "levelling_down";
    private const string Up = "levelling_up";
    private const string UpWithoutGap = "levelling_up_without_gap";
    private const string GapNotReduced = "gap_not_reduced";
    private const string TradeOff = "trade_off";
    private const double Slack = 1e-12;

    /// <summary>Labels point values.</summary>
    /// <param name="baseline">The baseline's value in each group, larger is better.</param>
    /// <param name="candidate">The candidate's value in each group.</param>
    /// <param name="tolerance">τ.</param>
    /// <returns>The label.</returns>
    internal static string Classify(
        ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate, double tolerance = DefaultTolerance)
    {
        double[] before = baseline.ToArray();
        double[] after = candidate.ToArray();
        double gap = after.Max() - after.Min() - (before.Max() - before.Min());
        double worst = after.Min() - before.Min();
        return Classify(Point(gap), Point(worst), [.. after.Zip(before, (a, b) => Point(a - b))], tolerance);
    }

    /// <summary>Labels differences known up to an interval; what the intervals leave open reads
    /// <c>unclear</c>.</summary>
    /// <param name="gap">The change of the gap.</param>
    /// <param name="worst">The change of the worst group's value.</param>
    /// <param name="groups">The change of every group.</param>
    /// <param name="tolerance">τ.</param>
    /// <returns>The label.</returns>
    internal static string Classify(
        Interval gap, Interval worst, IReadOnlyList<Interval> groups, double tolerance = DefaultTolerance)
    {
        double edge = tolerance + Slack;
        if (gap.Low >= -edge)
        {
            return worst.Low > edge ? UpWithoutGap : worst.High <= edge ? GapNotReduced : Unclear;
        }

        if (gap.High >= -edge)
        {
            return Unclear;
        }

        if (groups.All(group => group.High < -edge))
        {
            return Strict;
        }

        if (worst.High < -edge)
        {
            return groups.Any(group => group.Low >= -edge) ? WorstFell : Unclear;
        }

        if (worst.Low >= -edge && worst.High <= edge)
        {
            return Down;
        }

        return worst.Low <= edge ? Unclear
            : groups.Any(group => group.High < -edge) ? TradeOff
            : groups.All(group => group.Low >= -edge) ? Up
            : Unclear;
    }

    private static Interval Point(double value) => new(value, value);
}
