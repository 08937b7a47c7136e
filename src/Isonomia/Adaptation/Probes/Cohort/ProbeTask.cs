using Isonomia.Datasets;

namespace Isonomia.Adaptation;

/// <summary>What is to be predicted: classes with names, or numbers.</summary>
/// <param name="Task"><c>binary</c>, <c>multiclass</c> or <c>regression</c>.</param>
/// <param name="Names">The classes in the order of their codes; empty for regression.</param>
/// <param name="Classes">The class of every row, −1 where unknown; empty for regression.</param>
/// <param name="Targets">The number of every row, NaN where unknown; otherwise empty.</param>
internal sealed record ProbeTask(string Task, IReadOnlyList<string> Names, int[] Classes, double[] Targets)
{
    private const int MostClasses = 200;
    private static readonly string[] Negatives = ["0", "false", "False", "FALSE"];
    private static readonly string[] Positives = ["1", "true", "True", "TRUE"];

    /// <summary>Reads the label column.</summary>
    /// <exception cref="ProbeException">The column does not hold what was asked for.</exception>
    internal static ProbeTask Read(EmbeddedCohort cohort, string label, string? positive, bool isRegression)
    {
        if (isRegression)
        {
            return new ProbeTask("regression", [], [], cohort.Numbers(label));
        }

        Grouping groups = cohort.Groups(label);
        if (positive is not null)
        {
            int code = groups.Groups.ToList().IndexOf(positive);
            return code >= 0
                ? new ProbeTask("binary", [$"not {positive}", positive],
                    [.. groups.Codes.Select(own => own < 0 ? -1 : own == code ? 1 : 0)], [])
                : throw new ProbeException($"No sample of column '{label}' has the positive label that was named.");
        }

        // Only classes that occur among samples with an embedding; 0 before 1.
        int[] present = [.. Enumerable.Range(0, groups.Groups.Count).Where(k => groups.Codes.Contains(k))];
        string[] names = [.. present.Select(k => groups.Groups[k])];
        if (names.Length < 2)
        {
            throw new ProbeException(
                $"Column '{label}' holds {names.Length} class(es) among the samples with an embedding; a probe needs "
                    + $"two.");
        }

        if (names.Length > MostClasses)
        {
            throw new ProbeException(
                $"Column '{label}' holds {names.Length} different values; give --regression for a number, or "
                    + $"--positive for one class against all others.");
        }

        if (names.Length == 2 && !(Negatives.Contains(names[0]) && Positives.Contains(names[1])))
        {
            throw new ProbeException(
                $"Column '{label}' holds two classes, '{names[0]}' and '{names[1]}'; say which one is positive with "
                    + $"--positive.");
        }

        Dictionary<int, int> order = present.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        return new ProbeTask(
            names.Length == 2 ? "binary" : "multiclass", names,
                [.. groups.Codes.Select(code => order.GetValueOrDefault(code, -1))], []);
    }
}
