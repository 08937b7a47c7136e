using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Tests whether groups could be exchanged, by exchanging them between patients (specification §11.7, §20
/// A9).</summary>
/// <remarks>
/// <para>A permuted group is a set of draw counts of 0 and 1, so that any metric is evaluated by the same lanes as a
/// bootstrap replicate. All assignments are tried where there are at most 100,000, else they are drawn; the plan of the
/// assignments and the p-value are those of <see cref="PermutationTest"/>.</para>
/// <para>Statistic: max over pairs (and parts) of |m_a − m_b|/√(V_a + V_b), V_g recomputed in every assignment: for a
/// mean over patients this is Welch's statistic; for the AUROC V_g comes from the pooled placements. For metrics
/// without such a variance (calibration errors, macro averages) m_g is centered and scaled by its own mean and variance
/// over all assignments, which also takes out that a biased metric is larger in a smaller group. The observed groups
/// are treated alike, so that the test is exact under exchangeability.</para>
/// <para>Strata: <see cref="NullStratum"/> of the metric; several parts with different strata use the label
/// profile.</para>
/// <para>Cost: permutations are reduced so that permutations × groups × units stays near 200 million, but not below 199
/// nor below what the family of tests needs.</para>
/// </remarks>
internal sealed class Permutation
{
    private const long Budget = 200_000_000;
    private const int FewestPermutations = 199;

    private readonly InferenceRequest _request;
    private readonly PermutedPatients _patients;
    private readonly IReadOnlyList<Metric> _metrics;
    private readonly GroupVariance?[] _variances;
    private readonly int _groupCount;

    private Permutation(InferenceRequest request, PermutedPatients patients, IReadOnlyList<Metric> metrics,
        int groupCount)
    {
        _request = request;
        _patients = patients;
        _metrics = metrics;
        _groupCount = groupCount;
        _variances = [.. metrics.Select(metric => GroupVariance.Of(patients.Rows, metric, request))];
    }

    /// <summary>Runs the test.</summary>
    /// <param name="request">The request.</param>
    /// <param name="grouping">The grouping.</param>
    /// <param name="groups">The supported groups, at least two.</param>
    /// <param name="metrics">The metrics of the criterion's parts.</param>
    /// <param name="familySize">How many tests the adjustment will weigh against each other.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The outcome, or null where more than the declared share of permutations was undefined.</returns>
    internal static PermutationOutcome? Run(
        InferenceRequest request, Grouping grouping, int[] groups, IReadOnlyList<Metric> metrics, int familySize,
        CancellationToken cancellation)
    {
        int[] place = new int[grouping.Groups.Count];
        Array.Fill(place, -1);
        for (int k = 0; k < groups.Length; k++)
        {
            place[groups[k]] = k;
        }

        NullStratum[] strata = [.. metrics.Select(metric => metric.Null).Distinct()];
        var patients = PermutedPatients.Of(
            request, grouping, place, strata.Length == 1 ? strata[0] : NullStratum.LabelProfile);
        return new Permutation(request, patients, metrics, groups.Length).Test(familySize, cancellation);
    }

    private PermutationOutcome? Test(int familySize, CancellationToken cancellation)
    {
        bool isExact = _patients.AssignmentCount is not null;
        int assignments = _patients.AssignmentCount ?? Drawn(familySize);

        // Assignment 0 is the observed one; those that are tried follow.
        int count = assignments + 1;
        double[][] variances = [.. _variances.Select(variance => variance is null ? []
            : new double[count * _groupCount])];
        Evaluation evaluation = Evaluation.Of(
            _patients.Rows, _metrics, _request.Rule, _request.RowThresholds, _request.SegmentationScores,
                _request.Threads,
            onlyOverall: true);
        using ThreadLocal<(int Number, int[] Groups)> last = new(() => (0, _patients.Observed));
        ReplicateTable table = evaluation.Resampler.Run(
            count * _groupCount,
            (index, counts, lane) =>
            {
                (int number, int group) = (index / _groupCount, index % _groupCount);
                if (last.Value.Number != number)
                {
                    last.Value = (number, number == 0 ? _patients.Observed
                        : _patients.Assign(number - 1, _request.Audit.Seed));
                }

                int[] assigned = last.Value.Groups;
                for (int unit = 0; unit < assigned.Length; unit++)
                {
                    counts[(unit * Lanes.Count) + lane] = (byte)(assigned[unit] == group ? 1 : 0);
                }

                for (int m = 0; m < variances.Length && group == 0; m++)
                {
                    _variances[m]?.Of(assigned, variances[m].AsSpan(number * _groupCount, _groupCount));
                }
            },
            cancellation: cancellation);
        (double[] statistics, double[] gaps) = Statistics(table, variances, count, isExact);
        double limit = _request.Audit.MaxUndefinedShare;
        PermutationResult test = PermutationTest.Conclude(statistics[0], statistics[1..], isExact, limit);
        PermutationResult gap = PermutationTest.Conclude(gaps[0], gaps[1..], isExact, limit);
        return test.P.IsDefined && gap.NullMean.IsDefined
            ? new PermutationOutcome(
                test.P.Value, new NullGap(gap.NullMean.Value, gap.NullUpper.Value), assignments, isExact,
                !isExact && assignments < _request.Audit.Permutations && test.AtLeastAsExtreme == 0,
                    _patients.SeveralGroupsShare)
            : null;
    }

    private int Drawn(int familySize)
    {
        long affordable = Budget / Math.Max(1, (long)_patients.Rows.UnitCount * _groupCount);
        long needed = Math.Max(FewestPermutations, (long)Math.Ceiling(familySize / _request.Audit.Alpha));
        return (int)Math.Min(_request.Audit.Permutations, Math.Max(affordable, needed));
    }

    private (double[] Statistics, double[] Gaps) Statistics(ReplicateTable table, double[][] variances, int count,
        bool isExact)
    {
        double[] statistics = new double[count];
        double[] gaps = new double[count];
        for (int m = 0; m < _metrics.Count; m++)
        {
            double[] values = table.Series(m, 0);
            double[] centers = new double[_groupCount];
            double[] scales = new double[_groupCount];
            if (_variances[m] is null)
            {
                // Of an exact test the observed assignment is among those listed; it must not count twice.
                Standardize(values.AsSpan(isExact ? _groupCount : 0), centers, scales);
            }

            for (int p = 0; p < count; p++)
            {
                ReadOnlySpan<double> own = values.AsSpan(p * _groupCount, _groupCount);
                gaps[p] = Largest(gaps[p], Spread(own));
                statistics[p] = Largest(statistics[p], Studentized(
                    own, centers, _variances[m] is null ? scales : variances[m].AsSpan(p * _groupCount, _groupCount)));
            }
        }

        return (statistics, gaps);
    }

    private void Standardize(ReadOnlySpan<double> values, double[] centers, double[] scales)
    {
        double[] own = new double[values.Length / _groupCount];
        for (int group = 0; group < _groupCount; group++)
        {
            for (int p = 0; p < own.Length; p++)
            {
                own[p] = values[(p * _groupCount) + group];
            }

            double[] defined = Array.FindAll(own, static value => !double.IsNaN(value));
            centers[group] = defined.Length == 0 ? double.NaN : Moments.Mean(defined);
            scales[group] = defined.Length < 2 ? double.NaN : Math.Max(0, Moments.Variance(defined));
        }
    }

    private static double Largest(double a, double b) =>
        double.IsNaN(a) || double.IsNaN(b) ? double.NaN : Math.Max(a, b);

    private static double Spread(ReadOnlySpan<double> values)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (double value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        return high - low;
    }

    private static double Studentized(ReadOnlySpan<double> values, double[] centers, ReadOnlySpan<double> variances)
    {
        const double Rounding = 1e-12;
        double largest = 0;
        for (int a = 0; a < values.Length; a++)
        {
            for (int b = a + 1; b < values.Length; b++)
            {
                double difference = Math.Abs(values[a] - centers[a] - (values[b] - centers[b]));
                double error = Math.Sqrt(variances[a] + variances[b]);
                double noise = Rounding * Math.Max(Math.Abs(values[a]), Math.Abs(values[b]));
                largest = Largest(
                    largest,
                    double.IsNaN(difference + error) ? double.NaN
                    : difference <= noise ? 0
                    : error > 0 ? difference / error
                    : double.PositiveInfinity);
            }
        }

        return largest;
    }
}

/// <summary>What a permutation test found.</summary>
/// <param name="P">The p-value; of drawn assignments (1 + #{T* ≥ T}) / (1 + B).</param>
/// <param name="Gap">The gap under permuted groups.</param>
/// <param name="Permutations">B.</param>
/// <param name="IsExact">Whether these are all assignments.</param>
/// <param name="IsAtResolution">Whether fewer were drawn than asked for and none reached the observed statistic, so
/// that the p-value only says how many were drawn.</param>
/// <param name="SeveralGroupsShare">The share of patients with several groups.</param>
internal sealed record PermutationOutcome(
    double P, NullGap Gap, int Permutations, bool IsExact, bool IsAtResolution, double SeveralGroupsShare)
{
    /// <summary>The p-value a verdict rests on: the larger of max-T and this test (docs/adr/0009).</summary>
    /// <param name="maxT">The max-T p-value.</param>
    /// <returns>The larger; max-T alone where this test is at its resolution.</returns>
    internal double Joined(double maxT) => IsAtResolution ? maxT : Math.Max(maxT, P);
}
