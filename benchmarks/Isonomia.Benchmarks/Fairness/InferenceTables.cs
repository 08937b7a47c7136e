using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Benchmarks.Fairness;

/// <summary>Generated tables of the size of real audits.</summary>
internal static class InferenceTables
{
    /// <summary>The metrics of the default binary audit (specification §21).</summary>
    internal static readonly Metric[] DefaultMetrics =
    [
        .. new[]
        {
            "auroc", "average_precision", "tpr", "fpr", "ppv", "npv", "brier", "ece@fixed01", "cal_slope",
            "cal_intercept_slope1",
            "net_benefit",
        }.Select(id => Metric.All[id]),
    ];

    /// <summary>Makes a table with two sexes and four ages.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="patients">Patients; rows are spread over them evenly.</param>
    /// <returns>The table.</returns>
    internal static PredictionTable Make(int rows, int patients)
    {
        RandomSource random = RandomSource.For(1, "benchmark", 0);
        sbyte[] labels = new sbyte[rows];
        double[] scores = new double[rows];
        int[] units = new int[rows];
        int[] sex = new int[rows];
        int[] age = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            units[i] = i % patients;
            sex[i] = units[i] % 2;
            age[i] = units[i] / 2 % 4;
            labels[i] = (sbyte)(random.NextInt32(10) == 0 ? 1 : 0);
            scores[i] = 1 / (1 + Math.Exp(2 - random.NextNormal() - (1.5 * labels[i])));
        }

        return new PredictionTable
        {
            RowCount = rows,
            Outcome = new Outcome.Binary(labels, scores, "1"),
            Attributes = [new Grouping("sex", ["F", "M"], sex), new Grouping("age", ["a", "b", "c", "d"], age)],
            Units = units,
            UnitCount = patients,
            Fingerprint = new DataFingerprint(string.Empty, []),
        };
    }

    /// <summary>Makes the request of a default audit without permutations.</summary>
    /// <param name="table">The table.</param>
    /// <param name="replicates">Replicates.</param>
    /// <returns>The request.</returns>
    internal static InferenceRequest Request(PredictionTable table, int replicates) => new()
    {
        Audit = new AuditRequest
        {
            Predictions = new PredictionRequest { Paths = ["generated.csv"], Labels = ["label"], Scores = ["score"] },
            Replicates = replicates,
            Permutations = 0,
        },
        Table = table,
        Groupings = table.Attributes,
        Metrics = DefaultMetrics,
        Disparities = [Disparity.Gap, Disparity.All["ratio"], Disparity.All["worst"]],
    };
}
