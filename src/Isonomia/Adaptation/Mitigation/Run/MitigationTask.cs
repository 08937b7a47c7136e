using Isonomia.Datasets;

namespace Isonomia.Adaptation;

/// <summary>A cohort read for mitigation: labels, splits, attributes.</summary>
/// <param name="Cohort">The samples.</param>
/// <param name="Splits">Rows of every split that have a label.</param>
/// <param name="Task">The label.</param>
/// <param name="Texts">Embeddings of texts, or null.</param>
/// <param name="Synthetic">Generated rows that are in no split, or null.</param>
internal sealed record MitigationTask(
    EmbeddedCohort Cohort, SampleSplits Splits, ProbeTask Task, TextEmbeddings? Texts = null,
    SyntheticRows? Synthetic = null)
{
    internal static MitigationTask Read(
        EmbeddedCohortSource source, string label, string? positive, string? texts, CancellationToken cancellation)
    {
        MitigationTask task = Of(
            EmbeddedCohort.Open(source, cancellation), source, label, positive);
        return texts is null ? task
            : task with { Texts = TextEmbeddings.Read(
                texts, task.Cohort.Ids, task.Cohort.Embeddings.Width, task.Task.Names) };
    }

    /// <summary>The task on samples that are read already.</summary>
    internal static MitigationTask Of(
        EmbeddedCohort cohort, EmbeddedCohortSource source, string label, string? positive)
    {
        ProbeTask task = ProbeTask.Read(cohort, label, positive, isRegression: false);
        SampleSplits splits = cohort.RequireSplits(source);
        (bool[] isSynthetic, SyntheticRows? synthetic) = SyntheticColumns.Read(cohort, splits, task);
        return new MitigationTask(
            cohort,
            splits with
            {
                Training = [.. splits.Training.Where(row => task.Classes[row] >= 0 && !isSynthetic[row])],
                Validation = [.. splits.Validation.Where(row => task.Classes[row] >= 0 && !isSynthetic[row])],
                Test = [.. splits.Test.Where(row => !isSynthetic[row])],
            },
            task,
            null,
            synthetic);
    }

    /// <summary>How many classes there are.</summary>
    internal int ClassCount => Task.Names.Count;

    /// <summary>The metric of scores, and that of decisions.</summary>
    internal (string Scores, string Decisions) Metrics => ClassCount == 2 ? ("auroc", "balanced_accuracy")
        : ("auroc@ovr_macro", "balanced_accuracy@multiclass");

    /// <summary>The groups of one attribute, or of several crossed.</summary>
    /// <exception cref="ArgumentException">There is no attribute.</exception>
    internal Grouping Groups(IReadOnlyList<string> by)
    {
        IReadOnlyList<string> names = by.Count > 0 ? by : [.. Cohort.Cohort.Attributes.Take(1)];
        if (names.Count == 0)
        {
            throw new ArgumentException("No attribute was named; a mitigation needs one: --attribute COL.");
        }

        Grouping[] parts = [.. names.Select(Cohort.Groups)];
        if (parts.Length == 1)
        {
            return Compact(parts[0]);
        }

        string[] labels = [.. Enumerable.Range(0, Cohort.Count).Select(row =>
            Array.TrueForAll(parts, part => part.Codes[row] >= 0)
                ? string.Join(" | ", parts.Select(part => part.Groups[part.Codes[row]])) : string.Empty)];
        string[] groups = [.. labels.Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        return new Grouping(
            string.Join(" × ", parts.Select(part => part.Attribute)), groups,
            [.. labels.Select(name => Array.IndexOf(groups, name))]);
    }

    /// <summary>The rows as a problem.</summary>
    internal MitigationProblem Problem(Grouping groups)
    {
        double[] weights = new double[Cohort.Count];
        Array.Fill(weights, 1);
        return new MitigationProblem
        {
            Embeddings = Cohort.Embeddings,
            Labels = Task.Classes,
            ClassCount = ClassCount,
            Groups = groups.Codes,
            GroupNames = groups.Groups,
            Training = [.. Splits.Training],
            Validation = [.. Splits.Validation],
            Test = [.. Splits.Test],
            Units = Cohort.Units,
            Ids = Cohort.Ids,
            Weights = weights,
            Texts = Texts,
            Synthetic = SyntheticColumns.WithoutJudged(Synthetic, Cohort.Units, Splits),
        };
    }

    /// <summary>Only groups that occur; the group of missing values counts as unknown.</summary>
    private static Grouping Compact(Grouping grouping)
    {
        int[] present = [.. Enumerable.Range(0, grouping.Groups.Count)
            .Where(k => grouping.Groups[k] != Grouping.MissingGroup && grouping.Codes.Contains(k))];
        return new Grouping(
            grouping.Attribute, [.. present.Select(k => grouping.Groups[k])],
            Array.ConvertAll(grouping.Codes, code => Array.IndexOf(present, code)));
    }
}
