namespace Isonomia.Adaptation;

/// <summary>Weights of rows by cell (group, label) of the training rows.</summary>
internal static class CellWeights
{
    /// <summary>n_a·n_y/(n·n_ay), times the row's own weight; rows without a group keep theirs.</summary>
    internal static MitigationProblem Independent(MitigationProblem problem)
    {
        double[] cells = new double[problem.CellCount];
        foreach (int row in problem.Training)
        {
            if (problem.CellOf(row) is int cell and >= 0)
            {
                cells[cell] += problem.Weights[row];
            }
        }

        double total = cells.Sum();
        int k = problem.ClassCount;
        double[] factors = [.. cells.Select((own, cell) =>
        {
            double group = Enumerable.Range(0, k).Sum(y => cells[(cell / k * k) + y]);
            double label = Enumerable.Range(0, problem.GroupNames.Count).Sum(g => cells[(g * k) + (cell % k)]);
            return own > 0 ? group * label / (total * own) : 0;
        })];
        return Weighed(problem, factors, problem.Weights);
    }

    /// <summary>Weights by a function of the cell's count, normalized so that they sum to the number of
    /// cells.</summary>
    internal static MitigationProblem ByCount(MitigationProblem problem, Func<int, double> weightOf)
    {
        return Weighed(problem, Normalized(problem.CellCounts(problem.Training), weightOf), problem.Weights);
    }

    /// <summary>The weights of cells: empty ones weigh 0, all sum to their number.</summary>
    internal static double[] Normalized(int[] counts, Func<int, double> weightOf)
    {
        double[] weights = [.. counts.Select(count => count > 0 ? weightOf(count) : 0)];
        double sum = weights.Sum();
        return [.. weights.Select(weight => sum > 0 ? weight * counts.Length / sum : 0)];
    }

    private static MitigationProblem Weighed(MitigationProblem problem, double[] factors, double[] own)
    {
        double[] weights = (double[])own.Clone();
        foreach (int row in problem.Training)
        {
            if (problem.CellOf(row) is int cell and >= 0)
            {
                weights[row] *= factors[cell];
            }
        }

        return problem with { Weights = weights };
    }
}
