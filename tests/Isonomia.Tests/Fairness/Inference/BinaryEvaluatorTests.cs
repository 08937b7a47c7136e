using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests.Fairness;

public sealed class BinaryEvaluatorTests
{
    private static readonly Metric[] Metrics =
    [
        .. Metric.All.Where(metric => metric.Kernel is MetricKernel.OfBinarySummary summary
            && !BinaryPartsOf.NeededBy(summary.Compute).HasFlag(BinaryParts.Calibration)),
    ];

    [Theory]
    [InlineData(40, false, 0.4, 1)]
    [InlineData(40, true, 0.4, 2)]
    [InlineData(150, true, 0.05, 3)]
    [InlineData(150, false, 0.95, 4)]
    public void Agrees_with_the_plain_form_in_every_cell_for_any_draws(
        int patients, bool weighted, double prevalence, int seed)
    {
        PredictionTable table = InferenceData.Clustered(patients, (ulong)seed, weighted, prevalence);
        AuditedRows rows = AuditedRows.Of(table, table.Attributes);
        Evaluation evaluation = Evaluate(rows, Metrics, null);
        DrawCounts draws = DrawCounts.Of(rows, BootstrapScheme.Patient, 7);
        ReplicateTable replicates = evaluation.Resampler.Run(11, draws.Fill);
        for (int b = 0; b < 11; b++)
        {
            byte[] counts = new byte[rows.UnitCount * Lanes.Count];
            draws.Fill(b, counts, 0);
            for (int cell = 0; cell < rows.Cells.Count; cell++)
            {
                BinarySummary plain = Plain(rows, cell, unit => counts[unit * Lanes.Count], DecisionRule.Default);
                for (int m = 0; m < Metrics.Length; m++)
                {
                    double expected = ((MetricKernel.OfBinarySummary)Metrics[m].Kernel).Compute(in plain).ValueOrNaN;
                    AssertClose(
                        expected, replicates.Series(m, cell)[b], $"{Metrics[m].Id} {rows.Cells[cell].Name} {b}");
                }
            }
        }
    }

    [Fact]
    public void Agrees_with_the_plain_form_where_thresholds_differ_inside_a_cell()
    {
        PredictionTable table = InferenceData.Clustered(60, 5, weighted: true);
        double[] thresholds = [.. table.Attributes[0].Codes.Select(code => code == 0 ? 0.3 : 0.6)];
        AuditedRows rows = AuditedRows.Of(table, table.Attributes);
        Metric[] metrics = [Metric.TruePositiveRate, Metric.FalsePositiveRate, Metric.All["auroc"], Metric.All["ppv"]];
        ReplicateTable replicates = Evaluate(rows, metrics, thresholds).Resampler.Run(
            1, static (_, counts, lane) =>
            {
                for (int i = lane; i < counts.Length; i += Lanes.Count)
                {
                    counts[i] = 1;
                }
            });
        var outcome = (Outcome.Binary)table.Outcome;
        for (int cell = 0; cell < rows.Cells.Count; cell++)
        {
            double positives = 0, decided = 0;
            for (int i = 0; i < rows.Rows.Length; i++)
            {
                if (rows.CellOfRow(rows.Cells[cell].Grouping, i) == cell && outcome.Labels[i] == 1)
                {
                    positives += table.Weights![i];
                    decided += outcome.Scores[i] >= thresholds[i] ? table.Weights[i] : 0;
                }
            }

            AssertClose(decided / positives, replicates.Series(0, cell)[0], rows.Cells[cell].Name);
        }
    }

