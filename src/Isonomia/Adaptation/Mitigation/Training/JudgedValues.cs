using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>What a classifier is worth on a set of rows: overall, by group, by class.</summary>
/// <param name="Overall">Over all rows; NaN where undefined.</param>
/// <param name="Groups">Of every group that has enough rows.</param>
/// <param name="Recalls">The recall of every class that occurs.</param>
internal sealed record JudgedValues(double Overall, double[] Groups, double[] Recalls)
{
    /// <summary>Rules that need no values of groups.</summary>
    internal static readonly string[] Groupless = ["overall", "worst_class", "class_difference"];

    /// <summary>The worst group, or null where fewer than two can be judged.</summary>
    internal double? Worst => Groups.Length > 1 ? Groups.Min() : null;

    /// <summary>The difference of the best and the worst group, or null.</summary>
    internal double? Gap => Groups.Length > 1 ? Groups.Max() - Groups.Min() : null;

    /// <summary>The overall value, or null where undefined.</summary>
    internal double? OverallOrNull => double.IsNaN(Overall) ? null : Overall;

    /// <summary>As a selection rule reads it; without groups everybody is one.</summary>
    internal SelectionCandidate Candidate(int index, bool hasGroups, bool isBaseline = false) =>
        new($"{index}", hasGroups ? Groups : [Overall], Overall) { ClassRecalls = Recalls, IsBaseline = isBaseline };
}
