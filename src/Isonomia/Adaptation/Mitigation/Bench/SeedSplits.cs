using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Splits of its own for every seed, no patient in two of them.</summary>
internal static class SeedSplits
{
    private const int FoldCount = 20;

    /// <summary>Deals the labelled rows of all three splits anew, in the proportions of the cohort's splits to the next
    /// twentieth, stratified by label.</summary>
    /// <param name="task">The rows.</param>
    /// <param name="seed">The seed of the deal.</param>
    internal static MitigationTask Deal(MitigationTask task, ulong seed)
    {
        int[] rows = [.. BenchmarkTrial.JudgedRows(task).Concat(task.Splits.Training).Order()];
        int[] folds = PatientFolds.Deal(
            task.Cohort.Units is { } units ? Codes([.. rows.Select(row => units[row])]) : null,
            [.. rows.Select(row => task.Task.Classes[row])], FoldCount, RandomSource.For(seed, "bench:resplit", 0));
        int validation = Share(task.Splits.Validation.Count, rows.Length);
        int test = Share(rows.Length - task.Splits.Validation.Count - task.Splits.Training.Count, rows.Length);
        return task with
        {
            Splits = task.Splits with
            {
                Validation = [.. rows.Where((_, i) => folds[i] < validation)],
                Test = [.. rows.Where((_, i) => folds[i] >= validation && folds[i] < validation + test)],
                Training = [.. rows.Where((_, i) => folds[i] >= validation + test)],
            },
        };
    }

    private static int Share(int count, int all) => Math.Clamp(
        (int)Math.Round((double)FoldCount * count / all, MidpointRounding.AwayFromZero), 1, (FoldCount / 2) - 1);

    private static int[] Codes(int[] units)
    {
        Dictionary<int, int> codes = [];
        return Array.ConvertAll(units, unit => codes.TryGetValue(unit, out int code) ? code
            : codes[unit] = codes.Count);
    }
}
