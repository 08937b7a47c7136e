namespace Isonomia.Adaptation;

/// <summary>What a classifier is worth on validation rows, and the rule that chooses by it.</summary>
/// <remarks>Values are AUROCs. Of more than two classes an AUROC is the mean of one-versus-rest AUROCs over the classes
/// with enough rows in the part that is judged (everybody, or a group).</remarks>
internal sealed class ValidationJudge
{
    /// <summary>Positives and negatives below which a group does not choose: its AUROC would be noise, and training
    /// would stop by it.</summary>
    internal const int Floor = 10;

    /// <summary>Rules that compare groups with each other.</summary>
    private static readonly string[] OfDifferences = ["min_gap", "gap_constrained", "dto@utility_gap", "es@harvard"];

    private readonly (int[] Rows, int[] Classes) _everybody;
    private readonly (int[] Rows, int[] Classes)[] _groups;
    private readonly int[] _labels;
    private readonly int _classCount;
    private readonly TrainingOptions _options;

    /// <exception cref="ArgumentException">The rule is unknown, or cannot choose epochs.</exception>
    /// <exception cref="ProbeException">No validation row has a label, they hold one class, or the rule compares groups
    /// and fewer than two can be judged.</exception>
    internal ValidationJudge(MitigationProblem problem, TrainingOptions options)
    {
        EpochChoice.RequireRule(options.Selection);
        int[] rows = problem.Validation;
        (_classCount, _options) = (problem.ClassCount, options);
        _labels = [.. rows.Select(row => problem.Labels[row])];
        int[] all = [.. Enumerable.Range(0, rows.Length)];
        if (_labels.Distinct().Count() < 2)
        {
            throw new ProbeException(
                $"The {rows.Length} validation rows with a label hold {_labels.Distinct().Count()} class(es); nothing "
                    + "could be chosen on them.");
        }

        _everybody = (all, Judged(all, Floor) is { Length: > 0 } own ? own : Judged(all, 1));
        _groups = [.. Enumerable.Range(0, problem.GroupNames.Count)
            .Select(g => all.Where(i => problem.Groups[rows[i]] == g).ToArray())
            .Select(part => (part, Judged(part, Floor)))
            .Where(part => part.Item2.Length > 0)];
        string few = _classCount == 2 ? "positives or negatives" : "rows in or outside of every class";
        if (_groups.Length < 2 && OfDifferences.Contains(options.Selection))
        {
            throw new ProbeException(
                $"Selection rule '{options.Selection}' compares groups, and {_groups.Length} of "
                    + $"{problem.GroupNames.Count} groups have {Floor} positives and negatives on validation; name "
                    + "another rule with --selection.");
        }

        Note = JudgedValues.Groupless.Contains(options.Selection) || _groups.Length == problem.GroupNames.Count ? null
            : _groups.Length == 0 ? $"No group has {Floor} positives and negatives on validation; the overall AUROC "
                + "chose."
            : $"{problem.GroupNames.Count - _groups.Length} of {problem.GroupNames.Count} groups have fewer than "
                + $"{Floor} {few} on validation and did not choose.";
    }

    /// <summary>What a reader must know, or null.</summary>
    internal string? Note { get; }

    /// <summary>Judges scores of the validation rows.</summary>
    /// <param name="scores">In the form of <see cref="ClassScores"/>.</param>
    internal JudgedValues Judge(double[] scores) => new(
        Auroc(scores, _everybody), [.. _groups.Select(group => Auroc(scores, group))],
        [.. Recalls(scores, _labels, _classCount).Where(recall => !double.IsNaN(recall))]);

    /// <summary>What the rule says of the scores of the one classifier that there is.</summary>
    /// <param name="scores">In the form of <see cref="ClassScores"/>.</param>
    internal double Of(double[] scores) => new EpochChoice(_options, [Judge(scores)]).BestValue;

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

    private double Auroc(double[] scores, (int[] Rows, int[] Classes) part) =>
        part.Classes.Average(label => RankAuroc.Of(
            [.. part.Rows.Select(i => ClassScores.Of(scores, i, label, _classCount))],
            [.. part.Rows.Select(i => (sbyte)(_labels[i] == label ? 1 : 0))]).ValueOrNaN);

    /// <summary>The classes with enough rows in a part, and enough outside; of two classes the second stands for
    /// both.</summary>
    private int[] Judged(int[] part, int floor)
    {
        int[] counts = MitigationProblem.Counts(part, i => _labels[i], _classCount);
        return [.. Enumerable.Range(_classCount == 2 ? 1 : 0, _classCount == 2 ? 1 : _classCount)
            .Where(k => counts[k] >= floor && part.Length - counts[k] >= floor)];
    }
}