    [Fact]
    public void One_Newton_step_is_close_to_the_refitted_recalibration()
    {
        PredictionTable table = InferenceData.Clustered(1500, 9);
        Metric[] metrics = [Metric.CalibrationSlope, Metric.CalibrationIntercept, Metric.CalibrationInterceptSlopeOne];
        AuditedRows rows = AuditedRows.Of(table, table.Attributes);
        DrawCounts draws = DrawCounts.Of(rows, BootstrapScheme.Patient, 3);
        ReplicateTable replicates = Evaluate(rows, metrics, null).Resampler.Run(40, draws.Fill);
        for (int m = 0; m < metrics.Length; m++)
        {
            double[] series = replicates.Series(m, 0);
            double[] refitted = [.. Enumerable.Range(0, 40).Select(b =>
            {
                byte[] counts = new byte[rows.UnitCount * Lanes.Count];
                draws.Fill(b, counts, 0);
                BinarySummary plain = Plain(rows, 0, unit => counts[unit * Lanes.Count], DecisionRule.Default);
                return ((MetricKernel.OfBinarySummary)metrics[m].Kernel).Compute(in plain).ValueOrNaN;
            })];
            double spread = Math.Sqrt(
                refitted.Select(x => (x - refitted.Average()) * (x - refitted.Average())).Sum() / 39);
            Assert.All(
                series.Zip(refitted), pair => Assert.InRange(pair.First - pair.Second, -0.25 * spread, 0.25 * spread));
        }
    }

    [Fact]
    public void A_metric_gets_the_parts_it_reads()
    {
        Assert.Equal(BinaryParts.Concordance, Needed("auroc"));
        Assert.Equal(BinaryParts.AveragePrecision, Needed("average_precision"));
        Assert.Equal(BinaryParts.Counts, Needed("tpr"));
        Assert.Equal(BinaryParts.Scores, Needed("ece@fixed01"));
        Assert.Equal(BinaryParts.Losses, Needed("brier"));
        Assert.Equal(BinaryParts.Calibration, Needed("cal_slope"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(37)]
    public void Replicates_have_the_same_bits_for_one_and_two_threads_and_any_number_of_replicates(int replicates)
    {
        PredictionTable table = InferenceData.Clustered(80, 21, weighted: true);
        AuditedRows rows = AuditedRows.Of(table, table.Attributes);
        DrawCounts draws = DrawCounts.Of(rows, BootstrapScheme.Patient, 11);
        Metric[] metrics = [.. Metric.All.Where(metric => metric.Kernel is MetricKernel.OfBinarySummary)];
        ReplicateTable one = Evaluate(rows, metrics, null, 1).Resampler.Run(41, draws.Fill);
        ReplicateTable two = Evaluate(rows, metrics, null, 2).Resampler.Run(replicates, draws.Fill);
        for (int m = 0; m < metrics.Length; m++)
        {
            for (int cell = 0; cell < rows.Cells.Count; cell++)
            {
                Assert.Equal(
                    one.Series(m, cell)[..replicates].Select(BitConverter.DoubleToInt64Bits),
                    two.Series(m, cell).Select(BitConverter.DoubleToInt64Bits));
            }
        }
    }

    internal static Evaluation Evaluate(
        AuditedRows rows, IReadOnlyList<Metric> metrics, double[]? thresholds, int threads = 2) =>
        Evaluation.Of(rows, metrics, DecisionRule.Default, thresholds, new Dictionary<string, double[]>(), threads);

    internal static BinarySummary Plain(AuditedRows rows, int cell, Func<int, double> count, DecisionRule rule)
    {
        var outcome = (Outcome.Binary)rows.Table.Outcome;
        int grouping = rows.Cells[cell].Grouping;
        int[] part = [.. Enumerable.Range(0, rows.Rows.Length)
            .Where(i => rows.CellOfRow(grouping, i) == cell)
            .OrderBy(i => outcome.Scores[rows.Rows[i]])];
        return BinarySummary.Compute(new BinaryRows
        {
            Scores = Array.ConvertAll(part, i => outcome.Scores[rows.Rows[i]]),
            Labels = Array.ConvertAll(part, i => outcome.Labels[rows.Rows[i]]),
            Weights = Array.ConvertAll(part, i => (rows.Table.Weights?[rows.Rows[i]] ?? 1) * count(rows.Units[i])),
            Rule = rule,
        });
    }

    private static BinaryParts Needed(string id) =>
        BinaryPartsOf.NeededBy(((MetricKernel.OfBinarySummary)Metric.All[id].Kernel).Compute);

    private static void AssertClose(double expected, double actual, string what)
    {
        bool close = double.IsNaN(expected)
            ? double.IsNaN(actual)
            : expected.Equals(actual) || Math.Abs(expected - actual) <= 1e-12 * Math.Max(1, Math.Abs(expected));
        Assert.True(close, $"{what}: {actual} instead of {expected}.");
    }
}
