using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Adds generated rows to the training rows; plain training beside it is the same without them.</summary>
    public static MitigationMethod SyntheticBalance { get; } = new(
        "synthetic_balance",
        "balance by synthetic rows",
        MitigationStage.Pre,
        "trains on the training rows and the rows marked synthetic that passed their quality check: all, or as many as "
            + "bring a cell (group, label) to the size of the largest",
        new Citation("Ktena, Wiles, Albuquerque, Rebuffi, Tanno, Roy, Azizi, Belgrave, Kohli, Cemgil, Karthikesalingam "
            + "and Gowal, Nature Medicine 30, 2024", "https://doi.org/10.1038/s41591-024-02838-6"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        Settings =
        [
            MitigationSetting.OneOf("add", "which synthetic rows are added", "balance", "all"),
        ],
        Deviation = "Rows are generated elsewhere; this is where they are let in.",
        Prepare = static context => SyntheticRows.Add(context),
    };
}

/// <summary>Generated rows beside the training rows.</summary>
/// <param name="Rows">Rows of the problem that are synthetic, belong to the training split and passed their
/// check.</param>
/// <param name="Generators">The generator of each.</param>
/// <param name="RejectedCount">Synthetic rows of the training split that did not pass.</param>
internal sealed record SyntheticRows(int[] Rows, string[] Generators, int RejectedCount)
{
    internal static MitigationProblem Add(MitigationContext context)
    {
        MitigationProblem problem = context.Problem;
        if (problem.Synthetic is not { } synthetic)
        {
            throw new ProbeException(
                "'synthetic_balance' needs rows marked in a column 'synthetic' of the cohort, with columns 'generator' "
                    + "and 'qc'; there are none.");
        }

        int[] counts = problem.CellCounts(problem.Training);
        int largest = counts.Max();
        List<int> added = [];
        foreach (IGrouping<int, int> cell in Enumerable.Range(0, synthetic.Rows.Length)
            .Where(i => problem.CellOf(synthetic.Rows[i]) >= 0)
            .GroupBy(i => problem.CellOf(synthetic.Rows[i])).OrderBy(cell => cell.Key))
        {
            int[] order = [.. cell];
            context.Random($"synthetic_balance:{cell.Key}").Shuffle<int>(order);
            int[] taken = context["add"] == 1 ? order
                : [.. order.Take(Math.Max(0, largest - counts[cell.Key]))];
            added.AddRange(taken.Select(i => synthetic.Rows[i]));
            string by = string.Join(", ", taken.GroupBy(i => synthetic.Generators[i])
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"{group.Count()} by {group.Key}"));
            context.Notes.Add($"{problem.CellName(cell.Key)}: {taken.Length} synthetic rows beside {counts[cell.Key]}"
                + (by.Length > 0 ? $" ({by})." : "."));
        }

        context.Notes.Add($"{synthetic.RejectedCount} synthetic rows did not pass their check and were left out.");
        return problem with { Training = [.. problem.Training, .. added] };
    }
}
