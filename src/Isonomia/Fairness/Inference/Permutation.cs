using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Tests whether groups could be exchanged, by exchanging them between patients (specification §11.7, §20
/// A9).</summary>
/// <remarks>
/// <para>A permuted group is a set of draw counts of 0 and 1, so that any metric is evaluated by the same lanes as a
/// bootstrap replicate. A patient with several groups moves with all of them and only among patients with as
/// many.</para>
/// <para>Statistic: max over pairs (and parts) of |m_a − m_b|/√(V_a + V_b), V_g the variance (ddof 1) over the patients
/// of g of the pooled influence values, divided by their number: for a mean over patients this is Welch's statistic.
/// Metrics without influence values here use max − min. The same statistic is computed for the observed groups, so the
/// test is exact under exchangeability.</para>
/// <para>Strata: <see cref="NullStratum"/> of the metric; several parts with different strata use the label
/// profile.</para>
/// <para>Cost: permutations are reduced so that permutations × groups × units stays near 200 million, but not below
/// 199.</para>
/// </remarks>
internal sealed class Permutation
{
    private const string Procedure = "permutation";
    private const long Budget = 200_000_000;
    private const int FewestPermutations = 199;
    private const double Slack = 1e-12;

    private readonly AuditedRows _rows;
    private readonly int[][][] _blocks;
    private readonly int[] _observed;
    private readonly double[][] _influence;
    private readonly int _groupCount;
    private readonly ulong _seed;

    private Permutation(
        AuditedRows rows, int[][][] blocks, int[] observed, double[][] influence, int groupCount, ulong seed)
    {
        _rows = rows;
        _blocks = blocks;
        _observed = observed;
        _influence = influence;
        _groupCount = groupCount;
        _seed = seed;
    }

    /// <summary>Runs the test.</summary>
    /// <param name="request">The request.</param>
    /// <param name="grouping">The grouping.</param>
    /// <param name="groups">The supported groups, at least two.</param>
    /// <param name="metrics">The metrics of the criterion's parts.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The outcome, or null where more than the declared share of permutations was undefined.</returns>
    internal static PermutationOutcome? Run(
        InferenceRequest request, Grouping grouping, int[] groups, IReadOnlyList<Metric> metrics,
        CancellationToken cancellation)
    {
        int[] place = new int[grouping.Groups.Count];
        Array.Fill(place, -1);
        for (int k = 0; k < groups.Length; k++)
        {
            place[groups[k]] = k;
        }

        int[] audited = request.Rows ?? [.. Enumerable.Range(0, request.Table.RowCount)];
        int[] kept = [.. audited.Where(row => grouping.Codes[row] >= 0 && place[grouping.Codes[row]] >= 0)];
        AuditedRows patients = AuditedRows.Of(request.Table, [], kept);
        (AuditedRows rows, int[][] members) = PatientParts(patients, grouping, place);
        NullStratum[] strata = [.. metrics.Select(metric => metric.Null).Distinct()];
        NullStratum stratum = strata.Length == 1 ? strata[0] : NullStratum.LabelProfile;
        int[] observed = new int[rows.UnitCount];
        for (int row = 0; row < rows.Rows.Length; row++)
        {
            observed[rows.Units[row]] = place[grouping.Codes[rows.Rows[row]]];
        }

        var permutation = new Permutation(
            rows, Blocks(rows, members, stratum), observed,
            [.. metrics.Select(metric => InfluenceValues.Of(rows, metric, request.Rule, request.RowThresholds))],
            groups.Length, request.Audit.Seed);
        return permutation.Test(request, metrics, members, cancellation);
    }

    private PermutationOutcome? Test(
        InferenceRequest request, IReadOnlyList<Metric> metrics, int[][] members, CancellationToken cancellation)
    {
        long affordable = Math.Max(FewestPermutations, Budget / Math.Max(1, (long)_rows.UnitCount * _groupCount));
        int permutations = (int)Math.Min(request.Audit.Permutations, affordable);
        Evaluation evaluation = Evaluation.Of(
            _rows, metrics, request.Rule, request.RowThresholds, request.SegmentationScores, request.Threads,
            onlyOverall: true);
        double[][] variances = new double[metrics.Count][];
        for (int m = 0; m < variances.Length; m++)
        {
            variances[m] = new double[(permutations + 1) * _groupCount];
        }

        // Permutation 0 is the observed assignment.
        ReplicateTable table = evaluation.Resampler.Run(
            (permutations + 1) * _groupCount,
            (index, counts, lane) =>
            {
                int[] assigned = Assign(index / _groupCount);
                int group = index % _groupCount;
                for (int unit = 0; unit < assigned.Length; unit++)
                {
                    counts[(unit * Lanes.Count) + lane] = (byte)(assigned[unit] == group ? 1 : 0);
                }

                for (int m = 0; m < variances.Length; m++)
                {
                    variances[m][index] = InfluenceValues.Variance(_influence[m], assigned, group);
                }
            },
            cancellation: cancellation);

        double[] statistics = new double[permutations + 1];
        double[] gaps = new double[permutations + 1];
        for (int p = 0; p <= permutations; p++)
        {
            for (int m = 0; m < metrics.Count; m++)
            {
                ReadOnlySpan<double> values = table.Series(m, 0).AsSpan(p * _groupCount, _groupCount);
                gaps[p] = Largest(gaps[p], Spread(values));
                statistics[p] = Largest(
                    statistics[p],
                    _influence[m].Length == 0
                        ? Spread(values)
                        : Studentized(values, variances[m].AsSpan(p * _groupCount, _groupCount)));
            }
        }

        double[] defined = [.. statistics.Skip(1).Where(value => !double.IsNaN(value))];
        double[] null95 = [.. gaps.Skip(1).Where(value => !double.IsNaN(value)).Order()];
        if (double.IsNaN(statistics[0])
            || permutations - defined.Length > request.Audit.MaxUndefinedShare * permutations)
        {
            return null;
        }

        return new PermutationOutcome(
            (1.0 + defined.Count(value => value >= statistics[0] - Slack)) / (1.0 + defined.Length),
            new NullGap(null95.Average(), Quantile.OfSorted(null95, 0.95)),
            permutations,
            members.Count(units => units.Length > 1) / (double)members.Length);
    }

    private int[] Assign(int permutation)
    {
        if (permutation == 0)
        {
            return _observed;
        }

        RandomSource random = RandomSource.For(_seed, Procedure, permutation);
        int[] assigned = (int[])_observed.Clone();
        foreach (int[][] block in _blocks)
        {
            int[] order = [.. Enumerable.Range(0, block.Length)];
            random.Shuffle<int>(order);
            for (int i = 0; i < block.Length; i++)
            {
                for (int rank = 0; rank < block[i].Length; rank++)
                {
                    assigned[block[i][rank]] = _observed[block[order[i]][rank]];
                }
            }
        }

        return assigned;
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

    private static double Studentized(ReadOnlySpan<double> values, ReadOnlySpan<double> variances)
    {
        double largest = 0;
        for (int a = 0; a < values.Length; a++)
        {
            for (int b = a + 1; b < values.Length; b++)
            {
                double difference = Math.Abs(values[a] - values[b]);
                double error = Math.Sqrt(variances[a] + variances[b]);
                largest = Largest(
                    largest,
                    double.IsNaN(difference + error) ? double.NaN
                    : error > 0 ? difference / error
                    : difference == 0 ? 0 : double.PositiveInfinity);
            }
        }

        return largest;
    }

    // One part of a patient for each group the patient is in, in the order of groups; parts become the units.
    private static (AuditedRows Rows, int[][] Members) PatientParts(
        AuditedRows patients, Grouping grouping, int[] place)
    {
        var groupsOf = new SortedSet<int>[patients.UnitCount];
        for (int row = 0; row < patients.Rows.Length; row++)
        {
            (groupsOf[patients.Units[row]] ??= []).Add(place[grouping.Codes[patients.Rows[row]]]);
        }

        int[] first = new int[patients.UnitCount];
        int[][] members = new int[patients.UnitCount][];
        int next = 0;
        for (int patient = 0; patient < first.Length; patient++)
        {
            first[patient] = next;
            members[patient] = [.. Enumerable.Range(next, groupsOf[patient].Count)];
            next += groupsOf[patient].Count;
        }

        int[] units = new int[patients.Rows.Length];
        for (int row = 0; row < units.Length; row++)
        {
            int patient = patients.Units[row];
            int group = place[grouping.Codes[patients.Rows[row]]];
            units[row] = first[patient] + groupsOf[patient].TakeWhile(other => other < group).Count();
        }

        return (patients.WithUnits(units, next), members);
    }

    private static int[][][] Blocks(AuditedRows rows, int[][] members, NullStratum stratum)
    {
        bool[] hasPositive = new bool[rows.UnitCount];
        bool[] hasNegative = new bool[rows.UnitCount];
        if (rows.Table.Outcome is Outcome.Binary binary)
        {
            for (int row = 0; row < rows.Rows.Length; row++)
            {
                bool positive = binary.Labels[rows.Rows[row]] == 1;
                hasPositive[rows.Units[row]] |= positive;
                hasNegative[rows.Units[row]] |= !positive;
            }
        }

        int Key(int[] patient)
        {
            bool positive = patient.Any(unit => hasPositive[unit]);
            bool negative = patient.Any(unit => hasNegative[unit]);
            int profile = stratum switch
            {
                NullStratum.WithPositive or NullStratum.LabelProfile => positive ? 1 : 0,
                NullStratum.WithNegative => negative ? 1 : 0,
                _ => 0,
            };
            return (patient.Length * 2) + profile;
        }

        return [.. members.GroupBy(Key).OrderBy(block => block.Key).Select(block => block.ToArray())];
    }
}

/// <summary>What a permutation test found.</summary>
/// <param name="P">The p-value, (1 + #{T* ≥ T}) / (1 + B).</param>
/// <param name="Gap">The gap under permuted groups.</param>
/// <param name="Permutations">B.</param>
/// <param name="SeveralGroupsShare">The share of patients with several groups.</param>
internal sealed record PermutationOutcome(double P, NullGap Gap, int Permutations, double SeveralGroupsShare);
