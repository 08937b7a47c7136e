using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Turns judged probes into curves over the share of labels.</summary>
internal sealed class EfficiencyCurves(EfficiencyRequest request, EfficiencyFits fits, bool isHigherBetter)
{
    private readonly double[] _fractions = [.. request.Fractions];

    /// <summary>The curve of the overall value.</summary>
    internal EfficiencyCurve Overall() => Curve(
        judgment => judgment.Overall.ValueOrNaN, judgment => judgment.Series());

    /// <summary>The curves of an attribute.</summary>
    internal AttributeEfficiency Attribute(string name, int index, double? target)
    {
        Grouping grouping = fits.Attributes[index];
        EfficiencyJudgment? any = fits.Judgments.SelectMany(row => row)
            .FirstOrDefault(judgment => judgment is not null);
        string[] supported = [.. any?.Supported(name) ?? []];
        int[] groups =
            [.. Enumerable.Range(0, grouping.Groups.Count).Where(g => supported.Contains(grouping.Groups[g]))];
        Dictionary<string, EfficiencyCurve> curves = new(StringComparer.Ordinal);
        foreach (int g in groups)
        {
            int own = g;
            curves.Add(grouping.Groups[g], WithTarget(
                Curve(judgment => judgment.Value(index, own), judgment => judgment.Series(index, own)), target,
                    isHigherBetter));
        }

        double?[] needs = [.. curves.Values.Select(curve => curve.FractionToMatchInterpolated)];
        return new AttributeEfficiency
        {
            Attribute = name,
            Worst = WithTarget(
                Curve(judgment => judgment.Worst(name),
                    judgment => Extremes(judgment, index, groups, wantsGap: false)), target, isHigherBetter),
            Gap = Curve(judgment => judgment.Gap(name).Value ?? double.NaN,
                judgment => Extremes(judgment, index, groups, wantsGap: true)),
            GapShrunk = Curve(judgment => judgment.Gap(name).Detail.GapShrunk ?? double.NaN, null),
            Verdicts = [.. _fractions.Select((fraction, f) => Verdict(fraction, fits.Judgments[f], name))],
            Groups = curves,
            LabelNeedRatio = needs.Length < 2 || needs.Any(need => need is null) ? null : needs.Max() / needs.Min(),
            LeftOut = [.. any?.TooSmall(name) ?? []],
        };
    }

    /// <summary>Adds the share at which the target is reached.</summary>
    internal static EfficiencyCurve WithTarget(EfficiencyCurve curve, double? target, bool isHigherBetter)
    {
        if (target is not { } value)
        {
            return curve;
        }

        (Statistic grid, Statistic interpolated) = LearningCurve.ShareToMatch(
            [.. curve.Fractions], [.. curve.Mean.Select(mean => mean ?? double.NaN)], value, isHigherBetter);
        return curve with { FractionToMatch = grid.ValueOrNull,
            FractionToMatchInterpolated = interpolated.ValueOrNull };
    }

    private static EfficiencyVerdict Verdict(double fraction, EfficiencyJudgment?[] judgments, string attribute)
    {
        string[] verdicts =
            [.. judgments.OfType<EfficiencyJudgment>().Select(judgment => judgment.Gap(attribute).Verdict!)];
        int found = verdicts.Count(verdict => verdict == VerdictIds.Found);
        int insufficient = verdicts.Count(verdict => verdict == VerdictIds.Insufficient);
        int none = verdicts.Length - found - insufficient;
        string verdict = found > 0 && found >= insufficient && found >= none ? VerdictIds.Found
            : insufficient >= none ? VerdictIds.Insufficient
            : VerdictIds.NoneFound;
        return new EfficiencyVerdict(fraction, verdict, found, insufficient, none);
    }

    /// <summary>Replicates of the gap or of the worst group, the draws of patients shared by all groups.</summary>
    private double[] Extremes(EfficiencyJudgment judgment, int attribute, int[] groups, bool wantsGap)
    {
        double[][] series = [.. groups.Select(group => judgment.Series(attribute, group))];
        double[] result = new double[series.Length == 0 ? 0 : series[0].Length];
        for (int b = 0; b < result.Length; b++)
        {
            (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (double[] one in series)
            {
                // NaN wins in both, as an undefined replicate must.
                (low, high) = (Math.Min(low, one[b]), Math.Max(high, one[b]));
            }

            result[b] = wantsGap ? high - low : isHigherBetter ? low : high;
        }

        return result;
    }

    private EfficiencyCurve Curve(Func<EfficiencyJudgment, double> value, Func<EfficiencyJudgment,
        double[]>? replicates)
    {
        double[][] values =
            [.. fits.Judgments.Select(row => row.Select(one => one is null ? double.NaN : value(one)).ToArray())];
        double[] means = [.. values.Select(Mean)];
        Interval? interval = replicates is null || request.Replicates == 0 ? null : Slopes(replicates);
        return new EfficiencyCurve
        {
            Fractions = _fractions,
            Mean = [.. means.Select(OrNull)],
            Deviation = [.. values.Select((row, f) => _fractions[f] >= 1 ? null : Deviation(row))],
            Area = LearningCurve.Area(_fractions, means).ValueOrNull,
            SlopePerDoubling = LearningCurve.SlopePerDoubling(_fractions, means).ValueOrNull,
            SlopeLow = interval?.Low,
            SlopeHigh = interval?.High,
        };
    }

    /// <summary>Resamples sequences and patients together: a replicate draws the sequences anew and takes the same draw
    /// of patients for every share.</summary>
    private Interval? Slopes(Func<EfficiencyJudgment, double[]> replicates)
    {
        double[]?[][] series =
            [.. fits.Judgments.Select(row => row.Select(one => one is null ? null : replicates(one)).ToArray())];
        double[] slopes = new double[request.Replicates];
        for (int b = 0; b < slopes.Length; b++)
        {
            RandomSource random = RandomSource.For(request.Seed, "label_sequences", b);
            int[] drawn = [.. Enumerable.Range(0, request.SeedCount).Select(_ => random.NextInt32(request.SeedCount))];
            int replicate = b;
            double[] means = [.. series.Select(row => Mean(
                [.. drawn.Select(s => row[s] is { } own && replicate < own.Length ? own[replicate] : double.NaN)]))];
            slopes[b] = LearningCurve.SlopePerDoubling(_fractions, means).ValueOrNaN;
        }

        return slopes.Count(double.IsNaN) > 0.05 * slopes.Length
            ? null
            : BootstrapInterval.Percentile(slopes, request.Confidence);
    }

    private static double Mean(double[] values)
    {
        double[] defined = [.. values.Where(value => !double.IsNaN(value))];
        return defined.Length == 0 ? double.NaN : Moments.Mean(defined);
    }

    private static double? Deviation(double[] values)
    {
        double[] defined = [.. values.Where(value => !double.IsNaN(value))];
        return defined.Length < 2 ? null : Math.Sqrt(Math.Max(0, Moments.Variance(defined)));
    }

    private static double? OrNull(double value) => double.IsNaN(value) ? null : value;
}
