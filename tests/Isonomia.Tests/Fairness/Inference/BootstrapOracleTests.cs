using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Tests.Fairness;

public sealed class BootstrapOracleTests
{
    private const int Replicates = 40_000;

    private static readonly Dictionary<string, string> MetricIds = new(StringComparer.Ordinal)
    {
        ["auroc"] = "auroc", ["tpr"] = "tpr", ["fpr"] = "fpr", ["selection_rate"] = "selection_rate",
        ["brier"] = "brier",
        ["ece_fixed01"] = "ece@fixed01",
    };

    private static readonly Metric[] Metrics = [.. MetricIds.Values.Select(id => Metric.All[id])];

    [SkippableFact]
    public void Explicit_patient_counts_give_the_replicates_of_the_oracle()
    {
        using JsonDocument oracle = Oracle();
        JsonElement oracleCase = Case(oracle, "explicit_patient_counts");
        AuditedRows rows = Rows(oracleCase);
        Evaluation evaluation = BinaryEvaluatorTests.Evaluate(rows, Metrics, null);
        int[][] counts = oracleCase.GetProperty("inputs").GetProperty("patient_counts").Deserialize<int[][]>()!;
        ReplicateTable table = evaluation.Resampler.Run(counts.Length, (b, target, lane) =>
        {
            for (int unit = 0; unit < rows.UnitCount; unit++)
            {
                target[(unit * Lanes.Count) + lane] = (byte)counts[b][unit];
            }
        });
        JsonElement expected = oracleCase.GetProperty("expected").GetProperty("replicates");
        int compared = 0;
        foreach (JsonProperty statistic in expected.EnumerateObject())
        {
            if (Series(table, rows, statistic.Name) is { } series)
            {
                double[] values = statistic.Value.Deserialize<double[]>()!;
                Assert.All(values.Zip(series), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
                compared++;
            }
        }

        Assert.Equal(16, compared);
    }

    [SkippableTheory]
    [InlineData("patient_unstratified", BootstrapScheme.Patient)]
    [InlineData("patient_stratified_by_group", BootstrapScheme.PatientStratified)]
    [InlineData("row_iid", BootstrapScheme.Row)]
    internal void Every_scheme_agrees_with_a_reference_of_20000_replicates(string key, BootstrapScheme scheme)
    {
        using JsonDocument oracle = Oracle();
        JsonElement expected = Case(oracle, "reference_20000_replicates").GetProperty("expected").GetProperty(key);
        AuditedRows rows = Rows(Case(oracle, "explicit_patient_counts"), scheme == BootstrapScheme.Row);
        InferenceRequest request = InferenceRequests.Of(
            rows.Table, InferenceRequests.Audit(Replicates, seed: 5), Metrics) with
        {
            Scheme = scheme,
        };
        Resampled resampled = AuditInference.Resample(request, rows, Metrics, CancellationToken.None);
        int compared = 0;
        foreach (JsonProperty statistic in expected.EnumerateObject())
        {
            if (Series(resampled.Bootstrap!, rows, statistic.Name) is not { } series)
            {
                continue;
            }

            double error = statistic.Value.GetProperty("se").GetDouble();
            Assert.InRange(Resampled.StandardError(series), 0.96 * error, 1.04 * error);
            double step = statistic.Name.Contains("pr", StringComparison.Ordinal)
                || statistic.Name.Contains("rate", StringComparison.Ordinal)
                ? 0.03
                : 0;
            double[] ends = statistic.Value.GetProperty("percentile95").Deserialize<double[]>()!;
            Isonomia.Numerics.Interval percentile = Isonomia.Numerics.BootstrapInterval.Percentile(series, 0.95)!.Value;
            AssertNear(ends[0], percentile.Low, (0.15 * error) + step, statistic.Name);
            AssertNear(ends[1], percentile.High, (0.15 * error) + step, statistic.Name);
            if (scheme == BootstrapScheme.Patient)
            {
                double[] bca = statistic.Value.GetProperty("bca95").Deserialize<double[]>()!;
                double point = statistic.Value.GetProperty("point").GetDouble();
                SmoothInterval smooth = resampled.Smooth(
                    point, series, Series(resampled.JackknifeTable!, rows, statistic.Name)!);
                Assert.Equal("bca", smooth.Method);
                AssertNear(bca[0], smooth.Interval!.Value.Low, (0.15 * error) + step, statistic.Name);
                AssertNear(bca[1], smooth.Interval!.Value.High, (0.15 * error) + step, statistic.Name);
                Assert.Equal(
                    statistic.Value.GetProperty("acceleration").GetDouble(),
                    Isonomia.Numerics.BootstrapInterval.Acceleration(
                        Series(resampled.JackknifeTable!, rows, statistic.Name)!),
                    1e-9);
            }

            compared++;
        }

        Assert.Equal(16, compared);
    }

    private static void AssertNear(double expected, double actual, double tolerance, string what) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance, $"{what}: {actual} instead of {expected} ± {tolerance}.");

    private static double[]? Series(ReplicateTable table, AuditedRows rows, string name)
    {
        string[] parts = name.Split('|');
        if (!MetricIds.TryGetValue(parts[0], out string? id))
        {
            return null;
        }

        int cell = parts.Length == 1 ? 0 : rows.CellOf(0, "ABC".IndexOf(parts[1], StringComparison.Ordinal));
        return table.Series(Array.FindIndex(Metrics, metric => metric.Id == id), cell);
    }

    private static JsonDocument Oracle()
    {
        SharedFolder.Require();
        return JsonDocument.Parse(File.ReadAllText(SharedFolder.Path("oracles/fairness/bootstrap.json")));
    }

    private static JsonElement Case(JsonDocument oracle, string id) =>
        oracle.RootElement.GetProperty("cases").EnumerateArray().Single(one => one.GetProperty("id").GetString() == id);

    private static AuditedRows Rows(JsonElement oracleCase, bool rowsAreUnits = false)
    {
        JsonElement inputs = oracleCase.GetProperty("inputs");
        string[] order = inputs.GetProperty("patient_order").Deserialize<string[]>()!;
        string[] patients = inputs.GetProperty("patient").Deserialize<string[]>()!;
        string[] groups = inputs.GetProperty("group").Deserialize<string[]>()!;
        PredictionTable table = InferenceData.Binary(
            [.. inputs.GetProperty("y_true").Deserialize<int[]>()!.Select(label => (sbyte)label)],
            inputs.GetProperty("score").Deserialize<double[]>()!,
            [
                new Grouping(
                    "group", ["A", "B", "C"],
                    [.. groups.Select(group => "ABC".IndexOf(group, StringComparison.Ordinal))])],
            [.. patients.Select(patient => Array.IndexOf(order, patient))]);
        return AuditedRows.Of(table, table.Attributes, rowsAreUnits: rowsAreUnits);
    }
}
