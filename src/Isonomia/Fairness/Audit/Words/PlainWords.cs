using System.Text.RegularExpressions;

namespace Isonomia.Fairness;

/// <summary>What a worse value of a metric means for a patient, in words a clinician uses.</summary>
internal static partial class PlainWords
{
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["auroc"] = "it tells patients with and without the condition apart less well",
        ["average_precision"] = "its high scores are less often right",
        ["tpr"] = "it misses the condition more often",
        ["fnr"] = "it misses the condition more often",
        ["underdiagnosis_rate"] = "it misses the condition more often",
        ["fpr"] = "it raises more false alarms",
        ["tnr"] = "it raises more false alarms",
        ["ppv"] = "its positive calls are less often right",
        ["npv"] = "its negative calls are less often right",
        ["brier"] = "its probabilities are further from what happens",
        ["ece@fixed01"] = "its probabilities can be trusted less",
        ["accuracy"] = "it errs more often",
        ["balanced_accuracy"] = "it errs more often",
        ["balanced_accuracy@multiclass"] = "it errs more often",
        ["selection_rate"] = "it flags a different share of patients",
        ["mae"] = "its errors are larger",
        ["bias"] = "its errors lean to one side",
        ["dice"] = "its outlines overlap the reference less",
        ["hd95"] = "its outlines lie further from the reference",
        ["nsd"] = "its outlines lie further from the reference",
    };

    /// <summary>Gives the meaning of a worse value.</summary>
    /// <param name="metric">The metric id.</param>
    /// <param name="name">The metric's printed name, used where no plain words are known.</param>
    /// <returns>A clause, without a full stop.</returns>
    internal static string ForWorse(string metric, string name) =>
        Meanings.TryGetValue(metric, out string? words) ? words : $"its {name} is worse";

    /// <summary>Names a group in a sentence: a bin as a person says it, any other group in quotes.</summary>
    /// <param name="group">The group, for example <c>F</c>, <c>[40, 60)</c> or <c>≥80</c>.</param>
    /// <returns>For example <c>'F'</c>, <c>40 to under 60</c> or <c>80 or more</c>.</returns>
    internal static string Group(string group) =>
        Bin().Match(group) is { Success: true } bin ? $"{bin.Groups[1].Value} to under {bin.Groups[2].Value}"
        : group.StartsWith('≥') ? $"{group[1..]} or more"
        : $"'{group}'";

    [GeneratedRegex(@"^\[([^,\s]+), ([^,\s]+)\)$")]
    private static partial Regex Bin();
}
