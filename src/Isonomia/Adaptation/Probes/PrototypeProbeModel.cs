using System.Numerics.Tensors;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Class prototypes on the unit sphere.</summary>
internal sealed class PrototypeProbeModel : ProbeModel
{
    private readonly double[][] _prototypes;

    internal PrototypeProbeModel(double temperature, double[][] prototypes)
        : base(temperature, prototypes.Length) => _prototypes = prototypes;

    /// <summary>The unit mean direction of every class; zeros for a class without a row.</summary>
    internal static double[][] Means(ProbeProblem problem)
    {
        double[][] sums =
            [.. Enumerable.Range(0, problem.ClassCount).Select(_ => new double[problem.Embeddings.Width])];
        for (int i = 0; i < problem.Rows.Count; i++)
        {
            double[] unit = Unit(problem.Embeddings.Row(problem.Rows[i]));
            TensorPrimitives.MultiplyAdd(unit, problem.Weights[i], sums[problem.Classes[i]], sums[problem.Classes[i]]);
        }

        foreach (double[] sum in sums)
        {
            Normalize(sum);
        }

        return sums;
    }

    /// <inheritdoc/>
    public override double[] Scores(FloatMatrix embeddings, IReadOnlyList<int> rows, int threadCount = 1)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[] scores = new double[rows.Count * OutputCount];
        ForRows(rows.Count, threadCount, i =>
        {
            double[] unit = Unit(embeddings.Row(rows[i]));
            Span<double> target = scores.AsSpan(i * OutputCount, OutputCount);
            for (int k = 0; k < target.Length; k++)
            {
                target[k] = TensorPrimitives.Dot<double>(unit, _prototypes[k]) / Setting;
            }

            Softmax.Apply(target);
        });
        return scores;
    }

    private static double[] Unit(ReadOnlySpan<float> row)
    {
        double[] unit = new double[row.Length];
        for (int j = 0; j < unit.Length; j++)
        {
            unit[j] = row[j];
        }

        Normalize(unit);
        return unit;
    }

    private static void Normalize(double[] vector)
    {
        double norm = TensorPrimitives.Norm<double>(vector);
        if (norm > 0)
        {
            TensorPrimitives.Divide(vector, norm, vector);
        }
    }
}
