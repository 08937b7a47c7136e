namespace Isonomia.Datasets;

/// <summary>The sampling weight column.</summary>
internal sealed class WeightPlan(string column, ColumnPlan plan)
{
    private readonly Planned<NumberSink> _weights = plan.Numbers(column);

    internal double[] Build(ReadingState state)
    {
        double[] weights = state.Plan.Take(_weights);
        (long missing, long negative) = (weights.LongCount(double.IsNaN), weights.LongCount(weight => weight < 0));
        Problem(state, missing, Array.FindIndex(weights, double.IsNaN), "no finite weight");
        Problem(state, negative, Array.FindIndex(weights, weight => weight < 0), "a negative weight");
        if (missing + negative == 0 && !Array.Exists(weights, weight => weight > 0))
        {
            TableSource source = state.Plan.SourceOf(_weights.Joined);
            state.Problems.Add(new TableProblem(
                $"{source.Name} column '{column}' has only zeros; expected at least one weight above 0.", source.Path,
                null, column));
        }

        return weights;
    }

    private void Problem(ReadingState state, long count, int first, string what)
    {
        if (count > 0)
        {
            (TableSource source, long row) = state.Origins.Locate(first);
            state.Problems.Add(new TableProblem(
                $"{source.Name} row {row} has {what} in '{column}' ({Words.Count(count, "such row")}); expected "
                    + "numbers ≥ 0.",
                source.Path,
                row,
                column));
        }
    }
}
