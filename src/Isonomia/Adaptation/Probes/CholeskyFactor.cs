using System.Numerics.Tensors;

namespace Isonomia.Adaptation;

/// <summary>The lower triangular factor of a positive definite matrix given by its lower triangle.</summary>
internal sealed class CholeskyFactor
{
    private readonly double[][] _rows;

    private CholeskyFactor(double[][] rows) => _rows = rows;

    /// <summary>Factors identity + weight · matrix.</summary>
    internal static CholeskyFactor OfRidge(double[][] lower, double weight)
    {
        double[][] rows = new double[lower.Length][];
        for (int i = 0; i < rows.Length; i++)
        {
            double[] row = new double[i + 1];
            for (int j = 0; j < i; j++)
            {
                double known = TensorPrimitives.Dot<double>(row.AsSpan(0, j), rows[j].AsSpan(0, j));
                row[j] = ((weight * lower[i][j]) - known) / rows[j][j];
            }

            // At least 1 in exact arithmetic less rounding, since the identity is added to a Gram matrix.
            row[i] = Math.Sqrt(1 + (weight * lower[i][i]) - TensorPrimitives.SumOfSquares<double>(row.AsSpan(0, i)));
            rows[i] = row;
        }

        return new CholeskyFactor(rows);
    }

    /// <summary>Replaces b by the solution of L·Lᵀ·x = b.</summary>
    internal void Solve(Span<double> b)
    {
        for (int i = 0; i < b.Length; i++)
        {
            b[i] = (b[i] - TensorPrimitives.Dot<double>(_rows[i].AsSpan(0, i), b[..i])) / _rows[i][i];
        }

        for (int i = b.Length - 1; i >= 0; i--)
        {
            b[i] /= _rows[i][i];
            TensorPrimitives.MultiplyAdd(_rows[i].AsSpan(0, i), -b[i], b[..i], b[..i]);
        }
    }
}
