using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>The value on validation rows that training maximizes.</summary>
internal sealed class ValidationJudge
{
    /// <summary>Positives and negatives below which a group does not choose: its AUROC would be noise, and training
    /// would stop by it.</summary>
    internal const int Floor = 10;

    private readonly int[][] _parts;
    private readonly sbyte[] _labels;
    private readonly bool _isWorstClass;

    /// <exception cref="ArgumentException">The rule is unknown.</exception>
    /// <exception cref="ProbeException">No validation row has a label, or they hold one class.</exception>
    internal ValidationJudge(MitigationProblem problem, string rule)
    {
        int[] rows = problem.Validation;
        _labels = [.. rows.Select(row => (sbyte)problem.Labels[row])];
        int[] all = [.. Enumerable.Range(0, rows.Length)];
        if (_labels.Distinct().Count() < 2)
        {
            throw new ProbeException(
                $"The {rows.Length} validation rows with a label hold {_labels.Distinct().Count()} class(es); nothing "
                    + "could be chosen on them.");
        }

        int[][] groups = [.. Enumerable.Range(0, problem.GroupNames.Count)
            .Select(g => all.Where(i => problem.Groups[rows[i]] == g).ToArray())
            .Where(part => part.Count(i => _labels[i] == 1) >= Floor && part.Count(i => _labels[i] == 0) >= Floor)];
        _isWorstClass = rule == "worst_class";
        (_parts, Note) = rule switch
        {
            "worst_group" when groups.Length > 0 => (groups, groups.Length == problem.GroupNames.Count ? null
                : $"{problem.GroupNames.Count - groups.Length} of {problem.GroupNames.Count} groups have fewer than "
                    + $"{Floor} "
                    + "positives or negatives on validation and did not choose."),
            "worst_group" =>
                ([all], $"No group has {Floor} positives and negatives on validation; the overall AUROC chose."),
            "overall" or "worst_class" => (new[] { all }, null),
            _ => throw new Catalogs.UnknownNameException(
                "Selection rule", rule, ["worst_group", "overall", "worst_class"]),
        };
    }

    internal string? Note { get; }

    /// <summary>Judges scores of the validation rows.</summary>
    internal double Of(double[] scores)
    {
        if (_isWorstClass)
        {
            double positives = _labels.Count(label => label == 1);
            double hits = Enumerable.Range(0, scores.Length).Count(i => _labels[i] == 1 && scores[i] >= 0.5);
            double rejections = Enumerable.Range(0, scores.Length).Count(i => _labels[i] == 0 && scores[i] < 0.5);
            return Math.Min(hits / positives, rejections / (scores.Length - positives));
        }

        return _parts.Min(part => RankAuroc.Of(
            [.. part.Select(i => scores[i])], [.. part.Select(i => _labels[i])]).ValueOrNaN);
    }
}
