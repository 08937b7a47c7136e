namespace Isonomia.Adaptation;

/// <summary>A small dense linear program: minimize c·x with x ≥ 0, equations and upper bounds on sums.</summary>
/// <remarks>Two phases with Bland's rule, which never cycles; for tens of variables.</remarks>
internal static class Simplex
{
    private const double Slack = 1e-11;

    /// <summary>Solves.</summary>
    /// <param name="costs">c.</param>
    /// <param name="equal">Rows a with a·x = b.</param>
    /// <param name="most">Rows a with a·x ≤ b.</param>
    /// <returns>A corner of least cost, or null where no point is feasible or the cost has no bound.</returns>
    internal static double[]? Minimize(
        double[] costs, IReadOnlyList<(double[] Row, double Bound)> equal,
        IReadOnlyList<(double[] Row, double Bound)> most)
    {
        int n = costs.Length;
        int m = equal.Count + most.Count;
        int width = n + most.Count + m + 1;
        double[][] table = new double[m][];
        int[] basis = new int[m];
        for (int i = 0; i < m; i++)
        {
            (double[] row, double bound) = i < equal.Count ? equal[i] : most[i - equal.Count];
            table[i] = new double[width];
            row.CopyTo(table[i], 0);
            if (i >= equal.Count)
            {
                table[i][n + i - equal.Count] = 1;
            }

            table[i][^1] = bound;
            if (bound < 0)
            {
                for (int j = 0; j < width; j++)
                {
                    table[i][j] = -table[i][j];
                }
            }

            basis[i] = n + most.Count + i;
            table[i][basis[i]] = 1;
        }

        double[] first = new double[width];
        for (int i = 0; i < m; i++)
        {
            first[basis[i]] = 1;
        }

        if (!Solve(table, basis, first, width - 1) || Value(table, basis, first) > 1e-8)
        {
            return null;
        }

        Expel(table, basis, n + most.Count);
        double[] second = new double[width];
        costs.CopyTo(second, 0);
        if (!Solve(table, basis, second, n + most.Count))
        {
            return null;
        }

        double[] x = new double[n];
        for (int i = 0; i < m; i++)
        {
            if (basis[i] < n)
            {
                x[basis[i]] = Math.Max(0, table[i][^1]);
            }
        }

        return x;
    }

    private static double Value(double[][] table, int[] basis, double[] costs) =>
        basis.Select((variable, i) => costs[variable] * table[i][^1]).Sum();

    /// <summary>Artificial variables that stayed in the basis at zero leave it where any column can replace
    /// them.</summary>
    private static void Expel(double[][] table, int[] basis, int realCount)
    {
        for (int i = 0; i < basis.Length; i++)
        {
            if (basis[i] >= realCount)
            {
                int column = Array.FindIndex(table[i], 0, realCount, value => Math.Abs(value) > 1e-9);
                if (column >= 0)
                {
                    Pivot(table, basis, i, column);
                }
            }
        }
    }

    private static bool Solve(double[][] table, int[] basis, double[] costs, int columns)
    {
        for (int step = 0; step < 50_000; step++)
        {
            int enter = -1;
            for (int j = 0; j < columns && enter < 0; j++)
            {
                double reduced = costs[j];
                for (int i = 0; i < basis.Length; i++)
                {
                    reduced -= costs[basis[i]] * table[i][j];
                }

                enter = reduced < -Slack ? j : -1;
            }

            if (enter < 0)
            {
                return true;
            }

            (int leave, double least) = (-1, double.PositiveInfinity);
            for (int i = 0; i < basis.Length; i++)
            {
                if (table[i][enter] > Slack)
                {
                    double ratio = table[i][^1] / table[i][enter];
                    if (ratio < least - Slack || (ratio < least + Slack && leave >= 0 && basis[i] < basis[leave]))
                    {
                        (leave, least) = (i, ratio);
                    }
                }
            }

            if (leave < 0)
            {
                return false;
            }

            Pivot(table, basis, leave, enter);
        }

        return false;
    }

    private static void Pivot(double[][] table, int[] basis, int row, int column)
    {
        double pivot = table[row][column];
        for (int j = 0; j < table[row].Length; j++)
        {
            table[row][j] /= pivot;
        }

        for (int i = 0; i < table.Length; i++)
        {
            double factor = table[i][column];
            if (i != row && factor != 0)
            {
                for (int j = 0; j < table[i].Length; j++)
                {
                    table[i][j] -= factor * table[row][j];
                }
            }
        }

        basis[row] = column;
    }
}
