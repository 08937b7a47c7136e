using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>The mean of several AUROCs over overlapping rows (one versus rest; within labels), with an interval that
/// respects patients.</summary>
/// <remarks>One AUROC has Obuchowski's variance for clustered rows; the mean of several adds each patient's influence
/// on all of them before squaring, which is the same formula for one. Interval on the logit scale. Source: Obuchowski,
/// Biometrics 53, 1997; specification, fairness §10.</remarks>
internal static class AurocTerms
{
    /// <summary>One AUROC: some rows, and which of them are positive.</summary>
    /// <param name="Rows">Positions among the scored rows.</param>
    /// <param name="Scores">The score of each of these rows.</param>
    /// <param name="Labels">1 or 0 for each.</param>
    internal sealed record Term(int[] Rows, double[] Scores, sbyte[] Labels);

    /// <summary>One versus rest, a term a class that occurs; for two classes the second against the first.</summary>
    /// <param name="scores">Probabilities, shape [n, K].</param>
    /// <param name="classes">Classes, shape [n]; rows below 0 are left out.</param>
    /// <param name="classCount">K.</param>
    /// <param name="rows">The rows that count, or null: all.</param>
    internal static IEnumerable<Term> OneVersusRest(double[] scores, int[] classes, int classCount,
        IEnumerable<int>? rows = null)
    {
        int[] used = [.. (rows ?? Enumerable.Range(0, classes.Length)).Where(row => classes[row] >= 0)];
        for (int k = classCount == 2 ? 1 : 0; k < classCount; k++)
        {
            yield return OfClass(scores, classes, classCount, k, used);
        }
    }

    /// <summary>One class against all others.</summary>
    internal static Term OfClass(double[] scores, int[] classes, int classCount, int k, int[] used) => new(
        used,
        [.. used.Select(row => scores[(row * classCount) + k])],
        [.. used.Select(row => (sbyte)(classes[row] == k ? 1 : 0))]);

    /// <summary>The mean of the terms that are defined.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="units">The patient of every scored row, or null: every row a patient of its own.</param>
    /// <param name="level">The confidence level.</param>
    internal static MetricValue Mean(IEnumerable<Term> terms, IReadOnlyList<int>? units, double level)
    {
        (double sum, int count, int left) = (0, 0, 0);
        Dictionary<int, double> influence = [];
        HashSet<int> rows = [];
        bool isThin = false;
        foreach (Term term in terms)
        {
            if (AurocPlacements.Of(term.Labels, term.Scores) is not { } placements)
            {
                left++;
                continue;
            }

            sum += placements.Auroc;
            count++;
            rows.UnionWith(term.Rows);
            HashSet<int>[] unitsOf = [[], []];
            (int p, int q) = (0, 0);
            for (int i = 0; i < term.Rows.Length; i++)
            {
                int unit = units?[term.Rows[i]] ?? term.Rows[i];
                bool isPositive = term.Labels[i] == 1;
                unitsOf[isPositive ? 1 : 0].Add(unit);
                double part = isPositive
                    ? (placements.Positives[p++] - placements.Auroc) / placements.Positives.Count
                    : (placements.Negatives[q++] - placements.Auroc) / placements.Negatives.Count;
                influence[unit] = influence.GetValueOrDefault(unit) + part;
            }

            isThin |= unitsOf[0].Count < 2 || unitsOf[1].Count < 2;
        }

        if (count == 0)
        {
            return new MetricValue { Undefined = UndefinedReason.SingleClass.Id() };
        }

        double value = sum / count;
        double patients = influence.Count;
        double variance = isThin ? 0
            : patients / (patients - 1) * influence.OrderBy(pair => pair.Key)
                .Sum(pair => pair.Value * pair.Value) / ((double)count * count);
        bool hasInterval = variance > 0 && value is > 0 and < 1;
        Interval? interval = hasInterval ? AurocInterval.Logit(value, variance, level) : null;
        return new MetricValue
        {
            Value = value,
            Low = interval?.Low,
            High = interval?.High,
            N = rows.Count,
            Method = hasInterval ? "patient_influence_logit" : null,
            StandardError = hasInterval ? Math.Sqrt(variance) : null,
            IntervalUndefined = hasInterval ? null
                : (isThin ? UndefinedReason.TooFewClusters : UndefinedReason.BoundaryEstimate).Id(),
            Flags = left > 0 ? ["partial"] : [],
        };
    }

    /// <summary>The mean recall over the classes that occur, of the class with the largest probability; ties go to the
    /// lower class.</summary>
    internal static MetricValue BalancedAccuracy(
        double[] scores, int[] classes, int classCount, IReadOnlyList<int>? units, double level)
    {
        int[] rows = [.. Enumerable.Range(0, classes.Length).Where(row => classes[row] >= 0)];
        int[] present = [.. rows.Select(row => classes[row]).Distinct().Order()];
        if (present.Length < 2)
        {
            return new MetricValue { N = rows.Length, Undefined = UndefinedReason.SingleClass.Id() };
        }

        double[] correct =
            [.. rows.Select(row => IsRight(scores.AsSpan(row * classCount, classCount), classes[row]) ? 1.0 : 0)];
        double[] counts = new double[classCount];
        double[] recalls = new double[classCount];
        for (int i = 0; i < rows.Length; i++)
        {
            counts[classes[rows[i]]]++;
            recalls[classes[rows[i]]] += correct[i];
        }

        foreach (int k in present)
        {
            recalls[k] /= counts[k];
        }

        double value = present.Average(k => recalls[k]);
        Dictionary<int, double> influence = [];
        for (int i = 0; i < rows.Length; i++)
        {
            int k = classes[rows[i]];
            int unit = units?[rows[i]] ?? rows[i];
            influence[unit] = influence.GetValueOrDefault(unit)
                + ((correct[i] - recalls[k]) / counts[k] / present.Length);
        }

        double patients = influence.Count;
        double variance = patients < 2 ? 0
            : patients / (patients - 1) * influence.OrderBy(pair => pair.Key).Sum(pair => pair.Value * pair.Value);
        double half = Gaussian.Critical(level) * Math.Sqrt(variance);
        bool hasInterval = variance > 0;
        return new MetricValue
        {
            Value = value,
            Low = hasInterval ? Math.Max(0, value - half) : null,
            High = hasInterval ? Math.Min(1, value + half) : null,
            N = rows.Length,
            Method = hasInterval ? "patient_influence_wald" : null,
            StandardError = hasInterval ? Math.Sqrt(variance) : null,
            IntervalUndefined = hasInterval ? null : UndefinedReason.BoundaryEstimate.Id(),
            Flags = present.Length < classCount ? ["partial"] : [],
        };
    }

    private static bool IsRight(ReadOnlySpan<double> scores, int label)
    {
        int best = 0;
        for (int k = 1; k < scores.Length; k++)
        {
            best = scores[k] > scores[best] ? k : best;
        }

        return best == label;
    }
}
