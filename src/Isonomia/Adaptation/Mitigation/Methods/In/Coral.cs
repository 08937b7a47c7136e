using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Makes means and covariances of the hidden layer of all groups alike.</summary>
    public static MitigationMethod Coral { get; } = new(
        "coral",
        "correlation alignment",
        MitigationStage.In,
        "CE + γ·mean over pairs of groups of the mean squared difference of means and of covariances of the hidden "
            + "layer",
        new Citation("Sun and Saenko, ECCV 2016 workshops; DomainBed", "https://arxiv.org/abs/1607.01719"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        NeedsHiddenLayer = true,
        Settings = [new("gamma", 1, 0, 1e6, "γ; SubpopBench 10^U(−1, 1)") { Search = SearchRange.Power(-1, 1) }],
        Loss = static context => new AlignmentLoss(context["gamma"]),
    };
}

/// <summary>Cross-entropy and the distance of means and covariances of the hidden layer; groups with fewer than 2 rows
/// in a batch are passed over.</summary>
internal sealed class AlignmentLoss(double gamma) : PenalizedLoss
{
    /// <inheritdoc/>
    internal override double Penalty(LossBatch batch)
    {
        int[][] groups = [.. GroupRows(batch).Where(rows => rows.Length > 1)];
        int h = batch.FeatureCount;
        double pairs = groups.Length * (groups.Length - 1) / 2.0;
        if (gamma == 0 || groups.Length < 2)
        {
            return 0;
        }

        (double[] Mean, double[][] Centered, double[][] Covariance)[] moments =
            [.. groups.Select(rows => MomentsOf(batch.Features, h, rows))];
        double total = 0;
        for (int a = 0; a < groups.Length; a++)
        {
            for (int b = a + 1; b < groups.Length; b++)
            {
                double[] mean = [.. moments[a].Mean.Zip(moments[b].Mean, (x, y) => x - y)];
                double[][] covariance = [.. moments[a].Covariance.Select((row, p) =>
                    row.Select((value, q) => value - moments[b].Covariance[p][q]).ToArray())];
                total += (mean.Sum(x => x * x) / h) + (covariance.Sum(row => row.Sum(x => x * x)) / ((double)h * h));
                AddGradient(batch, groups[a], moments[a].Centered, mean, covariance, gamma / pairs);
                AddGradient(batch, groups[b], moments[b].Centered, mean, covariance, -gamma / pairs);
            }
        }

        return gamma * total / pairs;
    }

    private static (double[] Mean, double[][] Centered, double[][] Covariance) MomentsOf(
        double[] features, int h, int[] rows)
    {
        double[] mean = new double[h];
        foreach (int i in rows)
        {
            System.Numerics.Tensors.TensorPrimitives.Add<double>(mean, features.AsSpan(i * h, h), mean);
        }

        System.Numerics.Tensors.TensorPrimitives.Divide<double>(mean, rows.Length, mean);
        double[][] centered = [.. rows.Select(i =>
        {
            double[] row = new double[h];
            System.Numerics.Tensors.TensorPrimitives.Subtract<double>(features.AsSpan(i * h, h), mean, row);
            return row;
        })];
        double[][] covariance = [.. Enumerable.Range(0, h).Select(_ => new double[h])];
        foreach (double[] row in centered)
        {
            for (int p = 0; p < h; p++)
            {
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd<double>(
                    row, row[p] / (rows.Length - 1), covariance[p], covariance[p]);
            }
        }

        return (mean, centered, covariance);
    }

    private static void AddGradient(
        LossBatch batch, int[] rows, double[][] centered, double[] mean, double[][] covariance, double weight)
    {
        int h = batch.FeatureCount;
        double byMean = 2 * weight / ((double)h * rows.Length);
        double byCovariance = 4 * weight / ((double)h * h * (rows.Length - 1));
        for (int r = 0; r < rows.Length; r++)
        {
            Span<double> gradient = batch.FeatureGradient.AsSpan(rows[r] * h, h);
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(mean, byMean, gradient, gradient);
            for (int p = 0; p < h; p++)
            {
                double factor = byCovariance * centered[r][p];
                if (factor != 0)
                {
                    System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(
                        covariance[p], factor, gradient, gradient);
                }
            }
        }
    }
}
