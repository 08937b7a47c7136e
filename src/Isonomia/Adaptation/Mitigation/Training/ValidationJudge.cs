using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>The value on validation rows that training maximizes.</summary>
/// <remarks>Of more than two classes it is the mean of one-versus-rest AUROCs over the classes with enough rows in the
/// part that is judged (everybody, or a group).</remarks>
internal sealed class ValidationJudge
{
    /// <summary>Positives and negatives below which a group does not choose: its AUROC would be noise, and training
    /// would stop by it.</summary>
    internal const int Floor = 10;

    private readonly (int[] Rows, int[] Classes)[] _parts;
    private readonly int[] _labels;
    private readonly int _classCount;
    private readonly bool _isWorstClass;

    /// <exception cref="ArgumentException">The rule is unknown.</exception>
    /// <exception cref="ProbeException">No validation row has a label, or they hold one class.</exception>
    internal ValidationJudge(MitigationProblem problem, string rule)
    {
        int[] rows = problem.Validation;
        _classCount = problem.ClassCount;
        _labels = [.. rows.Select(row => problem.Labels[row])];
        int[] all = [.. Enumerable.Range(0, rows.Length)];
        if (_labels.Distinct().Count() < 2)
        {
            throw new ProbeException(
                $"The {rows.Length} validation rows with a label hold {_labels.Distinct().Count()} class(es); nothing "
                    + "could be chosen on them.");
        }

        (int[] Rows, int[] Classes)[] groups = [.. Enumerable.Range(0, problem.GroupNames.Count)
            .Select(g => all.Where(i => problem.Groups[rows[i]] == g).ToArray())
            .Select(part => (part, Judged(part, Floor)))
            .Where(part => part.Item2.Length > 0)];
        _isWorstClass = rule == "worst_class";
        string few = _classCount == 2 ? "positives or negatives" : "rows in or outside of every class";
        (_parts, Note) = rule switch
        {
            "worst_group" when groups.Length > 0 => (groups, groups.Length == problem.GroupNames.Count ? null
                : $"{problem.GroupNames.Count - groups.Length} of {problem.GroupNames.Count} groups have fewer than "
                    + $"{Floor} {few} on validation and did not choose."),
            "worst_group" =>
                ([Everybody()], $"No group has {Floor} positives and negatives on validation; the overall AUROC "
                    + "chose."),
            "overall" or "worst_class" => ([Everybody()], null),
            _ => throw new Catalogs.UnknownNameException(
                "Selection rule", rule, ["worst_group", "overall", "worst_class"]),
        };

        (int[], int[]) Everybody() => (all, Judged(all, Floor) is { Length: > 0 } own ? own : Judged(all, 1));
    }

    internal string? Note { get; }

    /// <summary>Judges scores of the validation rows.</summary>
    /// <param name="scores">In the form of <see cref="ClassScores"/>.</param>
    internal double Of(double[] scores) => _isWorstClass
        ? Recalls(scores, _labels, _classCount).Where(recall => !double.IsNaN(recall)).Min()
        : _parts.Min(part => part.Classes.Average(label => RankAuroc.Of(
            [.. part.Rows.Select(i => ClassScores.Of(scores, i, label, _classCount))],
            [.. part.Rows.Select(i => (sbyte)(_labels[i] == label ? 1 : 0))]).ValueOrNaN));

    /// <summary>The recall of every class, NaN where it has no row.</summary>
    internal static double[] Recalls(double[] scores, int[] labels, int classCount)
    {
        double[] hits = new double[classCount];
        double[] counts = new double[classCount];
        for (int i = 0; i < labels.Length; i++)
        {
            counts[labels[i]]++;
            hits[labels[i]] += ClassScores.Decide(scores, i, classCount) == labels[i] ? 1 : 0;
        }

        return [.. hits.Zip(counts, (hit, count) => count > 0 ? hit / count : double.NaN)];
    }

    /// <summary>The classes with enough rows in a part, and enough outside; of two classes the second stands for
    /// both.</summary>
    private int[] Judged(int[] part, int floor)
    {
        int[] counts = MitigationProblem.Counts(part, i => _labels[i], _classCount);
        return [.. Enumerable.Range(_classCount == 2 ? 1 : 0, _classCount == 2 ? 1 : _classCount)
            .Where(k => counts[k] >= floor && part.Length - counts[k] >= floor)];
    }
}
