using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Takes a linear subspace that tells the group off embeddings: x − U(Vᵀ(x − μ)); needs no attribute
/// later.</summary>
internal sealed class ConceptEraser
{
    private readonly double[][] _into;
    private readonly double[][] _from;
    private readonly double[] _mean;

    private ConceptEraser(double[][] into, double[][] from, double[] mean) => (_into, _from, _mean) =
        (into, from, mean);

    /// <summary>How many directions are taken off.</summary>
    internal int Rank => _into.Length;

    /// <summary>LEACE: of all affine maps after which group means are equal, the one that moves embeddings
    /// least.</summary>
    /// <remarks>x − Σ_xz(Σ_zx Σ⁻¹ Σ_xz)⁺ Σ_zx Σ⁻¹ (x − μ), which equals W⁺PW of Belrose et al., theorem 4.3, without an
    /// eigendecomposition. With shrinkage Σ is (1 − s)Σ + s·tr(Σ)/d·I (Ledoit and Wolf, J. Multivariate Analysis 88,
    /// 2004); group means are equal afterwards for any s.</remarks>
    internal static ConceptEraser Leace(MitigationProblem problem, int[] rows, bool mayShrink)
    {
        (double[][] groups, double[] mean, int[] counts) = GroupMeans.Of(problem, rows);
        int[] known = [.. rows.Where(row => problem.Groups[row] >= 0)];
        int d = problem.Embeddings.Width;
        double[] ones = new double[known.Length];
        Array.Fill(ones, 1.0 / known.Length);
        double[] covariance = SecondMoments.Of(problem.Embeddings, mean, known, ones);
        double trace = Enumerable.Range(0, d).Sum(j => covariance[(j * d) + j]);
        double shrinkage = mayShrink && d > known.Length / 5.0
            ? LedoitWolf(problem, known, mean, covariance, trace) : 0;
        CholeskyFactor factor = CholeskyFactor.OfRidge(
            covariance, d, 1 - shrinkage, (shrinkage * trace / d) + (1e-12 * trace / d), 1);

        // Σ_xz column g: n_g/n (mean_g − mean).
        List<double[]> cross = [];
        for (int g = 0; g < groups.Length; g++)
        {
            double share = (double)counts[g] / known.Length;
            cross.Add([.. groups[g].Select((value, j) => share * (value - mean[j]))]);
        }

        double[][] solved = [.. cross.Select(column =>
        {
            double[] copy = (double[])column.Clone();
            factor.Solve(copy);
            return copy;
        })];
        return new ConceptEraser(PseudoSolve(cross, solved), solved, mean);
    }

    /// <summary>Removes the span of the centered group means.</summary>
    internal static ConceptEraser MeanProjection(MitigationProblem problem, int[] rows)
    {
        (double[][] groups, double[] mean, _) = GroupMeans.Of(problem, rows);
        double[][] basis = Orthonormal([.. groups.Select(group => group.Select((v, j) => v - mean[j]).ToArray())]);
        return new ConceptEraser(basis, basis, mean);
    }

    /// <summary>Removes the span of given directions.</summary>
    internal static ConceptEraser Directions(double[][] directions, double[] mean)
    {
        double[][] basis = Orthonormal(directions);
        return new ConceptEraser(basis, basis, mean);
    }

    internal MitigationProblem Apply(MitigationProblem problem, double strength)
    {
        int d = problem.Embeddings.Width;
        float[] values = new float[problem.Embeddings.RowCount * d];
        double[] row = new double[d];
        for (int i = 0; i < problem.Embeddings.RowCount; i++)
        {
            Apply(problem.Embeddings.Row(i), row, strength);
            for (int j = 0; j < d; j++)
            {
                values[(i * d) + j] = (float)row[j];
            }
        }

        return problem with { Embeddings = new FloatMatrix(values, d) };
    }

    internal void Apply(ReadOnlySpan<float> x, double[] target, double strength)
    {
        for (int j = 0; j < target.Length; j++)
        {
            target[j] = x[j];
        }

        for (int k = 0; k < _into.Length; k++)
        {
            double sum = 0;
            for (int j = 0; j < target.Length; j++)
            {
                sum += _from[k][j] * (x[j] - _mean[j]);
            }

            for (int j = 0; j < target.Length; j++)
            {
                target[j] -= strength * sum * _into[k][j];
            }
        }
    }

    /// <summary>Gram–Schmidt, twice for exactness; directions within rounding of the others are dropped.</summary>
    internal static double[][] Orthonormal(IReadOnlyList<double[]> vectors)
    {
        List<double[]> basis = [];
        double largest = vectors.Count == 0 ? 0 : vectors.Max(Norm);
        foreach (double[] vector in vectors)
        {
            double[] own = (double[])vector.Clone();
            for (int pass = 0; pass < 2; pass++)
            {
                foreach (double[] one in basis)
                {
                    double dot = Dot(one, own);
                    for (int j = 0; j < own.Length; j++)
                    {
                        own[j] -= dot * one[j];
                    }
                }
            }

            double norm = Norm(own);
            if (norm > 1e-10 * largest && norm > 0)
            {
                basis.Add([.. own.Select(value => value / norm)]);
            }
        }

        return [.. basis];
    }

    private static double Dot(double[] a, double[] b) =>
        System.Numerics.Tensors.TensorPrimitives.Dot<double>(a, b);

    private static double Norm(double[] a) => Math.Sqrt(Dot(a, a));

    /// <summary>Columns of C·(CᵀS)⁺ with S = Σ⁻¹C: symmetric and small, by Jacobi rotations.</summary>
    private static double[][] PseudoSolve(List<double[]> cross, double[][] solved)
    {
        int k = cross.Count;
        double[,] gram = new double[k, k];
        for (int a = 0; a < k; a++)
        {
            for (int b = 0; b < k; b++)
            {
                gram[a, b] = (Dot(cross[a], solved[b]) + Dot(cross[b], solved[a])) / 2;
            }
        }

        (double[] values, double[][] vectors) = SymmetricEigen.Of(gram);
        double largest = values.Max();
        double[][] into = [.. cross.Select(column => new double[column.Length])];
        for (int e = 0; e < k; e++)
        {
            if (!(values[e] > 1e-10 * largest))
            {
                continue;
            }

            for (int a = 0; a < k; a++)
            {
                for (int b = 0; b < k; b++)
                {
                    double factor = vectors[e][a] * vectors[e][b] / values[e];
                    for (int j = 0; j < into[b].Length; j++)
                    {
                        into[b][j] += factor * cross[a][j];
                    }
                }
            }
        }

        return into;
    }

    private static double LedoitWolf(
        MitigationProblem problem, int[] rows, double[] mean, double[] covariance, double trace)
    {
        int d = mean.Length;
        double n = rows.Length;
        double squares = covariance.Sum(value => value * value);
        double fourth = 0;
        foreach (int row in rows)
        {
            ReadOnlySpan<float> x = problem.Embeddings.Row(row);
            double sum = 0;
            for (int j = 0; j < d; j++)
            {
                sum += (x[j] - mean[j]) * (x[j] - mean[j]);
            }

            fourth += sum * sum;
        }

        // β² = (1/n²) Σ‖xxᵀ − S‖² = (1/n²)(Σ‖x‖⁴ − n‖S‖²); δ² = ‖S − μI‖².
        double beta = ((fourth / n) - squares) / n;
        double delta = squares - (trace * trace / d);
        return delta > 0 ? Math.Clamp(beta / delta, 0, 1) : 1;
    }
}
